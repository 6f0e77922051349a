//! TOML, from the events of `toml_parser`.

use std::ops::Range;

use toml_parser::{
    Source,
    decoder::Encoding,
    parser::{Event, EventKind, RecursionGuard, parse_document},
};

use super::{
    Escapes, map,
    put::{Key, put},
    scalar, tree,
};
use crate::text::{Cooked, Entry, Node, Scalar, Span, Style, Tree, Value};

/// How deep lists and inline tables are read.
const MAX_DEPTH: u32 = 32;

pub(super) fn read<'s>(text: &Cooked<'s>) -> Tree<'s> {
    let tokens = Source::new(text.text()).lex().into_vec();
    let mut events: Vec<Event> = Vec::with_capacity(tokens.len());
    let mut receive = |event: Event| events.push(event);
    parse_document(&tokens, &mut RecursionGuard::new(&mut receive, MAX_DEPTH), &mut ());
    let mut reader = Reader { text, root: Vec::new(), table: Table::default(), keys: Vec::new(), frames: Vec::new() };
    for event in events {
        reader.event(&event);
    }
    reader.close_table();
    tree(text, reader.root, Vec::new())
}

struct Reader<'t, 's> {
    text: &'t Cooked<'s>,
    root: Vec<Entry<'s>>,
    /// The table that is being filled.
    table: Table<'s>,
    /// The keys on the way to the next value, or in the head of a table.
    keys: Vec<Key<'s>>,
    /// Lists and inline tables that are open.
    frames: Vec<Frame<'s>>,
}

#[derive(Default)]
struct Table<'s> {
    path: Vec<Key<'s>>,
    /// Whether it is an item of a list of tables.
    is_item: bool,
    entries: Vec<Entry<'s>>,
    span: Span,
}

/// Where it begins, what it holds, and the keys that lead to it.
struct Frame<'s> {
    start: usize,
    items: Option<Vec<Node<'s>>>,
    entries: Vec<Entry<'s>>,
    keys: Vec<Key<'s>>,
}

impl<'s> Reader<'_, 's> {
    fn event(&mut self, event: &Event) {
        let range = event.span().start()..event.span().end();
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.close_table();
                self.keys.clear();
                self.table.span = self.text.span(range);
                self.table.is_item = event.kind() == EventKind::ArrayTableOpen;
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => self.table.path = std::mem::take(&mut self.keys),
            EventKind::SimpleKey => {
                let key = self.text(range.clone(), event.encoding());
                if let Value::Scalar(scalar) = key.value {
                    self.keys.push((scalar, self.text.span(range)));
                }
            }
            EventKind::Scalar => {
                let node = self.text(range, event.encoding());
                self.value(node);
            }
            EventKind::ArrayOpen | EventKind::InlineTableOpen => {
                let items = (event.kind() == EventKind::ArrayOpen).then(Vec::new);
                let keys = std::mem::take(&mut self.keys);
                self.frames.push(Frame { start: range.start, items, entries: Vec::new(), keys });
            }
            EventKind::ArrayClose | EventKind::InlineTableClose => {
                let Some(Frame { start, items, entries, keys }) = self.frames.pop() else { return };
                let span = self.text.span(start..range.end);
                self.keys = keys;
                let value = items.map_or(Value::Mapping(entries), Value::Sequence);
                self.value(Node { span, value });
            }
            EventKind::Newline if self.frames.is_empty() => self.keys.clear(),
            _ => {}
        }
    }

    /// Puts a value where its keys lead.
    fn value(&mut self, node: Node<'s>) {
        let keys = std::mem::take(&mut self.keys);
        match self.frames.last_mut() {
            Some(Frame { items: Some(items), .. }) => items.push(node),
            Some(Frame { entries, .. }) => put(entries, keys, node, false),
            None => {
                self.table.span = self.table.span.cover(node.span);
                put(&mut self.table.entries, keys, node, false);
            }
        }
    }

    fn close_table(&mut self) {
        let Table { path, is_item, entries, span } = std::mem::take(&mut self.table);
        self.frames.clear();
        if path.is_empty() {
            self.root.extend(entries);
        } else {
            put(&mut self.root, path, map(span, entries), is_item);
        }
    }

    /// What is written at `range`, quotes included.
    fn text(&self, range: Range<usize>, encoding: Option<Encoding>) -> Node<'s> {
        let source = self.text.text();
        let (sign, escapes) = match encoding {
            None => {
                let cooked = self.text.part(range.clone());
                let scalar = Scalar { cooked, style: Style::JsonWord };
                return Node { span: self.text.span(range), value: Value::Scalar(scalar) };
            }
            Some(Encoding::LiteralString) => ("'", Escapes::None),
            Some(Encoding::BasicString) => ("\"", Escapes::Backslash),
            Some(Encoding::MlLiteralString) => ("'''", Escapes::None),
            Some(Encoding::MlBasicString) => ("\"\"\"", Escapes::Joined),
        };
        let inside = source[range.clone()].strip_prefix(sign).unwrap_or(&source[range.clone()]);
        let start = range.end - inside.len();
        let len = inside.strip_suffix(sign).unwrap_or(inside).len();
        let inside = &inside[..len];
        // A line break right behind the opening sign is no part of the text.
        let first = if sign.len() == 1 { "" } else { inside };
        let skipped = if first.starts_with("\r\n") { 2 } else { usize::from(first.starts_with('\n')) };
        Node { span: self.text.span(range), ..scalar(self.text, start + skipped..start + len, escapes) }
    }
}
