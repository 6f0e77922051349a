//! Law 1 for what programs read: positions are true in every unit, checked against a count that shares no code.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::Value;

use super::{
    Exit, Format, Style,
    fixture::{NASTY, finding, nasty_report, report, with_file, write},
};
use crate::{
    diagnostic::{Label, Language, Place, Severity, Status},
    text::Span,
};

/// Line, column in code points and column in UTF-16 of the byte `at`, counted character by character.
fn naive(text: &str, at: usize) -> (u64, u64, u64) {
    let (mut line, mut column, mut utf16) = (1, 1, 1);
    for (start, character) in text.char_indices().take_while(|&(start, _)| start < at) {
        let lone_return = character == '\r' && !text[start + 1..].starts_with('\n');
        if character == '\n' || lone_return {
            (line, column, utf16) = (line + 1, 1, 1);
        } else if !(character == '\u{FEFF}' && start == 0) {
            column += 1;
            utf16 += character.len_utf16() as u64;
        }
    }
    (line, column, utf16)
}

fn position(value: &Value) -> (usize, (u64, u64, u64)) {
    let number = |key: &str| value[key].as_u64().unwrap();
    (usize::try_from(number("byte")).unwrap(), (number("line"), number("column"), number("utf16")))
}

/// Every span of the document that is about `path`, with the text that is said to stand there, if any.
fn spans<'v>(document: &'v Value, path: &str) -> Vec<(&'v Value, Option<&'v str>)> {
    let mut found = Vec::new();
    for diagnostic in document["diagnostics"].as_array().unwrap() {
        if diagnostic["path"] == path {
            found.push((&diagnostic["span"], diagnostic["text"].as_str()));
            let edits = diagnostic["fix"]["edits"].as_array().into_iter().flatten();
            found.extend(edits.map(|edit| (&edit["span"], None)));
        }
        let labels = diagnostic["labels"].as_array().unwrap().iter();
        found.extend(labels.filter(|label| label["path"] == path).map(|label| (&label["span"], None)));
    }
    found
}

fn assert_true(file: &str, span: &Value, text: Option<&str>) {
    let ((start, from), (end, to)) = (position(&span["start"]), position(&span["end"]));
    assert_eq!((from, to), (naive(file, start), naive(file, end)));
    if let Some(text) = text {
        assert_eq!(&file[start..end], text);
    }
}

fn text() -> impl Strategy<Value = String> {
    const HARD: &[&str] = &[
        "\r\n",
        "\r",
        "\n",
        "\t",
        "中",
        "文",
        "😀",
        "👨\u{200D}👩\u{200D}👧",
        "e\u{301}",
        "\u{FEFF}",
        "\u{1B}",
        "\u{202E}",
    ];
    let piece = prop_oneof![
        3 => proptest::sample::select(HARD).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-z ]{0,1500}",
    ];
    (any::<bool>(), proptest::collection::vec(piece, 0..24)).prop_map(|(mark, pieces)| {
        let mark = if mark { "\u{FEFF}" } else { "" };
        format!("{mark}{}", pieces.concat())
    })
}

/// A text and a range of it on character boundaries, in bytes.
pub(super) fn text_and_span() -> impl Strategy<Value = (String, Span)> {
    (text(), any::<proptest::sample::Index>(), any::<proptest::sample::Index>()).prop_map(|(text, a, b)| {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (bounds[a.index(bounds.len())], bounds[b.index(bounds.len())]);
        (text, Span::new(a.min(b), a.max(b)))
    })
}

proptest! {
    #[test]
    fn the_positions_of_every_format_are_true((text, span) in text_and_span()) {
        let mut report = with_file(report(Language::Zh), "a.yml", text.as_str());
        let diagnostic = finding(&report, "a.yml", span);
        report.diagnostics.push(diagnostic);
        let document: Value = serde_json::from_str(&write(&report, Format::Json, &Style::default())).unwrap();
        let [(found, Some(covered))] = spans(&document, "a.yml")[..] else { panic!("one finding") };
        assert_true(&text, found, Some(covered));
        prop_assert_eq!(&text[span.start..span.end], covered);
        let (line, column, _) = naive(&text, span.start);
        let short = write(&report, Format::Short, &Style::default());
        prop_assert_eq!(short, format!("a.yml:{line}:{column}: error: 信息 [cn/test-rule]\n"));
        if let Ok(pretty) = "pretty".parse() {
            let drawing = write(&report, pretty, &Style::default());
            let header = format!("[a.yml:{line}:{column}]\n");
            prop_assert!(drawing.contains(&header), "{} {}", header, drawing);
        }
    }

    #[test]
    fn no_text_and_no_span_upsets_a_renderer(bytes: Vec<u8>, start in 0usize..80, len in 0usize..80, width in 0usize..90) {
        let mut report = with_file(report(Language::En), "a", bytes);
        let mut diagnostic = finding(&report, "a", Span::new(start, start + len));
        let place = Place { path: "a".into(), span: Span::new(len, len + start) };
        diagnostic.labels.push(Label { place, message: "x".to_owned() });
        report.diagnostics.push(diagnostic);
        for &format in Format::ALL {
            write(&report, format, &Style { width, unicode: width % 2 == 0, ..Style::default() });
        }
    }
}

