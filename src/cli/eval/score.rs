use std::collections::BTreeMap;

use super::{super::args::Verdict, judge::Judged};
use crate::diagnostic::{RuleId, Severity};

/// How the rules did.
#[derive(Debug)]
pub(super) struct Score<'j> {
    /// All texts.
    pub(super) all: Confusion,
    /// By label, in the order in which they are met; `None` for texts without one.
    pub(super) labels: Vec<(Option<&'j str>, Confusion)>,
    /// By rule, those that hit most texts first.
    pub(super) rules: Vec<(&'j RuleId, RuleScore<'j>)>,
}

/// What was found, against what ought to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Confusion {
    pub(super) refuse: Counts,
    pub(super) pass: Counts,
    /// Texts of which nobody said what ought to become of them.
    pub(super) unsaid: Counts,
}

/// Texts in which something was found, and those in which nothing was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) found: usize,
    pub(super) silent: usize,
}

/// What one rule did.
#[derive(Debug, Default)]
pub(super) struct RuleScore<'j> {
    /// The gravest that it said.
    pub(super) severity: Option<Severity>,
    /// Texts in which it found something, by what ought to become of them.
    pub(super) refuse: usize,
    pub(super) pass: usize,
    pub(super) unsaid: usize,
    /// Texts in which no other rule found anything: what would be lost without it.
    pub(super) alone: usize,
    /// Texts in which it found something, by label.
    pub(super) labels: BTreeMap<Option<&'j str>, usize>,
}

/// A share that is too low.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Below<'j> {
    pub(super) what: What<'j>,
    pub(super) share: f64,
}

/// What a share is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What<'j> {
    /// Of what was found, how much ought to be refused.
    Precision,
    /// Of what ought to be refused, how much was found.
    Recall,
    /// The same, of the texts with this label.
    RecallOf(&'j str),
}

impl Counts {
    /// How many texts there are.
    pub(super) const fn texts(self) -> usize {
        self.found + self.silent
    }

    /// How many of them something was found in, from 0 to 1; `None` where there are none.
    pub(super) fn share(self) -> Option<f64> {
        share(self.found, self.texts())
    }

    const fn count(&mut self, found: bool) {
        *(if found { &mut self.found } else { &mut self.silent }) += 1;
    }
}

impl Confusion {
    fn count(&mut self, one: &Judged<'_>) {
        let counts = match one.text.verdict {
            Some(Verdict::Refuse) => &mut self.refuse,
            Some(Verdict::Pass) => &mut self.pass,
            None => &mut self.unsaid,
        };
        counts.count(!one.found.is_empty());
    }

    /// All texts, whatever ought to become of them.
    pub(super) const fn all(self) -> Counts {
        Counts {
            found: self.refuse.found + self.pass.found + self.unsaid.found,
            silent: self.refuse.silent + self.pass.silent + self.unsaid.silent,
        }
    }

    /// Of what was found, how much ought to be refused; `None` where no text is known that ought to pass, for then
    /// nothing can be a false alarm.
    pub(super) fn precision(self) -> Option<f64> {
        share(self.refuse.found, self.refuse.found + self.pass.found).filter(|_| self.pass.texts() > 0)
    }

    /// Of what ought to be refused, how much was found.
    pub(super) fn recall(self) -> Option<f64> {
        self.refuse.share()
    }
}

impl RuleScore<'_> {
    /// In how many texts it found something.
    pub(super) const fn texts(&self) -> usize {
        self.refuse + self.pass + self.unsaid
    }

    /// Of what it found among `all` texts, how much ought to be refused; see [`Confusion::precision`].
    pub(super) fn precision(&self, all: &Confusion) -> Option<f64> {
        share(self.refuse, self.refuse + self.pass).filter(|_| all.pass.texts() > 0)
    }
}

impl<'j> Score<'j> {
    /// Counts.
    pub(super) fn of(judged: &'j [Judged<'_>]) -> Self {
        let mut all = Confusion::default();
        let mut labels: Vec<(Option<&str>, Confusion)> = Vec::new();
        let mut rules: BTreeMap<&RuleId, RuleScore<'_>> = BTreeMap::new();
        for one in judged {
            all.count(one);
            let label = one.text.label.as_deref();
            let known = labels.iter().position(|(known, _)| *known == label);
            let place = known.unwrap_or_else(|| {
                labels.push((label, Confusion::default()));
                labels.len() - 1
            });
            labels[place].1.count(one);
            let mut found: BTreeMap<&RuleId, Severity> = BTreeMap::new();
            for diagnostic in &one.found {
                let severity = found.entry(&diagnostic.rule).or_insert(diagnostic.severity);
                *severity = diagnostic.severity.max(*severity);
            }
            let alone = found.len() == 1;
            for (rule, severity) in found {
                let score = rules.entry(rule).or_default();
                score.severity = score.severity.max(Some(severity));
                score.alone += usize::from(alone);
                *score.labels.entry(label).or_default() += 1;
                *(match one.text.verdict {
                    Some(Verdict::Refuse) => &mut score.refuse,
                    Some(Verdict::Pass) => &mut score.pass,
                    None => &mut score.unsaid,
                }) += 1;
            }
        }
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by_key(|(_, score)| std::cmp::Reverse(score.texts()));
        Self { all, labels, rules }
    }

    /// Whether nobody said of any text what ought to become of it.
    pub(super) const fn is_blind(&self) -> bool {
        self.all.refuse.texts() + self.all.pass.texts() == 0
    }

    /// The shares that are lower than `least`.
    pub(super) fn below(&self, least: f64) -> Vec<Below<'j>> {
        let whole = [(What::Precision, self.all.precision()), (What::Recall, self.all.recall())];
        let labels =
            self.labels.iter().filter_map(|(label, confusion)| Some((What::RecallOf((*label)?), confusion.recall())));
        let shares = whole.into_iter().chain(labels).filter_map(|(what, share)| Some(Below { what, share: share? }));
        shares.filter(|below| below.share < least).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 texts")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
