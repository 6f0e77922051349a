use std::collections::HashMap;

use super::{Match, Subject, Value, agreement::sense};
use crate::{
    diagnostic::Localized,
    document::Record,
    rule::{Text, subject::FieldRef},
    text::{Node, fold_str},
};

/// A value that stands twice.
#[derive(Debug)]
pub enum Unique {
    /// In the same field of several records.
    Run(Twice),
    /// Among the items of one field.
    Items,
}

/// When the same value in two records of a run counts.
#[derive(Debug)]
pub struct Twice {
    /// The field.
    pub field: String,
    /// Fields that must be the same too.
    pub within: Vec<String>,
    /// Fields of which one has to be there both times and say something else, where any is given.
    pub unless_same: Vec<String>,
    /// Whether values count that differ only in blanks, signs, width or case, and only these.
    pub alike: bool,
}

const FIRST: Localized<&str> = Localized { zh: "第一次在这里", en: "first here" };
const SIMILAR: Localized<&str> = Localized { zh: "与这里几乎相同", en: "almost the same as this" };

impl Unique {
    /// Finds each value that stood before, with a label there.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        match self {
            Self::Run(twice) => twice.find(subject, value, found),
            Self::Items => {
                let mut seen: HashMap<&str, Text<'a>> = HashMap::new();
                for text in value.texts() {
                    match seen.get(text.text) {
                        Some(first) => {
                            let again = Match::at(text.whole()).with("value", text.text).with("first", "");
                            found.push(again.label(first.whole(), FIRST));
                        }
                        None => {
                            seen.insert(text.text, text);
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

impl Twice {
    fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Self { field, within, alike, .. } = self;
        let mut texts = value.texts();
        let (Some(index), Some(text), None) = (subject.index, texts.next(), texts.next()) else { return };
        let key = |record: &Record<'_>| {
            let own = record.text(subject.provider, field)?;
            let mut key = if *alike { skeleton(own) } else { own.to_owned() };
            for other in within {
                key.push('\0');
                let stated = record.field_or_default(subject.provider, other).and_then(Node::text);
                key.push_str(stated.or_else(|| subject.profile.get(other)).unwrap_or_default());
            }
            (!key.is_empty() && !key.starts_with('\0')).then_some(key)
        };
        let group =
            (subject.record.kind, subject.provider.to_owned(), [&[field.clone()], &within[..]].concat(), *alike);
        let Some(first) = index.first(group, key, subject.record) else { return };
        if !self.unless_same.is_empty() && !self.are_apart(subject, first.record) {
            return;
        }
        let Some(node) = first.record.field(subject.provider, field) else { return };
        let Some(scalar) = node.scalar().filter(|_| !alike || node.text() != Some(text.text)) else { return };
        let name = first.record.name().and_then(Node::text).unwrap_or_default();
        let there = Text { text: scalar.cooked.text(), scalar: Some(scalar), path: Some(&first.path) };
        let again = Match::at(text.whole()).with("value", text.text).with("first", name);
        found.push(again.label(there.whole(), if *alike { SIMILAR } else { FIRST }));
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

/// What is left of a text without blanks and signs, folded.
fn skeleton(text: &str) -> String {
    fold_str(text).chars().filter(|character| character.is_alphanumeric()).collect()
}
