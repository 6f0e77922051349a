use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::MatchSpec;
use crate::text::{OneOrMany, Spanned};

/// Two matches close to each other, in either order. Marks both, with what stands between. Gives what both give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NearSpec {
    /// What is looked for.
    pub first: Box<MatchSpec>,
    /// What has to stand near it.
    pub second: Box<MatchSpec>,
    /// At most so many characters may stand between them.
    pub within: usize,
}

/// What a field may hold, given what another one says. Found where none of the field's values is allowed. Gives
/// `{key}`, what the other field says, and `{allowed}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TableSpec {
    /// The field that decides.
    pub key: Spanned<String>,
    /// Values that go with any other and count for nothing.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// The rows. Where none is in force for what the key says, nothing is found.
    pub rows: Vec<RowSpec>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowSpec {
    /// What the key says.
    pub is: OneOrMany<String>,
    /// What is allowed then.
    pub allow: Vec<String>,
    /// In force from this day on.
    #[serde(default)]
    pub since: Option<Date>,
    /// In force up to, not including, this day.
    #[serde(default)]
    pub until: Option<Date>,
    /// In force only where this matches.
    #[serde(default)]
    pub when: Option<Box<MatchSpec>>,
}

/// A value that stands twice. The first in the order of files and lines is right; every other is found, with a label at
/// the first. Gives `{value}` and `{first}`, the name of the record that has it first,
/// or the beginning of the value where it has no name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UniqueSpec {
    /// Among what.
    pub of: UniqueOf,
    /// Fields that must be the same too.
    pub within: Vec<Spanned<String>>,
    /// Fields that clear it: a value may stand twice where each of these says the same both times, or is missing.
    pub unless_same: Vec<Spanned<String>>,
    /// Looks for values that differ, but only in blanks, signs, width or case. Equal ones are then none of its business.
    pub alike: bool,
    /// Values are also the same where they differ only in case and width: `11010519491231002x`.
    pub fold: bool,
    /// They are telephone numbers, and `13711112222` is `+8613711112222` is `008613711112222`.
    pub phones: bool,
}

/// Among what a value has to be the only one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UniqueOf {
    /// The same field of all records of the kind that the same provider judges.
    #[default]
    Run,
    /// The items of this one field.
    Items,
}

/// More records of the rule's kind than this among the files that the run reports on, for one provider. One finding for the run, without a place.
/// Gives `{count}` and `{limit}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CountSpec {
    /// The most there may be.
    pub max: usize,
}
