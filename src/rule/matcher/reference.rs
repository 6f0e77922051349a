use super::{Match, Subject, Value};
use crate::{document::RecordKind, text::did_you_mean};

/// A name that no record of the run bears.
#[derive(Debug)]
pub struct RefersTo(pub RecordKind);

impl RefersTo {
    /// Finds each name that leads nowhere. A run without a single record of the kind says nothing: these records are
    /// kept elsewhere.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Some(index) = subject.index.filter(|index| index.has(self.0)) else { return };
        for text in value.texts() {
            if index.find(self.0, text.text).is_none() {
                let names: Vec<&str> = index.names(self.0).collect();
                let suggestion = did_you_mean(text.text, names.iter().copied()).unwrap_or_default().to_owned();
                found.push(Match::at(text.whole()).with("value", text.text).with("suggestion", suggestion));
            }
        }
    }
}
