//! Looks for all words at once that are listed for a field.

mod openings;
mod shields;
mod vocabulary;

use std::ops::Range;

use self::{
    shields::Shields,
    vocabulary::{Role, Use, Vocabulary},
};
use crate::text::{Folded, fold_str};

/// Names the words of one matcher.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId {
    /// Whose lexicon it belongs to: a pack by its number, or nobody in particular.
    pub section: usize,
    /// Its place among the sets of that lexicon.
    pub number: usize,
}

/// Names a field of a kind of record: words listed for one are not looked for in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Slot(pub u32);

impl Slot {
    /// For a lexicon that does not tell fields apart.
    pub const ANY: Self = Self(u32::MAX);
}

/// A listed word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The matcher that listed it.
    pub set: SetId,
    /// Its place in that list.
    pub word: u32,
    /// Bytes of the text as written.
    pub range: Range<usize>,
}

/// Sets of words, looked for all at once in text whose width and case are folded.
#[derive(Debug, Default)]
pub struct Lexicon {
    section: usize,
    /// The words of each field; there are few.
    fields: Vec<(Slot, Vocabulary)>,
    /// The phrases in which words do not count, by set.
    shields: Vec<Shields>,
}

impl Lexicon {
    /// The lexicon of a section of a rule set.
    pub fn of_section(section: usize) -> Self {
        Self { section, ..Self::default() }
    }

    /// Adds the words of a matcher and the phrases in which they do not count. Blank words are left out.
    pub fn add<'w>(
        &mut self,
        slot: Slot,
        words: impl IntoIterator<Item = &'w str>,
        except: impl IntoIterator<Item = &'w str>,
    ) -> SetId {
        let set = self.open(except.into_iter().map(fold_str).collect());
        let vocabulary = self.vocabulary(slot);
        for (word, n) in words.into_iter().zip(0..) {
            vocabulary.insert(fold_str(word), Use { set, role: Role::Word(n) });
        }
        set
    }

    /// Adds folded texts one of which stands in everything that a regular expression can match.
    pub fn add_gate<'w>(&mut self, slot: Slot, needles: impl IntoIterator<Item = &'w str>) -> SetId {
        let set = self.open(Shields::default());
        let vocabulary = self.vocabulary(slot);
        for needle in needles {
            vocabulary.insert(needle.to_owned(), Use { set, role: Role::Gate });
        }
        set
    }

    /// Every hit in a field of `slot`; hits inside a phrase of the same set are left out.
    pub fn scan(&self, folded: &Folded<'_>, slot: Slot) -> Vec<Hit> {
        let mut hits = Vec::new();
        let Some((_, vocabulary)) = self.fields.iter().find(|(of, _)| *of == slot) else { return hits };
        for (Use { set, role }, range) in vocabulary.find(folded.text()) {
            let word = match role {
                Role::Gate => 0,
                Role::Word(word) => {
                    let counts =
                        stands_alone(folded.text(), &range) && !self.shields[set.number].cover(folded.text(), &range);
                    if !counts {
                        continue;
                    }
                    word
                }
            };
            hits.push(Hit { set, word, range: folded.unfold(range) });
        }
        hits
    }

    fn open(&mut self, shields: Shields) -> SetId {
        let id = SetId { section: self.section, number: self.shields.len() };
        self.shields.push(shields);
        id
    }

    fn vocabulary(&mut self, slot: Slot) -> &mut Vocabulary {
        let known = self.fields.iter().position(|(of, _)| *of == slot);
        let place = known.unwrap_or_else(|| {
            self.fields.push((slot, Vocabulary::default()));
            self.fields.len() - 1
        });
        &mut self.fields[place].1
    }
}

/// Whether a word that begins or ends with a Latin letter or a digit is not a piece of a longer run of these.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let joins = |inside: Option<&u8>, outside: Option<&u8>| {
        inside.is_some_and(u8::is_ascii_alphanumeric) && outside.is_some_and(u8::is_ascii_alphanumeric)
    };
    let before = range.start.checked_sub(1).and_then(|at| bytes.get(at));
    let last = range.end.checked_sub(1).and_then(|at| bytes.get(at));
    !joins(bytes.get(range.start), before) && !joins(last, bytes.get(range.end))
}
