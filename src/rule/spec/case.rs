use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// What shows that a rule works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CasesSpec {
    /// What it finds.
    pub bad: Vec<CaseSpec>,
    /// What it does not find, though one might think so.
    pub good: Vec<CaseSpec>,
}

/// One case. Exactly one of `text`, `record` and `document`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CaseSpec {
    /// The rule's field, in a record made from `applies`.
    pub text: Option<String>,
    /// A whole record of the rule's kind.
    pub record: Option<Json>,
    /// A whole document.
    pub document: Option<Json>,
    /// Settings for this case: texts, numbers or booleans.
    pub profile: BTreeMap<String, Json>,
    /// The day on which it is judged; without it, a day on which the rule is in force.
    pub as_of: Option<Date>,
    /// The text that must be underlined. A bad case without it only has to be found.
    pub mark: Option<String>,
    /// The field as the fix leaves it.
    pub fixed: Option<String>,
    /// Why it is good, or what it shows.
    pub why: Option<String>,
}
