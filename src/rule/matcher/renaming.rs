//! Variables that get another name in the content, and with it where the record declares them.

use std::collections::BTreeMap;

use super::{Match, Subject};
use crate::{
    document::Record,
    rule::subject::Text,
    text::{Node, Scalar, Span},
};

/// `found` with the declarations of the variables in `names`, which go from one name to another. Where these cannot follow,
/// there is no fix: a variable would lose what is said about it.
pub(super) fn follow<'a>(
    mut found: Match<'a>,
    subject: &Subject<'a>,
    text: &Text<'a>,
    names: &BTreeMap<&str, String>,
) -> Match<'a> {
    found.elsewhere = declarations(subject, text, names);
    found
}

/// The keys of the declared ones, and what each is called from then on.
fn declarations<'a>(
    subject: &Subject<'a>,
    text: &Text<'a>,
    names: &BTreeMap<&str, String>,
) -> Option<Vec<(&'a Scalar<'a>, String)>> {
    let declared = subject.record.field(subject.provider, "variables").map_or(&[][..], Node::entries);
    let name_of = |key: &Scalar<'_>| names.get(key.cooked.text()).filter(|new| **new != key.cooked.text()).cloned();
    let renamed: Vec<_> = declared.iter().filter_map(|entry| Some((entry, name_of(&entry.key)?))).collect();
    let stays =
        |name: &str| declared.iter().any(|entry| entry.key.cooked.text() == name && name_of(&entry.key).is_none());
    let follows = |entry: &crate::text::Entry<'_>| lies_in(subject.record.node.span, entry.key_span);
    let possible = renamed.iter().all(|(entry, new)| !stays(new) && follows(entry));
    if renamed.is_empty() {
        return Some(Vec::new());
    }
    (possible && !is_shared(subject.record, text))
        .then(|| renamed.into_iter().map(|(entry, new)| (&entry.key, new)).collect())
}

/// Whether the record says something else at another provider, to which the same declarations belong.
fn is_shared(record: &Record<'_>, text: &Text<'_>) -> bool {
    let variants = record.node.get("variants").into_iter().flat_map(Node::entries).map(|entry| &entry.value);
    let mut contents = std::iter::once(&record.node).chain(variants).filter_map(|node| node.get("content"));
    contents.any(|content| content.scalar().zip(text.scalar).is_some_and(|(one, own)| !std::ptr::eq(one, own)))
}

/// What an alias or a merge brings in belongs to others, too.
const fn lies_in(record: Span, key: Span) -> bool {
    record.start <= key.start && key.end <= record.end
}
