use serde::{Deserialize, Deserializer, de};

use crate::diagnostic::Severity;

/// What a configuration can make of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is silent.
    Off,
    /// It speaks with this severity.
    On(Severity),
}

impl Level {
    /// The words used in files.
    pub const WORDS: &'static [&'static str] = &["off", "info", "warning", "error"];

    /// The severity to report with; `None` for a silent rule.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::On(severity) => Some(severity),
        }
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Level;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("`off`, `info`, `warning` or `error`")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<Level, E> {
                match word {
                    "off" => Ok(Level::Off),
                    "info" => Ok(Level::On(Severity::Info)),
                    "warning" => Ok(Level::On(Severity::Warning)),
                    "error" => Ok(Level::On(Severity::Error)),
                    other => Err(E::unknown_variant(other, Level::WORDS)),
                }
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}
