//! `--changed` in a real repository: only what was touched is reported, while the run still sees all documents.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, missing_docs)]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const OLD: &str = "provider: tencent
templates:
  - name: 甲
    type: otp
    content: 您的验证码是｛1｝，请勿泄露。
  - name: 乙
    type: otp
    content: 您的验证码是{1}，请勿泄露。
";

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn smslint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smslint"));
    command.current_dir(folder).args(["--lang", "en", "--as-of", "2026-11-21"]).args(arguments);
    command.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").output().unwrap()
}

/// The places of what one rule finds, as the short report gives them.
fn reported(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = smslint(folder, &[&["--format", "short"], arguments].concat());
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter(|line| line.contains("[tencent/fullwidth-braces]"));
    lines.map(|line| line.split(": ").next().unwrap().to_owned()).collect()
}

/// A repository with one commit.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet"]);
    fs::create_dir(folder.path().join("短信 sms")).unwrap();
    fs::write(folder.path().join("短信 sms/a.yml"), OLD).unwrap();
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "-m", "old"]);
    folder
}

#[test]
fn only_touched_records_and_new_files_are_reported() {
    let folder = repository();
    let at = folder.path();
    assert_eq!(reported(at, &["."]), ["短信 sms/a.yml:5:20"]);
    assert!(reported(at, &["--changed", "."]).is_empty());
    let file = at.join("短信 sms/a.yml");
    fs::write(&file, OLD.replace("您的验证码是{1}", "您的验证码是｛1｝")).unwrap();
    assert_eq!(reported(at, &["--changed", "."]), ["短信 sms/a.yml:8:20"]);
    assert_eq!(reported(&at.join("短信 sms"), &["--changed", "a.yml"]), ["a.yml:8:20"]);
    fs::write(at.join("b.yml"), OLD).unwrap();
    assert_eq!(reported(at, &["--changed", "."]), ["b.yml:5:20", "短信 sms/a.yml:8:20"]);
    git(at, &["add", "."]);
    assert_eq!(reported(at, &["--changed", "."]), ["b.yml:5:20", "短信 sms/a.yml:8:20"]);
    git(at, &["commit", "--quiet", "-m", "new"]);
    assert!(reported(at, &["--changed", "."]).is_empty());
    assert_eq!(reported(at, &["--changed", "--base", "HEAD~1", "."]), ["b.yml:5:20", "短信 sms/a.yml:8:20"]);
}

#[test]
fn of_a_file_without_lines_for_git_only_what_reads_otherwise_is_reported() {
    let folder = repository();
    let at = folder.path();
    let write = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        fs::write(at.join("wide.yml"), [0xFF, 0xFE].into_iter().chain(units).collect::<Vec<u8>>()).unwrap();
    };
    write(OLD);
    git(at, &["add", "."]);
    git(at, &["commit", "--quiet", "-m", "wide"]);
    assert_eq!(reported(at, &["--changed", "."]), [""; 0]);
    write(&OLD.replace("{1}", "｛1｝"));
    assert_eq!(reported(at, &["--changed", "."]), ["wide.yml:8:20"]);
}

#[test]
fn what_others_did_meanwhile_is_not_held_against_a_branch() {
    let folder = repository();
    let at = folder.path();
    git(at, &["checkout", "--quiet", "-b", "ours"]);
    git(at, &["checkout", "--quiet", "main"]);
    fs::write(at.join("短信 sms/a.yml"), OLD.replace("请勿泄露。\n  - name: 乙", "勿告他人。\n  - name: 乙")).unwrap();
    git(at, &["commit", "--quiet", "-am", "theirs"]);
    git(at, &["checkout", "--quiet", "ours"]);
    fs::write(at.join("b.yml"), OLD).unwrap();
    assert_eq!(reported(at, &["--changed", "--base", "main", "."]), ["b.yml:5:20"]);
}

#[test]
fn only_touched_records_are_mended() {
    let folder = repository();
    let at = folder.path();
    let file = at.join("短信 sms/a.yml");
    fs::write(&file, OLD.replace("您的验证码是{1}", "您的验证码是｛1｝")).unwrap();
    let output = smslint(at, &["--changed", "--fix", "."]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(fs::read_to_string(&file).unwrap(), OLD);
}

#[test]
fn before_the_first_commit_everything_is_new() {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "--quiet"]);
    fs::write(folder.path().join("a.yml"), OLD).unwrap();
    assert_eq!(reported(folder.path(), &["--changed", "."]), ["a.yml:5:20"]);
}

#[test]
fn where_git_cannot_tell_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yml"), OLD).unwrap();
    let stderr = |output: Output| (output.status.code(), String::from_utf8(output.stderr).unwrap());
    let expected = "error: --changed: the working directory is in no git repository\n".to_owned();
    assert_eq!(stderr(smslint(folder.path(), &["--changed", "."])), (Some(2), expected));
    let (code, words) = stderr(smslint(repository().path(), &["--changed", "--base", "nowhere", "."]));
    assert_eq!(code, Some(2));
    assert!(words.starts_with("error: --base: git knows no revision `nowhere`"), "{words}");
}

