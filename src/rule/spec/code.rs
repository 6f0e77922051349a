use serde::{Deserialize, Serialize};

use crate::{
    diagnostic::{Citation, Localized},
    text::{OneOrMany, Spanned},
};

/// A code with which the provider answers. A pack holds them in `codes.yml`, which is a list of these, or in its
/// manifest under `codes`. The rules that foresee a code name it under `codes` of their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeSpec {
    /// The code as the provider writes it. Readers may give its last part alone, in any case.
    pub code: Spanned<String>,
    /// Other codes for the same thing, such as those of another version of the API.
    #[serde(default)]
    pub also: OneOrMany<Spanned<String>>,
    /// Where the cause lies.
    pub cause: Cause,
    /// What it means.
    pub title: Localized,
    /// What to do.
    pub help: Localized,
    /// What the provider writes beside it.
    #[serde(default)]
    pub says: Vec<String>,
    /// Where it is written.
    #[serde(default)]
    pub sources: Vec<Citation>,
}

/// Where the cause of an answer lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// In what was submitted or sent.
    Content,
    /// In the form of the request: its parameters, its JSON, its address.
    Request,
    /// In keys, request signing, permissions or allowed addresses.
    Credentials,
    /// In the account: its verification, its balance, what it has switched on.
    Account,
    /// In how often or how much is sent.
    Limit,
    /// In the number that the message goes to.
    Recipient,
    /// In what the provider has on record: something that is not there, not approved, or closed for changes.
    Record,
    /// At the provider, at a carrier, or on the way there.
    Service,
}

impl Cause {
    /// The word used in packs and formats.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Request => "request",
            Self::Credentials => "credentials",
            Self::Account => "account",
            Self::Limit => "limit",
            Self::Recipient => "recipient",
            Self::Record => "record",
            Self::Service => "service",
        }
    }
}
