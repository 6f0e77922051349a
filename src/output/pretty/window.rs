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

    /// The most cells of context, on each side of each of `parts` (bytes of the same slice) that lies in `line`, with
    /// which all of them fit into the room; 0 where they do not fit at all.
    pub(super) fn context(self, bytes: &[u8], line: &Range<usize>, parts: &[Range<usize>]) -> usize {
        if self.parts_width(bytes, line, parts, usize::MAX) <= self.width {
            return self.width;
        }
        let (mut fits, mut fails) = (0, self.width);
        while fits + 1 < fails {
            let tried = usize::midpoint(fits, fails);
            let width = self.parts_width(bytes, line, parts, tried);
            *(if width <= self.width { &mut fits } else { &mut fails }) = tried;
        }
        fits
    }

    /// Shows `line` with `context` cells on each side of each of `parts`, and an ellipsis for each stretch between.
    /// A line without parts, or with parts that do not fit, is shown from its first part on.
    pub(super) fn parts(self, bytes: &[u8], line: &Range<usize>, parts: &[Range<usize>], context: usize) -> String {
        let whole = self.parts_width(bytes, line, parts, usize::MAX) <= self.width;
        let context = if whole { usize::MAX } else { context };
        let in_line: Vec<Range<usize>> = within(line, parts).collect();
        if in_line.is_empty() || self.parts_width(bytes, line, parts, context) > self.width {
            return self.show(bytes, line.clone(), in_line.get(..1).unwrap_or_default()).text;
        }
        let mut strip = Strip { text: String::new(), cells: 0, cuts: Vec::new() };
        let mut gap = false;
        for (at, character, is_kept) in self.kept(bytes, line, parts, context) {
            if is_kept {
                strip.push(at, character, self.unicode);
            } else if !gap {
                strip.text.push_str(self.ellipsis());
                strip.cells += self.ellipsis().width();
            }
            gap = !is_kept;
        }
        strip.text
    }

    fn parts_width(self, bytes: &[u8], line: &Range<usize>, parts: &[Range<usize>], context: usize) -> usize {
        let (mut cells, mut gap) = (0, false);
        for (_, character, is_kept) in self.kept(bytes, line, parts, context) {
            cells += match (is_kept, gap) {
                (true, _) => self.cells_of(character, cells),
                (false, false) => self.ellipsis().width(),
                (false, true) => 0,
            };
            gap = !is_kept;
        }
        cells
    }

    /// The characters of `line`, and whether each is within `context` cells of one of `parts`.
    fn kept(
        self,
        bytes: &[u8],
        line: &Range<usize>,
        parts: &[Range<usize>],
        context: usize,
    ) -> Vec<(usize, char, bool)> {
        let mut kept: Vec<(usize, char, bool)> = Vec::new();
        let parts: Vec<Range<usize>> = within(line, parts).collect();
        let mut next = 0;
        // Forwards what stands behind a part, backwards what stands before one.
        let mut left = 0;
        for (at, character) in characters(bytes, line.clone()) {
            while parts.get(next).is_some_and(|part| part.start <= at) {
                left = context;
                next += 1;
            }
            let inside = parts[..next].last().is_some_and(|part| at < part.end);
            let near = inside || self.spends(&mut left, character);
            kept.push((at, character, near));
        }
        let mut previous = parts.len();
        let mut left = 0;
        for (at, character, near) in kept.iter_mut().rev() {
            let end = *at + character.len_utf8();
            while previous > 0 && parts[previous - 1].end >= end {
                left = context;
                previous -= 1;
            }
            let inside = parts.get(previous).is_some_and(|part| *at >= part.start);
            *near |= !inside && self.spends(&mut left, *character);
        }
        kept
    }

    /// Takes the cells of `character` from what is left, as long as there is enough.
    fn spends(self, left: &mut usize, character: char) -> bool {
        let cells = self.cells_of(character, 0);
        let enough = *left > 0 && cells <= *left;
        *left = if enough { left.saturating_sub(cells.max(1)) } else { 0 };
        enough
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

/// Those of `parts` that touch `line`, cut to it.
fn within(line: &Range<usize>, parts: &[Range<usize>]) -> impl Iterator<Item = Range<usize>> {
    let touching = parts.iter().filter(|part| part.start <= line.end && part.end >= line.start);
    touching.map(|part| part.start.max(line.start)..part.end.min(line.end))
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
