//! Holds the nodes of a document against the tables of keys: what fits is kept, the rest becomes a problem.

use jiff::civil::Date;

use super::super::{
    Expected, Problem, ProblemKind, RecordKind,
    schema::{self, Form, Key},
};
use super::unread::Unread;
use crate::text::{Entry, Node, Scalar, Style, Value, did_you_mean};

/// Checks the nodes of one record, or of the top of a file.
#[derive(Debug)]
pub(super) struct Checker<'p> {
    /// What `variants` holds the keys of.
    pub(super) kind: Option<RecordKind>,
    /// What could not be read, and so is not judged.
    pub(super) unread: &'p Unread,
    /// Where problems go.
    pub(super) problems: &'p mut Vec<Problem>,
}

impl Checker<'_> {
    /// The entries that fit `keys`. Those with a null are left out in silence.
    pub(super) fn entries<'s>(&mut self, entries: Vec<Entry<'s>>, keys: &[Key]) -> Vec<Entry<'s>> {
        entries.into_iter().filter_map(|entry| self.entry(entry, keys)).collect()
    }

    /// The entry, where it fits one of `keys` or is the user's own.
    pub(super) fn entry<'s>(&mut self, mut entry: Entry<'s>, keys: &[Key]) -> Option<Entry<'s>> {
        let name = entry.key.cooked.text();
        if name.starts_with(schema::OWN_PREFIX) {
            return Some(entry);
        }
        if self.unread.touches(entry.key_span) {
            return None;
        }
        let Some(key) = schema::find(keys, name) else {
            let suggestion = did_you_mean(name, keys.iter().map(|key| key.name));
            self.report(&entry.key, ProblemKind::UnknownKey { key: name.to_owned(), suggestion });
            return None;
        };
        entry.value = self.value(key.name, entry.value, key.form)?;
        Some(entry)
    }

    /// The value of `key`, where it has this form.
    fn value<'s>(&mut self, key: &str, node: Node<'s>, form: Form) -> Option<Node<'s>> {
        let node = without_final_breaks(node);
        if node.scalar().is_some() && self.unread.touches(node.span) {
            return None;
        }
        match (form, &node.value) {
            (_, Value::Null) => None,
            (Form::Text | Form::OneOrTexts, Value::Scalar(_)) | (Form::Records(_), Value::Sequence(_)) => Some(node),
            (Form::Number, Value::Scalar(scalar)) if is_number(scalar) => Some(node),
            (Form::Date, Value::Scalar(scalar)) if is_date(scalar.cooked.text()) => Some(node),
            (Form::Word(words), Value::Scalar(scalar)) => self.knows(key, scalar, words).then_some(node),
            (Form::Words(words), Value::Sequence(_)) => Some(self.items(key, node, Form::Word(words))),
            (Form::Texts | Form::OneOrTexts | Form::TextsOrMap, Value::Sequence(_)) => {
                Some(self.items(key, node, Form::Text))
            }
            (Form::Maps(keys), Value::Sequence(_)) => Some(self.items(key, node, Form::Map(keys))),
            (Form::TextsOrMap | Form::TextMap, Value::Mapping(_)) => Some(self.named(node, Form::Text)),
            (Form::Map(keys), Value::Mapping(_)) => Some(self.map(node, keys)),
            (Form::MapOf(keys), Value::Mapping(_)) => Some(self.named(node, Form::Map(keys))),
            (Form::Variants, Value::Mapping(_)) => Some(self.variants(node)),
            _ => {
                self.wrong_type(key, &node, expected(form));
                None
            }
        }
    }

    /// The map with those of its entries that fit `keys`.
    fn map<'s>(&mut self, node: Node<'s>, keys: &[Key]) -> Node<'s> {
        let Value::Mapping(entries) = node.value else { return node };
        Node { span: node.span, value: Value::Mapping(self.entries(entries, keys)) }
    }

    /// The list with those of its items that have this form.
    fn items<'s>(&mut self, key: &str, node: Node<'s>, form: Form) -> Node<'s> {
        let Value::Sequence(items) = node.value else { return node };
        let items = items.into_iter().filter_map(|item| self.value(key, item, form)).collect();
        Node { span: node.span, value: Value::Sequence(items) }
    }

    /// The map with those of its entries whose value has this form, whatever they are called.
    fn named<'s>(&mut self, node: Node<'s>, form: Form) -> Node<'s> {
        let Value::Mapping(entries) = node.value else { return node };
        let fitting = entries.into_iter().filter_map(|Entry { key, key_span, value }| {
            let value = self.value(key.cooked.text(), value, form)?;
            Some(Entry { key, key_span, value })
        });
        Node { span: node.span, value: Value::Mapping(fitting.collect()) }
    }

    /// The variants of a record: its own keys under the name of a provider.
    fn variants<'s>(&mut self, node: Node<'s>) -> Node<'s> {
        let keys = self.kind.map_or(&[][..], schema::record_keys);
        let keys: Vec<Key> = keys.iter().filter(|key| key.form != Form::Variants).cloned().collect();
        let Value::Mapping(entries) = node.value else { return node };
        let fitting = entries.into_iter().filter_map(|Entry { key, key_span, value }| match value.value {
            Value::Null => None,
            Value::Mapping(_) => Some(Entry { key, key_span, value: self.map(value, &keys) }),
            _ => {
                self.wrong_type(key.cooked.text(), &value, Expected::Map);
                None
            }
        });
        Node { span: node.span, value: Value::Mapping(fitting.collect()) }
    }

    /// Whether `words` has this word; if not, says so.
    fn knows(&mut self, key: &str, scalar: &Scalar<'_>, words: &'static [&'static str]) -> bool {
        let word = scalar.cooked.text();
        let known = words.contains(&word);
        if !known {
            let suggestion = did_you_mean(word, words.iter().copied());
            let (key, value) = (key.to_owned(), word.to_owned());
            self.report(scalar, ProblemKind::UnknownValue { key, value, allowed: words, suggestion });
        }
        known
    }

    /// Says that `node` has another form than `key` takes.
    pub(super) fn wrong_type(&mut self, key: &str, node: &Node<'_>, expected: Expected) {
        let kind = ProblemKind::WrongType { key: key.to_owned(), expected };
        match &node.value {
            Value::Scalar(scalar) => self.report(scalar, kind),
            _ => self.problems.push(Problem::new(node.span, kind)),
        }
    }

    /// Points at a text without its quotes, so that a replacement needs none.
    fn report(&mut self, scalar: &Scalar<'_>, kind: ProblemKind) {
        self.problems.push(Problem::new(scalar.cooked.whole(), kind));
    }
}

