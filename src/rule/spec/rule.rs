use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CasesSpec, MatchSpec};
use crate::{
    diagnostic::{Citation, Family, Localized, Safety, Severity},
    document::RecordKind,
    text::{OneOrMany, Spanned},
};

/// One rule: one file, or one document of a pack file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
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
    /// A setting that it depends on. Where nobody stated it, the rule finds nothing, and one info of the whole run names
    /// the setting instead.
    #[serde(default)]
    pub asks: Option<AsksSpec>,
    /// Speaks of the run as a whole, once, however many records it finds something in. Its words then name none of them.
    #[serde(default)]
    pub once: bool,
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
    /// Rules that say less about the same words, by id; a rule of another pack by its full id. What these find in a record
    /// is not told where it overlaps with what this rule finds there. For rules that look at a record alone.
    #[serde(default)]
    pub covers: Vec<Spanned<String>>,
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

/// The setting that a rule depends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AsksSpec {
    /// As declared under `settings` in a `pack.yml`.
    pub setting: Spanned<String>,
    /// The value with which the rule would find something. Only where it does is the reader asked.
    pub assume: String,
}

/// The records a rule looks at. A record that leaves one of these open is not looked at, except for what a setting of
/// the same name gives by default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
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

/// How a machine can mend a finding. Exactly one of all but `separator` and `safety`; placeholders as in
/// messages. Where a text is given
/// in both languages, that of the field counts: Chinese where it has a Chinese character.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FixSpec {
    /// Puts this behind the last character of the field.
    #[serde(default)]
    pub append: Option<Localized>,
    /// With `append` and `to_end`: stands before the text where the field ends in neither a stop nor a blank.
    #[serde(default)]
    pub separator: Option<Localized>,
    /// Puts this in place of what is marked.
    #[serde(default)]
    pub replace: Option<Localized>,
    /// Takes away what is marked.
    #[serde(default)]
    pub delete: Option<bool>,
    /// Puts this in place of the whole field.
    #[serde(default)]
    pub rewrite: Option<Localized>,
    /// Takes away what is marked, with the punctuation behind it, and puts this behind the last character of the field.
    #[serde(default)]
    pub to_end: Option<Localized>,
    /// Writes what is marked plainly: letters, digits and a number in braces in half width, without blanks and what is not
    /// to be seen. Where anything else is marked, there is no fix.
    #[serde(default)]
    pub plain: Option<bool>,
    /// Puts one space in place of the blanks that are marked, and nothing at the ends of the field.
    #[serde(default)]
    pub squeeze: Option<bool>,
    /// Writes the content as the provider wants it, under its name in `variants`. Goes with the matcher `variant`.
    #[serde(default)]
    pub variant: Option<bool>,
    /// Puts for each of these, wherever it stands in what is marked, what it says for it, and takes the rest away. The
    /// longest counts. Where nothing would change, there is no fix.
    #[serde(default)]
    pub swap: BTreeMap<String, Localized>,
    /// Whether it may be applied without asking.
    pub safety: Safety,
}
