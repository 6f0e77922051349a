use std::collections::HashMap;

use super::{Rule, lexicon::SetId, matcher::Trigger};
use crate::{
    diagnostic::Severity,
    document::{Dialect, RecordKind},
};

/// What judges in the name of one provider: which rules, how severe, and when to ask them.
#[derive(Debug)]
pub struct View {
    provider: String,
    dialect: Dialect,
    /// The severity of each rule of the run in this view, by place.
    severities: Vec<Severity>,
    /// Rules that have to be asked about every record of a kind.
    always: HashMap<RecordKind, Vec<u32>>,
    /// Rules to ask where a set of words was hit, by set.
    triggered: Vec<Vec<u32>>,
    /// Rules that look at the whole run.
    cross: HashMap<RecordKind, Vec<u32>>,
}

impl View {
    /// A view without rules.
    pub(super) fn new(provider: &str, dialect: Dialect, rules: &[Rule], sets: usize) -> Self {
        Self {
            provider: provider.to_owned(),
            dialect,
            severities: rules.iter().map(Rule::severity).collect(),
            always: HashMap::new(),
            triggered: vec![Vec::new(); sets],
            cross: HashMap::new(),
        }
    }

    /// Adds the rule at `place`.
    pub(super) fn add(&mut self, place: usize, rule: &Rule, severity: Severity) {
        self.severities[place] = severity;
        let Ok(place) = u32::try_from(place) else { return };
        let Some(kind) = rule.applies.kind else { return };
        if rule.needs_run {
            self.cross.entry(kind).or_default().push(place);
            return;
        }
        match rule.trigger() {
            Trigger::Always => self.always.entry(kind).or_default().push(place),
            Trigger::Sets(sets) => {
                for set in sets {
                    self.triggered[set.0 as usize].push(place);
                }
            }
        }
    }

    /// The name of the provider; empty for records without one.
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// How the provider writes and counts.
    pub const fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// The rules to ask about a record of that kind in which these sets of words were hit, in the order of the packs.
    pub fn agenda(&self, kind: RecordKind, hits: impl Iterator<Item = SetId>) -> Vec<u32> {
        let mut agenda = self.always.get(&kind).cloned().unwrap_or_default();
        for set in hits {
            agenda.extend(self.triggered.get(set.0 as usize).into_iter().flatten());
        }
        agenda.sort_unstable();
        agenda.dedup();
        agenda
    }

    /// The rules that look at the whole run, for records of that kind.
    pub fn cross(&self, kind: RecordKind) -> &[u32] {
        self.cross.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Whether this view asks the rule at `place` at all.
    pub fn knows(&self, place: u32) -> bool {
        let listed = self.always.values().chain(self.cross.values()).chain(&self.triggered);
        listed.into_iter().any(|rules| rules.contains(&place))
    }

    /// The severity of a rule in this view.
    pub fn severity(&self, place: u32) -> Severity {
        self.severities[place as usize]
    }
}
