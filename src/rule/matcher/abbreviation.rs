use std::sync::OnceLock;

use super::{FieldRef, Match, Subject, Value, distinctive::set};
use crate::rule::{
    name::{NameWords, abbreviation_fault},
    spec::AbbreviationFault,
    word_list::WordList,
};

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
    /// The lists, read when they are first needed.
    pub words: OnceLock<NameWords>,
}

impl Abbreviation {
    /// Finds the part of each name that is at fault.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Some(full) = subject.value(&self.of).texts().next().map(|text| text.text) else { return };
        for text in value.texts() {
            let Some(unfair) = abbreviation_fault(text.text, full, self.words()) else { continue };
            if self.faults.contains(&unfair.fault) {
                let hit = Match::at(text.spot(unfair.range)).with("full", full);
                found.push(hit.with("core", unfair.core).with("part", unfair.part));
            }
        }
    }

    fn words(&self) -> &NameWords {
        let list = |list: &WordList| set(std::slice::from_ref(list));
        self.words.get_or_init(|| NameWords {
            places: list(&self.places),
            trades: list(&self.trades),
            forms: list(&self.forms),
        })
    }
}
