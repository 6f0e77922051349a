use std::ops::Range;

use super::{
    Literal,
    grammar::{Escapes, Hole},
};
use crate::text::{Cooked, draft::Draft, surrogates::surrogates};

/// What stands in a decoded text where the program puts a value. Unicode gives this place to no character, so no text
/// of a person holds it.
pub const HOLE: char = '\u{FDD0}';

/// The escapes of languages that call characters by their names.
const LONG_NAMES: Escapes = Escapes::Backslash { stays: true };

/// The longest name of a character with its closing brace, in bytes.
const LONGEST_NAME: usize = 100;

/// A stretch of a text that is put together from several.
#[derive(Debug)]
pub enum Piece<'l> {
    /// A text.
    Text(&'l Literal),
    /// A value that the program puts in, with the signs round it.
    Value(Range<usize>),
}

/// The text that `pieces`, left to right, make in a file that reads as `file`.
pub fn decode<'s>(file: &Cooked<'s>, pieces: &[Piece<'_>]) -> Cooked<'s> {
    match file.borrowed() {
        Some(text) => decoded(text, file, pieces),
        None => decoded(file.text(), file, pieces).into_owned(),
    }
}

fn decoded<'t>(text: &'t str, file: &Cooked<'_>, pieces: &[Piece<'_>]) -> Cooked<'t> {
    let mut draft = Draft::new(text);
    let mut end = 0;
    for piece in pieces {
        match piece {
            Piece::Text(literal) => {
                end = Decoder { text, literal, draft: &mut draft }.run();
            }
            Piece::Value(range) => {
                end = range.end;
                draft.put(HOLE, range.start, range.end);
            }
        }
    }
    draft.finish(end, file.map())
}

struct Decoder<'d, 't> {
    text: &'t str,
    literal: &'d Literal,
    draft: &'d mut Draft<'t>,
}