/// A block scalar ends with the line break of its last line: it belongs to YAML's way of writing, not to the message.
pub(super) fn without_final_breaks(node: Node<'_>) -> Node<'_> {
    let Node { span, value } = node;
    let value = match value {
        Value::Scalar(Scalar { cooked, style: style @ (Style::Literal | Style::Folded) }) => {
            let len = cooked.text().trim_end_matches('\n').len();
            Value::Scalar(Scalar { cooked: cooked.truncated(len), style })
        }
        other => other,
    };
    Node { span, value }
}

fn is_number(scalar: &Scalar<'_>) -> bool {
    let text = scalar.cooked.text();
    text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<usize>().is_ok()
}

/// Whether this is a day.
pub(super) fn is_date(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == "YYYY-MM-DD".len() && text.bytes().enumerate().all(shape) && text.parse::<Date>().is_ok()
}

const fn expected(form: Form) -> Expected {
    match form {
        Form::Text | Form::Word(_) => Expected::Text,
        Form::Number => Expected::Number,
        Form::Date => Expected::Date,
        Form::Words(_) | Form::Texts | Form::Maps(_) | Form::Records(_) => Expected::List,
        Form::OneOrTexts => Expected::TextOrList,
        Form::TextsOrMap => Expected::ListOrMap,
        Form::TextMap | Form::Map(_) | Form::MapOf(_) | Form::Variants => Expected::Map,
    }
}
