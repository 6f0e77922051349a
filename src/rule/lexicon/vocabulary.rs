use std::{ops::Range, sync::OnceLock};

use super::{SetId, openings::Openings};

/// The folded words of one field.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<(String, Use)>,
    openings: OnceLock<Openings>,
}

/// What a word is listed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) set: SetId,
    pub(super) role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// A listed word, by its place in the list.
    Word(u32),
    /// A needle of a regular expression: tells that it is worth asking, and nothing else.
    Gate,
}

impl Vocabulary {
    /// Adds a word, unless it is blank.
    pub(super) fn insert(&mut self, word: String, usage: Use) {
        if !word.trim().is_empty() {
            self.words.push((word, usage));
        }
    }

    /// Every word in the folded `text`, overlapping ones included, in no order.
    pub(super) fn find(&self, text: &str) -> Vec<(Use, Range<usize>)> {
        self.openings.get_or_init(|| Openings::of(&self.words)).find(&self.words, text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_is_found_wherever_it_stands(
            words in proptest::collection::vec("[a贷款b拒]{1,4}", 0..12),
            text in "[a贷款b拒😀]{0,40}",
        ) {
            let mut vocabulary = Vocabulary::default();
            for (number, word) in words.iter().enumerate() {
                let set = SetId { section: 0, number };
                vocabulary.insert(word.clone(), Use { set, role: Role::Gate });
            }
            let sorted = |mut found: Vec<(usize, Range<usize>)>| {
                found.sort_by_key(|(number, range)| (range.start, range.end, *number));
                found
            };
            let places = |(number, word): (usize, &String)| {
                let starts = text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with(word.as_str()));
                starts.map(|at| (number, at..at + word.len())).collect::<Vec<_>>()
            };
            let found = vocabulary.find(&text).into_iter().map(|(usage, range)| (usage.set.number, range));
            prop_assert_eq!(sorted(found.collect()), sorted(words.iter().enumerate().flat_map(places).collect()));
        }
    }
}
