use std::{
    ops::Range,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::{SetId, automaton::Automaton, initials::Initials};

/// How many bytes of text a vocabulary reads before it builds its automaton, which takes as long as reading these without
/// it: a commit hook that looks at one file never needs one.
const WORTH_AN_AUTOMATON: usize = 256 << 10;

/// The folded words of one field.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<(String, Use)>,
    initials: OnceLock<Initials>,
    automaton: OnceLock<Automaton>,
    /// How many bytes were read so far.
    read: AtomicUsize,
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
        let read = self.read.fetch_add(text.len(), Ordering::Relaxed);
        if read.saturating_add(text.len()) <= WORTH_AN_AUTOMATON {
            self.initials.get_or_init(|| Initials::of(&self.words)).find(&self.words, text)
        } else {
            self.automaton.get_or_init(|| Automaton::new(&self.words)).find(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn both_ways_of_reading_find_the_same(words in proptest::collection::vec("[a贷款b拒]{1,4}", 0..12), text in "[a贷款b拒😀]{0,40}") {
            let mut vocabulary = Vocabulary::default();
            for (number, word) in words.into_iter().enumerate() {
                let set = SetId { section: 0, number };
                vocabulary.insert(word, Use { set, role: Role::Gate });
            }
            let sorted = |mut found: Vec<(Use, Range<usize>)>| {
                found.sort_by_key(|(usage, range)| (range.start, range.end, *usage));
                found
            };
            let by_initials = sorted(Initials::of(&vocabulary.words).find(&vocabulary.words, &text));
            prop_assert_eq!(by_initials, sorted(Automaton::new(&vocabulary.words).find(&text)));
        }
    }
}
