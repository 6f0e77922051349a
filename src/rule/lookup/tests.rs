#![allow(clippy::unwrap_used)]

use super::*;
use crate::{diagnostic::Language, rule::RuleSet, text::Source};

const PACK: &str = "\
name: house
title: House
provider: true
codes:
  - code: Bad.TooLong
    also: [\"1017\", Worse.Long]
    cause: content
    title: {zh: 短信太长, en: the message is too long}
    help: {zh: 写短一些。, en: Shorten it.}
    says: [请求的短信内容太长]
  - code: Service.
    cause: service
    title: {zh: 服务不可用, en: the service is down}
    help: {zh: 稍后重试。, en: Try again later.}
    says: [服务繁忙，请稍后再试]
---
id: long
title: {zh: 短信超长, en: message too long}
family: length
severity: error
applies: {kind: template}
match: {length: {max: 500}}
message: 太长
codes: [Bad.TooLong, Only.InARule]
---
id: name-of-nobody
title: {zh: 看不出是谁的签名, en: signature of nobody}
family: identity
severity: error
applies: {kind: signature}
match: {words: [测试]}
message: 无法辨认
rejections: [中性化签名, 签名内容无法辨别具有唯一性]
---
id: jobs
title: {zh: 招聘信息, en: job offers}
family: subject
severity: error
applies: {kind: template}
match: {words: [招聘]}
message: 招聘
rejections: [暂不支持发送招聘类短信, 平台目前不支持发送招聘、面试通知等，请谅解]
---
id: loans
title: {zh: 贷款信息, en: loans}
family: subject
severity: error
applies: {kind: template}
match: {words: [贷款]}
message: 贷款
rejections: [暂不支持发送贷款类短信]
";

fn rules_and_packs(text: &str) -> (Vec<Arc<RuleInfo>>, [Pack; 1]) {
    let source = Arc::new(Source::new("house.yml", text));
    let packs = [Pack::read(&[(source, "house.yml".to_owned())], Language::En).unwrap()];
    (RuleSet::only(&packs, Language::En).unwrap().rules(), packs)
}

/// What is found, in short: ids of rules, or codes.
fn found(what: &str) -> Vec<String> {
    let (rules, packs) = rules_and_packs(PACK);
    let catalogue = Catalogue::new(&rules, &packs);
    let subject = |subject: Subject<'_, '_>| match subject {
        Subject::Rule(rule) => rule.id.to_string(),
        Subject::Code(code) => code.code.to_owned(),
    };
    match catalogue.find(what) {
        Some(Found::Rules(rules)) => rules.iter().map(|rule| rule.id.to_string()).collect(),
        Some(Found::Codes(codes)) => codes.iter().map(|code| code.code.to_owned()).collect(),
        Some(Found::Wording(alike)) => alike.best.iter().map(|likely| subject(likely.what)).collect(),
        None => Vec::new(),
    }
}

#[test]
fn a_rule_is_found_by_its_id_and_by_the_part_behind_the_slash() {
    assert_eq!(found("house/long"), ["house/long"]);
    assert_eq!(found(" jobs "), ["house/jobs"]);
}

#[test]
fn a_code_is_found_however_it_is_written() {
    for name in ["Bad.TooLong", "TooLong", "toolong", "BAD_TOOLONG", "1017", "Worse.Long", "Moved.TooLong"] {
        assert_eq!(found(name), ["Bad.TooLong"], "{name}");
    }
    assert_eq!(found("Service."), ["Service."]);
    assert_eq!(found("service"), ["Service."]);
    assert_eq!(found("OnlyInARule"), ["Only.InARule"]);
}

#[test]
fn codes_are_seen_in_a_line_of_a_log() {
    let line = "[SDKException] code:Bad.TooLong, message:x, requestId:7f-1017; then Only.InARule.";
    assert_eq!(found(line), ["Bad.TooLong", "Only.InARule"]);
    assert_eq!(found("返回1017错误如何处理"), ["Bad.TooLong"]);
}

#[test]
fn a_code_knows_the_rules_that_name_it_or_another_name_of_it() {
    let (rules, packs) = rules_and_packs(&PACK.replace("codes: [Bad.TooLong, ", "codes: [\"1017\", "));
    let catalogue = Catalogue::new(&rules, &packs);
    let code = catalogue.codes().iter().find(|code| code.code == "Bad.TooLong").unwrap();
    assert_eq!(code.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["house/long"]);
}

#[test]
fn a_piece_of_a_reviewers_sentence_leads_to_its_rule() {
    for words in ["中性化签名", "为什么驳回理由为“中性化签名”？", "签名无法辨别唯一性", "signature of nobody"]
    {
        assert_eq!(found(words), ["house/name-of-nobody"], "{words}");
    }
    for words in ["暂不支持发送 招聘 类短信", "招聘", "很抱歉，平台目前不支持发送招聘、面试通知。"]
    {
        assert_eq!(found(words)[0], "house/jobs", "{words}");
    }
    assert_eq!(found("短信内容太长"), ["Bad.TooLong"]);
    assert_eq!(found("服务繁忙"), ["Service."]);
}

#[test]
fn english_words_find_their_rule_whatever_their_case_plural_and_signs() {
    for words in ["Name of nobody!", "names of nobody", "NAME-OF-NOBODY signatures", "\"signature of nobody\""] {
        assert_eq!(found(words)[0], "house/name-of-nobody", "{words}");
    }
}

#[test]
fn what_is_misspelt_in_every_word_comes_nearest_to_something() {
    let (rules, packs) = rules_and_packs(PACK);
    let catalogue = Catalogue::new(&rules, &packs);
    let Some(Found::Wording(alike)) = catalogue.find("signatur of nobdy") else { panic!("nothing is near") };
    assert!(alike.nearest);
    assert!(matches!(alike.best[0].what, Subject::Rule(rule) if rule.id.rule() == "name-of-nobody"));
}

#[test]
fn what_is_called_so_comes_before_what_is_also_refused_so() {
    // In the order of the catalogue, `jobs` stands behind `name-of-nobody`, and `all` before both.
    let more = "---
id: all
title: {zh: 别的, en: something else}
family: subject
severity: error
applies: {kind: template}
match: {words: [别的]}
message: 别的
rejections: [招聘信息]
---
id: jobs
title: {zh: 招聘信息, en: job offers}";
    let pack = PACK.replace("---\nid: jobs\ntitle: {zh: 招聘信息, en: job offers}", more);
    let (rules, packs) = rules_and_packs(
        &pack.replace("rejections: [暂不支持发送招聘类短信", "rejections: [招聘信息, 暂不支持发送招聘类短信"),
    );
    let catalogue = Catalogue::new(&rules, &packs);
    let Some(Found::Wording(alike)) = catalogue.find("招聘信息") else { panic!("nothing found") };
    let ids: Vec<&str> = alike
        .best
        .iter()
        .filter_map(|likely| match likely.what {
            Subject::Rule(rule) => Some(rule.id.rule()),
            Subject::Code(_) => None,
        })
        .collect();
    assert_eq!(ids[..2], ["jobs", "all"]);
}

#[test]
fn a_code_that_only_a_parameter_names_is_known() {
    let action = "actions:
    - action: Apply
      title: {zh: 申请, en: apply}
      kind: signature
      proof: {all: [Name]}
      parameters:
        - {name: Name, key: name, codes: [Bad.Name, Bad.TooLong]}
codes:";
    let (rules, packs) = rules_and_packs(&PACK.replacen("codes:", &format!("fields:\n  {action}"), 1));
    let catalogue = Catalogue::new(&rules, &packs);
    for name in ["Bad.Name", "Bad.TooLong"] {
        let Some(Found::Codes(codes)) = catalogue.find(name) else { panic!("{name} is unknown") };
        assert_eq!(codes[0].parameters, [Asked { action: "Apply", parameter: "Name" }], "{name}");
    }
}

#[test]
fn a_class_that_ends_in_a_full_stop_is_shown_without_it() {
    let (rules, packs) = rules_and_packs(PACK);
    let catalogue = Catalogue::new(&rules, &packs);
    let Some(Found::Codes(codes)) = catalogue.find("service") else { panic!("it is unknown") };
    assert_eq!((codes[0].code, codes[0].shown()), ("Service.", "Service"));
}

#[test]
fn nonsense_resembles_nothing() {
    for words in
        ["", " ", "。", "今天天气很好", "asdf qwer", "我要吃饭", "the quick brown fox", "短", "\u{0}\u{FFFF}😀"]
    {
        assert_eq!(found(words), [""; 0], "{words:?}");
    }
}

#[test]
fn a_long_text_takes_no_long_time() {
    assert_eq!(found(&"今天天气很好。".repeat(100_000)), [""; 0]);
    assert_eq!(found(&"A.B_C ".repeat(100_000)), [""; 0]);
}
