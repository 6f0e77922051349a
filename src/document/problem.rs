mod rules;
mod table;
mod wording;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use table::TableFault;

use crate::{
    diagnostic::{Citation, Family, Language, RecordRef, RuleId, RuleInfo, Severity},
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
    /// Where it is written that this is wrong.
    pub cite: Cite,
}

/// Where it is written that something is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cite {
    /// The pages.
    pub sources: Arc<[Citation]>,
    /// What an API would answer.
    pub codes: Arc<[String]>,
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
    /// A parameter that the action of a request does not have.
    UnknownParameter {
        /// As written.
        name: String,
        /// The action.
        action: String,
        /// The parameter that was probably meant.
        suggestion: Option<String>,
    },
    /// A value that the parameter of a request does not know.
    UnknownArgument {
        /// The parameter.
        name: String,
        /// As written.
        value: String,
        /// The values it knows.
        allowed: Vec<String>,
    },
    /// Something among requests that is none.
    UnknownRequest,
    /// A request without a parameter that its action asks for.
    MissingParameter {
        /// The parameter.
        name: String,
        /// The action.
        action: String,
    },
    /// A place in a table.
    Table(TableFault),
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
    /// A text, or a list of texts.
    TextOrList,
    /// A text in quotes.
    Quoted,
    /// A whole number without quotes.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// Two days, `YYYY-MM-DD~YYYY-MM-DD`.
    Period,
}

impl Problem {
    /// A problem of the file itself.
    pub fn new(span: Span, kind: ProblemKind) -> Self {
        Self { span, kind, record: None, related: None, cite: Cite::default() }
    }

    /// The rule in whose name it is reported.
    pub fn rule(&self) -> RuleId {
        rules::of(&self.kind).id()
    }

    /// The family of all these rules.
    pub const fn family(&self) -> Family {
        Family::Document
    }

    /// How grave it is.
    pub const fn severity(&self) -> Severity {
        rules::of(&self.kind).severity
    }

    /// The headline: what is wrong, in one sentence.
    pub fn message(&self, language: Language) -> String {
        wording::message(&self.kind, language)
    }

    /// How to mend it.
    pub fn help(&self, language: Language) -> String {
        wording::help(&self.kind, language)
    }

    /// What is to be seen at [`Self::related`].
    pub fn label(&self, language: Language) -> &'static str {
        wording::label(&self.kind, language)
    }

    /// What would mend it in place of [`Self::span`]: a word that stands as it is in any quotes.
    pub fn replacement(&self) -> Option<&str> {
        match &self.kind {
            ProblemKind::UnknownKey { suggestion, .. } | ProblemKind::UnknownValue { suggestion, .. } => *suggestion,
            ProblemKind::UnknownParameter { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }
}

/// What a reader may want to know about the rules of files themselves, in the order of their ids.
pub fn problem_rules() -> Vec<RuleInfo> {
    rules::ALL.iter().map(|rule| rule.info()).collect()
}
