#![allow(clippy::unwrap_used)]

use jiff::civil::date;

use super::*;
use crate::diagnostic::RuleId;

fn finding(line: usize, record: &str, text: &str) -> Diagnostic {
    let source = Source::new("sms/a.yml", format!("{}{text}", "\n".repeat(line)));
    let rule = RuleId::new("x", "rule").unwrap();
    let wording = Wording { message: String::new(), help: None };
    let span = Span::new(line, line + text.len());
    let record = Some(RecordRef { kind: "template".into(), name: Some(record.to_owned()), index: line, digest: None });
    Diagnostic { record, ..Diagnostic::of_file(rule, Severity::Error, &source, span, wording) }
}

fn report(diagnostics: Vec<Diagnostic>) -> Report {
    Report { diagnostics, ..Report::new(date(2026, 11, 21), Language::En) }
}

fn baseline(text: &str) -> Result<Baseline, Vec<Diagnostic>> {
    let source = Arc::new(Source::new("base/known.json", text));
    Baseline::read(source, Folder::new("/work", "/work/base"), Language::En)
}

#[test]
fn known_findings_stay_known_when_lines_move_and_new_ones_are_new() {
    let before = report(vec![finding(1, "甲", "！"), finding(2, "甲", "！"), finding(3, "乙", "\"")]);
    let (text, known) = baseline_of(&before, &Folder::new("/work", "/work/base"));
    assert_eq!(known, 3);
    assert!(
        text.contains(
            "\"record\":\"template 甲\",\"rule\":\"x/rule\",\"text\":\"！\",\"path\":\"sms/a.yml\",\"count\":2}"
        ),
        "{text}"
    );
    let known = baseline(&text).unwrap();
    let mut now =
        report(vec![finding(7, "甲", "！"), finding(8, "甲", "！"), finding(9, "甲", "！"), finding(9, "丙", "\"")]);
    known.suppress(&mut now, |_| true);
    let open: Vec<_> = now.diagnostics.iter().map(|diagnostic| diagnostic.status == Status::Open).collect();
    assert_eq!(open, [false, false, true, true]);
    let stale = known.stale(&now, Severity::Info, |_| true, |_, _| true);
    assert_eq!(
        stale.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(),
        ["1 of `x/rule` in sms/a.yml is gone"]
    );
    assert!(known.stale(&now, Severity::Info, |_| false, |_, _| true).is_empty());
}

fn moved(finding: Diagnostic, path: &str) -> Diagnostic {
    let place = finding.primary.clone().map(|place| crate::diagnostic::Place { path: path.into(), ..place });
    Diagnostic { primary: place, ..finding }
}

fn open(report: &Report) -> usize {
    report.summary().errors
}

#[test]
fn known_findings_stay_known_when_their_file_is_renamed_or_their_record_moves() {
    let before = report(vec![finding(1, "甲", "！"), finding(3, "乙", "\"")]);
    let (text, _) = baseline_of(&before, &Folder::default());
    let mut known = baseline(&text).unwrap();
    let now = || report(before.diagnostics.iter().map(|one| moved(one.clone(), "sms/b.yml")).collect());
    // Who sees only the new file does not know whether the old one still holds them.
    let mut partly = now();
    known.suppress(&mut partly, |path| path == "sms/b.yml");
    assert_eq!(open(&partly), 2);
    let mut both = now();
    known.suppress(&mut both, |_| true);
    assert_eq!((open(&both), known.stale(&both, Severity::Info, |_| true, |_, _| true).len()), (0, 0));
    known.find_gone(|path| path == "sms/b.yml");
    let mut renamed = now();
    known.suppress(&mut renamed, |path| path == "sms/b.yml");
    assert_eq!((open(&renamed), known.stale(&renamed, Severity::Info, |_| false, |_, _| true).len()), (0, 0));
    // No more than there were: of a copy only one counts as known.
    let mut copied = report(before.diagnostics.iter().cloned().chain(now().diagnostics).collect());
    known.suppress(&mut copied, |_| true);
    assert_eq!(open(&copied), 2);
}

