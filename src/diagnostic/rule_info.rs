use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::{Citation, Family, Localized, RuleId, Severity};

/// What a reader may want to know about a rule without running it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleInfo {
    /// Its name.
    pub id: RuleId,
    /// What it objects to, as a noun phrase.
    pub title: Localized,
    /// Its family.
    pub family: Family,
    /// The severity it has without configuration.
    pub severity: Severity,
    /// In force from this day on.
    pub since: Option<Date>,
    /// In force up to, not including, this day.
    pub until: Option<Date>,
    /// How to mend a finding; empty where the rule does not say.
    pub help: Localized,
    /// Where it is written.
    pub sources: Arc<[Citation]>,
    /// What the provider's API would answer.
    pub codes: Arc<[String]>,
    /// What a reviewer would write.
    pub rejections: Arc<[String]>,
    /// Whether any of its findings can be mended by machine.
    pub fixable: bool,
}

/// A case of a rule, to be shown to a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// The text or record.
    pub text: String,
    /// The part that would be underlined; `None` in a good example.
    pub mark: Option<String>,
    /// Why a good example is good.
    pub why: Option<String>,
}
