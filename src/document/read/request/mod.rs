//! Requests to the API of a provider, as records in our own keys.

mod value;

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{
    super::{
        Cite, Expected, Problem, ProblemKind, Record, Why,
        payload::{Action, Found, Parameter, Payload, Target, ValueForm},
    },
    unread::Unread,
};
use crate::text::{Cooked, Entry, FaultKind, Node, OffsetMap, Scalar, Span, Style, Value, did_you_mean};

/// The key under which a record keeps the request as it was written.
const REQUEST: &str = "payload";

/// Makes a record of the request `node`; it is the one at `index` among those of its kind.
pub(super) fn read<'s>(
    found: Found,
    node: Node<'s>,
    index: usize,
    unread: &Unread,
    problems: &mut Vec<Problem>,
) -> Record<'s> {
    let Found { action, inner } = found;
    let (first, whole) = (problems.len(), node.span);
    let version = version(&action, &node);
    let partial = unread.cuts(whole) || unread.touches(whole);
    let Value::Mapping(mut outer) = node.value else { unreachable!("only maps are recognised") };
    let (span, given) = match inner.map(|at| outer.swap_remove(at).value) {
        Some(Node { span, value: Value::Mapping(entries) }) => (span, entries),
        _ => (whole, outer),
    };
    let mut reader = Reader { action: &action, version: version.as_deref(), unread, problems, torn: false };
    let Read { mut record, request } = reader.entries(given, &action.parameters, true);
    let partial = partial || reader.torn;
    let missing = action.parameters.iter().filter(|one| one.required && !has(&request, one));
    let missing: Vec<_> = missing.map(|one| (one, entry(&request, one).map(|entry| entry.value.span))).collect();
    if let Some(provider) = &action.provider {
        record.push(ours("provider", Span::empty(whole.start), text(provider.clone(), Span::empty(whole.start))));
    }
    record.push(ours(REQUEST, Span::empty(whole.start), Node { span, value: Value::Mapping(request) }));
    let payload = Payload { action: Arc::clone(&action), version: version.clone() };
    let node = Node { span: whole, value: Value::Mapping(record) };
    let record = Record {
        kind: action.kind,
        index,
        node,
        defaults: Arc::default(),
        partial,
        payload: Some(payload),
        why: Why::Request,
    };
    if !partial {
        let anchor = anchor(&record, whole);
        problems.extend(missing.into_iter().map(|(parameter, empty)| {
            let name = parameter.name_in(version.as_deref()).to_owned();
            let kind = ProblemKind::MissingParameter { name, action: action.name.clone() };
            Problem { cite: cite(&action, parameter), ..Problem::new(empty.unwrap_or(anchor), kind) }
        }));
    }
    if problems.len() > first {
        let reference = record.reference();
        for problem in &mut problems[first..] {
            problem.record = Some(reference.clone());
        }
    }
    record
}

/// Where something is shown that is missing: at the name of the record, else at the first key of the request.
fn anchor(record: &Record<'_>, whole: Span) -> Span {
    let known = record.node.entries().iter().any(|entry| entry.key_span.start > whole.start);
    let request = record.node.get(REQUEST).and_then(|request| request.entries().first());
    if known {
        record.anchor()
    } else {
        request.map_or(Span::new(whole.start, whole.start + 1), |entry| entry.key_span)
    }
}

/// The version of the API that the request names, or shows by the name of a parameter.
fn version(action: &Action, node: &Node<'_>) -> Option<String> {
    let named = action.envelope.version.as_ref().and_then(|key| node.get(key)).and_then(Node::text);
    let shown = || {
        let keys = node.entries().iter().map(|entry| entry.key.cooked.text());
        let mut versions = keys.filter_map(|name| action.parameters.iter().find_map(|one| one.aliases.get(name)));
        versions.next().cloned()
    };
    named.map(str::to_owned).or_else(shown)
}

