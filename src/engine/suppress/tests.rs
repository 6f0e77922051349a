#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use jiff::civil::date;

use crate::{
    config::{Folder, Levels, Spec},
    diagnostic::{Language, Report, Safety, Status},
    document::Format,
    engine::{Input, Plan, lint, mend},
    rule::{Pack, RuleSet},
    text::Source,
};

const HOUSE: &str = "name: house
---
id: no-stars
title: {zh: 星号, en: stars}
family: characters
severity: error
applies: {kind: template}
match: {regex: '[*]'}
message: {zh: 星号, en: stars}
help: {zh: 删去。, en: Take them out.}
fix: {delete: true, safety: safe}
---
id: no-hash
title: {zh: 井号, en: hashes}
family: characters
severity: error
applies: {kind: template}
match: {regex: '#'}
message: {zh: 井号, en: hashes}
help: {zh: 删去。, en: Take them out.}
";

fn plan(config: &str) -> Plan {
    let source = Arc::new(Source::new("house.yml", HOUSE));
    let pack = Pack::read(&[(source, "house.yml".to_owned())], Language::En).unwrap();
    let rules = Arc::new(RuleSet::only(&[pack], Language::En).unwrap());
    let source = Source::new("lint.yml", format!("smslint: 1\n{config}"));
    let spec = Spec::read(&source, Language::En).unwrap();
    let levels: Levels = spec.resolve(&source, &Folder::default(), &rules, Language::En).unwrap().levels;
    Plan { levels, ..Plan::new(rules, date(2026, 11, 21), Language::En) }
}

fn input(name: &str, text: &str) -> Vec<Input> {
    let source = Arc::new(Source::new(name, text));
    vec![Input { source, format: Format::of(name).unwrap(), reported: true }]
}

/// What is reported: the status, the rule, and what is underlined.
fn found(report: &Report) -> Vec<String> {
    let sign = |status| if status == Status::Open { "!" } else { "-" };
    report.diagnostics.iter().map(|d| format!("{}{} {}", sign(d.status), d.rule.rule(), d.text)).collect()
}

fn yaml(text: &str) -> Vec<String> {
    found(&lint(&input("a.yml", text), &plan("")))
}

#[test]
fn a_comment_on_its_own_line_holds_for_the_record_that_follows() {
    let text = "templates:
  # smslint: ignore[house/no-stars] agreed
  - name: a
    content: a*
  - name: b
    content: b*
";
    assert_eq!(yaml(text), ["-no-stars *", "!no-stars *"]);
}

#[test]
fn a_comment_on_its_own_line_holds_for_the_field_that_follows() {
    let text = "templates:
  - name: a
    # smslint: ignore[house/no-stars] agreed
    content: |
      a*
      b*
    remark: '*'
";
    assert_eq!(yaml(text), ["-no-stars *", "-no-stars *"]);
}

#[test]
fn a_comment_behind_something_holds_for_what_begins_or_ends_there() {
    for text in [
        "templates:\n  - name: a\n    content: a*  # smslint: ignore[house/no-stars] agreed\n  - content: '#'\n",
        "templates:\n  - name: a\n    content: >-  # smslint: ignore[house/no-stars] agreed\n      a\n      *\n  - content: '#'\n",
        "templates:\n  - name: a\n    content: 'a\n      *\n      b'  # smslint: ignore[house/no-stars] agreed\n  - content: '#'\n",
        "templates:\n  - {name: a, content: a*}  # smslint: ignore[house/no-stars] agreed\n  - content: '#'\n",
    ] {
        assert_eq!(yaml(text), ["-no-stars *", "!no-hash #"], "{text}");
    }
    let next = "templates:\n  - content: a  # smslint: ignore[house/no-stars] agreed\n  - content: '*'\n";
    assert_eq!(yaml(next), ["!unused # smslint: ignore[house/no-stars] agreed", "!no-stars *"]);
}

#[test]
fn a_comment_at_the_top_holds_for_the_whole_file() {
    for top in ["", "\u{feff}", "# ours\n\n"] {
        let text = format!(
            "{top}# smslint: ignore[house/no-stars, house/no-hash] agreed\ntemplates:\n  - content: a*\n  - content: 'b#'\n"
        );
        assert_eq!(yaml(&text), ["-no-stars *", "-no-hash #"]);
    }
}

