use std::{cmp::Reverse, collections::HashMap};

use super::{FieldRef, Match, Matcher, Subject, Trigger, Value};

/// Every matcher has to find something.
#[derive(Debug)]
pub struct All(pub Vec<Matcher>);

/// At least one matcher has to find something.
#[derive(Debug)]
pub struct Any(pub Vec<Matcher>);

/// The matcher must find nothing.
#[derive(Debug)]
pub struct Not(pub Box<Matcher>);

/// The matcher looks at a field of its own.
#[derive(Debug)]
pub struct At {
    /// The field.
    pub field: FieldRef,
    /// What looks at it.
    pub matcher: Box<Matcher>,
}

impl All {
    /// Finds what the first matcher finds, where all the others find something too.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Some((first, others)) = self.0.split_first() else { return };
        let mut matches = Vec::new();
        first.find(subject, value, &mut matches);
        if matches.is_empty() {
            return;
        }
        for other in others {
            let mut more = Vec::new();
            other.find(subject, value, &mut more);
            let Some(witness) = more.into_iter().next() else { return };
            for found in &mut matches {
                found.values.extend(witness.values.iter().cloned());
            }
        }
        found.append(&mut matches);
    }

    /// One of the matchers suffices as a trigger: without it the whole cannot match.
    pub fn trigger(&self) -> Trigger {
        self.0.iter().map(Matcher::trigger).find(|trigger| *trigger != Trigger::Always).unwrap_or(Trigger::Always)
    }

    /// The matchers.
    pub fn matchers(&self) -> &[Matcher] {
        &self.0
    }
}

impl Any {
    /// Finds what any of the matchers finds; of what overlaps, what begins first, and of that the longest.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let from = found.len();
        for matcher in &self.0 {
            matcher.find(subject, value, found);
        }
        if found.len() > from + 1 {
            let mut own = found.split_off(from);
            let mut texts = HashMap::new();
            for (text, _) in own.iter().filter_map(Match::place) {
                let next = texts.len();
                texts.entry(text).or_insert(next);
            }
            own.sort_by_key(|one| one.place().map(|(text, range)| (texts.get(&text), range.start, Reverse(range.end))));
            let mut end = None;
            own.retain(|one| {
                let Some((text, range)) = one.place() else { return true };
                let free = end.is_none_or(|(of, end)| of != text || range.start >= end);
                if free {
                    end = Some((text, range.end));
                }
                free
            });
            found.append(&mut own);
        }
    }

    /// Every matcher needs a trigger, or the whole has none.
    pub fn trigger(&self) -> Trigger {
        let mut sets = Vec::new();
        for matcher in &self.0 {
            match matcher.trigger() {
                Trigger::Sets(more) => sets.extend(more),
                Trigger::Always => return Trigger::Always,
            }
        }
        Trigger::Sets(sets)
    }

    /// The matchers.
    pub fn matchers(&self) -> &[Matcher] {
        &self.0
    }
}

impl Not {
    /// Finds the place where a match should stand, where there is none.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        if !self.0.matches(subject, value) {
            found.extend(self.0.absence(value));
        }
    }

    /// The matcher that must find nothing.
    pub fn matcher(&self) -> &Matcher {
        &self.0
    }
}

impl At {
    /// Finds what the matcher finds in the other field.
    pub fn find<'a>(&self, subject: &Subject<'a>, found: &mut Vec<Match<'a>>) {
        self.matcher.find(subject, subject.value(&self.field), found);
    }

    /// The trigger of the matcher: sets of words know their field themselves.
    pub fn trigger(&self) -> Trigger {
        self.matcher.trigger()
    }

    /// Whether the field is one of another record, or the matcher looks at others.
    pub fn needs_run(&self) -> bool {
        matches!(self.field, FieldRef::Other(..)) || self.matcher.needs_run()
    }

    /// The matcher.
    pub fn matcher(&self) -> &Matcher {
        &self.matcher
    }
}
