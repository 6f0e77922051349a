use serde::Deserialize;

use crate::text::Escapes;

/// Files in whose texts a backslash begins an escape, by the ends of their names.
const WITH_BACKSLASHES: &[&str] = &[
    "c", "cc", "cpp", "cs", "cts", "cxx", "dart", "go", "gradle", "groovy", "h", "hpp", "java", "js", "json", "jsx",
    "kt", "kts", "mjs", "mts", "php", "py", "rb", "rs", "scala", "swift", "ts", "tsx", "vue",
];

/// How a text that an expression found is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Written {
    /// As it is meant.
    None,
    /// With `\n`, `\"`, `\u4F60` and the like.
    Backslash,
}

impl Written {
    /// Its escapes, or those that the end of a file name promises.
    pub(super) fn escapes(written: Option<Self>, name: &str) -> Escapes {
        let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default();
        match written {
            Some(Self::Backslash) => Escapes::Backslash,
            None if end == "properties" => Escapes::Joined,
            None if WITH_BACKSLASHES.contains(&&*end) => Escapes::Backslash,
            Some(Self::None) | None => Escapes::None,
        }
    }
}
