use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Shape;

/// How a provider writes variables and brackets, and how it counts. Comes from its pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dialect {
    /// How a variable is written.
    #[serde(default)]
    pub variable: Option<VariableForm>,
    /// What the platform puts round a signature, by region.
    #[serde(default)]
    pub signature: BTreeMap<String, Brackets>,
    /// How many units go into a message and into each part of a long one, by region.
    #[serde(default)]
    pub parts: BTreeMap<String, Parts>,
    /// The words with which a marketing message ends, by region.
    #[serde(default)]
    pub opt_out: BTreeMap<String, OptOut>,
    /// Names for variables that come from a provider who only numbers them. The first that fits counts.
    #[serde(default)]
    pub names: Vec<NameHint>,
}

impl Dialect {
    /// This dialect, except for what `nearer` says otherwise.
    #[must_use]
    pub fn overlaid(mut self, nearer: &Self) -> Self {
        self.variable = nearer.variable.or(self.variable);
        self.signature.extend(nearer.signature.clone());
        self.parts.extend(nearer.parts.clone());
        self.opt_out.extend(nearer.opt_out.clone());
        self.names.splice(0..0, nearer.names.iter().cloned());
        self
    }
}

/// How a variable is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VariableForm {
    /// The signs round it.
    pub shape: Shape,
    /// What stands between them.
    pub name: NameForm,
}

/// What a variable may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NameForm {
    /// A decimal number.
    Number,
    /// Letters, digits and underscores.
    Identifier,
}

/// How readers are told to opt out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptOut {
    /// What is written; empty where the provider adds it.
    pub write: String,
    /// What other providers write, or this one used to.
    #[serde(default)]
    pub instead_of: Vec<String>,
}

/// What a variable may be called, by what stands round it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NameHint {
    /// The name.
    pub name: String,
    /// Words of which one stands shortly before the variable; of several names, the one with the nearest word counts.
    #[serde(default)]
    pub before: Vec<String>,
    /// Words, such as units, with which the text behind the variable begins. They count before all others.
    #[serde(default)]
    pub behind: Vec<String>,
    /// Kinds as templates declare them under `variables.*.kind`; they count where no word does.
    #[serde(default)]
    pub kinds: Vec<String>,
}

/// A pair of brackets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Brackets {
    /// Left.
    pub open: String,
    /// Right.
    pub close: String,
}

/// The sizes of parts, by encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parts {
    /// Sizes for text that fits GSM-7, in septets; absent where every text is counted as UCS-2.
    #[serde(default)]
    pub gsm7: Option<PartSizes>,
    /// Sizes for all other text, in UTF-16 code units.
    pub ucs2: PartSizes,
}

/// How much a message holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartSizes {
    /// A message of one part.
    pub single: usize,
    /// Each part of a longer one.
    pub multi: usize,
}
