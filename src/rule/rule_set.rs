use std::{collections::BTreeMap, sync::Arc};

use super::{Pack, spec::SettingSpec};
use crate::diagnostic::{Diagnostic, Language, RuleInfo};

/// Rules that can run.
#[derive(Debug, Default)]
pub struct RuleSet {}

impl RuleSet {
    /// The built-in packs and these.
    ///
    /// # Errors
    /// Everything that keeps a rule from running, each with its place in the pack's own file.
    pub fn with_builtin(packs: &[Pack], language: Language) -> Result<Self, Vec<Diagnostic>> {
        let _ = (packs, language);
        Ok(Self {})
    }

    /// Every rule, in the order of packs and ids.
    pub fn rules(&self) -> Vec<Arc<RuleInfo>> {
        Vec::new()
    }

    /// The packs that can judge in a provider's name.
    pub fn providers(&self) -> Vec<&str> {
        Vec::new()
    }

    /// Every setting that a pack declares, by name.
    pub fn settings(&self) -> BTreeMap<&str, &SettingSpec> {
        BTreeMap::new()
    }
}

/// The built-in packs, with their cases: for `explain` and `test`.
pub fn builtin_packs() -> Vec<Pack> {
    Vec::new()
}
