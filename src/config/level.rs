use serde::Deserialize;

use crate::diagnostic::Severity;

/// What a configuration can make of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(from = "Word")]
pub enum Level {
    /// It is silent.
    Off,
    /// It speaks with this severity.
    On(Severity),
}

impl Level {
    /// The words used in files.
    pub const WORDS: &'static [&'static str] = &["off", "info", "warning", "error"];

    /// The severity to report with; `None` for a silent rule.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::On(severity) => Some(severity),
        }
    }
}

/// A level, as it is written.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Word {
    Off,
    Info,
    Warning,
    Error,
}

impl From<Word> for Level {
    fn from(word: Word) -> Self {
        match word {
            Word::Off => Self::Off,
            Word::Info => Self::On(Severity::Info),
            Word::Warning => Self::On(Severity::Warning),
            Word::Error => Self::On(Severity::Error),
        }
    }
}
