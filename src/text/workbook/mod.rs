//! Excel workbooks, as a text in which every cell has its place: one line a row, cells with tabs between them.

mod package;
mod sheet;

#[cfg(test)]
mod tests;

use std::{fmt, ops::Range};

use self::{package::Package, sheet::Grid};
use super::{Cell, OffsetMap, Row, Scalar, Span, Style, draft::Draft};

/// What a line break inside a cell reads as, so that a row is a line.
const BREAK: char = '⏎';

/// The longest text of all cells together, in bytes. Many cells may share one text of the file.
const LONGEST: usize = 64 * 1024 * 1024;

/// An Excel workbook.
#[derive(Clone, Debug, Default)]
pub(super) struct Workbook {
    /// The file.
    pub(super) file: Vec<u8>,
    /// What stands in the cells; whoever asks for the sheets keeps it.
    pub(super) text: String,
    /// Why there is no more of it.
    pub(super) fault: Option<WorkbookFault>,
    sheets: Vec<Sheet>,
    /// The cells in which something stands, in the order of the text.
    cells: Vec<Place>,
    /// Where line breaks stand inside cells, in bytes of the text.
    breaks: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Sheet {
    name: String,
    /// Its cells among all.
    cells: Range<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    end: usize,
    sheet: usize,
    /// From 1.
    row: usize,
    /// From 1.
    column: usize,
}

/// Why a workbook cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkbookFault {
    /// It is no archive, no workbook, or a part of it is missing or broken.
    Broken,
    /// It is in the format of before 2007, or locked by a password.
    Old,
    /// It unfolds to more than any table of texts needs.
    TooLarge,
}

/// A cell, as Excel calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellName<'s> {
    /// The sheet it stands in.
    pub sheet: &'s str,
    /// Its row, from 1.
    pub row: usize,
    /// Its column, from 1.
    pub column: usize,
}

impl Workbook {
    /// Whether a file begins as workbooks do, of any age.
    pub(super) fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
    }

    /// Reads a workbook as far as that goes.
    pub(super) fn read(file: Vec<u8>) -> Self {
        let mut book = Self::default();
        book.fault = if file.starts_with(b"PK") { book.fill(&file).err() } else { Some(WorkbookFault::Old) };
        book.file = file;
        book
    }

    fn fill(&mut self, file: &[u8]) -> Result<(), WorkbookFault> {
        let mut package = Package::open(file)?;
        let strings = package.strings()?;
        for (name, part) in package.sheets()? {
            let (sheet, first) = (self.sheets.len(), self.cells.len());
            let xml = package.part(&part)?;
            let filled = sheet::read(&xml, &strings, &mut |row, column, text| self.push(sheet, row, column, text));
            self.end_line();
            self.sheets.push(Sheet { name, cells: first..self.cells.len() });
            filled?;
        }
        Ok(())
    }

    /// Appends a cell. A row goes on as long as the cells of its sheet have its number.
    fn push(&mut self, sheet: usize, row: usize, column: usize, text: &str) -> Result<(), WorkbookFault> {
        if self.text.len() + text.len() > LONGEST {
            return Err(WorkbookFault::TooLarge);
        }
        if let Some(last) = self.cells.last().filter(|last| last.end == self.text.len()) {
            self.text.push(if last.row == row && last.sheet == sheet { '\t' } else { '\n' });
        }
        let start = self.text.len();
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\r' if characters.peek() == Some(&'\n') => {}
                '\r' | '\n' => {
                    self.breaks.push(self.text.len());
                    self.text.push(BREAK);
                }
                _ => self.text.push(character),
            }
        }
        self.cells.push(Place { start, end: self.text.len(), sheet, row, column });
        Ok(())
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// The rows of each sheet, in which what is empty is left out; `text` is that of this workbook.
    pub(super) fn sheets<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Vec<Row<'s>>> {
        self.sheets.iter().map(move |sheet| {
            let rows = self.cells[sheet.cells.clone()].chunk_by(|a, b| a.row == b.row);
            rows.map(|cells| {
                let span = Span::new(cells[0].start, cells[cells.len() - 1].end);
                Row { span, cells: cells.iter().map(|cell| self.cell(cell, text)).collect() }
            })
            .collect()
        })
    }

    fn cell<'s>(&self, place: &Place, text: &'s str) -> Cell<'s> {
        let mut draft = Draft::new(text);
        let mut at = place.start;
        let from = self.breaks.partition_point(|at| *at < place.start);
        for &end in self.breaks[from..].iter().take_while(|at| **at < place.end) {
            draft.keep(at, end);
            at = end + BREAK.len_utf8();
            draft.put('\n', end, at);
        }
        draft.keep(at, place.end);
        let cooked = draft.finish(place.end, &OffsetMap::shift(0));
        let scalar = Scalar { cooked, style: Style::Nested };
        Cell { column: place.column - 1, span: Span::new(place.start, place.end), scalar }
    }

    /// The first byte of the cell that byte `at` of the text belongs to, and what that cell is called.
    pub(super) fn at(&self, at: usize) -> Option<(usize, CellName<'_>)> {
        let place = self.cells.get(self.cells.partition_point(|cell| cell.start <= at).saturating_sub(1))?;
        let sheet = self.sheets.get(place.sheet).map_or("", |sheet| sheet.name.as_str());
        Some((place.start, CellName { sheet, row: place.row, column: place.column }))
    }
}

impl CellName<'_> {
    /// The letters of the column, and the row: `B7`.
    pub fn short(&self) -> String {
        let (mut letters, mut left) = (Vec::new(), self.column);
        while left > 0 {
            letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
            left = (left - 1) / 26;
        }
        letters.iter().rev().collect::<String>() + &self.row.to_string()
    }
}

impl fmt::Display for CellName<'_> {
    /// As a formula would name it: `Sheet1!B7`, with quotes round a name that needs them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.sheet.chars().all(|character| character.is_alphanumeric() || character == '_');
        if plain && !self.sheet.is_empty() {
            write!(f, "{}!{}", self.sheet, self.short())
        } else {
            write!(f, "'{}'!{}", self.sheet.replace('\'', "''"), self.short())
        }
    }
}
