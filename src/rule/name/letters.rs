use std::ops::Range;

use crate::text::narrow;

/// Beyond this a text is no name, and whoever compares letters pairwise declines to look at it.
pub(super) const LONGEST_NAME: usize = 256;

/// The letters of a name as reviewers compare them: case and width folded; blanks, brackets and other marks left out.
#[derive(Clone, Debug)]
pub(super) struct Letters {
    folded: String,
    letters: Vec<Letter>,
}

/// One letter, digit or Chinese character.
#[derive(Clone, Debug)]
struct Letter {
    /// Bytes in the folded text.
    folded: Range<usize>,
    /// Bytes in the name as written.
    written: Range<usize>,
    /// Whether it goes on with the word of the letter before it: both alphabetic or digits, nothing between them.
    joined: bool,
    /// Which pair of brackets it stands in, counted from 1; 0 outside.
    bracket: usize,
}

impl Letters {
    pub(super) fn of(name: &str) -> Self {
        let mut letters = Self { folded: String::with_capacity(name.len()), letters: Vec::new() };
        let (mut depth, mut brackets, mut in_word) = (0_usize, 0, false);
        for (at, written) in name.char_indices() {
            match written {
                '(' | '（' | '[' | '［' | '【' | '〔' => {
                    depth += 1;
                    brackets += usize::from(depth == 1);
                }
                ')' | '）' | ']' | '］' | '】' | '〕' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if !is_letter(written) {
                in_word = false;
                continue;
            }
            let start = letters.folded.len();
            letters.folded.push(fold(written));
            let alphabetic = spells(written);
            letters.letters.push(Letter {
                folded: start..letters.folded.len(),
                written: at..at + written.len_utf8(),
                joined: alphabetic && in_word,
                bracket: if depth > 0 { brackets } else { 0 },
            });
            in_word = alphabetic;
        }
        letters
    }

    pub(super) const fn len(&self) -> usize {
        self.letters.len()
    }

    /// The folded text of these letters.
    pub(super) fn text(&self, letters: Range<usize>) -> &str {
        match (self.letters.get(letters.start), letters.end.checked_sub(1).and_then(|last| self.letters.get(last))) {
            (Some(first), Some(last)) if letters.start < letters.end => {
                &self.folded[first.folded.start..last.folded.end]
            }
            _ => "",
        }
    }

    /// The bytes of the name as written, from the first of these letters to the last.
    pub(super) fn written(&self, letters: Range<usize>) -> Range<usize> {
        match (self.letters.get(letters.start), letters.end.checked_sub(1).and_then(|last| self.letters.get(last))) {
            (Some(first), Some(last)) if letters.start < letters.end => first.written.start..last.written.end,
            _ => 0..0,
        }
    }

    /// Whether a word can begin or end before this letter, which is so everywhere but inside a run of Latin letters
    /// and digits. `at` may be one past the last.
    pub(super) fn divides(&self, at: usize) -> bool {
        self.letters.get(at).is_none_or(|letter| !letter.joined)
    }

    /// The whole run of Latin letters and digits around this letter; a Chinese character is a run of its own.
    pub(super) fn run(&self, at: usize) -> Range<usize> {
        let start = (0..=at).rev().find(|&letter| self.divides(letter)).unwrap_or(0);
        let end = (at + 1..self.len()).find(|&letter| self.divides(letter)).unwrap_or(self.len());
        start..end
    }

    /// Which pair of brackets a letter stands in, counted from 1; 0 outside.
    pub(super) fn bracket(&self, at: usize) -> usize {
        self.letters[at].bracket
    }

    /// The folded text of one letter.
    pub(super) fn letter(&self, at: usize) -> &str {
        self.text(at..at + 1)
    }

    /// Whether a letter is a digit or of an alphabet, rather than a Chinese character or kana.
    pub(super) fn is_alphabetic(&self, at: usize) -> bool {
        self.letter(at).starts_with(spells)
    }
}

/// The letters of a word in the form in which [`Letters::text`] gives them.
pub(super) fn folded(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|&character| is_letter(character)).map(fold)
}

/// Writes a letter small and in half width.
fn fold(letter: char) -> char {
    let half = narrow(letter);
    // Chinese has no case, and most letters are Chinese.
    if half >= '\u{2E80}' { half } else { half.to_lowercase().next().unwrap_or(half) }
}

/// Whether reviewers compare a character at all.
fn is_letter(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}') || character.is_alphanumeric()
}

/// Whether a character is one of an alphabet or a digit, in any width: words of these are written without seams.
fn spells(character: char) -> bool {
    is_letter(character) && fold(character) < '\u{2E80}'
}
