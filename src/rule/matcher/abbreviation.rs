use super::{FieldRef, Match, Subject, Value};
use crate::rule::{spec::AbbreviationFault, word_list::WordList};

/// Short names that are not a fair short form of a full name.
#[derive(Debug)]
pub struct Abbreviation {
    /// The field that holds the full name.
    pub of: FieldRef,
    /// Which faults are found.
    pub faults: Vec<AbbreviationFault>,
    /// Provinces, cities, districts.
    pub places: WordList,
    /// What companies do.
    pub trades: WordList,
    /// Forms of organisation.
    pub forms: WordList,
}

impl Abbreviation {
    /// Finds the part of each name that is at fault.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let _ = (subject.value(&self.of), value, found, &self.faults, &self.places, &self.trades, &self.forms);
    }
}
