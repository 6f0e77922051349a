//! The command as a person meets it. Each folder of `tests/cli` is a case:
//!
//! - `cmd`: the command line; words are separated by blanks;
//! - `env`: variables that are set, if any, one `NAME=value` a line;
//! - `in/`: the files in the working directory, if any; `input`: what standard input gives, if anything;
//! - `stdout`, `stderr`: what has to be written, where a missing file means nothing at all; `exit`: the exit code;
//! - `out/`: the files that are new or changed afterwards, if any.
//!
//! After a change that is meant, `SMSLINT_UPDATE=1 cargo test --test cli` writes what is written now: read the diff.
#![allow(clippy::print_stderr)]

use std::{
    collections::BTreeMap,
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Variables that change what is written.
const SCRUBBED: [&str; 12] = [
    "CI",
    "CI_PROJECT_DIR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "FORCE_COLOR",
    "GITHUB_STEP_SUMMARY",
    "GITHUB_WORKSPACE",
    "LANGUAGE",
    "LC_ALL",
    "LC_MESSAGES",
    "NO_COLOR",
    "TERM",
];

#[test]
fn every_case_is_as_written_down() {
    let update = env::var_os("SMSLINT_UPDATE").is_some();
    let mut folders: Vec<PathBuf> =
        fs::read_dir("tests/cli").expect("tests/cli").map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    let failures: Vec<String> = folders.iter().flat_map(|folder| run_case(folder, update)).collect();
    assert!(failures.is_empty(), "{} differences\n\n{}", failures.len(), failures.join("\n"));
}

/// Runs one case and returns what differs.
fn run_case(folder: &Path, update: bool) -> Vec<String> {
    let place = tempfile::tempdir().expect("a folder for the case");
    let (inputs, input) = (folder.join("in"), folder.join("input"));
    if inputs.is_dir() {
        copy(&inputs, place.path());
    }
    let line = fs::read_to_string(folder.join("cmd")).unwrap_or_else(|_| panic!("{} has no cmd", folder.display()));
    let mut words = line.split_whitespace();
    assert_eq!(words.next(), Some("smslint"), "{}: cmd begins with smslint", folder.display());
    let stdin = if input.is_file() { fs::read(input).expect("input") } else { Vec::new() };
    let variables = fs::read_to_string(folder.join("env")).unwrap_or_default();
    let variables = variables.lines().map(|line| line.split_once('=').expect("NAME=value"));
    let output = run(smslint(place.path()).args(words).envs(variables), &stdin);
    let exit = output.status.code().map_or_else(|| "killed\n".to_owned(), |code| format!("{code}\n"));
    let actual = [
        ("stdout", plain(&output.stdout, place.path())),
        ("stderr", plain(&output.stderr, place.path())),
        ("exit", exit),
    ];
    let mut failures = changed_files(folder, place.path(), update);
    for (name, actual) in actual {
        let file = folder.join(name);
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if expected == actual {
            continue;
        }
        if !update {
            failures.push(format!("--- {} should be\n{expected}--- and is\n{actual}", file.display()));
        } else if actual.is_empty() {
            fs::remove_file(&file).expect("an expectation to remove");
        } else {
            fs::write(&file, actual).expect("an expectation to write");
        }
    }
    failures
}

/// Compares the files that are new or changed in `place` with those of `out/`, and returns what differs.
fn changed_files(folder: &Path, place: &Path, update: bool) -> Vec<String> {
    let (before, expected) = (files(&folder.join("in")), files(&folder.join("out")));
    let mut actual = files(place);
    actual.retain(|name, bytes| before.get(name) != Some(bytes));
    for bytes in actual.values_mut().filter(|bytes| std::str::from_utf8(bytes).is_ok()) {
        *bytes = plain(bytes, place).into_bytes();
    }
    if actual == expected {
        return Vec::new();
    }
    if update {
        let _ = fs::remove_dir_all(folder.join("out"));
        for (name, bytes) in actual {
            let file = folder.join("out").join(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder to make");
            fs::write(file, bytes).expect("an expectation to write");
        }
        return Vec::new();
    }
    let show = |files: &BTreeMap<PathBuf, Vec<u8>>| {
        let lines = files.iter().map(|(name, bytes)| format!("{}:\n{}", name.display(), bytes.escape_ascii()));
        lines.collect::<Vec<_>>().join("\n")
    };
    vec![format!("--- {}/out should be\n{}\n--- and is\n{}", folder.display(), show(&expected), show(&actual))]
}

/// The files below `folder`, if there is one, by their paths in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let all = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = all.filter(|entry| entry.file_type().is_file());
    let read = |path: &Path| fs::read(path).expect("a file of the case");
    files.map(|entry| (entry.path().strip_prefix(folder).expect("below").to_owned(), read(entry.path()))).collect()
}

/// The command, in `folder`, with nothing around it that changes what it writes.
fn smslint(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smslint"));
    SCRUBBED
        .iter()
        .fold(command.current_dir(folder).env("LANG", "en_US.UTF-8"), |command, name| command.env_remove(name));
    command
}

fn run(command: &mut Command, stdin: &[u8]) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("smslint to start");
    // The command may end without reading; that is its right.
    let _ = child.stdin.take().expect("standard input").write_all(stdin);
    child.wait_with_output().expect("smslint to end")
}

