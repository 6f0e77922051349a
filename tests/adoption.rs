//! A team takes smslint on in an old repository: `init`, a baseline, and from then on only what is new counts.
#![cfg(feature = "cli")]

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

/// Two hundred templates, every tenth written with full-width braces and every other tenth without an opt-out text.
fn old_repository() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    for file in 0..10 {
        let mut text = String::from("# exported from the console\ntemplates:\n");
        for nth in 0..20 {
            let (kind, content) = match nth % 10 {
                0 => ("otp", "验证码是｛1｝，请勿泄露。"),
                1 => ("marketing", "尊敬的会员，周六全场八折，欢迎选购！"),
                _ => ("otp", "验证码是{1}，请勿泄露。"),
            };
            // No two alike: duplicates are found across files.
            let content =
                format!("{}{content}", ["甲", "乙", "丙", "丁"][nth % 4].repeat(file + 1) + &"店".repeat(nth + 1));
            let name = format!("模板{file}-{nth}");
            writeln!(text, "  - {{name: {name}, type: {kind}, content: \"{content}\"}}   # id {nth}")
                .expect("a string");
        }
        put(place.path(), &format!("config/sms/{file}.yml"), &text);
    }
    put(place.path(), "package.json", "{\"name\": \"shop\", \"templates\": []}\n");
    git(place.path(), &["init", "--quiet"]);
    commit(place.path());
    place
}

fn put(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a folder");
    fs::write(file, text).expect("a file");
}

fn append(folder: &Path, name: &str, text: &str) {
    let before = fs::read_to_string(folder.join(name)).expect("a file");
    put(folder, name, &(before + text));
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=a", "-c", "user.email=a@example.com"]).args(arguments);
    let output = command.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").output().expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "all"]);
}

fn smslint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smslint"));
    command.current_dir(folder).env("LC_ALL", "C.UTF-8").env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
    command.args(arguments).output().expect("smslint to start")
}

/// The JSON report, and the exit code.
fn checked(folder: &Path, arguments: &[&str]) -> (Value, Option<i32>) {
    let output = smslint(folder, &[arguments, &["--as-of", "2026-11-21", "--format", "json"]].concat());
    let report = serde_json::from_slice(&output.stdout).expect("JSON");
    (report, output.status.code())
}

/// The rules of the open findings that have a place, each with its line.
fn open(report: &Value) -> Vec<String> {
    let all = report["diagnostics"].as_array().expect("findings").iter();
    let open = all.filter(|one| one["status"] == "open" && one["path"].is_string());
    open.map(|one| format!("{}:{} {}", one["path"].as_str().unwrap_or(""), one["span"]["start"]["line"], one["rule"]))
        .collect()
}

#[test]
fn after_init_and_a_baseline_only_what_is_new_counts() {
    let place = old_repository();
    let folder = place.path();
    assert!(smslint(folder, &["init"]).status.success());
    let configuration = fs::read_to_string(folder.join("lint.yml")).expect("a configuration");
    assert!(configuration.contains("\nprovider: [tencent]"), "the slips do not hide who judges\n{configuration}");
    let (report, code) = checked(folder, &[]);
    assert_eq!((code, &report["summary"]["records"]), (Some(1), &200.into()));

    let written = smslint(folder, &["baseline", "--as-of", "2026-11-21", "--output", "known.json"]);
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    commit(folder);
    for arguments in [&["--baseline", "known.json"][..], &["--changed", "--baseline", "known.json"]] {
        let (report, code) = checked(folder, &[arguments, &["--fail-on", "info"]].concat());
        assert_eq!((code, open(&report)), (Some(0), Vec::new()), "{arguments:?}");
    }

    // Lines move, and somebody adds a template with a mistake that is known elsewhere.
    let moved =
        fs::read_to_string(folder.join("config/sms/3.yml")).expect("a file").replace("templates:", "\n\ntemplates:");
    put(folder, "config/sms/3.yml", &moved);
    append(folder, "config/sms/3.yml", "  - {name: 新模板, type: otp, content: \"您的验证码是｛1｝，请勿泄露。\"}\n");
    for arguments in [&["--baseline", "known.json"][..], &["--changed"], &["--changed", "--baseline", "known.json"]] {
        let (report, code) = checked(folder, &[arguments, &["--fail-on", "error"]].concat());
        let errors: Vec<String> = open(&report).into_iter().filter(|one| one.contains("braces")).collect();
        assert_eq!((code, &*errors), (Some(1), &["config/sms/3.yml:25 \"tencent/fullwidth-braces\"".to_owned()][..]));
        assert!(!open(&report).iter().any(|one| one.contains("stale")), "{arguments:?}: nothing is gone");
    }

    // The fix mends the new one alone.
    assert!(smslint(folder, &["--fix", "--baseline", "known.json"]).status.success());
    let fixed = fs::read_to_string(folder.join("config/sms/3.yml")).expect("a file");
    assert_eq!(fixed, moved + "  - {name: 新模板, type: otp, content: \"您的验证码是{1}，请勿泄露。\"}\n");
}

