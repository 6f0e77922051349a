//! `.properties`, as `java.util.Properties` reads them.

use super::{Escapes, entry, scalar, tree};
use crate::text::{Cooked, Tree};

/// What stands between words.
const BLANKS: [u8; 3] = *b" \t\x0C";

pub(super) fn read<'s>(text: &Cooked<'s>) -> Tree<'s> {
    let (source, mut at, mut entries) = (text.text(), 0, Vec::new());
    let bytes = source.as_bytes();
    while at < bytes.len() {
        at += bytes[at..].iter().take_while(|byte| BLANKS.contains(byte) || matches!(byte, b'\r' | b'\n')).count();
        if matches!(bytes.get(at), Some(b'#' | b'!')) {
            at += bytes[at..].iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
            continue;
        }
        let end = line_end(bytes, at);
        let key_end = key_end(bytes, at, end);
        let mut value = key_end + blanks(&bytes[key_end..end]);
        if matches!(bytes.get(value), Some(b'=' | b':')) && value < end {
            value += 1;
            value += blanks(&bytes[value..end]);
        }
        if key_end > at {
            let value = scalar(text, value..end, Escapes::Joined);
            entries.push(entry(text, at..key_end, Escapes::Joined, value));
        }
        at = end.max(at + 1);
    }
    tree(text, entries, Vec::new())
}

/// Where the line that begins at `at` ends, with those that it goes on in.
fn line_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if bytes[at + 1..].starts_with(b"\r\n") => at += 3,
            b'\\' => at += 2,
            b'\r' | b'\n' => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn key_end(bytes: &[u8], mut at: usize, end: usize) -> usize {
    while at < end {
        match bytes[at] {
            b'\\' => at += 2,
            b'=' | b':' => return at,
            byte if BLANKS.contains(&byte) => return at,
            _ => at += 1,
        }
    }
    end
}

fn blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| BLANKS.contains(byte)).count()
}
