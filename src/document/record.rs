use std::{fmt, hash::Hasher, sync::Arc};

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher24;

use super::{Payload, Problem, Why};
use crate::{
    diagnostic::RecordRef,
    text::{Entry, Node, Source, Span},
};

/// One input file, read.
#[derive(Debug)]
pub struct Document<'s> {
    /// The file.
    pub source: &'s Source,
    /// What stands in it, in the order of the file.
    pub records: Vec<Record<'s>>,
    /// What could not be read, or not understood, in the order of the file. Where nothing was recognised, only the
    /// faults of the text itself.
    pub problems: Vec<Problem>,
    /// Whether the file holds anything that is ours. A record may still be too broken to be made.
    pub recognised: bool,
}

/// The kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 签名: who a message is from.
    Signature,
    /// 模板: what a message says.
    Template,
    /// 资质: the papers of a company.
    Qualification,
    /// 授权委托书: the leave to use another company's name.
    Letter,
    /// What will be passed to the send API.
    Send,
}

impl RecordKind {
    /// All of them, in the order of the documents.
    pub const ALL: [Self; 5] = [Self::Signature, Self::Template, Self::Qualification, Self::Letter, Self::Send];

    /// The word used in rules and reports; never translated.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Template => "template",
            Self::Qualification => "qualification",
            Self::Letter => "letter",
            Self::Send => "send",
        }
    }

    /// The key of the list that holds such records in a document.
    pub const fn list_key(self) -> &'static str {
        match self {
            Self::Signature => "signatures",
            Self::Template => "templates",
            Self::Qualification => "qualifications",
            Self::Letter => "letters",
            Self::Send => "sends",
        }
    }

    /// The key by which other records name one of these.
    pub const fn reference_key(self) -> &'static str {
        match self {
            Self::Letter => "authorization",
            Self::Signature | Self::Template | Self::Qualification | Self::Send => self.as_str(),
        }
    }

    /// The key whose text a rule judges where it names no field: what a template says, what a signature is called.
    pub const fn main_key(self) -> &'static str {
        match self {
            Self::Template => "content",
            Self::Send => "template",
            Self::Signature | Self::Qualification | Self::Letter => "name",
        }
    }
}

impl fmt::Display for RecordKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a file says once for all its records: `provider`, `region`, `account`.
#[derive(Debug, Default)]
pub struct Defaults<'s>(pub Vec<Entry<'s>>);

/// A signature, template, qualification, letter or send.
#[derive(Clone, Debug)]
pub struct Record<'s> {
    /// Which of them.
    pub kind: RecordKind,
    /// Its place among the records of its kind in its file, from 0.
    pub index: usize,
    /// A map from the keys of the native form to values, wherever in the file these stand.
    pub node: Node<'s>,
    /// What its file says for all records.
    pub defaults: Arc<Defaults<'s>>,
    /// Whether a part of it could not be read: what seems to be missing may be there.
    pub partial: bool,
    /// The request it was made of; `None` where it was written in our own keys.
    pub payload: Option<Payload>,
    /// Why it was taken as a record.
    pub why: Why,
}

impl<'s> Record<'s> {
    /// The value at `path` (keys joined by dots) as `provider` sees it: its variant first, then the record itself.
    /// Null counts as absent.
    pub fn field(&self, provider: &str, path: &str) -> Option<&Node<'s>> {
        self.variant(provider, path).or_else(|| walk(&self.node, path)).filter(|node| !node.is_null())
    }

    /// The value at `path`, or what the file says under the same key for all records.
    pub fn field_or_default(&self, provider: &str, path: &str) -> Option<&Node<'s>> {
        self.field(provider, path).or_else(|| {
            let entry = self.defaults.0.iter().find(|entry| entry.key.cooked.text() == path)?;
            Some(&entry.value).filter(|node| !node.is_null())
        })
    }

    /// The text at `path`, where a text stands there.
    pub fn text(&self, provider: &str, path: &str) -> Option<&str> {
        self.field(provider, path)?.text()
    }

    /// What the record is called: its name, or the template it sends.
    pub fn name(&self) -> Option<&Node<'s>> {
        let key = if self.kind == RecordKind::Send { "template" } else { "name" };
        self.node.get(key).filter(|node| node.scalar().is_some())
    }

    /// Where a finding about the whole record points: its name, else its main text, else its first line.
    pub fn anchor(&self) -> Span {
        let named = self.name().or_else(|| self.node.get(self.kind.main_key()).filter(|node| node.scalar().is_some()));
        match (named, self.node.entries().first()) {
            (Some(node), _) => node.scalar().map_or(node.span, |scalar| scalar.cooked.whole()),
            (None, Some(entry)) => entry.key_span,
            (None, None) => self.node.span,
        }
    }

    /// The provider that gave the id which was found beside it, where no other gives such ids.
    pub fn proven_provider(&self) -> Option<&str> {
        let ids = self.node.get("ids").filter(|_| self.why.is_found())?;
        ids.entries().first().map(|entry| entry.key.cooked.text())
    }

    /// The record as a report points at it.
    pub fn reference(&self) -> RecordRef {
        let name = self.name().and_then(Node::text).map(str::to_owned);
        let digest = self.node.get(self.kind.main_key()).and_then(Node::text).map(digest);
        RecordRef { kind: self.kind.as_str().into(), name, index: self.index, digest }
    }

    fn variant(&self, provider: &str, path: &str) -> Option<&Node<'s>> {
        walk(self.node.get("variants")?.get(provider)?, path)
    }
}

/// The same for the same text, on every machine and in every version.
fn digest(text: &str) -> String {
    let mut hasher = SipHasher24::new();
    hasher.write(text.as_bytes());
    format!("{:016x}", hasher.finish())
}

fn walk<'n, 's>(node: &'n Node<'s>, path: &str) -> Option<&'n Node<'s>> {
    // Most paths are a lone key; no key holds a dot.
    match path.bytes().position(|byte| byte == b'.') {
        None => node.get(path),
        Some(dot) => walk(node.get(&path[..dot])?, &path[dot + 1..]),
    }
}