/// Whether the request gives this parameter. An empty list gives nothing, nor does an empty text.
fn has(request: &[Entry<'_>], parameter: &Parameter) -> bool {
    entry(request, parameter).is_some_and(|entry| !is_wanting(parameter, &entry.value))
}

/// Where the request has this parameter.
fn entry<'r, 's>(request: &'r [Entry<'s>], parameter: &Parameter) -> Option<&'r Entry<'s>> {
    request.iter().find(|entry| entry.key.cooked.text() == parameter.name)
}

/// Whether nothing stands where something has to.
fn is_wanting(parameter: &Parameter, node: &Node<'_>) -> bool {
    parameter.required
        && match &node.value {
            Value::Sequence(items) => items.is_empty(),
            Value::Scalar(scalar) => !parameter.blank && scalar.cooked.text().trim().is_empty(),
            _ => false,
        }
}

fn cite(action: &Action, parameter: &Parameter) -> Cite {
    Cite { sources: Arc::clone(&action.sources), codes: Arc::clone(&parameter.codes) }
}

/// A key of ours, standing where the request says the same in its own way.
fn ours<'s>(key: &'static str, at: Span, value: Node<'s>) -> Entry<'s> {
    let cooked = Cooked::new(Cow::Borrowed(key), OffsetMap::opaque(key.len(), at));
    Entry { key: Scalar { cooked, style: Style::Translated }, key_span: at, value }
}

/// A word of ours, standing where the request says the same in its own way.
fn text<'s>(word: String, at: Span) -> Node<'s> {
    let map = OffsetMap::opaque(word.len(), at);
    Node {
        span: at,
        value: Value::Scalar(Scalar { cooked: Cooked::new(Cow::Owned(word), map), style: Style::Translated }),
    }
}

/// Reads the parameters of one request.
struct Reader<'t> {
    action: &'t Action,
    version: Option<&'t str>,
    unread: &'t Unread,
    problems: &'t mut Vec<Problem>,
    /// Whether a text that should hold JSON could not be read.
    torn: bool,
}

/// What became of the parameters.
#[derive(Default)]
struct Read<'s> {
    /// In our own keys.
    record: Vec<Entry<'s>>,
    /// As written, under the names of the newest version.
    request: Vec<Entry<'s>>,
}

