use std::{cmp::Reverse, ops::Range, sync::OnceLock};

use aho_corasick::AhoCorasick;

use super::SetId;

/// The folded words of one field, and the automaton that finds them.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: Vec<(String, Use)>,
    automaton: OnceLock<Automaton>,
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

#[derive(Debug)]
struct Automaton {
    /// `None` where there are no words, or more than an automaton can hold.
    search: Option<AhoCorasick>,
    /// What each pattern is listed for.
    uses: Vec<Use>,
}

impl Vocabulary {
    /// Adds a word, unless it is blank.
    pub(super) fn insert(&mut self, word: String, usage: Use) {
        if !word.trim().is_empty() {
            self.words.push((word, usage));
        }
    }

    /// Every word in the folded `text`, overlapping ones included.
    pub(super) fn find(&self, text: &str) -> impl Iterator<Item = (Use, Range<usize>)> {
        let Automaton { search, uses } = self.automaton.get_or_init(|| Automaton::new(&self.words));
        let found = search.iter().flat_map(move |search| search.find_overlapping_iter(text));
        found.map(|found| (uses[found.pattern().as_usize()], found.range()))
    }
}

impl Automaton {
    fn new(words: &[(String, Use)]) -> Self {
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
}
