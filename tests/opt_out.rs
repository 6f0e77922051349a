//! However the opt-out text of a mainland marketing template is written, exactly one rule speaks of it, or none where it
//! is right.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use smslint::{
    diagnostic::{Family, Language, Safety},
    document::Format,
    engine::{Input, Plan, lint, mend},
    rule::RuleSet,
    text::Source,
};

static RULES: LazyLock<Arc<RuleSet>> = LazyLock::new(|| Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap()));

/// Who asks for the same words, each in rules of its own.
const PROVIDERS: [&str; 2] = ["tencent", "aliyun"];

const RIGHT: &[&str] = &["拒收请回复R", " 拒收请回复R", "拒收请回复R\n", "回T退订已停用，拒收请回复R"];

const WRONG: &[(&str, &str)] = &[
    ("", "unsubscribe"),
    ("如需退订请致电客服", "unsubscribe"),
    ("退订回TEST", "unsubscribe"),
    ("退订回T", "outdated-unsubscribe"),
    ("退订回TD。", "outdated-unsubscribe"),
    ("退订回N", "outdated-unsubscribe"),
    ("退订回t", "outdated-unsubscribe"),
    ("回T退订", "outdated-unsubscribe"),
    ("（回复TD退订）", "outdated-unsubscribe"),
    ("回复“T”退订", "outdated-unsubscribe"),
    ("退订请回“TD”", "outdated-unsubscribe"),
    ("拒收回复R", "outdated-unsubscribe"),
    ("退订回R", "outdated-unsubscribe"),
    ("回T退订，回R拒收", "outdated-unsubscribe"),
    ("回复“拒收”退订", "outdated-unsubscribe"),
    ("回复退订即可。", "outdated-unsubscribe"),
    ("不想接收请回复TD", "outdated-unsubscribe"),
    ("退訂回覆T", "outdated-unsubscribe"),
    ("退订回Ｔ", "outdated-unsubscribe"),
    ("退订回0000", "outdated-unsubscribe"),
    ("退订回T，欢迎选购", "outdated-unsubscribe"),
    ("拒收请回复R，欢迎选购", "unsubscribe-not-last"),
    ("拒收请回复Ｒ，欢迎选购", "unsubscribe-not-last"),
    ("拒收请回复RD", "unsubscribe-not-last"),
    ("拒收请回复Ｒ", "fullwidth-unsubscribe"),
    ("拒收请回复Ｒ。", "fullwidth-unsubscribe"),
    ("拒收请回复r", "fullwidth-unsubscribe"),
    ("拒收请回复 R", "fullwidth-unsubscribe"),
    ("拒收请回复“R”", "fullwidth-unsubscribe"),
    ("拒收请回复\u{200B}R", "fullwidth-unsubscribe"),
    ("拒收\u{200B}请回复R", "fullwidth-unsubscribe"),
    ("拒收請回復R", "fullwidth-unsubscribe"),
    ("拒收請回覆R。", "fullwidth-unsubscribe"),
    ("拒收請回復R，欢迎选购", "unsubscribe-not-last"),
    ("拒收请回复R。拒收请回复R", "repeated-unsubscribe"),
    ("拒收请回复R拒收请回复R", "repeated-unsubscribe"),
    ("（拒收请回复R）拒收请回复R", "repeated-unsubscribe"),
    ("拒收请回复R，欢迎选购！拒收请回复R", "repeated-unsubscribe"),
    ("退订回T，拒收请回复R", "repeated-unsubscribe"),
    ("拒收请回复R。", "text-after-unsubscribe"),
    ("拒收请回复R ", "text-after-unsubscribe"),
    ("拒收请回复R\n ", "text-after-unsubscribe"),
    ("（拒收请回复R）", "text-after-unsubscribe"),
    ("拒收请回复R\u{200B}", "text-after-unsubscribe"),
];

/// What several rules have something to say of.
const WORSE: &[&str] = &[
    "拒收請回復R。拒收请回复Ｒ。",
    "拒收请回复R，退订回T，拒收请回复R谢谢",
    "退订回T，欢迎选购！回复TD退订",
    "拒收请回复R欢迎选购拒收请回复R谢谢",
    "回T退订，拒收请回复r，欢迎选购",
];

fn input(provider: &str, end: &str) -> Input {
    let template = serde_json::json!({
        "provider": provider,
        "templates": [{"name": "会员日", "type": "marketing", "content": format!("尊敬的会员，本周六全场八折！{end}")}],
    });
    let source = Arc::new(Source::new("sms.json", template.to_string().into_bytes()));
    Input { source, format: Format::Json, reported: true }
}

fn plan() -> Plan {
    Plan::new(Arc::clone(&RULES), date(2026, 11, 21), Language::En)
}

/// What the rules about opting out say of a template that ends so.
fn found(provider: &str, end: &str) -> Vec<String> {
    let report = lint(&[input(provider, end)], &plan());
    let own = report.diagnostics.iter().filter(|diagnostic| diagnostic.family == Family::OptOut);
    own.map(|diagnostic| diagnostic.rule.rule().to_owned()).collect()
}

#[test]
fn the_right_words_at_the_end_are_not_spoken_of() {
    for provider in PROVIDERS {
        for end in RIGHT {
            assert_eq!(found(provider, end), Vec::<String>::new(), "{provider}: {end:?}");
        }
    }
}

#[test]
fn of_each_mistake_exactly_one_rule_speaks() {
    for provider in PROVIDERS {
        for (end, rule) in WRONG {
            assert_eq!(found(provider, end), [*rule], "{provider}: {end:?}");
        }
    }
}

#[test]
fn however_it_was_written_it_is_mended_to_the_right_words_and_nothing_else() {
    let plan = plan();
    for provider in PROVIDERS {
        for end in WRONG.iter().map(|(end, _)| end).chain(WORSE) {
            let mended = mend(vec![input(provider, end)], Safety::Unsafe, |inputs| lint(inputs, &plan));
            let left: Vec<_> = mended.report.diagnostics.iter().filter(|one| one.family == Family::OptOut).collect();
            assert!(left.is_empty(), "{provider}: {end:?}: {left:?}");
            let text = String::from_utf8_lossy(mended.inputs[0].source.bytes()).into_owned();
            assert_eq!(text.matches("拒收").count(), 1, "{provider}: {end:?} became {text}");
            assert!(text.contains("拒收请回复R\""), "{provider}: {end:?} became {text}");
        }
    }
}
