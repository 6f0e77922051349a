//! Requests to the API of a provider: which parameters each action has, and what they say in our own keys. All of it is
//! data of packs.

mod speech;
mod template_id;

#[cfg(test)]
mod tests;

pub(crate) use speech::written;
pub use template_id::TemplateIdForm;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Serialize};

use super::{Columns, RecordKind};
use crate::{
    diagnostic::{Citation, Localized},
    text::{Entry, Node, Value, did_you_mean},
};

/// Every action that is known.
#[derive(Debug, Default)]
pub struct Payloads {
    actions: Vec<Arc<Action>>,
    template_ids: Vec<TemplateIdForm>,
    columns: Columns,
    looks: OnceLock<Option<AhoCorasick>>,
}

/// One action of an API.
#[derive(Clone, Debug)]
pub struct Action {
    /// As the API calls it.
    pub name: String,
    /// What it does, for the reader.
    pub title: Localized,
    /// The provider whose API it is; `None` where it is no provider's.
    pub provider: Option<String>,
    /// What such a request makes.
    pub kind: RecordKind,
    /// What any request of this API may carry.
    pub envelope: Arc<Envelope>,
    /// What shows a request that does not name its action.
    pub proof: Proof,
    /// What it takes.
    pub parameters: Vec<Parameter>,
    /// Where that is written.
    pub sources: Arc<[Citation]>,
}

/// What any request of an API may carry besides the parameters of its action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The parameter that names the action.
    pub action: Option<String>,
    /// The parameter that names the version of the API.
    pub version: Option<String>,
    /// All others.
    pub common: Vec<String>,
}

/// The parameters by which a request is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Each of these is there, and
    pub all: Vec<String>,
    /// one of these, where any are given.
    pub any: Vec<String>,
    /// So many parameters show it too, where the request has no other key.
    pub least: Option<usize>,
}

/// One parameter of an action.
#[expect(clippy::struct_excessive_bools, reason = "each is a word of the provider's page about the parameter")]
#[derive(Clone, Debug)]
pub struct Parameter {
    /// As the newest version of the API calls it.
    pub name: String,
    /// What other versions call it, each with the version.
    pub aliases: BTreeMap<String, String>,
    /// What it says in our own keys; `None` where these have no word for it.
    pub target: Option<Target>,
    /// What it takes.
    pub form: ValueForm,
    /// Whether a request without it is refused.
    pub required: bool,
    /// Whether it may be an empty text, though it is required.
    pub blank: bool,
    /// The values it knows, where it knows only some: each with our own word, if there is one.
    pub values: BTreeMap<String, Option<String>>,
    /// Whether it may have other values too.
    pub open: bool,
    /// Our own word for values that it does not know.
    pub otherwise: Option<String>,
    /// What its values say besides, and where that goes.
    pub also: Option<(Target, BTreeMap<String, String>)>,
    /// What divides the items of a list that is written as one text.
    pub separator: Option<String>,
    /// Whether its value may be a text that holds JSON.
    pub json: bool,
    /// The key under which each value of a map is put.
    pub each: Option<&'static str>,
    /// What each item of a list of maps takes.
    pub parameters: Vec<Parameter>,
    /// What the API answers where its value is wrong.
    pub codes: Arc<[String]>,
}

/// Where a value goes in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The keys that lead there.
    pub path: Vec<&'static str>,
    /// Whether it is put there as the only item of a list.
    pub alone: bool,
    /// Where it is put there as a map in a list: the key of the value, and what else the map says.
    pub item: Option<(&'static str, Vec<(&'static str, String)>)>,
}

/// What a parameter takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ValueForm {
    /// A text, number or boolean.
    #[default]
    Text,
    /// A text; in JSON, in quotes.
    String,
    /// A whole number, without quotes.
    Integer,
    /// A whole number, in quotes or not.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// Two days with `~` between them.
    Period,
    /// A list of texts.
    List,
    /// A map from names to texts.
    Map,
    /// A list of maps.
    Maps,
    /// Anything: nobody looks into it.
    Any,
}

/// The request that a record was made of.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Its action.
    pub action: Arc<Action>,
    /// The version of the API, where the request tells it.
    pub version: Option<String>,
}

/// A request that was recognised.
#[derive(Debug)]
pub(super) struct Found {
    /// Its action.
    pub(super) action: Arc<Action>,
    /// The entry whose value holds the parameters, where they do not stand beside the name of the action.
    pub(super) inner: Option<usize>,
}

impl Payloads {
    /// These actions, the first of which counts where a request may belong to several.
    pub fn new(actions: Vec<Arc<Action>>) -> Self {
        Self { actions, template_ids: Vec::new(), columns: Columns::default(), looks: OnceLock::new() }
    }

    /// The same, and these forms of the ids of templates.
    #[must_use]
    pub fn with_template_ids(self, template_ids: Vec<TemplateIdForm>) -> Self {
        Self { template_ids, ..self }
    }

    /// The same, and these columns of tables.
    #[must_use]
    pub fn with_columns(self, columns: Columns) -> Self {
        Self { columns, ..self }
    }

    /// The form of the id that `text` is, if it looks like any: first those that nothing else looks like.
    pub fn template_id(&self, text: &str) -> Option<&TemplateIdForm> {
        let fitting = |sure: bool| self.template_ids.iter().find(|form| form.is_sure() == sure && form.fits(text));
        fitting(true).or_else(|| fitting(false))
    }

    /// The columns of tables.
    pub const fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The actions.
    pub fn actions(&self) -> &[Arc<Action>] {
        &self.actions
    }

