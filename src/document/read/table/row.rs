//! One row, as a record in our own keys.

use std::{borrow::Cow, sync::Arc};

use super::{
    Problem, ProblemKind, RecordKind, TableFault,
    header::{Field, Header},
};
use crate::{
    document::{Column, Defaults, Record, Why},
    text::{Cell, Cooked, Entry, Node, OffsetMap, Row, Scalar, Span, Style, Value},
};

/// How many cells besides an empty main one show that the row is meant to be a record, and no heading.
const MEANT: usize = 2;

/// Makes the record at `index` of a row. `broken` are places that are no text; where `strict`, nothing stands beside the
/// table.
pub(super) fn read<'s>(
    row: Row<'s>,
    header: &Header<'_>,
    broken: &[Span],
    strict: bool,
    index: usize,
    problems: &mut Vec<Problem>,
) -> Option<Record<'s>> {
    let beside = row.cells.iter().find(|cell| cell.column >= header.width && !is_blank(cell));
    if let Some(first) = beside.filter(|_| strict) {
        let span = row.cells.last().map_or(first.span, |last| first.span.cover(last.span));
        let kind = TableFault::TooManyCells { cells: row.cells.len(), columns: header.width };
        problems.push(Problem::new(span, ProblemKind::Table(kind)));
        return None;
    }
    let (first, span) = (problems.len(), row.span);
    let main = header.main().map(|field| field.column);
    let main = row.cells.iter().find(|cell| Some(cell.column) == main).map_or(span, |cell| cell.span);
    let mut reader = Reader { header, broken, problems, found: Found::default() };
    for cell in row.cells {
        if let Some(field) = header.field(cell.column).filter(|_| !is_blank(&cell)) {
            reader.cell(cell, field);
        }
    }
    let Found { mut entries, provider, id, filled, partial, is_title } = reader.found;
    if is_title {
        problems.truncate(first);
        return None;
    }
    if !entries.iter().any(|entry| entry.key.cooked.text() == header.kind.main_key()) && !partial {
        problems.truncate(first);
        if let Some(field) = header.main().filter(|_| filled >= MEANT) {
            let kind = TableFault::EmptyCell { title: field.title.clone() };
            problems.push(Problem::new(main, ProblemKind::Table(kind)));
        }
        return None;
    }
    let at = Span::empty(span.start);
    let provider = provider.or_else(|| header.provider.map(|name| (name.to_owned(), at)));
    if let (Some((name, _)), Some((id, place))) = (&provider, id) {
        let named = vec![entry(name.clone().into(), place, Value::Scalar(id))];
        entries.push(entry("ids".into(), place, Value::Mapping(named)));
    }
    if let Some((name, place)) = provider {
        entries.push(entry("provider".into(), place, translated(name, place)));
    }
    let node = Node { span, value: Value::Mapping(entries) };
    let defaults = Arc::new(Defaults::default());
    let record = Record { kind: header.kind, index, node, defaults, partial, payload: None, why: Why::Row };
    if problems.len() > first {
        let reference = record.reference();
        problems[first..].iter_mut().for_each(|problem| problem.record = Some(reference.clone()));
    }
    Some(record)
}

/// What was found in a row so far.
#[derive(Default)]
struct Found<'s> {
    entries: Vec<Entry<'s>>,
    /// Who the row says that it belongs to, and where.
    provider: Option<(String, Span)>,
    id: Option<(Scalar<'s>, Span)>,
    /// How many known columns have something in this row.
    filled: usize,
    /// Whether a cell is no text.
    partial: bool,
    /// Whether the row has the titles again, as where tables were put one below the other.
    is_title: bool,
}

struct Reader<'r, 's> {
    header: &'r Header<'r>,
    broken: &'r [Span],
    problems: &'r mut Vec<Problem>,
    found: Found<'s>,
}

