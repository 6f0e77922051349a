//! The first ten minutes: `init` writes what works, every shell completes, every command has a manual page.
#![cfg(feature = "cli")]

mod files;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

fn smslint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smslint"));
    command.current_dir(folder).env("LANG", "en_US.UTF-8").env_remove("LC_ALL").args(arguments);
    command.output().expect("smslint to start")
}

fn stdout(folder: &Path, arguments: &[&str]) -> String {
    let output = smslint(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

fn put(folder: &Path, name: &str, text: &str) {
    let file = folder.join(name);
    fs::create_dir_all(file.parent().expect("a file in a folder")).expect("a folder");
    fs::write(file, text).expect("a file");
}

/// The names of all commands, as the help lists them.
fn commands() -> Vec<String> {
    let help = stdout(files::root(), &["--help"]);
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let names = list.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn what_init_writes_checks_what_it_found() {
    let place = tempfile::tempdir().expect("a folder");
    for file in files::below("examples/tencent/clean", "") {
        put(place.path(), &format!("sms/{}", file.file_name().expect("a name").to_string_lossy()), &files::read(&file));
    }
    stdout(place.path(), &["init"]);
    let checked = stdout(place.path(), &["--format", "json", "--as-of", "2026-11-21", "--fail-on", "warning"]);
    let checked: serde_json::Value = serde_json::from_str(&checked).expect("JSON");
    let documents =
        files::below("examples/tencent/clean", ".yml").len() + files::below("examples/tencent/clean", ".json").len();
    assert_eq!(checked["summary"]["files"], documents);
}

#[test]
fn init_concludes_from_what_is_there() {
    let place = tempfile::tempdir().expect("a folder");
    put(place.path(), "sms/a.yml", "region: international\naccount: enterprise\ntemplates: [{content: 'Code {1}'}]\n");
    put(place.path(), "sms/b.yml", "templates: [{content: Hello}]\n");
    stdout(place.path(), &["init", "--lang", "zh"]);
    let written = fs::read_to_string(place.path().join("lint.yml")).expect("a configuration");
    for line in ["smslint: 1", "provider: [tencent]", "  - \"sms/**/*.yml\"", "language: zh"] {
        assert!(written.lines().any(|written| written == line), "no `{line}` in\n{written}");
    }
    assert!(written.contains("\n  account: enterprise   # "), "{written}");
    assert!(
        written.contains("\n  # region: mainland   # "),
        "what holds by default is not overruled by one file\n{written}"
    );
}

#[test]
fn init_overwrites_only_what_it_is_told_to() {
    let place = tempfile::tempdir().expect("a folder");
    put(place.path(), "lint.yml", "rules: {}\n");
    let file = place.path().join("lint.yml");
    assert_eq!(smslint(place.path(), &["init"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&file).expect("a file"), "rules: {}\n");
    stdout(place.path(), &["init", "--force"]);
    assert!(fs::read_to_string(&file).expect("a file").contains("\nsmslint: 1\n"));
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = stdout(files::root(), &["completions", shell]);
        for command in commands() {
            assert!(script.contains(&command), "{shell} does not complete {command}");
        }
    }
}

#[test]
fn every_command_has_a_manual_page_with_its_options() {
    let root = files::root();
    assert!(stdout(root, &["man"]).contains(".TH smslint 1"));
    for command in commands() {
        let page = stdout(root, &["man", &command]);
        assert!(page.contains(&format!(".TH smslint-{command} 1")), "{page}");
        let help = stdout(root, &[&command, "--help"]);
        let options = help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2);
        for option in
            options.map(|word| word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric()).replace('-', "\\-"))
        {
            assert!(page.contains(&option), "the page of {command} does not tell about {option}");
        }
    }
}
