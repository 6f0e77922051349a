use std::collections::HashMap;

use super::{Match, Subject, Value};
use crate::{
    diagnostic::Localized,
    document::Record,
    rule::{Text, index::Group, subject::FieldRef},
    text::{Node, fold_str},
};

/// A value that stands twice.
#[derive(Debug)]
pub enum Unique {
    /// In the same field of several records.
    Run {
        /// The field.
        field: String,
        /// Fields that must be the same too.
        within: Vec<String>,
        /// Whether values count that differ only in blanks, signs, width or case, and only these.
        alike: bool,
    },
    /// Among the items of one field.
    Items,
}

const FIRST: Localized<&str> = Localized { zh: "第一次在这里", en: "first here" };
const SIMILAR: Localized<&str> = Localized { zh: "与这里几乎相同", en: "almost the same as this" };

impl Unique {
    /// Finds each value that stood before, with a label there.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        match self {
            Self::Run { field, within, alike } => find_in_run(subject, value, field, within, *alike, found),
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

fn find_in_run<'a>(
    subject: &Subject<'a>,
    value: Value<'a>,
    field: &str,
    within: &[String],
    alike: bool,
    found: &mut Vec<Match<'a>>,
) {
    let mut texts = value.texts();
    let (Some(index), Some(text), None) = (subject.index, texts.next(), texts.next()) else { return };
    let (kind, provider) = (subject.record.kind, subject.provider);
    let key = |record: &Record<'_>| {
        let own = record.text(provider, field)?;
        let mut key = if alike { skeleton(own) } else { own.to_owned() };
        for other in within {
            key.push('\0');
            let stated = record.field_or_default(provider, other).and_then(Node::text);
            key.push_str(stated.or_else(|| subject.profile.get(other)).unwrap_or_default());
        }
        (!key.is_empty() && !key.starts_with('\0')).then_some(key)
    };
    let is = |group: &Group| {
        let fields = group.fields.split_first().is_some_and(|(own, others)| own == field && others == within);
        fields && group.alike == alike && group.kind == kind && group.provider == provider
    };
    let make = || Group { kind, provider: provider.to_owned(), fields: [&[field.to_owned()], within].concat(), alike };
    let Some(first) = index.first(subject.record, is, make, key) else { return };
    let Some(node) = first.record.field(subject.provider, field) else { return };
    let Some(scalar) = node.scalar().filter(|_| !alike || node.text() != Some(text.text)) else { return };
    let name = first.record.name().and_then(Node::text).unwrap_or_default();
    let there = Text { text: scalar.cooked.text(), scalar: Some(scalar), path: Some(&first.path) };
    let again = Match::at(text.whole()).with("value", text.text).with("first", name);
    found.push(again.label(there.whole(), if alike { SIMILAR } else { FIRST }));
}

/// What is left of a text without blanks and signs, folded.
fn skeleton(text: &str) -> String {
    fold_str(text).chars().filter(|character| character.is_alphanumeric()).collect()
}
