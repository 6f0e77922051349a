use std::{collections::HashMap, sync::Arc};

use crate::document::{Record, RecordKind};

/// Every record of a run, by kind and name.
#[derive(Debug, Default)]
pub struct Index<'a> {
    kinds: HashMap<RecordKind, HashMap<&'a str, (Arc<str>, &'a Record<'a>)>>,
}

impl<'a> Index<'a> {
    /// Adds a record of the file `path`. Of several with one name, the first counts.
    pub fn add(&mut self, path: &Arc<str>, record: &'a Record<'a>) {
        let names = self.kinds.entry(record.kind).or_default();
        if let Some(name) = record.name().and_then(crate::text::Node::text) {
            names.entry(name).or_insert_with(|| (Arc::clone(path), record));
        }
    }

    /// The record of that kind and name, and its file.
    pub fn find(&self, kind: RecordKind, name: &str) -> Option<(&Arc<str>, &'a Record<'a>)> {
        self.kinds.get(&kind)?.get(name).map(|(path, record)| (path, *record))
    }

    /// Whether the run has any record of that kind.
    pub fn has(&self, kind: RecordKind) -> bool {
        self.kinds.contains_key(&kind)
    }

    /// The names of the records of that kind, in no order.
    pub fn names(&self, kind: RecordKind) -> impl Iterator<Item = &'a str> {
        self.kinds.get(&kind).into_iter().flat_map(|names| names.keys().copied())
    }
}
