//! Tells our documents from other files that happen to have a list of the same name.

use super::super::{
    RecordKind,
    schema::{self, words},
};
use crate::text::{Node, Value, did_you_mean};

/// Whether the map `root` holds a record in any of its lists.
pub(super) fn is_document(root: &Node<'_>) -> bool {
    RecordKind::ALL.into_iter().any(|kind| {
        root.get(kind.list_key()).is_some_and(|list| match &list.value {
            Value::Sequence(items) => items.iter().any(|item| is_record(kind, item)),
            // A slip that is to be reported: a record, or records by name, where a list should stand.
            Value::Mapping(entries) => {
                is_record(kind, list) || entries.iter().any(|entry| is_record(kind, &entry.value))
            }
            _ => false,
        })
    })
}

/// Whether a break in the syntax cut off the first record of a list of `root`: what is left of it has a key that records
/// of this kind have.
pub(super) fn is_torn_document(root: &Node<'_>) -> bool {
    RecordKind::ALL.into_iter().any(|kind| {
        let Some(Node { value: Value::Sequence(items), .. }) = root.get(kind.list_key()) else { return false };
        let known = |node: &Node<'_>| {
            let key = node.entries().first().map(|entry| entry.key.cooked.text());
            key.is_some_and(|key| schema::find(schema::record_keys(kind), key).is_some())
        };
        items.first().is_some_and(known)
    })
}

/// Whether `node` is surely meant to be a record of this kind.
fn is_record(kind: RecordKind, node: &Node<'_>) -> bool {
    let text = |key: &str| node.get(key).is_some_and(|value| value.scalar().is_some());
    let word = |key: &str, words: &[&str]| node.get(key).and_then(Node::text).is_some_and(|word| words.contains(&word));
    let map = |key: &str| node.get(key).is_some_and(|value| matches!(value.value, Value::Mapping(_)));
    let evident = match kind {
        RecordKind::Signature => text("name") || text("registered_name"),
        RecordKind::Template => {
            text("content")
                || map("variants")
                || word("type", words::TEMPLATE_TYPES)
                || (text("name") && text("signature"))
        }
        RecordKind::Qualification => {
            text("uscc")
                || map("legal_person")
                || map("license_valid")
                || word("company_type", words::COMPANY_TYPES)
                || (text("name") && (text("company") || word("purpose", words::PURPOSES)))
        }
        RecordKind::Letter => text("authoriser") || text("authorised"),
        RecordKind::Send => text("template"),
    };
    evident || (kind != RecordKind::Qualification && has_slip_of(kind.main_key(), node))
}

/// Whether a key of `node` is a slip of the finger for `key`.
fn has_slip_of(key: &str, node: &Node<'_>) -> bool {
    node.entries()
        .iter()
        .any(|entry| entry.value.scalar().is_some() && did_you_mean(entry.key.cooked.text(), [key]).is_some())
}