impl<'s> Reader<'_, 's> {
    /// Takes what a cell says, of which something stands there.
    fn cell(&mut self, cell: Cell<'s>, field: &Field<'_>) {
        let Cell { span, scalar, .. } = cell;
        let from = self.broken.partition_point(|place| place.end <= span.start);
        if self.broken.get(from).is_some_and(|place| place.start < span.end) {
            self.found.partial = true;
            return;
        }
        self.found.filled += 1;
        let (mut unknown, mut is_known) = (None, false);
        for (column, key) in &field.uses {
            let is_main = *key == self.header.kind.main_key();
            self.found.is_title |= is_main && scalar.cooked.text().trim() == field.title;
            if *key == "ids" {
                self.id(column, &scalar, span);
            } else if self.header.columns.has_words(self.header.kind, key) {
                match self.header.columns.word(self.header.kind, key, scalar.cooked.text()) {
                    Some(word) => {
                        is_known = true;
                        if let Some(word) = word {
                            self.word(key, word.to_owned(), trimmed(&scalar, char::is_whitespace).cooked.whole());
                        }
                    }
                    None if column.open => {}
                    None => unknown = Some(*key),
                }
            } else {
                self.text(column, key, &scalar, span);
            }
        }
        if let Some(key) = unknown.filter(|_| !is_known) {
            let (title, value) = (field.title.clone(), scalar.cooked.text().trim().to_owned());
            let examples = self.header.columns.examples(self.header.kind, key);
            let kind = TableFault::UnknownCell { title, value, examples };
            self.problems.push(Problem::new(scalar.cooked.whole(), ProblemKind::Table(kind)));
        }
    }

    fn id(&mut self, column: &Column, scalar: &Scalar<'s>, span: Span) {
        let scalar = trimmed(scalar, char::is_whitespace);
        let number = column.ids.as_deref().and_then(|prefix| scalar.cooked.text().strip_prefix(prefix));
        let is_own = number.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(provider) = column.provider.as_ref().filter(|_| is_own && self.found.provider.is_none()) {
            self.found.provider = Some((provider.clone(), Span::empty(span.start)));
        }
        self.found.id.get_or_insert((scalar, span));
    }

    fn word(&mut self, key: &'static str, word: String, place: Span) {
        if key == "provider" {
            self.found.provider = Some((word, place));
        } else {
            self.put(key, place, translated(word, place));
        }
    }

    fn text(&mut self, column: &Column, key: &'static str, scalar: &Scalar<'s>, span: Span) {
        let names_signature = key == "signature" || (key == "name" && self.header.kind == RecordKind::Signature);
        let scalar = match key {
            "content" => trimmed(scalar, |character| character == '\n'),
            _ => trimmed(scalar, char::is_whitespace),
        };
        let text = scalar.cooked.text();
        let inner = text.strip_prefix('【').and_then(|rest| rest.find('】').map(|at| (&rest[..at], &rest[at..])));
        let bracket = '【'.len_utf8();
        match inner.map(|(name, rest)| (name.len(), rest.len() == bracket)) {
            Some((len, true)) if names_signature => {
                let name = part(&scalar, bracket, bracket + len);
                self.put(key, span, Value::Scalar(name));
            }
            Some((len, false)) if column.whole => {
                let name = part(&scalar, bracket, bracket + len);
                self.put("signature", name.cooked.whole(), Value::Scalar(name));
                let rest = part(&scalar, 2 * bracket + len, text.len());
                self.put(key, span, Value::Scalar(rest));
            }
            _ => self.put(key, span, Value::Scalar(scalar)),
        }
    }

    /// Of several cells under the same key the first counts.
    fn put(&mut self, key: &'static str, at: Span, value: Value<'s>) {
        let known = self.found.entries.iter().any(|entry| entry.key.cooked.text() == key);
        if !known {
            self.found.entries.push(entry(key.into(), at, value));
        }
    }
}

fn is_blank(cell: &Cell<'_>) -> bool {
    cell.scalar.cooked.text().trim().is_empty()
}

/// The text without what is `idle` at its ends.
fn trimmed<'s>(scalar: &Scalar<'s>, idle: impl Fn(char) -> bool) -> Scalar<'s> {
    let text = scalar.cooked.text();
    let start = text.len() - text.trim_start_matches(&idle).len();
    let end = text.trim_end_matches(&idle).len();
    if start == 0 && end == text.len() { scalar.clone() } else { part(scalar, start, end.max(start)) }
}

/// A part of a cell, by bytes.
fn part<'s>(scalar: &Scalar<'s>, start: usize, end: usize) -> Scalar<'s> {
    Scalar { cooked: scalar.cooked.slice(start..end).into_owned(), style: scalar.style }
}

/// A word of ours, standing where the table says the same in its own way.
fn translated<'s>(word: String, at: Span) -> Value<'s> {
    let map = OffsetMap::opaque(word.len(), at);
    Value::Scalar(Scalar { cooked: Cooked::new(Cow::Owned(word), map), style: Style::Translated })
}

/// An entry whose key is not in the row.
fn entry<'s>(key: Cow<'static, str>, span: Span, value: Value<'s>) -> Entry<'s> {
    let at = Span::empty(span.start);
    let map = OffsetMap::opaque(key.len(), at);
    let key = Scalar { cooked: Cooked::new(key, map), style: Style::Bare };
    Entry { key, key_span: at, value: Node { span, value } }
}