#[test]
fn what_is_known_stays_known_when_its_file_is_renamed() {
    let place = old_repository();
    let folder = place.path();
    let write = ["baseline", "--provider", "tencent", "--output", "known.json"];
    assert!(smslint(folder, &write).status.success());
    fs::create_dir(folder.join("sms")).expect("a folder");
    fs::rename(folder.join("config/sms/0.yml"), folder.join("sms/renamed.yml")).expect("a file");
    let check = ["--provider", "tencent", "--baseline", "known.json"];
    let (report, code) = checked(folder, &check);
    assert_eq!((code, open(&report)), (Some(0), Vec::new()));
    // As a hook names it.
    let (report, code) = checked(folder, &[&check[..], &["sms/renamed.yml"]].concat());
    assert_eq!((code, open(&report)), (Some(0), Vec::new()));
}

#[test]
fn what_is_mended_is_stale_in_the_baseline_and_a_new_baseline_forgets_it() {
    let place = old_repository();
    let folder = place.path();
    let write = ["baseline", "--provider", "tencent", "--output", "known.json"];
    assert!(smslint(folder, &write).status.success());
    let old = fs::read_to_string(folder.join("config/sms/0.yml")).expect("a file");
    put(folder, "config/sms/0.yml", &old.replacen("｛1｝", "{1}", 1));
    let check = ["--provider", "tencent", "--baseline", "known.json"];
    let (report, code) = checked(folder, &check);
    assert_eq!(code, Some(0));
    let stale: Vec<_> = open(&report).into_iter().filter(|one| one.contains("suppression/stale")).collect();
    assert_eq!(stale.len(), 1, "{stale:?}");
    assert!(smslint(folder, &write).status.success());
    assert!(open(&checked(folder, &check).0).is_empty());
}

#[test]
fn readers_of_sarif_learn_what_the_baseline_knows() {
    let place = old_repository();
    let folder = place.path();
    assert!(smslint(folder, &["baseline", "--provider", "tencent", "--output", "known.json"]).status.success());
    append(folder, "config/sms/9.yml", "  - {name: 新模板, type: otp, content: \"您的验证码是｛1｝，请勿泄露。\"}\n");
    let output =
        smslint(folder, &["--provider", "tencent", "--baseline", "known.json", "--format", "sarif", "--exit-zero"]);
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let new: Vec<_> = results.iter().filter(|one| one["baselineState"] == "new").collect();
    assert!(new.iter().any(|one| one["ruleId"] == "tencent/fullwidth-braces"), "{new:#?}");
    for result in results {
        let known = result["baselineState"] == "unchanged";
        assert_eq!(known, !result["suppressions"].as_array().expect("suppressions").is_empty());
    }
}

/// Two files that hold the same text, on purpose; one whose signature another declares; and a variable that waits for a
/// setting.
fn twins() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let twin = |name: &str, comment: &str| {
        format!(
            "provider: tencent\ntemplates:\n{comment}  - name: {name}\n    type: otp\n    content: 您的验证码是{{1}}，五分钟内有效，请勿泄露。\n"
        )
    };
    put(folder, "a.yml", &twin("甲", ""));
    put(folder, "b.yml", &twin("乙", "  # smslint: ignore[tencent/duplicate-template] twin is on purpose\n"));
    put(folder, "s.yml", "provider: tencent\nsignatures:\n  - {name: 山野书局, type: company}\n");
    put(
        folder,
        "e.yml",
        "provider: tencent\ntemplates:\n  # smslint: ignore[cn/unknown-signature] declared elsewhere\n  - name: 丙\n    type: otp\n    signature: 山野书局\n    content: 登录验证码是{1}，十分钟内有效，切勿告知他人。\n",
    );
    put(
        folder,
        "v.yml",
        "provider: tencent\ntemplates:\n  # smslint: ignore[tencent/variable-length] the account has 20\n  - name: 丁\n    type: notification\n    content: 您的订单{1}已发货，请留意查收。\n    variables: {\"1\": {kind: alphanumeric, max: 20}}\n",
    );
    place
}

fn unused(folder: &Path, arguments: &[&str]) -> Vec<String> {
    open(&checked(folder, arguments).0).into_iter().filter(|one| one.contains("suppression/unused")).collect()
}

