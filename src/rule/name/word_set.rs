use std::{
    collections::HashSet,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
};

use super::letters::{Letters, folded};

/// A list of words, compared as reviewers compare: case, width, blanks and marks make no difference.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    words: HashSet<Box<str>, BuildHasherDefault<Fnv>>,
    /// Letters of the longest word.
    longest: usize,
}

impl WordSet {
    /// Reads a list: one word a line; `#` begins a comment; empty lines say nothing.
    pub fn parse(list: &str) -> Self {
        let mut set = Self::default();
        set.add(list);
        set
    }

    /// Adds the words of another list of the same form.
    pub fn add(&mut self, list: &str) {
        // A word of three Chinese characters and a line break is ten bytes.
        self.words.reserve(list.len() / 10);
        let mut letters = String::new();
        for line in list.lines() {
            let word = line.split_once('#').map_or(line, |(word, _)| word);
            letters.clear();
            let mut length = 0;
            letters.extend(folded(word).inspect(|_| length += 1));
            if length > 0 {
                self.longest = self.longest.max(length);
                self.words.insert(letters.as_str().into());
            }
        }
    }

    /// How many different words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether these letters are a word of the list, and not a part of a longer run of Latin letters and digits.
    pub(super) fn holds(&self, name: &Letters, letters: Range<usize>) -> bool {
        letters.len() <= self.longest
            && name.divides(letters.start)
            && name.divides(letters.end)
            && self.words.contains(name.text(letters))
    }

    /// The ends of the words that begin at this letter, the longest first.
    pub(super) fn starting<'a>(&'a self, name: &'a Letters, at: Range<usize>) -> impl Iterator<Item = usize> + 'a {
        let furthest = at.end.min(at.start.saturating_add(self.longest));
        (at.start + 1..=furthest).rev().filter(move |&end| self.holds(name, at.start..end))
    }

    /// The starts of the words that end with the last of these letters, the longest first.
    pub(super) fn ending<'a>(&'a self, name: &'a Letters, letters: Range<usize>) -> impl Iterator<Item = usize> + 'a {
        let furthest = letters.start.max(letters.end.saturating_sub(self.longest));
        (furthest..letters.end).filter(move |&start| self.holds(name, start..letters.end))
    }
}

/// FNV-1a. The lists come from packs, not from whoever is linted, and loading thousands of words has to cost nothing.
#[derive(Clone, Copy, Debug)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
