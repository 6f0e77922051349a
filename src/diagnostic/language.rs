use serde::{Deserialize, Deserializer, Serialize, de};

/// The language of messages. Ids, keys and formats are never translated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The word used in options and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// Picks the wording for this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// A wording in every language. A pack may give one string that serves for all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Localized<T = String> {
    /// Simplified Chinese.
    pub zh: T,
    /// English.
    pub en: T,
}

impl<T> Localized<T> {
    /// The wording in `language`.
    pub const fn get(&self, language: Language) -> &T {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

impl<'de> Deserialize<'de> for Localized {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields, rename = "Localized")]
        struct Both {
            zh: String,
            en: String,
        }

        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Localized;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, or a map with `zh` and `en`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Localized, E> {
                Ok(Localized { zh: text.to_owned(), en: text.to_owned() })
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Localized, A::Error> {
                let Both { zh, en } = Both::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Localized { zh, en })
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Localized, A::Error> {
                let Both { zh, en } = Both::deserialize(de::value::SeqAccessDeserializer::new(seq))?;
                Ok(Localized { zh, en })
            }
        }

        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Visitor)
        } else {
            let Both { zh, en } = Both::deserialize(deserializer)?;
            Ok(Self { zh, en })
        }
    }
}
