//! What `docs/security.md` promises of packs, configurations and file names that somebody else wrote, and of disks that are
//! full. Documents are in `tests/bad_input.rs`.
#![cfg(all(feature = "cli", unix))]

use std::{
    fs,
    os::unix::fs::symlink,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

const DOCUMENT: &str =
    "provider: tencent\ntemplates:\n- {name: a, type: otp, content: '您的验证码是｛1｝，请勿泄露。'}\n";

const FORMATS: [&str; 10] =
    ["pretty", "short", "markdown", "json", "ndjson", "sarif", "github", "gitlab", "junit", "rdjson"];

fn folder(files: &[(&str, &str)]) -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let file = place.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    place
}

fn run(place: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    start(place, &[&["--as-of", "2026-11-22"], arguments].concat())
}

fn start(place: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_smslint"));
    command.args(arguments).args(["--lang", "en"]).current_dir(place);
    told(command.env("NO_COLOR", "1").env_remove("GITHUB_STEP_SUMMARY").output().expect("smslint to start"))
}

fn told(Output { status, stdout, stderr }: Output) -> (Option<i32>, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// A pack of one file, with rules of these matchers.
fn pack<'m>(matchers: impl IntoIterator<Item = &'m str>) -> String {
    let rules = matchers.into_iter().enumerate().map(|(n, matcher)| {
        format!(
            "---\nid: r{n}\ntitle: a\nfamily: subject\nseverity: warning\napplies: {{kind: template}}\n\
             match: {matcher}\nmessage: '{{match}}'\n"
        )
    });
    std::iter::once("name: house\n".to_owned()).chain(rules).collect()
}

/// A message as it reads in one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_format_prints_a_control_character_of_a_name_or_of_a_file() {
    let name = "a\u{1b}[31m\n::stop-commands::x\n\u{9b}2J\u{7f}.yml";
    let nasty = "\\x1b]0;x\\x07\\r\\u202e\\x9b2J";
    let document = format!(
        "provider: tencent\n\"k{nasty}\": 1\ntemplates:\n\
         - {{name: \"a{nasty}\", type: otp, content: \"您的验证码是｛1｝{nasty}，请勿泄露。\"}}\n# \u{1b}[31m raw\n- \u{1b}[32m: x\n"
    );
    let place = folder(&[(name, &document)]);
    for format in FORMATS {
        for arguments in
            [&["--isolated", "--format", format, "."][..], &["--isolated", "--format", format, name, "x\u{1b}\n"]]
        {
            let (_, out, err) = run(place.path(), arguments);
            assert!(!out.is_empty(), "{format}: {err}");
            for text in [&out, &err] {
                let raw = text.chars().find(|one| one.is_control() && *one != '\n');
                assert_eq!(raw, None, "{format}:\n{text:?}");
                assert!(!text.lines().any(|line| line.starts_with("::stop-commands")), "{format}:\n{text}");
            }
        }
    }
}

#[test]
fn no_page_prints_a_control_character_of_a_name_or_of_a_pack() {
    let name = "a\u{1b}[31m\n::error::x\r\u{202e}q.json";
    let document = r#"{"provider": "tencent", "templates": [{"name": "a", "content": "您的验证码是｛1｝*"}]}"#;
    let pack = "name: house\n---\nid: star\ntitle: {zh: \"a\\e[31m\\u202e\", en: \"a\\e[31m\\u202e\"}\nfamily: characters\n\
                severity: error\napplies: {kind: template}\nmatch: {regex: '[*]'}\nmessage: {zh: a, en: a}\n\
                help: {zh: \"a\\e[31m\", en: \"a\\e[31m\"}\n";
    let place = folder(&[(name, document), ("house.yml", pack)]);
    let pages: [&[&str]; 9] = [
        &["--statistics", name],
        &["--profile-rules", name],
        &["--show-settings", name],
        &["--show-files", name],
        &["--show-records", name],
        &["--diff", name],
        &["rules"],
        &["rules", "--format", "markdown"],
        &["explain", "house/star"],
    ];
    for page in pages {
        let (_, out, err) = start(place.path(), &[page, &["--isolated", "--pack", "house.yml"]].concat());
        assert!(!out.is_empty(), "{page:?}: {err}");
        for text in [&out, &err] {
            let raw = text.chars().find(|one| one.is_control() && *one != '\n' || *one == '\u{202e}');
            assert_eq!(raw, None, "{page:?}:\n{text:?}");
            assert!(!text.lines().any(|line| line.starts_with("::error")), "{page:?}:\n{text}");
        }
    }
}

