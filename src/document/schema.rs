//! The keys of native documents, as data: what the reader accepts and what the JSON Schema says both come from here.

mod keys;
pub mod words;

use super::RecordKind;
use crate::diagnostic::Localized;

/// Keys that begin like this are the user's own and mean nothing here.
pub const OWN_PREFIX: &str = "x-";

/// A key of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As written in documents.
    pub name: &'static str,
    /// What it takes.
    pub form: Form,
    /// What it is, for the reader.
    pub title: Localized<&'static str>,
}

/// What a key takes. Null stands everywhere, and means that the key is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text, number or boolean.
    Text,
    /// A whole number, not negative.
    Number,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of these words.
    Words(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A text, or a list of texts.
    OneOrTexts,
    /// A list of texts, or a map from names to texts.
    TextsOrMap,
    /// A map from names to texts.
    TextMap,
    /// A map with these keys.
    Map(&'static [Key]),
    /// A list of maps with these keys.
    Maps(&'static [Key]),
    /// A map from names to maps with these keys.
    MapOf(&'static [Key]),
    /// A map from providers to maps with the keys of the record it stands in, but for itself.
    Variants,
    /// A list of records.
    Records(RecordKind),
}

/// The keys at the top of a document.
pub const fn file_keys() -> &'static [Key] {
    keys::FILE
}

/// The keys of a record.
pub const fn record_keys(kind: RecordKind) -> &'static [Key] {
    match kind {
        RecordKind::Signature => keys::SIGNATURE,
        RecordKind::Template => keys::TEMPLATE,
        RecordKind::Qualification => keys::QUALIFICATION,
        RecordKind::Letter => keys::LETTER,
        RecordKind::Send => keys::SEND,
    }
}

/// The key called `name` among `keys`.
pub fn find<'k>(keys: &'k [Key], name: &str) -> Option<&'k Key> {
    keys.iter().find(|key| key.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> impl Iterator<Item = &'static [Key]> {
        RecordKind::ALL.map(record_keys).into_iter().chain([file_keys()])
    }

    #[test]
    fn keys_are_distinct() {
        for keys in all() {
            for (index, key) in keys.iter().enumerate() {
                assert!(keys[..index].iter().all(|earlier| earlier.name != key.name), "{}", key.name);
            }
        }
    }

    #[test]
    fn every_kind_has_a_list_and_its_main_key() {
        for kind in RecordKind::ALL {
            let list = find(file_keys(), kind.list_key()).map(|key| key.form);
            assert_eq!(list, Some(Form::Records(kind)));
            assert!(find(record_keys(kind), kind.main_key()).is_some(), "{kind}");
        }
    }

    #[test]
    fn what_a_file_says_once_a_record_can_say_too() {
        for key in file_keys().iter().filter(|key| !matches!(key.form, Form::Records(_))) {
            for kind in RecordKind::ALL {
                assert_eq!(
                    find(record_keys(kind), key.name).map(|key| key.form),
                    Some(key.form),
                    "{kind}.{}",
                    key.name
                );
            }
        }
    }
}
