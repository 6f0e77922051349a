//! Chooses which lines of which files are shown for a finding, and where its marks stand in them.

use std::ops::{Range, RangeInclusive};

use super::window::Room;
use crate::{
    diagnostic::{Diagnostic, Label, Place, Report},
    output::visible::visible,
    text::{Source, Span},
};

/// Lines shown around a marked one.
const CONTEXT: usize = 1;
/// Lines of one place that are marked; what lies beyond is told in words.
const MAX_LINES: usize = 4;
/// Labels that are shown; the rest is counted.
const MAX_LABELS: usize = 8;
/// Narrowest room for source text and for the text of a label, in cells.
const MIN_ROOM: usize = 20;

/// The files' lines that a finding speaks of, ready to be drawn.
#[derive(Debug, Default)]
pub(super) struct Excerpts {
    /// Those of the primary place first.
    pub drawn: Vec<Drawn>,
    /// Labels that were left out.
    pub omitted: usize,
}

/// Consecutive lines of one file. All offsets are those of an imagined text in which the excerpts follow one another.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The file's name.
    pub name: String,
    /// Whether the name ends with a cell, which no line and column have to follow.
    pub is_cell: bool,
    /// The number of the first line, 1-based; in a workbook, that of its row.
    pub first_line: usize,
    /// How many lines.
    pub lines: usize,
    /// The lines, each with `\n`.
    pub text: String,
    /// The offset of `text`.
    pub base: usize,
    /// What is underlined.
    pub spots: Vec<Spot>,
}

/// Something underlined.
#[derive(Debug)]
pub(super) struct Spot {
    /// Offsets.
    pub range: Range<usize>,
    /// What is said there.
    pub label: Option<String>,
    /// Whether it is the finding itself.
    pub primary: bool,
    /// Line and column (code points) in the file, both 1-based.
    pub position: (usize, usize),
}

/// A place, or one line of it, in its file.
#[derive(Clone, Debug)]
struct Mark {
    line: usize,
    bytes: Range<usize>,
    label: Option<String>,
    primary: bool,
    position: (usize, usize),
}

struct Group<'a> {
    source: &'a Source,
    marks: Vec<Mark>,
}

impl Excerpts {
    /// The excerpts for `diagnostic` in a terminal of `room`. Places in files that the report lacks are left out.
    pub(super) fn of(report: &Report, diagnostic: &Diagnostic, room: Room) -> Self {
        let mut groups: Vec<Group<'_>> = Vec::new();
        let mut labels: Vec<&Label> = diagnostic.labels.iter().collect();
        let omitted = labels.len().saturating_sub(MAX_LABELS);
        labels.truncate(MAX_LABELS);
        let mut add = |place: &Place, label: Option<&str>, primary: bool| {
            let Some(source) = report.source(&place.path) else { return };
            let label = label.map(|label| visible(label, room.unicode).into_owned());
            let marks = marks(report, source, place.span, label, primary);
            let room = room.beside_numbers(marks.last().map_or(1, |mark| source.line_number(mark.line)));
            match groups.iter_mut().find(|group| group.admits(source, &marks, room)) {
                Some(group) => group.marks.extend(marks),
                None => groups.push(Group { source, marks }),
            }
        };
        if let Some(primary) = &diagnostic.primary {
            // A label at the very place of the finding is said under the finding's own underline.
            let own = labels.iter().position(|label| label.place == *primary).map(|at| labels.remove(at));
            add(primary, own.map(|label| &*label.message), true);
        }
        for label in labels {
            add(&label.place, Some(&label.message), false);
        }
        let (mut drawn, mut base) = (Vec::with_capacity(groups.len()), 0);
        for group in groups {
            let excerpt = group.draw(room, base);
            // A gap, so that no offset belongs to two excerpts.
            base += excerpt.text.len() + 1;
            drawn.push(excerpt);
        }
        Self { drawn, omitted }
    }
}

impl Room {
    /// What the line numbers, of which `line` is the greatest, leave of the terminal's width.
    fn beside_numbers(self, line: usize) -> Self {
        let gutter = (line + CONTEXT).to_string().len() + 4;
        Self { width: self.width.saturating_sub(gutter).max(MIN_ROOM), ..self }
    }
}

/// One mark for each line of `span` that holds some of it; the indentation of later lines is not marked.
fn marks(report: &Report, source: &Source, span: Span, label: Option<String>, primary: bool) -> Vec<Mark> {
    let (bytes, index) = (source.bytes(), source.index());
    let (start, end) = (source.seen(span.start), source.seen(span.end));
    let first = content(source, start.line);
    let at = span.start.clamp(first.start, first.end);
    let mut found = Vec::new();
    for line in start.line..=end.line.min(start.line + MAX_LINES - 1) {
        let mut part = content(source, line);
        part.end = part.end.min(span.end).max(part.start);
        part.start = if line == start.line {
            at.min(part.end)
        } else {
            let indent = bytes[part.clone()].iter().take_while(|&&byte| byte == b' ' || byte == b'\t').count();
            part.start + indent
        };
        if !part.is_empty() {
            let position = index.position(bytes, part.start);
            let position = (source.line_number(position.line), position.column);
            found.push(Mark { line, bytes: part, label: None, primary, position });
        }
    }
    if found.is_empty() {
        found.push(Mark { line: start.line, bytes: at..at, label: None, primary, position: (0, 0) });
    }
    // Where a place begins is told as other formats tell it, even if its first line has nothing to underline.
    if let Some(first) = found.first_mut() {
        first.position = (source.line_number(start.line), start.column);
    }
    let continues = (end.line >= start.line + MAX_LINES).then(|| {
        let last = source.line_number(end.line);
        report.language.pick(format!("一直到第 {last} 行"), format!("up to line {last}"))
    });
    if let Some(last) = found.last_mut() {
        last.label = match (label, continues) {
            (Some(label), Some(continues)) => Some(format!("{label} ({continues})")),
            (label, continues) => label.or(continues),
        };
    }
    found
}

