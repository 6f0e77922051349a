//! Messages as they are sent, in a text file.

use std::{borrow::Cow, sync::Arc};

use super::{
    super::{Defaults, Document, Record, RecordKind, Why},
    signature,
};
use crate::text::{Cooked, Entry, Node, OffsetMap, OffsetMapBuilder, Scalar, Source, Span, Style, Value};

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Reads one message a line or, where blank lines divide the file and a block has several lines, one a block.
pub(super) fn read(source: &Source) -> Document<'_> {
    records(source, messages)
}

/// Reads the whole file as one message, without blank lines before and behind it.
pub(super) fn read_one(source: &Source) -> Document<'_> {
    records(source, |bytes| {
        let lines = lines(bytes);
        let mut filled = lines.iter().filter(|line| !is_blank(&bytes[line.start..line.end]));
        let Some(first) = filled.next() else { return Vec::new() };
        vec![first.cover(*filled.next_back().unwrap_or(first))]
    })
}

fn records(source: &Source, messages: impl Fn(&[u8]) -> Vec<Span>) -> Document<'_> {
    let bytes = source.bytes();
    let defaults = Arc::new(Defaults::default());
    let records: Vec<_> = messages(bytes)
        .into_iter()
        .enumerate()
        .map(|(index, span)| {
            let (node, partial) = message(bytes, span);
            let (kind, defaults) = (RecordKind::Template, Arc::clone(&defaults));
            Record { kind, index, node, defaults, partial, payload: None, why: Why::Message }
        })
        .collect();
    Document { source, recognised: !records.is_empty(), records, problems: Vec::new() }
}

/// Where the messages stand, without the line end of their last line.
fn messages(bytes: &[u8]) -> Vec<Span> {
    let lines = lines(bytes);
    let mut blocks: Vec<Vec<Span>> = vec![Vec::new()];
    for line in lines {
        if is_blank(&bytes[line.start..line.end]) {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    if blocks.len() > 1 && blocks.iter().any(|block| block.len() > 1) {
        blocks.iter().filter_map(|block| Some(block.first()?.cover(*block.last()?))).collect()
    } else {
        blocks.into_iter().flatten().collect()
    }
}

/// The lines without their ends, which may be `\n`, `\r\n` or a lone `\r`.
fn lines(bytes: &[u8]) -> Vec<Span> {
    let mut start = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    let mut lines = Vec::new();
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        if byte == b'\n' || byte == b'\r' {
            // Between the two signs of `\r\n` stands no line.
            if !(byte == b'\n' && at > 0 && bytes[at - 1] == b'\r') {
                lines.push(Span::new(start, at));
            }
            start = at + 1;
        }
    }
    lines.push(Span::new(start, bytes.len()));
    lines
}

fn is_blank(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(|line| line.trim().is_empty())
}

/// The record that the message at `span` makes, and whether a part that is no text was left out of it.
fn message(bytes: &[u8], span: Span) -> (Node<'_>, bool) {
    let mut entries = Vec::with_capacity(2);
    let mut content = span;
    if let Some((signature, rest)) = signature::leading(&bytes[span.start..span.end]) {
        entries.push(entry("signature", bytes, signature.shift(span.start)));
        content.start += rest;
    }
    entries.push(entry("content", bytes, content));
    let whole = entries.len();
    entries.retain(|entry| is_text(&bytes[entry.value.span.start..entry.value.span.end]));
    let partial = entries.len() < whole;
    (Node { span, value: Value::Mapping(entries) }, partial)
}

/// An entry whose key is not in the file.
fn entry<'s>(key: &'static str, bytes: &'s [u8], span: Span) -> Entry<'s> {
    let at = Span::empty(span.start);
    let name = Cooked::new(Cow::Borrowed(key), OffsetMap::opaque(key.len(), at));
    let scalar = Scalar { cooked: decode(bytes, span), style: Style::Bare };
    Entry {
        key: Scalar { cooked: name, style: Style::Bare },
        key_span: at,
        value: Node { span, value: Value::Scalar(scalar) },
    }
}

fn is_text(bytes: &[u8]) -> bool {
    !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
}

/// The text at `span`: line ends as `\n`, what is not UTF-8 as U+FFFD.
fn decode(bytes: &[u8], span: Span) -> Cooked<'_> {
    let bytes = &bytes[span.start..span.end];
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\r')
    {
        return Cooked::verbatim(text, span.start);
    }
    let (mut text, mut map, mut at) = (String::new(), OffsetMapBuilder::default(), span.start);
    for chunk in bytes.utf8_chunks() {
        let mut lines = chunk.valid().split_inclusive('\r').peekable();
        while let Some(line) = lines.next() {
            let Some(before) = line.strip_suffix('\r') else {
                text.push_str(line);
                map.linear(line.len(), at);
                at += line.len();
                continue;
            };
            text.push_str(before);
            map.linear(before.len(), at);
            at += before.len();
            // The two signs of `\r\n` are one; the second of them begins the next piece.
            if !lines.peek().is_some_and(|next| next.starts_with('\n')) {
                text.push('\n');
                map.atom(1, Span::new(at, at + 1));
            }
            at += 1;
        }
        if !chunk.invalid().is_empty() {
            let end = at + chunk.invalid().len();
            text.push(char::REPLACEMENT_CHARACTER);
            map.atom(char::REPLACEMENT_CHARACTER.len_utf8(), Span::new(at, end));
            at = end;
        }
    }
    Cooked::new(Cow::Owned(text), map.finish(at))
}