#[test]
fn a_pack_reads_no_file_outside_of_its_folder() {
    let secret = "# Origin: own\nsecret-word\n";
    let place = folder(&[("secret.txt", secret), ("secret.yml", "id: [secret-value\n"), ("a.yml", DOCUMENT)]);
    let file = |path: &str| pack([format!("{{words: {{file: '{path}'}}}}").as_str()]);
    let absolute = place.path().join("secret.txt");
    for path in ["../secret.txt", "words/../../secret.txt", absolute.to_str().expect("a path")] {
        let (manifest, rule) = file(path).split_once("---\n").map(|(a, b)| (a.to_owned(), b.to_owned())).expect("two");
        let pack = folder(&[("pack.yml", &manifest), ("r.yml", &rule), ("words/a.txt", "词\n")]);
        let house = pack.path().to_str().expect("a path");
        let (code, out, err) = run(place.path(), &["--isolated", "--pack", house, "a.yml"]);
        assert_eq!((code, &*out), (Some(2), ""), "{path}");
        assert!(err.contains("pack/unknown-name") && !err.contains("secret-word"), "{path}: {err}");
    }
    for target in ["../secret.txt", "../secret.yml"] {
        let place = folder(&[("secret.txt", secret), ("secret.yml", "id: [secret-value\n"), ("a.yml", DOCUMENT)]);
        let house = place.path().join("house");
        fs::create_dir(&house).expect("a folder");
        fs::write(house.join("pack.yml"), "name: house\n").expect("a file");
        symlink(target, house.join(target.trim_start_matches("../"))).expect("a link");
        let (code, out, err) = run(place.path(), &["--isolated", "--pack", "house", "a.yml"]);
        assert_eq!((code, &*out), (Some(2), ""), "{target}");
        assert!(flat(&err).contains("leads out of the pack's folder") && !err.contains("secret-"), "{target}: {err}");
    }
}

#[test]
fn a_link_within_a_pack_is_followed() {
    let (manifest, rule) = ("name: house\n", pack(["{words: {file: b.txt}}"]));
    let rule = rule.split_once("---\n").expect("a rule").1.replace("r0", "own");
    let place = folder(&[
        ("house/pack.yml", manifest),
        ("house/r.yml", &rule),
        ("house/a.txt", "验证码\n"),
        ("a.yml", DOCUMENT),
    ]);
    symlink("a.txt", place.path().join("house/b.txt")).expect("a link");
    let (code, out, err) = run(place.path(), &["--isolated", "--pack", "house", "--format", "short", "a.yml"]);
    assert_eq!((code, &*err), (Some(1), ""));
    assert!(out.contains("house/own"), "{out}");
}

#[test]
fn a_configuration_that_nobody_named_names_no_pack_outside_of_its_repository() {
    let far = folder(&[("house.yml", "name: [secret-value\n")]);
    let far_pack = far.path().join("house.yml");
    let place =
        folder(&[("sms/a.yml", DOCUMENT), ("rules/house.yml", &pack(["{words: [验证码]}"])), (".git/HEAD", "")]);
    symlink(&far_pack, place.path().join("rules/link.yml")).expect("a link");
    let sms = place.path().join("sms");
    for path in [far_pack.to_str().expect("a path"), "../rules/link.yml"] {
        fs::write(sms.join("lint.yml"), format!("smslint: 1\npacks: ['{path}']\n")).expect("a file");
        let (code, _, err) = run(&sms, &["a.yml"]);
        assert_eq!(code, Some(2), "{path}: {err}");
        assert!(
            flat(&err).contains("outside of this file's folder and repository") && !err.contains("secret-"),
            "{err}"
        );
        // Who names the configuration, or the pack, answers for it.
        let (code, _, err) = run(&sms, &["--config", "lint.yml", "a.yml"]);
        assert!(code == Some(2) && err.contains("secret-value"), "{err}");
    }
    fs::write(sms.join("lint.yml"), "smslint: 1\npacks: [../rules/house.yml]\n").expect("a file");
    let (code, out, err) = run(&sms, &["--format", "short", "a.yml"]);
    assert_eq!((code, &*err), (Some(1), ""));
    assert!(out.contains("house/r0"), "{out}");
}

