//! `smslint test --coverage`: what the cases of each rule show.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::{
    diagnostic::{Language, RuleId, RuleInfo},
    engine::case::{CaseReport, Outcome},
};

/// What the cases of one rule show.
#[derive(Debug, Default, Serialize)]
pub(super) struct Coverage<'r> {
    rule: &'r str,
    /// Bad cases that it finds.
    bad: usize,
    /// Good cases in which it finds nothing.
    good: usize,
    /// Bad cases that say what must be underlined.
    marks: usize,
    /// Bad cases that say what the fix must leave.
    fixes: usize,
    /// Whether it has a fix at all.
    fixable: bool,
}

impl Coverage<'_> {
    /// Whether a case fires it.
    const fn fired(&self) -> bool {
        self.bad > 0
    }

    /// Whether cases on both sides hold it in its place.
    const fn held(&self) -> bool {
        self.fired() && self.good > 0
    }
}

/// What the cases of each rule show, by rule.
pub(super) fn of<'r>(reports: &'r [CaseReport], rules: &[std::sync::Arc<RuleInfo>]) -> Vec<Coverage<'r>> {
    let fixable: BTreeSet<&RuleId> = rules.iter().filter(|rule| rule.fixable).map(|rule| &rule.id).collect();
    let mut covered: BTreeMap<&RuleId, Coverage<'r>> = BTreeMap::new();
    for report in reports {
        let own = covered.entry(&report.rule).or_default();
        own.rule = report.rule.as_str();
        own.fixable = fixable.contains(&report.rule);
        if report.outcome == Outcome::Passed {
            *(if report.bad { &mut own.bad } else { &mut own.good }) += 1;
            own.marks += usize::from(report.marks);
            own.fixes += usize::from(report.mends);
        }
    }
    covered.into_values().collect()
}

/// Whether every rule is fired by a case and held by others.
pub(super) fn is_whole(covered: &[Coverage<'_>]) -> bool {
    covered.iter().all(Coverage::held)
}

/// A table with a line a rule, and the sums.
pub(super) fn table(covered: &[Coverage<'_>], language: Language) -> String {
    let heading = language.pick("规则", "rule");
    let widest = covered.iter().map(|one| one.rule.width()).chain([heading.width()]).max().unwrap_or(0);
    let gap = " ".repeat(widest - heading.width());
    // Writing to a string cannot fail.
    let mut text = String::new();
    let _ = writeln!(text, "{heading}{gap}   bad  good  mark  fixed");
    for one in covered {
        let fixes = if one.fixable { one.fixes.to_string() } else { "-".to_owned() };
        let gap = " ".repeat(widest - one.rule.width());
        let note = match (one.fired(), one.held()) {
            (false, _) => language.pick("  没有用例触发", "  no case fires it"),
            (_, false) => language.pick("  没有反例约束", "  no good case holds it"),
            _ => "",
        };
        let Coverage { rule, bad, good, marks, .. } = one;
        let _ = writeln!(text, "{rule}{gap}  {bad:4}  {good:4}  {marks:4}  {fixes:>5}{note}");
    }
    let count = |of: fn(&Coverage<'_>) -> bool| covered.iter().filter(|one| of(one)).count();
    let all = covered.len();
    let fired = covered.iter().filter(|one| one.fired()).count();
    let held = covered.iter().filter(|one| one.held()).count();
    let (fixable, mended) = (count(|one| one.fixable), count(|one| one.fixable && one.fixes > 0));
    let _ = match language {
        Language::Zh => writeln!(
            text,
            "规则 {all} 条：有用例触发的 {fired} 条，也有反例约束的 {held} 条；可修正的 {fixable} 条中，{mended} 条有修正用例"
        ),
        Language::En => writeln!(
            text,
            "rules: {all}, fired by a case: {fired}, held by both sides: {held}; with a fix: {fixable}, shown by a case: {mended}"
        ),
    };
    text
}
