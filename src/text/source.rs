use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use super::{Cooked, FaultKind, LineIndex, OffsetMapBuilder, Position, Span};

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// One input file: its name as reports show it, and its bytes as they are.
#[derive(Debug)]
pub struct Source {
    name: Arc<str>,
    bytes: Vec<u8>,
    index: OnceLock<LineIndex>,
}

impl Source {
    /// A file called `name` (with `/` between folders) that holds `bytes`.
    pub fn new(name: impl Into<Arc<str>>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), index: OnceLock::new() }
    }

    /// The name, as reports show it.
    pub const fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The file as it is.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file as text, without a byte order mark, and the places that are no text: what is not UTF-8, and NUL bytes.
    /// Each of them reads as U+FFFD; [`Self::damage`] tells which it is.
    pub fn decode(&self) -> (Cooked<'_>, Vec<Span>) {
        let start = if self.bytes.starts_with(BOM) { BOM.len() } else { 0 };
        let rest = &self.bytes[start..];
        if !rest.contains(&0)
            && let Ok(text) = std::str::from_utf8(rest)
        {
            return (Cooked::verbatim(text, start), Vec::new());
        }
        let (mut text, mut map, mut broken, mut at) = (String::new(), OffsetMapBuilder::default(), Vec::new(), start);
        for chunk in rest.utf8_chunks() {
            for piece in chunk.valid().split_inclusive('\0') {
                let sound = piece.trim_end_matches('\0');
                text.push_str(sound);
                map.linear(sound.len(), at);
                at += sound.len();
                if sound.len() < piece.len() {
                    broken.push(Span::new(at, at + 1));
                    text.push(char::REPLACEMENT_CHARACTER);
                    map.atom(char::REPLACEMENT_CHARACTER.len_utf8(), Span::new(at, at + 1));
                    at += 1;
                }
            }
            if !chunk.invalid().is_empty() {
                let span = Span::new(at, at + chunk.invalid().len());
                text.push(char::REPLACEMENT_CHARACTER);
                map.atom(char::REPLACEMENT_CHARACTER.len_utf8(), span);
                broken.push(span);
                at = span.end;
            }
        }
        (Cooked::new(Cow::Owned(text), map.finish(at)), broken)
    }

    /// What is wrong with a place that [`Self::decode`] calls no text.
    pub fn damage(&self, span: Span) -> FaultKind {
        if self.bytes.get(span.start) == Some(&0) { FaultKind::Binary } else { FaultKind::Encoding }
    }

    /// The first two bytes, where they show that the file is UTF-16: a byte order mark, or one NUL byte in each of the
    /// first two pairs, always on the same side, as before or behind ASCII.
    pub fn utf16(&self) -> Option<Span> {
        let mark = matches!(*self.bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
        let pairs = match *self.bytes {
            [a, b, c, d, ..] => {
                matches!([a, b, c, d].map(|byte| byte == 0), [true, false, true, false] | [false, true, false, true])
            }
            _ => false,
        };
        (mark || pairs).then(|| Span::new(0, 2))
    }

    /// The bytes of `span`, as text; what is not UTF-8 reads as U+FFFD. Bytes outside the file are left out.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        let end = span.end.min(self.bytes.len());
        String::from_utf8_lossy(&self.bytes[span.start.min(end)..end])
    }

    /// Line and columns of the byte `at`.
    pub fn position(&self, at: usize) -> Position {
        self.index().position(&self.bytes, at)
    }

    /// Where the lines of this file begin.
    pub fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(&self.bytes))
    }
}

impl Clone for Source {
    fn clone(&self) -> Self {
        Self::new(Arc::clone(&self.name), self.bytes.clone())
    }
}