#[test]
fn a_configuration_includes_nothing_above_its_folder() {
    let place = folder(&[("a.yml", DOCUMENT), ("sms/b.yml", DOCUMENT)]);
    let above = place.path().to_str().expect("a path").to_owned();
    for pattern in ["../**", "../a.yml", &format!("{above}/**"), "/**"] {
        let text = format!("smslint: 1\ninclude: ['{pattern}', 'b.yml']\n");
        fs::write(place.path().join("sms/lint.yml"), text).expect("a file");
        let (code, out, err) = run(&place.path().join("sms"), &["--format", "short", "."]);
        assert_eq!((code, &*out), (Some(2), ""), "{pattern}");
        assert!(err.contains("leads out of the folder of this file"), "{pattern}: {err}");
    }
}

#[test]
fn a_pack_cannot_exhaust_the_run() {
    let large: Vec<String> = (0..330).map(|n| format!("{{regex: '\\w{{18}}a{n}'}}")).collect();
    let nested: String = ["{not: ".repeat(5_000), "{regex: a}".to_owned(), "}".repeat(5_000)].concat();
    let aliases = |n: usize| vec![format!("*a{}", n - 1); 9].join(", ");
    let bomb = (1..30).map(|n| format!("x{n}: &a{n} [{}]\n", aliases(n))).collect::<Vec<_>>().concat();
    for (text, words) in [
        (pack(large.iter().map(String::as_str)), "too large, taken together"),
        (pack(["{regex: '(((a{50}){50}){50}){50}'}"]), "size limit"),
        (pack([&*nested]), "nested deeper than"),
        (pack([&*format!("{{words: ['{}']}}", "一".repeat(101))]), "longer than 100 characters"),
        (pack(["{words: [a]}"]).replace("'{match}'", &format!("'{}'", "{match}".repeat(400))), "longer than 2000"),
        (format!("name: house\nx0: &a0 [x]\n{bomb}"), "aliases that unfold"),
    ] {
        let place = folder(&[("house.yml", &text), ("a.yml", DOCUMENT)]);
        let (code, out, err) = run(place.path(), &["--isolated", "--pack", "house.yml", "a.yml"]);
        assert_eq!((code, &*out), (Some(2), ""), "{words}: {err:.2000}");
        assert!(flat(&err).contains(words), "{words}: {err:.2000}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_so_and_costs_nothing_that_was_there() {
    let place = folder(&[("a.yml", DOCUMENT)]);
    for format in FORMATS {
        let to_file = format!("{format}=/dev/full");
        let (code, _, err) = run(place.path(), &["--isolated", "--format", &to_file, "a.yml"]);
        assert_eq!(code, Some(2), "{format}");
        assert!(err.contains("/dev/full: no space left on the disk"), "{format}: {err}");
    }
    // Standard output on a full disk, and a file that may not grow: the fix needs a place for its draft.
    let shell = |script: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_smslint")]).current_dir(place.path());
        told(command.output().expect("a shell"))
    };
    let (code, _, err) = shell("\"$1\" --isolated --lang en a.yml > /dev/full");
    assert_eq!(code, Some(2), "{err}");
    assert!(err.contains("standard output: no space left"), "{err}");
    let (code, out, err) = shell("trap '' XFSZ; ulimit -f 0; exec \"$1\" --isolated --lang en --fix a.yml");
    assert_eq!(code, Some(2), "{out}{err}");
    assert!(err.contains("a.yml"), "{err}");
    assert_eq!(fs::read_to_string(place.path().join("a.yml")).expect("the file"), DOCUMENT);
    assert_eq!(fs::read_dir(place.path()).expect("the folder").count(), 1, "a draft is left");
    let baseline = place.path().join("known.json");
    fs::write(&baseline, "what was known").expect("a baseline");
    let (code, out, err) =
        shell("trap '' XFSZ; ulimit -f 0; exec \"$1\" baseline --isolated --lang en -o known.json a.yml");
    assert_eq!(code, Some(2), "{out}{err}");
    assert_eq!(fs::read_to_string(baseline).expect("the file"), "what was known");
    assert_eq!(fs::read_dir(place.path()).expect("the folder").count(), 2, "a draft is left");
}
