use super::{Entry, Fault, FaultKind, Node, OffsetMap, Scalar, Span, Tree, Value};

/// How many lists and maps may stand inside each other. Whoever walks a tree may descend this deep.
pub(super) const MAX_DEPTH: usize = 128;

/// How many faults of one file are kept; by then it is plain that the file is broken.
const MAX_FAULTS: usize = 10_000;

/// Up to this many keys, comparing each with each is faster than sorting.
const FEW_KEYS: usize = 8;

/// Puts the events of a reader together to a [`Tree`], without descending. Places are given in bytes of the decoded
/// text and led back to the file here.
#[derive(Debug)]
pub(super) struct TreeBuilder<'t, 'm> {
    map: &'m OffsetMap,
    tree: Tree<'t>,
    frames: Vec<Frame<'t>>,
    /// Open collections below the depth that is read.
    skipped: usize,
    /// Whether the document at hand has been called too deep already.
    too_deep: bool,
}

/// The two kinds of collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Collection {
    Sequence,
    Mapping,
}

#[derive(Debug)]
struct Frame<'t> {
    start: usize,
    end: usize,
    children: Children<'t>,
}

#[derive(Debug)]
enum Children<'t> {
    Items(Vec<Node<'t>>),
    Entries(Vec<Entry<'t>>, Slot<'t>),
}

/// What a map waits for.
#[derive(Debug)]
enum Slot<'t> {
    Key,
    Value(Scalar<'t>, Span),
    /// The value of a key that cannot be one.
    Nothing,
}

impl<'t, 'm> TreeBuilder<'t, 'm> {
    pub(super) const fn new(map: &'m OffsetMap) -> Self {
        Self {
            map,
            tree: Tree { roots: Vec::new(), faults: Vec::new(), skipped: Vec::new() },
            frames: Vec::new(),
            skipped: 0,
            too_deep: false,
        }
    }

    /// Notes a fault at `range`.
    pub(super) fn fault(&mut self, range: std::ops::Range<usize>, kind: FaultKind) {
        let fault = Fault { span: self.map.span(range), kind, related: None };
        self.push_fault(fault);
    }

    /// Notes that nobody knows what `range` was meant to say.
    pub(super) fn skip(&mut self, range: std::ops::Range<usize>) {
        if self.tree.skipped.len() < MAX_FAULTS {
            self.tree.skipped.push(self.map.span(range));
        }
    }

    /// Notes a fault whose places are known in the file.
    pub(super) fn push_fault(&mut self, fault: Fault) {
        if self.tree.faults.len() < MAX_FAULTS {
            self.tree.faults.push(fault);
        }
    }

    /// Notes, once a document, that it is too deep at `range`.
    pub(super) fn fault_too_deep(&mut self, range: std::ops::Range<usize>) {
        if !std::mem::replace(&mut self.too_deep, true) {
            self.fault(range, FaultKind::TooDeep(MAX_DEPTH));
        }
    }

    /// How many collections are open.
    pub(super) const fn depth(&self) -> usize {
        self.frames.len() + self.skipped
    }

    /// Whether what comes lies deeper than is read.
    pub(super) const fn is_skipping(&self) -> bool {
        self.skipped > 0
    }

