//! A file with everything that makes columns hard, and a report over it.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use crate::{
    diagnostic::{
        Citation, Diagnostic, Edits, Family, Fix, Label, Language, Place, RecordRef, Report, RuleId, Safety, Severity,
        Status,
    },
    text::{Source, Span},
};

pub(super) const NASTY: &str = concat!(
    "\u{FEFF}name: 小猫云\r\n",
    "\tcontent: 您好😀，家👨\u{200D}👩\u{200D}👧庭 cafe\u{301} 加微信\r\n",
    "esc: \u{1B}[31m红\u{202E}反\r",
    "first: 开始\n",
    "   second: 结束\n",
    "last: 无换行",
);

pub(super) fn report(language: Language) -> Report {
    Report { files: 1, records: 1, ..Report::new(jiff::civil::date(2026, 11, 21), language) }
}

pub(super) fn with_file(mut report: Report, path: &str, bytes: impl Into<Vec<u8>>) -> Report {
    report.sources.insert(path.into(), Arc::new(Source::new(path, bytes)));
    report
}

/// A finding at the bytes `span` of the file `path` of `report`.
pub(super) fn finding(report: &Report, path: &str, span: Span) -> Diagnostic {
    Diagnostic {
        primary: Some(Place { path: path.into(), span }),
        rule: RuleId::new("cn", "test-rule").unwrap(),
        family: Family::Characters,
        severity: Severity::Error,
        message: "信息".to_owned(),
        help: None,
        providers: vec!["cn".into()],
        record: None,
        text: report.source(path).unwrap().slice(span).into_owned(),
        seen: None,
        labels: Vec::new(),
        sources: Arc::from([]),
        codes: Arc::from([]),
        fix: None,
        status: Status::Open,
        suppression: None,
    }
}

/// The bytes of the only `needle` in [`NASTY`].
pub(super) fn nasty(needle: &str) -> Span {
    let start = NASTY.find(needle).unwrap();
    assert_eq!(NASTY.rfind(needle), Some(start), "{needle} is there twice");
    Span::new(start, start + needle.len())
}

/// A finding for each kind of difficulty, over [`NASTY`] and a second file.
pub(super) fn nasty_report(language: Language) -> Report {
    let mut report = with_file(with_file(report(language), "sms/a.yml", NASTY), "b.json", "{\"k\": \"签名\"}\n");
    let spans = [
        nasty("小猫云"),
        nasty("😀"),
        nasty("👨\u{200D}👩\u{200D}👧"),
        nasty("e\u{301}"),
        nasty("加微信"),
        nasty("\u{1B}[31m"),
        nasty("\u{202E}反"),
        Span::new(nasty("开始").start, nasty("结束").end),
        nasty("无换行"),
        Span::empty(NASTY.len()),
    ];
    report.diagnostics = spans.iter().map(|&span| finding(&report, "sms/a.yml", span)).collect();
    let full = &mut report.diagnostics[4];
    full.message = "出现“加微信”，引导私下联系".to_owned();
    full.help = Some("删去联系方式，或改为公司的客服热线。".to_owned());
    full.providers = vec!["alpha".into(), "beta".into()];
    full.record =
        Some(RecordRef { kind: "template".into(), name: Some("登录验证码".to_owned()), index: 0, digest: None });
    full.labels = vec![
        Label {
            place: Place { path: "sms/a.yml".into(), span: nasty("您好") }, message: "正文从这里开始".to_owned()
        },
        Label { place: Place { path: "b.json".into(), span: Span::new(7, 13) }, message: "签名在这里".to_owned() },
    ];
    full.sources = Arc::from([
        Citation {
            title: "审核标准".to_owned(),
            url: Some("https://example.com/审核?a=1".to_owned()),
            date: Some(jiff::civil::date(2025, 4, 18)),
            seed: None,
        },
        Citation { title: "另一页".to_owned(), url: None, date: None, seed: None },
    ]);
    full.codes = Arc::from(["InvalidParameterValue.ContactInformation".to_owned()]);
    full.fix = Some(Fix { safety: Safety::Unsafe, edits: Edits::one(nasty(" 加微信"), "") });
    let mut whole = finding(&report, "sms/a.yml", Span::empty(0));
    whole.primary = None;
    whole.severity = Severity::Info;
    whole.message = "没有说明账号能否使用变量\u{1B}".to_owned();
    report.diagnostics.push(whole);
    let mut quiet = finding(&report, "sms/a.yml", Span::empty(3));
    quiet.status = Status::Suppressed;
    report.diagnostics.push(quiet);
    let mut lost = finding(&report, "sms/a.yml", Span::empty(3));
    lost.severity = Severity::Warning;
    lost.primary = Some(Place { path: "gone.yml".into(), span: Span::new(5, 9) });
    report.diagnostics.push(lost);
    report
}

pub(super) fn write(report: &Report, format: super::Format, style: &super::Style) -> String {
    let mut out = Vec::new();
    super::render(report, format, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
