use serde::{Deserialize, Serialize};

use super::{Limit, MatchSpec, WordFile};
use crate::text::OneOrMany;

/// A range of whole numbers; outside it is found. `max` and `min` are inclusive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberSpec {
    /// The least.
    #[serde(default)]
    pub min: Option<Limit>,
    /// The most.
    #[serde(default)]
    pub max: Option<Limit>,
}

/// What can be wrong with a time from one day to another, written `{from: …, to: …}`. Gives `{from}` and `{to}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateFault {
    /// It ends before it begins.
    Inverted,
    /// Its last day lies before the day of the run.
    Expired,
    /// Its first day lies behind the day of the run.
    NotYetValid,
    /// It covers less than a year; from 2026-06-01 to 2027-05-31 is a whole one.
    ShorterThanAYear,
    /// It covers more than three years; from 2026-06-01 to 2029-06-01 is not taken for more.
    LongerThanThreeYears,
}

/// A day named in a text that lies before the day of the run, where the text names no later one. A day from which
/// something holds, or on which something was done, is none: `自2020年1月1日起`, `2026年9月1日开业`. Gives `{day}`, the day as
/// `2026-10-01`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PastDaySpec {
    /// Days written with their year: `2026年10月1日`, `2026-10-01`.
    pub dated: bool,
    /// Days written with month and day only, as far as they lie at most so many days back: `10月1日`.
    pub undated_within: Option<u16>,
    /// Festivals: with `dated` those that stand behind their year, `2026年国庆`; with `undated_within` the others, as far as
    /// they ended at most so many days ago. A line has the festival's name, a blank, and
    /// its last day: `10-07` for every year, `2026-10-07` for one.
    pub festivals: Option<WordFile>,
}

/// Numbers that prove themselves by a check character, and what is wrong with them. Of several faults only the first is
/// found, in the order in which [`NumberFault`] lists them. Gives `{length}`, and `{expected}`, the check character that
/// the others ask for, or nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckDigitSpec {
    /// Which numbers.
    pub of: CheckDigitOf,
    /// What is found; any fault, if not given.
    #[serde(default)]
    pub fault: OneOrMany<NumberFault>,
}

/// The standards of such numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CheckDigitOf {
    /// The unified social credit code, GB 32100: 18 characters.
    Uscc,
    /// The number of a resident's identity card, GB 11643: 18 characters that begin with a region and hold a date of
    /// birth.
    ResidentId,
}

/// What can be wrong with such a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NumberFault {
    /// A resident's number of 15 digits, as issued before 1999.
    OldForm,
    /// Not 18 characters.
    Length,
    /// Characters that no such number has. Marks the first of them.
    Characters,
    /// A resident's number that begins with no region. Marks the six digits.
    Region,
    /// A resident's number with a date of birth that is no day, or lies behind the day of the run. Marks the date.
    BirthDate,
    /// Another check character than the others ask for.
    CheckDigit,
}

/// Telephone numbers as a send API takes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PhoneKind {
    /// A mainland mobile number: 11 digits, alone or behind `+86`, `86` or `0086`.
    Mainland,
    /// A number of any other country in the form of E.164: `+`, then at most 15 digits.
    Foreign,
    /// Neither.
    Malformed,
}

/// What can be wrong with the content of a template that several providers judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VariantFault {
    /// It is written in the way of another of them, and `variants` has none for this one. Gives `{suggestion}`, the
    /// content as this one wants it.
    Missing,
}

/// What can be wrong with the parameters of a send. Looks at `params`, given the template of that name in the run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParamsFault {
    /// Another number of values than the template has variables, or, in a map, other names. Gives `{count}` and
    /// `{expected}`.
    Miscounted,
    /// A value longer than the setting `max_variable_chars`, or than `variables.N.max` of the template, whichever is
    /// less. Gives `{length}` and `{limit}`.
    TooLong,
    /// A list, though variables of the template have names. Marks its first value, and gives `{expected}`, the names.
    Unnamed,
    /// A value of a variable of some kind in which something is found. See [`ParamValuesSpec`].
    Values(ParamValuesSpec),
}

/// The values of some variables of the template. Gives `{variable}` and `{kind}`, which is empty where none is declared,
/// and what the matcher gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ParamValuesSpec {
    /// Of variables of these kinds, by `variables.*.kind` of the template; of all, where none is given.
    #[serde(default)]
    pub of: Vec<String>,
    /// Of variables that this finds in the content of the template, or a part of which it finds there.
    #[serde(default)]
    pub found_by: Option<Box<MatchSpec>>,
    /// What is found in the value.
    #[serde(rename = "match")]
    pub matcher: Box<MatchSpec>,
}