impl Reader<'_> {
    fn entries<'s>(&mut self, entries: Vec<Entry<'s>>, parameters: &[Parameter], top: bool) -> Read<'s> {
        let mut read = Read::default();
        let places: BTreeMap<&str, usize> =
            parameters.iter().zip(0..).flat_map(|(one, at)| names(one).map(move |name| (name, at))).collect();
        let mut given: BTreeMap<usize, Span> = BTreeMap::new();
        for entry in entries {
            let name = entry.key.cooked.text();
            if (top && self.action.envelope.has(name)) || self.unread.touches(entry.key_span) || entry.value.is_null() {
                continue;
            }
            let known = places.get(name).copied();
            if known.is_none_or(|at| parameters[at].name_in(self.version) != name) {
                self.unknown(&entry, parameters);
            }
            // What only another version calls so is read all the same.
            let Some(at) = known else { continue };
            let parameter = &parameters[at];
            if let Some(first) = given.insert(at, entry.key_span) {
                let kind = ProblemKind::Fault(FaultKind::DuplicateKey(name.to_owned()));
                self.problems.push(Problem { related: Some(first), ..Problem::new(entry.key_span, kind) });
                continue;
            }
            let Entry { key, key_span, value } = entry;
            let same = Cooked::new(
                Cow::Owned(parameter.name.clone()),
                OffsetMap::opaque(parameter.name.len(), key.cooked.whole()),
            );
            let key = Scalar { cooked: same, style: Style::Translated };
            read.request.push(Entry { key, key_span, value: value.clone() });
            if let Some((target, words)) = &parameter.also
                && let Some(word) = value.text().and_then(|given| words.get(given))
            {
                let place = value.scalar().map_or(value.span, |scalar| scalar.cooked.whole());
                put(&mut read.record, &target.path, key_span, text(word.clone(), place));
            }
            // It is told as missing, and says nothing else.
            if is_wanting(parameter, &value) {
                continue;
            }
            let value = self.value(parameter, value);
            if let (Some(value), Some(target)) = (value, &parameter.target) {
                put(&mut read.record, &target.path, key_span, shaped(value, key_span, target));
            }
        }
        read
    }

    fn unknown(&mut self, entry: &Entry<'_>, parameters: &[Parameter]) {
        let name = entry.key.cooked.text();
        let names = || parameters.iter().map(|one| one.name_in(self.version));
        let other = parameters.iter().find(|one| one.is_called(name)).map(|one| one.name_in(self.version));
        let suggestion = other.or_else(|| did_you_mean(name, names())).map(str::to_owned);
        let kind =
            ProblemKind::UnknownParameter { name: name.to_owned(), action: self.action.name.clone(), suggestion };
        let cite = Cite { sources: Arc::clone(&self.action.sources), ..Cite::default() };
        self.problems.push(Problem { cite, ..Problem::new(entry.key.cooked.whole(), kind) });
    }

    /// Says that `node` is not what the parameter takes.
    fn wrong(&mut self, parameter: &Parameter, node: &Node<'_>, expected: Expected) {
        let kind = ProblemKind::WrongType { key: parameter.name_in(self.version).to_owned(), expected };
        let span = node.scalar().map_or(node.span, |scalar| scalar.cooked.whole());
        self.problems.push(Problem { cite: cite(self.action, parameter), ..Problem::new(span, kind) });
    }
}

fn names(parameter: &Parameter) -> impl Iterator<Item = &str> {
    parameter.aliases.keys().map(String::as_str).chain([parameter.name.as_str()])
}

/// The value as it stands in a record: in a list, or in a map in a list, where there is one.
fn shaped<'s>(value: Node<'s>, at: Span, target: &Target) -> Node<'s> {
    let span = value.span;
    if let Some((key, more)) = &target.item {
        let words = more.iter().map(|(key, word)| ours(key, at, text(word.clone(), at)));
        let entries = words.chain([ours(key, at, value)]).collect();
        return Node { span, value: Value::Sequence(vec![Node { span, value: Value::Mapping(entries) }]) };
    }
    if target.alone && value.scalar().is_some() {
        return Node { span, value: Value::Sequence(vec![value]) };
    }
    value
}

/// Puts `value` where `path` leads. Lists that come together there become one; of anything else, the first counts.
fn put<'s>(entries: &mut Vec<Entry<'s>>, path: &[&'static str], at: Span, value: Node<'s>) {
    let Some((head, rest)) = path.split_first() else { return };
    let known = entries.iter_mut().find(|entry| entry.key.cooked.text() == *head);
    match (known, rest.is_empty()) {
        (None, true) => entries.push(ours(head, at, value)),
        (None, false) => {
            let mut inner = Vec::new();
            let span = at.cover(value.span);
            put(&mut inner, rest, at, value);
            entries.push(ours(head, at, Node { span, value: Value::Mapping(inner) }));
        }
        (Some(Entry { value: Node { value: Value::Mapping(inner), .. }, .. }), false) => put(inner, rest, at, value),
        (Some(Entry { value: Node { value: Value::Sequence(items), .. }, .. }), true) => {
            if let Value::Sequence(more) = value.value {
                items.extend(more);
            }
        }
        (Some(_), _) => {}
    }
}

/// Whether the values of this form are single texts.
const fn is_single(form: ValueForm) -> bool {
    matches!(
        form,
        ValueForm::Text
            | ValueForm::String
            | ValueForm::Integer
            | ValueForm::Number
            | ValueForm::Boolean
            | ValueForm::Date
    )
}
