//! The values of parameters.

use super::{
    super::{
        super::{
            Expected, Problem, ProblemKind,
            payload::{Parameter, ValueForm},
        },
        check::{is_date, without_final_breaks},
    },
    Reader, cite, is_single, ours, text,
};
use crate::text::{Entry, Node, Scalar, Span, Style, Value, read_json};

/// What stands between the two days of a period.
const TILDE: char = '~';

impl Reader<'_> {
    /// What `node` says in our own words, where it is what the parameter takes.
    pub(super) fn value<'s>(&mut self, parameter: &Parameter, node: Node<'s>) -> Option<Node<'s>> {
        let node = without_final_breaks(node);
        if node.scalar().is_some() && self.unread.touches(node.span) {
            return None;
        }
        let node = match &node.value {
            Value::Scalar(scalar) if parameter.json => self.inside(parameter, scalar)?,
            _ => node,
        };
        match (parameter.form, node.value) {
            (ValueForm::Any, value) => Some(Node { span: node.span, value }),
            (form, Value::Scalar(scalar)) if is_single(form) => self.single(parameter, form, scalar, node.span),
            (ValueForm::List, Value::Sequence(items)) => {
                let items = items.into_iter().filter_map(|item| self.item(parameter, item)).collect();
                Some(Node { span: node.span, value: Value::Sequence(items) })
            }
            (ValueForm::List, Value::Scalar(scalar)) if parameter.separator.is_some() => {
                Some(pieces(parameter, &scalar, node.span))
            }
            (ValueForm::Period, Value::Scalar(scalar)) => self.period(parameter, scalar, node.span),
            (ValueForm::Map, Value::Mapping(entries)) => Some(self.named(parameter, entries, node.span)),
            (ValueForm::Maps, Value::Sequence(items)) => {
                let items = items.into_iter().filter_map(|item| self.map(parameter, item)).collect();
                Some(Node { span: node.span, value: Value::Sequence(items) })
            }
            (form, value) => {
                self.wrong(parameter, &Node { span: node.span, value }, expected(form));
                None
            }
        }
    }

    /// The value that stands as JSON in a text.
    fn inside<'s>(&mut self, parameter: &Parameter, scalar: &Scalar<'s>) -> Option<Node<'s>> {
        if scalar.cooked.text().trim().is_empty() {
            return None;
        }
        let mut tree = read_json(&scalar.cooked);
        if !tree.faults.is_empty() {
            self.torn = true;
            self.problems.extend(tree.faults.into_iter().map(|fault| Problem {
                related: fault.related,
                cite: cite(self.action, parameter),
                ..Problem::new(fault.span, ProblemKind::Fault(fault.kind))
            }));
            return None;
        }
        let root = tree.roots.pop().filter(|root| tree.roots.is_empty() && !root.is_null());
        root.map(nested).or_else(|| {
            let whole = Node { span: scalar.cooked.whole(), value: Value::Null };
            self.wrong(parameter, &whole, expected(parameter.form));
            None
        })
    }

    fn single<'s>(
        &mut self,
        parameter: &Parameter,
        form: ValueForm,
        scalar: Scalar<'s>,
        span: Span,
    ) -> Option<Node<'s>> {
        if let Some(expected) = unfit(form, &scalar) {
            self.wrong(parameter, &Node { span, value: Value::Scalar(scalar) }, expected);
            return None;
        }
        if parameter.values.is_empty() {
            return Some(Node { span, value: Value::Scalar(scalar) });
        }
        let (given, place) = (scalar.cooked.text(), scalar.cooked.whole());
        let unlisted = parameter.open.then_some(&parameter.otherwise);
        let Some(word) = parameter.values.get(given).or(unlisted) else {
            let name = parameter.name_in(self.version).to_owned();
            let allowed = parameter.values.keys().cloned().collect();
            let kind = ProblemKind::UnknownArgument { name, value: given.to_owned(), allowed };
            self.problems.push(Problem { cite: cite(self.action, parameter), ..Problem::new(place, kind) });
            return None;
        };
        let Node { value, .. } = text(word.clone()?, place);
        Some(Node { span, value })
    }

    /// An item of a list of texts.
    fn item<'s>(&mut self, parameter: &Parameter, item: Node<'s>) -> Option<Node<'s>> {
        let (span, value) = (item.span, item.value);
        match value {
            Value::Null => None,
            Value::Scalar(scalar) => match unfit(ValueForm::String, &scalar) {
                Some(expected) => {
                    self.wrong(parameter, &Node { span, value: Value::Scalar(scalar) }, expected);
                    None
                }
                None => self.single(parameter, ValueForm::Text, scalar, span),
            },
            value => {
                self.wrong(parameter, &Node { span, value }, Expected::Text);
                None
            }
        }
    }

    fn period<'s>(&mut self, parameter: &Parameter, scalar: Scalar<'s>, span: Span) -> Option<Node<'s>> {
        let whole = scalar.cooked.text();
        let days = whole.split_once(TILDE).filter(|(from, to)| is_date(from.trim()) && is_date(to.trim()));
        let Some((from, to)) = days.map(|(from, to)| (from.len(), to.len())) else {
            self.wrong(parameter, &Node { span, value: Value::Scalar(scalar) }, Expected::Period);
            return None;
        };
        let day = |start: usize, end: usize| {
            let piece = &whole[start..end];
            let start = start + (piece.len() - piece.trim_start().len());
            part(&scalar, start, start + piece.trim().len())
        };
        let (first, last) = (day(0, from), day(whole.len() - to, whole.len()));
        let entries = vec![ours("from", first.span, first), ours("to", last.span, last)];
        Some(Node { span, value: Value::Mapping(entries) })
    }

    /// A map from names to texts.
    fn named<'s>(&mut self, parameter: &Parameter, entries: Vec<Entry<'s>>, span: Span) -> Node<'s> {
        let fitting = entries.into_iter().filter_map(|Entry { key, key_span, value }| {
            let at = value.span;
            let value = match value.value {
                Value::Null => None,
                Value::Scalar(scalar) => self.single(parameter, ValueForm::Text, scalar, at),
                value => {
                    self.wrong(parameter, &Node { span: at, value }, Expected::Text);
                    None
                }
            };
            let value = match (parameter.each, value) {
                (None, value) => value?,
                (Some(under), Some(value)) => {
                    Node { span: at, value: Value::Mapping(vec![ours(under, value.span, value)]) }
                }
                (Some(_), None) => Node { span: at, value: Value::Mapping(Vec::new()) },
            };
            Some(Entry { key, key_span, value })
        });
        Node { span, value: Value::Mapping(fitting.collect()) }
    }

    /// A map in a list of them.
    fn map<'s>(&mut self, parameter: &Parameter, item: Node<'s>) -> Option<Node<'s>> {
        let span = item.span;
        match item.value {
            Value::Null => None,
            Value::Mapping(entries) => {
                let read = self.entries(entries, &parameter.parameters, false);
                let missing = parameter.parameters.iter().filter(|one| one.required && !super::has(&read.request, one));
                for one in missing {
                    let (name, action) = (one.name.clone(), self.action.name.clone());
                    let kind = ProblemKind::MissingParameter { name, action };
                    self.problems.push(Problem { cite: cite(self.action, one), ..Problem::new(span, kind) });
                }
                Some(Node { span, value: Value::Mapping(read.record) })
            }
            value => {
                self.wrong(parameter, &Node { span, value }, Expected::Map);
                None
            }
        }
    }
}