#[test]
fn json_keeps_to_version_1() {
    let report = nasty_report(Language::Zh);
    let written = write(&report, Format::Json, &Style::default());
    assert_eq!(written.matches('\n').count(), 1, "one document, one line");
    let document: Value = serde_json::from_str(&written).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&document), "version tool as_of diagnostics summary");
    assert_eq!((&document["version"], &document["as_of"]), (&1.into(), &"2026-11-21".into()));
    assert_eq!(keys(&document["summary"]), "files records errors warnings infos suppressed");
    let found = document["diagnostics"].as_array().unwrap();
    for diagnostic in found {
        let expected = "rule family severity message help providers path record span text labels sources codes fix status suppression";
        assert_eq!(keys(diagnostic), expected);
    }
    let full = &found[4];
    assert_eq!(full["record"], serde_json::json!({"kind": "template", "name": "登录验证码", "index": 0}));
    assert_eq!(keys(&full["labels"][0]), "path span message");
    assert_eq!(keys(&full["sources"][0]), "title url date");
    assert_eq!((&full["sources"][0]["date"], &full["sources"][1]["date"]), (&"2025-04-18".into(), &Value::Null));
    assert_eq!(keys(&full["fix"]), "safety edits");
    assert_eq!(keys(&full["fix"]["edits"][0]), "span insert");
    assert_eq!(keys(&full["span"]), "start end");
    assert_eq!(keys(&full["span"]["start"]), "byte line column utf16");
}

#[test]
fn json_tells_the_whole_run_from_a_file_and_a_suppressed_finding_from_an_open_one() {
    let document: Value =
        serde_json::from_str(&write(&nasty_report(Language::En), Format::Json, &Style::default())).unwrap();
    let found = document["diagnostics"].as_array().unwrap();
    assert_eq!((&found[10]["path"], &found[10]["span"]), (&Value::Null, &Value::Null));
    assert_eq!((&found[11]["status"], &document["summary"]["suppressed"]), (&"suppressed".into(), &1.into()));
    assert_eq!((&found[12]["path"], &found[12]["span"]), (&"gone.yml".into(), &Value::Null));
}

#[test]
fn every_span_in_the_json_of_a_hard_file_is_true() {
    let document: Value =
        serde_json::from_str(&write(&nasty_report(Language::Zh), Format::Json, &Style::default())).unwrap();
    let spans = spans(&document, "sms/a.yml");
    assert_eq!(spans.len(), 13, "eleven findings, a label and an edit");
    for (span, text) in spans {
        assert_true(NASTY, span, text);
    }
}

#[test]
fn short_is_one_line_a_finding_without_anything_raw() {
    let mut report = nasty_report(Language::Zh);
    report.diagnostics[0].message = "第一行\n\u{1B}[2J第二行".to_owned();
    let written = write(&report, Format::Short, &Style::default());
    let open = report.diagnostics.iter().filter(|diagnostic| diagnostic.status == Status::Open).count();
    assert_eq!(written.lines().count(), open);
    assert!(written.starts_with("sms/a.yml:1:7: error: 第一行␊␛[2J第二行 [cn/test-rule]\n"), "{written}");
    assert!(
        written.ends_with("info: 没有说明账号能否使用变量␛ [cn/test-rule]\ngone.yml: warning: 信息 [cn/test-rule]\n")
    );
}

#[test]
fn a_file_of_one_endless_line_is_written_without_reading_it_again_for_each_finding() {
    const FINDINGS: usize = 2_000;
    let line = "短信😀内容,".repeat(100_000);
    let mut report = with_file(report(Language::Zh), "big.json", line.as_str());
    let step = "短信😀内容,".len();
    for nth in 0..FINDINGS {
        let start = nth * (line.len() / step / FINDINGS) * step;
        let diagnostic = finding(&report, "big.json", Span::new(start, start + 6));
        report.diagnostics.push(diagnostic);
    }
    for &format in Format::ALL {
        let written = write(&report, format, &Style::default());
        assert!(written.len() < FINDINGS * 700, "{format}: {} bytes", written.len());
        let unit = match format {
            Format::Rdjson => step,
            Format::Github => continue, // It shows a few only.
            _ => 6,
        };
        let last = format!("{}", 1 + unit * (FINDINGS - 1) * (100_000 / FINDINGS));
        assert!(written.contains(&last), "{format} lacks column {last}");
    }
}

#[test]
fn the_exit_code_follows_the_gravest_open_finding() {
    let mut report = nasty_report(Language::Zh);
    let exit = |fail_on| Exit::Findings { fail_on };
    assert_eq!((Exit::default().code(&report), Exit::Forced.code(&report), Exit::Unusable.code(&report)), (1, 0, 2));
    for diagnostic in &mut report.diagnostics {
        diagnostic.severity = Severity::Warning;
    }
    assert_eq!((exit(Severity::Error).code(&report), exit(Severity::Warning).code(&report)), (0, 1));
    for diagnostic in &mut report.diagnostics {
        diagnostic.status = Status::Suppressed;
    }
    assert_eq!(exit(Severity::Info).code(&report), 0);
    assert_eq!((Exit::Empty { allowed: false }.code(&report), Exit::Empty { allowed: true }.code(&report)), (3, 0));
}

#[test]
fn formats_are_found_by_their_names_and_only_by_them() {
    for &format in Format::ALL {
        assert_eq!(format.as_str().parse(), Ok(format));
        assert!(!format.purpose().is_empty());
    }
    let unknown = "sarfi".parse::<Format>().unwrap_err();
    assert!(unknown.to_string().starts_with("`sarfi` is not a format; there are "), "{unknown}");
}
