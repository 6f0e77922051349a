//! The packs that come with the program, in the form that `build.rs` made of `rules/`.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{
    Pack,
    spec::{ActionSpec, CasesSpec, CodeSpec, PackSpec, RuleSpec},
};
use crate::text::Source;

/// A built-in pack, in pieces: most runs need few of them.
struct Embedded {
    name: &'static str,
    /// The manifest, the requests, and the ids of the rules: what every run needs.
    head: &'static str,
    /// The rules without their cases: what a run needs that is judged by them.
    rules: &'static str,
    /// The word lists.
    words: &'static str,
    /// The outlines of its regular expressions, by their text.
    outlines: &'static str,
    /// The cases, by the id of their rule: what only `test` and `explain` need.
    cases: &'static str,
    /// The codes of the provider: what only `explain` needs.
    codes: &'static str,
}

/// Each pack after those it extends.
const PACKS: &[Embedded] = include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// What every run has to know of a built-in pack.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    pub(super) manifest: PackSpec,
    pub(super) actions: Vec<ActionSpec>,
    /// The ids of its rules, in their order.
    pub(super) ids: Vec<String>,
}

/// What the build script found out about a regular expression.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Outlined {
    /// The names of its groups.
    pub(super) groups: Vec<String>,
    /// Texts one of which stands in every match, folded, where there are such texts.
    pub(super) needles: Option<Vec<String>>,
    /// What stands in every text that has a match: a `Need`, of which most runs ask a few.
    #[serde(borrow)]
    pub(super) need: &'static RawValue,
}

/// The heads of the built-in packs, each after those it extends.
pub(super) fn heads() -> Vec<Head> {
    PACKS.iter().map(|pack| read(pack.head)).collect()
}

/// The rules of a built-in pack, without their cases.
pub(super) fn rules(pack: &str) -> Vec<RuleSpec> {
    read(embedded(pack).rules)
}

/// The word lists of a built-in pack, by path.
pub(super) fn words(pack: &str) -> BTreeMap<String, String> {
    read(embedded(pack).words)
}

/// What the build script found out about the regular expressions of a built-in pack, by their text.
pub(super) fn outlines(pack: &str) -> HashMap<String, Outlined> {
    read(embedded(pack).outlines)
}

fn embedded(name: &str) -> &'static Embedded {
    PACKS.iter().find(|pack| pack.name == name).expect("only built-in packs are asked for")
}

fn read<T: Deserialize<'static>>(json: &'static str) -> T {
    serde_json::from_str(json).expect("build.rs writes what is read here")
}

/// The built-in packs as they are written, each after those it extends, with their cases and codes.
///
/// # Panics
/// Never: a test reads what `build.rs` embedded.
pub fn packs_with_cases() -> Vec<Pack> {
    let source = Arc::new(Source::new("rules", Vec::new()));
    let pack = |pack: &Embedded| {
        let mut cases: HashMap<String, CasesSpec> = read(pack.cases);
        let head: Head = read(pack.head);
        let mut specs: Vec<RuleSpec> = read(pack.rules);
        for rule in &mut specs {
            rule.cases = cases.remove(rule.id.as_str()).unwrap_or_default();
        }
        let codes: Vec<CodeSpec> = read(pack.codes);
        Pack {
            manifest: head.manifest,
            source: Arc::clone(&source),
            rules: specs.into_iter().map(|rule| (Arc::clone(&source), rule)).collect(),
            actions: head.actions.into_iter().map(|action| (Arc::clone(&source), action)).collect(),
            codes: codes.into_iter().map(|code| (Arc::clone(&source), code)).collect(),
            words: words(pack.name).into_iter().map(|(path, text)| (path, text.into())).collect(),
            broken: Vec::new(),
            faults: Vec::new(),
        }
    };
    PACKS.iter().map(pack).collect()
}
