#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    diagnostic::{Diagnostic, Language, RuleId, Severity},
    rule::{Pack, RuleSet},
    text::Source,
};

/// A pack with two rules and a setting of each kind.
const PACK: &str = "\
name: house
settings:
  site: {title: site, type: choice, values: [china, global]}
  trial: {title: trial, type: boolean}
  max_chars: {title: max, type: number}
  entity: {title: entity, type: text}
---
{id: loud, title: loud, family: characters, severity: error, applies: {kind: template}, match: {words: [x]}, message: m}
---
{id: long, title: long, family: length, severity: error, applies: {kind: template}, match: {words: [y]}, message: m}
";

fn resolve(text: &str) -> Result<Config, Vec<Diagnostic>> {
    let pack = std::sync::Arc::new(Source::new("house.yml", PACK));
    let pack = Pack::read(&[(pack, "house.yml".to_owned())], Language::En).unwrap();
    let rules = RuleSet::only(&[pack], Language::En).unwrap();
    let source = Source::new("lint.yml", text);
    let spec = Spec::read(&source, Language::En)?;
    spec.resolve(&source, &Folder::new("/work", "/work"), &rules, Language::En)
}

/// The ids of all complaints, each with what it underlines.
fn complaints(text: &str) -> Vec<(String, String)> {
    let found = resolve(text).err().unwrap_or_default();
    found.iter().map(|one| (one.rule.to_string(), one.text.clone())).collect()
}

fn level(config: &Config, rule: &str, path: &str) -> Option<Severity> {
    config.levels.level(&rule.parse::<RuleId>().unwrap(), Severity::Error, path)
}

#[test]
fn the_narrower_entry_of_a_map_decides_wherever_it_stands() {
    let config = resolve("{smslint: 1, rules: {house/loud: error, house/*: warning, '*': off}}").unwrap();
    assert_eq!(level(&config, "house/loud", "a.yml"), Some(Severity::Error));
    assert_eq!(level(&config, "house/long", "a.yml"), Some(Severity::Warning));
    assert_eq!(level(&config, "other/rule", "a.yml"), None);
}

#[test]
fn the_last_override_that_knows_a_rule_decides() {
    let config = resolve(
        "smslint: 1\nrules: {house/long: warning}\noverrides:\n  - {files: '**', rules: {house/loud: info}}\n  \
         - {files: [drafts/], rules: {'*': off}}\n  - {files: ['drafts/*.yml'], rules: {house/long: error}}\n",
    )
    .unwrap();
    assert_eq!(level(&config, "house/loud", "a.yml"), Some(Severity::Info));
    assert_eq!(level(&config, "house/long", "a.yml"), Some(Severity::Warning));
    assert_eq!(level(&config, "house/loud", "drafts/a.yml"), None);
    assert_eq!(level(&config, "house/long", "drafts/a.yml"), Some(Severity::Error));
    assert_eq!(level(&config, "house/long", "drafts/deep/a.yml"), None);
}

#[test]
fn a_configuration_that_says_nothing_changes_nothing() {
    let config = resolve("smslint: 1").unwrap();
    assert_eq!(level(&config, "house/loud", "a.yml"), Some(Severity::Error));
    assert!(!config.files.has_include() && !config.files.excludes("a.yml"));
}

#[test]
fn settings_have_the_form_that_their_pack_declares() {
    let config = resolve("{smslint: 1, profile: {site: china, trial: true, max_chars: 6, entity: 1}}").unwrap();
    let values: Vec<_> = config.profile.0.into_iter().collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(values, [pair("entity", "1"), pair("max_chars", "6"), pair("site", "china"), pair("trial", "true")]);
    for (setting, underlined) in [("site: chian", "chian"), ("trial: yes", "yes"), ("max_chars: -1", "-1")] {
        let expected = [("config/invalid-value".to_owned(), underlined.to_owned())];
        assert_eq!(complaints(&format!("{{smslint: 1, profile: {{{setting}}}}}")), expected, "{setting}");
    }
}

#[test]
fn every_unknown_name_is_underlined_at_once() {
    let text = "{smslint: 1, provider: a, profile: {b: c}, rules: {house/lod: off, nope/*: off}, \
                overrides: [{files: d, rules: {loud: off}}]}";
    let pair = |id: &str, text: &str| (format!("config/{id}"), text.to_owned());
    assert_eq!(
        complaints(text),
        [
            pair("unknown-provider", "a"),
            pair("unknown-setting", "b"),
            pair("unknown-rule", "house/lod"),
            pair("unknown-rule", "nope/*"),
            pair("unknown-rule", "loud"),
        ]
    );
}

#[test]
fn a_slip_gets_the_name_that_was_meant() {
    for (text, meant) in [
        ("{smslint: 1, rules: {house/lodu: off}}", "house/loud"),
        ("{smslint: 1, rules: {loud: off}}", "house/loud"),
        ("{smslint: 1, profile: {sites: china}}", "site"),
        ("{smslint: 1, profile: {site: chian}}", "china"),
        ("{smslint: 1, fail-on: error}", "fail_on"),
        ("{smslint: 1, language: ch}", "zh"),
        ("{smslint: 1, rules: {house/loud: of}}", "off"),
    ] {
        let help = resolve(text).unwrap_err()[0].help.clone().unwrap_or_default();
        assert!(help.contains(&format!("`{meant}`")), "{text}: {help:?}");
    }
}

#[test]
fn only_a_file_that_says_so_is_ours() {
    let is_marked = |text: &str| Spec::is_marked(&Source::new("lint.yml", text));
    assert!(is_marked("smslint: 1"));
    assert!(is_marked("# first\nsmslint: 7\nrules: [\n"));
    assert!(!is_marked("# smslint: 1\nversion: 3"));
    assert!(!is_marked("tools: {smslint: 1}"));
    assert!(!is_marked(""));
}

#[test]
fn whatever_a_file_holds_it_is_read_or_complained_about() {
    for text in [
        "",
        "~",
        "[]",
        "x",
        "smslint",
        "smslint: 1\n---\nx: 1",
        "smslint: [1]",
        "smslint:",
        "\0",
        "smslint: 1\nsmslint: 1",
    ] {
        let found = resolve(text).unwrap_err();
        assert!(!found.is_empty(), "{text:?}");
    }
}