impl Decoder<'_, '_> {
    /// Takes over what the text says; gives where that ends.
    fn run(&mut self) -> usize {
        let Range { start, end } = self.body();
        let margin = if self.literal.form.block { self.margin(start..end) } else { 0 };
        let mut holes = self.literal.holes.iter().filter(|hole| hole.start >= start).peekable();
        let bytes = self.text.as_bytes();
        // `run` is the first byte not yet taken over.
        let mut at = start + self.indentation(start..end, margin);
        let mut run = at;
        while at < end {
            while holes.next_if(|hole| hole.start < at).is_some() {}
            if let Some(hole) = holes.next_if(|hole| hole.start <= at) {
                self.draft.keep(run, at);
                // Where a dollar sign cannot stand for itself, it is put in as a value.
                let dollar = matches!(&self.text[hole.clone()], "${'$'}" | "${\"$\"}");
                self.draft.put(if dollar { '$' } else { HOLE }, hole.start, hole.end);
                (at, run) = (hole.end, hole.end);
                continue;
            }
            let next = match bytes[at] {
                b'\r' if bytes.get(at + 1) == Some(&b'\n') => {
                    self.draft.keep(run, at);
                    at += 1;
                    run = at;
                    continue;
                }
                b'\n' if margin > 0 => {
                    self.draft.keep(run, at + 1);
                    at + 1 + self.indentation(at + 1..end, margin)
                }
                b'\\' if self.unescapes(at) => {
                    self.draft.keep(run, at);
                    self.escape(at, end)
                }
                byte if self.is_doubled(byte, at, end) => {
                    self.draft.keep(run, at);
                    self.draft.put(char::from(byte), at, at + 2);
                    at + 2
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            (at, run) = (next, next);
        }
        self.draft.keep(run, end.max(run));
        end
    }

    /// The text without the lines that are mere frame.
    fn body(&self) -> Range<usize> {
        let Range { mut start, mut end } = self.literal.inside.clone();
        if !self.literal.form.block {
            return start..end;
        }
        let blank = |line: &str| line.trim_ascii().is_empty();
        if let Some(line) = self.text[start..end].find('\n')
            && blank(&self.text[start..start + line])
        {
            start += line + 1;
            if let Some(last) = self.text[start..end].rfind('\n')
                && blank(&self.text[start + last..end])
            {
                end = start + last;
                end -= usize::from(self.text[start..end].ends_with('\r'));
            }
        }
        start..end
    }

    /// The least indentation of a line, in bytes.
    fn margin(&self, range: Range<usize>) -> usize {
        let begun = self.follows_sign(range.start);
        let lines = self.text[range].lines().skip(usize::from(begun)).filter(|line| !line.trim_ascii().is_empty());
        lines.map(|line| line.len() - line.trim_start_matches([' ', '\t']).len()).min().unwrap_or(0)
    }

    /// How much of the line at the start of `range` is margin.
    fn indentation(&self, range: Range<usize>, margin: usize) -> usize {
        if self.follows_sign(range.start) {
            return 0;
        }
        self.text[range].bytes().take(margin).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Whether the opening sign stands on the same line before `at`, so that the line has no indentation of its own.
    fn follows_sign(&self, at: usize) -> bool {
        at == self.literal.inside.start && !self.text[..at].ends_with('\n')
    }

    fn unescapes(&self, at: usize) -> bool {
        match self.literal.form.escapes {
            Escapes::None | Escapes::Kept | Escapes::Doubled => false,
            Escapes::Backslash { .. } | Escapes::BackslashOrDoubled => true,
            Escapes::Quotes => matches!(self.text.as_bytes().get(at + 1), Some(b'\\' | b'\'')),
        }
    }

    fn is_doubled(&self, byte: u8, at: usize, end: usize) -> bool {
        let twice = at + 1 < end && self.text.as_bytes()[at + 1] == byte;
        let quotes = matches!(self.literal.form.escapes, Escapes::Doubled | Escapes::BackslashOrDoubled);
        let braces = self.literal.form.holes.contains(&Hole::Brace);
        twice && ((quotes && matches!(byte, b'"' | b'\'')) || (braces && matches!(byte, b'{' | b'}')))
    }

    /// Puts what the escape at `at` stands for; gives the byte behind it.
    fn escape(&mut self, at: usize, end: usize) -> usize {
        let Some(kind) = self.text[at + 1..end].chars().next() else {
            self.draft.put('\\', at, at + 1);
            return at + 1;
        };
        let behind = at + 1 + kind.len_utf8();
        let character = match kind {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\x08',
            'f' => '\x0C',
            'v' => '\x0B',
            'a' => '\x07',
            'e' => '\x1B',
            '\\' | '"' | '\'' | '`' | '$' | '/' | '#' => kind,
            '\n' => return behind + self.indentation_of_next_line(behind, end),
            '\r' if self.text[behind..end].starts_with('\n') => {
                return behind + 1 + self.indentation_of_next_line(behind + 1, end);
            }
            'u' | 'U' => match self.unicode(at, end) {
                Some((character, behind)) => {
                    self.draft.put(character, at, behind);
                    return behind;
                }
                None => return self.unknown(kind, at),
            },
            'N' => match self.named(behind, end) {
                Some(behind) => {
                    self.draft.put(HOLE, at, behind);
                    return behind;
                }
                None => return self.unknown(kind, at),
            },
            'x' | '0'..='7' => match self.byte(at, end) {
                Some((0..=255, _)) => return self.bytes(at, end),
                _ => return self.unknown(kind, at),
            },
            _ => return self.unknown(kind, at),
        };
        self.draft.put(character, at, behind);
        behind
    }

    /// Some languages skip the indentation of the line that a broken text goes on in; a message has none either.
    fn indentation_of_next_line(&self, at: usize, end: usize) -> usize {
        self.text[at..end].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Where the name of a character ends that stands in braces at `at`, as in `\N{EM DASH}`. Which it is, only tables say.
    fn named(&self, at: usize, end: usize) -> Option<usize> {
        let name = self.text[at..end].strip_prefix('{').filter(|_| self.literal.form.escapes == LONG_NAMES)?;
        let len = name.bytes().take(LONGEST_NAME).position(|byte| byte == b'}')?;
        let sound = name[..len].bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-'));
        (len > 0 && sound).then_some(at + len + 2)
    }

    fn unknown(&mut self, kind: char, at: usize) -> usize {
        let behind = at + 1 + kind.len_utf8();
        if self.literal.form.escapes == (Escapes::Backslash { stays: true }) {
            self.draft.keep(at, behind);
        } else {
            self.draft.put(kind, at, behind);
        }
        behind
    }

    /// `\uXXXX`, two of them for one character, `\u{X}` or `\UXXXXXXXX`.
    fn unicode(&self, at: usize, end: usize) -> Option<(char, usize)> {
        let (unit, behind) = self.code(at, end)?;
        if let Some(character) = char::from_u32(unit) {
            return Some((character, behind));
        }
        let (low, behind) = self.code(behind, end)?;
        Some((surrogates(unit, low)?, behind))
    }

    fn code(&self, at: usize, end: usize) -> Option<(u32, usize)> {
        let text = self.text.get(at..end)?.strip_prefix('\\')?;
        let (digits, behind) = if let Some(long) = text.strip_prefix('U') {
            (long.get(..8)?, at + 10)
        } else {
            // Java lets the letter stand as often as one likes.
            let short = text.strip_prefix('u')?.trim_start_matches('u');
            let lead = text.len() - short.len();
            if let Some(braced) = short.strip_prefix('{') {
                let len = braced.bytes().take(9).position(|byte| byte == b'}')?;
                (&braced[..len], at + 1 + lead + len + 2)
            } else {
                (short.get(..4)?, at + 1 + lead + 4)
            }
        };
        let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some((u32::from_str_radix(digits, 16).ok().filter(|_| sound)?, behind))
    }

    /// `\xHH`, `\x{H}` or up to three octal digits.
    fn byte(&self, at: usize, end: usize) -> Option<(u32, usize)> {
        let text = self.text.get(at..end)?.strip_prefix('\\')?;
        let len = |text: &str, most: usize, base: u32| text.chars().take(most).take_while(|c| c.is_digit(base)).count();
        let (digits, base, behind) = if let Some(hex) = text.strip_prefix('x') {
            let len = len(hex, 2, 16);
            (&hex[..len], 16, at + 2 + len)
        } else {
            let len = len(text, 3, 8);
            (&text[..len], 8, at + 1 + len)
        };
        Some((u32::from_str_radix(digits, base).ok()?, behind))
    }

    /// Puts the characters that escapes in a row make: bytes of UTF-8 where they are that.
    fn bytes(&mut self, mut at: usize, end: usize) -> usize {
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        while let Some((value, behind)) = self.byte(at, end) {
            let Ok(byte) = u8::try_from(value) else { break };
            bytes.push(byte);
            places.push(at..behind);
            at = behind;
        }
        if let Ok(text) = std::str::from_utf8(&bytes) {
            for (offset, character) in text.char_indices() {
                let last = offset + character.len_utf8() - 1;
                self.draft.put(character, places[offset].start, places[last].end);
            }
        } else {
            for (byte, place) in bytes.into_iter().zip(places) {
                self.draft.put(char::from(byte), place.start, place.end);
            }
        }
        at
    }
}
