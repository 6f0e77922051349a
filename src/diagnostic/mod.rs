//! What a reader is told: owned, sortable, and independent of how it was found and of how it will be printed.

mod citation;
mod family;
mod fix;
#[cfg(feature = "cli")]
mod json_schema;
mod language;
mod report;
mod rule_id;
mod rule_info;
mod seen;
mod severity;
mod suppression;
mod wording;

use std::{borrow::Cow, cmp::Ordering, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::text::{Source, Span};

pub use citation::Citation;
pub use family::Family;
pub use fix::{Edit, Edits, Fix, Overlap, Safety};
pub use language::{Language, Localized};
pub use report::{Report, Summary};
pub use rule_id::{InvalidRuleId, RuleId};
pub use rule_info::{Example, RuleInfo};
pub use seen::Seen;
pub use severity::Severity;
pub use suppression::{Suppression, SuppressionKind};
pub use wording::{Wording, instead, meant};

/// One thing that a reviewer, an API or a carrier would object to.
///
/// The order is that of a report, but for findings about the whole run, which a report puts last: by file, then place,
/// then rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The place that is underlined. `None` where the finding is about the whole run.
    pub primary: Option<Place>,
    /// The rule that found it.
    pub rule: RuleId,
    /// What kind of rule that is.
    pub family: Family,
    /// How sure a refusal is.
    pub severity: Severity,
    /// The headline: what is wrong, in one sentence.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// The providers in whose name it is reported, by pack name.
    pub providers: Vec<Arc<str>>,
    /// The record it is about.
    pub record: Option<RecordRef>,
    /// What the primary place covers in the file.
    pub text: String,
    /// What was done to that text before it was found; `None` where it is written openly.
    pub seen: Option<Seen>,
    /// Further places that explain it.
    pub labels: Vec<Label>,
    /// Where the rule is written.
    pub sources: Arc<[Citation]>,
    /// What the provider's API would answer.
    pub codes: Arc<[String]>,
    /// How a machine can mend it.
    pub fix: Option<Fix>,
    /// Whether it counts.
    pub status: Status,
    /// Who decided that it does not, and why; `None` where it counts.
    pub suppression: Option<Suppression>,
}

impl Diagnostic {
    /// The message and, where the text hid something, what it then read, for formats that have no place of their own for it.
    pub fn headline(&self, language: Language) -> Cow<'_, str> {
        match &self.seen {
            None => Cow::Borrowed(&self.message),
            Some(seen) => Cow::Owned(format!("{}{}{}", self.message, language.pick("；", "; "), seen.words(language))),
        }
    }

    /// A finding about a file of ours itself: a document, a pack, `lint.yml`. No provider speaks of it.
    pub fn of_file(rule: RuleId, severity: Severity, source: &Source, span: Span, wording: Wording) -> Self {
        Self {
            primary: Some(Place { path: Arc::clone(source.name()), span }),
            rule,
            family: Family::Document,
            severity,
            message: wording.message,
            help: wording.help,
            providers: Vec::new(),
            record: None,
            text: source.slice(span).into_owned(),
            seen: None,
            labels: Vec::new(),
            sources: Arc::default(),
            codes: Arc::default(),
            fix: None,
            status: Status::Open,
            suppression: None,
        }
    }

    /// The order of a report: by file, place and rule; findings about the whole run last.
    pub fn order(&self, other: &Self) -> Ordering {
        self.primary.is_none().cmp(&other.primary.is_none()).then_with(|| self.cmp(other))
    }
}

/// A range of bytes in one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file, as its [`crate::text::Source`] is named.
    pub path: Arc<str>,
    /// The bytes of that file.
    pub span: Span,
}

/// A further place, with what it has to do with the finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen there.
    pub message: String,
}

/// A record, as a reader would point at it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordRef {
    /// The kind, in the words of the documents: `signature`, `template`, `qualification`, `letter`, `send`.
    pub kind: Arc<str>,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Its place among the records of its kind in its file, from 0.
    pub index: usize,
    /// By what it is known again where it has no name, or shares it: 16 hexadecimal digits of its main text.
    pub digest: Option<String>,
}

/// Whether a finding counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It does.
    #[default]
    Open,
    /// Somebody decided that it does not.
    Suppressed,
}
