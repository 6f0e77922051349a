//! What the YAML of a pack may say. Nothing here can run: [`super::compile`] is the only door to a [`super::Rule`].
//!
//! The doc comments of this file are the reference for pack authors.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::Value as Json;

use crate::{
    diagnostic::{Citation, Family, Localized, Safety, Severity},
    document::{Dialect, RecordKind, Shape},
    text::{OneOrMany, Spanned},
};

/// `pack.yml`: one authority whose rules these are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// What a run can say about who submits.
    #[serde(default)]
    pub settings: BTreeMap<String, SettingSpec>,
    /// New levels for inherited rules, by full id: a severity, or `off`.
    #[serde(default)]
    pub rules: BTreeMap<String, String>,
}

/// Something about who submits that rules depend on and documents do not say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

/// One rule: one file, or one document of a pack file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSpec {
    /// The second half of its id: reads well after "allow …"; kebab-case; never renamed.
    pub id: Spanned<String>,
    /// What it objects to, as a noun phrase.
    pub title: Localized,
    /// What it is about.
    pub family: Spanned<Family>,
    /// How sure a refusal is.
    pub severity: Severity,
    /// The records it looks at.
    pub applies: AppliesSpec,
    /// In force from this day on.
    #[serde(default)]
    pub since: Option<Date>,
    /// In force up to, not including, this day.
    #[serde(default)]
    pub until: Option<Date>,
    /// The field it judges; without it, the content of a template, the name of a signature, qualification or letter,
    /// the template of a send. `other_kind.key` leads from a record to the one it refers to.
    #[serde(default)]
    pub field: Option<Spanned<String>>,
    /// Looks only where this matches too.
    #[serde(default)]
    pub when: Option<Box<MatchSpec>>,
    /// What it objects to.
    #[serde(rename = "match")]
    pub matcher: Box<MatchSpec>,
    /// The headline. `{match}`, `{name}` and what the matcher gives (see each) are filled in; `{{` and `}}` stand for
    /// braces; `{1}` and the like stay.
    pub message: Spanned<Localized>,
    /// How to mend it.
    #[serde(default)]
    pub help: Option<Spanned<Localized>>,
    /// How a machine can mend it.
    #[serde(default)]
    pub fix: Option<Spanned<FixSpec>>,
    /// The inherited rule that this one takes the place of, by full id.
    #[serde(default)]
    pub replaces: Option<Spanned<String>>,
    /// Where it is written. The first is shown with each finding.
    #[serde(default)]
    pub sources: Vec<Citation>,
    /// What the provider's API would answer.
    #[serde(default)]
    pub codes: Vec<String>,
    /// What its reviewer would write.
    #[serde(default)]
    pub rejections: Vec<String>,
    /// What shows that it works.
    #[serde(default, skip_serializing)]
    pub cases: CasesSpec,
}

/// The records a rule looks at. A record that leaves one of these open is not looked at, except for what a setting of
/// the same name gives by default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppliesSpec {
    /// The kind of record.
    pub kind: RecordKind,
    /// Types of signature or template.
    #[serde(default, rename = "type")]
    pub types: OneOrMany<Spanned<String>>,
    /// Where the messages go.
    #[serde(default)]
    pub region: OneOrMany<Spanned<String>>,
    /// Who submits.
    #[serde(default)]
    pub account: OneOrMany<Spanned<String>>,
    /// Which site of the provider.
    #[serde(default)]
    pub site: OneOrMany<Spanned<String>>,
}

/// What to look for. Exactly one of the matchers has to be given; `field` and `except` go with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MatchSpec {
    /// Looks at this field instead of the rule's own: a key of the record, `other_kind.key`, or the name of a setting.
    /// In `match`, what is found there is what will be underlined.
    pub field: Option<Spanned<String>>,
    /// With `words` and `regex`: a hit inside one of these phrases is none.
    pub except: Vec<Spanned<String>>,

    /// Any of these words. Width and case are ignored; a word that begins or ends with a Latin letter or digit does
    /// not count inside a longer run of these. Gives `{word}`, the listed word.
    pub words: Option<WordsSpec>,
    /// A regular expression of the `regex` crate, over the text as written. Gives its named groups.
    pub regex: Option<Spanned<String>>,
    /// Characters outside the allowed classes, or in the denied ones. Gives `{character}` and `{code_point}`.
    pub characters: Option<CharactersSpec>,
    /// A length out of range. Gives `{length}`, `{limit}`, and more; see [`LengthSpec`].
    pub length: Option<LengthSpec>,
    /// Something about the variables of a template. See [`VariablesSpec`] for what each gives.
    pub variables: Option<VariablesSpec>,
    /// Something about the links of a template. Gives `{link}`.
    pub links: Option<LinksSpec>,
    /// The field begins with one of these. Marks it; under `not`, the first character.
    pub starts_with: Option<OneOrMany<Spanned<String>>>,
    /// The field ends with one of these. Marks it; under `not`, the last character.
    pub ends_with: Option<OneOrMany<Spanned<String>>>,
    /// The field contains one of these, letter for letter. Marks the first; under `not`, the last character.
    pub contains: Option<OneOrMany<Spanned<String>>>,
    /// The field has one of these values. Marks it whole.
    pub one_of: Option<OneOrMany<Spanned<String>>>,
    /// `true`: the field is there and not empty. Marks it whole; under `not`, the record's name.
    pub present: Option<bool>,
    /// The field names another record, and no document of the run has one. Gives `{value}` and `{suggestion}`.
    pub refers_to: Option<RecordKind>,
    /// The field is missing: `true`. Marks the record's name. Short for `not: {present: true}`.
    pub absent: Option<bool>,
    /// A name in which nothing distinguishes its bearer.
    pub distinctive: Option<DistinctiveSpec>,
    /// A name that is not a fair short form of a company's full name. Gives `{full}`, `{core}` and `{part}`.
    pub abbreviation: Option<AbbreviationSpec>,

    /// Every one of these matches. Marks what the first marks.
    pub all: Option<Vec<MatchSpec>>,
    /// At least one of these matches. Marks what each of them marks.
    pub any: Option<Vec<MatchSpec>>,
    /// This does not match. Marks where it should stand.
    pub not: Option<Box<MatchSpec>>,
}

