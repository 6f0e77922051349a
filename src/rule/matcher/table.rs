use std::sync::Arc;

use jiff::civil::Date;

use super::{FieldRef, Group, Match, Matcher, Subject, Value};

/// What a field may hold, given what another one says.
#[derive(Debug)]
pub struct Table {
    /// The field that decides.
    pub key: FieldRef,
    /// Values that count for nothing.
    pub ignore: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Debug)]
pub struct Row {
    /// What the key says.
    pub is: Vec<String>,
    /// What is allowed then.
    pub allow: Vec<String>,
    /// In force from this day on.
    pub since: Option<Date>,
    /// In force up to, not including, this day.
    pub until: Option<Date>,
    /// In force only where this finds something.
    pub when: Option<Matcher>,
}

impl Table {
    /// Finds the first value, where none of the values is allowed.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Some(key) = subject.value(&self.key).texts().next().map(|key| key.text) else { return };
        let rows = || self.rows.iter().filter(|row| row.is.iter().any(|one| one == key) && row.holds(subject, value));
        let allowed: Vec<&str> = rows().flat_map(|row| row.allow.iter().map(String::as_str)).collect();
        let mut judged = value.texts().filter(|text| !self.ignore.iter().any(|one| one == text.text));
        let Some(first) = judged.next() else { return };
        if rows().next().is_some() && !judged.chain([first]).any(|text| allowed.contains(&text.text)) {
            found.push(Match::at(first.whole()).with("key", key).with("allowed", allowed.join(", ")));
        }
    }

    /// Whether it looks at other records of the run.
    pub fn needs_run(&self) -> bool {
        matches!(self.key, FieldRef::Other(..))
            || self.rows.iter().filter_map(|row| row.when.as_ref()).any(Matcher::needs_run)
    }

    /// By what its rows compare records of the run.
    pub fn groups(&self) -> Vec<&Arc<Group>> {
        self.rows.iter().filter_map(|row| row.when.as_ref()).flat_map(Matcher::groups).collect()
    }
}

impl Row {
    fn holds<'a>(&self, subject: &Subject<'a>, value: Value<'a>) -> bool {
        self.since.is_none_or(|since| since <= subject.as_of)
            && self.until.is_none_or(|until| subject.as_of < until)
            && self.when.as_ref().is_none_or(|when| when.matches(subject, value))
    }
}
