use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::BTreeMap,
    ops::Range,
    rc::Rc,
    sync::Arc,
};

use jiff::civil::Date;

use super::{Index, Profile, lexicon::Hit, signs::Signs, spec::CharacterClass};
use crate::{
    diagnostic::RecordRef,
    document::{Body, Brackets, Dialect, Parts, Payload, Record, RecordKind, Values, schema},
    text::{Node, Scalar, Unmasked},
};

/// The texts of one record whose signs are kept; few records have more that many rules look at.
const MOST_SIGNS: usize = 8;

/// What leads to the parameters of the request that a record was made of.
pub(super) const REQUEST: &str = "payload.";

/// A record as one provider sees it, with everything that a matcher may ask.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The record.
    pub record: &'a Record<'a>,
    /// In whose name it is judged.
    pub provider: &'a str,
    /// Whether other providers judge it too.
    pub shared: bool,
    /// How that provider writes and counts.
    pub dialect: &'a Dialect,
    /// What is known about who submits, defaults of the packs included.
    pub profile: &'a Profile,
    /// The day of the run.
    pub as_of: Date,
    /// What was worked out about this record so far.
    pub notes: &'a Notes<'a>,
    /// The other records of the run; `None` while only one record is looked at.
    pub index: Option<&'a Index<'a>>,
}

/// What was worked out about one record, so that no rule works it out again.
#[derive(Debug, Default)]
pub struct Notes<'a> {
    /// Hits of listed words, by the address of the text.
    hits: BTreeMap<usize, Vec<Hit>>,
    /// Texts that hide something, by address, with the hits of listed words that show once nothing is hidden.
    unmasked: BTreeMap<usize, (Unmasked, Vec<Hit>)>,
    bodies: RefCell<Vec<(&'a str, Rc<Body>)>>,
    signs: RefCell<Vec<((usize, usize), Signs)>>,
    stated: OnceCell<[Option<&'a str>; Stated::ALL.len()]>,
    reference: OnceCell<RecordRef>,
    /// A text, by its address and length in bytes, and whether it has a Chinese character.
    chinese: Cell<Option<((usize, usize), bool)>>,
}

impl<'a> Notes<'a> {
    /// What a text is known by as long as its record lives.
    fn key(scalar: &Scalar<'_>) -> usize {
        std::ptr::from_ref(scalar).addr()
    }

    /// Notes the words that were found in a text, besides those that are noted.
    pub fn note(&mut self, scalar: &'a Scalar<'a>, hits: Vec<Hit>) {
        self.hits.entry(Self::key(scalar)).or_default().extend(hits);
    }

    /// The words that were found in a text; `None` where none were looked for.
    pub fn hits(&self, scalar: &Scalar<'_>) -> Option<&[Hit]> {
        self.hits.get(&Self::key(scalar)).map(Vec::as_slice)
    }

    /// Notes what a text reads like that hides something, and the words that were found there, besides those that are
    /// noted.
    pub fn unmask(&mut self, scalar: &'a Scalar<'a>, read: Unmasked, hits: Vec<Hit>) {
        self.unmasked.entry(Self::key(scalar)).or_insert((read, Vec::new())).1.extend(hits);
    }

    /// What a text reads like once nothing is hidden in it, and the words that were found there; `None` where that is how
    /// it is written.
    pub fn unmasked(&self, scalar: &Scalar<'_>) -> Option<(&Unmasked, &[Hit])> {
        self.unmasked.get(&Self::key(scalar)).map(|(unmasked, hits)| (unmasked, hits.as_slice()))
    }

    /// The words that were found in all texts, in no order.
    pub fn all_hits(&self) -> impl Iterator<Item = &Hit> {
        self.hits.values().flatten().chain(self.unmasked.values().flat_map(|(_, hits)| hits))
    }

    /// The record, whose notes these are, as a report points at it. It tells what a text says, so it is made once: a long text
    /// may have very many findings.
    pub fn reference(&self, record: &Record<'_>) -> &RecordRef {
        self.reference.get_or_init(|| record.reference())
    }

    /// Which characters a text of the record may have.
    pub(super) fn signs(&self, text: &'a str) -> Signs {
        let key = (text.as_ptr().addr(), text.len());
        let mut known = self.signs.borrow_mut();
        if let Some((_, signs)) = known.iter().find(|(of, _)| *of == key) {
            return *signs;
        }
        let signs = Signs::of(text);
        if known.len() < MOST_SIGNS {
            known.push((key, signs));
        }
        signs
    }

    /// Whether a text of the record has a Chinese character. Kept for the text that was asked about last: findings come
    /// by texts, and there may be very many in one.
    pub fn is_chinese(&self, text: &str) -> bool {
        let key = (text.as_ptr().addr(), text.len());
        let known = self.chinese.get().filter(|(of, _)| *of == key);
        let (_, chinese) = known.unwrap_or_else(|| (key, text.chars().any(|one| CharacterClass::Han.holds(one))));
        self.chinese.set(Some((key, chinese)));
        chinese
    }
}

/// What a rule may make a condition of before it looks at anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stated {
    /// The type of a signature or template.
    Type,
    /// Where the messages go.
    Region,
    /// Who submits.
    Account,
    /// Which site of the provider.
    Site,
}

