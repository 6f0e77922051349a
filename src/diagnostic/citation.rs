use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where a rule is written: the page, and the day on which it said so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The title of the page, as the page gives it.
    pub title: String,
    /// Its address; `None` for what has none, such as a printed standard.
    #[serde(default)]
    pub url: Option<String>,
    /// The date of the page; `None` where it shows none.
    #[serde(default)]
    pub date: Option<Date>,
    /// The founding document of this project that holds it, by file name.
    #[serde(default)]
    pub seed: Option<String>,
}
