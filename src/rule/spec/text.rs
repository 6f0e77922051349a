use serde::{Deserialize, Serialize};

use super::{Limit, MatchSpec, WordFile, WordsSpec};
use crate::{
    document::{ContactKind, Shape},
    text::OneOrMany,
};

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
    /// As are those in a file of the pack: every character of every line, but for comments.
    pub listed: Option<WordFile>,
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
    /// A variable whose name stood before in the same text. Marks every one but the first.
    pub repeated: bool,
    /// A variable whose kind is not declared under `variables`, where that of another one is, or its `kind` is left out.
    /// Marks the variable in the content.
    pub undeclared: bool,
    /// A name declared under `variables` that no variable of the content bears. Marks the name. Numbers do not count
    /// where the dialect writes names: they are for another provider's variant.
    pub unused: bool,
    /// A variable inside a link. Gives `{link}`.
    pub inside_link: bool,
    /// Variables declared under `variables` as one of these kinds. Marks the variable in the content.
    pub declared: Vec<String>,
    /// A declared example that matches this. Gives `{example}` and `{variable}`; marks the example.
    pub example: Option<Box<MatchSpec>>,
    /// With `example`: only examples of variables declared as one of these kinds.
    pub of: Vec<String>,
    /// A variable inside a number, with at least two digits directly before and behind: `186{2}1234`. Gives `{number}`.
    pub inside_number: bool,
    /// A variable that makes a number of at least so many digits longer, directly before or behind it: `1381234{1}`. A
    /// telephone number that ends there is none, and what `inside_number` finds neither. Gives `{number}`.
    pub beside_number: Option<usize>,
    /// Variables that can hold more characters than this, by `variables.N.max`, else by their example. Gives `{length}`
    /// and `{limit}`; marks the variable in the content.
    pub longer_than: Option<Limit>,
    /// Fewer letters, digits and Chinese characters of fixed text for each variable than this. Gives `{count}`, the
    /// variables, and `{length}`, the fixed characters.
    pub fixed_text_below: Option<usize>,
    /// More variables than this. Gives `{count}` and `{limit}`.
    pub more_than: Option<usize>,
}

/// Telephone numbers in a text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactsSpec {
    /// Of which kinds.
    pub kinds: OneOrMany<ContactKind>,
    /// So many may stand in one text; found is what stands behind them.
    #[serde(default)]
    pub more_than: usize,
}

/// Something about the links of a template, or of any text. Exactly one key, but for `hosts` with `with_variable`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LinksSpec {
    /// Any link at all.
    pub any: bool,
    /// A link that holds a variable. Gives `{variable}`. Beside `hosts`, both have to hold for the same link.
    pub with_variable: bool,
    /// A link to one of these hosts, or to one below it: `t.cn` is also that of `a.t.cn`; `.top` is every host that ends so.
    pub hosts: Option<WordsSpec>,
    /// A link behind so many others in the same text.
    pub more_than: Option<usize>,
    /// A link to an address in digits, with a scheme or a path: `http://203.0.113.7/`.
    pub bare_ip: bool,
}