#[test]
fn records_without_a_name_are_known_by_their_text_wherever_they_stand() {
    let nameless = |index: usize, digest: &str| {
        let record = RecordRef { kind: "template".into(), name: None, index, digest: Some(digest.to_owned()) };
        Diagnostic { record: Some(record), ..finding(1, "", "！") }
    };
    let (text, _) = baseline_of(&report(vec![nameless(0, "00aa")]), &Folder::default());
    assert!(text.contains("\"record\":\"template ~00aa\""), "{text}");
    let mut now = report(vec![nameless(0, "00bb"), nameless(1, "00aa")]);
    baseline(&text).unwrap().suppress(&mut now, |_| true);
    let status: Vec<_> = now.diagnostics.iter().map(|one| one.status).collect();
    assert_eq!(status, [Status::Open, Status::Suppressed]);
    // As they were known before.
    let first = r#"{"smslint_baseline": 1, "findings": [{"path": "sms/a.yml", "record": "template #0", "rule": "x/rule", "text": "！", "count": 1}]}"#;
    let mut now = report(vec![nameless(0, "00bb"), nameless(1, "00aa")]);
    baseline(first).unwrap().suppress(&mut now, |_| true);
    let status: Vec<_> = now.diagnostics.iter().map(|one| one.status).collect();
    assert_eq!(status, [Status::Suppressed, Status::Open]);
}

#[test]
fn what_is_about_the_whole_run_is_known_too_and_gone_only_where_all_was_looked_at() {
    let of_run = Diagnostic { primary: None, ..finding(1, "甲", "") };
    let before = report(vec![finding(1, "甲", "！"), of_run.clone()]);
    let (text, _) = baseline_of(&before, &Folder::new("/work", "/work/base"));
    let known = baseline(&text).unwrap();
    let mut now = report(vec![of_run]);
    known.suppress(&mut now, |_| true);
    assert_eq!(now.diagnostics[0].status, Status::Suppressed);
    let nothing = report(Vec::new());
    assert_eq!(known.stale(&nothing, Severity::Info, |_| true, |_, _| true).len(), 2);
    assert!(known.stale(&nothing, Severity::Info, |_| false, |_, _| true).is_empty());
}

#[test]
fn a_baseline_of_nothing_is_one_too() {
    let (text, _) = baseline_of(&report(Vec::new()), &Folder::default());
    assert_eq!(baseline(&text).unwrap().paths().count(), 0);
}

#[test]
fn what_is_no_baseline_is_said_with_its_place() {
    for text in ["", "[", "{}", "{\"smslint_baseline\": 3}", "{\"smslint_baseline\": 1, \"finding\": []}"] {
        assert!(!baseline(text).unwrap_err().is_empty(), "{text}");
    }
}

#[test]
fn records_that_share_a_name_are_told_apart_by_their_text() {
    let same = |index: usize, digest: &str| {
        let record = RecordRef {
            kind: "template".into(),
            name: Some("same".to_owned()),
            index,
            digest: Some(digest.to_owned()),
        };
        Diagnostic { record: Some(record), ..finding(index, "", "！") }
    };
    let (text, _) = baseline_of(&report(vec![same(0, "00aa"), same(1, "00bb")]), &Folder::default());
    assert!(text.contains("\"record\":\"template same ~00aa\""), "{text}");
    // One is mended, and a third comes.
    let mut now = report(vec![same(1, "00bb"), same(2, "00cc")]);
    let known = baseline(&text).unwrap();
    known.suppress(&mut now, |_| true);
    let status: Vec<_> = now.diagnostics.iter().map(|one| one.status).collect();
    assert_eq!(status, [Status::Suppressed, Status::Open]);
    assert_eq!(known.stale(&now, Severity::Info, |_| true, |_, _| true).len(), 1);
    // A name that belongs to one record is enough, whatever its text becomes.
    let (text, _) = baseline_of(&report(vec![same(0, "00aa")]), &Folder::default());
    assert!(text.contains("\"record\":\"template same\""), "{text}");
    let mut now = report(vec![same(0, "00cc")]);
    baseline(&text).unwrap().suppress(&mut now, |_| true);
    assert_eq!(now.diagnostics[0].status, Status::Suppressed);
}
