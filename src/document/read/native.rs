//! Documents in our own keys, and requests among them, whatever the syntax.

use std::sync::Arc;

use super::{
    super::{
        Defaults, Document, Expected, Payloads, Problem, ProblemKind, Record, RecordKind, Why,
        schema::{self, Form},
    },
    check::Checker,
    claim,
    part::{Counts, Nature, Part},
    recognise, request, settings,
    unread::Unread,
};
use crate::text::{Entry, Fault, FaultKind, Node, Source, Span, Tree, Value};

/// Makes records of what stands in `tree`; `broken` are the places that are no text.
pub(super) fn read<'s>(source: &'s Source, tree: Tree<'s>, broken: &[Span], payloads: &Payloads) -> Document<'s> {
    read_part(source, tree, broken, payloads, &Part::default()).0
}

/// As [`read`], of a part of a file. Returns with it what the part itself holds.
pub(super) fn read_part<'s>(
    source: &'s Source,
    tree: Tree<'s>,
    broken: &[Span],
    payloads: &Payloads,
    part: &Part,
) -> (Document<'s>, Nature) {
    let unread = Unread::of(broken, &tree);
    let torn =
        tree.faults.iter().any(|fault| matches!(fault.kind, FaultKind::Syntax(_))) && !claim::is_markup(source.bytes());
    let claimed = claim::is_claimed(source.bytes(), &tree.faults);
    let faults = tree
        .faults
        .into_iter()
        .map(|Fault { span, kind, related }| Problem { related, ..Problem::new(span, ProblemKind::Fault(kind)) });
    let documents = claimed
        || tree.roots.iter().any(|root| recognise::is_document(root) || (torn && recognise::is_torn_document(root)));
    let recognised = part.nature.map_or(documents, |whole| whole.documents);
    let mut reader = Reader {
        records: Vec::new(),
        problems: faults.collect(),
        others: Vec::new(),
        unread,
        counts: Counts::default(),
    };
    let found = if recognised || part.nature.is_some() {
        Vec::new()
    } else {
        settings::records(source, &tree.roots, &reader.unread, payloads)
    };
    let (mut requests, mut before) = (false, part.before.iter().peekable());
    for root in tree.roots {
        while let Some((_, counts)) = before.next_if(|(from, _)| *from <= root.span.start) {
            reader.counts = *counts;
        }
        if recognised && has_list(&root) {
            reader.root(root);
        } else {
            requests |= reader.requests(root, payloads);
        }
    }
    let (nature, requested) = (Nature { documents, requests }, part.nature.map_or(requests, |whole| whole.requests));
    if requested {
        let unknown = |span| Problem::new(span, ProblemKind::UnknownRequest);
        reader.problems.extend(reader.others.into_iter().map(unknown));
    }
    if !recognised && !requested && !found.is_empty() {
        // What else is wrong with settings is none of our business.
        return (Document { source, records: found, problems: Vec::new(), recognised: true }, nature);
    }
    let recognised = recognised || requested;
    (Document { source, records: reader.records, problems: reader.problems, recognised }, nature)
}

struct Reader<'s> {
    records: Vec<Record<'s>>,
    problems: Vec<Problem>,
    /// Where something stands that is no request.
    others: Vec<Span>,
    unread: Unread,
    /// How many records there are of each kind, in the order of [`RecordKind::ALL`].
    counts: Counts,
}

impl<'s> Reader<'s> {
    /// Reads one document of the file, which has one of our lists.
    fn root(&mut self, root: Node<'s>) {
        let Value::Mapping(entries) = root.value else { return };
        let mut checker = Checker { kind: None, unread: &self.unread, problems: &mut self.problems };
        let is_list = |entry: &Entry<'_>| {
            schema::find(schema::file_keys(), entry.key.cooked.text())
                .is_some_and(|key| matches!(key.form, Form::Records(_)))
        };
        let (lists, defaults): (Vec<_>, Vec<_>) =
            checker.entries(entries, schema::file_keys()).into_iter().partition(is_list);
        let defaults = Arc::new(Defaults(defaults));
        for Entry { key, value, .. } in lists {
            let kind = RecordKind::ALL.into_iter().find(|kind| kind.list_key() == key.cooked.text());
            if let (Some(kind), Value::Sequence(items)) = (kind, value.value) {
                for item in items {
                    self.item(kind, item, &defaults);
                }
            }
        }
    }

    /// Reads the request that `root` is, or those in a list. Says whether there was any.
    fn requests(&mut self, root: Node<'s>, payloads: &Payloads) -> bool {
        let nodes = match root.value {
            Value::Sequence(items) => items,
            _ => vec![root],
        };
        let mut any = false;
        for node in nodes {
            let Some(found) = payloads.recognise(&node) else {
                // A request to an action that is not read is none of ours; what is torn is told by its fault.
                let told = payloads.names_an_action(&node)
                    || self.unread.cuts(node.span)
                    || self.unread.touches(node.span)
                    || node.is_null();
                if !told {
                    self.others.push(node.entries().first().map_or(node.span, |entry| entry.key.cooked.whole()));
                }
                continue;
            };
            let count = &mut self.counts[found.action.kind as usize];
            self.records.push(request::read(found, node, *count, &self.unread, &mut self.problems));
            *count += 1;
            any = true;
        }
        any
    }

    /// Reads one item of the list of `kind`.
    fn item(&mut self, kind: RecordKind, item: Node<'s>, defaults: &Arc<Defaults<'s>>) {
        let first = self.problems.len();
        let mut checker = Checker { kind: Some(kind), unread: &self.unread, problems: &mut self.problems };
        let cut = self.unread.cuts(item.span);
        let partial = cut || self.unread.touches(item.span);
        let lacking = !cut && !has_main_key(kind, &item);
        let first_key = item.entries().first().map(|entry| entry.key_span);
        let entries = match item.value {
            Value::Null => return,
            Value::Mapping(entries) => checker.entries(entries, schema::record_keys(kind)),
            _ => return checker.wrong_type(kind.list_key(), &item, Expected::Map),
        };
        let count = &mut self.counts[kind as usize];
        let node = Node { span: item.span, value: Value::Mapping(entries) };
        let record = Record {
            kind,
            index: *count,
            node,
            defaults: Arc::clone(defaults),
            partial,
            payload: None,
            why: Why::Document,
        };
        *count += 1;
        if lacking {
            let kind = ProblemKind::MissingKey { key: kind.main_key() };
            // Where no key was fit to stay, the first that was written is a better place than the whole map.
            let span = first_key.filter(|_| record.node.entries().is_empty()).unwrap_or_else(|| record.anchor());
            self.problems.push(Problem::new(span, kind));
        }
        if self.problems.len() > first {
            let reference = record.reference();
            for problem in &mut self.problems[first..] {
                problem.record = Some(reference.clone());
            }
        }
        self.records.push(record);
    }
}

/// Whether this is a map with any of our lists.
fn has_list(root: &Node<'_>) -> bool {
    RecordKind::ALL.iter().any(|kind| root.get(kind.list_key()).is_some())
}

/// Whether something stands under the main key of a record, be it only at one provider.
fn has_main_key(kind: RecordKind, item: &Node<'_>) -> bool {
    let given = |node: &Node<'_>| node.get(kind.main_key()).is_some_and(|value| !value.is_null());
    given(item) || item.get("variants").is_some_and(|all| all.entries().iter().any(|entry| given(&entry.value)))
}
