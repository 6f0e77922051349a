use std::{
    collections::HashMap,
    ptr,
    sync::{Arc, PoisonError, RwLock},
};

use crate::document::{Record, RecordKind};

/// Every record of a run.
#[derive(Debug, Default)]
pub struct Index<'a> {
    kinds: HashMap<RecordKind, HashMap<&'a str, (Arc<str>, &'a Record<'a>)>>,
    entries: Vec<Entry<'a>>,
    tallies: HashMap<(RecordKind, &'a str), Tally<'a>>,
    groups: RwLock<Vec<(Group, Arc<Repeats>)>>,
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

/// Records that are compared with each other.
#[derive(Debug)]
pub(super) struct Group {
    /// Their kind.
    pub(super) kind: RecordKind,
    /// Who judges them.
    pub(super) provider: String,
    /// The field in which they are compared, and those that must be the same too.
    pub(super) fields: Vec<String>,
    /// Whether by what they have alike.
    pub(super) alike: bool,
}

/// The records of a group with the key of one before them: by the address of each, the place of that first one.
type Repeats = HashMap<usize, usize>;

impl<'a> Index<'a> {
    /// Adds a record. Of several with one name, the first counts.
    pub fn add(&mut self, entry: Entry<'a>) {
        let record = entry.record;
        let names = self.kinds.entry(record.kind).or_default();
        if let Some(name) = record.name().and_then(crate::text::Node::text) {
            names.entry(name).or_insert_with(|| (Arc::clone(&entry.path), record));
        }
        for &provider in &entry.providers {
            let tally = self.tallies.entry((record.kind, provider)).or_default();
            tally.records += usize::from(entry.reported);
            tally.first = tally.first.or(Some(record).filter(|_| entry.reported));
        }
        self.entries.push(entry);
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

    /// How many records of that kind the provider judges.
    pub fn tally(&self, kind: RecordKind, provider: &str) -> Option<Tally<'a>> {
        self.tallies.get(&(kind, provider)).copied()
    }

    /// The first record of the group with the same key as `record`, where that is another record. `is` tells which group
    /// that is, and `make` makes it: once a run, with the keys of all its records.
    pub(super) fn first(
        &self,
        record: &Record<'_>,
        is: impl Fn(&Group) -> bool,
        make: impl FnOnce() -> Group,
        key: impl Fn(&'a Record<'a>) -> Option<String>,
    ) -> Option<&Entry<'a>> {
        let find = |groups: &[(Group, Arc<Repeats>)]| {
            groups.iter().find(|(group, _)| is(group)).map(|(_, repeats)| Arc::clone(repeats))
        };
        let known = find(&self.groups.read().unwrap_or_else(PoisonError::into_inner));
        let repeats = known.unwrap_or_else(|| {
            let mut groups = self.groups.write().unwrap_or_else(PoisonError::into_inner);
            // Another thread may have been quicker.
            find(&groups).unwrap_or_else(|| {
                let group = make();
                let repeats = Arc::new(self.repeats(&group, key));
                groups.push((group, Arc::clone(&repeats)));
                repeats
            })
        });
        self.entries.get(*repeats.get(&ptr::from_ref(record).addr())?)
    }

    fn repeats(&self, group: &Group, key: impl Fn(&'a Record<'a>) -> Option<String>) -> Repeats {
        let (mut first, mut repeats) = (HashMap::new(), Repeats::new());
        for (place, entry) in self.entries.iter().enumerate() {
            let belongs = entry.record.kind == group.kind && entry.providers.contains(&group.provider.as_str());
            let Some(key) = Some(entry.record).filter(|_| belongs).and_then(&key) else { continue };
            let first = *first.entry(key).or_insert(place);
            if first != place {
                repeats.insert(ptr::from_ref(entry.record).addr(), first);
            }
        }
        repeats
    }
}
