use serde::{Deserialize, Serialize};

use super::MatchSpec;
use crate::{document::Shape, text::OneOrMany};

/// Which characters are allowed, or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CharactersSpec {
    /// Everything outside these classes is found.
    pub allow: Vec<CharacterClass>,
    /// Everything in these classes is found.
    pub deny: Vec<CharacterClass>,
    /// These characters are allowed too, or denied too, whichever list is given.
    pub also: String,
    /// Only the field as a whole is judged: found where *every* character is in the denied classes.
    pub whole: bool,
}

/// Classes of characters, by Unicode properties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CharacterClass {
    /// Chinese characters (script Han), `〇` included.
    Han,
    /// `A`–`Z` and `a`–`z`.
    Latin,
    /// `0`–`9`.
    Digit,
    /// The space U+0020.
    Space,
    /// Every other blank: tabs, line breaks, the ideographic space, no-break spaces.
    Blank,
    /// What is not to be seen: controls, zero-width characters, direction marks, variation selectors.
    Invisible,
    /// `【` and `】`.
    LenticularBracket,
    /// `[` and `]`.
    SquareBracket,
    /// Emoji and pictographs.
    Emoji,
    /// Letters and digits in full width, `Ａ`–`Ｚ`, `ａ`–`ｚ`, `０`–`９`.
    FullWidthAlphanumeric,
}

/// Something about the variables of a template. Exactly one key.
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the YAML form; the compiled form is an enum")]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct VariablesSpec {
    /// A variable in one of these shapes. Gives `{suggestion}`: the same variable as the dialect writes it.
    pub shape: OneOrMany<Shape>,
    /// A variable in the dialect's own shape whose name has the wrong form. Gives `{suggestion}`.
    pub misnamed: bool,
    /// A brace without its partner, with the number next to it. Gives `{suggestion}`: the variable made whole, where the
    /// dialect counts its variables and such a number is there.
    pub unbalanced: bool,
    /// Numbers that do not run from 1 without gaps. Gives `{expected}`, the numbers that ought to be there, and
    /// `{suggestion}`, this variable renumbered.
    pub misnumbered: bool,
    /// Two variables with nothing between them. Gives `{first}` and `{second}`.
    pub adjacent: bool,
    /// Nothing but variables: no letter, digit or Chinese character outside them.
    pub only: bool,
    /// A variable inside a link. Gives `{link}`.
    pub inside_link: bool,
    /// Variables declared under `variables` as one of these kinds. Marks the variable in the content.
    pub declared: Vec<String>,
    /// A declared example that matches this. Gives `{example}`; marks the example.
    pub example: Option<Box<MatchSpec>>,
    /// More variables than this. Gives `{count}` and `{limit}`.
    pub more_than: Option<usize>,
}

/// Something about the links of a template, or of any text. Exactly one key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LinksSpec {
    /// Any link at all.
    pub any: bool,
    /// A link that holds a variable. Gives `{variable}`.
    pub with_variable: bool,
}
