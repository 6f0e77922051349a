use std::collections::HashMap;

use super::{
    Fold,
    rewrite::Rewrite,
    traditional::{Marks, TRADITIONAL, mark},
};

/// How words are misspelt so that no filter finds them: 薇信 for 微信.
#[derive(Clone, Debug)]
pub struct Spellings {
    /// By their first character, Latin letters made small.
    by_head: HashMap<char, Vec<Spelling>>,
    /// A bit for each ASCII character with which a spelling begins.
    ascii: u128,
    /// The Chinese characters that are worth a look: traditional ones, and those with which a spelling begins.
    pub(super) marks: Box<Marks>,
}

#[derive(Clone, Debug)]
struct Spelling {
    written: String,
    word: String,
    /// Phrases in which it is no misspelling.
    except: Vec<String>,
}

impl Default for Spellings {
    /// None at all.
    fn default() -> Self {
        Self { by_head: HashMap::new(), ascii: 0, marks: Box::new(TRADITIONAL) }
    }
}

impl Spellings {
    /// Adds a spelling of `word`, and phrases in which it is none. One that is blank, or the word itself, is left out.
    pub fn add<'e>(&mut self, written: &str, word: &str, except: impl IntoIterator<Item = &'e str>) {
        let Some(head) = written.chars().next().filter(|_| written != word) else { return };
        let except = except.into_iter().map(str::to_owned).collect();
        mark(&mut self.marks, u32::from(head));
        if head.is_ascii() {
            self.ascii |= 1 << u32::from(head.to_ascii_lowercase()) | 1 << u32::from(head.to_ascii_uppercase());
        }
        let spelling = Spelling { written: written.to_owned(), word: word.to_owned(), except };
        self.by_head.entry(head.to_ascii_lowercase()).or_default().push(spelling);
    }

    /// Whether any begins with this ASCII character.
    pub(super) const fn begins(&self, byte: u8) -> bool {
        byte < 0x80 && self.ascii >> byte & 1 == 1
    }

    /// Whether one of them stands at `at`.
    pub(super) fn stands(&self, text: &str, at: usize) -> bool {
        self.at(text, at).is_some()
    }

    /// Writes for each of them the word that it stands for.
    pub(super) fn correct(&self, text: &str, rewrite: &mut Rewrite<'_>) {
        let mut end = 0;
        for (at, _) in text.char_indices() {
            let Some(Spelling { written, word, .. }) = (at >= end).then(|| self.at(text, at)).flatten() else {
                continue;
            };
            end = at + written.len();
            // What both have stands where it stood.
            let same = |(a, b): &(char, char)| a.eq_ignore_ascii_case(b);
            let head: usize = written.chars().zip(word.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
            let head = if word.is_char_boundary(head) { head } else { 0 };
            let (rest, new) = (&written[head..], &word[head..]);
            let tail: usize =
                rest.chars().rev().zip(new.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
            rewrite.put(at + head..end - tail, &new[..new.len() - tail], Fold::Homophones);
        }
    }

    /// The longest spelling at `at`.
    fn at(&self, text: &str, at: usize) -> Option<&Spelling> {
        let head = text.get(at..)?.chars().next()?.to_ascii_lowercase();
        let here = self.by_head.get(&head)?.iter().filter(|one| one.stands(text, at));
        here.max_by_key(|one| one.written.len())
    }
}

impl Spelling {
    fn stands(&self, text: &str, at: usize) -> bool {
        let (bytes, end) = (text.as_bytes(), at + self.written.len());
        let letter = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
        let here = bytes.get(at..end).is_some_and(|here| here.eq_ignore_ascii_case(self.written.as_bytes()));
        // What begins or ends with a Latin letter is no piece of a longer run of these.
        let glued = letter(Some(at)) && letter(at.checked_sub(1)) || letter(end.checked_sub(1)) && letter(Some(end));
        here && !glued && !self.except.iter().any(|phrase| covers(phrase, bytes, at, end))
    }
}

/// Whether the bytes from `at` to `end` lie inside `phrase` where that stands in the text.
fn covers(phrase: &str, text: &[u8], at: usize, end: usize) -> bool {
    let spare = phrase.len().saturating_sub(end - at);
    (at.saturating_sub(spare)..=at).any(|start| {
        let here = text.get(start..start + phrase.len());
        start + phrase.len() >= end && here.is_some_and(|here| here.eq_ignore_ascii_case(phrase.as_bytes()))
    })
}
