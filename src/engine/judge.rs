use std::{cell::RefCell, collections::BTreeSet};

use super::{Plan, Reading, Work, agenda, covering, diagnose, own_name, question, stopwatch::Lap};
use crate::{
    config::LevelsAt,
    diagnostic::{Diagnostic, RuleId, Severity},
    document::Record,
    rule::{Asks, Index, Listed, Notes, Profile, Rule, Spot, Standing, Subject, Value, View, lexicon::Hit},
    text::{Folded, Folds, Source, Unmasked},
};

/// Judges the records of one file.
pub(super) struct Judge<'p> {
    source: &'p Source,
    plan: &'p Plan,
    reading: &'p Reading,
    profile: Profile,
    levels: LevelsAt<'p>,
    index: Option<&'p Index<'p>>,
    agendas: agenda::Agendas<'p>,
    /// Rules that asked for a setting in this file.
    asked: RefCell<BTreeSet<RuleId>>,
}

impl<'p> Judge<'p> {
    /// A judge for the records of `source`. With an index it can apply the rules that look at the whole run.
    pub(super) fn new(source: &'p Source, reading: &'p Reading, plan: &'p Plan, index: Option<&'p Index<'p>>) -> Self {
        let profile = plan.rules.complete(&plan.profile);
        let levels = plan.levels.at(source.name());
        let (agendas, asked) = (agenda::Agendas::default(), RefCell::default());
        Self { source, plan, reading, profile, levels, index, agendas, asked }
    }

    /// Applies the rules that look at one record.
    pub(super) fn local(&self, record: &Record<'_>, found: &mut Vec<Diagnostic>) {
        for provider in self.reading.judges(record) {
            let view = self.plan.rules.view(provider);
            let blank = Notes::default();
            let mut lap = self.lap();
            let notes = self.scan(view, &self.subject(record, view, &blank));
            lap.end(Work::Words, 0);
            let subject = self.subject(record, view, &notes);
            let waiting = self.agendas.of(view, &subject, || self.waiting(view, &subject));
            let from = found.len();
            let triggered = view.triggered(notes.all_hits().map(|hit| hit.set));
            let mut agenda = self.items(&triggered, view, &subject);
            let shown = view.shown(&subject);
            agenda.extend(waiting.iter().filter(|(_, clues)| clues.meets(shown)).map(|(item, _)| *item));
            if !triggered.is_empty() {
                agenda.sort_unstable();
            }
            debug_assert!(self.finds_nothing(&subject, waiting.iter().filter(|(_, clues)| !clues.meets(shown))));
            self.ask(&subject, &agenda, found);
            if found.len() > from + 1 {
                let rules = agenda.iter().map(|&(place, _)| self.plan.rules.rule(place));
                covering::keep_what_says_most(rules, found, from);
            }
        }
    }

    /// Applies the rules that look at the whole run.
    pub(super) fn cross(&self, record: &Record<'_>, found: &mut Vec<Diagnostic>) {
        for provider in self.reading.judges(record) {
            let view = self.plan.rules.view(provider);
            let agenda = view.cross(record.kind);
            if !agenda.is_empty() {
                let notes = Notes::default();
                let subject = self.subject(record, view, &notes);
                self.ask(&subject, &self.items(agenda, view, &subject), found);
            }
        }
    }

    /// By what rules that look at the whole run know the record again.
    pub(super) fn keys(&self, record: &Record<'_>) -> Vec<u128> {
        let views = self.reading.judges(record).into_iter().map(|provider| self.plan.rules.view(provider));
        views.flat_map(|view| view.keys(record, &self.profile)).collect()
    }

