//! The part of a line that is shown. Every step is bounded by the width of the terminal, never by that of the line.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::output::visible::push_visible;

/// Cells from one tab stop to the next.
const TAB: usize = 4;

/// The room for source text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Cells.
    pub width: usize,
    /// Whether ornaments beyond ASCII may be used.
    pub unicode: bool,
}

/// A line as it is shown: cut to the room, tabs expanded, controls made visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// What to print; without a line end.
    pub text: String,
    /// Where each mark came to stand, in bytes of `text`. A mark keeps at least one cell unless it is empty.
    pub marks: Vec<Range<usize>>,
}

impl Room {
    /// Shows the bytes `line` so that `marks` (bytes of the same slice, sorted, within `line`) can be seen.
    pub(super) fn show(self, bytes: &[u8], line: Range<usize>, marks: &[Range<usize>]) -> Shown {
        let focus =
            marks.first().map_or(line.start, |mark| mark.start)..marks.last().map_or(line.start, |mark| mark.end);
        let start = self.start(bytes, &line, &focus);
        let mut text = String::new();
        if start > line.start {
            text.push_str(self.ellipsis());
        }
        let mut strip = Strip { text, cells: 0, cuts: Vec::new() };
        strip.cells = strip.text.width();
        // The last place at which the line can be broken off and still end with an ellipsis.
        let mut last_fit = (strip.text.len(), 0);
        let mut cut = false;
        let limit = (start + self.reach()).min(line.end);
        for (at, character) in characters(bytes, start..limit) {
            if strip.cells + self.ellipsis().width() <= self.width {
                last_fit = (strip.text.len(), strip.cuts.len());
            }
            strip.push(at, character, self.unicode);
            if strip.cells > self.width {
                cut = true;
                break;
            }
        }
        if cut || limit < line.end {
            let mut hidden = limit;
            if strip.cells + self.ellipsis().width() > self.width {
                hidden = strip.cuts[last_fit.1].0;
                strip.text.truncate(last_fit.0);
                strip.cuts.truncate(last_fit.1);
            }
            strip.cuts.push((hidden, strip.text.len()));
            strip.text.push_str(self.ellipsis());
        }
        strip.cuts.push((line.end, strip.text.len()));
        let marks = marks.iter().map(|mark| strip.locate(mark)).collect();
        Shown { text: strip.text, marks }
    }

    /// How many cells the bytes `range` take, as far as `limit` matters: a greater answer means "more than that".
    pub(super) fn cells(self, bytes: &[u8], range: Range<usize>, limit: usize) -> usize {
        if range.len() > self.reach() {
            return limit.saturating_add(1);
        }
        let mut cells = 0;
        for (_, character) in characters(bytes, range) {
            cells += self.cells_of(character, cells);
            if cells > limit {
                break;
            }
        }
        cells
    }

    /// What stands for the part that is not shown.
    pub(super) const fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    /// The byte from which `line` is shown: its start if the focus can be seen then, else a little before the focus.
    fn start(self, bytes: &[u8], line: &Range<usize>, focus: &Range<usize>) -> usize {
        let dots = self.ellipsis().width();
        let whole = self.cells(bytes, line.clone(), self.width) <= self.width;
        // One cell more, for the caret of an empty mark.
        if whole || self.cells(bytes, line.start..focus.end, self.width) + 1 + dots <= self.width {
            return line.start;
        }
        let spare = self.width.saturating_sub(2 * dots);
        let spare = spare - self.cells(bytes, focus.clone(), spare).clamp(1, spare);
        let after = self.cells(bytes, focus.end..line.end, spare).min(spare / 2);
        self.back(bytes, line.start, focus.start, spare - after)
    }

    /// The byte at most `lead` cells before `at`, not before `floor`.
    fn back(self, bytes: &[u8], floor: usize, at: usize, lead: usize) -> usize {
        let mut from = at.saturating_sub(self.reach()).max(floor);
        while from < at && bytes[from] & 0xC0 == 0x80 {
            from += 1;
        }
        let before: Vec<(usize, char)> = characters(bytes, from..at).collect();
        let (mut start, mut cells) = (at, 0);
        for &(at, character) in before.iter().rev() {
            let own = self.cells_of(character, 0);
            cells += own;
            if cells > lead {
                break;
            }
            if own > 0 {
                start = at;
            }
        }
        start
    }

    fn cells_of(self, character: char, column: usize) -> usize {
        if character == '\t' {
            return TAB - column % TAB;
        }
        let mut shown = String::new();
        push_visible(&mut shown, character, self.unicode);
        shown.chars().map(|shown| shown.width().unwrap_or(0)).sum()
    }

    /// How many bytes are looked at in one direction: generous for real text, and a bound where combining marks, which
    /// take no cell, follow one another without end.
    const fn reach(self) -> usize {
        self.width * 16
    }
}

/// A line on its way to the screen.
struct Strip {
    text: String,
    cells: usize,
    /// For each character shown: its byte in the file, and the byte of `text` where it begins. Ends with the line's end.
    cuts: Vec<(usize, usize)>,
}

impl Strip {
    fn push(&mut self, at: usize, character: char, unicode: bool) {
        self.cuts.push((at, self.text.len()));
        let from = self.text.len();
        if character == '\t' {
            self.text.extend(std::iter::repeat_n(' ', TAB - self.cells % TAB));
        } else {
            push_visible(&mut self.text, character, unicode);
        }
        self.cells += self.text[from..].chars().map(|shown| shown.width().unwrap_or(0)).sum::<usize>();
    }

    /// Where a range of the file stands in `text`. A character that is touched is covered whole, and one that takes no
    /// cell takes its base with it.
    fn locate(&self, mark: &Range<usize>) -> Range<usize> {
        let start = self.cuts.partition_point(|&(at, _)| at <= mark.start).saturating_sub(1);
        let start_in_text = self.cuts[start].1;
        if mark.is_empty() {
            return start_in_text..start_in_text;
        }
        let end = self.cuts.partition_point(|&(at, _)| at < mark.end).min(self.cuts.len() - 1);
        let end_in_text = self.cuts[end].1.max(start_in_text);
        let mut from = start_in_text;
        for (at, _) in self.text[..start_in_text].char_indices().rev() {
            if self.text[from..end_in_text].chars().any(|shown| shown.width().unwrap_or(0) > 0) {
                break;
            }
            from = at;
        }
        from..end_in_text
    }
}

/// The characters of `bytes[range]` with their places; what is not UTF-8 reads as U+FFFD.
fn characters(bytes: &[u8], range: Range<usize>) -> impl Iterator<Item = (usize, char)> {
    let mut at = range.start;
    bytes[range].utf8_chunks().flat_map(move |chunk| {
        let start = at;
        at += chunk.valid().len() + chunk.invalid().len();
        let broken =
            (!chunk.invalid().is_empty()).then_some((start + chunk.valid().len(), char::REPLACEMENT_CHARACTER));
        chunk.valid().char_indices().map(move |(offset, character)| (start + offset, character)).chain(broken)
    })
}
