use std::{collections::HashMap, sync::Arc};

use super::{
    ClueSet, FieldRef, Profile, Rule, Subject,
    clue::Clues,
    compile::Slots,
    lexicon::{SetId, Slot},
    matcher::{Group, Trigger},
};
use crate::{
    diagnostic::Severity,
    document::{Dialect, Record, RecordKind},
};

/// What judges in the name of one provider: which rules, how severe, and when to ask them.
#[derive(Debug)]
pub struct View {
    provider: String,
    dialect: Dialect,
    /// The severity of each of its rules, by place; `None` at those of others.
    severities: Vec<Option<Severity>>,
    /// Rules that no word triggers, and the clues one of which a record has to show.
    always: HashMap<RecordKind, Vec<(u32, ClueSet)>>,
    /// What these rules wait for.
    clues: HashMap<RecordKind, Clues>,
    /// Rules to ask where a set of words was hit, by section and number of the set.
    triggered: Vec<Vec<Vec<u32>>>,
    /// The fields for which words are listed.
    listed: HashMap<RecordKind, Vec<Listed>>,
    /// Rules that look at the whole run.
    cross: HashMap<RecordKind, Vec<u32>>,
    /// By what these compare records.
    groups: HashMap<RecordKind, Vec<Arc<Group>>>,
}

/// A field for which words are listed.
#[derive(Debug)]
pub struct Listed {
    /// The field.
    pub field: FieldRef,
    /// The lexicons that list some, by section, and the slot there.
    pub slots: Vec<(usize, Slot)>,
}

impl View {
    /// A view without rules.
    pub(super) fn new(provider: &str, dialect: Dialect) -> Self {
        Self {
            provider: provider.to_owned(),
            dialect,
            severities: Vec::new(),
            always: HashMap::new(),
            clues: HashMap::new(),
            triggered: Vec::new(),
            listed: HashMap::new(),
            cross: HashMap::new(),
            groups: HashMap::new(),
        }
    }

    /// Adds the rule at `place`.
    pub(super) fn add(&mut self, place: u32, rule: &Rule, severity: Severity) {
        *grown(&mut self.severities, place as usize) = Some(severity);
        let Some(kind) = rule.applies.kind else { return };
        if rule.needs_run {
            self.cross.entry(kind).or_default().push(place);
            let groups = self.groups.entry(kind).or_default();
            for group in rule.groups() {
                if !groups.contains(group) {
                    groups.push(Arc::clone(group));
                }
            }
            return;
        }
        match rule.trigger() {
            Trigger::Always => {
                let clues = self.clues.entry(kind).or_default().add(rule.clues(&self.dialect));
                self.always.entry(kind).or_default().push((place, clues));
            }
            Trigger::Sets(sets) => {
                for set in sets {
                    grown(grown(&mut self.triggered, set.section), set.number).push(place);
                }
            }
        }
    }

    /// Adds the fields for which the rules of a section list words.
    pub(super) fn add_words(&mut self, section: usize, slots: &Slots) {
        for kind in RecordKind::ALL {
            let listed = self.listed.entry(kind).or_default();
            for (slot, path) in slots.of_kind(kind) {
                let field = FieldRef::Own(Arc::clone(path));
                match listed.iter_mut().find(|known| known.field == field) {
                    Some(known) => known.slots.push((section, slot)),
                    None => listed.push(Listed { field, slots: vec![(section, slot)] }),
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

    /// The rules to ask about every record of that kind which shows one of their clues, in the order of the packs.
    pub fn always(&self, kind: RecordKind) -> &[(u32, ClueSet)] {
        self.always.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Which of the clues the record shows for which these rules wait.
    pub fn shown(&self, subject: &Subject<'_>) -> ClueSet {
        self.clues
            .get(&subject.record.kind)
            .map_or_else(|| Clues::default().shown(subject), |clues| clues.shown(subject))
    }

    /// The rules to ask besides where these sets of words were hit, in the order of the packs.
    pub fn triggered(&self, hits: impl Iterator<Item = SetId>) -> Vec<u32> {
        let asked = |set: SetId| self.triggered.get(set.section).and_then(|section| section.get(set.number));
        let mut rules: Vec<u32> = hits.filter_map(asked).flatten().copied().collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// The rules that look at the whole run, for records of that kind.
    pub fn cross(&self, kind: RecordKind) -> &[u32] {
        self.cross.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// By what the rules that look at the whole run know the record again.
    pub fn keys(&self, record: &Record<'_>, profile: &Profile) -> impl Iterator<Item = u128> {
        let groups = self.groups.get(&record.kind).into_iter().flatten();
        groups.filter_map(|group| group.key(record, &self.provider, profile))
    }

    /// The severity of a rule in this view; `None` where it does not ask the rule.
    pub fn severity(&self, place: u32) -> Option<Severity> {
        self.severities.get(place as usize).copied().flatten()
    }

    /// The fields of such records for which words are listed.
    pub fn listed(&self, kind: RecordKind) -> &[Listed] {
        self.listed.get(&kind).map_or(&[], Vec::as_slice)
    }
}

/// The item at `place`; what is missing before it is filled up.
fn grown<T: Default>(items: &mut Vec<T>, place: usize) -> &mut T {
    if items.len() <= place {
        items.resize_with(place + 1, T::default);
    }
    &mut items[place]
}
