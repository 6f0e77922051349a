use std::{borrow::Cow, str::Chars};

use super::{Cooked, OffsetMapBuilder, Span, surrogates::surrogates};

/// How a text is written in a file that is no document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// As it is meant.
    None,
    /// With `\n`, `\"`, `\u4F60` and the like; before any other character a backslash stays.
    Backslash,
    /// The same, but before any other character a backslash means nothing, and where a line goes on below it loses its
    /// indentation.
    Joined,
}

impl Escapes {
    /// The text that was meant; line ends as `\n`.
    pub fn resolve(self, written: Cooked<'_>) -> Cooked<'_> {
        let text = written.text();
        let is_written_otherwise = |byte| byte == b'\r' || (byte == b'\\' && self != Self::None);
        if !text.bytes().any(is_written_otherwise) {
            return written;
        }
        let (mut meant, mut map, mut at) = (String::with_capacity(text.len()), OffsetMapBuilder::default(), 0);
        while let Some(next) = text[at..].find(['\r', '\\']).map(|next| at + next) {
            let (len, meaning) = match (&text[next..=next], self) {
                // Of the two signs of a line end, the second is kept.
                ("\r", _) if text[next + 1..].starts_with('\n') => (1, Meaning::Nothing),
                ("\r", _) => (1, Meaning::Character('\n')),
                (_, Self::None) => (1, Meaning::Itself),
                _ => self.escape(&text[next..]),
            };
            let kept = if meaning == Meaning::Itself { next + len } else { next };
            meant.push_str(&text[at..kept]);
            map.linear(kept - at, at);
            if let Meaning::Character(character) = meaning {
                meant.push(character);
                map.atom(character.len_utf8(), Span::new(next, next + len));
            }
            at = next + len;
        }
        meant.push_str(&text[at..]);
        map.linear(text.len() - at, at);
        let map = map.finish(text.len()).compose(meant.len(), written.map());
        Cooked::new(Cow::Owned(meant), map)
    }

    /// The escape that `text` begins with: its length in bytes, and what it means.
    fn escape(self, text: &str) -> (usize, Meaning) {
        let mut rest = text[1..].chars();
        let Some(kind) = rest.next() else { return (1, Meaning::Itself) };
        let simple = |character| (1 + kind.len_utf8(), Meaning::Character(character));
        match kind {
            '\\' | '\'' | '"' | '`' | '/' | '$' => simple(kind),
            'n' => simple('\n'),
            'r' => simple('\r'),
            't' => simple('\t'),
            'b' => simple('\x08'),
            'f' => simple('\x0C'),
            '0' => simple('\0'),
            // The line goes on below.
            '\n' => (2 + self.indentation(rest.as_str()), Meaning::Nothing),
            '\r' => {
                let rest = rest.as_str();
                let below = rest.strip_prefix('\n').unwrap_or(rest);
                (2 + rest.len() - below.len() + self.indentation(below), Meaning::Nothing)
            }
            'x' => coded(text, rest.as_str(), 2),
            'U' => coded(text, rest.as_str(), 8),
            'u' => unicode(text, rest),
            _ if self == Self::Joined => (1, Meaning::Nothing),
            _ => (1 + kind.len_utf8(), Meaning::Itself),
        }
    }

    /// How many bytes of the line that a text goes on in are no part of it.
    fn indentation(self, line: &str) -> usize {
        if self == Self::Joined { line.len() - line.trim_start_matches([' ', '\t', '\x0C']).len() } else { 0 }
    }
}

/// What a stretch of a written text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// What is written.
    Itself,
    /// Nothing at all.
    Nothing,
    /// This one.
    Character(char),
}

/// `\x41` or `\U0001F600`: so many hexadecimal digits.
fn coded(text: &str, rest: &str, digits: usize) -> (usize, Meaning) {
    match hex(rest, digits).and_then(char::from_u32) {
        Some(character) => (text.len() - rest.len() + digits, Meaning::Character(character)),
        None => (2, Meaning::Itself),
    }
}

/// `\u4F60`, `\u{1F600}`, or two halves of a pair.
fn unicode(text: &str, mut rest: Chars<'_>) -> (usize, Meaning) {
    if let Some(inner) = rest.as_str().strip_prefix('{') {
        let digits = inner.bytes().take(8).take_while(u8::is_ascii_hexdigit).count();
        return match hex(inner, digits).and_then(char::from_u32).filter(|_| inner[digits..].starts_with('}')) {
            Some(character) => (text.len() - inner.len() + digits + 1, Meaning::Character(character)),
            None => (2, Meaning::Itself),
        };
    }
    // Java takes any number of them.
    while rest.as_str().starts_with('u') {
        rest.next();
    }
    let rest = rest.as_str();
    let Some(unit) = hex(rest, 4) else { return (2, Meaning::Itself) };
    let end = text.len() - rest.len() + 4;
    if let Some(character) = char::from_u32(unit) {
        return (end, Meaning::Character(character));
    }
    let low = rest[4..].strip_prefix("\\u").and_then(|low| hex(low, 4));
    match low.and_then(|low| surrogates(unit, low)) {
        Some(character) => (end + 6, Meaning::Character(character)),
        None => (end, Meaning::Character(char::REPLACEMENT_CHARACTER)),
    }
}

/// The number that `text` begins with in so many hexadecimal digits.
fn hex(text: &str, digits: usize) -> Option<u32> {
    let text = text.get(..digits).filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(text, 16).ok()
}