#[test]
fn a_record_is_covered_even_where_an_alias_leads_elsewhere() {
    let text = "x-text: &text a*
templates:
  - content: *text
  # smslint: ignore[house/no-stars] agreed
  - name: b
    content: *text
";
    let mut found = yaml(text);
    found.sort();
    assert_eq!(found, ["!no-stars *", "-no-stars *"]);
}

#[test]
fn inside_a_block_scalar_it_is_text() {
    let text = "templates:\n  - content: |\n      # smslint: ignore[house/no-stars, house/no-hash] agreed\n      *\n";
    assert_eq!(yaml(text), ["!no-hash #", "!no-stars *"]);
}

#[test]
fn the_reason_goes_with_the_finding() {
    let report =
        lint(&input("a.yml", "templates:\n  - content: '*' # smslint: ignore[house/no-stars]: 合同约定\n"), &plan(""));
    let suppression = report.diagnostics[0].suppression.clone().unwrap();
    assert_eq!((suppression.kind.as_str(), suppression.reason.as_deref()), ("comment", Some("合同约定")));
    assert_eq!(report.summary().suppressed, 1);
}

#[test]
fn without_a_reason_nothing_is_suppressed_unless_the_team_says_so() {
    let text = "templates:\n  - content: '*' # smslint: ignore[house/no-stars]\n";
    assert_eq!(yaml(text), ["!no-stars *", "!no-reason # smslint: ignore[house/no-stars]"]);
    let lax = lint(&input("a.yml", text), &plan("rules: {suppression/no-reason: off}"));
    assert_eq!(found(&lax), ["-no-stars *"]);
}

#[test]
fn mistyped_suppressions_suppress_nothing_and_are_said() {
    let text = "templates:\n  - content: '*' # smslint: ignore[house/no-star, no-hash, house/no-stars] agreed\n";
    let report = lint(&input("a.yml", text), &plan(""));
    assert_eq!(found(&report), ["-no-stars *", "!unknown-rule house/no-star", "!unknown-rule no-hash"]);
    let helps: Vec<&str> = report.diagnostics[1..].iter().map(|d| d.help.as_deref().unwrap()).collect();
    assert_eq!(
        helps,
        ["Did you mean `house/no-stars`?", "Did you mean `house/no-hash`? What is found here is of `house/no-stars`."]
    );
    assert_eq!(
        yaml("templates:\n  - content: '*' # smslint: ingore[house/no-stars] x\n")[1],
        "!syntax # smslint: ingore[house/no-stars] x"
    );
}

/// The file after its fixes, and what is then reported.
fn mended(text: &str, safety: Safety) -> (String, Vec<String>) {
    let plan = plan("");
    let mended = mend(input("a.yml", text), safety, |inputs| lint(inputs, &plan));
    (String::from_utf8_lossy(mended.inputs[0].source.bytes()).into_owned(), found(&mended.report))
}

#[test]
fn what_a_faulty_suppression_covers_is_left_as_it_is_until_the_suppression_holds() {
    for (comment, safe, all) in [
        ("ignore[house/no-star] agreed", "ignore[house/no-star] agreed", "ignore[house/no-stars] agreed"),
        ("ignore[no-stars] agreed", "ignore[no-stars] agreed", "ignore[house/no-stars] agreed"),
        ("ignore[a/stars-are-fine] agreed", "ignore[a/stars-are-fine] agreed", "ignore[house/no-stars] agreed"),
        ("ignore house/no-stars agreed", "ignore[house/no-stars] agreed", "ignore[house/no-stars] agreed"),
        ("ingore[house/no-star] agreed", "ignore[house/no-star] agreed", "ignore[house/no-stars] agreed"),
        ("ignore[] agreed", "ignore[] agreed", "ignore[house/no-stars] agreed"),
        ("ignore", "ignore", "ignore[house/no-stars]"),
        ("ignore[house/no-stars]", "ignore[house/no-stars]", "ignore[house/no-stars]"),
        ("ignore[house/no-hash, house/no-stras] x", "ignore[house/no-stras] x", "ignore[house/no-stars] x"),
    ] {
        let file = |comment: &str| format!("templates:\n  - content: '*' # smslint: {comment}\n");
        assert_eq!(mended(&file(comment), Safety::Safe).0, file(safe), "{comment}");
        assert_eq!(mended(&file(comment), Safety::Unsafe).0, file(all), "{comment}");
    }
    // Where more than one may be meant, a person has to say which.
    let text = "templates:\n  - content: '*#' # smslint: ignore[a/b] agreed\n  - content: '*'\n";
    assert_eq!(mended(text, Safety::Unsafe).0, text.replace("content: '*'\n", "content: ''\n"));
}

