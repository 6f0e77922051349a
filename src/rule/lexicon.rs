//! One automaton for all listed words of a run.

use std::{collections::HashMap, ops::Range, sync::OnceLock};

use aho_corasick::AhoCorasick;

use crate::text::{Folded, fold_str};

/// Names the words of one matcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId(pub u32);

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
    ids: HashMap<String, usize>,
    /// What each pattern is used for.
    uses: Vec<Vec<Use>>,
    /// The field of each set, and whether it has phrases that shield words.
    sets: Vec<(Slot, bool)>,
    automaton: OnceLock<Option<AhoCorasick>>,
}

#[derive(Clone, Copy, Debug)]
struct Use {
    set: SetId,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Word(u32),
    Shield,
    /// The beginning of whatever a regular expression can match: tells that it is worth asking, and nothing else.
    Gate,
}

impl Lexicon {
    /// Adds the words of a matcher and the phrases in which they do not count. Blank words are left out.
    pub fn add<'w>(
        &mut self,
        slot: Slot,
        words: impl IntoIterator<Item = &'w str>,
        except: impl IntoIterator<Item = &'w str>,
    ) -> SetId {
        let set = self.open(slot);
        for (word, n) in words.into_iter().zip(0..) {
            self.insert(word, Use { set, role: Role::Word(n) });
        }
        for phrase in except {
            self.insert(phrase, Use { set, role: Role::Shield });
            self.sets[set.0 as usize].1 = true;
        }
        set
    }

    /// Adds the beginnings of what a regular expression can match.
    pub fn add_gate<'w>(&mut self, slot: Slot, beginnings: impl IntoIterator<Item = &'w str>) -> SetId {
        let set = self.open(slot);
        for beginning in beginnings {
            self.insert(beginning, Use { set, role: Role::Gate });
        }
        set
    }

    /// How many sets there are.
    pub const fn sets(&self) -> usize {
        self.sets.len()
    }

    /// Every hit in `text`, a field of `slot`; hits inside a phrase of the same set are left out.
    pub fn scan(&self, text: &str, slot: Slot) -> Vec<Hit> {
        let Some(automaton) = self.automaton() else { return Vec::new() };
        let folded = Folded::new(text);
        let folded_text = folded.text();
        let mut hits: Vec<(Use, Range<usize>)> = Vec::new();
        let mut shielded = false;
        for found in automaton.find_overlapping_iter(folded_text) {
            for usage in &self.uses[found.pattern().as_usize()] {
                let (of, has_shields) = self.sets[usage.set.0 as usize];
                if of != slot {
                    continue;
                }
                let bounded = usage.role == Role::Gate || stands_alone(folded_text, found.range());
                if bounded {
                    shielded |= has_shields;
                    hits.push((*usage, found.range()));
                }
            }
        }
        let covered = |set: SetId, range: &Range<usize>| {
            hits.iter().any(|(usage, shield)| {
                usage.set == set && usage.role == Role::Shield && shield.start <= range.start && range.end <= shield.end
            })
        };
        let mut out = Vec::new();
        for (usage, range) in &hits {
            let word = match usage.role {
                Role::Word(_) if shielded && covered(usage.set, range) => continue,
                Role::Word(word) => word,
                Role::Gate => 0,
                Role::Shield => continue,
            };
            out.push(Hit { set: usage.set, word, range: folded.unfold(range.clone()) });
        }
        out
    }

    fn open(&mut self, slot: Slot) -> SetId {
        let id = SetId(u32::try_from(self.sets.len()).unwrap_or(u32::MAX));
        self.sets.push((slot, false));
        id
    }

    fn insert(&mut self, word: &str, usage: Use) {
        let folded = fold_str(word);
        if folded.trim().is_empty() {
            return;
        }
        let next = self.uses.len();
        let id = *self.ids.entry(folded).or_insert(next);
        if id == next {
            self.uses.push(Vec::new());
        }
        self.uses[id].push(usage);
    }

    fn automaton(&self) -> Option<&AhoCorasick> {
        self.automaton
            .get_or_init(|| {
                let mut patterns: Vec<(&str, usize)> = self.ids.iter().map(|(word, id)| (word.as_str(), *id)).collect();
                patterns.sort_unstable_by_key(|(_, id)| *id);
                if patterns.is_empty() {
                    return None;
                }
                AhoCorasick::new(patterns.into_iter().map(|(word, _)| word)).ok()
            })
            .as_ref()
    }
}

/// Whether a word that begins or ends with a Latin letter or a digit is not a piece of a longer run of these.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let joins = |inside: Option<&u8>, outside: Option<&u8>| {
        inside.is_some_and(u8::is_ascii_alphanumeric) && outside.is_some_and(u8::is_ascii_alphanumeric)
    };
    let before = range.start.checked_sub(1).and_then(|at| bytes.get(at));
    let last = range.end.checked_sub(1).and_then(|at| bytes.get(at));
    !joins(bytes.get(range.start), before) && !joins(last, bytes.get(range.end))
}
