//! What every format writes about one hard file, whole: `golden/nasty.FORMAT`. Documents of JSON are laid out for reading.
//!
//! After a change that is meant, `SMSLINT_UPDATE=1 cargo test --lib golden` writes what is written now: read the diff.

#![allow(clippy::unwrap_used)]

use std::{env, fs, path::Path, sync::Arc};

use super::{
    Exit, Format, Style,
    fixture::{nasty_report, write},
};
use crate::diagnostic::{Language, Localized, Report, RuleInfo, Severity};

/// The hard file, with what is known about its rule, something that could not be used, and something assumed.
fn hard_report(language: Language) -> Report {
    let mut report = nasty_report(language);
    let full = report.diagnostics[4].clone();
    let rule = RuleInfo {
        id: full.rule.clone(),
        title: Localized { zh: "留下联系方式".to_owned(), en: "contact left in a message".to_owned() },
        family: full.family,
        severity: Severity::Error,
        since: None,
        until: None,
        help: Localized { zh: "删去“加微信”。".to_owned(), en: "Take 加微信 away.".to_owned() },
        sources: full.sources,
        codes: full.codes,
        rejections: Arc::from([]),
        fixable: true,
    };
    report.rules.insert(full.rule, Arc::new(rule));
    report.failures.push("短信/b.yml：没有权限".to_owned());
    report.notes.push("没有说明账号能否使用变量，按可以处理".to_owned());
    report
}

#[test]
fn every_format_writes_about_a_hard_file_what_is_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/output/golden");
    let style = Style { exit: Exit::Unusable, ..Style::default() };
    for &format in Format::ALL {
        let mut written = write(&hard_report(Language::Zh), format, &style);
        if matches!(format, Format::Json | Format::Sarif | Format::Gitlab | Format::Rdjson) {
            let document: serde_json::Value = serde_json::from_str(&written).unwrap();
            written = serde_json::to_string_pretty(&document).unwrap() + "\n";
        }
        let written = written.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
        let file = folder.join(format!("nasty.{format}"));
        if env::var_os("SMSLINT_UPDATE").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&file, written).unwrap();
        } else {
            let expected = fs::read_to_string(&file).unwrap();
            for (nth, (written, expected)) in written.lines().zip(expected.lines()).enumerate() {
                assert_eq!(written, expected, "{}:{}", file.display(), nth + 1);
            }
            assert_eq!(written.len(), expected.len(), "{}", file.display());
        }
    }
}
