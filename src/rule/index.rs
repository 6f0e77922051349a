use std::{
    collections::{BTreeSet, HashMap, HashSet, hash_map},
    hash::Hasher,
    sync::{Arc, Mutex, PoisonError},
};

use siphasher::sip::SipHasher13;

use crate::{
    document::{Record, RecordKind},
    text::Node,
};

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
    /// What it was asked for; `None` where nobody wants to know.
    asked: Option<Mutex<BTreeSet<Ask>>>,
}

/// What was asked of an index. Names are given as [`name_mark`] makes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// Whether there is any record of the kind.
    Kind(RecordKind),
    /// Whether any record bears the name.
    Name(u64),
    /// Which record bears the name: for any provider, and for one.
    Record(u64, u64),
    /// All names of the kind.
    Names(RecordKind),
}

/// What stands for a name, or an id, of a record of the kind: for what a provider judges, or for all. Two names have the
/// same one by chance only.
pub fn name_mark(kind: RecordKind, name: &str, provider: Option<&str>) -> u64 {
    let mut hasher = SipHasher13::new();
    for part in [kind.as_str(), name].into_iter().chain(provider) {
        // With the lengths, no two lists of parts read the same.
        hasher.write(&(part.len() as u64).to_le_bytes());
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

/// The names by which other records may mean this one. A send may name a template by the id that the provider gave it; a
/// signature goes by its text alone.
pub fn called<'r>(record: &'r Record<'_>) -> impl Iterator<Item = &'r str> {
    let ids = record.node.get("ids").filter(|_| record.kind != RecordKind::Signature);
    let ids = ids.into_iter().flat_map(Node::entries).filter_map(|entry| entry.value.text());
    record.name().and_then(Node::text).into_iter().chain(ids)
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
    /// An index that notes what it is asked for.
    pub fn noting() -> Self {
        Self { asked: Some(Mutex::default()), ..Self::default() }
    }

    /// What it was asked for since this was last called.
    pub fn asked(&self) -> BTreeSet<Ask> {
        let asked = self.asked.as_ref().map(|asked| asked.lock().unwrap_or_else(PoisonError::into_inner));
        asked.map(|mut asked| std::mem::take(&mut *asked)).unwrap_or_default()
    }

    /// Counts records that are not at hand, though their findings are wanted.
    pub fn count(&mut self, kind: RecordKind, provider: &'a str, records: usize) {
        self.tallies.entry((kind, provider)).or_default().records += records;
    }

    /// Adds a record.
    pub fn add(&mut self, entry: Entry<'a>) {
        let record = entry.record;
        let names = self.kinds.entry(record.kind).or_default();
        for name in called(record) {
            names.entry(name).or_default().push(self.entries.len());
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
        self.note(|| Ask::Record(name_mark(kind, name, None), name_mark(kind, name, Some(provider))));
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
        self.note(|| Ask::Name(name_mark(kind, name, None)));
        self.kinds.get(&kind).is_some_and(|names| names.contains_key(name))
    }

    /// Whether the run has any record of that kind.
    pub fn has(&self, kind: RecordKind) -> bool {
        self.note(|| Ask::Kind(kind));
        self.kinds.contains_key(&kind)
    }

    /// The names and ids of the records of that kind, in no order.
    pub fn names(&self, kind: RecordKind) -> impl Iterator<Item = &'a str> {
        self.note(|| Ask::Names(kind));
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

    fn note(&self, ask: impl FnOnce() -> Ask) {
        if let Some(asked) = &self.asked {
            asked.lock().unwrap_or_else(PoisonError::into_inner).insert(ask());
        }
    }
}

fn address(record: &Record<'_>) -> usize {
    std::ptr::from_ref(record).addr()
}
