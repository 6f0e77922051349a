use super::{Match, Subject, Value};
use crate::{document::RecordKind, text::did_you_mean};

/// Among more names than this none is suggested: to compare every wrong name with every right one takes too long.
const COMPARED: usize = 200;

/// A name that no record of the run bears.
#[derive(Debug)]
pub struct RefersTo(pub RecordKind);

impl RefersTo {
    /// Finds each name that leads nowhere. A run without a single record of the kind says nothing: these records are
    /// kept elsewhere.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Some(index) = subject.index.filter(|index| index.has(self.0)) else { return };
        for text in value.texts() {
            if !index.knows(self.0, text.text) {
                let few = index.names(self.0).take(COMPARED + 1).count() <= COMPARED;
                let near = few.then(|| did_you_mean(text.text, index.names(self.0))).flatten();
                let hit = Match::at(text.whole()).with("value", text.text);
                found.push(hit.with("suggestion", near.unwrap_or_default()));
            }
        }
    }
}
