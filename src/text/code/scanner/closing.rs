//! Where texts end.

use std::ops::Range;

use super::{Open, Scanner};
use crate::text::code::grammar::{Close, Escapes, TextForm};

/// What will close a text.
pub(super) enum Closing {
    Sign(&'static str),
    /// So many quotes, then so many `#`.
    Run(usize, usize),
    /// A line that begins with the word at this place.
    Line(Range<usize>),
    /// What stands at this place, again.
    Tag(Range<usize>),
}

impl Open {
    /// Whether this byte alone closes it.
    pub(super) fn is_closed_by(&self, byte: u8) -> bool {
        matches!(self.closing, Closing::Sign(sign) if sign.as_bytes() == [byte])
    }
}

impl Scanner<'_> {
    /// Where the text of that form begins whose opening sign stands at `open`, and what closes it.
    pub(super) fn opened(&mut self, form: &TextForm, open: usize) -> Option<(usize, Closing)> {
        let behind = open + form.open.len();
        let count = |from: usize, sign: u8| self.text.as_bytes()[from..].iter().take_while(|b| **b == sign).count();
        match form.close {
            Close::Sign(sign) => Some((behind, Closing::Sign(sign))),
            Close::Hashes => {
                let hashes = count(open, b'#');
                (self.byte(open + hashes) == Some(b'"')).then(|| (open + hashes + 1, Closing::Run(1, hashes)))
            }
            Close::Run => {
                let quotes = 3 + count(behind, b'"');
                Some((behind + quotes - 3, Closing::Run(quotes, 0)))
            }
            Close::Heredoc => {
                let blank = count(behind, b' ');
                let word = behind + blank + usize::from(matches!(self.byte(behind + blank), Some(b'"' | b'\'')));
                let rest = &self.text[word..];
                let len = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
                let line = rest.find('\n')?;
                (len > 0 && !self.no_heredoc).then(|| (word + line + 1, Closing::Line(word..word + len)))
            }
            Close::Tag => {
                let rest = &self.text[behind..];
                let len = rest.find(|c: char| c != '_' && !c.is_alphanumeric())?;
                let named = !rest.starts_with(|c: char| c.is_ascii_digit());
                (named && rest[len..].starts_with('$'))
                    .then(|| (behind + len + 1, Closing::Tag(open..behind + len + 1)))
            }
        }
    }

    /// Where the text ends and where it goes on behind it, if the closing sign stands here.
    pub(super) fn closes(&self, open: &Open) -> Option<(usize, usize)> {
        let (bytes, at) = (self.text.as_bytes(), self.at);
        match &open.closing {
            Closing::Sign(sign) => {
                let doubled = matches!(open.form.escapes, Escapes::Doubled | Escapes::BackslashOrDoubled)
                    && bytes[at + 1..].starts_with(sign.as_bytes());
                (bytes[at..].starts_with(sign.as_bytes()) && !doubled).then(|| (at, at + sign.len()))
            }
            Closing::Run(quotes, hashes) => {
                let run = bytes[at..].iter().take(quotes + hashes);
                let fits = |(place, byte): (usize, &u8)| *byte == if place < *quotes { b'"' } else { b'#' };
                (run.len() == quotes + hashes && run.enumerate().all(fits)).then(|| (at, at + quotes + hashes))
            }
            Closing::Line(word) => {
                if bytes[at - 1] != b'\n' {
                    return None;
                }
                let line = &self.text[at..];
                let blank = line.find(|c| c != ' ' && c != '\t').unwrap_or(line.len());
                let behind = line[blank..].strip_prefix(&self.text[word.clone()])?;
                let ends = !behind.starts_with(|c: char| c == '_' || c.is_alphanumeric());
                let before = at - 1 - usize::from(at > 1 && bytes[at - 2] == b'\r');
                ends.then(|| (before, at + blank + word.len()))
            }
            Closing::Tag(tag) => {
                let tag = &bytes[tag.clone()];
                bytes[at..].starts_with(tag).then(|| (at, at + tag.len()))
            }
        }
    }
}
