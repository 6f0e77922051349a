use std::ops::Range;

use serde::{Deserialize, Serialize};

/// How many bytes apart the running counts are that keep columns cheap in files of one endless line.
const STRIDE: usize = 1024;

/// A place in a file, in every unit a consumer may want.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Bytes from the start of the file, 0-based; a byte order mark counts.
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
    /// Characters and UTF-16 code units before byte `n * STRIDE`.
    counts: Vec<Units>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Units {
    characters: usize,
    utf16: usize,
}

impl LineIndex {
    /// Reads the lines of a file. Bytes that are not UTF-8 count as one character each that starts one.
    pub fn new(bytes: &[u8]) -> Self {
        let mut lines = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push(at + 1);
            }
        }
        let mut counts = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut units = Units::default();
        counts.push(units);
        for chunk in bytes.chunks_exact(STRIDE) {
            units = units + count(chunk);
            counts.push(units);
        }
        Self { lines, counts }
    }

    /// Line and columns of the byte `at` of the same `bytes`; a byte past the end is taken as the end.
    pub fn position(&self, bytes: &[u8], at: usize) -> Position {
        let at = at.min(bytes.len());
        let line = self.lines.partition_point(|&start| start <= at);
        let start = self.lines[line - 1];
        let mark = usize::from(start == 0 && at >= 3 && bytes.starts_with(b"\xEF\xBB\xBF"));
        let (from, to) = (self.before(bytes, start), self.before(bytes, at));
        Position {
            byte: at,
            line,
            column: (to.characters - from.characters).saturating_sub(mark) + 1,
            utf16: (to.utf16 - from.utf16).saturating_sub(mark) + 1,
        }
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

    fn before(&self, bytes: &[u8], at: usize) -> Units {
        let block = at / STRIDE;
        self.counts[block] + count(&bytes[block * STRIDE..at])
    }
}

impl std::ops::Add for Units {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { characters: self.characters + other.characters, utf16: self.utf16 + other.utf16 }
    }
}

/// Counts the characters that begin in `bytes`: every byte but a UTF-8 continuation; four-byte ones are two in UTF-16.
fn count(bytes: &[u8]) -> Units {
    let characters = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    let astral = bytes.iter().filter(|&&byte| byte >= 0xF0).count();
    Units { characters, utf16: characters + astral }
}