/// What was written, without what changes from machine to machine.
fn plain(bytes: &[u8], folder: &Path) -> String {
    let folder = fs::canonicalize(folder).expect("the folder of the case");
    let text = String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
    text.replace(&*folder.to_string_lossy(), "[FOLDER]").replace(env!("CARGO_PKG_VERSION"), "[VERSION]")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of the case") {
        let (from, name) = entry.map(|entry| (entry.path(), entry.file_name())).expect("an entry");
        if from.is_dir() {
            copy(&from, &to.join(name));
        } else {
            fs::copy(&from, to.join(name)).expect("a file to copy");
        }
    }
}

#[test]
fn a_reader_who_stops_reading_is_no_failure() {
    let place = tempfile::tempdir().expect("a folder");
    let mut child = smslint(place.path())
        .args(["--format", "json", "--allow-empty"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("smslint to start");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("smslint to end");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_page_of_a_github_step_gets_a_table_below_what_others_wrote() {
    let place = tempfile::tempdir().expect("a folder");
    let page = place.path().join("page.md");
    let document = "{\"templates\": [{\"name\": \"a|b\", \"type\": \"otp\"}]}";
    let table = |arguments: &[&str]| {
        fs::write(&page, "# Before\n").expect("a page");
        let mut command = smslint(place.path());
        command.args(["--as-of", "2026-11-21", "-"]).args(arguments).env("GITHUB_STEP_SUMMARY", &page);
        let output = run(&mut command, document.as_bytes());
        assert_eq!(output.status.code(), Some(1));
        fs::read_to_string(&page).expect("a page")
    };
    let written = table(&["--format", "github"]);
    assert!(written.starts_with("# Before\n**This would be refused as it stands.**\n\n"), "{written}");
    assert!(written.contains("\n| Severity | Place | Finding | How to mend it |\n| --- |"), "{written}");
    assert!(written.contains("template “a\\|b” |"), "{written}");
    assert_eq!(table(&["--format", "github=annotations.txt", "--format", "short"]), written);
    assert_eq!(table(&["--format", "short"]), "# Before\n");
}

#[test]
fn a_ci_that_works_in_a_folder_gets_paths_from_the_root_of_the_repository() {
    let place = tempfile::tempdir().expect("a folder");
    let root = fs::canonicalize(place.path()).expect("a folder");
    let folder = root.join("services/shop");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("a.yml"), "templates: [{name: a, type: otp}]").expect("a file");
    for (variable, format, expected) in [
        ("GITHUB_WORKSPACE", "github", "file=services/shop/a.yml,"),
        ("GITHUB_WORKSPACE", "sarif", "\"uri\":\"services/shop/a.yml\""),
        ("CI_PROJECT_DIR", "gitlab", "\"path\":\"services/shop/a.yml\""),
        ("CI_PROJECT_DIR", "json", "\"path\":\"a.yml\""),
    ] {
        let mut command = smslint(&folder);
        let output = run(command.args(["a.yml", "--format", format]).env(variable, &root), b"");
        let written = plain(&output.stdout, &folder);
        assert!(written.contains(expected), "{format}: {written}");
    }
}

#[test]
fn a_file_that_no_document_needs_to_be_as_large_as_is_refused_unread() {
    let place = tempfile::tempdir().expect("a folder");
    let file = fs::File::create(place.path().join("a.yml")).expect("a file");
    file.set_len(100 * 1024 * 1024 + 1).expect("a large file");
    let output = run(smslint(place.path()).arg("a.yml"), b"");
    assert_eq!(plain(&output.stderr, place.path()), "error: a.yml: larger than 100 MB, so it is not read\n");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_folder_called_like_a_document_is_walked() {
    let place = tempfile::tempdir().expect("a folder");
    fs::create_dir(place.path().join("x.yml")).expect("a folder");
    fs::write(place.path().join("x.yml/a.yml"), "templates:\n- content: x\n  content: y\n").expect("a file");
    for args in [["--format", "short", "x.yml"], ["--format", "short", "."]] {
        let output = run(smslint(place.path()).args(args), b"");
        assert!(plain(&output.stdout, place.path()).contains("x.yml/a.yml:3:3: error"));
        assert_eq!(output.status.code(), Some(1));
    }
}

#[test]
fn a_document_of_50_mb_is_read() {
    let place = tempfile::tempdir().expect("a folder");
    let text = format!("# {}\ntemplates:\n- content: x\n  content: y\n", "x".repeat(50 * 1024 * 1024));
    fs::write(place.path().join("a.yml"), text).expect("a large file");
    let output = run(smslint(place.path()).args(["--format", "short", "a.yml"]), b"");
    assert!(plain(&output.stdout, place.path()).contains("a.yml:4:3: error"));
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::{ffi::OsStrExt, fs::symlink};

    use super::*;

    fn stderr_of(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
        let output = run(smslint(folder).args(args), b"");
        (output.status.code(), plain(&output.stderr, folder))
    }

    #[test]
    fn links_that_lead_round_in_a_circle_are_said_so() {
        let place = tempfile::tempdir().expect("a folder");
        symlink("b.yml", place.path().join("a.yml")).expect("a link");
        symlink("a.yml", place.path().join("b.yml")).expect("a link");
        let expected = "error: a.yml: its symbolic links lead round in a circle\n";
        assert_eq!(stderr_of(place.path(), &["a.yml"]), (Some(2), expected.to_owned()));
    }

    #[test]
    fn a_pipe_is_refused_before_it_can_hang() {
        let place = tempfile::tempdir().expect("a folder");
        let made = Command::new("mkfifo").arg(place.path().join("a.yml")).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: mkfifo is not to be had");
            return;
        }
        let expected = "error: a.yml: it is no regular file, so it is not read; to read a pipe, give `-`\n";
        assert_eq!(stderr_of(place.path(), &["a.yml"]), (Some(2), expected.to_owned()));
    }

    #[test]
    fn a_folder_that_contains_itself_is_walked_once() {
        let place = tempfile::tempdir().expect("a folder");
        fs::create_dir(place.path().join("sms")).expect("a folder");
        symlink("..", place.path().join("sms/again")).expect("a link");
        assert_eq!(stderr_of(place.path(), &["--allow-empty"]), (Some(0), String::new()));
    }

    #[test]
    fn a_name_that_is_not_utf_8_can_be_read_and_cannot_steer_the_terminal() {
        let place = tempfile::tempdir().expect("a folder");
        let name = std::ffi::OsStr::from_bytes(b"\xFF\x1B[31m.yml");
        if fs::write(place.path().join(name), "x: 1").is_err() {
            return; // Not every file system takes such a name.
        }
        let output = run(smslint(place.path()).arg(name), b"");
        assert_eq!(output.status.code(), Some(3));
        assert!(!output.stderr.contains(&0x1B) && !output.stdout.contains(&0x1B));
    }
}
