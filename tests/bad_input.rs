//! Input that is broken, hostile or beyond measure ends in a message with a place and the right exit code, and nothing
//! else is lost.
//!
//! | what | where else it is held |
//! | --- | --- |
//! | broken `lint.yml`, broken packs, carets inside expressions | `config-*` and `pack-*` in `tests/cli` |
//! | encodings, syntax, aliases, depth, in files of every kind | `document-*` in `tests/cli` |
//! | 50 MB, pipes, links in a circle, a folder called like a document | `tests/cli.rs` |
#![cfg(feature = "cli")]

use std::{
    fmt::Write as _,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// A record whose text breaks a rule, to see that it is still judged.
const BAD: &str = "{name: bad, type: otp, provider: tencent, content: '您的验证码是{1}{2}'}";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        fs::write(place.path().join(name), bytes).expect("a file");
    }
    place
}

fn smslint(place: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smslint"));
    command.args(["--isolated", "--as-of", "2026-11-22", "--lang", "en"]).args(arguments);
    command.current_dir(place).env_remove("COLUMNS").env("NO_COLOR", "1");
    command
}

fn run(place: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = smslint(place, arguments).output().expect("smslint to start");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn an_empty_file_is_said_to_hold_nothing() {
    for name in ["a.yml", "a.json", "a.txt"] {
        for bytes in [&b""[..], b"\n", b"\xEF\xBB\xBF"] {
            let place = folder(&[(name, bytes)]);
            let (code, out, err) = run(place.path(), &["--format", "short", name]);
            let expected = format!(
                "note: {name}: nothing in it is a signature, a template or any other record\n\
                 help: --show-files lists the files that were seen, and why none is checked.\n"
            );
            assert_eq!((code, &*out, &*err), (Some(3), "", &*expected), "{bytes:?}");
            assert_eq!(run(place.path(), &["--format", "short", "--allow-empty", name]).0, Some(0));
        }
    }
}

#[test]
fn what_is_broken_has_a_place_and_the_rest_of_the_file_and_of_the_folder_is_judged() {
    // What stands before the record that breaks a rule, and what is said of it.
    for (before, place_of_it, rule) in [
        ("- {name: 'a\0', type: otp, content: x}", "a.yml:2:12", "document/binary"),
        ("- {name: 'a\u{1}', type: otp, content: x}", "a.yml:2:12", "document/encoding"),
        ("- {name: a, type: otp, content: x, name: b}", "a.yml:2:36", "document/duplicate-key"),
        ("- {name: a, type: [otp], content: x}", "a.yml:2:19", "document/wrong-type"),
        ("- {name: a, type: otpp, content: x}", "a.yml:2:19", "document/unknown-value"),
        ("- {name: a, tpye: otp, content: x}", "a.yml:2:13", "document/unknown-key"),
        ("- {name: a, type: otp, content: *nowhere}", "a.yml:2:33", "document/unknown-alias"),
        ("- 5", "a.yml:2:3", "document/wrong-type"),
    ] {
        // U+0001 stands for a byte that is no text.
        let bytes = format!("templates:\n{before}\n- {BAD}\n").into_bytes();
        let bytes: Vec<u8> = bytes.into_iter().map(|byte| if byte == 1 { 0xFF } else { byte }).collect();
        let other = format!("templates:\n- {BAD}\n");
        let place = folder(&[("a.yml", &bytes), ("b.yml", other.as_bytes())]);
        for arguments in [&["--format", "short", "a.yml", "b.yml"][..], &["--format", "short", "."]] {
            let (code, out, err) = run(place.path(), arguments);
            assert_eq!((code, &*err), (Some(1), ""), "{before:?}");
            let told = out.lines().any(|line| line.starts_with(place_of_it) && line.contains(rule));
            assert!(told, "{place_of_it} {rule}:\n{out}");
            for judged in ["a.yml:3:", "b.yml:2:"] {
                let found = |line: &str| line.starts_with(judged) && line.contains("tencent/adjacent-variables");
                assert!(out.lines().any(found), "{before:?}:\n{out}");
            }
        }
    }
}

/// A record that breaks the syntax of YAML, what is said of it, and at which line and column of its own.
fn broken_records() -> Vec<(String, (usize, usize), &'static str)> {
    let deep = "[".repeat(10_000);
    let mut records = vec![
        (format!("- {{name: a, content: {deep}"), (1, 0), "document/too-deep"),
        (format!("- {{name: a, content: {deep}{}}}", "]".repeat(10_000)), (1, 0), "document/too-deep"),
        (format!("- name: a\n  content: {deep}\n  type: otp"), (2, 0), "document/too-deep"),
    ];
    for (record, place) in [
        ("- {name: a, type: otp, content: x", (1, 3)),
        ("- name: a\n  variables: {1: {kind: text}\n  remark: x", (3, 3)),
        ("- name: a\n  documents: [other, other\n  type: otp", (3, 7)),
        ("- name: a\n\ttype: otp\n  content: x", (2, 1)),
        ("\t- {name: a}", (1, 2)),
        ("  - name: a\n    type: otp", (1, 3)),
        ("- name: a\n  content: \"x\n  type: otp", (2, 12)),
        ("- {name: a, content: \"x}", (1, 22)),
        // The next quote of this kind closes the text, in another record.
        ("- {name: a, content: 'x}", (1, 3)),
        ("- name: a\n  content\n  type: otp", (2, 3)),
        ("- name: a\n  content: x: y", (2, 13)),
        ("- name: a\n  content: @x", (2, 12)),
        ("- name: a\n    type: otp\n   content: x", (2, 9)),
        ("- name: a\n  content: 'x' y", (2, 16)),
        ("- name: a\n  content: \"\\q\"", (2, 12)),
        ("- name: a\n  type: otp\n  variables: ]", (3, 14)),
        ("- name: a\n  documents: [other}", (2, 14)),
    ] {
        records.push((record.to_owned(), place, "document/syntax"));
    }
    records
}

#[test]
fn a_record_that_breaks_the_syntax_of_yaml_costs_itself_alone() {
    let bad = |name: &str| BAD.replace("name: bad", &format!("name: {name}"));
    for (record, (line, column), rule) in broken_records() {
        for indent in [0, 2] {
            let margin = " ".repeat(indent);
            let record = record.replace('\n', &format!("\n{margin}"));
            let text = format!(
                "templates:\n{margin}- {}\n{margin}{record}\n\n{margin}# next\n{margin}- {}\nsignatures:\n\
                 {margin}- {{name: 示例, tpye: company}}\n---\ntemplates:\n{margin}- {}\n",
                bad("before"),
                bad("behind"),
                bad("below"),
            );
            let place = folder(&[("a.yml", text.as_bytes())]);
            let (code, out, err) = run(place.path(), &["--format", "json", "a.yml"]);
            assert_eq!((code, &*err), (Some(1), ""), "{record:.80}");
            let report: serde_json::Value = serde_json::from_str(&out).expect("a report in JSON");
            let found: Vec<_> = report["diagnostics"].as_array().expect("a list").iter().collect();
            let of = |rule: &str| found.iter().filter(move |one| one["rule"] == rule).copied().collect::<Vec<_>>();
            let judged: Vec<_> =
                of("tencent/adjacent-variables").iter().map(|one| one["record"]["name"].to_string()).collect();
            assert_eq!(judged, ["\"before\"", "\"behind\"", "\"below\""], "{record:.80}");
            assert_eq!(of("document/unknown-key").len(), 1, "{record:.80}");
            let faults: Vec<_> =
                found.iter().filter(|one| one["rule"].as_str().is_some_and(|id| id.starts_with("document/"))).collect();
            assert_eq!((faults.len(), of(rule).len()), (2, 1), "{record:.80}: {faults:#?}");
            let at = &of(rule)[0]["span"]["start"];
            assert_eq!(at["line"], 2 + line, "{record:.80}");
            // However deep is too deep is the parser's own affair.
            let wanted = if column == 0 { &at["column"] } else { &(column + indent).into() };
            assert_eq!(&at["column"], wanted, "{record:.80}");
            // Nothing is said of what nobody could read.
            let own = |one: &&&serde_json::Value| one["record"]["name"] == "a" && one["severity"] != "info";
            assert_eq!(found.iter().filter(own).count(), 0, "{record:.80}: {out}");
        }
    }
}

#[test]
fn ten_thousand_levels_are_a_finding_in_yaml_and_in_json() {
    for (name, text) in [
        ("a.yml", format!("templates: {}", "[".repeat(10_000))),
        ("b.yml", format!("templates:\n- {}", "{content: ".repeat(10_000))),
        ("c.json", format!("{{\"templates\":{}", "[".repeat(10_000))),
        ("d.json", format!("{{\"templates\":[{}1{}]}}", "{\"content\":".repeat(10_000), "}".repeat(10_000))),
    ] {
        let place = folder(&[(name, text.as_bytes()), ("z.yml", format!("templates:\n- {BAD}\n").as_bytes())]);
        let (code, out, err) = run(place.path(), &["--format", "short", name, "z.yml"]);
        assert_eq!((code, &*err), (Some(1), ""), "{name}");
        assert!(out.lines().any(|line| line.starts_with(name) && line.contains("document/too-deep")), "{out}");
        assert!(out.contains("z.yml:2:"), "{out}");
    }
}

#[test]
fn aliases_that_unfold_without_end_are_a_finding_and_take_no_time() {
    let mut text = "templates:\n- &a0 {content: x}\n".to_owned();
    for level in 1..30 {
        let _ = writeln!(
            text,
            "- &a{level} {{content: x, variables: [{}]}}",
            vec![format!("*a{}", level - 1); 9].join(", ")
        );
    }
    let _ = writeln!(text, "- {BAD}");
    let place = folder(&[("a.yml", text.as_bytes())]);
    let (code, out, err) = run(place.path(), &["--format", "short", "a.yml"]);
    assert_eq!((code, &*err), (Some(1), ""));
    assert!(out.contains("document/too-many-aliases") && out.contains("tencent/adjacent-variables"), "{out}");
}

/// Checks a hundred thousand sends, by a rule that finds something in the last of them.
#[test]
fn a_message_with_forty_thousand_findings_takes_no_time_for_each_of_them() {
    let text = "{".repeat(40_000);
    let document =
        format!("{{\"provider\": \"tencent\", \"templates\": [{{\"name\": \"a\", \"content\": \"{text}\"}}]}}");
    let place = folder(&[("a.json", document.as_bytes())]);
    // By the square it would take minutes.
    let (code, out, err) = run(place.path(), &["--format", "short", "a.json"]);
    assert_eq!(code, Some(1), "{err}");
    assert!(out.lines().filter(|line| line.contains("unbalanced-braces")).count() == 40_000, "{}", out.lines().count());
}

fn a_hundred_thousand(name: &str, head: &str, tail: &str, record: impl Fn(usize) -> String) {
    let rule = "name: house\n---\nid: last\ntitle: last\nfamily: references\nseverity: error\n\
                applies: {kind: send}\nmatch: {regex: '^t99999$'}\nmessage: '{match}'\n";
    let mut text = head.to_owned();
    (0..100_000).for_each(|n| text.push_str(&record(n)));
    text.push_str(tail);
    let place = folder(&[(name, text.as_bytes()), ("house.yml", rule.as_bytes())]);
    let (code, out, err) = run(place.path(), &["--pack", "house.yml", "--format", "json", name]);
    assert_eq!((code, &*err), (Some(1), ""), "{out}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("a report in JSON");
    assert_eq!((&report["summary"]["records"], &report["summary"]["errors"]), (&100_000.into(), &1.into()));
    let found = &report["diagnostics"][0];
    assert_eq!((&found["rule"], &found["text"]), (&"house/last".into(), &"t99999".into()));
    assert_eq!(found["record"]["index"], 99_999);
}

#[test]
fn a_hundred_thousand_messages_in_plain_text_are_judged_and_reported() {
    let rule = "name: house\n---\nid: last\ntitle: last\nfamily: subject\nseverity: error\n\
                applies: {kind: template}\nmatch: {regex: '您的订单99999已'}\nmessage: '{match}'\n";
    let mut text = String::new();
    for n in 0..100_000 {
        let _ = writeln!(text, "【示例商城】您的订单{n}已发货，请留意查收。");
    }
    let place = folder(&[("a.txt", text.as_bytes()), ("house.yml", rule.as_bytes())]);
    let (code, out, err) = run(place.path(), &["--pack", "house.yml", "--format", "json", "a.txt"]);
    assert_eq!((code, &*err), (Some(1), ""), "{out:.2000}");
    let report: serde_json::Value = serde_json::from_str(&out).expect("a report in JSON");
    assert_eq!(report["summary"]["records"], 100_000);
    let found = report["diagnostics"].as_array().expect("a list").iter().find(|one| one["rule"] == "house/last");
    let found = found.expect("the last message");
    assert_eq!((&found["span"]["start"]["line"], &found["record"]["index"]), (&100_000.into(), &99_999.into()));
}

#[test]
fn what_could_not_be_read_in_json_is_not_judged() {
    for (content, place) in [
        ("您的订单{1}{2}已到", (1, 56)),
        ("您的订单, 已到", (1, 56)),
        ("undefined", (1, 56)),
        ("\"您的\\u00g0\"", (1, 59)),
        ("\"\\ud83d您的订单已到\"", (1, 57)),
    ] {
        let text = format!(
            "{{\"templates\": [{{\"name\": \"a\", \"type\": \"otp\", \"content\": {content}, \"remark\": \"\"}},\n\
             {{\"name\": \"bad\", \"type\": \"otp\", \"content\": \"您的验证码是{{1}}{{2}}\"}}]}}\n"
        );
        let place_of_it = format!("a.json:{}:{}: error", place.0, place.1);
        let place = folder(&[("a.json", text.as_bytes())]);
        let (code, out, err) = run(place.path(), &["--provider", "tencent", "--format", "short", "a.json"]);
        assert_eq!((code, &*err), (Some(1), ""), "{content}");
        let first: Vec<_> =
            out.lines().filter(|line| line.starts_with("a.json:1:") && !line.contains(": info")).collect();
        assert!(first.len() == 1 && first[0].starts_with(&place_of_it), "{content}: {first:#?}");
        assert!(out.lines().any(|line| line.starts_with("a.json:2:") && line.contains("adjacent-variables")), "{out}");
    }
}

#[test]
fn a_hundred_thousand_records_in_yaml_are_judged_and_reported() {
    a_hundred_thousand("a.yml", "sends:\n", "", |n| format!("- {{template: t{n}}}\n"));
}

#[test]
fn a_hundred_thousand_records_in_json_are_judged_and_reported() {
    let record = |n| format!("{}{{\"template\":\"t{n}\"}}", if n == 0 { "" } else { ",\n" });
    a_hundred_thousand("a.json", "{\"sends\":[", "]}", record);
}

#[test]
fn who_reads_only_the_first_line_of_a_long_report_is_no_failure() {
    let mut text = "templates:\n".to_owned();
    (0..2_000).for_each(|n| text.push_str(&format!("- {BAD}\n").replace("bad", &format!("bad{n}"))));
    let place = folder(&[("a.yml", text.as_bytes())]);
    for format in ["pretty", "short", "json", "sarif"] {
        let mut child = smslint(place.path(), &["--format", format, "a.yml"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("smslint to start");
        let mut reader = BufReader::with_capacity(64, child.stdout.take().expect("standard output"));
        let mut first = Vec::new();
        if format == "json" || format == "sarif" {
            first.extend_from_slice(reader.fill_buf().expect("the beginning of a line"));
        } else {
            reader.read_until(b'\n', &mut first).expect("a line");
        }
        drop(reader);
        let output = child.wait_with_output().expect("smslint to end");
        assert!(!first.is_empty());
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_said_so_and_the_rest_is_checked() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};

    /// Who owns nothing, on every Unix.
    const NOBODY: u32 = 65_534;

    let other = format!("templates:\n- {BAD}\n");
    let place = folder(&[("a.yml", b"templates: []"), ("b.yml", other.as_bytes())]);
    let may = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    let file = place.path().join("a.yml");
    may(&file, 0o000);
    let mut command = smslint(place.path(), &["--format", "short", "."]);
    if fs::read(&file).is_ok() {
        // Who is root may read everything; so somebody else looks, with a copy of the program that he may run.
        let program = place.path().join("smslint");
        fs::copy(env!("CARGO_BIN_EXE_smslint"), &program).expect("a copy of the program");
        may(&program, 0o755);
        may(place.path(), 0o755);
        may(&place.path().join("b.yml"), 0o644);
        command = Command::new(program);
        command.args(["--isolated", "--lang", "en", "--format", "short", "."]).current_dir(place.path());
        command.gid(NOBODY).uid(NOBODY);
    }
    let output = command.output().expect("smslint to start");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "error: a.yml: permission denied\n");
    assert!(String::from_utf8_lossy(&output.stdout).contains("b.yml:2:"));
    assert_eq!(output.status.code(), Some(2));
}