/// The bytes of a line without its end and without a byte order mark.
fn content(source: &Source, line: usize) -> Range<usize> {
    let range = source.index().line(source.bytes(), line).unwrap_or(source.bytes().len()..source.bytes().len());
    let mark = if range.start == 0 && source.bytes().starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    range.start + mark..range.end
}

/// The sheet and the row of a line, where this is a workbook.
fn row_of(source: &Source, line: usize) -> Option<(&str, usize)> {
    source.cell(content(source, line).start).map(|cell| (cell.sheet, cell.row))
}

/// Whether the file has no other lines between these.
fn is_gapless(source: &Source, lines: RangeInclusive<usize>) -> bool {
    source.line_number(*lines.end()) - source.line_number(*lines.start()) == lines.end() - lines.start()
}

/// The first and the last of `lines` that belong to the sheet of `marked`, and whose rows follow one another; none but
/// these may stand next to each other in a picture.
fn in_sheet(source: &Source, lines: RangeInclusive<usize>, marked: RangeInclusive<usize>) -> (usize, usize) {
    let (mut first, mut last) = (*marked.start(), *marked.end());
    let follows = |line: usize| match (row_of(source, line), row_of(source, line + 1)) {
        (Some((sheet, row)), Some((next_sheet, next))) => sheet == next_sheet && row + 1 == next,
        _ => !source.is_workbook() && is_gapless(source, line..=line + 1),
    };
    while first > *lines.start() && follows(first - 1) {
        first -= 1;
    }
    while last < *lines.end() && follows(last) {
        last += 1;
    }
    (first, last)
}

impl Group<'_> {
    /// Whether `new` can be shown in the same picture: close by, in the same stretch of a line, and without overlap.
    fn admits(&self, source: &Source, new: &[Mark], room: Room) -> bool {
        let lines = |marks: &[Mark]| {
            let numbers = marks.iter().map(|mark| mark.line);
            numbers.clone().min().unwrap_or(1)..numbers.max().unwrap_or(1)
        };
        let (own, other) = (lines(&self.marks), lines(new));
        self.source.name() == source.name()
            && other.start <= own.end + 2 * CONTEXT + 1
            && own.start <= other.end + 2 * CONTEXT + 1
            && is_gapless(source, own.start.min(other.start)..=own.end.max(other.end))
            && self.marks.iter().all(|a| {
                new.iter().filter(|b| a.line == b.line).all(|b| {
                    let (left, right) = if a.bytes.start <= b.bytes.start { (a, b) } else { (b, a) };
                    let whole = left.bytes.start..left.bytes.end.max(right.bytes.end);
                    left.bytes.start < right.bytes.start
                        && left.bytes.end <= right.bytes.start
                        && room.cells(source.bytes(), whole, room.width / 2) <= room.width / 2
                })
            })
    }

    fn draw(mut self, room: Room, base: usize) -> Drawn {
        let source = self.source;
        let number = self.marks.first().map_or(1, |mark| mark.line);
        let (low, high) =
            self.marks.iter().fold((number, number), |(low, high), mark| (low.min(mark.line), high.max(mark.line)));
        let first_line = low.saturating_sub(CONTEXT).max(1);
        // The empty line after the last line end is shown only where something is missing in it.
        let total = source.index().lines();
        let total = if content(source, total).is_empty() { total - 1 } else { total };
        let last_line = (high + CONTEXT).min(total.max(high));
        let (first_line, last_line) = in_sheet(source, first_line..=last_line, low..=high);
        let room = room.beside_numbers(source.line_number(last_line));
        self.marks.sort_by_key(|mark| (mark.line, mark.bytes.start));
        let (mut text, mut spots) = (String::new(), Vec::with_capacity(self.marks.len()));
        let first = self.marks.iter().find(|mark| mark.primary).or(self.marks.first());
        let cell = first.and_then(|mark| source.cell(mark.bytes.start)).map(|cell| cell.to_string());
        let mut rest = self.marks.into_iter().peekable();
        for line in first_line..=last_line {
            let mut own = Vec::new();
            while let Some(mark) = rest.next_if(|mark| mark.line == line) {
                own.push(mark);
            }
            let ranges: Vec<Range<usize>> = own.iter().map(|mark| mark.bytes.clone()).collect();
            let shown = room.show(source.bytes(), content(source, line), &ranges);
            for (mark, range) in own.into_iter().zip(shown.marks) {
                let label = mark.label.map(|label| room.fold(&label, &shown.text[..range.start]));
                let range = base + text.len() + range.start..base + text.len() + range.end;
                spots.push(Spot { range, label, primary: mark.primary, position: mark.position });
            }
            text.push_str(&shown.text);
            text.push('\n');
        }
        let mut name = visible(source.name(), room.unicode).into_owned();
        if let Some(cell) = &cell {
            name = format!("{name}:{}", visible(cell, room.unicode));
        }
        let number = row_of(source, first_line).map_or_else(|| source.line_number(first_line), |(_, row)| row);
        Drawn {
            name,
            is_cell: cell.is_some(),
            first_line: number,
            lines: last_line + 1 - first_line,
            text,
            base,
            spots,
        }
    }
}

impl Room {
    /// Breaks a label that begins below the end of `before` into lines that fit.
    fn fold(self, label: &str, before: &str) -> String {
        let taken = unicode_width::UnicodeWidthStr::width(before) + 4;
        textwrap::wrap(label, self.width.saturating_sub(taken).max(MIN_ROOM)).join("\n")
    }
}
