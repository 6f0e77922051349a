//! JSON that may be shown on a terminal: what its grammar lets stand of control characters is escaped, too.

use std::{borrow::Cow, io};

use serde::Serialize;
use serde_json::{Serializer, ser::Formatter};

/// Writes `value` in one line, or in the several that `out` makes of it.
pub(super) fn write_json(out: &mut dyn io::Write, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Printable))?)
}

/// The JSON `text` with `\u007f` for a raw DEL, and so for U+0080 to U+009F, which some terminals obey. They stand in
/// strings only.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_raw) {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len() + 16);
    match escape(text, &mut out) {
        Ok(()) => Cow::Owned(String::from_utf8_lossy(&out).into_owned()),
        Err(_) => unreachable!("memory takes everything"),
    }
}

/// What JSON itself would let through.
struct Printable;

impl Formatter for Printable {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        escape(fragment, writer)
    }
}

fn escape<W: ?Sized + io::Write>(text: &str, out: &mut W) -> io::Result<()> {
    let mut rest = text;
    while let Some((at, character)) = rest.char_indices().find(|(_, character)| is_raw(*character)) {
        write!(out, "{}\\u{:04x}", &rest[..at], u32::from(character))?;
        rest = &rest[at + character.len_utf8()..];
    }
    out.write_all(rest.as_bytes())
}

fn is_raw(character: char) -> bool {
    matches!(character, '\u{7F}'..='\u{9F}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn controls_are_escaped_and_read_back() {
        let text = "a\u{1b}\u{7f}码\u{9b}2J\u{9f}\u{a0}\"\\";
        let mut out = Vec::new();
        write_json(&mut out, &text).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, "\"a\\u001b\\u007f码\\u009b2J\\u009f\u{a0}\\\"\\\\\"");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        assert_eq!(printable(&serde_json::to_string(text).unwrap()), written);
    }
}
