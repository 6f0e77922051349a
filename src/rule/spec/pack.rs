use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CodeSpec, ColumnSpec, FieldsSpec, MatchSpec, WordFile};
use crate::{
    diagnostic::{Citation, Localized},
    document::Dialect,
    text::Spanned,
};

/// `pack.yml`: one authority whose rules these are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PackSpec {
    /// The first half of every rule id; lower-case letters, digits and hyphens.
    pub name: Spanned<String>,
    /// What a reader calls it.
    #[serde(default)]
    pub title: Option<Localized>,
    /// The version of the facts, free form.
    #[serde(default)]
    pub version: Option<String>,
    /// Packs whose rules hold here too, by name.
    #[serde(default)]
    pub extends: Vec<Spanned<String>>,
    /// Whether this pack judges records of every provider. A pack that says nothing and names no `provider`
    /// adds its rules to every run that loads it.
    #[serde(default)]
    pub provider: bool,
    /// The pages the rules come from.
    #[serde(default)]
    pub sources: Vec<Citation>,
    /// How the provider writes variables and brackets, and how it counts.
    #[serde(default)]
    pub dialect: Dialect,
    /// How requests to the provider's API say what documents say.
    #[serde(default)]
    pub fields: FieldsSpec,
    /// What the ids of the provider's templates look like, to know them in programs.
    #[serde(default)]
    pub template_ids: Vec<TemplateIdSpec>,
    /// How tables say what documents say.
    #[serde(default)]
    pub columns: Vec<ColumnSpec>,
    /// What a run can say about who submits.
    #[serde(default)]
    pub settings: BTreeMap<String, SettingSpec>,
    /// How words are misspelt so that no filter finds them: one spelling a line, with the word that it stands for, and
    /// phrases in which it stands for itself. Rules of all packs of the run see through them, where their `views` do.
    #[serde(default)]
    pub homophones: Option<WordFile>,
    /// Matchers that several rules share, by the name under which they use them.
    #[serde(default)]
    pub matchers: BTreeMap<String, MatchSpec>,
    /// New levels for inherited rules, by full id: a severity, or `off`.
    #[serde(default)]
    pub rules: BTreeMap<String, String>,
    /// Codes with which the provider answers; a pack in a folder may hold them in `codes.yml` instead.
    #[serde(default, skip_serializing)]
    pub codes: Vec<CodeSpec>,
}

/// What ids of templates look like: letters, and then digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TemplateIdSpec {
    /// What they begin with. Without it they are mere numbers, and prove nothing.
    #[serde(default)]
    pub prefix: String,
    /// The fewest digits and the most.
    pub digits: (usize, usize),
}

/// Something about who submits that rules depend on and documents do not say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SettingSpec {
    /// What it is, for the reader.
    pub title: Localized,
    /// What values it takes.
    #[serde(rename = "type")]
    pub kind: SettingKind,
    /// The words it knows, for `choice`.
    #[serde(default)]
    pub values: Vec<String>,
    /// What holds where nobody says; without it the value is unknown.
    #[serde(default)]
    pub default: Option<String>,
}

/// The values of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SettingKind {
    /// One of `values`.
    Choice,
    /// `true` or `false`.
    Boolean,
    /// A whole number, not negative.
    Number,
    /// Any text.
    Text,
}
