use std::collections::{BTreeMap, BTreeSet};

use super::{
    error::{Error, ErrorKind},
    input::Input,
    wild::Wild,
};
use crate::text::{Entry, Node, Span, Value, did_you_mean};

/// What is read otherwise than it stands there, so that the mistake behind the first one shows too.
#[derive(Debug, Default)]
pub(super) struct Amends {
    /// Values that are taken for whatever is wanted there.
    wild: BTreeSet<Span>,
    /// Keys, values and maps that are passed over.
    left_out: BTreeSet<Span>,
    /// Keys that are taken as given, by the place where they are missed.
    supplied: BTreeMap<Span, Vec<String>>,
}

/// What a mistake is, given those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// One that was not known before.
    New,
    /// What comes of those before it.
    Consequence,
    /// One that cannot be read past.
    Final,
}

impl Amends {
    /// The value of `node`.
    pub(super) fn input<'a, 't>(&'a self, node: &'a Node<'t>) -> Input<'a, 't> {
        if self.wild.contains(&node.span) { Input::Wild(Wild(node.span)) } else { Input::Node(node, self) }
    }

    /// Whether `entry` is passed over.
    pub(super) fn leaves_out(&self, entry: &Entry<'_>) -> bool {
        self.left_out.contains(&entry.key_span) || self.left_out.contains(&entry.value.span)
    }

    /// Whether `item` of a list is passed over: any that is wrong, since a list may do without.
    pub(super) fn leaves_out_item(&self, item: &Node<'_>) -> bool {
        self.left_out.contains(&item.span) || self.wild.contains(&item.span)
    }

    /// The keys that a map is taken to have, which would be missed at `place`.
    pub(super) fn supplied(&self, place: Span) -> &[String] {
        self.supplied.get(&place).map_or(&[], Vec::as_slice)
    }

    /// Makes the next reading of `root` get past `error`.
    pub(super) fn amend(&mut self, root: &Node<'_>, error: &Error) -> Verdict {
        let Error { span, kind } = error;
        let leave_out = |amends: &mut Self, span: Span, verdict| {
            if amends.left_out.insert(span) { verdict } else { Verdict::Final }
        };
        match kind {
            ErrorKind::UnknownKey { .. } => leave_out(self, *span, Verdict::New),
            ErrorKind::MissingKey(key) => {
                let Some(map) = map_at(root, *span) else { return Verdict::Final };
                let supplied = self.supplied.entry(*span).or_default();
                if map.get(key).is_some() || supplied.contains(key) {
                    return leave_out(self, map.span, Verdict::Consequence);
                }
                supplied.push(key.clone());
                // Who was told that a key is unknown and what was meant has been told of this too.
                let unknown = map.entries().iter().filter(|entry| self.left_out.contains(&entry.key_span));
                let mut meant = unknown.filter_map(|entry| did_you_mean(entry.key.cooked.text(), [key.as_str()]));
                if meant.next().is_some() { Verdict::Consequence } else { Verdict::New }
            }
            _ if self.supplied.contains_key(span) => match map_at(root, *span) {
                Some(map) => leave_out(self, map.span, Verdict::Consequence),
                None => Verdict::Final,
            },
            _ if self.wild.insert(*span) => Verdict::New,
            // Nothing at all may do where nothing in particular does.
            _ => leave_out(self, *span, Verdict::Consequence),
        }
    }
}

/// Where the keys that a map lacks are missed: at its first key, or at itself, if it has none.
pub(super) fn missed_at(entries: &[Entry<'_>], whole: Span) -> Span {
    entries.first().map_or(whole, |entry| entry.key_span)
}

/// The map whose missing keys are missed at `place`.
fn map_at<'n, 't>(node: &'n Node<'t>, place: Span) -> Option<&'n Node<'t>> {
    match &node.value {
        Value::Mapping(entries) if missed_at(entries, node.span) == place => Some(node),
        Value::Mapping(entries) => entries.iter().find_map(|entry| map_at(&entry.value, place)),
        Value::Sequence(items) => items.iter().find_map(|item| map_at(item, place)),
        Value::Null | Value::Scalar(_) => None,
    }
}
