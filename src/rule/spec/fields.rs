use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::{Citation, Localized},
    document::{RecordKind, ValueForm},
    text::Spanned,
};

/// `fields` of a `pack.yml`: the requests to the provider's API that can be linted as they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct FieldsSpec {
    /// The parameter in which a request can name its action.
    pub action: Option<String>,
    /// The parameter in which a request can name the version of the API.
    pub version: Option<String>,
    /// What else any request may carry.
    pub common: Vec<String>,
    /// The actions. In a pack's folder, each can have a file of its own instead: `fields/<action>.yml`.
    pub actions: Vec<ActionSpec>,
}

/// One action of an API, and what its parameters say in the keys of documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActionSpec {
    /// As the API calls it.
    pub action: Spanned<String>,
    /// What it does.
    pub title: Localized,
    /// What a request makes.
    pub kind: RecordKind,
    /// What shows a request that does not name its action.
    pub proof: ProofSpec,
    /// Where it is written.
    #[serde(default)]
    pub sources: Vec<Citation>,
    /// What it takes.
    pub parameters: Vec<ParameterSpec>,
}

/// The parameters by which a request is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProofSpec {
    /// Each of these is there.
    pub all: Vec<Spanned<String>>,
    /// One of these is there too.
    #[serde(default)]
    pub any: Vec<Spanned<String>>,
    /// Where one of `all` is missing, so many of its parameters show it as well, if the request has no key that is none of
    /// them; what is only misspelt counts. The request is then told what it lacks.
    #[serde(default)]
    pub least: Option<usize>,
}

/// What else the values of a parameter say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AlsoSpec {
    /// What it is in a document.
    pub key: Spanned<String>,
    /// The words of documents, by value.
    pub values: BTreeMap<String, String>,
}

/// One parameter.
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the file")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ParameterSpec {
    /// As the newest version of the API calls it. Rules can look at it as `payload.NAME`.
    pub name: Spanned<String>,
    /// What other versions call it: name and version.
    #[serde(default)]
    pub aliases: BTreeMap<String, String>,
    /// What it is in a document: a key of such records, or keys joined by dots.
    #[serde(default)]
    pub key: Option<Spanned<String>>,
    /// What it takes.
    #[serde(default, rename = "type")]
    pub form: ValueForm,
    /// Whether a request without it is refused.
    #[serde(default)]
    pub required: bool,
    /// With `required`: an empty text is taken too.
    #[serde(default)]
    pub blank: bool,
    /// The values it knows, where it knows only some: each with the word of documents, or nothing where these have none.
    #[serde(default)]
    pub values: BTreeMap<String, Option<String>>,
    /// Whether it may have other values too, of which documents have no word.
    #[serde(default)]
    pub open: bool,
    /// With `open`: the word of documents for values that it does not list.
    #[serde(default)]
    pub otherwise: Option<String>,
    /// A second key, where one value says two things.
    #[serde(default)]
    pub also: Option<AlsoSpec>,
    /// With a key of the maps in a list, such as `documents.file`: what else such a map says.
    #[serde(default)]
    pub with: BTreeMap<String, String>,
    /// With `type: list`: a text may hold the items, with this between them.
    #[serde(default)]
    pub separator: Option<String>,
    /// Whether its value may be a text that holds JSON.
    #[serde(default)]
    pub json: bool,
    /// With `type: map`: the key under which each value goes.
    #[serde(default)]
    pub each: Option<Spanned<String>>,
    /// With `type: maps`: what each map takes.
    #[serde(default)]
    pub parameters: Vec<ParameterSpec>,
    /// What the API answers where its value is wrong, or missing.
    #[serde(default)]
    pub codes: Vec<String>,
}
