#![allow(clippy::unwrap_used)]

use serde_json::Value;

use super::*;
use crate::{
    diagnostic::{Diagnostic, Language, Place},
    output::fixture::{nasty_report, report, with_file},
    text::Span,
};

fn log(report: &Report, style: &Style, most: usize) -> Value {
    let mut out = Vec::new();
    super::write(report, style, Limits { results: most, ..room::OF_GITHUB }, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn run(report: &Report) -> Value {
    log(report, &Style::default(), room::OF_GITHUB.results)["runs"][0].clone()
}

#[test]
fn units_and_line_ends_are_stated() {
    let run = run(&nasty_report(Language::Zh));
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["newlineSequences"], serde_json::json!(["\r\n", "\n", "\r"]));
}

#[test]
fn suppressed_findings_stay_and_every_result_says_whether_it_is_one() {
    let report = nasty_report(Language::Zh);
    let run = run(&report);
    let results = run["results"].as_array().unwrap();
    let suppressed = results.iter().filter(|result| !result["suppressions"].as_array().unwrap().is_empty());
    assert_eq!(suppressed.count(), 1);
    assert_eq!(results.len() + 1, report.diagnostics.len(), "all but the one about the whole run");
}

#[test]
fn with_a_baseline_every_result_says_whether_it_is_known() {
    let mut report = nasty_report(Language::Zh);
    let states = |report: &Report| {
        let run = run(report);
        let results = run["results"].as_array().unwrap();
        results.iter().map(|result| result["baselineState"].as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(states(&report).iter().all(Option::is_none));
    report.compared = true;
    let first = &mut report.diagnostics[0];
    first.status = Status::Suppressed;
    first.suppression =
        Some(crate::diagnostic::Suppression { kind: crate::diagnostic::SuppressionKind::Baseline, reason: None });
    let states = states(&report);
    assert_eq!(states[0].as_deref(), Some("unchanged"));
    assert!(states[1..].iter().all(|state| state.as_deref() == Some("new")));
}

#[test]
fn what_is_about_no_file_is_a_notification_since_github_refuses_a_result_without_a_place() {
    let run = run(&nasty_report(Language::Zh));
    assert!(run["results"].as_array().unwrap().iter().all(|result| result["locations"].as_array().unwrap().len() == 1));
    let notifications = &run["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notifications[0]["associatedRule"]["id"], "cn/test-rule");
    assert_eq!(notifications[0]["level"], "note");
}

#[test]
fn fingerprints_have_a_key_of_our_own_and_none_of_githubs() {
    let run = run(&nasty_report(Language::Zh));
    for result in run["results"].as_array().unwrap() {
        let fingerprints = result["partialFingerprints"].as_object().unwrap();
        assert_eq!(fingerprints.keys().collect::<Vec<_>>(), ["smslintFinding/v1"]);
    }
}

#[test]
fn beyond_the_limit_the_gravest_are_kept_in_their_order_and_the_rest_is_counted() {
    let report = nasty_report(Language::En);
    let log = log(&report, &Style::default(), 3);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let texts: Vec<_> = results
        .iter()
        .map(|r| r["locations"][0]["physicalLocation"]["region"]["snippet"]["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, ["小猫云", "😀", "👨\u{200D}👩\u{200D}👧"]);
    let said = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(said["message"]["text"], "the 9 least grave results are left out: GitHub takes 3 of a run");
    // A suppressed error goes before an open warning does.
    let limits = Limits { results: 11, ..room::OF_GITHUB };
    let kept = room::kept(&context(&report), &(), &fingerprints(&report), limits).unwrap();
    assert_eq!((kept.places, kept.beyond_results), (vec![0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12], 1));
}

#[test]
fn what_github_would_not_show_is_said() {
    let mut report = nasty_report(Language::En);
    let place = report.diagnostics[0].primary.clone().unwrap();
    let label = crate::diagnostic::Label { place, message: "here".to_owned() };
    report.diagnostics[0].labels = vec![label; 1_002];
    let first = report.diagnostics[0].clone();
    report.diagnostics.extend(std::iter::repeat_n(Diagnostic { labels: Vec::new(), ..first }, 5_000));
    let placed = report.diagnostics.iter().filter(|diagnostic| diagnostic.primary.is_some()).count();
    let run = run(&report);
    let said = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    let said: Vec<&str> = said.iter().filter_map(|one| one["message"]["text"].as_str()).collect();
    assert!(said.contains(&&*format!("GitHub shows the 5000 gravest of these {placed} results")), "{said:?}");
    assert!(said.contains(&"3 related places are left out: GitHub takes 1,000 places of a result"), "{said:?}");
    assert_eq!(run["results"][0]["relatedLocations"].as_array().unwrap().len(), 999);
}

fn context(report: &Report) -> Context<'_> {
    Context { report, rules: report.diagnostics.iter().map(|one| (&one.rule, 0)).collect() }
}

#[test]
fn the_table_holds_each_rule_once_and_every_result_points_into_it() {
    let run = run(&nasty_report(Language::Zh));
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 1);
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

#[test]
fn a_run_that_could_not_use_everything_was_no_success() {
    let mut report = nasty_report(Language::Zh);
    report.failures.push("a.yml：没有权限".to_owned());
    let log = log(&report, &Style { exit: Exit::Unusable, ..Style::default() }, room::OF_GITHUB.results);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!((&invocation["executionSuccessful"], &invocation["exitCode"]), (&false.into(), &2.into()));
    assert_eq!(invocation["toolExecutionNotifications"][0]["message"]["text"], "a.yml：没有权限");
}

#[test]
fn relative_paths_are_below_the_root_and_absolute_ones_are_not() {
    let mut report = with_file(report(Language::Zh), "短信/a.yml", "中");
    report.diagnostics = vec![crate::output::fixture::finding(&report, "短信/a.yml", Span::new(0, 3))];
    let mut absolute = report.diagnostics[0].clone();
    absolute.primary = Some(Place { path: "/tmp/a.yml".into(), span: Span::new(0, 3) });
    report.diagnostics.push(absolute);
    let run = run(&report);
    let place = |nth: usize| run["results"][nth]["locations"][0]["physicalLocation"]["artifactLocation"].clone();
    assert_eq!(place(0), serde_json::json!({"uri": "%E7%9F%AD%E4%BF%A1/a.yml", "uriBaseId": "%SRCROOT%"}));
    assert_eq!(place(1), serde_json::json!({"uri": "file:///tmp/a.yml"}));
    assert!(run["originalUriBaseIds"].get("%SRCROOT%").is_some());
}

#[test]
fn a_file_that_would_be_too_large_keeps_the_gravest_and_says_what_is_cut() {
    let mut report = nasty_report(Language::En);
    let first = report.diagnostics[0].clone();
    // Nothing in them is alike, so they compress badly.
    let mut seed = 1_u64;
    let mut noise = || {
        let letter = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            char::from_u32(0x4E00 + u32::try_from(seed >> 33).unwrap() % 0x5000).unwrap()
        };
        std::iter::repeat_with(letter).take(200).collect::<String>()
    };
    let diagnostics = (0..1_200).map(|nth| Diagnostic {
        severity: if nth % 12 == 0 { Severity::Error } else { Severity::Info },
        message: noise(),
        ..first.clone()
    });
    report.diagnostics = diagnostics.collect();
    let mut out = Vec::new();
    let limits = Limits { bytes: 200_000, ..room::OF_GITHUB };
    super::write(&report, &Style::default(), limits, &mut out).unwrap();
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, &out).unwrap();
    let compressed = encoder.finish().unwrap().len();
    // A compressor holds something back; that is what the limit leaves room for.
    assert!((150_000..200_000 + (10_000_000 - room::OF_GITHUB.bytes)).contains(&compressed), "{compressed}");
    let log: Value = serde_json::from_slice(&out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.iter().filter(|result| result["level"] == "error").count(), 100);
    let said = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(said.contains(&format!("the {} least grave results are left out", 1_200 - results.len())), "{said}");
}
