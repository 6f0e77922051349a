//! Who holds an error code finds what it means and what to do.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;

use smslint::{
    diagnostic::{Language, RuleInfo},
    rule::{
        Pack, RuleSet, builtin_packs,
        lookup::{Catalogue, Found},
    },
};

fn with_catalogue(check: impl FnOnce(&Catalogue<'_>)) {
    let rules: Vec<Arc<RuleInfo>> = RuleSet::with_builtin(&[], Language::En).unwrap().rules();
    let packs: Vec<Pack> = builtin_packs();
    check(&Catalogue::new(&rules, &packs));
}

#[test]
fn every_code_that_the_founding_documents_and_the_facts_name_is_known() {
    let listed: Vec<&str> = include_str!("codes.txt").lines().filter(|line| !line.starts_with('#')).collect();
    assert!(listed.len() > 200);
    with_catalogue(|catalogue| {
        let unknown: Vec<&&str> = listed
            .iter()
            .filter(|name| match catalogue.find(name) {
                Some(Found::Codes(codes)) => codes.iter().any(|code| code.spec.is_none()),
                _ => true,
            })
            .collect();
        assert!(unknown.is_empty(), "unknown: {unknown:?}");
    });
}

#[test]
fn every_code_that_a_rule_names_is_explained_in_a_pack_with_its_source() {
    with_catalogue(|catalogue| {
        for code in catalogue.codes() {
            let spec = code.spec.unwrap_or_else(|| panic!("{}: no codes.yml explains it", code.code));
            assert!(!spec.sources.is_empty(), "{}: no source", code.code);
            for text in [&spec.title.zh, &spec.title.en, &spec.help.zh, &spec.help.en] {
                assert!(!text.trim().is_empty(), "{}: a text is empty", code.code);
            }
        }
    });
}

#[test]
fn no_code_is_explained_by_two_packs() {
    with_catalogue(|catalogue| {
        for code in catalogue.codes() {
            let twice = catalogue.codes().iter().filter(|other| other.names().any(|name| name == code.code)).count();
            assert_eq!(twice, 1, "{}", code.code);
        }
    });
}

#[test]
fn what_a_reviewer_writes_leads_back_to_the_rule_that_says_so() {
    let rules = RuleSet::with_builtin(&[], Language::En).unwrap().rules();
    with_catalogue(|catalogue| {
        let mut lost = Vec::new();
        for rule in &rules {
            for words in rule.rejections.iter() {
                let found = match catalogue.find(words) {
                    Some(Found::Wording(alike)) => alike.best.iter().any(|likely| likely.words == words.as_str()),
                    _ => false,
                };
                if !found {
                    lost.push(format!("{}: {words}", rule.id));
                }
            }
        }
        assert!(lost.is_empty(), "{lost:#?}");
    });
}
