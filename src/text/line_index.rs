use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How many bytes apart the running counts are that keep columns cheap in files of one endless line.
const STRIDE: usize = 1024;

/// A place in a file, in every unit a consumer may want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Bytes from the start of the file, in its own encoding, 0-based; a byte order mark counts.
    pub byte: usize,
    /// Line, 1-based. A line ends with `\n`, `\r\n` or a lone `\r`.
    pub line: usize,
    /// Column in Unicode code points, 1-based; a byte order mark has none.
    pub column: usize,
    /// Column in UTF-16 code units, 1-based; a byte order mark has none.
    pub utf16: usize,
}

/// Where the lines of a file begin, and how many characters come before every so many bytes.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The first byte of each line.
    lines: Vec<usize>,
    /// The first character that begins at byte `n * STRIDE` or later.
    marks: Vec<Mark>,
}

/// A place between two characters, and how many come before it.
#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    units: Units,
}

#[derive(Clone, Copy, Debug, Default)]
struct Units {
    characters: usize,
    utf16: usize,
}

impl LineIndex {
    /// Reads the lines of a file. What is not UTF-8 counts as [`super::Source::decode`] reads it: each broken sequence
    /// is one character.
    pub fn new(bytes: &[u8]) -> Self {
        let mut lines = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push(at + 1);
            }
        }
        let mut marks = Marks::default();
        for chunk in bytes.utf8_chunks() {
            marks.pass_text(chunk.valid());
            if !chunk.invalid().is_empty() {
                marks.pass(chunk.invalid().len(), Units::ONE);
            }
        }
        marks.pass(0, Units::default());
        Self { lines, marks: marks.found }
    }

    /// Line and columns of the byte `at` of the same `bytes`; a byte past the end is taken as the end.
    pub fn position(&self, bytes: &[u8], at: usize) -> Position {
        let at = at.min(bytes.len());
        let line = self.number(at);
        let start = self.lines[line - 1];
        let mark = usize::from(start == 0 && at > 0 && bytes.starts_with(b"\xEF\xBB\xBF"));
        let (from, to) = if at - start < STRIDE {
            // A line begins between two characters, so the count can begin there.
            (Units::default(), count_before(bytes, Mark { byte: start, units: Units::default() }, at))
        } else {
            (self.before(bytes, start), self.before(bytes, at))
        };
        Position {
            byte: at,
            line,
            column: (to.characters - from.characters).saturating_sub(mark) + 1,
            utf16: (to.utf16 - from.utf16).saturating_sub(mark) + 1,
        }
    }

    /// The number of the line in which byte `at` stands, 1-based.
    pub fn number(&self, at: usize) -> usize {
        self.lines.partition_point(|&start| start <= at)
    }

    /// The bytes of a line, 1-based, without its end. `None` past the last line.
    pub fn line(&self, bytes: &[u8], line: usize) -> Option<Range<usize>> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let mut end = self.lines.get(line).copied().unwrap_or(bytes.len());
        if end > start && bytes[end - 1] == b'\n' {
            end -= 1;
        }
        if end > start && bytes[end - 1] == b'\r' {
            end -= 1;
        }
        Some(start..end)
    }

    /// How many lines there are; a file that ends with a line end has an empty last one.
    pub const fn lines(&self) -> usize {
        self.lines.len()
    }

    /// How many characters begin before byte `at`.
    fn before(&self, bytes: &[u8], at: usize) -> Units {
        count_before(bytes, self.marks[at / STRIDE], at)
    }
}

/// How many characters begin before byte `at`, given how many come before the mark.
fn count_before(bytes: &[u8], mark: Mark, at: usize) -> Units {
    let Mark { byte: mut place, mut units } = mark;
    // A character that begins before `at` ends at most three bytes behind it.
    let end = bytes.len().min(at + 3).max(place);
    for chunk in bytes[place..end].utf8_chunks() {
        if place >= at {
            break;
        }
        let valid = chunk.valid().as_bytes();
        units = units + count(&valid[..valid.len().min(at - place)]);
        place += valid.len();
        if place < at && !chunk.invalid().is_empty() {
            units = units + Units::ONE;
            place += chunk.invalid().len();
        }
    }
    units
}

/// The marks of a file, as far as it has been passed.
#[derive(Default)]
struct Marks {
    found: Vec<Mark>,
    byte: usize,
    units: Units,
}

impl Marks {
    /// Passes bytes that hold no place between two characters.
    fn pass(&mut self, len: usize, units: Units) {
        while self.byte >= self.next() {
            self.found.push(Mark { byte: self.byte, units: self.units });
        }
        self.byte += len;
        self.units = self.units + units;
    }

