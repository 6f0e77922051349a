//! Fixes converge on real files: what they are for is gone, nothing is new, twice is once, and bytes outside the mended
//! texts stay. (`safe_fixes.rs` shows the same for the texts of all cases.)
#![allow(clippy::unwrap_used, missing_docs)]

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, LazyLock},
};

use jiff::civil::date;
use proptest::prelude::*;
use smslint::{
    diagnostic::{Diagnostic, Language, Report, Safety, Severity},
    document::Format,
    engine::{Input, Mended, Plan, lint, mend},
    rule::RuleSet,
    text::{Node, Source, Value, read_yaml},
};

static PLAN: LazyLock<Plan> = LazyLock::new(|| Plan {
    providers: vec!["tencent".to_owned()],
    ..Plan::new(Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap()), date(2026, 11, 21), Language::En)
});

fn mended(name: &str, bytes: &[u8], safety: Safety) -> (Report, Mended) {
    let input = Input {
        source: Arc::new(Source::new(name, bytes)),
        format: Format::of(name).unwrap_or(Format::Yaml),
        reported: true,
    };
    let before = lint(std::slice::from_ref(&input), &PLAN);
    (before, mend(vec![input], safety, |inputs| lint(inputs, &PLAN)))
}

/// What stays the same about a finding when the text around it is mended. Advice is left out: it is about the text as it
/// is then, such as that two templates have become the same one, or that a text without its invisible characters is short.
fn keys(report: &Report) -> BTreeSet<(String, String)> {
    let record = |diagnostic: &Diagnostic| {
        diagnostic.record.as_ref().map_or_else(String::new, |record| format!("{} {}", record.kind, record.index))
    };
    let counting = report.diagnostics.iter().filter(|diagnostic| diagnostic.severity > Severity::Info);
    counting.map(|diagnostic| (diagnostic.rule.to_string(), record(diagnostic))).collect()
}

/// The bytes of a YAML file without the texts in it, and without blanks at the ends of lines: those that end a block
/// scalar belong to its text, but not to its place.
fn skeleton(bytes: &[u8]) -> String {
    fn texts(node: &Node<'_>, found: &mut Vec<(usize, usize)>) {
        match &node.value {
            Value::Null => {}
            Value::Scalar(_) => found.push((node.span.start, node.span.end)),
            Value::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
            Value::Mapping(entries) => entries.iter().for_each(|entry| texts(&entry.value, found)),
        }
    }
    let source = Source::new("a.yml", bytes);
    let (text, _) = source.decode();
    let mut found = Vec::new();
    read_yaml(&text).roots.iter().for_each(|root| texts(root, &mut found));
    let (mut out, mut at) = (Vec::new(), 0);
    for (start, end) in found {
        // An alias stands for a text elsewhere.
        if start >= at {
            out.extend_from_slice(&bytes[at..start]);
            at = end;
        }
    }
    out.extend_from_slice(&bytes[at..]);
    let out = String::from_utf8(out).unwrap();
    out.split('\n').map(|line| line.trim_end_matches([' ', '\r'])).collect::<Vec<_>>().join("\n")
        + if out.contains('\r') { "CRLF" } else { "LF" }
}

fn check(name: &str, bytes: &[u8], safety: Safety) -> Result<usize, String> {
    let (before, after) = mended(name, bytes, safety);
    let now = after.inputs[0].source.bytes();
    let new: Vec<_> = keys(&after.report).difference(&keys(&before)).cloned().collect();
    if safety == Safety::Safe && !new.is_empty() {
        return Err(format!("new: {new:?}"));
    }
    let left: Vec<_> =
        after.report.diagnostics.iter().filter(|d| d.fix.as_ref().is_some_and(|f| f.safety <= safety)).collect();
    if !left.is_empty() {
        return Err(format!("left: {left:#?}"));
    }
    if mended(name, now, safety).1.inputs[0].source.bytes() != now {
        return Err("twice is not once".to_owned());
    }
    // A variant comes on lines of its own, and leaves those that are there as they are.
    let variants = |bytes: &[u8]| bytes.windows(9).filter(|piece| piece == b"variants:").count();
    if variants(bytes) < variants(now) {
        let mut lines = now.split(|byte| *byte == b'\n');
        let kept = bytes.split(|byte| *byte == b'\n').all(|line| lines.any(|new| new == line));
        return if kept { Ok(after.fixed[0]) } else { Err("lines have changed".to_owned()) };
    }
    if Format::of(name) == Some(Format::Yaml) && skeleton(bytes) != skeleton(now) {
        return Err("bytes outside the texts have changed".to_owned());
    }
    Ok(after.fixed[0])
}

#[test]
fn fixes_converge_on_every_example_and_touch_nothing_else() {
    for folder in ["examples/tencent/clean", "examples/tencent/dirty"] {
        let mut fixed = 0;
        for entry in Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).read_dir().unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let bytes = std::fs::read(&path).unwrap();
            for safety in [Safety::Safe, Safety::Unsafe] {
                fixed +=
                    check(name, &bytes, safety).unwrap_or_else(|why| panic!("{}: {safety:?}: {why}", path.display()));
            }
        }
        assert!(fixed > 0 || folder.ends_with("clean"), "{folder}");
    }
}