    /// Whether the next node is the key of a map.
    pub(super) fn expects_key(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { children: Children::Entries(_, Slot::Key), .. }))
    }

    /// Opens a collection that begins with the bytes `range`.
    pub(super) fn open(&mut self, collection: Collection, range: std::ops::Range<usize>) {
        if self.is_skipping() || self.frames.len() == MAX_DEPTH {
            if self.skipped == 0 {
                self.fault_too_deep(range);
            }
            self.skipped += 1;
            return;
        }
        let children = match collection {
            Collection::Sequence => Children::Items(Vec::new()),
            Collection::Mapping => Children::Entries(Vec::new(), Slot::Key),
        };
        self.frames.push(Frame { start: range.start, end: range.end, children });
    }

    /// Closes the innermost collection; `end` is the byte after its bracket, where it has one. What it gives has to be
    /// placed, at the bytes that come with it.
    pub(super) fn close(&mut self, end: Option<usize>) -> Option<(Node<'t>, std::ops::Range<usize>)> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return (self.skipped == 0).then(|| {
                let at = end.or_else(|| self.frames.last().map(|frame| frame.end)).unwrap_or_default();
                (Node { span: self.map.span(at..at), value: Value::Null }, at..at)
            });
        }
        let frame = self.frames.pop()?;
        let range = frame.start..frame.end.max(end.unwrap_or_default());
        let value = match frame.children {
            Children::Items(items) => Value::Sequence(items),
            Children::Entries(mut entries, slot) => {
                if let Slot::Value(key, key_span) = slot {
                    let value = Node { span: Span::empty(key_span.end), value: Value::Null };
                    entries.push(Entry { key, key_span, value });
                }
                Value::Mapping(self.distinct(entries))
            }
        };
        Some((Node { span: self.map.span(range.clone()), value }, range))
    }

    /// Puts `node` where one is due: into the innermost collection, or as a root. It takes up the bytes `range`, which
    /// for an alias is not where the node itself stands.
    pub(super) fn place(&mut self, node: Node<'t>, range: std::ops::Range<usize>) {
        if self.is_skipping() {
            return;
        }
        let Some(frame) = self.frames.last_mut() else {
            self.tree.roots.push(node);
            return;
        };
        frame.end = frame.end.max(range.end);
        match &mut frame.children {
            Children::Items(items) => items.push(node),
            Children::Entries(entries, slot) => match std::mem::replace(slot, Slot::Key) {
                Slot::Value(key, key_span) => entries.push(Entry { key, key_span, value: node }),
                Slot::Nothing => {}
                Slot::Key => {
                    if let Value::Scalar(key) = node.value {
                        *slot = Slot::Value(key, node.span);
                    } else {
                        *slot = Slot::Nothing;
                        self.fault(range, FaultKind::ComplexKey);
                    }
                }
            },
        }
    }

    /// Leaves out the node that is due: a key and its value, or else nothing stands there.
    pub(super) fn place_nothing(&mut self, range: std::ops::Range<usize>) {
        if self.expects_key() && !self.is_skipping() {
            if let Some(Frame { children: Children::Entries(_, slot), .. }) = self.frames.last_mut() {
                *slot = Slot::Nothing;
            }
        } else {
            self.place(Node { span: self.map.span(range.clone()), value: Value::Null }, range);
        }
    }

    /// Takes back the last value of the innermost collection, because a fault cut it off.
    pub(super) fn cut_last(&mut self) {
        let last = match self.frames.last_mut().map(|frame| &mut frame.children) {
            Some(Children::Items(items)) => items.last_mut(),
            Some(Children::Entries(entries, Slot::Key)) => entries.last_mut().map(|entry| &mut entry.value),
            Some(Children::Entries(_, slot)) => {
                *slot = Slot::Nothing;
                None
            }
            None => None,
        };
        if let Some(node) = last {
            node.value = Value::Null;
        }
    }

    /// Ends a document: closes what is still open, up to byte `end`.
    pub(super) fn end_document(&mut self, end: usize) {
        while self.depth() > 0 {
            if let Some((node, range)) = self.close(Some(end)) {
                self.place(node, range);
            }
        }
        self.too_deep = false;
    }

    /// The tree, with the faults in the order of the file.
    pub(super) fn finish(mut self) -> Tree<'t> {
        self.tree.faults.sort_by_key(|fault| (fault.span, fault.related));
        self.tree
    }

    /// Takes out repeated keys, each with a fault.
    fn distinct(&mut self, mut entries: Vec<Entry<'t>>) -> Vec<Entry<'t>> {
        let repeats = repeats(&entries);
        for &(repeat, first) in &repeats {
            let (entry, related) = (&entries[repeat], Some(entries[first].key_span));
            let kind = FaultKind::DuplicateKey(entry.key.cooked.text().to_owned());
            let fault = Fault { span: entry.key_span, kind, related };
            self.push_fault(fault);
        }
        remove(&mut entries, repeats.into_iter().map(|(repeat, _)| repeat));
        entries
    }
}

/// The entries whose key stood there before, each with the first of that key. Never quadratic.
pub(super) fn repeats(entries: &[Entry<'_>]) -> Vec<(usize, usize)> {
    let key = |index: usize| entries[index].key.cooked.text();
    if entries.len() <= FEW_KEYS {
        let first = |index| (0..index).find(|&before| key(before) == key(index)).map(|first| (index, first));
        return (1..entries.len()).filter_map(first).collect();
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&index| key(index));
    let mut found = Vec::new();
    for group in order.chunk_by(|&a, &b| key(a) == key(b)) {
        found.extend(group[1..].iter().map(|&repeat| (repeat, group[0])));
    }
    found
}

/// Takes out the entries at these places.
pub(super) fn remove(entries: &mut Vec<Entry<'_>>, places: impl Iterator<Item = usize>) {
    let mut places: Vec<usize> = places.collect();
    if places.is_empty() {
        return;
    }
    places.sort_unstable();
    let (mut index, mut next) = (0, places.into_iter().peekable());
    entries.retain(|_| {
        let gone = next.next_if_eq(&index).is_some();
        index += 1;
        !gone
    });
}
