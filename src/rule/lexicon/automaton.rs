use std::{cmp::Reverse, ops::Range};

use aho_corasick::AhoCorasick;

use super::vocabulary::Use;

/// Finds words in a time that does not depend on how many there are.
#[derive(Debug)]
pub(super) struct Automaton {
    /// `None` where there are no words, or more than an automaton can hold.
    search: Option<AhoCorasick>,
    /// What each pattern is listed for.
    uses: Vec<Use>,
}

impl Automaton {
    pub(super) fn new(words: &[(String, Use)]) -> Self {
        let mut words: Vec<(&str, Use)> = words.iter().map(|(word, usage)| (word.as_str(), *usage)).collect();
        // The trie keeps the transitions of a state in a sorted list: words that come from the last to the first have
        // theirs at its head, so that no list is ever walked.
        words.sort_unstable_by_key(|(word, usage)| (Reverse(*word), *usage));
        let search = if words.is_empty() {
            None
        } else {
            // Overlapping searches have no use for a prefilter.
            AhoCorasick::builder().prefilter(false).build(words.iter().map(|(word, _)| word)).ok()
        };
        Self { search, uses: words.into_iter().map(|(_, usage)| usage).collect() }
    }

    /// Every word in the folded `text`.
    pub(super) fn find(&self, text: &str) -> Vec<(Use, Range<usize>)> {
        let found = self.search.iter().flat_map(|search| search.find_overlapping_iter(text));
        found.map(|found| (self.uses[found.pattern().as_usize()], found.range())).collect()
    }
}
