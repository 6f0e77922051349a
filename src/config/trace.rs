//! Why something is as it is: which line of the configuration decided.

use super::{Level, Levels, Pairs, Spec};
use crate::{
    diagnostic::RuleId,
    text::{Source, Span, Spanned, read_yaml},
};

/// What a configuration says about the level of a rule, and where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelEntry<'s> {
    /// What was written in place of the rule's name: its id, `pack/*` or `*`.
    pub pattern: &'s Spanned<String>,
    /// The level.
    pub level: Level,
    /// The files for which this holds; `None` for all.
    pub files: Option<&'s [Spanned<String>]>,
}

impl Spec {
    /// What `rules` and then each of `overrides` that holds for `wanted` say about the level of `rule`. The last one
    /// counts; `wanted` is asked by the place in `overrides`.
    pub fn levels_of<'s>(&'s self, rule: &RuleId, wanted: impl Fn(usize) -> bool) -> Vec<LevelEntry<'s>> {
        let own = entry(&self.rules, rule).map(|(pattern, level)| LevelEntry { pattern, level, files: None });
        let some = self.overrides.iter().enumerate().filter(|(at, _)| wanted(*at)).filter_map(|(_, one)| {
            let (pattern, level) = entry(&one.rules, rule)?;
            Some(LevelEntry { pattern, level, files: Some(&one.files) })
        });
        own.into_iter().chain(some).collect()
    }
}

/// Where the value of the key `key` stands in a configuration, at its outermost level.
pub fn place_of(source: &Source, key: &str) -> Option<Span> {
    let (text, _) = source.decode();
    let tree = read_yaml(&text);
    Some(tree.roots.first()?.entry(key)?.value.span)
}

impl Levels {
    /// Whether the override at this place holds in the file that reports call `path`.
    pub fn overrides(&self, place: usize, path: &str) -> bool {
        self.overrides.get(place).is_some_and(|one| one.files.is_match(&*self.folder.relative(path)))
    }
}

/// The entry that decides about `rule` in one map: its own before its pack's, and that before `*`.
fn entry<'s>(pairs: &'s Pairs<Level>, rule: &RuleId) -> Option<(&'s Spanned<String>, Level)> {
    let pack = format!("{}/*", rule.pack());
    let named = |name: &str| pairs.iter().find(|(pattern, _)| pattern.value == name);
    let (pattern, level) = named(rule.as_str()).or_else(|| named(&pack)).or_else(|| named("*"))?;
    Some((pattern, level.value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::{
        config::Folder,
        diagnostic::{Language, Severity},
        rule::RuleSet,
    };

    const FILE: &str = "smslint: 1
rules: {\"*\": info, cn/*: warning, cn/stray-space: off}
overrides:
  - {files: [drafts/**], rules: {cn/stray-space: error}}
  - {files: [old/**], rules: {\"*\": off}}
";

    #[test]
    fn the_line_that_decides_is_the_one_that_the_run_goes_by() {
        let source = Source::new("lint.yml", FILE);
        let spec = Spec::read(&source, Language::En).unwrap();
        let rules = RuleSet::with_builtin(&[], Language::En).unwrap();
        let levels = spec.resolve(&source, &Folder::new("/", "/"), &rules, Language::En).unwrap().levels;
        for rule in rules.rules() {
            for path in ["sms/a.yml", "drafts/a.yml", "old/a.yml"] {
                let entries = spec.levels_of(&rule.id, |place| levels.overrides(place, path));
                let last = entries.last().map_or(Level::On(Severity::Error), |entry| entry.level);
                assert_eq!(last.severity(), levels.level(&rule.id, Severity::Error, path), "{} in {path}", rule.id);
            }
        }
        let all = spec.levels_of(&"cn/stray-space".parse().unwrap(), |_| true);
        let patterns: Vec<&str> = all.iter().map(|entry| entry.pattern.as_str()).collect();
        assert_eq!(patterns, ["cn/stray-space", "cn/stray-space", "*"]);
        assert_eq!(source.position(all[1].pattern.span.start).line, 4);
    }
}
