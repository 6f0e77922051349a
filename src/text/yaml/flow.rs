//! Scalars whose line breaks fold: plain and quoted ones.

use std::ops::Range;

use crate::text::{draft::Draft, surrogates::surrogates};

/// What a scalar stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quotes {
    None,
    Single,
    Double,
}

/// Decodes what stands between the quotes, and gives the byte at which it ends.
pub(super) fn decode(draft: &mut Draft<'_>, source: &str, inner: Range<usize>, quotes: Quotes) -> usize {
    let bytes = &source.as_bytes()[..inner.end.max(inner.start)];
    // `run` is the first byte not yet taken over; blanks from `solid` on are dropped if the line ends with them.
    let (mut at, mut run, mut solid) = (inner.start, inner.start, inner.start);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b' ' | b'\t' => at += 1,
            b'\n' | b'\r' => {
                draft.keep(run, solid);
                at = fold(draft, bytes, solid, at);
                (run, solid) = (at, at);
            }
            b'\'' if quotes == Quotes::Single => {
                draft.keep(run, at);
                draft.put('\'', at, at + 2);
                at += 2;
                (run, solid) = (at, at);
            }
            b'\\' if quotes == Quotes::Double => {
                draft.keep(run, at);
                at = escape(draft, source, bytes, at);
                (run, solid) = (at, at);
            }
            _ => {
                at += 1;
                solid = at;
            }
        }
    }
    draft.keep(run, inner.end);
    inner.end
}

/// The byte after the line break at `at`.
pub(super) fn after_break(bytes: &[u8], at: usize) -> usize {
    if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }
}

/// Whether a line break stands at `at`.
pub(super) fn is_break(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b'\n' | b'\r'))
}

/// Folds the line break at `at`, with the blanks before it, from `from` on: one break is a space, and each further one
/// a line break.
fn fold(draft: &mut Draft<'_>, bytes: &[u8], from: usize, at: usize) -> usize {
    let first = skip_blanks(bytes, after_break(bytes, at));
    if is_break(bytes, first) {
        return empty_lines(draft, bytes, from, first);
    }
    draft.put(' ', from, first);
    first
}

/// Takes over the line breaks of empty lines, of which the first ends at `at`.
fn empty_lines(draft: &mut Draft<'_>, bytes: &[u8], mut from: usize, mut at: usize) -> usize {
    while is_break(bytes, at) {
        let next = after_break(bytes, at);
        draft.put('\n', from, next);
        from = next;
        at = skip_blanks(bytes, next);
    }
    at
}

fn skip_blanks(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t')) {
        at += 1;
    }
    at
}

/// Decodes the escape at `at`, and gives the byte after it.
fn escape(draft: &mut Draft<'_>, source: &str, bytes: &[u8], at: usize) -> usize {
    let Some(&kind) = bytes.get(at + 1) else { return bytes.len() };
    let (character, len) = match kind {
        b'\n' | b'\r' => {
            let next = after_break(bytes, at + 1);
            return empty_lines(draft, bytes, next, skip_blanks(bytes, next));
        }
        b'0' => ('\0', 2),
        b'a' => ('\x07', 2),
        b'b' => ('\x08', 2),
        b't' | b'\t' => ('\t', 2),
        b'n' => ('\n', 2),
        b'v' => ('\x0B', 2),
        b'f' => ('\x0C', 2),
        b'r' => ('\r', 2),
        b'e' => ('\x1B', 2),
        b' ' | b'"' | b'/' | b'\\' => (char::from(kind), 2),
        b'N' => ('\u{85}', 2),
        b'_' => ('\u{A0}', 2),
        b'L' => ('\u{2028}', 2),
        b'P' => ('\u{2029}', 2),
        b'x' => code_point(source, at, 2),
        b'u' => code_point(source, at, 4),
        b'U' => code_point(source, at, 8),
        // The parser refuses all others.
        _ => (char::REPLACEMENT_CHARACTER, 1),
    };
    let end = (at + len).min(bytes.len());
    draft.put(character, at, end);
    end
}

/// Reads `digits` hexadecimal digits behind the two bytes at `at`, and a low surrogate behind a high one.
fn code_point(source: &str, at: usize, digits: usize) -> (char, usize) {
    let hex = |from: usize| u32::from_str_radix(source.get(from..from + digits)?, 16).ok();
    let len = 2 + digits;
    let Some(code) = hex(at + 2) else { return (char::REPLACEMENT_CHARACTER, 1) };
    if let Some(character) = char::from_u32(code) {
        return (character, len);
    }
    let low = if source.get(at + len..at + len + 2) == Some("\\u") { hex(at + len + 2) } else { None };
    let pair = low.and_then(|low| surrogates(code, low));
    pair.map_or((char::REPLACEMENT_CHARACTER, len), |character| (character, 2 * len))
}
