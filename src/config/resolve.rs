mod sources;

use std::{collections::BTreeSet, sync::Arc};

use globset::{Error, GlobSet};
use jiff::civil::Date;

use super::{
    FileFilter, Folder, Ignore, IgnoreSpec, Levels, Pairs, Sources, Spec, check_provider, check_setting,
    complaint::{self, Kind},
    files::globs,
    ignore,
    level::Level,
    levels::{LevelMap, Override},
    setting::SettingFault,
    source_rules,
    suppression::SuppressionRule,
};
use crate::{
    diagnostic::{Diagnostic, Language, Place, Severity, Wording, instead, meant},
    document::problem_rules,
    rule::{Profile, RuleSet},
    text::{Source, Spanned, de},
};

/// What a `lint.yml` means.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Who judges records whose file names no provider.
    pub providers: Vec<String>,
    /// What is known about who submits.
    pub profile: Profile,
    /// The day that decides which rules are in force.
    pub as_of: Option<Date>,
    /// The language of messages.
    pub language: Option<Language>,
    /// The least severity that makes a run fail.
    pub fail_on: Option<Severity>,
    /// Severities.
    pub levels: Levels,
    /// Which files to lint.
    pub files: FileFilter,
    /// Which files are read in another way than their names promise.
    pub sources: Sources,
}

impl Spec {
    /// Checks every name and value against the rules that are loaded. `source` is the file this was read from, and
    /// `folder` is where it lies.
    ///
    /// # Errors
    /// Everything that is wrong or not known, each with its place and, where one is near, what was probably meant.
    pub fn resolve(
        &self,
        source: &Source,
        folder: &Folder,
        rules: &RuleSet,
        language: Language,
    ) -> Result<Config, Vec<Diagnostic>> {
        let mut check = Check {
            source,
            rules,
            language,
            names: None,
            providers: &self.provider,
            mistakes: &self.mistakes,
            found: Vec::new(),
        };
        let config = Config {
            providers: self.provider.iter().map(|name| check.provider(name)).collect(),
            profile: Profile(self.profile.iter().map(|(name, value)| check.setting(name, value)).collect()),
            as_of: self.as_of.as_ref().and_then(|day| check.date(day)),
            language: self.language,
            fail_on: self.fail_on,
            levels: Levels {
                folder: folder.clone(),
                base: check.levels(&self.rules),
                overrides: self
                    .overrides
                    .iter()
                    .map(|o| Override { files: check.globs(&o.files), levels: check.levels(&o.rules) })
                    .collect(),
                ignores: check.ignores(&self.ignore),
            },
            files: FileFilter {
                folder: folder.clone(),
                include: (!self.include.is_empty()).then(|| check.globs(&self.include)),
                exclude: (!self.exclude.is_empty()).then(|| check.globs(&self.exclude)),
            },
            sources: check.sources(&self.sources, folder),
        };
        let mut found = check.found;
        found.extend(self.mistakes.iter().map(|mistake| complaint::mistake(source, mistake, language)));
        if found.is_empty() { Ok(config) } else { Err(found) }
    }
}

