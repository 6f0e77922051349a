use std::{borrow::Cow, sync::Arc};

use super::super::signature::{leading_in_chinese, trailing_in_chinese};
use crate::{
    document::{Record, RecordKind, Why},
    text::{Cooked, Entry, Node, OffsetMap, Scalar, Span, Style, Value, code::HOLE},
};

/// A text that was recognised as a template.
#[derive(Clone, Debug)]
pub(in super::super) struct Found<'s> {
    /// What it says; what the program fills in is a [`HOLE`].
    pub(in super::super) text: Cooked<'s>,
    /// How it is written.
    pub(in super::super) style: Style,
    /// All of it, quotes included.
    pub(in super::super) span: Span,
    /// What it is called.
    pub(in super::super) name: Option<Named<'s>>,
    /// The id beside it.
    pub(in super::super) id: Option<Id<'s>>,
    /// Why it is one.
    pub(in super::super) why: Why,
}

/// A name, and where it stands.
#[derive(Clone, Debug)]
pub(in super::super) struct Named<'s> {
    pub(in super::super) text: Cooked<'s>,
}

/// The id of a template.
#[derive(Clone, Debug)]
pub(in super::super) struct Id<'s> {
    /// The provider that gives such ids and no other; `None` where it may be another's.
    pub(in super::super) provider: Option<String>,
    /// The id.
    pub(in super::super) text: Cooked<'s>,
}

impl<'s> Found<'s> {
    /// The record that it makes, the `index`th of its file.
    pub(in super::super) fn record(self, index: usize) -> Record<'s> {
        let Self { text, style, span, name, id, why } = self;
        let mut entries = Vec::new();
        entries.extend(name.map(|name| entry("name", name.text, Style::Nested)));
        let trimmed = text.text().trim();
        let start = text.text().len() - text.text().trim_start().len();
        let mut content = start..start + trimmed.len();
        let signature = if let Some((signature, rest)) = leading_in_chinese(trimmed) {
            content.start += rest;
            Some(signature)
        } else if let Some((signature, end)) = trailing_in_chinese(trimmed) {
            content.end = start + end;
            Some(signature)
        } else {
            None
        };
        let signature = signature.map(|signature| text.part(start + signature.start..start + signature.end));
        // Who signs is not known where the program puts the name in.
        let signature = signature.filter(|signature| !signature.text().contains(HOLE));
        entries.extend(signature.map(|signature| entry("signature", signature, style)));
        entries.push(entry("content", text.part(content), style));
        entries.extend(id.map(|id| match id.provider {
            Some(provider) => {
                let at = Span::empty(id.text.whole().start);
                let key = Cooked::new(Cow::Owned(provider.clone()), OffsetMap::opaque(provider.len(), at));
                let own = Entry { key: scalar(key, Style::Nested), ..entry("", id.text, Style::Nested) };
                let node = Node { span: own.value.span, value: Value::Mapping(vec![own]) };
                Entry { value: node, ..entry("ids", Cooked::verbatim("", at.start), Style::Nested) }
            }
            None => entry("x-id", id.text, Style::Nested),
        }));
        Record {
            kind: RecordKind::Template,
            index,
            node: Node { span, value: Value::Mapping(entries) },
            defaults: Arc::default(),
            // What is missing may stand anywhere.
            partial: true,
            payload: None,
            why,
        }
    }
}

/// An entry whose key is not in the file.
fn entry<'s>(key: &'static str, value: Cooked<'s>, style: Style) -> Entry<'s> {
    let span = value.whole();
    let at = Span::empty(span.start);
    let name = Cooked::new(Cow::Borrowed(key), OffsetMap::opaque(key.len(), at));
    Entry {
        key: scalar(name, Style::Nested),
        key_span: at,
        value: Node { span, value: Value::Scalar(scalar(value, style)) },
    }
}

const fn scalar(cooked: Cooked<'_>, style: Style) -> Scalar<'_> {
    Scalar { cooked, style }
}
