use std::cmp::Reverse;

use crate::{
    document::{Document, Record, RecordKind},
    text::{Node, Span, Tree, Value},
};

/// Where a suppression holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// Findings that begin in one of these. Empty for nowhere.
    pub(super) spans: Vec<Span>,
    /// Findings about one of these, wherever their text stands: an alias leads elsewhere.
    pub(super) records: Vec<(RecordKind, usize)>,
}

impl Scope {
    /// The whole file.
    pub(super) fn file() -> Self {
        Self { spans: vec![Span::new(0, usize::MAX)], records: Vec::new() }
    }
}

/// What a comment in a file can refer to.
pub(super) struct Places<'d> {
    bytes: &'d [u8],
    /// Fields and items of lists, by where they begin, the outermost first.
    begins: Vec<Span>,
    /// Fields whose value is a text, by where they end.
    ends: Vec<Span>,
    /// Records, by where they begin.
    records: Vec<(Span, RecordKind, usize)>,
    /// Where the first value of the file begins.
    first: usize,
    /// How many lines may lie between a comment and what it is about, where that is not known by itself.
    reach: Option<usize>,
}

impl<'d> Places<'d> {
    pub(super) fn of(document: &'d Document<'_>, tree: &Tree<'_>) -> Self {
        let (mut begins, mut ends) = (Vec::new(), Vec::new());
        for root in &tree.roots {
            collect(root, &mut begins, &mut ends);
        }
        begins.sort_by_key(|span| (span.start, Reverse(span.end)));
        ends.sort_by_key(|span| span.end);
        let mut records: Vec<_> =
            document.records.iter().map(|record| (record.node.span, record.kind, record.index)).collect();
        records.sort_unstable_by_key(|(span, ..)| span.start);
        let first = tree.roots.iter().map(|root| root.span.start).min().unwrap_or(usize::MAX);
        Self { bytes: document.source.bytes(), begins, ends, records, first, reach: None }
    }

    /// Of a program only the texts count that were taken as records.
    pub(super) fn of_texts(document: &'d Document<'_>) -> Self {
        let records: Vec<_> =
            document.records.iter().map(|record| (record.node.span, record.kind, record.index)).collect();
        let spans: Vec<Span> = records.iter().map(|(span, ..)| *span).collect();
        Self { bytes: document.source.bytes(), begins: spans.clone(), ends: spans, records, first: 0, reach: Some(1) }
    }

    /// Where the comment at `span` holds. On a line of its own: for the file at its top, else for the record or field
    /// that follows. Behind something: for the fields that begin or end on that line.
    pub(super) fn scope(&self, comment: Span) -> Scope {
        let line = self.line_start(comment.start);
        let before =
            self.bytes[line..comment.start].strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.bytes[line..comment.start]);
        let alone = before.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'-'));
        if alone && comment.start < self.first {
            return Scope::file();
        }
        let mut scope = Scope::default();
        if alone {
            let next = self.begins.partition_point(|span| span.start < comment.end);
            let near = |span: &&Span| {
                let mut breaks = self.bytes[comment.end..span.start].iter().filter(|byte| **byte == b'\n');
                self.reach.is_none_or(|reach| breaks.nth(reach + 1).is_none())
            };
            scope.spans.extend(self.begins.get(next).filter(near));
        } else {
            scope.spans.push(Span::new(line, comment.start));
            let from = self.begins.partition_point(|span| span.start < line);
            let fields = self.begins[from..].iter().take_while(|span| span.start < comment.start);
            scope.spans.extend(fields.filter(|span| span.end > comment.start));
            let from = self.ends.partition_point(|span| span.end <= line);
            let fields = self.ends[from..].iter().take_while(|span| span.end <= comment.start);
            scope.spans.extend(fields.filter(|span| span.start < line));
        }
        for span in &scope.spans {
            let from = self.records.partition_point(|(record, ..)| record.start < span.start);
            let within = self.records[from..].iter().take_while(|(record, ..)| record.end <= span.end);
            scope.records.extend(within.map(|&(_, kind, index)| (kind, index)));
        }
        scope
    }

    fn line_start(&self, at: usize) -> usize {
        self.bytes[..at].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(0, |at| at + 1)
    }
}

/// Readers bound the depth, so this may descend.
fn collect(node: &Node<'_>, begins: &mut Vec<Span>, ends: &mut Vec<Span>) {
    match &node.value {
        Value::Null | Value::Scalar(_) => {}
        Value::Sequence(items) => {
            for item in items {
                begins.push(item.span);
                collect(item, begins, ends);
            }
        }
        Value::Mapping(entries) => {
            for entry in entries {
                // The value of an alias stands elsewhere.
                let own = entry.value.span.start >= entry.key_span.end;
                let span = if own { entry.key_span.cover(entry.value.span) } else { entry.key_span };
                begins.push(span);
                if entry.value.scalar().is_some() {
                    ends.push(span);
                }
                collect(&entry.value, begins, ends);
            }
        }
    }
}

/// Where `pointer` leads: the key of a list, the place or the name of a record in it, then keys and places of items.
/// `None` where it leads to nothing.
pub(super) fn follow(document: &Document<'_>, pointer: &[String]) -> Option<Scope> {
    let Some((list, rest)) = pointer.split_first() else { return Some(Scope::file()) };
    let kind = RecordKind::ALL.into_iter().find(|kind| kind.list_key() == list)?;
    let mut records = document.records.iter().filter(|record| record.kind == kind);
    let whole = |record: &Record<'_>| (record.node.span, (kind, record.index));
    let Some((which, keys)) = rest.split_first() else {
        let (spans, records): (Vec<_>, Vec<_>) = records.map(whole).unzip();
        return (!spans.is_empty()).then_some(Scope { spans, records });
    };
    let named = |record: &Record<'_>| record.name().and_then(Node::text) == Some(which);
    let record = match which.parse::<usize>() {
        Ok(place) => records.find(|record| record.index == place)?,
        Err(_) => records.find(|record| named(record))?,
    };
    if keys.is_empty() {
        return Some(Scope { spans: vec![record.node.span], records: vec![(kind, record.index)] });
    }
    let node = keys.iter().try_fold(&record.node, |node, key| match key.parse::<usize>() {
        Ok(place) if !node.items().is_empty() => node.items().get(place),
        // A request is known by its own names too.
        _ => node.get(key).or_else(|| node.get("payload")?.get(key)),
    })?;
    Some(Scope { spans: vec![node.span], records: Vec::new() })
}