/// Words, in the rule itself or in a file of the pack.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum WordsSpec {
    /// In the rule itself.
    List(Vec<Spanned<String>>),
    /// In a file of the pack.
    File(WordFile),
}

/// A list of words in a file of the pack: one a line; `#` begins a comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordFile {
    /// The path, from the pack's folder; always below it.
    pub file: Spanned<String>,
}

/// Which characters are allowed, or not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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

/// A range of lengths; outside it is found. `max` and `min` are inclusive, each a number or the name of a setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LengthSpec {
    /// What is measured.
    #[serde(default)]
    pub of: LengthOf,
    /// In what.
    #[serde(default)]
    pub unit: LengthUnit,
    /// The least.
    #[serde(default)]
    pub min: Option<Limit>,
    /// The most.
    #[serde(default)]
    pub max: Option<Limit>,
}

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LengthOf {
    /// The field as it stands.
    #[default]
    Field,
    /// The least message a template can give: its fixed text and its signature with brackets, variables empty.
    FixedText,
    /// The longest message a template can give: signature with brackets, and each variable at its longest, which is
    /// `variables.N.max`, else the setting `max_variable_chars`, else the length of its example. Found only where every
    /// variable has one of these. Gives `{variables}`, `{encoding}`, `{forced_by}`, `{parts}`, `{save}` as well.
    Message,
}

/// Units of length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Code points, as reviewers count.
    #[default]
    Characters,
    /// UTF-16 code units.
    Utf16,
    /// Billed parts, by the dialect of the provider.
    Parts,
}

/// A figure, or the setting that holds it. Where the setting is unknown, nothing is found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Limit {
    /// The figure itself.
    Number(usize),
    /// The setting that holds it.
    Setting(SettingName),
}

/// The name of a setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingName {
    /// As declared under `settings` in a `pack.yml`.
    pub setting: Spanned<String>,
}

/// Something about the variables of a template. Exactly one key.
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the YAML form; the compiled form is an enum")]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
#[serde(deny_unknown_fields, default)]
pub struct LinksSpec {
    /// Any link at all.
    pub any: bool,
    /// A link that holds a variable. Gives `{variable}`.
    pub with_variable: bool,
}

/// When a name distinguishes nobody. Which lists count depends on what is lacking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[serde(deny_unknown_fields)]
pub struct NameWordsSpec {
    /// Provinces, cities, districts.
    pub places: WordFile,
    /// What companies do.
    pub trades: WordFile,
    /// Forms of organisation.
    pub forms: WordFile,
}

/// How a machine can mend a finding. Exactly one of the first four; placeholders as in messages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixSpec {
    /// Puts this behind the last character of the field.
    #[serde(default)]
    pub append: Option<String>,
    /// Puts this in place of what is marked.
    #[serde(default)]
    pub replace: Option<String>,
    /// Takes away what is marked.
    #[serde(default)]
    pub delete: Option<bool>,
    /// Puts this in place of the whole field.
    #[serde(default)]
    pub rewrite: Option<String>,
    /// Whether it may be applied without asking.
    pub safety: Safety,
}

/// What shows that a rule works.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CasesSpec {
    /// What it finds.
    pub bad: Vec<CaseSpec>,
    /// What it does not find, though one might think so.
    pub good: Vec<CaseSpec>,
}

/// One case. Exactly one of `text`, `record` and `document`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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

// The two forms below are told apart by what stands there, not by trial and error, so that a mistake inside one of them
// keeps its place.

impl<'de> Deserialize<'de> for WordsSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = WordsSpec;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of words, or `{file: …}`")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<WordsSpec, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(WordsSpec::List)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<WordsSpec, A::Error> {
                WordFile::deserialize(de::value::MapAccessDeserializer::new(map)).map(WordsSpec::File)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Limit;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a whole number, or `{setting: name}`")
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Limit, E> {
                usize::try_from(number).map(Limit::Number).map_err(E::custom)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Limit, A::Error> {
                SettingName::deserialize(de::value::MapAccessDeserializer::new(map)).map(Limit::Setting)
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
