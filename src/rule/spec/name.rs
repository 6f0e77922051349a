use serde::{Deserialize, Serialize};

use super::WordFile;
use crate::text::{OneOrMany, Spanned};

/// When a name distinguishes nobody. Which lists count depends on what is lacking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DistinctiveSpec {
    /// Which way of distinguishing nobody is found.
    pub lacking: Lacking,
    /// For `core`: words that distinguish nobody.
    #[serde(default)]
    pub without: Vec<WordFile>,
    /// For `core`: places, which distinguish nobody alone.
    #[serde(default)]
    pub places: Option<WordFile>,
    /// For `core`: bodies of which a place has one or few, which distinguish with a place before them: 北京大学.
    #[serde(default)]
    pub institutions: Option<WordFile>,
    /// For `organisation`: family names.
    #[serde(default)]
    pub surnames: Option<WordFile>,
    /// For `organisation`: what given names are made of; without it, any one or two Chinese characters.
    #[serde(default)]
    pub given_names: Option<WordFile>,
    /// For `core`: words that distinguish though each part of them is listed. For `organisation`: names that are brands.
    #[serde(default)]
    pub except: Option<WordFile>,
}

/// The ways in which a name can distinguish nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Only listed words, and no institution behind a place.
    Core,
    /// A key pressed again and again, or keys in the order of the keyboard: `aabb`, `qwerty`, `123456`, `啦啦啦`.
    Sense,
    /// A Chinese personal name: a listed family name and a given name, and nothing else.
    Organisation,
}

/// How a short name relates to the company's full name, which is in `company`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AbbreviationSpec {
    /// The field that holds the full name.
    pub of: Spanned<String>,
    /// Which fault is found.
    pub fault: OneOrMany<AbbreviationFault>,
    /// Files of words to parse the full name with.
    pub words: NameWordsSpec,
}

/// The ways in which a short name can be unfair. A name has at most one: the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AbbreviationFault {
    /// A character that the full name does not have. Gives `{part}`.
    Foreign,
    /// All characters are there, but in another order. Gives `{part}`.
    Order,
    /// A run of Latin letters or digits of the full name is there only in part. Gives `{part}`, the whole run.
    CutRun,
    /// Nothing of the distinctive word is left.
    NoCore,
    /// The distinctive word is there only in part. Gives `{part}`, what is missing.
    CutCore,
    /// Characters are left out in the middle, but the distinctive word is whole. Gives `{part}`, what is missing.
    Gap,
}

/// The word lists that take a company's name apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NameWordsSpec {
    /// Provinces, cities, districts.
    pub places: WordFile,
    /// What companies do.
    pub trades: WordFile,
    /// Forms of organisation.
    pub forms: WordFile,
}
