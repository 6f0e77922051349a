use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use crate::{
    document::{Document, Record, RecordKind},
    text::{Source, Span},
};

/// The records of a file that stood there before, word for word. A diff of lines cannot tell: it does not say to which
/// record a line belonged that was taken away, and all records of a file in one line share that line.
pub(super) struct Unchanged<'b> {
    /// How many of each text there were.
    records: HashMap<(RecordKind, Words<'b>), usize>,
    defaults: HashSet<Vec<Words<'b>>>,
}

/// What is written in two places.
type Words<'b> = (&'b [u8], &'b [u8]);

impl<'b> Unchanged<'b> {
    /// What stood in the file before.
    pub(super) fn since(before: &'b Document<'b>) -> Self {
        let mut records = HashMap::new();
        for record in &before.records {
            *records.entry((record.kind, words(before.source, record))).or_default() += 1;
        }
        Self { records, defaults: before.records.iter().map(|record| defaults(before.source, record)).collect() }
    }

    /// Whether more or other things are said for all records than before.
    pub(super) fn has_other_defaults(&self, now: &Document<'_>) -> bool {
        now.records.iter().any(|record| !self.defaults.contains(&defaults(now.source, record)))
    }

    /// Takes one record of this text: whether there was another.
    pub(super) fn take(&mut self, source: &'b Source, record: &Record<'_>) -> bool {
        let words = (record.kind, words(source, record));
        let Some(left) = self.records.get_mut(&words).filter(|left| **left > 0) else { return false };
        *left -= 1;
        true
    }
}

/// Where a record stands, with the comments right above it and the one behind it.
pub(super) fn place(source: &Source, record: &Record<'_>) -> Span {
    let own = own(source, record);
    Span::new(above(source.bytes(), own.start).start, own.end)
}

/// The record, and the comment behind it.
fn own(source: &Source, record: &Record<'_>) -> Range<usize> {
    let bytes = source.bytes();
    let start = record.node.span.start.min(bytes.len());
    let own = &bytes[start..record.node.span.end.clamp(start, bytes.len())];
    let end = start + own.trim_ascii_end().len();
    let blanks = bytes[end..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b',')).count();
    let behind = &bytes[end + blanks..];
    if behind.first() != Some(&b'#') {
        return start..end;
    }
    let comment = behind.iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
    start..end + blanks + comment
}

/// The lines of comments right above the line that begins with what stands at `at`; nothing where it does not begin one.
fn above(bytes: &[u8], at: usize) -> Range<usize> {
    let before = &bytes[..at];
    let indent = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t' | b'-')).count();
    let end = at - indent;
    if end > 0 && bytes[end - 1] != b'\n' {
        return at..at;
    }
    let lines = bytes[..end].split_inclusive(|byte| *byte == b'\n').rev();
    let comments = lines.take_while(|line| line.trim_ascii_start().starts_with(b"#"));
    end - comments.map(<[u8]>::len).sum::<usize>()..end
}

fn words<'s>(source: &'s Source, record: &Record<'_>) -> Words<'s> {
    let own = own(source, record);
    (&source.bytes()[above(source.bytes(), own.start)], &source.bytes()[own])
}

fn defaults<'s>(source: &'s Source, record: &Record<'_>) -> Vec<Words<'s>> {
    let slice = |span: Span| source.bytes().get(span.start..span.end).unwrap_or_default();
    record.defaults.0.iter().map(|entry| (slice(entry.key_span), slice(entry.value.span))).collect()
}
