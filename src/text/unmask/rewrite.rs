use std::ops::Range;

use super::Fold;
use crate::text::{OffsetMap, OffsetMapBuilder, Span};

/// A text that is written anew from left to right, with what was changed and where it came from.
pub(super) struct Rewrite<'t> {
    text: &'t str,
    written: String,
    map: OffsetMapBuilder,
    /// The first byte that is not yet taken over.
    run: usize,
    changes: Vec<(Range<usize>, Fold)>,
}

/// What came of it.
pub(super) struct Rewritten {
    pub(super) text: String,
    /// To the text that was rewritten.
    pub(super) map: OffsetMap,
    /// Bytes of the text that was rewritten, in order and disjoint.
    pub(super) changes: Vec<(Range<usize>, Fold)>,
}

impl<'t> Rewrite<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let (written, map) = (String::with_capacity(text.len()), OffsetMapBuilder::default());
        Self { text, written, map, run: 0, changes: Vec::new() }
    }

    /// Writes `new` in place of the bytes `range`, which stand behind all that were replaced before.
    pub(super) fn put(&mut self, range: Range<usize>, new: &str, fold: Fold) {
        self.take_over(range.start);
        self.written.push_str(new);
        self.map.atom(new.len(), Span::new(range.start, range.end));
        self.run = range.end;
        self.changes.push((range, fold));
    }

    /// The outcome; `None` where nothing was changed.
    pub(super) fn finish(mut self) -> Option<Rewritten> {
        if self.changes.is_empty() {
            return None;
        }
        self.take_over(self.text.len());
        Some(Rewritten { text: self.written, map: self.map.finish(self.text.len()), changes: self.changes })
    }

    fn take_over(&mut self, end: usize) {
        self.written.push_str(&self.text[self.run..end]);
        self.map.linear(end - self.run, self.run);
        self.run = end;
    }
}
