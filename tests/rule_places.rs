//! A rule that is read from YAML knows where each of its parts was written.

#![allow(clippy::unwrap_used, missing_docs)]

use smslint::{
    rule::spec::{RuleSpec, WordsSpec},
    text::{
        Source, Spanned,
        de::{Error, ErrorKind, from_node},
        did_you_mean, read_yaml,
    },
};

const RULE: &str = "\
id: unsubscribe                       # reads well after allow
title: {zh: 营销短信缺少退订方式, en: marketing message without the opt-out text}
family: opt_out
severity: error
applies: {kind: template, type: marketing, region: [mainland, international]}
since: 2023-10-24
field: content
when: {field: account, one_of: enterprise}
match:
  any:
    - not: {ends_with: 拒收请回复R}
    - words:
        - 会所
        - \"\\u8d37款\"
      except: [机会所在]
    - words: {file: words/trade.txt}
    - length: {max: 500}
    - length: {max: {setting: max_chars}}
message: {zh: 缺少退订方式, en: no opt-out}
fix: {append: 拒收请回复R, safety: unsafe}
sources: [{title: 模板相关问题, url: https://example.com/a, date: 2025-04-18}]
cases:
  bad: [{text: 大促, mark: 促, fixed: 大促拒收请回复R}]
  good: [{text: 大促拒收请回复R, why: it is there}]
";

fn read(rule: &str) -> Result<RuleSpec, Error> {
    let source = Source::new("rule.yml", rule);
    let (text, _) = source.decode();
    let tree = read_yaml(&text);
    assert_eq!(tree.faults, []);
    from_node(&tree.roots[0])
}

fn at<T>(spanned: &Spanned<T>) -> &'static str {
    &RULE[spanned.span.start..spanned.span.end]
}

#[test]
fn every_spanned_part_of_a_rule_stands_where_it_was_written() {
    let rule = read(RULE).unwrap();
    assert_eq!(at(&rule.id), "unsubscribe");
    assert_eq!(at(&rule.family), "opt_out");
    assert_eq!(at(rule.field.as_ref().unwrap()), "content");
    assert_eq!(at(&rule.message), "{zh: 缺少退订方式, en: no opt-out}");
    assert_eq!(at(rule.fix.as_ref().unwrap()), "{append: 拒收请回复R, safety: unsafe}");
    assert_eq!(rule.applies.types.iter().map(at).collect::<Vec<_>>(), ["marketing"]);
    assert_eq!(rule.applies.region.iter().map(at).collect::<Vec<_>>(), ["mainland", "international"]);
    let when = rule.when.unwrap();
    assert_eq!((at(when.field.as_ref().unwrap()), at(&when.one_of.unwrap()[0])), ("account", "enterprise"));
    let any = rule.matcher.any.unwrap();
    assert_eq!(at(&any[0].not.as_ref().unwrap().ends_with.as_ref().unwrap()[0]), "拒收请回复R");
    let Some(WordsSpec::List(words)) = &any[1].words else { panic!("{:?}", any[1].words) };
    assert_eq!(words.iter().map(at).collect::<Vec<_>>(), ["会所", "\"\\u8d37款\""]);
    assert_eq!(words[1].value, "贷款");
    assert_eq!(at(&any[1].except[0]), "机会所在");
    let Some(WordsSpec::File(file)) = &any[2].words else { panic!("{:?}", any[2].words) };
    assert_eq!(at(&file.file), "words/trade.txt");
}

#[test]
fn a_mistake_in_a_rule_has_a_caret_and_a_suggestion() {
    let mistake = |from: &str, to: &str| {
        let rule = RULE.replacen(from, to, 1);
        let error = read(&rule).unwrap_err();
        (rule[error.span.start..error.span.end].to_owned(), error.kind)
    };
    let (text, kind) = mistake("ends_with", "ends-wiht");
    let ErrorKind::UnknownKey { key, expected } = kind else { panic!("{kind:?}") };
    assert_eq!(text, key);
    assert_eq!(did_you_mean(&key, expected.iter().copied()), Some("ends_with"));
    let (text, kind) = mistake("kind: template", "kind: tamplate");
    assert_eq!(text, "tamplate");
    assert!(matches!(kind, ErrorKind::UnknownValue { .. }), "{kind:?}");
    let (text, kind) = mistake("setting: max_chars", "settings: max_chars");
    assert_eq!(text, "settings");
    assert!(matches!(kind, ErrorKind::UnknownKey { .. }), "{kind:?}");
    let (text, kind) = mistake("{max: 500}", "{max: 五百}");
    assert_eq!(text, "五百");
    assert!(matches!(kind, ErrorKind::WrongType { .. }), "{kind:?}");
    assert_eq!(mistake("{file: words/trade.txt}", "{}"), ("{}".into(), ErrorKind::MissingKey("file".into())));
    assert_eq!(mistake("severity: error\n", ""), ("id".into(), ErrorKind::MissingKey("severity".into())));
    assert_eq!(mistake("- 会所\n", "- [会所]\n").0, "[会所]");
    assert_eq!(mistake("since: 2023-10-24", "since: soon").0, "soon");
}
