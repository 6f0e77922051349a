use serde::{Deserialize, Deserializer, Serialize, de};

use crate::text::Spanned;

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
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WordFile {
    /// The path, from the pack's folder; always below it.
    pub file: Spanned<String>,
}

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
