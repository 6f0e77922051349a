//! Tables of comma- or tab-separated values, to rows of cells that know their places.

use super::{Cooked, OffsetMap, Scalar, Span, Style, draft::Draft};

/// What a table holds, and what was wrong with its quotes.
#[derive(Clone, Debug, Default)]
pub struct Table<'s> {
    /// The rows, in the order of the file; an empty line is a row with one empty cell.
    pub rows: Vec<Row<'s>>,
    /// What was wrong, in the order of the file.
    pub faults: Vec<QuoteFault>,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row<'s> {
    /// All of it, without its line end.
    pub span: Span,
    /// The cells in which something may stand, in their order.
    pub cells: Vec<Cell<'s>>,
}

/// One cell of a table.
#[derive(Clone, Debug)]
pub struct Cell<'s> {
    /// Its column, from 0.
    pub column: usize,
    /// The cell, quotes included.
    pub span: Span,
    /// What it says.
    pub scalar: Scalar<'s>,
}

/// A quote that means nothing where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteFault {
    /// It opens a cell and is never closed: the cell was read to the end of its line.
    Open(Span),
    /// Something stands between it and the end of its cell: it was read as a part of the cell.
    Closed(Span),
}

impl QuoteFault {
    /// Where.
    pub const fn span(self) -> Span {
        match self {
            Self::Open(span) | Self::Closed(span) => span,
        }
    }
}

/// Reads at most `limit` rows whose cells stand between `delimiter`, an ASCII character. A cell that begins with `"` goes
/// on to the next `"`, whatever it holds; there `""` means one. Every place is in bytes of the file that `text` was decoded
/// from.
pub fn read_csv<'s>(text: &Cooked<'s>, delimiter: u8, limit: usize) -> Table<'s> {
    match text.borrowed() {
        Some(whole) => Scanner::new(whole, text.map(), delimiter).read(limit),
        None => Scanner::new(text.text(), text.map(), delimiter).read(limit).into_owned(),
    }
}

struct Scanner<'t, 'm> {
    text: &'t str,
    map: &'m OffsetMap,
    delimiter: u8,
    at: usize,
    faults: Vec<QuoteFault>,
}

impl<'t, 'm> Scanner<'t, 'm> {
    const fn new(text: &'t str, map: &'m OffsetMap, delimiter: u8) -> Self {
        Self { text, map, delimiter, at: 0, faults: Vec::new() }
    }

    fn read(mut self, limit: usize) -> Table<'t> {
        let mut rows = Vec::new();
        while self.at < self.text.len() && rows.len() < limit {
            let (start, mut cells) = (self.at, Vec::new());
            loop {
                cells.push(self.cell(cells.len()));
                if self.peek() != Some(self.delimiter) {
                    break;
                }
                self.at += 1;
            }
            rows.push(Row { span: self.map.span(start..self.at), cells });
            self.at += match self.text.as_bytes().get(self.at..) {
                Some([b'\r', b'\n', ..]) => 2,
                _ => 1,
            };
        }
        Table { rows, faults: self.faults }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn cell(&mut self, column: usize) -> Cell<'t> {
        let start = self.at;
        let quoted = if self.peek() == Some(b'"') { self.quoted() } else { None };
        let (cooked, style) = if let Some(cooked) = quoted {
            (cooked, Style::QuotedCell)
        } else {
            let mut draft = Draft::new(self.text);
            self.rest(&mut draft);
            (draft.finish(self.at, self.map), Style::Cell)
        };
        Cell { column, span: self.map.span(start..self.at), scalar: Scalar { cooked, style } }
    }

    /// Takes what stands before the end of the cell, as it stands.
    fn rest(&mut self, draft: &mut Draft<'t>) {
        let rest = &self.text.as_bytes()[self.at..];
        let ends = |byte: &u8| matches!(byte, b'\n' | b'\r') || *byte == self.delimiter;
        let end = self.at + rest.iter().position(ends).unwrap_or(rest.len());
        draft.keep(self.at, end);
        self.at = end;
    }

    /// A cell in quotes; `None`, and nothing is taken, where they are never closed.
    fn quoted(&mut self) -> Option<Cooked<'t>> {
        let (open, bytes) = (self.at, self.text.as_bytes());
        let mut draft = Draft::new(self.text);
        let mut from = open + 1;
        loop {
            let Some(quote) = bytes[from..].iter().position(|byte| *byte == b'"').map(|at| from + at) else {
                self.faults.push(QuoteFault::Open(self.map.span(open..open + 1)));
                return None;
            };
            lines(&mut draft, self.text, from, quote);
            if bytes.get(quote + 1) == Some(&b'"') {
                draft.put('"', quote, quote + 2);
                from = quote + 2;
                continue;
            }
            self.at = quote + 1;
            if self.peek().is_none_or(|next| matches!(next, b'\n' | b'\r') || next == self.delimiter) {
                return Some(draft.finish(quote, self.map));
            }
            self.faults.push(QuoteFault::Closed(self.map.span(quote..quote + 1)));
            draft.keep(quote, quote + 1);
            self.rest(&mut draft);
            return Some(draft.finish(self.at, self.map));
        }
    }
}

