use std::fmt;

use serde::{Deserialize, Serialize};

/// What a rule is about. Every rule has exactly one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// The length of anything.
    Length,
    /// Characters that are not allowed, brackets, invisible ones.
    Characters,
    /// Variables of a template and their values.
    Variables,
    /// Links.
    Links,
    /// Telephone numbers, `WeChat`, QQ and other ways to get in touch.
    Contacts,
    /// How the reader can refuse further messages.
    OptOut,
    /// Forbidden trades and content.
    Subject,
    /// Whom a signature names.
    Identity,
    /// What a message of its type must or must not say, and who may send it.
    MessageType,
    /// Missing, wrong or mismatched values, and documents.
    Fields,
    /// Counts and duplicates.
    Limits,
    /// Names that lead to another record.
    References,
    /// Validity and points in time.
    Dates,
    /// The input file itself. Only readers use it: a pack that names it does not load.
    #[serde(skip_deserializing)]
    Document,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 14] = [
        Self::Length,
        Self::Characters,
        Self::Variables,
        Self::Links,
        Self::Contacts,
        Self::OptOut,
        Self::Subject,
        Self::Identity,
        Self::MessageType,
        Self::Fields,
        Self::Limits,
        Self::References,
        Self::Dates,
        Self::Document,
    ];

    /// The word used in files and reports; never translated.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Characters => "characters",
            Self::Variables => "variables",
            Self::Links => "links",
            Self::Contacts => "contacts",
            Self::OptOut => "opt_out",
            Self::Subject => "subject",
            Self::Identity => "identity",
            Self::MessageType => "message_type",
            Self::Fields => "fields",
            Self::Limits => "limits",
            Self::References => "references",
            Self::Dates => "dates",
            Self::Document => "document",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
