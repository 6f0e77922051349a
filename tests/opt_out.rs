//! However the opt-out text of a mainland marketing template is written, exactly one rule speaks of it, or none where it
//! is right.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::{Arc, LazyLock};

use jiff::civil::date;
use smslint::{
    config::Levels,
    diagnostic::{Family, Language},
    document::Format,
    engine::{Input, Plan, lint},
    rule::{Profile, RuleSet},
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
    ("退订回T，欢迎选购", "outdated-unsubscribe"),
    ("拒收请回复R，欢迎选购", "unsubscribe-not-last"),
    ("拒收请回复Ｒ，欢迎选购", "unsubscribe-not-last"),
    ("拒收请回复RD", "unsubscribe-not-last"),
    ("拒收请回复Ｒ", "fullwidth-unsubscribe"),
    ("拒收请回复Ｒ。", "fullwidth-unsubscribe"),
    ("拒收请回复r", "fullwidth-unsubscribe"),
    ("拒收请回复 R", "fullwidth-unsubscribe"),
    ("拒收请回复“R”", "fullwidth-unsubscribe"),
    ("拒收请回复R。", "text-after-unsubscribe"),
    ("拒收请回复R ", "text-after-unsubscribe"),
    ("拒收请回复R\n ", "text-after-unsubscribe"),
    ("（拒收请回复R）", "text-after-unsubscribe"),
    ("拒收请回复R\u{200B}", "text-after-unsubscribe"),
];

/// What the rules about opting out say of a template that ends so.
fn found(provider: &str, end: &str) -> Vec<String> {
    let template = serde_json::json!({
        "provider": provider,
        "templates": [{"name": "会员日", "type": "marketing", "content": format!("尊敬的会员，本周六全场八折！{end}")}],
    });
    let plan = Plan {
        rules: Arc::clone(&RULES),
        providers: Vec::new(),
        profile: Profile::default(),
        as_of: date(2026, 11, 21),
        language: Language::En,
        levels: Levels::default(),
    };
    let source = Arc::new(Source::new("sms.json", template.to_string().into_bytes()));
    let report = lint(&[Input { source, format: Format::Json, reported: true }], &plan);
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
