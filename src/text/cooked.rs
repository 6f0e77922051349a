use std::{borrow::Cow, ops::Range};

use super::{OffsetMap, Span};

/// A text that was decoded or normalised, and knows which bytes of the original file each character came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cooked<'s> {
    text: Cow<'s, str>,
    map: OffsetMap,
}

impl<'s> Cooked<'s> {
    /// A text together with its map; `map` covers exactly the bytes of `text`.
    pub const fn new(text: Cow<'s, str>, map: OffsetMap) -> Self {
        Self { text, map }
    }

    /// A text that stands in the file as it is, from byte `start` on.
    pub const fn verbatim(text: &'s str, start: usize) -> Self {
        Self { text: Cow::Borrowed(text), map: OffsetMap::shift(start) }
    }

    /// The text itself.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text for as long as the file lives, where it was not made anew.
    pub const fn borrowed(&self) -> Option<&'s str> {
        match self.text {
            Cow::Borrowed(text) => Some(text),
            Cow::Owned(_) => None,
        }
    }

    /// The same, independent of the file.
    #[must_use]
    pub fn into_owned(self) -> Cooked<'static> {
        Cooked { text: Cow::Owned(self.text.into_owned()), map: self.map }
    }

    /// The map to the bytes of the original file.
    pub const fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// The bytes of the original file that `range` (bytes of [`Self::text`]) came from.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.map.span(range)
    }

    /// The bytes of the original file that the whole text came from.
    pub fn whole(&self) -> Span {
        self.map.span(0..self.text.len())
    }

    /// The first `len` bytes of the text, which must end on a character boundary.
    #[must_use]
    pub fn truncated(self, len: usize) -> Self {
        let map = OffsetMap::shift(0).compose(len, &self.map);
        let text = match self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[..len]),
            Cow::Owned(mut text) => {
                text.truncate(len);
                Cow::Owned(text)
            }
        };
        Self { text, map }
    }

    /// A part of the text that lives as long as the file. The range must lie on character boundaries.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        match self.text {
            Cow::Borrowed(text) => {
                let map = OffsetMap::shift(range.start).compose(range.len(), &self.map);
                Self { text: Cow::Borrowed(&text[range]), map }
            }
            Cow::Owned(_) => self.slice(range).into_owned(),
        }
    }

    /// A part of the text, by bytes of [`Self::text`]. The range must lie on character boundaries.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Cooked<'_> {
        let map = OffsetMap::shift(range.start).compose(range.len(), &self.map);
        Cooked { text: Cow::Borrowed(&self.text[range]), map }
    }
}
