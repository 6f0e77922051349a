use std::{
    collections::{HashMap, HashSet, hash_map},
    sync::Arc,
};

use crate::document::{Record, RecordKind};

/// Every record of a run.
#[derive(Debug, Default)]
pub struct Index<'a> {
    /// Where the records of each name stand among the entries.
    kinds: HashMap<RecordKind, HashMap<&'a str, Vec<usize>>>,
    entries: Vec<Entry<'a>>,
    tallies: HashMap<(RecordKind, &'a str), Tally<'a>>,
    /// The place of the first entry with each key.
    firsts: HashMap<u128, usize>,
    /// The addresses of records that are not the first with one of their keys.
    repeated: HashSet<usize>,
}

/// A record and what the run knows about it.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its file.
    pub path: Arc<str>,
    /// The record.
    pub record: &'a Record<'a>,
    /// Who judges it.
    pub providers: Vec<&'a str>,
    /// Whether its findings are wanted.
    pub reported: bool,
    /// By what rules that compare records know it again.
    pub keys: &'a [u128],
}

/// How many records of a kind one provider judges, of those whose findings are wanted: files that are only seen for
/// the sake of references may belong to anybody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally<'a> {
    /// How many.
    pub records: usize,
    /// The first of them.
    pub first: Option<&'a Record<'a>>,
}

impl<'a> Index<'a> {
    /// Adds a record.
    pub fn add(&mut self, entry: Entry<'a>) {
        let record = entry.record;
        let names = self.kinds.entry(record.kind).or_default();
        if let Some(name) = record.name().and_then(crate::text::Node::text) {
            names.entry(name).or_default().push(self.entries.len());
        }
        // A send may name a template by the id that the provider gave it; a signature goes by its text alone.
        let ids = record
            .node
            .get("ids")
            .filter(|_| record.kind != RecordKind::Signature)
            .into_iter()
            .flat_map(crate::text::Node::entries);
        for id in ids.filter_map(|entry| entry.value.text()) {
            names.entry(id).or_default().push(self.entries.len());
        }
        for &provider in &entry.providers {
            let tally = self.tallies.entry((record.kind, provider)).or_default();
            tally.records += usize::from(entry.reported);
            tally.first = tally.first.or(Some(record).filter(|_| entry.reported));
        }
        for &key in entry.keys {
            match self.firsts.entry(key) {
                hash_map::Entry::Vacant(vacant) => {
                    vacant.insert(self.entries.len());
                }
                hash_map::Entry::Occupied(_) => {
                    self.repeated.insert(address(record));
                }
            }
        }
        self.entries.push(entry);
    }

    /// The record that the name, or the id at a provider, means to the provider, and its file: the only one of that kind and name that it judges,
    /// else the only one at all. Where several bear the name, such as a mainland and an international signature, nobody
    /// can tell which is meant.
    pub fn find(&self, kind: RecordKind, name: &str, provider: &str) -> Option<(&Arc<str>, &'a Record<'a>)> {
        let places = self.kinds.get(&kind)?.get(name)?;
        let mut own = places.iter().filter(|place| self.entries[**place].providers.contains(&provider));
        let place = match (own.next(), own.next()) {
            (Some(place), None) => place,
            (None, _) => places.first().filter(|_| places.len() == 1)?,
            (Some(_), Some(_)) => return None,
        };
        let entry = self.entries.get(*place)?;
        Some((&entry.path, entry.record))
    }

    /// Whether any record of that kind bears the name.
    pub fn knows(&self, kind: RecordKind, name: &str) -> bool {
        self.kinds.get(&kind).is_some_and(|names| names.contains_key(name))
    }

    /// Whether the run has any record of that kind.
    pub fn has(&self, kind: RecordKind) -> bool {
        self.kinds.contains_key(&kind)
    }

    /// The names and ids of the records of that kind, in no order.
    pub fn names(&self, kind: RecordKind) -> impl Iterator<Item = &'a str> {
        self.kinds.get(&kind).into_iter().flat_map(|names| names.keys().copied())
    }

    /// How many records of that kind the provider judges.
    pub fn tally(&self, kind: RecordKind, provider: &str) -> Option<Tally<'a>> {
        self.tallies.get(&(kind, provider)).copied()
    }

    /// The first record with the same `key` as `record`, where that is another record.
    pub fn first(&self, record: &Record<'_>, key: impl FnOnce() -> Option<u128>) -> Option<&Entry<'a>> {
        if !self.repeated.contains(&address(record)) {
            return None;
        }
        let first = self.entries.get(*self.firsts.get(&key()?)?)?;
        (!std::ptr::eq(first.record, record)).then_some(first)
    }
}

fn address(record: &Record<'_>) -> usize {
    std::ptr::from_ref(record).addr()
}
