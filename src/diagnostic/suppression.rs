use serde::{Deserialize, Serialize};

/// Who decided that a finding does not count, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Suppression {
    /// Where that is written.
    pub kind: SuppressionKind,
    /// Why, in the words of whoever wrote it; `None` for a baseline, and where no reason is asked for.
    pub reason: Option<String>,
}

/// Where it is written that a finding does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuppressionKind {
    /// In a comment of the file.
    Comment,
    /// In the configuration.
    Configuration,
    /// In a baseline: it was there before the team began to lint.
    Baseline,
}

impl SuppressionKind {
    /// The word used in files and reports; never translated.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Configuration => "configuration",
            Self::Baseline => "baseline",
        }
    }
}
