//! `--show-settings`: every setting and every level says where it comes from. Of the built-in rules only some are named
//! here, since their number grows. `--show-files` has its cases in tests/cli.
#![cfg(feature = "cli")]

use std::{fs, path::Path, process::Command};

use serde_json::{Value, json};

const CONFIGURATION: &str = "smslint: 1
provider: [tencent]
packs: [house.yml]
profile: {account: enterprise}
as_of: 2026-11-21
include: [\"sms/**\", \"drafts/**\"]
fail_on: warning
rules: {house/fax: warning, cn/stray-space: off, suppression/stale: error}
overrides:
  - {files: [\"drafts/**\"], rules: {\"house/*\": info}}
ignore:
  - {at: sms/a.yml#/templates/0, rules: [tencent/ampersand], reason: agreed with the reviewer}
";

const PACK: &str = "name: house
rules: {tencent/unsubscribe: warning}
---
id: fax
title: {zh: 传真, en: fax}
family: contacts
severity: error
applies: {kind: template}
match: {words: [传真]}
message: {zh: 不写传真, en: no fax}
";

/// What is shown in a repository with that configuration, one line an entry, blanks folded.
fn shown(arguments: &[&str]) -> Vec<String> {
    let text = run(arguments);
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn run(arguments: &[&str]) -> String {
    let place = tempfile::tempdir().expect("a folder");
    put(place.path(), "lint.yml", CONFIGURATION);
    put(place.path(), "house.yml", PACK);
    for file in ["sms/a.yml", "drafts/b.yml"] {
        put(place.path(), file, "templates: [{type: otp, content: '您的验证码是{1}，请勿泄露。'}]\n");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_smslint"));
    command.current_dir(place.path()).env("LC_ALL", "C.UTF-8").arg("--show-settings").args(arguments);
    let output = command.output().expect("smslint to start");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn put(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a folder");
    fs::write(file, text).expect("a file");
}

fn assert_has(lines: &[String], wanted: &[&str]) {
    for line in wanted {
        assert!(lines.iter().any(|shown| shown == line), "no `{line}` in\n{}", lines.join("\n"));
    }
}

#[test]
fn every_setting_says_where_it_comes_from() {
    let lines = shown(&["--lang", "en", "--profile", "max_variable_chars=6"]);
    assert_has(
        &lines,
        &[
            "provider tencent lint.yml:2:12",
            "packs house.yml lint.yml:3:9",
            "profile.account enterprise lint.yml:4:20",
            "profile.entity not stated",
            "profile.max_variable_chars 6 --profile on the command line",
            "profile.region mainland default",
            "as_of 2026-11-21 lint.yml:5:8",
            "include sms/** lint.yml:6:11",
            "include drafts/** lint.yml:6:21",
            "exclude none default",
            "language en --lang on the command line",
            "fail_on warning lint.yml:7:10",
            "ignore sms/a.yml#/templates/0: tencent/ampersand lint.yml:12:10",
        ],
    );
}

#[test]
fn every_rule_that_is_off_or_has_another_level_says_why() {
    let lines = shown(&["--lang", "en"]);
    assert_has(
        &lines,
        &[
            "cn/stray-space info → off lint.yml:8:29",
            "house/fax error → warning lint.yml:8:9",
            "house/fax error → info lint.yml:10:36 (`house/*`), only in drafts/**",
            "suppression/stale info → error lint.yml:8:50",
            "tencent/unsubscribe error → warning a pack says so, for records of tencent",
            "tencent/legacy-unsubscribe error → off no longer in force since 2023-10-24",
            "tencent/variable-length error → info needs profile.max_variable_chars, which is not stated: it only asks for that",
        ],
    );
    let early = shown(&["--lang", "zh", "--as-of", "2020-01-01"]);
    assert_has(&early, &["tencent/unsubscribe error → info 2023-10-24 起生效", "as_of 2020-01-01 命令行 --as-of"]);
}

#[test]
fn a_file_that_is_named_is_what_is_asked_about() {
    let of =
        |file| shown(&["--lang", "en", file]).into_iter().filter(|line| line.starts_with("house/")).collect::<Vec<_>>();
    assert_eq!(of("sms/a.yml"), ["house/fax error → warning lint.yml:8:9"]);
    assert_eq!(
        of("drafts/b.yml"),
        [
            "house/fax error → warning lint.yml:8:9",
            "house/fax error → info lint.yml:10:36 (`house/*`), only in drafts/**"
        ]
    );
}

#[test]
fn without_a_configuration_everything_is_as_published() {
    let lines = shown(&["--lang", "en", "--isolated", "--provider", "tencent"]);
    assert_has(
        &lines,
        &[
            "no configuration (--isolated)",
            "provider tencent --provider on the command line",
            "include all YAML and JSON files default",
            "fail_on error default",
        ],
    );
    assert!(lines.iter().any(|line| line.starts_with("as_of ") && line.ends_with(" today in Shanghai")));
}

#[test]
fn programs_get_every_rule_with_its_reason() {
    let page: Value = serde_json::from_str(&run(&["--format", "json"])).expect("JSON");
    let one = &page["configurations"][0];
    assert_eq!((&page["version"], &one["path"]), (&json!(1), &json!("lint.yml")));
    let rules = one["rules"].as_array().expect("rules");
    let listed = |id: &str| rules.iter().filter(|rule| rule["rule"] == id).collect::<Vec<_>>();
    assert_eq!(listed("cn/multi-part-message")[0]["reason"], "default");
    let [all, some] = *listed("house/fax") else { panic!("{rules:?}") };
    assert_eq!(
        (&all["level"], &all["reason"], &all["files"]),
        (&json!("warning"), &json!("configuration"), &Value::Null)
    );
    assert_eq!(some["by"], json!({"path": "lint.yml", "line": 10, "column": 36, "text": "house/*"}));
    assert_eq!(some["files"], json!(["drafts/**"]));
    let loaded = usize::try_from(one["loaded"].as_u64().expect("a number")).expect("a small number");
    assert!(rules.len() >= loaded, "{} of {loaded} rules", rules.len());
    let fail_on = one["settings"].as_array().expect("settings").iter().find(|setting| setting["name"] == "fail_on");
    let from = json!({"kind": "configuration", "path": "lint.yml", "line": 7, "column": 10, "text": "warning"});
    assert_eq!(fail_on.expect("fail_on")["from"], from);
}
