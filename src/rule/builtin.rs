//! The packs that come with the program, in the form that `build.rs` made of `rules/`.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, LazyLock},
};

use serde::Deserialize;

use super::{
    Pack,
    matcher::Outline,
    spec::{ActionSpec, CasesSpec, CodeSpec, PackSpec, RuleSpec},
};
use crate::text::Source;

/// Manifests and rules without their cases: what every run needs.
const HOT: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.json"));

/// The cases, by full rule id: what only `test` and `explain` need.
const COLD: &str = include_str!(concat!(env!("OUT_DIR"), "/cases.json"));

/// The codes of providers, by pack: what only `explain` needs.
const CODES: &str = include_str!(concat!(env!("OUT_DIR"), "/codes.json"));

/// The outlines of all regular expressions in the packs, by their text.
const OUTLINES: &str = include_str!(concat!(env!("OUT_DIR"), "/outlines.json"));

/// What the build script found out about a regular expression of the packs.
pub(super) fn outline(source: &str) -> Option<&'static Outline> {
    static KNOWN: LazyLock<HashMap<String, Outline>> =
        LazyLock::new(|| serde_json::from_str(OUTLINES).expect("build.rs writes what is read here"));
    KNOWN.get(source)
}

#[derive(Deserialize)]
struct Embedded {
    manifest: PackSpec,
    rules: Vec<RuleSpec>,
    actions: Vec<ActionSpec>,
    words: BTreeMap<String, String>,
}

/// The built-in packs, each after those it extends; without cases and codes.
pub(super) fn packs() -> Vec<Pack> {
    let embedded: Vec<Embedded> = serde_json::from_str(HOT).expect("the packs under rules/ are well formed");
    let source = Arc::new(Source::new("rules", Vec::new()));
    let pack = |one: Embedded| Pack {
        manifest: one.manifest,
        source: Arc::clone(&source),
        rules: one.rules.into_iter().map(|rule| (Arc::clone(&source), rule)).collect(),
        actions: one.actions.into_iter().map(|action| (Arc::clone(&source), action)).collect(),
        codes: Vec::new(),
        words: one.words.into_iter().map(|(path, text)| (path, text.into())).collect(),
        broken: Vec::new(),
        faults: Vec::new(),
    };
    embedded.into_iter().map(pack).collect()
}

/// The built-in packs with their cases and codes.
///
/// # Panics
/// Never: a test reads what `build.rs` embedded.
pub fn packs_with_cases() -> Vec<Pack> {
    let mut cases: BTreeMap<String, CasesSpec> =
        serde_json::from_str(COLD).expect("the cases under rules/ are well formed");
    let mut codes: BTreeMap<String, Vec<CodeSpec>> =
        serde_json::from_str(CODES).expect("the codes under rules/ are well formed");
    let mut packs = packs();
    for pack in &mut packs {
        for (_, rule) in &mut pack.rules {
            let id = format!("{}/{}", pack.manifest.name.value, rule.id.value);
            rule.cases = cases.remove(&id).unwrap_or_default();
        }
        let own = codes.remove(&pack.manifest.name.value).unwrap_or_default();
        pack.codes = own.into_iter().map(|code| (Arc::clone(&pack.source), code)).collect();
    }
    packs
}
