use std::{borrow::Cow, str::Chars};

use serde::Deserialize;

use crate::text::{Cooked, OffsetMapBuilder, Span, surrogates};

/// Files in whose texts a backslash begins an escape, by the ends of their names.
const WITH_BACKSLASHES: &[&str] = &[
    "c",
    "cc",
    "cpp",
    "cs",
    "cts",
    "cxx",
    "dart",
    "go",
    "gradle",
    "groovy",
    "h",
    "hpp",
    "java",
    "js",
    "json",
    "jsx",
    "kt",
    "kts",
    "mjs",
    "mts",
    "php",
    "properties",
    "py",
    "rb",
    "rs",
    "scala",
    "swift",
    "ts",
    "tsx",
    "vue",
];

/// How a text that an expression found is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Escapes {
    /// As it is meant.
    None,
    /// With `\n`, `\"`, `\u4F60` and the like.
    Backslash,
}

impl Escapes {
    /// What the language promises that the end of a file name stands for.
    pub fn of(name: &str) -> Self {
        let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
        if WITH_BACKSLASHES.contains(&&*end) { Self::Backslash } else { Self::None }
    }

    /// The text that was meant; line ends as `\n`.
    pub(super) fn resolve(self, written: Cooked<'_>) -> Cooked<'_> {
        let text = written.text();
        let is_written_otherwise = |byte| byte == b'\r' || (byte == b'\\' && self == Self::Backslash);
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
                _ => escape(&text[next..]),
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

/// The escape that `text` begins with: its length in bytes, and what it means.
fn escape(text: &str) -> (usize, Meaning) {
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
        '\n' => (2, Meaning::Nothing),
        '\r' => (if rest.as_str().starts_with('\n') { 3 } else { 2 }, Meaning::Nothing),
        'x' => coded(text, rest.as_str(), 2),
        'U' => coded(text, rest.as_str(), 8),
        'u' => unicode(text, rest),
        _ => (1 + kind.len_utf8(), Meaning::Itself),
    }
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
