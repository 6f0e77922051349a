//! Texts in programs: a finding stands under the right characters, a fix leaves a program that says what was meant, and
//! ordinary code holds no record.
#![allow(clippy::unwrap_used)]

mod files;

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use jiff::civil::date;
use smslint::{
    diagnostic::{Language, Safety, Severity, Status},
    document::Format,
    engine::{Input, Plan, examine, lint, mend},
    rule::RuleSet,
    text::Source,
};

static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    Plan::new(Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap()), date(2026, 11, 21), Language::En)
});

fn input(name: &str, text: &str) -> Input {
    Input { source: Arc::new(Source::new(name, text)), format: Format::of(name).unwrap(), reported: true }
}

/// `line:column text` of what the rule found.
fn found(name: &str, text: &str, rule: &str) -> Vec<String> {
    let input = input(name, text);
    let report = lint(std::slice::from_ref(&input), &PLAN);
    let findings = report.diagnostics.iter().filter(|finding| finding.rule.as_str() == rule);
    let place = |finding: &smslint::diagnostic::Diagnostic| {
        let span = finding.primary.as_ref().unwrap().span;
        assert_eq!(input.source.slice(span), finding.text, "{name}");
        let position = input.source.position(span.start);
        format!("{}:{} {}", position.line, position.column, finding.text)
    };
    findings.map(place).collect()
}

/// Each shape with a rule that every text here breaks, and where.
#[test]
fn a_finding_stands_under_the_right_characters_in_every_shape() {
    for (name, text, expected) in [
        (
            "seed.sql",
            "INSERT INTO sms_template (name, content) VALUES\n('到货', '【云杉书店】您订的书\u{200b}已到，it''s {n}。');\n",
            "2:19 \u{200b}",
        ),
        (
            "rows.sql",
            "INSERT INTO sms_template (code, content, params) VALUES ('a', '您的{thing}\\n已到\u{200b}，请留意。', '[\"thing\"]');",
            "1:77 \u{200b}",
        ),
        ("Notice.java", "enum Notice {\n  A(0, \"SMS_1\", \"您的包裹\\u200b已由${name}取走。\");\n}", "2:22 \\u200b"),
        (
            "Ids.java",
            "class Ids {\n  /** 您好，订单${no}\u{200b}已发出。 */\n  static final String SHIPPED = \"SMS_2\";\n}",
            "2:17 \u{200b}",
        ),
        (
            "Texts.java",
            "class SmsTexts {\n  String a = \"您的订单%s已\" +\n    \"发\u{200b}出，请留意。\";\n}",
            "3:7 \u{200b}",
        ),
        ("sms.php", "<?php\nreturn ['a' => 'SMS_3', // 您的订单${no}\u{200b}已发出。\n];", "2:37 \u{200b}"),
        (
            "Sms.php",
            "<?php class Sms {\n public $id = 'SMS_4';\n public $text = '您的\u{200b}订单${no}已发出。';\n}",
            "3:20 \u{200b}",
        ),
        ("sms.go", "var 通知 = Sms{ID: \"SMS_5\", Text: `您的订单\u{200b}${no}已发出。`}", "1:38 \u{200b}"),
        ("sms.js", "const m = { SMS_6: '您的\\x41订单${no}\\u{200b}已发出。' }", "1:34 \\u{200b}"),
        ("sms.py", "sms = {'a': f'【云杉书店】您的验证码\u{200b}是{code}，请勿泄露。'}", "1:26 \u{200b}"),
        ("Sms.cs", "class Sms { string a = @\"您的订单\"\"{0}\"\"已\u{200b}发出，请留意。\"; }", "1:38 \u{200b}"),
        ("Sms.kt", "val sms = \"尊敬的$name，您的订单\u{200b}已发出。\"", "1:25 \u{200b}"),
        ("sms.ts", "export const smsText: string = `尊敬的${user.name}，您的订单\u{200b}已发出。`", "1:53 \u{200b}"),
    ] {
        assert_eq!(found(name, text, "cn/invisible-character"), [expected], "{name}");
    }
}

