//! Records in files of any form, found as `sources` of a `lint.yml` says.

mod each;
mod pattern;
mod written;

#[cfg(test)]
mod tests;

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use super::{check::Checker, encoding, signature, unread::Unread};
use crate::{
    document::{Defaults, Document, Problem, ProblemKind, Record, RecordKind, Why, schema},
    text::{Cooked, Entry, Node, OffsetMap, Scalar, Source, Span, Style, Tree, Value},
};

pub use each::{Each, Pointer, PointerError};
pub use pattern::{Group, Pattern, PatternError};
pub use written::Written;

/// How to find the records of one kind in a file.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// What is found.
    pub kind: RecordKind,
    /// Where it stands.
    pub finder: Finder,
    /// What each of them says that the file does not: keys of such records, each with a text or, where the key takes
    /// several, texts.
    pub fixed: Vec<(&'static str, Vec<String>)>,
}

/// Where in a file records stand.
#[derive(Clone, Debug)]
pub enum Finder {
    /// Where an expression matches the text.
    Pattern(Pattern),
    /// Where a path leads in what is structured.
    Each(Each),
}

/// What one look into a file brought: where it stands, and the values of its keys.
struct Catch<'s> {
    span: Span,
    entries: Vec<Entry<'s>>,
}

/// Reads `source` as `extractions` say. Returns with it how many records each of them gave. Never fails: what cannot be
/// read becomes a problem of the document. What a file does not carry is not missing in its records, so all are partial.
pub fn extract<'s>(source: &'s Source, extractions: &[&Extraction]) -> (Document<'s>, Vec<usize>) {
    let mut counts = vec![0; extractions.len()];
    let (text, broken) = source.decode();
    let (mut caught, mut problems, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (at, extraction) in extractions.iter().enumerate() {
        let (catches, unread) = match &extraction.finder {
            Finder::Pattern(pattern) => (pattern.find(&text, source.name()), Unread::of(&broken, &Tree::default())),
            Finder::Each(each) => {
                let tree = each::tree(&text, source.name());
                let unread = Unread::of(&broken, &tree);
                faults.extend(tree.faults.iter().cloned());
                (each.find(&tree), unread)
            }
        };
        let kind = extraction.kind;
        let mut checker = Checker { kind: Some(kind), unread: &unread, problems: &mut problems };
        for Catch { span, entries } in catches {
            let mut entries = checker.entries(entries, schema::record_keys(kind));
            if kind == RecordKind::Template {
                take_signature_out(&mut entries);
            }
            let mut node = Node { span, value: Value::Mapping(entries) };
            if node.get(kind.main_key()).is_some_and(|value| value.text().is_none_or(|text| !text.is_empty())) {
                add_fixed(&mut node, kind, &extraction.fixed);
                caught.push((at, kind, node));
            }
        }
    }
    caught.sort_by_key(|(at, _, node)| (node.span, *at));
    let (mut records, mut indices, mut seen) = (Vec::new(), [0; RecordKind::ALL.len()], HashSet::new());
    let defaults = Arc::new(Defaults::default());
    for (at, kind, node) in caught {
        counts[at] += 1;
        // What two of them find is one record, as the first says.
        if node.get(kind.main_key()).is_some_and(|main| !seen.insert((kind, main.span))) {
            continue;
        }
        let index = indices[kind as usize];
        indices[kind as usize] += 1;
        records.push(Record {
            kind,
            index,
            node,
            defaults: Arc::clone(&defaults),
            partial: true,
            payload: None,
            why: Why::Source,
        });
    }
    let of_text = |fault: crate::text::Fault| Problem {
        related: fault.related,
        ..Problem::new(fault.span, ProblemKind::Fault(fault.kind))
    };
    problems.extend(faults.into_iter().map(of_text));
    problems.extend(encoding(source, &broken));
    problems.sort_by_key(|problem| problem.span);
    problems.dedup_by(|a, b| a.span == b.span && a.kind == b.kind);
    let recognised = !records.is_empty() || !problems.is_empty();
    (Document { source, records, problems, recognised }, counts)
}

/// A key of ours with what stands for it in the file.
fn ours<'s>(key: &'static str, value: Node<'s>) -> Entry<'s> {
    let at = Span::empty(value.span.start);
    let cooked = Cooked::new(Cow::Borrowed(key), OffsetMap::opaque(key.len(), at));
    Entry { key: Scalar { cooked, style: Style::Translated }, key_span: at, value }
}

/// Where a content begins with 【…】 and no other signature is given, that is the signature.
fn take_signature_out(entries: &mut Vec<Entry<'_>>) {
    let find = |entries: &[Entry<'_>], key: &str| entries.iter().position(|entry| entry.key.cooked.text() == key);
    let Some(at) = find(entries, "content").filter(|_| find(entries, "signature").is_none()) else { return };
    let Value::Scalar(scalar) = &entries[at].value.value else { return };
    let Some((signature, rest)) = signature::leading_in_chinese(scalar.cooked.text()) else { return };
    let len = scalar.cooked.text().len();
    let style = match scalar.style {
        // What is left of it no longer begins where its quotes do.
        Style::Plain | Style::PlainInFlow | Style::Literal | Style::Folded => Style::Nested,
        style => style,
    };
    let part = |range: std::ops::Range<usize>| {
        let cooked = scalar.cooked.part(range);
        Node { span: cooked.whole(), value: Value::Scalar(Scalar { cooked, style }) }
    };
    let (signature, content) = (part(signature.start..signature.end), part(rest..len));
    entries[at].value = content;
    entries.insert(at, ours("signature", signature));
}

/// Adds what all records of an extraction say, where this one does not; it stands where the record's main text does.
fn add_fixed(node: &mut Node<'_>, kind: RecordKind, fixed: &[(&'static str, Vec<String>)]) {
    let at = Span::empty(node.get(kind.main_key()).map_or(node.span.start, |main| main.span.start));
    let text = |text: &String| {
        let cooked = Cooked::new(Cow::Owned(text.clone()), OffsetMap::opaque(text.len(), at));
        Node { span: at, value: Value::Scalar(Scalar { cooked, style: Style::Translated }) }
    };
    for (key, texts) in fixed {
        if node.get(key).is_some() {
            continue;
        }
        let value = match &texts[..] {
            [only] => text(only),
            several => Node { span: at, value: Value::Sequence(several.iter().map(text).collect()) },
        };
        if let Value::Mapping(entries) = &mut node.value {
            entries.push(ours(key, value));
        }
    }
}
