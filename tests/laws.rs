//! The laws that hold for the whole way from a file to a report: positions are true, and linting is a total pure
//! function. (The other laws are held by `safe_fixes.rs`, `rules.rs`, `layers.rs` and `tree.rs`.)
#![allow(clippy::unwrap_used, missing_docs)]

use std::{
    fmt::Write as _,
    sync::{Arc, LazyLock},
};

use jiff::civil::Date;
use proptest::prelude::*;
use smslint::{
    diagnostic::{Diagnostic, Language, Report},
    document::Format,
    engine::{Input, Plan, lint},
    rule::RuleSet,
    text::Source,
};

static RULES: LazyLock<Arc<RuleSet>> = LazyLock::new(|| Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap()));

fn plan() -> Plan {
    Plan {
        providers: vec!["tencent".to_owned()],
        ..Plan::new(Arc::clone(&RULES), Date::constant(2026, 11, 21), Language::Zh)
    }
}

fn input(name: &str, bytes: &[u8], format: Format) -> Input {
    Input { source: Arc::new(Source::new(name, bytes)), format, reported: true }
}

fn run(inputs: &[Input]) -> Report {
    lint(inputs, &plan())
}

/// What may stand round a mistake: letters of every width, emoji, joined and combining characters, quotes, escapes.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("中文"),
        Just("😀"),
        Just("👨‍👩‍👧"),
        Just("e\u{301}"),
        Just("ｆｕｌｌ"),
        Just("a"),
        Just(" "),
        Just("，"),
        Just("'"),
        Just("\""),
        Just("\\"),
        Just(": "),
        Just(" #"),
        Just("-"),
        Just("{1}"),
        Just("，请"),
        Just("𐐀"),
        Just("\t"),
        Just("\u{200B}"),
    ];
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

/// One template with this content, in every way of writing that can hold it, each with a byte order mark or without.
fn files(content: &str) -> Vec<(Format, Vec<u8>)> {
    let single = content.replace('\'', "''");
    let escaped: String =
        content.chars().map(|c| if c.is_ascii() { json(c) } else { format!("\\U{:08X}", u32::from(c)) }).collect();
    let doubled = serde_json::to_string(content).unwrap();
    let surrogates = content.encode_utf16().fold(String::new(), |mut text, unit| {
        write!(text, "\\u{unit:04x}").unwrap();
        text
    });
    let yaml = [
        format!("templates:\n  - name: 甲\n    content: '{single}'\n"),
        format!("templates:\r\n  - name: 甲\r\n    content: {doubled}"),
        format!("templates:\n  - name: 甲\n    content: \"{escaped}\"\n"),
        format!("templates:\n  - {{name: 甲, content: {doubled}}}"),
        format!("templates:\n  - name: 甲\n    content: |-2\n      {content}"),
    ];
    let json = [
        format!("{{\"templates\": [{{\"name\": \"甲\", \"content\": {doubled}}}]}}"),
        format!("{{\"templates\": [{{\"name\": \"甲\", \"content\": \"{surrogates}\"}}]}}"),
        format!("{{\"TemplateName\": \"甲\", \"SmsType\": 2, \"TemplateContent\": \"{surrogates}\"}}"),
        format!("[{{\"Action\": \"AddSmsTemplate\", \"Body\": {{\"TemplateContent\": {doubled}, \"SmsType\": 3}}}}]"),
    ];
    let all =
        yaml.into_iter().map(|text| (Format::Yaml, text)).chain(json.into_iter().map(|text| (Format::Json, text)));
    all.flat_map(|(format, text)| {
        [(format, text.clone().into_bytes()), (format, [b"\xEF\xBB\xBF", text.as_bytes()].concat())]
    })
    .collect()
}

fn json(character: char) -> String {
    let quoted = serde_json::to_string(&character).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}

/// What a slice of a file says: the text itself, or what its escapes stand for.
fn decoded(slice: &str) -> String {
    if let Some(code) = slice.strip_prefix("\\U") {
        return u32::from_str_radix(code, 16).ok().and_then(char::from_u32).map(String::from).unwrap_or_default();
    }
    serde_json::from_str(&format!("\"{slice}\"")).unwrap_or_else(|_| slice.to_owned())
}

fn brackets(report: &Report) -> Vec<&Diagnostic> {
    report.diagnostics.iter().filter(|diagnostic| diagnostic.rule.as_str() == "tencent/lenticular-brackets").collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_finding_underlines_the_very_characters_of_the_file(before in nasty(), behind in nasty()) {
        let content = format!("您{before}【{behind}好");
        for (format, bytes) in files(&content) {
            let inputs = [input("a.yml", &bytes, format)];
            let report = run(&inputs);
            let found = brackets(&report);
            prop_assert_eq!(found.len(), 1, "{}", String::from_utf8_lossy(&bytes));
            let span = found[0].primary.as_ref().unwrap().span;
            let slice = std::str::from_utf8(&bytes[span.start..span.end]).unwrap();
            prop_assert_eq!(slice, &found[0].text);
            prop_assert_eq!(decoded(slice), "【", "{}", String::from_utf8_lossy(&bytes));
        }
    }

    #[test]
    fn no_bytes_make_the_linter_panic_or_point_outside_the_file(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Yaml, Format::Json, Format::Plain] {
            let report = run(&[input("a", &bytes, format)]);
            for place in report.diagnostics.iter().filter_map(|diagnostic| diagnostic.primary.as_ref()) {
                prop_assert!(place.span.end <= bytes.len());
            }
        }
    }

    #[test]
    fn no_document_makes_the_linter_panic(
        key in prop_oneof![Just("content"), Just("name"), Just("type"), Just("signature"), Just("variables"), Just("variants"), Just("region")],
        value in prop_oneof![nasty(), Just("{}".to_owned()), Just("[[[]]]".to_owned()), Just("{a: {b: c}}".to_owned()), ".{0,40}"],
        list in prop_oneof![Just("templates"), Just("signatures"), Just("sends"), Just("qualifications"), Just("letters")],
    ) {
        let text = format!("provider: tencent\n{list}:\n  - name: 甲\n    content: 您好{{1}}\n    {key}: {value}\n  - {value}\n");
        let once = run(&[input("a.yml", text.as_bytes(), Format::Yaml)]);
        let twice = run(&[input("a.yml", text.as_bytes(), Format::Yaml)]);
        prop_assert_eq!(once.diagnostics, twice.diagnostics);
    }
}

#[test]
fn the_order_of_files_makes_no_difference() {
    let texts = [
        "provider: tencent\nsignatures:\n  - {name: 山野书局, type: company}\n",
        "provider: tencent\ntemplates:\n  - {name: 甲, type: otp, signature: 山野书局, content: '您的验证码是｛1｝'}\n",
        "provider: tencent\ntemplates:\n  - {name: 乙, type: marketing, signature: 山也书局, content: 会员日八折}\n",
    ];
    let inputs: Vec<Input> = texts
        .iter()
        .zip(["a.yml", "b.yml", "c.yml"])
        .map(|(text, name)| input(name, text.as_bytes(), Format::Yaml))
        .collect();
    let report = run(&inputs);
    let mut reversed = inputs.clone();
    reversed.reverse();
    assert!(report.diagnostics.iter().any(|diagnostic| diagnostic.rule.as_str() == "cn/unknown-signature"));
    assert_eq!(report.diagnostics, run(&reversed).diagnostics);
}
