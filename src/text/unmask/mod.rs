//! Sees words through what was done to hide them: 微★信, ⓥⓧ, 貸款, 薇信.
//!
//! A text is read three times, each time over what the time before left: single characters are made plain, gaps are
//! closed, and misspelt words are put right; and again while that changes anything. Each reading keeps a map to what it read, and the maps compose, so that
//! what is found leads back to the bytes that were written. A text that hides nothing costs one look.

mod folds;
mod gaps;
mod letters;
mod look;
mod rewrite;
mod spellings;
#[cfg(test)]
mod tests;
mod traditional;

use std::ops::Range;

use self::{
    look::Look,
    rewrite::{Rewrite, Rewritten},
};
use super::{Folded, OffsetMap};

pub use self::{
    folds::{Fold, Folds},
    spellings::Spellings,
};

/// The most times that all readings are gone through. Two are enough for what anybody writes.
const ROUNDS: usize = 8;

/// A text as it reads once nothing is hidden in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmasked {
    text: String,
    /// To the text as written.
    map: OffsetMap,
    folded: Folded<'static>,
    /// What was changed, by reading: bytes of the text as written, in order and disjoint.
    changes: Vec<Vec<(Range<usize>, Fold)>>,
}

impl Unmasked {
    /// What `text` reads like where `spellings` are put right; `None` where that is how it is written.
    pub fn of(text: &str, spellings: &Spellings) -> Option<Self> {
        let mut look = Look::at(text, spellings);
        if !look.anything() {
            return None;
        }
        let mut unmasked = Reading { text: text.to_owned(), map: OffsetMap::shift(0), changes: Vec::new() };
        // What one reading puts right may show another what to do.
        for _ in 0..ROUNDS {
            let before = unmasked.changes.len();
            if look.letters {
                unmasked.read(plain);
                look = Look::at(&unmasked.text, spellings);
            }
            if look.gaps {
                unmasked.read(gaps::close);
                look = Look::at(&unmasked.text, spellings);
            }
            if look.spellings {
                unmasked.read(|text, rewrite| spellings.correct(text, rewrite));
                look = Look::at(&unmasked.text, spellings);
            }
            if unmasked.changes.len() == before || !look.anything() {
                break;
            }
        }
        let Reading { text, map, changes } = unmasked;
        (!changes.is_empty()).then(|| Self { folded: Folded::new(&text).through(&map), text, map, changes })
    }

    /// How it reads, in the case in which it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same as words are looked for in it; leads back to the text as written.
    pub const fn folded(&self) -> &Folded<'static> {
        &self.folded
    }

    /// Where in the text as written the bytes `range` of [`Self::text`] stand.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let span = self.map.span(range);
        span.start..span.end
    }

    /// What was done inside the bytes `range` of the text as written.
    pub fn folds(&self, range: &Range<usize>) -> Folds {
        let mut folds = Folds::NONE;
        for changes in &self.changes {
            let first = changes.partition_point(|(change, _)| change.end <= range.start);
            for (_, fold) in changes[first..].iter().take_while(|(change, _)| change.start < range.end) {
                folds = folds.with(*fold);
            }
        }
        folds
    }
}

/// Writes plain characters for those that stand for them.
fn plain(text: &str, rewrite: &mut Rewrite<'_>) {
    let mut bytes = [0; 4];
    for (at, character) in text.char_indices() {
        if let Some((plain, fold)) = letters::plain(character) {
            rewrite.put(at..at + character.len_utf8(), plain.encode_utf8(&mut bytes), fold);
        }
    }
}

/// A text between two readings.
struct Reading {
    text: String,
    map: OffsetMap,
    changes: Vec<Vec<(Range<usize>, Fold)>>,
}

impl Reading {
    /// Reads it once more.
    fn read(&mut self, how: impl FnOnce(&str, &mut Rewrite<'_>)) {
        let mut rewrite = Rewrite::of(&self.text);
        how(&self.text, &mut rewrite);
        let Some(Rewritten { text, map, changes }) = rewrite.finish() else { return };
        let through = |(range, fold): (Range<usize>, Fold)| {
            let span = self.map.span(range);
            (span.start..span.end, fold)
        };
        self.changes.push(changes.into_iter().map(through).collect());
        self.map = map.compose(text.len(), &self.map);
        self.text = text;
    }
}

/// How many characters [`skipped`] names: who skips more skips anything.
const NAMED: usize = 8;

/// The characters of `text` that stand between those of a word, each once, in their order; the first few.
pub fn skipped(text: &str) -> Vec<char> {
    let mut skipped = Vec::new();
    for character in text.chars() {
        let between = matches!(gaps::role(character), gaps::Role::Weak | gaps::Role::Strong | gaps::Role::Invisible);
        if between && skipped.len() < NAMED && !skipped.contains(&character) {
            skipped.push(character);
        }
    }
    skipped
}
