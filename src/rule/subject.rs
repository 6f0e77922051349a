use std::{cell::RefCell, ops::Range, rc::Rc, sync::Arc};

use super::{Index, Profile, lexicon::Hit};
use crate::{
    document::{Body, Dialect, Record, RecordKind},
    text::{Node, Scalar},
};

/// A record as one provider sees it, with everything that a matcher may ask.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The record.
    pub record: &'a Record<'a>,
    /// In whose name it is judged.
    pub provider: &'a str,
    /// How that provider writes and counts.
    pub dialect: &'a Dialect,
    /// What is known about who submits, defaults of the packs included.
    pub profile: &'a Profile,
    /// What was worked out about this record so far.
    pub notes: &'a Notes<'a>,
    /// The other records of the run; `None` while only one record is looked at.
    pub index: Option<&'a Index<'a>>,
}

/// What was worked out about one record, so that no rule works it out again.
#[derive(Debug, Default)]
pub struct Notes<'a> {
    /// Hits of listed words, by text.
    pub hits: Vec<(&'a Scalar<'a>, Vec<Hit>)>,
    bodies: RefCell<Vec<(&'a str, Rc<Body>)>>,
}

/// Which value a matcher looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldRef {
    /// A key of the record itself, or of its file, or a setting of that name.
    Own(Arc<str>),
    /// A key of the record that this one names.
    Other(RecordKind, Arc<str>),
}

/// What stands in a field.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Nothing.
    Missing,
    /// A value in a file; of another file than the record's own, where the path is given.
    Node(&'a Node<'a>, Option<&'a Arc<str>>),
    /// A lone text of a file.
    Scalar(&'a Scalar<'a>, Option<&'a Arc<str>>),
    /// A setting: it stands nowhere.
    Setting(&'a str),
}

/// A text in a field.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// What it says.
    pub text: &'a str,
    /// Where it stands; `None` for a setting.
    pub scalar: Option<&'a Scalar<'a>>,
    /// The file, where it is not the record's own.
    pub path: Option<&'a Arc<str>>,
}

/// Where a match stands.
#[derive(Clone, Debug)]
pub enum Spot<'a> {
    /// Bytes of the cooked text of a scalar; of another file than the record's own, where the path is given.
    Text {
        /// The scalar.
        scalar: &'a Scalar<'a>,
        /// Bytes of its text.
        range: Range<usize>,
        /// The file.
        path: Option<&'a Arc<str>>,
    },
    /// The record as a whole, which is shown by its name.
    Record,
}

impl<'a> Subject<'a> {
    /// What stands in `field`.
    pub fn value(&self, field: &FieldRef) -> Value<'a> {
        match field {
            FieldRef::Own(path) => match self.record.field_or_default(self.provider, path) {
                Some(node) => Value::Node(node, None),
                None => self.profile.get(path).map_or(Value::Missing, Value::Setting),
            },
            FieldRef::Other(kind, path) => {
                let named = self.record.text(self.provider, kind.as_str());
                let found = named.zip(self.index).and_then(|(name, index)| index.find(*kind, name));
                found.map_or(Value::Missing, |(file, record)| {
                    record.field(self.provider, path).map_or(Value::Missing, |node| Value::Node(node, Some(file)))
                })
            }
        }
    }

    /// The text of a key of the record, of its file, or of the setting of that name.
    pub fn text(&self, path: &str) -> Option<&'a str> {
        match self.record.field_or_default(self.provider, path) {
            Some(node) => node.text(),
            None => self.profile.get(path),
        }
    }

    /// What `text` is made of.
    pub fn body(&self, text: &'a str) -> Rc<Body> {
        let mut bodies = self.notes.bodies.borrow_mut();
        if let Some((_, body)) = bodies.iter().find(|(known, _)| std::ptr::eq(*known, text)) {
            return Rc::clone(body);
        }
        let body = Rc::new(Body::parse(text));
        bodies.push((text, Rc::clone(&body)));
        body
    }
}

impl<'a> Value<'a> {
    /// Whether nothing stands there: no key, null, an empty text, list or map.
    pub fn is_empty(self) -> bool {
        match self {
            Self::Missing => true,
            Self::Node(node, _) => match &node.value {
                crate::text::Value::Null => true,
                crate::text::Value::Scalar(scalar) => scalar.cooked.text().trim().is_empty(),
                crate::text::Value::Sequence(items) => items.is_empty(),
                crate::text::Value::Mapping(entries) => entries.is_empty(),
            },
            Self::Scalar(scalar, _) => scalar.cooked.text().trim().is_empty(),
            Self::Setting(text) => text.is_empty(),
        }
    }

    /// The texts: the scalar itself, or those of a list, or the values of a map.
    pub fn texts(self) -> Vec<Text<'a>> {
        let of_file = |scalar: &'a Scalar<'a>, path| Text { text: scalar.cooked.text(), scalar: Some(scalar), path };
        match self {
            Self::Missing => Vec::new(),
            Self::Setting(text) => vec![Text { text, scalar: None, path: None }],
            Self::Scalar(scalar, path) => vec![of_file(scalar, path)],
            Self::Node(node, path) => match &node.value {
                crate::text::Value::Null => Vec::new(),
                crate::text::Value::Scalar(scalar) => vec![of_file(scalar, path)],
                crate::text::Value::Sequence(items) => {
                    items.iter().filter_map(Node::scalar).map(|scalar| of_file(scalar, path)).collect()
                }
                crate::text::Value::Mapping(entries) => {
                    entries.iter().filter_map(|entry| entry.value.scalar()).map(|s| of_file(s, path)).collect()
                }
            },
        }
    }
}

impl<'a> Text<'a> {
    /// The spot of a part of the text, by bytes.
    pub fn spot(&self, range: Range<usize>) -> Spot<'a> {
        match self.scalar {
            Some(scalar) => Spot::Text { scalar, range, path: self.path },
            None => Spot::Record,
        }
    }

    /// The spot of the whole text.
    pub fn whole(&self) -> Spot<'a> {
        self.spot(0..self.text.len())
    }
}