    /// What the bytes of a file with a request hold: the key of one of its parameters, or the name of its action. The
    /// latter come first; `None` where no action is known.
    pub(super) fn looks(&self) -> Option<&AhoCorasick> {
        let build = || {
            let names = self.names().map(str::to_owned);
            let keys = self.actions.iter().filter_map(|action| {
                let first = action.proof.all.first()?;
                // Any of them may be there where one of the proof is not.
                let looked_for = |one: &&Parameter| one.name == *first || action.proof.least.is_some();
                let names = |one: &Parameter| one.aliases.keys().cloned().chain([one.name.clone()]).collect::<Vec<_>>();
                Some(action.parameters.iter().filter(looked_for).flat_map(names).collect::<Vec<_>>())
            });
            let keys: BTreeSet<String> = keys.flatten().collect();
            let patterns: Vec<String> = names.chain(keys).collect();
            if patterns.is_empty() { None } else { AhoCorasick::new(patterns).ok() }
        };
        self.looks.get_or_init(build).as_ref()
    }

    /// The names of the actions.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.actions.iter().map(|action| action.name.as_str())
    }

    /// The action of the request that `node` is, if it is one: the one it names, else the one that its parameters prove,
    /// else the one that they show; of several, the one of whose parameters it has the most.
    pub(super) fn recognise(&self, node: &Node<'_>) -> Option<Found> {
        if !matches!(node.value, Value::Mapping(_)) {
            return None;
        }
        let mut best: Option<((bool, usize), Found)> = None;
        let mut doubtful = false;
        for action in &self.actions {
            let named = action.envelope.action.as_ref().and_then(|key| node.get(key)).and_then(Node::text);
            let mut known = action.count(node.entries());
            let mut inner = None;
            let mut sure = true;
            match named {
                Some(name) if name != action.name => continue,
                Some(_) if known == 0 => {
                    let holds = |entry: &Entry<'_>| action.count(entry.value.entries());
                    inner = node.entries().iter().position(|entry| holds(entry) > 0);
                    known = inner.map_or(0, |at| holds(&node.entries()[at]));
                }
                None if !action.is_proven(node) => {
                    if !action.is_shown(node.entries(), known) {
                        continue;
                    }
                    sure = false;
                }
                Some(_) | None => {}
            }
            let rank = (sure, known);
            let most = best.as_ref().map(|(most, found)| (*most, &found.action));
            if most.is_none_or(|(most, _)| rank > most) {
                best = Some((rank, Found { action: Arc::clone(action), inner }));
                doubtful = false;
            } else if most
                .is_some_and(|(most, one)| most == rank && (&one.provider, one.kind) != (&action.provider, action.kind))
            {
                doubtful = !sure;
            }
        }
        best.filter(|_| !doubtful).map(|(_, found)| found)
    }

    /// Whether `node` says that it is a request, be it to an action that nobody knows.
    pub(super) fn names_an_action(&self, node: &Node<'_>) -> bool {
        self.actions.iter().filter_map(|action| action.envelope.action.as_ref()).any(|key| node.get(key).is_some())
    }
}

impl Action {
    /// The parameter of that name, in the newest version.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// Whether a request can say anything under `path`, keys joined by dots.
    pub fn says(&self, path: &str) -> bool {
        self.speaking_of(path).next().is_some()
    }

    /// The parameters that say something under `path`, keys joined by dots.
    pub fn speaking_of(&self, path: &str) -> impl Iterator<Item = &Parameter> {
        let leads = move |target: &Target| {
            let mut own = target.path.iter();
            path.split('.').all(|part| own.next().is_none_or(|key| *key == part))
        };
        self.parameters.iter().filter(move |parameter| {
            parameter.target.as_ref().is_some_and(leads) || parameter.also.as_ref().is_some_and(|(to, _)| leads(to))
        })
    }

    /// How many of these are its parameters.
    fn count(&self, entries: &[Entry<'_>]) -> usize {
        entries.iter().filter(|entry| self.parameters.iter().any(|one| one.is_called(entry.key.cooked.text()))).count()
    }

    /// Whether these are its parameters and nothing else, `known` of them spelt right.
    fn is_shown(&self, entries: &[Entry<'_>], known: usize) -> bool {
        /// Fewer may stand in anything.
        const SPELT: usize = 2;
        let Some(least) = self.proof.least.filter(|least| known >= SPELT && entries.len() >= *least) else {
            return false;
        };
        let names = || self.parameters.iter().map(|one| one.name.as_str());
        let stray = |name: &str| !self.parameters.iter().any(|one| one.is_called(name)) && !self.envelope.has(name);
        let mut own = 0;
        entries.iter().all(|entry| {
            let name = entry.key.cooked.text();
            own += usize::from(!self.envelope.has(name));
            !stray(name) || did_you_mean(name, names()).is_some()
        }) && own >= least
    }

    fn is_proven(&self, node: &Node<'_>) -> bool {
        let has = |name: &String| {
            let aliases = self.parameter(name).into_iter().flat_map(|parameter| parameter.aliases.keys());
            aliases.chain([name]).any(|name| node.get(name).is_some())
        };
        let Proof { all, any, .. } = &self.proof;
        !all.is_empty() && all.iter().all(has) && (any.is_empty() || any.iter().any(has))
    }
}

impl Envelope {
    /// Whether any request may carry this.
    pub fn has(&self, name: &str) -> bool {
        let mut all = self.action.iter().chain(&self.version).chain(&self.common);
        all.any(|known| known == name)
    }
}

impl Parameter {
    /// Whether this is its name in any version.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains_key(name)
    }

    /// Its name in that version; where nobody knows the version, in the newest.
    pub fn name_in(&self, version: Option<&str>) -> &str {
        let of_version = |version: &str| self.aliases.iter().find(|(_, known)| *known == version);
        version.and_then(of_version).map_or(self.name.as_str(), |(name, _)| name)
    }
}
