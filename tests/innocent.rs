//! Messages that honest companies send draw nothing about forbidden subjects, and names do not by themselves.
#![allow(clippy::unwrap_used, missing_docs)]

mod files;

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::date;
use smslint::{
    diagnostic::{Family, Language, Report, Severity},
    document::Format,
    engine::{Input, Plan, lint},
    rule::RuleSet,
    text::Source,
};

fn judge(inputs: &[Input]) -> Report {
    let plan = Plan {
        providers: vec!["tencent".to_owned()],
        ..Plan::new(Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap()), date(2026, 11, 21), Language::En)
    };
    lint(inputs, &plan)
}

fn document(yaml: &str) -> Input {
    let source = Arc::new(Source::new("a.yml", yaml.as_bytes().to_vec()));
    Input { source, format: Format::Yaml, reported: true }
}

/// What is found about forbidden subjects, warnings and worse.
fn subjects(report: &Report) -> Vec<String> {
    let grave = report.diagnostics.iter().filter(|one| one.family == Family::Subject && one.severity > Severity::Info);
    grave.map(|one| format!("{} “{}” in {:?}", one.rule, one.text, one.record.as_ref().map(|r| &r.name))).collect()
}

#[test]
fn honest_messages_of_every_trade_draw_nothing_about_forbidden_subjects() {
    let mut trades = BTreeSet::new();
    let mut inputs = Vec::new();
    for path in files::below("tests/innocent", ".yml") {
        let text = files::read(&path);
        trades.extend(text.lines().filter_map(|line| line.strip_prefix("  # ")).map(str::to_owned));
        let source = Arc::new(Source::new(path.to_string_lossy().into_owned(), text.into_bytes()));
        inputs.push(Input { source, format: Format::Yaml, reported: true });
    }
    let report = judge(&inputs);
    assert!(trades.len() >= 40, "{} trades", trades.len());
    assert!(report.records >= 300 + trades.len(), "{} records", report.records);
    assert_eq!(subjects(&report), [""; 0]);
}

#[test]
fn the_senders_own_name_is_no_forbidden_subject() {
    let of = |signature: &str, content: &str| {
        subjects(&judge(&[document(&format!(
            "provider: tencent\nregion: mainland\ntemplates:\n  - {{name: a, type: notification, signature: {signature}, content: {content}}}\n"
        ))]))
    };
    assert_eq!(of("博彩缤纷广场", "博彩缤纷广场提醒，停车场已满。"), [""; 0]);
    assert_eq!(of("众合广场", "博彩缤纷广场提醒，停车场已满。").len(), 1, "the name of somebody else");
    assert_eq!(of("博彩缤纷广场", "博彩缤纷广场提醒，博彩平台已上线。").len(), 1, "what stands outside of the name");
    assert_eq!(of("博彩", "博彩提醒，停车场已满。").len(), 1, "a name that is the word itself");
}

#[test]
fn a_rule_that_covers_another_speaks_alone() {
    let report = judge(&[document(
        "provider: tencent\nregion: mainland\ntemplates:\n  - {name: a, type: notification, content: 参加面试请携带简历，公司大厅有人引导面试者。}\n",
    )]);
    let rules: Vec<_> = report.diagnostics.iter().filter(|one| one.family == Family::Subject).collect();
    let rules: Vec<_> = rules.iter().map(|one| (one.rule.as_str(), one.text.as_str())).collect();
    assert_eq!(rules, [("tencent/recruitment", "参加面试"), ("tencent/recruitment-mention", "面试")]);
}