struct Check<'a> {
    source: &'a Source,
    rules: &'a RuleSet,
    language: Language,
    /// Ids of rules and, as `pack/*`, of packs: gathered when the first is asked for.
    names: Option<BTreeSet<String>>,
    /// Who judges, as far as the file says.
    providers: &'a [Spanned<String>],
    /// What is known to be wrong already.
    mistakes: &'a [de::Error],
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn complain(&mut self, at: crate::text::Span, kind: Kind, wording: Wording) {
        // What is wrong reads as nothing, and nothing has no name.
        if self.mistakes.iter().all(|mistake| mistake.span != at) {
            self.found.push(complaint::at(self.source, at, kind, wording));
        }
    }

    fn provider(&mut self, name: &Spanned<String>) -> String {
        if let Err(wording) = check_provider(name, self.rules, self.language) {
            self.complain(name.span, Kind::UnknownProvider, wording);
        }
        name.value.clone()
    }

    fn setting(&mut self, name: &Spanned<String>, value: &Spanned<String>) -> (String, String) {
        match check_setting(name, value, self.rules, self.language) {
            Ok(()) => {}
            Err(SettingFault::Unknown(wording)) => self.complain(name.span, Kind::UnknownSetting, wording),
            Err(SettingFault::Invalid(wording)) => self.complain(value.span, Kind::InvalidValue, wording),
        }
        (name.value.clone(), value.value.clone())
    }

    fn date(&mut self, day: &Spanned<String>) -> Option<Date> {
        let parsed = day.value.parse().ok();
        if parsed.is_none() {
            let message =
                self.language.pick(format!("`{}` 不是日期", day.value), format!("`{}` is not a day", day.value));
            let help = self.language.pick("写作 `2026-11-21`。", "Write it as `2026-11-21`.");
            self.complain(day.span, Kind::InvalidValue, Wording { message, help: Some(help.to_owned()) });
        }
        parsed
    }

    fn levels(&mut self, pairs: &Pairs<Level>) -> LevelMap {
        let mut map = LevelMap::default();
        for (pattern, level) in pairs.iter() {
            self.rule(pattern);
            map.set(pattern, level.value);
        }
        map
    }

    fn rule(&mut self, pattern: &Spanned<String>) {
        let names = self.names.get_or_insert_with(|| {
            let packs = self.rules.ids().map(|id| format!("{}/*", id.pack()));
            let own = SuppressionRule::ALL.into_iter().map(SuppressionRule::info).chain(source_rules());
            let own = own.map(|rule| rule.id.to_string());
            packs.chain(self.rules.ids().map(ToString::to_string)).chain(own).collect()
        });
        if pattern.value == "*" || names.contains(&pattern.value) {
            return;
        }
        let known: Vec<&String> = names.iter().collect();
        // Who forgot the pack has written the whole of the second half.
        let whole = || known.iter().filter(|id| id.split_once('/').is_some_and(|(_, rule)| rule == pattern.value));
        let judges =
            |id: &str| self.providers.iter().any(|name| id.split_once('/').is_some_and(|(pack, _)| pack == name.value));
        let near = whole().find(|id| judges(id)).or_else(|| whole().next());
        let help = match near {
            Some(near) => Some(meant(near, self.language)),
            None => instead(pattern, &known, self.language),
        };
        let message =
            self.language.pick(format!("未知的规则 `{}`", pattern.value), format!("unknown rule `{}`", pattern.value));
        self.complain(pattern.span, Kind::UnknownRule, Wording { message, help });
    }

    fn ignores(&mut self, specs: &[IgnoreSpec]) -> Vec<Ignore> {
        if specs.is_empty() {
            return Vec::new();
        }
        let whole = Arc::new(self.source.clone());
        let mut ignores = Vec::new();
        for (entry, spec) in specs.iter().enumerate() {
            for rule in &spec.rules {
                self.ignored_rule(rule);
            }
            if !spec.reason.value.contains(char::is_alphanumeric) {
                let message = self.language.pick("没有写原因".to_owned(), "the reason is empty".to_owned());
                self.complain(spec.reason.span, Kind::InvalidValue, Wording { message, help: None });
            }
            ignores.extend(spec.at.iter().enumerate().map(|(nth, at)| {
                let (path, pointer) = ignore::split(at);
                let rules = spec.rules.iter().map(|rule| rule.value.clone()).collect();
                let place = Place { path: Arc::clone(self.source.name()), span: at.span };
                let (reason, source) = (spec.reason.value.clone(), Arc::clone(&whole));
                Ignore {
                    path,
                    pointer,
                    rules,
                    reason,
                    place,
                    entry,
                    nth,
                    places: spec.at.len(),
                    is_gone: false,
                    source,
                }
            }));
        }
        ignores
    }

    /// A rule whose findings are ignored somewhere: a rule of a pack, or of documents; no pattern.
    fn ignored_rule(&mut self, rule: &Spanned<String>) {
        if problem_rules().iter().all(|known| known.id.as_str() != rule.value) {
            self.rule(rule);
            if rule.value == "*" || rule.value.ends_with("/*") {
                let message = self
                    .language
                    .pick(format!("`{}` 不是一条规则", rule.value), format!("`{}` is more than one rule", rule.value));
                let help = self.language.pick(
                    "请逐条写明；整类关闭请用 rules 或 overrides。",
                    "Name each rule; to turn off many, use `rules` or `overrides`.",
                );
                self.complain(rule.span, Kind::InvalidValue, Wording { message, help: Some(help.to_owned()) });
            }
        }
    }

    fn globs(&mut self, patterns: &[Spanned<String>]) -> GlobSet {
        for pattern in patterns {
            let outside = pattern.starts_with('/') || pattern.split('/').any(|step| step == "..");
            if let Err(error) = globs([pattern.as_str()]) {
                self.pattern(pattern, &error);
            } else if outside {
                let message = self.language.pick(
                    format!("`{}` 不在配置文件所在的目录之下", pattern.value),
                    format!("`{}` leads out of the folder of this file", pattern.value),
                );
                self.complain(pattern.span, Kind::InvalidValue, Wording { message, help: None });
            }
        }
        globs(patterns.iter().map(|pattern| pattern.as_str())).unwrap_or_default()
    }

    fn pattern(&mut self, pattern: &Spanned<String>, error: &Error) {
        let words = error.kind();
        let message = self.language.pick(
            format!("`{}` 不是文件模式：{words}", pattern.value),
            format!("`{}` is not a pattern for files: {words}", pattern.value),
        );
        self.complain(pattern.span, Kind::InvalidValue, Wording { message, help: None });
    }
}
