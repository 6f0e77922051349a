//! The set-ups on `docs/ci.md` and its Chinese twin can be pasted: every command on them is one that the real command
//! takes, every YAML can be read, and both pages show the same.
#![cfg(feature = "cli")]

use std::{collections::BTreeSet, fs, path::Path, process::Command};

const PAGES: [&str; 2] = ["docs/ci.md", "docs/ci.zh-CN.md"];

#[test]
fn every_command_on_the_pages_is_taken_by_the_real_one() {
    for page in PAGES {
        let commands: BTreeSet<_> = blocks(page).iter().flat_map(|block| commands(block)).collect();
        assert!(commands.len() > 6, "{page}: {commands:#?}");
        for command in commands {
            // Whatever stands before --help has to be right for the help to be shown.
            let words: Vec<&str> = command.split(' ').filter(|word| *word != "--").chain(["--help"]).collect();
            let run =
                Command::new(env!("CARGO_BIN_EXE_smslint")).args(&words).output().expect("the command just built");
            assert!(run.status.success(), "{page}: smslint {command}\n{}", String::from_utf8_lossy(&run.stderr));
        }
    }
}

#[test]
fn every_yaml_on_the_pages_can_be_read_and_names_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    for page in PAGES {
        for block in blocks(page) {
            if let Some(yaml) = block.strip_prefix("yaml\n") {
                let read: Result<serde_yaml::Value, _> = serde_yaml::from_str(yaml);
                assert!(read.is_ok(), "{page}: {}\n{yaml}", read.expect_err("it is not ok"));
            }
            for pin in ["smslint==", "rev: v", "OWNER/smslint@v"] {
                for found in block.split(pin).skip(1) {
                    assert!(found.starts_with(version), "{page}: {pin}{}", found.lines().next().unwrap_or_default());
                }
            }
        }
    }
}

#[test]
fn the_hooks_on_the_pages_are_those_of_the_manifest() {
    let manifest = read(".pre-commit-hooks.yaml");
    for line in ["entry: smslint check --force-exclude --allow-empty", "types: [text]"] {
        for text in [&manifest, &read(PAGES[0]), &read("tests/hooks.sh")] {
            assert!(text.contains(line), "{line} is missing in\n{text}");
        }
    }
}

#[test]
fn both_pages_show_the_same() {
    let [english, chinese] = PAGES.map(|page| {
        let plain =
            |line: &str| line.split(" # ").next().unwrap_or_default().trim_end().replace("--lang, en", "--lang, zh");
        blocks(page).iter().map(|block| block.lines().map(plain).collect::<Vec<_>>().join("\n")).collect::<Vec<_>>()
    });
    assert_eq!(english, chinese);
}

/// The command lines in a block, without the name of the command: what follows `smslint check`, and lists under `args:`.
fn commands(block: &str) -> Vec<String> {
    let typed = block.split("smslint check").skip(1).filter_map(|rest| rest.split(['\n', '#', '|']).next());
    let typed = typed.map(|words| words.replace(['"', '\''], ""));
    let listed = block.split("args: [").skip(1).filter_map(|rest| rest.split(']').next());
    let listed = listed.map(|words| words.replace(", ", " "));
    let lines = block.split("args: |\n").skip(1).filter_map(|rest| rest.lines().next()).map(str::to_owned);
    typed.chain(listed).chain(lines).map(|words| format!("check {}", words.trim()).trim().to_owned()).collect()
}

/// The fenced blocks of a page, each with its language as the first line.
fn blocks(page: &str) -> Vec<String> {
    read(page).split("```").skip(1).step_by(2).map(str::to_owned).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the repository")
}
