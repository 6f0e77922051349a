use std::borrow::Cow;

use super::{Cooked, OffsetMap, OffsetMapBuilder, Span};

/// A scalar under decoding. Places are bytes of the text that it stands in.
#[derive(Debug)]
pub(super) struct Draft<'t> {
    source: &'t str,
    text: String,
    map: OffsetMapBuilder,
}

impl<'t> Draft<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self { source, text: String::new(), map: OffsetMapBuilder::default() }
    }

    /// Appends the bytes from `from` to `to` as they stand.
    pub(super) fn keep(&mut self, from: usize, to: usize) {
        if from < to {
            self.text.push_str(&self.source[from..to]);
            self.map.linear(to - from, from);
        }
    }

    /// Appends a character that is written as the bytes from `from` to `to`.
    pub(super) fn put(&mut self, character: char, from: usize, to: usize) {
        self.text.push(character);
        self.map.atom(character.len_utf8(), Span::new(from, to));
    }

    /// The text that the scalar stands in.
    pub(super) const fn source(&self) -> &'t str {
        self.source
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The decoded text, where its source ends at byte `end` and leads to the file through `outer`.
    pub(super) fn finish(self, end: usize, outer: &OffsetMap) -> Cooked<'t> {
        let len = self.text.len();
        let map = self.map.finish(end);
        let text = if map.is_linear() {
            let start = map.span(0..0).start;
            Cow::Borrowed(&self.source[start..start + len])
        } else {
            Cow::Owned(self.text)
        };
        Cooked::new(text, map.compose(len, outer))
    }
}
