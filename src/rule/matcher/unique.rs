use std::{borrow::Cow, collections::HashMap, hash::Hasher, sync::Arc};

use siphasher::sip128::{Hasher128, SipHasher13};

use super::{Match, Subject, Value, agreement::sense, phones::national};
use crate::{
    diagnostic::Localized,
    document::Record,
    rule::{Profile, Text, subject::FieldRef},
    text::{Node, fold_str},
};

/// A value that stands twice.
#[derive(Debug)]
pub enum Unique {
    /// In the same field of several records.
    Run(Arc<Group>),
    /// Among the items of one field.
    Items {
        /// Whether they are telephone numbers, which can be written in several ways.
        phones: bool,
    },
}

/// What makes records of one kind rivals: that they say the same in these fields.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// The field.
    pub field: String,
    /// Fields that must be the same too.
    pub within: Vec<String>,
    /// Fields of which one has to be stated both times and say something else, where any is given.
    pub unless_same: Vec<String>,
    /// Whether values count that differ only in blanks, signs, width or case, and only these.
    pub alike: bool,
    /// Whether case and width make no difference.
    pub fold: bool,
    /// Whether they are telephone numbers, which can be written in several ways.
    pub phones: bool,
}

/// How much of a text stands for a name, in characters.
const OPENING: usize = 12;

const FIRST: Localized<&str> = Localized { zh: "第一次在这里", en: "first here" };
const SIMILAR: Localized<&str> = Localized { zh: "与这里几乎相同", en: "almost the same as this" };

impl Unique {
    /// Finds each value that stood before, with a label there.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        match self {
            Self::Run(group) => find_in_run(subject, value, group, found),
            Self::Items { phones } => {
                let mut seen: HashMap<&str, Text<'a>> = HashMap::new();
                for text in value.texts() {
                    let item = if *phones { national(text.text) } else { text.text };
                    match seen.get(item) {
                        Some(first) => {
                            let again = Match::at(text.whole()).with("value", text.text).with("first", "");
                            found.push(again.label(first.whole(), FIRST));
                        }
                        None => {
                            seen.insert(item, text);
                        }
                    }
                }
            }
        }
    }

    /// The field that it compares; only that of the record itself can be compared.
    pub const fn field(field: &FieldRef) -> Option<&std::sync::Arc<str>> {
        match field {
            FieldRef::Own(path) => Some(path),
            FieldRef::Each(..) | FieldRef::Other(..) => None,
        }
    }
}

impl Group {
    /// By what the record is known again in the run; `None` where it says nothing. 128 bits tell a million records apart
    /// with a chance of error below 10⁻²⁶, and need no texts to be kept.
    pub fn key(&self, record: &Record<'_>, provider: &str, profile: &Profile) -> Option<u128> {
        let own = record.text(provider, &self.field)?;
        let own = match self {
            Self { alike: true, .. } => skeleton(own).into(),
            Self { phones: true, .. } => Cow::Borrowed(national(own)),
            Self { fold: true, .. } => fold_str(own).into(),
            _ => Cow::Borrowed(own),
        };
        if own.is_empty() {
            return None;
        }
        let mut hasher = SipHasher13::new();
        let mut add = |part: &str| {
            // With the lengths, no two lists of parts read the same.
            hasher.write(&(part.len() as u64).to_le_bytes());
            hasher.write(part.as_bytes());
        };
        let sense = [(self.alike, "alike"), (self.phones, "phones"), (self.fold, "fold")];
        let sense = sense.into_iter().find_map(|(so, name)| so.then_some(name)).unwrap_or("same");
        for part in [record.kind.as_str(), provider, &self.field, sense] {
            add(part);
        }
        add(&own);
        for other in &self.within {
            let stated = record.field_or_default(provider, other).and_then(Node::text);
            add(other);
            add(stated.or_else(|| profile.get(other)).unwrap_or_default());
        }
        Some(hasher.finish128().as_u128())
    }

    /// Whether one of the fields says something else in the other record.
    fn are_apart(&self, subject: &Subject<'_>, other: &Record<'_>) -> bool {
        self.unless_same.iter().any(|field| {
            let here = subject.record.text(subject.provider, field);
            let there = other.text(subject.provider, field);
            here.zip(there).is_some_and(|(here, there)| sense(here) != sense(there))
        })
    }
}

fn find_in_run<'a>(subject: &Subject<'a>, value: Value<'a>, group: &Group, found: &mut Vec<Match<'a>>) {
    let mut texts = value.texts();
    let (Some(index), Some(text), None) = (subject.index, texts.next(), texts.next()) else { return };
    let key = || group.key(subject.record, subject.provider, subject.profile);
    let Some(first) = index.first(subject.record, key) else { return };
    if !group.unless_same.is_empty() && !group.are_apart(subject, first.record) {
        return;
    }
    let Some(node) = first.record.field(subject.provider, &group.field) else { return };
    let Some(scalar) = node.scalar().filter(|_| !group.alike || node.text() != Some(text.text)) else { return };
    let name = first.record.name().and_then(Node::text).map_or_else(|| opening(text.text).into(), Cow::Borrowed);
    let there = Text { text: scalar.cooked.text(), scalar: Some(scalar), path: Some(&first.path) };
    let again = Match::at(text.whole()).with("value", text.text).with("first", name);
    found.push(again.label(there.whole(), if group.alike { SIMILAR } else { FIRST }));
}

/// How a record without a name is called: by how its text begins.
fn opening(text: &str) -> String {
    match text.char_indices().nth(OPENING) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What is left of a text without blanks and signs, folded.
fn skeleton(text: &str) -> String {
    let mut folded = fold_str(text);
    folded.retain(is_letter_or_digit);
    folded
}

/// As [`char::is_alphanumeric`], which has to search a table for each of the common ideographs.
fn is_letter_or_digit(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}') || character.is_alphanumeric()
}
