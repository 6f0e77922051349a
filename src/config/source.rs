use serde::Deserialize;

use super::Pairs;
use crate::{
    document::{RecordKind, Written},
    text::{OneOrMany, Spanned},
};

/// Where records stand in files that are no documents of ours: where a pattern matches, or where a path leads.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceSpec {
    /// Patterns for the files, whatever their names end with.
    pub files: OneOrMany<Spanned<String>>,
    /// A regular expression whose named groups are keys of the record, such as `(?<content>[^"]+)`. `^` and `$` mean
    /// lines.
    #[serde(default)]
    pub pattern: Option<Spanned<String>>,
    /// A path to the records in structured data, such as `/sms/*`.
    #[serde(default)]
    pub each: Option<Spanned<String>>,
    /// With `each`: keys of the record, and where in an item their values stand; `$key` is the key of the item, and
    /// `$value` the item itself.
    #[serde(default)]
    pub fields: Pairs<String>,
    /// With `pattern`: how what it finds is written. Without it, what the name of the file promises.
    #[serde(default)]
    pub escapes: Option<Written>,
    /// What is found; without it, templates.
    #[serde(default)]
    pub kind: Option<RecordKind>,
    /// The type of all records whose file says none.
    #[serde(default, rename = "type")]
    pub record_type: Option<Spanned<String>>,
    /// Who judges them.
    #[serde(default)]
    pub provider: OneOrMany<Spanned<String>>,
    /// The signature that they go with.
    #[serde(default)]
    pub signature: Option<Spanned<String>>,
    /// How far their review has come.
    #[serde(default)]
    pub status: Option<Spanned<String>>,
    /// Where the messages go.
    #[serde(default)]
    pub region: Option<Spanned<String>>,
    /// Who the account belongs to.
    #[serde(default)]
    pub account: Option<Spanned<String>>,
    /// Which site of the provider the account is on.
    #[serde(default)]
    pub site: Option<Spanned<String>>,
}

impl SourceSpec {
    /// What is said of all its records: the keys, each with its texts.
    pub(super) fn fixed(&self) -> impl Iterator<Item = (&'static str, &[Spanned<String>])> {
        let single = [
            ("type", &self.record_type),
            ("signature", &self.signature),
            ("status", &self.status),
            ("region", &self.region),
            ("account", &self.account),
            ("site", &self.site),
        ];
        let single = single.into_iter().map(|(key, text)| (key, text.as_slice()));
        single.chain([("provider", &*self.provider)]).filter(|(_, texts)| !texts.is_empty())
    }
}