/// The file after all its fixes.
fn after(name: &str, text: &str) -> String {
    let (_, after) = mended(name, text.as_bytes(), Safety::Unsafe);
    String::from_utf8(after.inputs[0].source.bytes().to_vec()).unwrap()
}

#[test]
fn who_renumbers_variables_renumbers_what_is_said_about_them() {
    let yaml = |content: &str, keys: [&str; 2]| {
        format!(
            "templates:\n  - name: 登录\n    type: otp\n    content: {content}\n    variables:\n      {}: {{kind: digits, max: 6}}\n      {}: {{kind: digits, max: 2}} # 分钟\n",
            keys[0], keys[1]
        )
    };
    let expected = ["1", "2"];
    for (content, keys, expected) in [
        ("您的验证码是{1}，{3}分钟内有效。", ["1", "3"], expected),
        ("您的验证码是{0}，{1}分钟内有效。", ["0", "1"], expected),
        ("您的验证码是{3}，{7}分钟内有效。", ["'3'", "\"7\""], ["'1'", "\"2\""]),
        ("您的验证码是{code}，{ttl}分钟内有效。", ["code", "ttl"], expected),
        ("您的验证码是${code}，${ttl}分钟内有效。", ["code", "ttl"], expected),
    ] {
        let now = after("a.yml", &yaml(content, keys));
        assert_eq!(now, yaml("您的验证码是{1}，{2}分钟内有效。", expected), "{content}");
    }
    let json = r#"{"templates": [{"name": "登录", "type": "otp", "content": "您的验证码是{2}，请勿泄露。", "variables": {"2": {"kind": "digits"}}}]}"#;
    assert_eq!(after("a.json", json), json.replace("{2}", "{1}").replace("\"2\"", "\"1\""));
}

#[test]
fn what_is_said_about_variables_is_not_given_to_others_nor_lost() {
    for file in [
        // Another one is called so.
        "content: 您的验证码是{2}，请勿泄露。\n    variables: {1: {kind: name}, 2: {kind: digits}}\n",
        // What is said belongs to what is sent elsewhere, too.
        "content: 您的验证码是{2}，请勿泄露。\n    variables: {2: {kind: digits}}\n    variants: {elsewhere: {content: 您的验证码是%2%，请勿泄露。}}\n",
    ] {
        let file = format!("templates:\n  - name: 登录\n    type: otp\n    {file}");
        assert_eq!(after("a.yml", &file), file);
    }
    let shared = "x-vars: &vars {2: {kind: digits}}\ntemplates:\n  - name: 登录\n    type: otp\n    content: 您的验证码是{2}，请勿泄露。\n    variables: *vars\n";
    assert_eq!(after("a.yml", shared), shared);
}

/// Pieces of messages, many of them wrong in a way that has a fix.
fn message() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("｛1｝"),
        Just("{{1}}"),
        Just("{1}"),
        Just("${1}"),
        Just("{ 2 }"),
        Just("{2"),
        Just("#3}"),
        Just("${code}"),
        Just("【山野书局】"),
        Just("拒收请回复Ｒ"),
        Just("拒收请回复R。"),
        Just("退订回T"),
        Just("您的验证码是"),
        Just("，"),
        Just("'"),
        Just("\""),
        Just("\\"),
        Just(" #"),
        Just(": "),
        Just("😀"),
        Just("👨‍👩‍👧"),
        Just("e\u{301}"),
        Just("★"),
        Just("￥{1}"),
        Just("[优惠]"),
        Just("  "),
        Just("\u{200B}"),
    ];
    prop::collection::vec(pieces, 1..8).prop_map(|pieces| {
        format!("尊敬的会员，您关注的新书已经上架，欢迎选购{}", pieces.concat()).trim_end().to_owned()
    })
}

/// A file with that message, written in one of the ways of YAML, with one kind of line break.
fn file(message: &str, way: usize, line_break: &str, bom: bool) -> Vec<u8> {
    let content = match way {
        0 => format!("'{}'  # 注释", message.replace('\'', "''")),
        1 => format!("{}   # 注释", serde_json::to_string(message).unwrap()),
        2 => format!("|-\n        {message}"),
        3 => format!("|\n        {message}\n        第二行\n"),
        _ => format!(">-\n        {message}\n        第二行"),
    };
    let text = format!(
        "# 文件\nprovider:   tencent # 供应商\ntemplates:\n  -  name: \"会员日\"\t# 名字\n     type:   marketing\n     content: {content}\nsignatures: [ {{ name: 【山野书局】 }}, ]\n"
    );
    let text = text.replace('\n', line_break);
    [if bom { "\u{feff}" } else { "" }.as_bytes(), text.as_bytes()].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn fixes_converge_whatever_is_written_and_however(
        message in message(),
        way in 0..5_usize,
        line_break in prop_oneof![Just("\n"), Just("\r\n")],
        bom in any::<bool>(),
    ) {
        let bytes = file(&message, way, line_break, bom);
        for safety in [Safety::Safe, Safety::Unsafe] {
            if let Err(why) = check("a.yml", &bytes, safety) {
                prop_assert!(false, "{:?} on\n{}\n{}", safety, String::from_utf8_lossy(&bytes), why);
            }
        }
    }
}
