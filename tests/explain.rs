//! Who holds a reviewer's sentence finds the rule that it is about, also in words that no rule has.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{fmt::Write as _, sync::Arc};

use smslint::{
    diagnostic::{Language, RuleInfo},
    rule::{
        Pack, RuleSet, builtin_packs,
        lookup::{Catalogue, Found, Subject},
    },
};

/// `what, what: sentence`, one a line: what it may lead to.
const SENTENCES: &str = include_str!("explain/sentences.txt");

/// The least share, in percent, that finds what is right first, and among the first few.
const FIRST: usize = 75;
const AMONG_THE_FIRST: usize = 90;

/// As many are looked at.
const FEW: usize = 3;

fn sentences() -> impl Iterator<Item = (Vec<&'static str>, &'static str)> {
    let lines = SENTENCES.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let (right, sentence) = line.split_once(": ").unwrap();
        (right.split(',').map(str::trim).collect(), sentence)
    })
}

fn with_catalogue(check: impl FnOnce(&Catalogue<'_>, &[Arc<RuleInfo>])) {
    let rules: Vec<Arc<RuleInfo>> = RuleSet::with_builtin(&[], Language::En).unwrap().rules();
    let packs: Vec<Pack> = builtin_packs();
    check(&Catalogue::new(&rules, &packs), &rules);
}

/// What a sentence leads to, the best first: whole ids of rules, and codes.
fn answers(catalogue: &Catalogue<'_>, sentence: &str) -> Vec<String> {
    match catalogue.find(sentence) {
        Some(Found::Wording(alike)) => alike
            .best
            .iter()
            .map(|likely| match likely.what {
                Subject::Rule(rule) => rule.id.to_string(),
                Subject::Code(code) => code.code.to_owned(),
            })
            .collect(),
        Some(Found::Codes(codes)) => codes.iter().map(|code| code.code.to_owned()).collect(),
        Some(Found::Rules(rules)) => rules.iter().map(|rule| rule.id.to_string()).collect(),
        None => Vec::new(),
    }
}

/// Whether an answer is called so, be it by its last part.
fn is_called(answer: &str, name: &str) -> bool {
    answer == name || answer.rsplit(['/', '.']).next() == Some(name)
}

#[test]
fn most_sentences_of_reviewers_lead_to_their_rule() {
    with_catalogue(|catalogue, _| {
        let (mut all, mut first, mut among, mut missed) = (0, 0, 0, String::new());
        for (right, sentence) in sentences() {
            let found = answers(catalogue, sentence);
            let is_right = |answer: &String| right.iter().any(|name| is_called(answer, name));
            all += 1;
            first += usize::from(found.first().is_some_and(is_right));
            if found.iter().take(FEW).any(is_right) {
                among += 1;
            } else {
                writeln!(missed, "{sentence}: {found:?} instead of {right:?}").unwrap();
            }
        }
        assert!(all >= 120, "{all} sentences");
        assert!(first * 100 >= all * FIRST, "{first} of {all} come first\n{missed}");
        assert!(among * 100 >= all * AMONG_THE_FIRST, "{among} of {all} are among the first {FEW}\n{missed}");
    });
}

#[test]
fn what_the_sentences_lead_to_is_there() {
    with_catalogue(|catalogue, rules| {
        for (right, sentence) in sentences() {
            for name in right {
                let known = rules.iter().any(|rule| is_called(rule.id.as_str(), name))
                    || catalogue.codes().iter().any(|code| is_called(code.code, name));
                assert!(known, "{name}, of {sentence}");
            }
        }
    });
}

#[test]
fn what_is_no_sentence_of_a_reviewer_leads_nowhere() {
    with_catalogue(|catalogue, _| {
        for sentence in [
            "今天天气很好",
            "周末去爬山吗",
            "我要吃饭",
            "快递什么时候到",
            "明天上午十点开会",
            "the quick brown fox",
            "how do I cook rice",
            "hello world",
            "asdf qwer",
        ] {
            let found = answers(catalogue, sentence);
            assert!(found.is_empty(), "{sentence}: {found:?}");
        }
    });
}
