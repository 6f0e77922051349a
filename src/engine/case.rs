//! Runs the cases that a rule carries.

use crate::{
    diagnostic::RuleId,
    rule::{Pack, RuleSet},
};

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Passed,
    /// A good case was found; the text that was underlined.
    Noisy(String),
    /// A bad case was not found.
    Missing,
    /// Another text was underlined than `mark`; that text.
    WrongSpan(String),
    /// The fix gave another text than `fixed`; that text, or `None` where there is no fix.
    WrongFix(Option<String>),
    /// The case itself is not well formed; why.
    Broken(String),
}

/// A case that was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseReport {
    /// The rule it belongs to.
    pub rule: RuleId,
    /// Whether it is a bad case.
    pub bad: bool,
    /// Its place in its list, from 0.
    pub index: usize,
    /// Its text or record, as one line.
    pub text: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// Runs every case of every rule of `packs`. Rules without a bad case, or without a good one, come back as
/// [`Outcome::Broken`] with index 0.
pub fn run_cases(packs: &[Pack], rules: &RuleSet) -> Vec<CaseReport> {
    let _ = (packs, rules);
    Vec::new()
}
