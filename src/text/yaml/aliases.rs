use std::collections::HashMap;

use crate::text::{Node, Value, tree_builder::MAX_DEPTH};

/// How many values all aliases of a file may unfold to.
pub(super) const MAX_UNFOLDED: usize = 100_000;

/// How many values are kept for aliases to come. Anchors inside anchors would otherwise be kept again and again.
const MAX_KEPT: usize = 10 * MAX_UNFOLDED;

/// The anchored nodes of a document, and how much may still be made of them.
#[derive(Debug)]
pub(super) struct Anchors<'t> {
    nodes: HashMap<usize, Anchored<'t>>,
    /// The byte of the last `*`: no alias comes after it.
    last_alias: usize,
    unfolded: usize,
    kept: usize,
    exhausted: bool,
}

#[derive(Debug)]
enum Anchored<'t> {
    Node {
        node: Node<'t>,
        size: Size,
    },
    /// Larger than what any alias may unfold to.
    Huge,
}

#[derive(Clone, Copy, Debug)]
struct Size {
    values: usize,
    depth: usize,
}

/// What an alias stands for.
#[derive(Debug)]
pub(super) enum Alias<'t> {
    Node(Node<'t>),
    Unknown,
    TooDeep,
    /// The limit, the first time only.
    TooMany(Option<usize>),
}

impl<'t> Anchors<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        let last_alias = source.rfind('*').unwrap_or_default();
        Self { nodes: HashMap::new(), last_alias, unfolded: 0, kept: 0, exhausted: false }
    }

    /// Remembers a `node` that ends at byte `end` under its anchor; 0 is none.
    pub(super) fn define(&mut self, anchor: usize, node: &Node<'t>, end: usize) {
        if anchor == 0 || end > self.last_alias {
            return;
        }
        let size = measure(node);
        let anchored = if size.values > MAX_UNFOLDED || self.kept + size.values > MAX_KEPT {
            Anchored::Huge
        } else {
            self.kept += size.values;
            Anchored::Node { node: node.clone(), size }
        };
        self.nodes.insert(anchor, anchored);
    }

    /// A copy of what `anchor` names, to stand inside `depth` collections.
    pub(super) fn unfold(&mut self, anchor: usize, depth: usize) -> Alias<'t> {
        match self.nodes.get(&anchor) {
            None => Alias::Unknown,
            Some(Anchored::Node { size, .. }) if depth + size.depth > MAX_DEPTH => Alias::TooDeep,
            Some(Anchored::Node { node, size }) if !self.exhausted && self.unfolded + size.values <= MAX_UNFOLDED => {
                self.unfolded += size.values;
                Alias::Node(node.clone())
            }
            Some(_) => {
                let first = !std::mem::replace(&mut self.exhausted, true);
                Alias::TooMany(first.then_some(MAX_UNFOLDED))
            }
        }
    }

    /// Ends a document, whose anchors do not reach into the next. What was unfolded still counts.
    pub(super) fn forget(&mut self) {
        self.nodes.clear();
        self.kept = 0;
    }
}

/// Trees are never deeper than [`MAX_DEPTH`], so this may descend.
fn measure(node: &Node<'_>) -> Size {
    let (mut values, mut below) = (1, None);
    let mut add = |child: &Node<'_>| {
        let size = measure(child);
        values += size.values;
        below = below.max(Some(size.depth));
    };
    match &node.value {
        Value::Null | Value::Scalar(_) => return Size { values: 1, depth: 0 },
        Value::Sequence(items) => items.iter().for_each(&mut add),
        Value::Mapping(entries) => entries.iter().for_each(|entry| add(&entry.value)),
    }
    Size { values, depth: below.unwrap_or_default() + 1 }
}