#[test]
fn a_fix_keeps_the_program_whole() {
    for (name, text, expected) in [
        (
            "Sms.java",
            "\"SMS_1\", \"您的\\u200b订单${no}\\\"已\\\"发出。\"",
            "\"SMS_1\", \"您的订单${no}\\\"已\\\"发出。\"",
        ),
        ("sms.sql", "values ('SMS_1', '您的\u{200b}订单${no}it''s。')", "values ('SMS_1', '您的订单${no}it''s。')"),
        ("sms.js", "sms(`尊敬的${a}，您的\u{200b}订单。`)", "sms(`尊敬的${a}，您的订单。`)"),
        ("Sms.kt", "Sms(\"SMS_1\", \"您的订单${'$'}{ no }已发出。\")", "Sms(\"SMS_1\", \"您的订单\\${no}已发出。\")"),
        (
            "sms.groovy",
            "[SMS_1: \"您的订单\\${ no }已由${ a }发出。\"]",
            "[SMS_1: \"您的订单\\${no}已由${ a }发出。\"]",
        ),
        (
            "Sms.scala",
            "a(\"SMS_1\", \"您的订单${ no }。\"); a(\"SMS_2\", s\"您的订单${ no }。\")",
            "a(\"SMS_1\", \"您的订单${no}。\"); a(\"SMS_2\", s\"您的订单${ no }。\")",
        ),
    ] {
        let mended = mend(vec![input(name, text)], Safety::Unsafe, |inputs| lint(inputs, &PLAN));
        assert_eq!(String::from_utf8_lossy(mended.inputs[0].source.bytes()), expected, "{name}");
    }
}

#[test]
fn what_a_file_does_not_carry_is_not_missing() {
    for (name, text) in [
        ("Sms.java", "enum Sms { A(\"SMS_1\", \"您的包裹已由${name}取走，如非本人操作，请联系驿站。\") }"),
        ("Sms.go", "var text = sms.Text{Content: \"【云杉书店】您的验证码是\" + code + \"，5分钟内有效，请勿泄露。\"}"),
        ("sms.py", "SMS = '您的登录验证码为%s，%d分钟内有效，请勿告知他人。'"),
    ] {
        for provider in ["tencent", "aliyun"] {
            let plan = Plan { providers: vec![provider.to_owned()], ..PLAN.clone() };
            let report = lint(&[input(name, text)], &plan);
            let grave: Vec<_> = report.diagnostics.iter().filter(|one| one.severity > Severity::Info).collect();
            assert_eq!(report.records, 1, "{name}");
            assert!(grave.is_empty(), "{name} by {provider}: {grave:#?}");
        }
    }
}

#[test]
fn a_comment_sets_a_finding_aside() {
    for (name, text) in [
        (
            "Sms.java",
            "enum Sms {\n  // smslint: ignore[cn/invisible-character] sent so for years\n  A(\"SMS_1\", \"您的\\u200b订单${no}。\");\n}",
        ),
        (
            "sms.sql",
            "values ('SMS_1', '您的\u{200b}订单${no}。') -- smslint: ignore[cn/invisible-character] sent so for years",
        ),
        (
            "sms.py",
            "sms = {'SMS_1': '您的\u{200b}订单${no}。'} # smslint: ignore[cn/invisible-character] sent so for years",
        ),
    ] {
        let report = lint(&[input(name, text)], &PLAN);
        let open: Vec<_> = report.diagnostics.iter().filter(|one| one.status == Status::Open).collect();
        assert!(open.iter().all(|one| one.rule.as_str() != "cn/invisible-character"), "{name}: {open:#?}");
    }
}

#[test]
fn no_record_is_invented_from_our_own_sources() {
    let mut invented = Vec::new();
    for path in files::below("src", ".rs") {
        let input = input(&path.to_string_lossy(), &files::read(Path::new(&path)));
        let examined = examine(&input, &PLAN);
        invented.extend(examined.document.records.iter().map(|record| format!("{}: {:?}", path.display(), record.why)));
    }
    assert!(invented.is_empty(), "{}", invented.join("\n"));
}
