use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::text::Span;

/// A mistake, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ErrorKind,
}

/// What can be wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A key that does not exist here.
    UnknownKey {
        /// As written.
        key: String,
        /// The keys that do.
        expected: &'static [&'static str],
    },
    /// A word that is not known here.
    UnknownValue {
        /// As written.
        value: String,
        /// The words that are.
        expected: &'static [&'static str],
    },
    /// A key that has to be given. It is missed at the first key of its map, or at the map, where that has none.
    MissingKey(String),
    /// A key that was given twice, under two names.
    RepeatedKey(String),
    /// A value of another form.
    WrongType {
        /// What stands there.
        found: String,
        /// What should.
        expected: String,
    },
    /// The words of the type itself.
    Other(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKey { key, .. } => write!(f, "unknown key `{key}`"),
            Self::UnknownValue { value, .. } => write!(f, "unknown value `{value}`"),
            Self::MissingKey(key) => write!(f, "missing key `{key}`"),
            Self::RepeatedKey(key) => write!(f, "repeated key `{key}`"),
            Self::WrongType { found, expected } => write!(f, "expected {expected}, found {found}"),
            Self::Other(message) => f.write_str(message),
        }
    }
}

/// An [`Error`] on its way out, until the innermost value that it is in gives it a place.
#[derive(Debug)]
pub(super) struct Mistake {
    span: Option<Span>,
    kind: ErrorKind,
}

impl Mistake {
    /// Gives the mistake a place, unless it has one.
    pub(super) fn at(self, span: Span) -> Self {
        Self { span: self.span.or(Some(span)), ..self }
    }

    /// The same in a map, where a missing key is missed at the first key.
    pub(super) fn in_map(self, first: Option<Span>, whole: Span) -> Self {
        let is_missing = matches!(self.kind, ErrorKind::MissingKey(_));
        self.at(first.filter(|_| is_missing).unwrap_or(whole))
    }
}

impl From<Mistake> for Error {
    fn from(mistake: Mistake) -> Self {
        Self { span: mistake.span.unwrap_or_default(), kind: mistake.kind }
    }
}

impl From<ErrorKind> for Mistake {
    fn from(kind: ErrorKind) -> Self {
        Self { span: None, kind }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        ErrorKind::Other(message.to_string()).into()
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        ErrorKind::WrongType { found: found_words(found), expected: expected_words(&expected.to_string()) }.into()
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(len: usize, expected: &dyn Expected) -> Self {
        let found = format!("a list of {len}");
        ErrorKind::WrongType { found, expected: expected_words(&expected.to_string()) }.into()
    }

    fn unknown_variant(value: &str, expected: &'static [&'static str]) -> Self {
        ErrorKind::UnknownValue { value: value.to_owned(), expected }.into()
    }

    fn unknown_field(key: &str, expected: &'static [&'static str]) -> Self {
        ErrorKind::UnknownKey { key: key.to_owned(), expected }.into()
    }

    fn missing_field(key: &'static str) -> Self {
        ErrorKind::MissingKey(key.to_owned()).into()
    }

    fn duplicate_field(key: &'static str) -> Self {
        ErrorKind::RepeatedKey(key.to_owned()).into()
    }
}

/// What stands there, in the words of those who write YAML.
fn found_words(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Unit | Unexpected::Option => "nothing".into(),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(number) => format!("the number `{number}`"),
        Unexpected::Signed(number) => format!("the number `{number}`"),
        Unexpected::Float(number) => format!("the number `{number}`"),
        Unexpected::Char(character) => format!("the text `{character}`"),
        Unexpected::Str(text) => format!("the text `{text}`"),
        Unexpected::Seq => "a list".into(),
        Unexpected::Map | Unexpected::StructVariant => "a map".into(),
        Unexpected::UnitVariant => "a word without a value".into(),
        other => other.to_string(),
    }
}

/// What should, in the same words: serde speaks of Rust types.
fn expected_words(expected: &str) -> String {
    let words = match expected {
        "a string" | "string" => "a text",
        "a boolean" => "`true` or `false`",
        "a sequence" => "a list",
        "unit" => "nothing",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number, not negative",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "field identifier" => "a key",
        "variant identifier" => "a word",
        _ if expected.starts_with("struct variant") || expected.starts_with("struct ") => "a map",
        _ if expected.starts_with("enum ") => "a word",
        _ => expected,
    };
    words.to_owned()
}