#[test]
fn what_covers_nothing_can_go_and_takes_nothing_with_it() {
    for comment in ["ignore", "ignore[] x", "ignore[a/b] x", "ignore[house/no-star] x", "ignore house/no-stars x"] {
        let text = format!("templates:\n  - content: a # smslint: {comment}\n  - content: b\n");
        let expected = "templates:\n  - content: a\n  - content: b\n";
        assert_eq!(mended(&text, Safety::Unsafe), (expected.to_owned(), Vec::new()), "{comment}");
    }
    let prose = "templates:\n  - content: a # smslint: see the handbook\n";
    assert_eq!(mended(prose, Safety::Unsafe).0, prose);
}

#[test]
fn a_comment_that_almost_speaks_to_us_is_not_passed_over() {
    for comment in
        ["smslint ignore[house/no-stars] x", "SMSLINT: ignore[house/no-stars] x", "smslint：ignore[house/no-stars] x"]
    {
        let text = format!("templates:\n  - content: '*' # {comment}\n");
        assert_eq!(yaml(&text), ["!no-stars *".to_owned(), format!("!syntax # {comment}")]);
        let (now, left) = mended(&text, Safety::Safe);
        assert!(now.ends_with("'*' # smslint: ignore[house/no-stars] x\n"), "{now}");
        assert_eq!(left, ["-no-stars *"]);
    }
    let prose = "# smslint checks this file; see lint.yml for what we ignore\ntemplates:\n  - content: a\n";
    assert_eq!(yaml(prose), [""; 0]);
}

#[test]
fn unused_suppressions_are_said_and_taken_out() {
    let text = "\
# smslint: ignore[house/no-hash] old\r
templates:\r
  # smslint: ignore[house/no-stars] old\r
  - content: a # smslint: ignore[house/no-hash] old\r
  - content: '*'   # smslint: ignore[house/no-hash, house/no-stars] agreed\r
";
    let plan = plan("");
    let mended = mend(input("a.yml", text), Safety::Safe, |inputs| lint(inputs, &plan));
    let expected = "\
templates:\r
  - content: a\r
  - content: '*'   # smslint: ignore[house/no-stars] agreed\r
";
    assert_eq!(String::from_utf8_lossy(mended.inputs[0].source.bytes()), expected);
    assert_eq!(found(&mended.report), ["-no-stars *"]);
}

#[test]
fn what_was_not_asked_is_not_called_unused() {
    let text = "templates:\n  - content: a # smslint: ignore[house/no-stars] agreed\n";
    let off = lint(&input("a.yml", text), &plan("rules: {house/no-stars: off}"));
    assert_eq!(found(&off), [""; 0]);
    let broken = format!("{text}  - content: \"a\n");
    assert!(!yaml(&broken).iter().any(|line| line.contains("unused")));
}

#[test]
fn the_configuration_speaks_for_files_without_comments() {
    let json = r#"{"templates": [{"name": "a", "content": "*#"}, {"name": "b", "content": "*"}]}"#;
    for (at, expected) in [
        ("a.json", ["-no-stars *", "!no-hash #", "-no-stars *"]),
        ("a.json#/templates", ["-no-stars *", "!no-hash #", "-no-stars *"]),
        ("./a.json#/templates/0", ["-no-stars *", "!no-hash #", "!no-stars *"]),
        ("a.json#/templates/b/content", ["!no-stars *", "!no-hash #", "-no-stars *"]),
    ] {
        let config = format!("ignore: [{{at: '{at}', rules: house/no-stars, reason: agreed}}]");
        assert_eq!(found(&lint(&input("a.json", json), &plan(&config))), expected, "{at}");
    }
    let elsewhere = "ignore: [{at: 'a.json#/templates/2', rules: house/no-stars, reason: agreed}]";
    let report = lint(&input("a.json", json), &plan(elsewhere));
    assert_eq!(report.diagnostics.last().map(|d| d.rule.to_string()).as_deref(), Some("suppression/unused"));
    assert!(report.source("lint.yml").is_some());
    assert!(found(&lint(&input("b.json", json), &plan(elsewhere))).iter().all(|line| line.starts_with("!no-")));
}

