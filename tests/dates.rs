//! The same records, judged on different days, get the verdict that was published on that day.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use smslint::{
    diagnostic::Language,
    document::Format,
    engine::{Input, Plan, lint},
    rule::{Profile, RuleSet, builtin_packs, history},
    text::Source,
};

/// A published fact with a day on which it began to hold.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    fact: String,
    source: String,
    day: Date,
    #[serde(default = "tencent")]
    provider: String,
    #[serde(default)]
    profile: BTreeMap<String, String>,
    records: serde_json::Map<String, serde_json::Value>,
    /// The severities on the day before of the rules that are about this fact; no other rule finds an error.
    before: BTreeMap<String, String>,
    /// The same, on the day itself.
    then: BTreeMap<String, String>,
}

fn tencent() -> String {
    "tencent".to_owned()
}

fn facts() -> Vec<Dated> {
    serde_yaml::from_str(include_str!("dates.yml")).unwrap()
}

/// What is found in the records of `fact` on a day, severities by rule: errors, and what the fact itself names.
fn verdict(fact: &Dated, day: Date, rules: &Arc<RuleSet>) -> BTreeMap<String, String> {
    let mut profile = fact.profile.clone();
    profile.entry("account".to_owned()).or_insert_with(|| "enterprise".to_owned());
    let plan = Plan {
        providers: vec![fact.provider.clone()],
        profile: Profile(profile),
        ..Plan::new(Arc::clone(rules), day, Language::En)
    };
    let document = serde_json::Value::Object(fact.records.clone()).to_string();
    let source = Arc::new(Source::new("a.json", document));
    let report = lint(&[Input { source, format: Format::Json, reported: true }], &plan);
    let found = report.diagnostics.iter().map(|found| (found.rule.to_string(), found.severity.to_string()));
    let named = |rule: &String| fact.before.contains_key(rule) || fact.then.contains_key(rule);
    found.filter(|(rule, severity)| severity == "error" || named(rule)).collect()
}

#[test]
fn the_day_before_and_the_day_itself_give_the_published_verdicts() {
    let rules = Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap());
    for fact in facts() {
        let Dated { fact: words, source, day, .. } = &fact;
        let before = day.checked_sub(1.day()).unwrap();
        assert_eq!(verdict(&fact, before, &rules), fact.before, "{before}: {words} ({source})");
        assert_eq!(verdict(&fact, *day, &rules), fact.then, "{day}: {words} ({source})");
    }
}

#[test]
fn every_day_on_which_a_rule_changes_has_a_fact() {
    let rules = RuleSet::with_builtin(&[], Language::En).unwrap().rules();
    let packs = builtin_packs();
    let days: BTreeSet<Date> = facts().iter().map(|fact| fact.day).collect();
    for change in history(&rules, &packs) {
        assert!(
            days.contains(&change.day),
            "{}: {} changes, and tests/dates.yml has no fact",
            change.day,
            change.rule.id
        );
    }
}
