use serde::{Deserialize, Deserializer, Serialize, de};

use crate::text::Spanned;

/// A range of lengths; outside it is found. `max` and `min` are inclusive, each a number or the name of a setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LengthOf {
    /// The field as it stands.
    #[default]
    Field,
    /// How many items a list has. Marks the first that is too many, or the record's name.
    Items,
    /// The least message a template can give: its fixed text and its signature with brackets, variables empty.
    FixedText,
    /// The longest message a template can give: signature with brackets, and each variable at its longest, which is
    /// `variables.N.max`, else the setting `max_variable_chars`, else the length of its example. Found only where every
    /// variable has one of these. Gives `{variables}`, `{encoding}`, `{forced_by}`, `{parts}`, `{save}` as well.
    Message,
}

/// Units of length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Code points, as reviewers count.
    #[default]
    Characters,
    /// UTF-16 code units.
    Utf16,
    /// Bytes of UTF-8.
    Bytes,
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
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SettingName {
    /// As declared under `settings` in a `pack.yml`.
    pub setting: Spanned<String>,
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