/// What the configuration says once it is mended, where it says `ignore` and these files are gone.
fn mended_configuration(ignore: &str, gone: &[&str], safety: Safety) -> String {
    let mut plan = plan(ignore);
    plan.levels.find_gone(|path| !gone.contains(&path));
    let inputs: Vec<Input> = ["a.json", "b.json"]
        .into_iter()
        .flat_map(|name| input(name, r##"{"templates": [{"content": "*"}, {"content": "#"}]}"##))
        .collect();
    let report = lint(&inputs, &plan);
    let source = report.source("lint.yml").cloned().unwrap_or_else(|| Source::new("lint.yml", ""));
    let applied = crate::engine::apply(&source, &report.diagnostics, safety);
    String::from_utf8(applied.bytes).unwrap()
}

#[test]
fn what_the_configuration_ignores_in_vain_is_taken_out_of_it() {
    let used = "  - {at: a.json, rules: house/no-stars, reason: agreed}\n";
    for (unused, left) in [
        ("  - {at: 'a.json#/templates/0', rules: house/no-hash, reason: old}\n", ""),
        ("  - at: ['a.json#/templates/1', 'b.json#/templates/1']\n    rules: [house/no-stars]\n    reason: old\n", ""),
        (
            "  - at: ['a.json#/templates/0', 'b.json#/templates/1']\n    rules: house/no-stars\n    reason: x\n",
            "  - at: ['a.json#/templates/0']\n    rules: house/no-stars\n    reason: x\n",
        ),
        (
            "  - at: a.json#/templates/0\n    rules:\n      - house/no-stars\n      - house/no-hash\n    reason: x\n",
            "  - at: a.json#/templates/0\n    rules:\n      - house/no-stars\n    reason: x\n",
        ),
        // One of the places still needs it, or was not looked at.
        (
            "  - at: ['a.json#/templates/0', 'b.json#/templates/1']\n    rules: [house/no-stars, house/no-hash]\n    reason: x\n",
            "  - at: ['a.json#/templates/0', 'b.json#/templates/1']\n    rules: [house/no-stars, house/no-hash]\n    reason: x\n",
        ),
        (
            "  - at: ['a.json#/templates/1', elsewhere.json]\n    rules: [house/no-stars]\n    reason: x\n",
            "  - at: [elsewhere.json]\n    rules: [house/no-stars]\n    reason: x\n",
        ),
    ] {
        let file = |entry: &str| format!("smslint: 1\nignore:\n{used}{entry}rules: {{}}\n");
        let ignore = file(unused).replacen("smslint: 1\n", "", 1);
        let now = mended_configuration(&ignore, &[], Safety::Safe);
        let expected = if unused == left { String::new() } else { file(left) };
        assert!(now == expected || now == file(left), "{unused}\n{now}");
    }
    let all = "ignore:\n  - {at: 'a.json#/templates/0', rules: house/no-hash, reason: old}\n  - {at: 'b.json#/templates/0', rules: house/no-hash, reason: old}\nlanguage: en\n";
    assert_eq!(mended_configuration(all, &[], Safety::Safe), "smslint: 1\nlanguage: en\n");
}

#[test]
fn what_is_ignored_in_a_file_that_is_gone_is_said() {
    let ignore = "ignore:\n  - {at: 'c.json#/templates/0', rules: house/no-stars, reason: x}\n";
    let mut plan = plan(ignore);
    assert!(found(&lint(&input("a.json", "{\"templates\": []}"), &plan)).is_empty());
    plan.levels.find_gone(|path| path != "c.json");
    let report = lint(&input("a.json", "{\"templates\": []}"), &plan);
    let [gone] = &*report.diagnostics else { panic!("{:?}", report.diagnostics) };
    assert_eq!((&*gone.rule.to_string(), &*gone.text), ("suppression/unused", "'c.json#/templates/0'"));
    assert!(gone.message.starts_with("c.json is gone"), "{}", gone.message);
    let written = format!("smslint: 1\n{ignore}");
    // It may have been renamed.
    assert_eq!(mended_configuration(ignore, &["c.json"], Safety::Safe), written);
    assert_eq!(mended_configuration(ignore, &["c.json"], Safety::Unsafe), "smslint: 1\n");
}