    fn pass_text(&mut self, text: &str) {
        let start = self.byte;
        let end = start + text.len();
        while self.next() < end {
            let from = self.byte - start;
            let mut to = self.next().saturating_sub(start).max(from);
            while !text.is_char_boundary(to) {
                to += 1;
            }
            self.pass(to - from, count(&text.as_bytes()[from..to]));
            self.pass(0, Units::default());
        }
        self.pass(end - self.byte, count(&text.as_bytes()[self.byte - start..]));
    }

    /// The byte at or behind which the next mark is due.
    const fn next(&self) -> usize {
        self.found.len() * STRIDE
    }
}

impl Units {
    /// A character that could not be decoded: U+FFFD.
    const ONE: Self = Self { characters: 1, utf16: 1 };
}

impl std::ops::Add for Units {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { characters: self.characters + other.characters, utf16: self.utf16 + other.utf16 }
    }
}

/// Counts the characters that begin in `bytes`, which are UTF-8: every byte but a UTF-8 continuation; four-byte ones are two in UTF-16.
fn count(bytes: &[u8]) -> Units {
    let characters = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    let astral = bytes.iter().filter(|&&byte| byte >= 0xF0).count();
    Units { characters, utf16: characters + astral }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Source;

    /// Counts from the start of the file, by what [`Source::decode`] shows. `None` inside a character.
    fn naive(bytes: &[u8], at: usize) -> Option<Position> {
        let source = Source::new("naive", bytes);
        let (cooked, _) = source.decode();
        let (mut line, mut column, mut utf16) = (1, 1, 1);
        let text = cooked.text();
        if at == 0 {
            return Some(Position { byte: at, line, column, utf16 });
        }
        for (start, character) in text.char_indices() {
            let span = cooked.span(start..start + character.len_utf8());
            if span.start == at {
                return Some(Position { byte: at, line, column, utf16 });
            }
            let ends = character == '\n' || (character == '\r' && !text[start + 1..].starts_with('\n'));
            if ends {
                (line, column, utf16) = (line + 1, 1, 1);
            } else {
                (column, utf16) = (column + 1, utf16 + character.len_utf16());
            }
        }
        (at == bytes.len()).then_some(Position { byte: at, line, column, utf16 })
    }

    fn agrees(bytes: &[u8]) {
        let source = Source::new("naive", bytes);
        let bytes = source.bytes();
        let index = LineIndex::new(bytes);
        for at in 0..=bytes.len() {
            if let Some(expected) = naive(bytes, at) {
                assert_eq!(index.position(bytes, at), expected);
            }
        }
        assert_eq!(index.position(bytes, usize::MAX), index.position(bytes, bytes.len()));
    }

    proptest! {
        #[test]
        fn positions_are_those_of_a_naive_count(text in "(\u{FEFF})?([ab你👨‍👩‍👧é\u{301}𝄞]|\r\n|\r|\n){0,60}") {
            agrees(text.as_bytes());
        }

        #[test]
        fn broken_bytes_count_as_they_are_decoded(bytes in proptest::collection::vec(
            prop_oneof![Just(b'a'), Just(b'\n'), Just(0x80), Just(0xC3), Just(0xE4), Just(0xBD), Just(0xF0), Just(0x9F), any::<u8>()],
            0..60,
        )) {
            agrees(&bytes);
        }
    }

    #[test]
    fn columns_are_right_far_into_an_endless_line() {
        for filler in ["a", "你", "é", "😀"] {
            for shift in 0..4 {
                let text = format!("{}{}", "b".repeat(shift), filler.repeat(STRIDE));
                let index = LineIndex::new(text.as_bytes());
                for (count, (at, _)) in text.char_indices().enumerate() {
                    let position = index.position(text.as_bytes(), at);
                    assert_eq!(position.column, count + 1);
                    assert_eq!(position.utf16, text[..at].encode_utf16().count() + 1);
                }
                assert_eq!(index.position(text.as_bytes(), text.len()).column, text.chars().count() + 1);
            }
        }
        let broken = b"\xF0\x9F".repeat(STRIDE);
        let index = LineIndex::new(&broken);
        for at in (0..=broken.len()).step_by(2) {
            let position = index.position(&broken, at);
            assert_eq!((position.column, position.utf16), (at / 2 + 1, at / 2 + 1));
        }
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        let bytes = "\u{FEFF}a".as_bytes();
        let index = LineIndex::new(bytes);
        for at in 0..=3 {
            assert_eq!(index.position(bytes, at).column, 1);
        }
        assert_eq!(index.position(bytes, 4).column, 2);
    }
}
