//! What the pages show is true: output is what the command prints, and every YAML they show does what they say.
#![cfg(feature = "cli")]

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Output},
};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PAGES: [&str; 3] = ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"];

#[test]
fn output_on_a_page_is_what_the_command_prints() {
    let mut shown = 0;
    for page in PAGES {
        for block in blocks(page, "console") {
            let (command, output) = block.split_once('\n').expect("a command and its output");
            let arguments = command.strip_prefix("$ smslint ").expect("a command").split(' ');
            let language = if page.contains("zh") { "zh" } else { "en" };
            let real = smslint(Path::new(ROOT), &arguments.chain(["--lang", language]).collect::<Vec<_>>());
            let real = String::from_utf8(real.stdout).expect("reports are UTF-8");
            for part in output.split("\n…\n").map(str::trim_end) {
                assert!(real.contains(part), "{page}: `{command}` does not print\n{part}\nbut\n{real}");
                shown += 1;
            }
        }
    }
    assert!(shown > 1, "the READMEs show what a report looks like");
}

#[test]
fn documents_configurations_and_packs_on_a_page_work() {
    for page in PAGES {
        let folder = tempfile::tempdir().expect("a folder for a while");
        let at = folder.path();
        let put = |name: &str, text: &str| fs::write(at.join(name), text).expect("a file in a new folder");
        for block in blocks(page, "yaml") {
            if block.contains("smslint: 1") {
                put("lint.yml", block);
                fs::create_dir(at.join("sms")).expect("a folder in a new folder");
                put("sms/a.yml", "templates: [{name: a, type: notification, content: 您的订单已发货，请留意查收。}]");
                expect(page, &smslint(at, &["check", "."]), 0);
                fs::remove_file(at.join("lint.yml")).expect("the file just written");
            } else if block.contains("templates:") {
                put("document.yml", block);
                expect(page, &smslint(at, &["check", "--isolated", "--fail-on", "warning", "document.yml"]), 0);
            } else {
                let manifest = if block.contains("\n---\n") { "" } else { "name: house\n---\n" };
                put("pack.yml", &format!("{manifest}{block}"));
                expect(page, &smslint(at, &["test", "--isolated", "--pack", "pack.yml"]), 0);
            }
        }
    }
}

#[test]
fn every_dependency_stands_on_the_page_with_its_reason() {
    let manifest = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).expect("the manifest");
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    let mut listed = false;
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            listed = table.ends_with("dependencies]");
        } else if let Some((name, _)) = line.split_once('=').filter(|_| listed && !line.starts_with('#')) {
            wanted.insert(name.trim());
        }
    }
    assert!(wanted.contains("regex") && wanted.contains("proptest"));
    for page in ["README.md", "README.zh-CN.md"] {
        let text = fs::read_to_string(Path::new(ROOT).join(page)).expect("a page");
        let rows = text.lines().skip_while(|line| !line.starts_with("| crate |")).skip(2);
        let mut named: BTreeSet<&str> = BTreeSet::new();
        for row in rows.take_while(|line| line.starts_with('|')) {
            let (crates, reason) = row.trim_matches('|').split_once('|').expect("two columns");
            assert!(!reason.trim().is_empty(), "{page}: {row}");
            named.extend(crates.split('`').skip(1).step_by(2));
        }
        assert_eq!(named, wanted, "{page}");
    }
}

fn smslint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smslint"));
    command.args(arguments).current_dir(folder).env_remove("COLUMNS").env("NO_COLOR", "1");
    command.output().expect("the command just built")
}

fn expect(page: &str, output: &Output, code: i32) {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    assert_eq!(output.status.code(), Some(code), "{page}:\n{out}\n{err}");
}

/// The fenced blocks of a page in a language, without their fences.
fn blocks(page: &str, language: &str) -> Vec<&'static str> {
    let text: &'static str = fs::read_to_string(Path::new(ROOT).join(page)).expect("a page").leak();
    let opening = format!("```{language}\n");
    text.split(&opening).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}