impl Stated {
    const ALL: [Self; 4] = [Self::Type, Self::Region, Self::Account, Self::Site];

    /// The key of the record, of its file, or of the profile.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Region => "region",
            Self::Account => "account",
            Self::Site => "site",
        }
    }
}

/// Which value a matcher looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldRef {
    /// A key of the record itself, or of its file, or a setting of that name.
    Own(Arc<str>),
    /// A key of the maps in a list of the record: the list, and the key.
    Each(Arc<str>, &'static str),
    /// A key of the record that this one names, or of its file, or a setting of that name.
    Other(RecordKind, Arc<str>),
}

impl FieldRef {
    /// Whether it is a parameter of a request.
    pub fn is_parameter(&self) -> bool {
        matches!(self, Self::Own(path) if path.starts_with(REQUEST))
    }
}

/// What stands in a field.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Nothing.
    Missing,
    /// A value in a file; of another file than the record's own, where the path is given.
    Node(&'a Node<'a>, Option<&'a Arc<str>>),
    /// A key of each map in a list.
    Each(&'a Node<'a>, &'static str),
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
    /// The run as a whole, which is shown nowhere.
    Run,
}

impl<'a> Subject<'a> {
    /// What stands in `field`.
    pub fn value(&self, field: &FieldRef) -> Value<'a> {
        match field {
            FieldRef::Own(path) => match self.record.field_or_default(self.provider, path) {
                Some(node) => Value::Node(node, None),
                None => self.profile.get(path).map_or(Value::Missing, Value::Setting),
            },
            FieldRef::Each(list, key) => {
                let list = self.record.field(self.provider, list);
                list.map_or(Value::Missing, |list| Value::Each(list, key))
            }
            FieldRef::Other(kind, path) => {
                let named = self.record.text(self.provider, kind.reference_key());
                let found = named.zip(self.index).and_then(|(name, index)| index.find(*kind, name, self.provider));
                let Some((file, record)) = found else { return Value::Missing };
                match record.field_or_default(self.provider, path) {
                    Some(node) => Value::Node(node, Some(file)),
                    None => self.profile.get(path).map_or(Value::Missing, Value::Setting),
                }
            }
        }
    }

    /// Whether the record was made of a request that cannot say anything about `field`: that nothing stands there then
    /// means nothing. A parameter of a request is silent in any record that was not made of such a request.
    pub fn is_silent(&self, field: &FieldRef) -> bool {
        let (FieldRef::Own(path) | FieldRef::Each(path, _)) = field else { return false };
        let request = self.record.payload.as_ref();
        if let Some(parameter) = path.strip_prefix(REQUEST) {
            return request.is_none_or(|request| request.action.parameter(parameter).is_none());
        }
        let ours = || {
            let head = path.split('.').next().unwrap_or_default();
            schema::find(schema::record_keys(self.record.kind), head).is_some()
                && schema::find(schema::file_keys(), head).is_none()
        };
        // What a request gives and we could not read, or have no word for, is not missing.
        let given = |request: &Payload| {
            let mut speaking = request.action.speaking_of(path);
            let said = |node: &Node<'_>| node.text().is_none_or(|text| !text.trim().is_empty());
            speaking.any(|parameter| self.record.field("", &format!("{REQUEST}{}", parameter.name)).is_some_and(said))
        };
        request.is_some_and(|request| ours() && (!request.action.says(path) || given(request)))
            && matches!(self.value(field), Value::Missing)
    }

    /// The text of a key of the record, of its file, or of the setting of that name.
    pub fn text(&self, path: &str) -> Option<&'a str> {
        match self.record.field_or_default(self.provider, path) {
            Some(node) => node.text(),
            None => self.profile.get(path),
        }
    }

    /// What [`Self::text`] says under one of the keys that most rules ask for; looked up once.
    pub fn stated(&self, what: Stated) -> Option<&'a str> {
        self.all_stated()[what as usize]
    }

    /// What [`Self::stated`] says of each key, in a fixed order.
    pub fn all_stated(&self) -> &'a [Option<&'a str>] {
        self.notes.stated.get_or_init(|| Stated::ALL.map(|one| self.text(one.key())))
    }

    /// The listed words in a text of `value`; `None` where none were looked for, as in a text that is looked at in place of
    /// the field, or stands in another record.
    pub fn hits(&self, value: Value<'a>, text: &Text<'a>) -> Option<&'a [Hit]> {
        let own = matches!(value, Value::Node(_, None));
        text.scalar.filter(|_| own).and_then(|scalar| self.notes.hits(scalar))
    }

    /// What a text of `value` reads like once nothing is hidden in it, and the listed words that show there; `None` where that
    /// is how it is written, or where no words were looked for.
    pub fn unmasked(&self, value: Value<'a>, text: &Text<'a>) -> Option<(&'a Unmasked, &'a [Hit])> {
        let own = matches!(value, Value::Node(_, None));
        text.scalar.filter(|_| own).and_then(|scalar| self.notes.unmasked(scalar))
    }

    /// The signature as it is sent, brackets included; empty where none is named.
    pub fn signature(&self) -> String {
        let Some(name) = self.text("signature") else { return String::new() };
        let brackets = self.stated(Stated::Region).and_then(|region| self.dialect.signature.get(region));
        brackets.map_or_else(|| name.to_owned(), |Brackets { open, close }| format!("{open}{name}{close}"))
    }

    /// How much the parts of a message hold; `None` where the region is unknown.
    pub fn parts(&self) -> Option<&'a Parts> {
        self.dialect.parts.get(self.stated(Stated::Region)?)
    }

    /// What is known about the values of the variable called `name`.
    pub fn values(&self, name: &str) -> Values<'a> {
        let limit = self.profile.get("max_variable_chars").and_then(|limit| limit.parse().ok());
        Values::of(self.record, self.provider, name, limit)
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
            Self::Each(..) => self.texts().all(|text| text.text.trim().is_empty()),
            Self::Scalar(scalar, _) => scalar.cooked.text().trim().is_empty(),
            Self::Setting(text) => text.is_empty(),
        }
    }

    /// The texts: the scalar itself, or those of a list, or the values of a map.
    pub fn texts(self) -> impl DoubleEndedIterator<Item = Text<'a>> {
        use crate::text::Value::{Mapping, Scalar, Sequence};
        let setting = match self {
            Self::Setting(text) => Some(Text { text, scalar: None, path: None }),
            Self::Missing | Self::Scalar(..) | Self::Node(..) | Self::Each(..) => None,
        };
        let each = match self {
            Self::Each(list, key) => Some((list.items(), key)),
            _ => None,
        };
        let (lone, items, entries, path) = match self {
            Self::Missing | Self::Setting(_) | Self::Each(..) => (None, &[][..], &[][..], None),
            Self::Scalar(scalar, path) => (Some(scalar), &[][..], &[][..], path),
            Self::Node(node, path) => match &node.value {
                Scalar(scalar) => (Some(scalar), &[][..], &[][..], path),
                Sequence(_) | Mapping(_) | crate::text::Value::Null => (None, node.items(), node.entries(), path),
            },
        };
        let values = items.iter().chain(entries.iter().map(|entry| &entry.value));
        let fields = each.into_iter().flat_map(|(maps, key)| maps.iter().filter_map(move |map| map.get(key)?.scalar()));
        let scalars = lone.into_iter().chain(values.filter_map(Node::scalar)).chain(fields);
        let of_file = move |scalar: &'a crate::text::Scalar<'a>| Text::of_file(scalar, path);
        setting.into_iter().chain(scalars.map(of_file))
    }
}

impl<'a> Text<'a> {
    fn of_file(scalar: &'a Scalar<'a>, path: Option<&'a Arc<str>>) -> Self {
        Self { text: scalar.cooked.text(), scalar: Some(scalar), path }
    }

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
