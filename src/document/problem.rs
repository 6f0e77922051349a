use crate::{
    diagnostic::RecordRef,
    text::{FaultKind, Span},
};

/// Something in a file that could not be read, or not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ProblemKind,
    /// The record it belongs to, where one was made.
    pub record: Option<RecordRef>,
    /// A second place that belongs to it, such as the first of two equal keys.
    pub related: Option<Span>,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text itself.
    Fault(FaultKind),
    /// A key that documents do not have.
    UnknownKey {
        /// As written.
        key: String,
        /// The key that was probably meant.
        suggestion: Option<&'static str>,
    },
    /// A value of another form than the key takes.
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: Expected,
    },
    /// A word that the key does not know.
    UnknownValue {
        /// The key.
        key: String,
        /// As written.
        value: String,
        /// The words it knows.
        allowed: &'static [&'static str],
        /// The word that was probably meant.
        suggestion: Option<&'static str>,
    },
    /// A record without the key that makes it one.
    MissingKey {
        /// The key.
        key: &'static str,
    },
}

/// The forms that a key can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text, number or boolean.
    Text,
    /// A whole number, not negative.
    Number,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A list.
    List,
    /// A map.
    Map,
    /// A list, or a map.
    ListOrMap,
}
