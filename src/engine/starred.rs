//! A plan for tests, with one rule: no stars, which a machine may take out.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use jiff::civil::date;

use super::Plan;
use crate::{
    diagnostic::Language,
    rule::{Pack, RuleSet},
    text::Source,
};

const HOUSE: &str = "name: house
---
id: no-stars
title: {zh: 星号, en: stars}
family: characters
severity: error
applies: {kind: template}
match: {regex: '[*]'}
message: {zh: 星号, en: stars}
help: {zh: 删去。, en: Take them out.}
fix: {delete: true, safety: safe}
";

pub(super) fn plan() -> Plan {
    let source = Arc::new(Source::new("house.yml", HOUSE));
    let pack = Pack::read(&[(source, "house.yml".to_owned())], Language::En).unwrap();
    let rules = Arc::new(RuleSet::only(&[pack], Language::En).unwrap());
    Plan::new(rules, date(2026, 11, 21), Language::En)
}