/// Appends what stands between two places; line ends as `\n`.
fn lines(draft: &mut Draft<'_>, text: &str, from: usize, to: usize) {
    let mut at = from;
    for (found, _) in text[from..to].match_indices('\r') {
        let end = from + found;
        draft.keep(at, end);
        let len = if text[end + 1..to].starts_with('\n') { 2 } else { 1 };
        draft.put('\n', end, end + len);
        at = end + len;
    }
    draft.keep(at, to);
}

impl Table<'_> {
    fn into_owned(self) -> Table<'static> {
        let cell = |Cell { column, span, scalar }: Cell<'_>| Cell {
            column,
            span,
            scalar: Scalar { cooked: scalar.cooked.into_owned(), style: scalar.style },
        };
        let row = |Row { span, cells }: Row<'_>| Row { span, cells: cells.into_iter().map(cell).collect() };
        Table { rows: self.rows.into_iter().map(row).collect(), faults: self.faults }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    fn cells(text: &str, delimiter: u8) -> (Vec<Vec<String>>, Vec<QuoteFault>) {
        let source = Source::new("a.csv", text);
        let table = read_csv(&source.decode().0, delimiter, usize::MAX);
        let row = |row: &Row<'_>| row.cells.iter().map(|cell| cell.scalar.cooked.text().to_owned()).collect();
        (table.rows.iter().map(row).collect(), table.faults)
    }

    #[test]
    fn cells_are_divided_quoted_and_unquoted() {
        let (rows, faults) = cells("a,\"b,\"\"c\"\"\r\nd\",\r\n\re\t1,\"\"", b',');
        assert_eq!(rows, [vec!["a", "b,\"c\"\nd", ""], vec![""], vec!["e\t1", ""]]);
        assert_eq!(faults, []);
        assert_eq!(cells("a\t\"b\tc\"\n", b'\t').0, [["a", "b\tc"]]);
        assert!(cells("", b',').0.is_empty());
    }

    #[test]
    fn broken_quotes_are_told_and_the_next_row_is_read() {
        let (rows, faults) = cells("a,\"b\nc,d\n", b',');
        assert_eq!(rows, [["a", "\"b"], ["c", "d"]]);
        assert_eq!(faults, [QuoteFault::Open(Span::new(2, 3))]);
        let (rows, faults) = cells("\"a\"b,c\nd", b',');
        assert_eq!(rows, [vec!["a\"b", "c"], vec!["d"]]);
        assert_eq!(faults, [QuoteFault::Closed(Span::new(2, 3))]);
    }

    #[test]
    fn every_character_of_a_cell_leads_back_to_what_was_written() {
        let text = "\u{feff}标题,\"他说\"\"好\"\"\r\n😀\",x\n";
        let source = Source::new("a.csv", text);
        let table = read_csv(&source.decode().0, b',', usize::MAX);
        let cooked = &table.rows[0].cells[1].scalar.cooked;
        assert_eq!(cooked.text(), "他说\"好\"\n😀");
        let slices = cooked.text().char_indices().map(|(at, c)| source.slice(cooked.span(at..at + c.len_utf8())));
        assert_eq!(slices.collect::<Vec<_>>(), ["他", "说", "\"\"", "好", "\"\"", "\r\n", "😀"]);
        assert_eq!(source.slice(table.rows[0].cells[1].span), "\"他说\"\"好\"\"\r\n😀\"");
    }

    #[test]
    fn quotes_without_end_take_linear_time() {
        for text in ["\"\n".repeat(200_001), "\"\"\"\n".repeat(200_001), "\"a\n\"\"".repeat(100_001)] {
            let (rows, _) = cells(&text, b',');
            assert!(!rows.is_empty());
        }
    }
}
