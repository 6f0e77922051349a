use std::collections::HashMap;

use globset::GlobSet;

use super::{Folder, Ignore, Level};
use crate::diagnostic::{RuleId, Severity};

/// What the configuration says about severities: for all files, for some, and for single places.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    pub(super) folder: Folder,
    pub(super) base: LevelMap,
    pub(super) overrides: Vec<Override>,
    pub(super) ignores: Vec<Ignore>,
}

/// Levels for the files that patterns name.
#[derive(Clone, Debug)]
pub(super) struct Override {
    pub(super) files: GlobSet,
    pub(super) levels: LevelMap,
}

/// One map from rules to levels. A rule's own entry counts before its pack's, and that before `*`.
#[derive(Clone, Debug, Default)]
pub(super) struct LevelMap {
    rules: HashMap<String, Level>,
    packs: HashMap<String, Level>,
    all: Option<Level>,
}

impl Levels {
    /// The levels that hold in the file that reports call `path`. Patterns are tried once, here.
    pub fn at(&self, path: &str) -> LevelsAt<'_> {
        let mut maps: Vec<&LevelMap> = Vec::new();
        if !self.overrides.is_empty() {
            let path = self.folder.relative(path);
            maps.extend(self.overrides.iter().rev().filter(|o| o.files.is_match(&*path)).map(|o| &o.levels));
        }
        if !self.base.is_empty() {
            maps.push(&self.base);
        }
        LevelsAt { maps }
    }

    /// The places in the file that reports call `path` where some findings do not count.
    pub fn ignores(&self, path: &str) -> Vec<&Ignore> {
        if self.ignores.is_empty() {
            return Vec::new();
        }
        let path = self.folder.relative(path);
        self.ignores.iter().filter(|ignore| ignore.path == *path).collect()
    }

    /// Tells which of the files that are named there do not exist; `exists` is asked with paths as they are written.
    pub fn find_gone(&mut self, exists: impl Fn(&str) -> bool) {
        for ignore in &mut self.ignores {
            ignore.is_gone = !exists(&ignore.path);
        }
    }

    /// The places in files that do not exist.
    pub fn gone(&self) -> impl Iterator<Item = &Ignore> {
        self.ignores.iter().filter(|ignore| ignore.is_gone)
    }

    /// The severity of `rule` in the file that reports call `path`; `None` where it is silent. `default` is what it has
    /// without configuration. Who asks for many rules of one file asks [`Self::at`].
    pub fn level(&self, rule: &RuleId, default: Severity, path: &str) -> Option<Severity> {
        self.at(path).level(rule, default)
    }
}

/// What the configuration says about severities in one file.
#[derive(Clone, Debug)]
pub struct LevelsAt<'l> {
    /// The first that knows a rule decides.
    maps: Vec<&'l LevelMap>,
}

impl LevelsAt<'_> {
    /// The severity of `rule`; `None` where it is silent. `default` is what it has without configuration.
    pub fn level(&self, rule: &RuleId, default: Severity) -> Option<Severity> {
        self.maps.iter().find_map(|map| map.get(rule)).unwrap_or(Level::On(default)).severity()
    }
}

impl LevelMap {
    /// Sets a level for `*`, `pack/*` or a whole id.
    pub(super) fn set(&mut self, pattern: &str, level: Level) {
        if pattern == "*" {
            self.all = Some(level);
        } else if let Some(pack) = pattern.strip_suffix("/*") {
            self.packs.insert(pack.to_owned(), level);
        } else {
            self.rules.insert(pattern.to_owned(), level);
        }
    }

    fn get(&self, rule: &RuleId) -> Option<Level> {
        let own = || self.rules.get(rule.as_str());
        let pack = || if self.packs.is_empty() { None } else { self.packs.get(rule.pack()) };
        own().or_else(pack).copied().or(self.all)
    }

    fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.packs.is_empty() && self.all.is_none()
    }
}
