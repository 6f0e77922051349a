use std::ops::Range;

use super::Span;

/// Leads from bytes of a cooked text (decoded, unescaped, folded, normalised) to bytes of the text it was made from.
///
/// A map is a list of runs. Inside a *linear* run bytes correspond one to one; an *atom* (an escape such as `\u4F60`,
/// a folded line break, a full-width letter made half-width) corresponds only as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffsetMap(Runs);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Runs {
    /// Byte `n` of the cooked text is byte `base + n` of the original. By far the most frequent case.
    Shift(usize),
    /// Sorted by `cooked`, without gaps; the last run is an empty sentinel that marks both ends.
    Many(Box<[Run]>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where the run begins in the cooked text.
    cooked: usize,
    /// What it came from.
    original: Span,
    /// Whether bytes correspond one to one.
    linear: bool,
}

impl OffsetMap {
    /// The map of a text that stands in the original unchanged, from byte `start` on.
    pub const fn shift(start: usize) -> Self {
        Self(Runs::Shift(start))
    }

    /// The map of a text of `len` bytes of which no more is known than that it came from `original` as a whole.
    pub fn opaque(len: usize, original: Span) -> Self {
        let mut builder = OffsetMapBuilder::default();
        builder.atom(len, original);
        builder.finish(original.end)
    }

    /// Whether bytes correspond one to one over the whole text.
    pub const fn is_linear(&self) -> bool {
        matches!(self.0, Runs::Shift(_))
    }

    /// The original bytes of the cooked `range`. An atom that is touched is covered whole; an empty range gives the
    /// empty span at its place.
    pub fn span(&self, range: Range<usize>) -> Span {
        match &self.0 {
            Runs::Shift(base) => Span::new(base + range.start, base + range.end),
            Runs::Many(runs) => {
                let start = Self::start_of(runs, range.start);
                if range.is_empty() { Span::empty(start) } else { Span::new(start, Self::end_of(runs, range.end)) }
            }
        }
    }

    /// The map that leads through `self` and then through `outer`: `self` maps into a text, and `outer` maps that text
    /// into the one it came from. `len` is the length of the cooked text of `self`, in bytes.
    #[must_use]
    pub fn compose(&self, len: usize, outer: &Self) -> Self {
        match (&self.0, &outer.0) {
            (Runs::Shift(inner), Runs::Shift(base)) => Self::shift(base + inner),
            (Runs::Many(runs), Runs::Shift(base)) => {
                Self(Runs::Many(runs.iter().map(|run| Run { original: run.original.shift(*base), ..*run }).collect()))
            }
            (Runs::Shift(inner), Runs::Many(_)) => {
                let mut builder = OffsetMapBuilder::default();
                outer.push_range(*inner..inner + len, &mut builder);
                builder.finish(outer.span(inner + len..inner + len).start)
            }
            (Runs::Many(runs), Runs::Many(_)) => {
                let mut builder = OffsetMapBuilder::default();
                for pair in runs.windows(2) {
                    let (run, cooked_len) = (pair[0], pair[1].cooked - pair[0].cooked);
                    if run.linear {
                        outer.push_range(run.original.start..run.original.end, &mut builder);
                    } else {
                        builder.atom(cooked_len, outer.span(run.original.start..run.original.end));
                    }
                }
                let end = runs.last().map_or(0, |run| run.original.end);
                builder.finish(outer.span(end..end).start)
            }
        }
    }

    /// Appends what `range` of this map's cooked text came from.
    fn push_range(&self, range: Range<usize>, builder: &mut OffsetMapBuilder) {
        match &self.0 {
            Runs::Shift(base) => builder.linear(range.len(), base + range.start),
            Runs::Many(runs) => {
                let first = runs.partition_point(|run| run.cooked <= range.start).saturating_sub(1);
                for pair in runs[first..].windows(2) {
                    let (run, end) = (pair[0], pair[1].cooked);
                    let (from, to) = (run.cooked.max(range.start), end.min(range.end));
                    if from >= to {
                        break;
                    }
                    if run.linear {
                        builder.linear(to - from, run.original.start + (from - run.cooked));
                    } else {
                        builder.atom(to - from, run.original);
                    }
                }
            }
        }
    }

    fn start_of(runs: &[Run], at: usize) -> usize {
        let run = runs[runs.partition_point(|run| run.cooked <= at).saturating_sub(1)];
        if run.linear { (run.original.start + (at - run.cooked)).min(run.original.end) } else { run.original.start }
    }

    fn end_of(runs: &[Run], at: usize) -> usize {
        let run = runs[runs.partition_point(|run| run.cooked < at).saturating_sub(1)];
        if run.linear { (run.original.start + (at - run.cooked)).min(run.original.end) } else { run.original.end }
    }
}

/// Builds an [`OffsetMap`] from left to right.
#[derive(Debug, Default)]
pub struct OffsetMapBuilder {
    runs: Vec<Run>,
    len: usize,
}

impl OffsetMapBuilder {
    /// Appends `len` bytes that stand in the original unchanged, from byte `start` on.
    pub fn linear(&mut self, len: usize, start: usize) {
        if len == 0 {
            return;
        }
        match self.runs.last_mut() {
            Some(run) if run.linear && run.original.end == start => run.original.end += len,
            _ => self.runs.push(Run { cooked: self.len, original: Span::new(start, start + len), linear: true }),
        }
        self.len += len;
    }

    /// Appends `len` bytes that came from `original` as a whole.
    pub fn atom(&mut self, len: usize, original: Span) {
        if len == 0 {
            return;
        }
        self.runs.push(Run { cooked: self.len, original, linear: false });
        self.len += len;
    }

    /// The bytes appended so far.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing has been appended yet.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The finished map; `end` is the original byte at which an empty range at the very end stands.
    pub fn finish(mut self, end: usize) -> OffsetMap {
        match self.runs.as_slice() {
            [] => OffsetMap::shift(end),
            [run] if run.linear && run.original.end == end => OffsetMap::shift(run.original.start),
            _ => {
                self.runs.push(Run { cooked: self.len, original: Span::empty(end), linear: true });
                OffsetMap(Runs::Many(self.runs.into_boxed_slice()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped() -> OffsetMap {
        // `ab` from 10..12, then one character of 3 bytes from the escape at 12..18, then `c` from 18..19.
        let mut builder = OffsetMapBuilder::default();
        builder.linear(2, 10);
        builder.atom(3, Span::new(12, 18));
        builder.linear(1, 18);
        builder.finish(19)
    }

    #[test]
    fn an_atom_is_covered_whole() {
        let map = escaped();
        assert_eq!(map.span(0..2), Span::new(10, 12));
        assert_eq!(map.span(2..5), Span::new(12, 18));
        assert_eq!(map.span(1..6), Span::new(11, 19));
    }

    #[test]
    fn an_empty_range_is_a_place() {
        assert_eq!(escaped().span(5..5), Span::empty(18));
        assert_eq!(escaped().span(6..6), Span::empty(19));
    }

    #[test]
    fn composed_maps_lead_through_both() {
        // The inner view drops the first letter and keeps the rest.
        let view = OffsetMap::shift(1);
        let through = view.compose(5, &escaped());
        assert_eq!(through.span(0..1), Span::new(11, 12));
        assert_eq!(through.span(1..4), Span::new(12, 18));
        assert_eq!(through.span(4..5), Span::new(18, 19));
    }
}
