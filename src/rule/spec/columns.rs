use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::Spanned;

/// One entry of `columns` in a `pack.yml`: a column of tables, and what its cells say in the keys of documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ColumnSpec {
    /// What stands above such a column. Case, width, blanks, `*` and what stands in brackets do not count.
    pub titles: Vec<String>,
    /// Titles that tables of other things use too. They count where one of somebody's `titles` stands beside them.
    pub weak: Vec<String>,
    /// What it is of a template: a key of templates.
    pub template: Option<Spanned<String>>,
    /// What it is of a signature, in a table without contents of templates: a key of signatures.
    pub signature: Option<Spanned<String>>,
    /// Whether it holds messages as they are sent: a leading `【…】` is the signature.
    pub whole: bool,
    /// The words of documents, each with what cells say instead. Words of the same key belong together, whatever pack and
    /// column they stand in.
    pub values: BTreeMap<String, Vec<String>>,
    /// What cells of the same kind say that documents have no word for.
    pub unsaid: Vec<String>,
    /// Whether any other cell says nothing, too.
    pub open: bool,
    /// With the key `ids`, in the pack of a provider: what its ids begin with, before digits. They show whose table it is.
    pub ids: Option<String>,
    /// In the pack of a provider: whether only its own tables have such titles.
    pub proof: bool,
}