/// The items of a list that is written as one text.
fn pieces<'s>(parameter: &Parameter, scalar: &Scalar<'s>, span: Span) -> Node<'s> {
    let (whole, separator) = (scalar.cooked.text(), parameter.separator.as_deref().unwrap_or(","));
    let mut at = 0;
    let mut items = Vec::new();
    for piece in whole.split(separator) {
        let start = at + (piece.len() - piece.trim_start().len());
        let length = piece.trim().len();
        at += piece.len() + separator.len();
        if length > 0 {
            items.push(part(scalar, start, start + length));
        }
    }
    Node { span, value: Value::Sequence(items) }
}

/// A part of a text, by bytes.
fn part<'s>(scalar: &Scalar<'s>, start: usize, end: usize) -> Node<'s> {
    let cooked = scalar.cooked.slice(start..end).into_owned();
    let style = if scalar.style == Style::Json { Style::Json } else { Style::Nested };
    Node { span: cooked.whole(), value: Value::Scalar(Scalar { cooked, style }) }
}

/// The same tree, as part of a text. Readers bound the depth, so this may descend.
fn nested(node: Node<'_>) -> Node<'_> {
    let value = match node.value {
        Value::Null => Value::Null,
        Value::Scalar(one) => Value::Scalar(Scalar { style: Style::Nested, ..one }),
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(nested).collect()),
        Value::Mapping(entries) => Value::Mapping(
            entries
                .into_iter()
                .map(|Entry { key, key_span, value }| {
                    let key = Scalar { style: Style::Nested, ..key };
                    Entry { key, key_span, value: nested(value) }
                })
                .collect(),
        ),
    };
    Node { span: node.span, value }
}

/// What stands in the place of `scalar`, where it does not fit.
fn unfit(form: ValueForm, scalar: &Scalar<'_>) -> Option<Expected> {
    let text = scalar.cooked.text();
    let is_number = || {
        let digits = text.strip_prefix('-').unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let fits = match form {
        ValueForm::String => scalar.style != Style::JsonWord,
        ValueForm::Integer => scalar.style.is_plain() && is_number(),
        ValueForm::Number => is_number(),
        ValueForm::Boolean => matches!(text, "true" | "false"),
        ValueForm::Date => is_date(text),
        _ => true,
    };
    (!fits).then(|| expected(form))
}

const fn expected(form: ValueForm) -> Expected {
    match form {
        ValueForm::Text | ValueForm::Any => Expected::Text,
        ValueForm::String => Expected::Quoted,
        ValueForm::Integer => Expected::Integer,
        ValueForm::Number => Expected::Number,
        ValueForm::Boolean => Expected::Boolean,
        ValueForm::Date => Expected::Date,
        ValueForm::Period => Expected::Period,
        ValueForm::List | ValueForm::Maps => Expected::List,
        ValueForm::Map => Expected::Map,
    }
}
