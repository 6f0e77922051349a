use std::{cell::RefCell, collections::HashMap, rc::Rc, sync::Arc};

use crate::document::{Record, RecordKind};

/// Every record of a run.
#[derive(Debug, Default)]
pub struct Index<'a> {
    /// Where the records of each name stand among the entries.
    kinds: HashMap<RecordKind, HashMap<&'a str, Vec<usize>>>,
    entries: Vec<Entry<'a>>,
    tallies: HashMap<(RecordKind, &'a str), Tally<'a>>,
    groups: RefCell<HashMap<Group, Rc<HashMap<String, usize>>>>,
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

/// Records that are compared with each other: their kind, provider and fields, and whether by what they have alike.
pub(super) type Group = (RecordKind, String, Vec<String>, bool);

impl<'a> Index<'a> {
    /// Adds a record.
    pub fn add(&mut self, entry: Entry<'a>) {
        let record = entry.record;
        let names = self.kinds.entry(record.kind).or_default();
        if let Some(name) = record.name().and_then(crate::text::Node::text) {
            names.entry(name).or_default().push(self.entries.len());
        }
        for &provider in &entry.providers {
            let tally = self.tallies.entry((record.kind, provider)).or_default();
            tally.records += usize::from(entry.reported);
            tally.first = tally.first.or(Some(record).filter(|_| entry.reported));
        }
        self.entries.push(entry);
    }

    /// The record that the name means to the provider, and its file: the only one of that kind and name that it judges,
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

    /// The names of the records of that kind, in no order.
    pub fn names(&self, kind: RecordKind) -> impl Iterator<Item = &'a str> {
        self.kinds.get(&kind).into_iter().flat_map(|names| names.keys().copied())
    }

    /// How many records of that kind the provider judges.
    pub fn tally(&self, kind: RecordKind, provider: &str) -> Option<Tally<'a>> {
        self.tallies.get(&(kind, provider)).copied()
    }

    /// The first record of the group with the same `key` as `record`, where that is another record. The keys of a group
    /// are worked out once a run.
    pub fn first(
        &self,
        group: Group,
        key: impl Fn(&Record<'_>) -> Option<String>,
        record: &Record<'_>,
    ) -> Option<&Entry<'a>> {
        let own = key(record)?;
        let known = self.groups.borrow().get(&group).map(Rc::clone);
        let places = known.unwrap_or_else(|| {
            let (kind, provider, ..) = &group;
            let mut places = HashMap::new();
            for (entry, place) in self.entries.iter().zip(0..) {
                if entry.record.kind == *kind && entry.providers.contains(&provider.as_str()) {
                    key(entry.record).map(|key| *places.entry(key).or_insert(place));
                }
            }
            let places = Rc::new(places);
            self.groups.borrow_mut().insert(group, Rc::clone(&places));
            places
        });
        let entry = self.entries.get(*places.get(&own)?)?;
        (!std::ptr::eq(entry.record, record)).then_some(entry)
    }
}
