//! Signatures and templates in tables: exports of consoles, and what people keep in spreadsheets.

mod header;
mod row;

#[cfg(test)]
mod tests;

use self::header::Header;
use super::super::{Columns, Document, Payloads, Problem, ProblemKind, RecordKind, TableFault};
use crate::text::{Cooked, QuoteFault, Row, Source, Span, Table, read_csv};

/// What may stand between cells, the most frequent first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// In how many rows from the top the titles are looked for.
const HEAD: usize = 12;

/// How many bytes from the top of a file show whether it is a table of ours.
pub(super) const LOOK: usize = 64 * 1024;

/// Makes records of the rows of a table; `broken` are the places that are no text.
pub(super) fn read<'s>(source: &'s Source, text: &Cooked<'s>, broken: &[Span], payloads: &Payloads) -> Document<'s> {
    let columns = payloads.columns();
    let mut document = Document { source, records: Vec::new(), problems: Vec::new(), recognised: false };
    if let Some((sheets, fault)) = source.sheets() {
        for rows in sheets {
            if let Some(header) = Header::of(&rows, columns) {
                document.recognised = true;
                add(rows, &header, broken, false, &mut document);
            }
        }
        let fault = fault.map(|fault| ProblemKind::Table(TableFault::Workbook(fault)));
        document.problems.extend(fault.map(|kind| Problem::new(Span::default(), kind)));
        return document;
    }
    let Some(delimiter) = delimiter(text, columns) else { return document };
    let Table { rows, faults } = read_csv(text, delimiter, usize::MAX);
    let Some(header) = Header::of(&rows, columns) else { return document };
    document.recognised = true;
    document.problems.extend(faults.into_iter().map(|fault| {
        let kind = match fault {
            QuoteFault::Open(_) => TableFault::OpenQuote,
            QuoteFault::Closed(_) => TableFault::ClosedQuote,
        };
        Problem::new(fault.span(), ProblemKind::Table(kind))
    }));
    add(rows, &header, broken, true, &mut document);
    document
}

/// Adds the records of the rows below the titles.
fn add<'s>(rows: Vec<Row<'s>>, header: &Header<'_>, broken: &[Span], strict: bool, document: &mut Document<'s>) {
    let mut count = document.records.iter().filter(|record| record.kind == header.kind).count();
    for row in rows.into_iter().skip(header.row + 1) {
        let record = row::read(row, header, broken, strict, count, &mut document.problems);
        count += usize::from(record.is_some());
        document.records.extend(record);
    }
}

/// What divides the cells: what the first line states, or else that with which the most titles are known. `None` where the
/// text is no table of ours.
fn delimiter(text: &Cooked<'_>, columns: &Columns) -> Option<u8> {
    let known = |delimiter: u8| {
        let head = read_csv(text, delimiter, HEAD);
        Header::of(&head.rows, columns).map(|header| header.known())
    };
    if let Some(stated) = stated(text.text()) {
        return known(stated).map(|_| stated);
    }
    let mut best: Option<(usize, u8)> = None;
    for delimiter in DELIMITERS {
        if let Some(count) = known(delimiter).filter(|count| best.is_none_or(|(most, _)| *count > most)) {
            best = Some((count, delimiter));
        }
    }
    best.map(|(_, delimiter)| delimiter)
}

/// The delimiter that a first line such as `sep=;` states, which Excel reads and writes.
fn stated(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_matches('"');
    match line.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] if delimiter.is_ascii() => Some(*delimiter),
        _ => None,
    }
}

/// Whether the first bytes of a file are those of a table of ours, or of a workbook, which shows nothing before it is
/// unpacked.
pub(super) fn looks_like_table(bytes: &[u8], columns: &Columns) -> bool {
    if bytes.starts_with(b"PK\x03\x04") {
        return true;
    }
    let top = bytes.get(..LOOK).map_or(bytes, |top| {
        // No character ends with a line feed in any encoding, so that none is cut in two behind one.
        let end = top.iter().rposition(|byte| *byte == b'\n').map_or(LOOK, |at| at + 1);
        &top[..end]
    });
    let source = Source::new("", top);
    let (text, _) = source.decode();
    delimiter(&text, columns).is_some()
}