    /// Whether any record of the file was judged by the rule at `place`, as far as can be told without its match: it is
    /// on, has all documents that it looks at, and waits for no setting.
    pub(super) fn asks(&self, place: u32, records: &[Record<'_>]) -> bool {
        let rule = self.plan.rules.rule(place);
        if rule.needs_run && self.plan.partial || rule.waits(&self.profile) {
            return false;
        }
        let on = |view: &View| view.severity(place).and_then(|level| self.levels.level(rule.id(), level)).is_some();
        let mut views: Vec<&View> = Vec::new();
        for provider in records.iter().flat_map(|record| self.reading.judges(record)) {
            let view = self.plan.rules.view(provider);
            if !views.iter().any(|known| std::ptr::eq(*known, view)) {
                views.push(view);
            }
        }
        rule.standing(self.plan.as_of) != Standing::Over && views.into_iter().any(on)
    }

    fn subject<'a>(&'a self, record: &'a Record<'_>, view: &'a View, notes: &'a Notes<'a>) -> Subject<'a> {
        Subject {
            record,
            provider: view.provider(),
            shared: self.reading.judges(record).len() > 1,
            dialect: view.dialect(),
            profile: &self.profile,
            as_of: self.plan.as_of,
            notes,
            index: self.index,
        }
    }

    /// Looks once for all listed words in all fields that any rule lists words for.
    fn scan<'a>(&self, view: &View, subject: &Subject<'a>) -> Notes<'a> {
        let mut notes = Notes::default();
        for Listed { field, slots } in view.listed(subject.record.kind) {
            for text in subject.value(field).texts() {
                let Some(scalar) = text.scalar else { continue };
                let folded = Folded::new(text.text);
                let unmasked = Unmasked::of(text.text, self.plan.rules.spellings());
                let (mut open, mut hidden) = (Vec::new(), Vec::new());
                for &(section, slot) in slots {
                    let lexicon = self.plan.rules.lexicon(section);
                    open.extend(lexicon.scan(&folded, slot));
                    if let Some(read) = &unmasked {
                        // What is written openly was found before.
                        let is_hidden = |hit: &Hit| !read.folds(&hit.range).are_among(Folds::BASE);
                        hidden.extend(lexicon.scan(read.folded(), slot).into_iter().filter(is_hidden));
                    }
                }
                notes.note(scalar, open);
                if let Some(read) = unmasked {
                    notes.unmask(scalar, read, hidden);
                }
            }
        }
        notes
    }

    /// Those of the rules that are on and look at records like this one.
    fn items(&self, places: &[u32], view: &View, subject: &Subject<'_>) -> Vec<agenda::Item> {
        places.iter().filter_map(|&place| self.item(place, view, subject)).collect()
    }

    /// The same of the rules that no word triggers.
    fn waiting(&self, view: &View, subject: &Subject<'_>) -> Vec<agenda::Waiting> {
        let always = view.always(subject.record.kind).iter();
        always.filter_map(|&(place, clues)| Some((self.item(place, view, subject)?, clues))).collect()
    }

    fn item(&self, place: u32, view: &View, subject: &Subject<'_>) -> Option<agenda::Item> {
        let rule = self.plan.rules.rule(place);
        let severity = view.severity(place).filter(|_| rule.applies.hold(subject))?;
        Some((place, self.severity(severity, rule)?))
    }

    /// Whether these rules are passed over rightly.
    fn finds_nothing<'w>(&self, subject: &Subject<'_>, passed: impl Iterator<Item = &'w agenda::Waiting>) -> bool {
        passed.map(|((place, _), _)| self.plan.rules.rule(*place)).all(|rule| {
            let nothing = rule.find(subject).is_empty();
            assert!(nothing, "{} was passed over", rule.id());
            nothing
        })
    }

    fn ask<'a>(&'a self, subject: &Subject<'a>, agenda: &[agenda::Item], found: &mut Vec<Diagnostic>) {
        let mut lap = self.lap();
        for &item in agenda {
            let before = found.len();
            self.ask_rule(subject, item, found);
            lap.end(Work::Rule(item.0), found.len() - before);
        }
    }

    fn ask_rule<'a>(&'a self, subject: &Subject<'a>, (place, severity): agenda::Item, found: &mut Vec<Diagnostic>) {
        let rule = self.plan.rules.rule(place);
        if let Some(asks) = rule.asks.as_ref().filter(|asks| subject.text(&asks.setting).is_none()) {
            return self.ask_reader(subject, place, asks, severity, found);
        }
        let mut matches = rule.find(subject);
        own_name::leave_alone(rule, subject, &mut matches);
        if subject.record.partial {
            // What is missing may stand where nothing could be read.
            let missing = matches!(subject.value(&rule.field), Value::Missing | Value::Setting(_));
            matches.retain(|one| !missing && !matches!(one.spot, Spot::Record));
        }
        if matches.is_empty() {
            return;
        }
        // What was approved is in use: that it would be refused today is worth knowing and no reason to stop.
        let approved = subject.record.text(subject.provider, "status") == Some("approved");
        let severity = if approved { severity.min(Severity::Warning) } else { severity };
        let diagnoses =
            matches.iter().map(|one| diagnose::diagnose(rule, severity, one, subject, self.source, self.plan));
        found.extend(diagnoses);
    }

    fn lap(&self) -> Lap<'p> {
        Lap::start(self.plan.stopwatch.as_deref())
    }

    /// Where the rule would find something if the setting were as it assumes, the reader is asked for it: once a file
    /// here, once a run in the report.
    fn ask_reader<'a>(
        &'a self,
        subject: &Subject<'a>,
        place: u32,
        asks: &Asks,
        severity: Severity,
        found: &mut Vec<Diagnostic>,
    ) {
        let rule = self.plan.rules.rule(place);
        if self.asked.borrow().contains(rule.id()) {
            return;
        }
        let mut profile = self.profile.clone();
        profile.0.insert(asks.setting.clone(), asks.assume.clone());
        let blank = Notes::default();
        let Subject { record, provider, shared, dialect, as_of, index, .. } = *subject;
        let assuming = Subject { record, provider, shared, dialect, profile: &profile, as_of, notes: &blank, index };
        if !rule.find(&assuming).is_empty() {
            self.asked.borrow_mut().insert(rule.id().clone());
            found.push(question::ask(rule, asks, severity.min(Severity::Info), subject.provider, self.plan));
        }
    }

    /// How severe a finding of the rule is in this file; `None` where the rule is silent.
    fn severity(&self, severity: Severity, rule: &Rule) -> Option<Severity> {
        let severity = self.levels.level(rule.id(), severity)?;
        match rule.standing(self.plan.as_of) {
            Standing::Over => None,
            Standing::Coming(_) => Some(Severity::Info),
            Standing::InForce => Some(severity),
        }
    }
}