#[test]
fn a_suppression_is_called_unused_only_where_its_rule_was_really_asked() {
    let place = twins();
    let folder = place.path();
    let all = ["e.yml:3 \"suppression/unused\"".to_owned()];
    assert_eq!(unused(folder, &["."]), all, "of the whole, its signature is declared");
    for file in ["b.yml", "e.yml", "v.yml"] {
        assert!(unused(folder, &[file]).is_empty(), "{file}");
        let before = fs::read_to_string(folder.join(file)).expect("a file");
        smslint(folder, &["--fix", file]);
        assert_eq!(fs::read_to_string(folder.join(file)).expect("a file"), before);
    }
    // What a rule finds without others is gone, whatever else was read.
    put(
        folder,
        "v.yml",
        &fs::read_to_string(folder.join("v.yml")).expect("a file").replace("variable-length", "fullwidth-braces"),
    );
    assert_eq!(unused(folder, &["v.yml"]), ["v.yml:3 \"suppression/unused\""]);
    // A configuration in the folder, or its `include`, tells what belongs together.
    put(folder, "lint.yml", "smslint: 1\n");
    assert!(unused(folder, &["e.yml"]).is_empty());
    assert_eq!(unused(folder, &["."]).len(), 2);
    put(folder, "lint.yml", "smslint: 1\ninclude: ['*.yml']\n");
    assert_eq!(unused(folder, &["e.yml"]), all);
    assert!(unused(folder, &["b.yml"]).is_empty(), "its twin is read, too");
    put(folder, "lint.yml", "smslint: 1\ninclude: ['[abes].yml']\nprofile: {max_variable_chars: 20}\n");
    put(
        folder,
        "v.yml",
        &fs::read_to_string(folder.join("v.yml")).expect("a file").replace("fullwidth-braces", "variable-length"),
    );
    assert_eq!(unused(folder, &["v.yml"]), ["v.yml:3 \"suppression/unused\""], "the setting is stated");
}

#[test]
fn of_records_that_share_a_name_a_baseline_accepts_those_it_knows() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let same = |shop: &str| format!("  - {{name: same, type: otp, content: \"{shop}的验证码是｛1｝，请勿泄露。\"}}\n");
    let file = |records: &[String]| format!("provider: tencent\ntemplates:\n{}", records.concat());
    put(folder, "a.yml", &file(&[same("甲"), same("乙")]));
    assert!(smslint(folder, &["baseline", "--as-of", "2026-11-21", "-o", "k.json", "."]).status.success());
    let braces = || {
        let all = open(&checked(folder, &["--baseline", "k.json", "."]).0);
        all.into_iter().filter(|one| one.contains("braces")).collect::<Vec<_>>()
    };
    assert!(braces().is_empty());
    let mended = same("甲").replace('｛', "{").replace('｝', "}");
    put(folder, "a.yml", &file(&[mended.clone(), same("乙"), same("丙")]));
    assert_eq!(braces(), ["a.yml:5 \"tencent/fullwidth-braces\""]);
    put(folder, "a.yml", &file(&[mended, same("乙")]));
    put(folder, "b.yml", &file(&[same("丙")]));
    assert_eq!(braces(), ["b.yml:3 \"tencent/fullwidth-braces\""]);
}

#[test]
fn what_is_no_reason_and_what_is_nearly_our_name_is_said() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let file = |comment: &str| {
        format!(
            "provider: tencent\ntemplates:\n  {comment}\n  - name: 甲\n    type: otp\n    content: 您的验证码是｛1｝，请勿泄露。\n"
        )
    };
    for (comment, rule) in [
        ("# smslint: ignore[tencent/fullwidth-braces] ...", "suppression/no-reason"),
        ("# smslnit: ignore[tencent/fullwidth-braces] as agreed", "suppression/syntax"),
    ] {
        put(folder, "a.yml", &file(comment));
        let found = open(&checked(folder, &["a.yml"]).0);
        assert!(found.contains(&format!("a.yml:3 \"{rule}\"")), "{comment}: {found:?}");
        assert!(found.contains(&"a.yml:6 \"tencent/fullwidth-braces\"".to_owned()), "{comment}: {found:?}");
    }
}

#[test]
fn a_partial_run_calls_nothing_stale_that_it_could_not_find() {
    let place = twins();
    let folder = place.path();
    let plain = fs::read_to_string(folder.join("b.yml")).expect("a file");
    let plain: String = plain.split_inclusive('\n').filter(|line| !line.contains("smslint:")).collect();
    put(folder, "b.yml", &plain);
    assert!(smslint(folder, &["baseline", "--as-of", "2026-11-21", "-o", "k.json", "."]).status.success());
    let known = fs::read_to_string(folder.join("k.json")).expect("a baseline");
    assert!(known.contains("tencent/duplicate-template") && known.contains("\"record\":null"), "{known}");
    let stale = |arguments: &[&str]| {
        let (report, _) = checked(folder, &[&["--baseline", "k.json"], arguments].concat());
        let all = report["diagnostics"].as_array().expect("findings").iter();
        all.filter(|one| one["rule"] == "suppression/stale").map(|one| one["message"].to_string()).collect::<Vec<_>>()
    };
    for named in [&["a.yml"][..], &["b.yml"], &["e.yml"], &["a.yml", "b.yml", "e.yml", "s.yml", "v.yml"], &["."]] {
        assert!(stale(named).is_empty(), "{named:?}: {:?}", stale(named));
    }
    // What was mended is told where everything was read, and what needs no other file wherever it is.
    put(folder, "b.yml", &plain.replace("五分钟内", "三分钟内"));
    assert!(stale(&["b.yml"]).is_empty());
    let gone = stale(&["."]);
    assert!(gone.iter().any(|one| one.contains("tencent/duplicate-template")), "{gone:?}");
    // Whose rule is off nobody looked for.
    put(folder, "lint.yml", "smslint: 1\nrules: {tencent/duplicate-template: off}\n");
    assert!(!stale(&["."]).iter().any(|one| one.contains("duplicate-template")));
}