#[test]
fn what_is_about_the_whole_run_is_said_only_where_touched_records_lead_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    git(at, &["init", "--quiet"]);
    // Whether notifications may hold variables is a setting that nobody stated.
    let asking = |name: &str| {
        format!("  - name: {name}\n    type: notification\n    content: 您的快递已到{{1}}，请及时领取。\n")
    };
    let fixed = "  - name: 丙\n    type: notification\n    content: 您的快递已到小区驿站，请及时领取。\n";
    let file = |records: &[String]| format!("provider: tencent\ntemplates:\n{}", records.concat());
    fs::write(at.join("a.yml"), file(&[asking("甲"), fixed.to_owned()])).unwrap();
    git(at, &["add", "."]);
    git(at, &["commit", "--quiet", "-m", "old"]);
    let asked = |arguments: &[&str]| {
        let output = smslint(at, &[&["--format", "short"], arguments].concat());
        String::from_utf8(output.stdout).unwrap().contains("variables_in_notification is not stated")
    };
    assert!(asked(&["."]) && !asked(&["--changed", "."]));
    fs::write(at.join("a.yml"), file(&[asking("甲"), fixed.replace("小区驿站", "菜鸟驿站")])).unwrap();
    assert!(!asked(&["--changed", "."]));
    fs::write(at.join("a.yml"), file(&[asking("甲").replace("及时", "尽快"), fixed.to_owned()])).unwrap();
    assert!(asked(&["--changed", "."]));
}

#[test]
fn an_old_record_is_named_where_a_new_one_stands_against_it() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    git(at, &["init", "--quiet"]);
    let old = "provider: tencent\nsignatures:\n  - {name: 山野书局, type: company}\n";
    fs::write(at.join("b.yml"), old).unwrap();
    git(at, &["add", "."]);
    git(at, &["commit", "--quiet", "-m", "old"]);
    fs::write(at.join("a.yml"), old).unwrap();
    let output = smslint(at, &["--format", "short", "--changed", "."]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("duplicate"), "{text}");
}

/// Three records with the old mistake, in whatever form.
fn three(at: &Path, name: &str, text: &str) {
    git(at, &["init", "--quiet"]);
    fs::write(at.join(name), text).unwrap();
    git(at, &["add", "."]);
    git(at, &["commit", "--quiet", "-m", "old"]);
}

#[test]
fn who_takes_a_record_away_touches_none_of_its_neighbours() {
    let record =
        |name: &str| format!("  - name: {name}\n    type: otp\n    content: {name}的验证码是｛1｝，请勿泄露。\n");
    let text = |records: &[String]| format!("provider: tencent\ntemplates:\n{}", records.concat());
    let [t1, t2, t3] = ["甲", "乙", "丙"].map(record);
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    three(at, "a.yml", &text(&[t1.clone(), t2.clone(), t3.clone()]));
    let after = |text: &str| {
        fs::write(at.join("a.yml"), text).unwrap();
        reported(at, &["--changed", "."])
    };
    for left in [&[&t1, &t3][..], &[&t2, &t3], &[&t1, &t2], &[&t3], &[&t3, &t1, &t2]] {
        let left: Vec<String> = left.iter().map(|one| (*one).clone()).collect();
        assert!(after(&text(&left)).is_empty(), "{left:?}");
    }
    // Blank lines between records are nobody's.
    assert!(after(&text(&[t1.clone(), format!("\n{t2}"), t3.clone()])).is_empty());
    // A line of a record is its own.
    let shorter = t2.replace("    type: otp\n", "");
    assert_eq!(after(&text(&[t1.clone(), shorter, t3.clone()])), ["a.yml:7:20"]);
    let last = format!("{t1}    id: '1'\n");
    three(at, "a.yml", &text(&[last, t2.clone(), t3.clone()]));
    assert_eq!(after(&text(&[t1.clone(), t2.clone(), t3.clone()])), ["a.yml:5:20"]);
    // A copy is new, though the same words stood there.
    three(at, "a.yml", &text(&[t1.clone(), t2.clone()]));
    assert_eq!(after(&text(&[t1.clone(), t2.clone(), t2.clone()])).len(), 1);
    // What is said for all is everybody's.
    assert_eq!(after(&text(&[t1, t2]).replace("templates:", "region: mainland\ntemplates:")).len(), 2);
}

#[test]
fn of_records_in_one_line_only_those_that_were_changed_are_touched() {
    let record =
        |name: &str| format!(r#"{{"name": "{name}", "type": "otp", "content": "{name}的验证码是｛1｝，请勿泄露。"}}"#);
    let text = |records: &[String]| format!(r#"{{"provider": "tencent", "templates": [{}]}}"#, records.join(", "));
    let [t1, t2, t3] = ["甲", "乙", "丙"].map(record);
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    three(at, "a.json", &text(&[t1.clone(), t2.clone(), t3.clone()]));
    fs::write(at.join("a.json"), text(&[t1.clone(), t2.replace("请勿", "切勿"), t3.clone()])).unwrap();
    let found = reported(at, &["--changed", "."]);
    assert_eq!(found.len(), 1, "{found:?}");
    fs::write(at.join("a.json"), text(&[t1, t3])).unwrap();
    assert!(reported(at, &["--changed", "."]).is_empty());
}
