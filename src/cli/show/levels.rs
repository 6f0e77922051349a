use std::{collections::BTreeSet, sync::Arc};

use serde::Serialize;

use super::by::By;
use crate::{
    cli::project::Project,
    config::{Level, suppression::suppression_rules},
    diagnostic::{Language, RuleId, RuleInfo, Severity},
    rule::{Standing, View},
};

/// Why a rule has the level it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Reason {
    /// It was published so.
    Default,
    /// A line of the configuration says so.
    Configuration,
    /// It is not in force yet.
    Coming,
    /// It is in force no longer.
    Over,
    /// The pack of a provider says so.
    Pack,
    /// It needs a setting that nobody stated.
    Setting,
    /// No provider of this run asks the rules of its pack.
    Provider,
}

/// One thing that decides about the level of a rule. Of several about one rule, each holds where it says; the last counts.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// The rule, or `pack/*`.
    rule: String,
    /// The severity it was published with; `None` for a whole pack.
    severity: Option<&'static str>,
    /// What it has: `off`, `info`, `warning` or `error`.
    level: &'static str,
    reason: Reason,
    /// For people.
    message: String,
    by: Option<By>,
    /// The files in which this holds; `None` for all.
    files: Option<Vec<String>>,
}

impl Row {
    fn new(rule: &RuleInfo, level: Level, reason: Reason, message: String, by: Option<By>) -> Self {
        let severity = Some(rule.severity.as_str());
        Self { rule: rule.id.to_string(), severity, level: word(level), reason, message, by, files: None }
    }

    /// Whether a person wants to be told.
    pub(super) fn is_told(&self) -> bool {
        self.reason != Reason::Default
    }

    /// The rule, what became of it, and why.
    pub(super) fn cells(&self) -> [String; 3] {
        let change = match self.severity {
            Some(severity) if severity != self.level => format!("{severity} → {}", self.level),
            _ => self.level.to_owned(),
        };
        [self.rule.clone(), change, self.message.clone()]
    }
}

/// What decides about the levels of rules below one configuration: in `files`, where some are named, or anywhere. With
/// `all`, rules that are as published are listed, too.
pub(super) fn rows(project: &Project, files: &[String], all: bool) -> Vec<Row> {
    let rules = &project.plan.rules;
    let views: Vec<&View> = if project.plan.providers.is_empty() {
        rules.providers().into_iter().map(|name| rules.view(name)).collect()
    } else {
        project.plan.providers.iter().map(|name| rules.view(name)).collect()
    };
    let judge = Judge { project, files, views };
    let silent = judge.silent_packs();
    let mut rows = Vec::new();
    for rule in rules.rules().into_iter().chain(suppression_rules().into_iter().map(Arc::new)) {
        let before = rows.len();
        if !silent.contains(rule.id.pack()) {
            judge.add(&rule, &mut rows);
        }
        if all && rows.len() == before && !silent.contains(rule.id.pack()) {
            rows.push(Row::new(&rule, Level::On(rule.severity), Reason::Default, String::new(), None));
        }
    }
    rows.extend(silent.into_iter().map(|pack| judge.silent(pack)));
    rows
}

struct Judge<'p> {
    project: &'p Project,
    files: &'p [String],
    /// Those that this run may ask.
    views: Vec<&'p View>,
}

impl Judge<'_> {
    fn language(&self) -> Language {
        self.project.plan.language
    }

    fn add(&self, rule: &RuleInfo, rows: &mut Vec<Row>) {
        let (language, plan) = (self.language(), &self.project.plan);
        if let Some(place) = plan.rules.place(rule.id.as_str()) {
            self.packs(rule, place, rows);
        }
        let mut level = Level::On(rule.severity);
        if let Some(written) = &self.project.written {
            let wanted =
                |at: usize| self.files.is_empty() || self.files.iter().any(|file| plan.levels.overrides(at, file));
            for entry in written.spec.levels_of(&rule.id, wanted) {
                if entry.level == level {
                    continue;
                }
                let by = By::at(&written.source, entry.pattern.span, entry.pattern);
                let mut message = by.place();
                let own = entry.pattern.value == rule.id.as_str();
                if !own {
                    message += &language
                        .pick(format!("（`{}`）", entry.pattern.value), format!(" (`{}`)", entry.pattern.value));
                }
                let files = entry.files.map(|files| files.iter().map(|file| file.value.clone()).collect::<Vec<_>>());
                if let Some(files) = &files {
                    let files = files.join(language.pick("、", ", "));
                    message += &language.pick(format!("，只在 {files}"), format!(", only in {files}"));
                }
                rows.push(Row { files, ..Row::new(rule, entry.level, Reason::Configuration, message, Some(by)) });
                if entry.files.is_none() || !self.files.is_empty() {
                    level = entry.level;
                }
            }
        }
        if let Some(place) = plan.rules.place(rule.id.as_str()) {
            self.dates(rule, place, level, rows);
            self.asks(rule, place, level, rows);
        }
    }

    /// A rule that is not in force today.
    fn dates(&self, rule: &RuleInfo, place: u32, level: Level, rows: &mut Vec<Row>) {
        let language = self.language();
        let (level, reason, message) = match self.project.plan.rules.rule(place).standing(self.project.plan.as_of) {
            Standing::Coming(day) if level != Level::Off => {
                let message = language.pick(format!("{day} 起生效"), format!("in force from {day} on"));
                (Level::On(Severity::Info), Reason::Coming, message)
            }
            Standing::Over => {
                let day = rule.until.map(|day| day.to_string()).unwrap_or_default();
                (
                    Level::Off,
                    Reason::Over,
                    language.pick(format!("{day} 起失效"), format!("no longer in force since {day}")),
                )
            }
            _ => return,
        };
        rows.push(Row::new(rule, level, reason, message, None));
    }

    /// A rule that cannot judge, because nobody stated what it needs to know.
    fn asks(&self, rule: &RuleInfo, place: u32, level: Level, rows: &mut Vec<Row>) {
        let rules = &self.project.plan.rules;
        let Some(asks) = rules.rule(place).asks.as_ref().filter(|_| level != Level::Off) else { return };
        if rules.complete(&self.project.plan.profile).get(&asks.setting).is_none() {
            let name = &asks.setting;
            let message = self.language().pick(
                format!("需要知道 profile.{name}，没有写明：只提示一次"),
                format!("needs profile.{name}, which is not stated: it only asks for that"),
            );
            rows.push(Row::new(rule, Level::On(Severity::Info), Reason::Setting, message, None));
        }
    }

    /// Providers whose packs give an inherited rule another level.
    fn packs(&self, rule: &RuleInfo, place: u32, rows: &mut Vec<Row>) {
        for view in &self.views {
            let level = view.severity(place).map_or(Level::Off, Level::On);
            let inherits = level != Level::Off || self.knows_any(view, rule.id.pack());
            if inherits && level != Level::On(rule.severity) {
                let provider = view.provider();
                let message = self.language().pick(
                    format!("规则包这样定，用于 {provider} 的记录"),
                    format!("a pack says so, for records of {provider}"),
                );
                rows.push(Row::new(rule, level, Reason::Pack, message, None));
            }
        }
    }

    /// Packs whose rules nobody in this run asks.
    fn silent_packs(&self) -> BTreeSet<&str> {
        let rules = &self.project.plan.rules;
        let packs: BTreeSet<&str> = rules.ids().map(RuleId::pack).collect();
        packs.into_iter().filter(|pack| !self.views.iter().any(|view| self.knows_any(view, pack))).collect()
    }

    fn silent(&self, pack: &str) -> Row {
        let message = self
            .language()
            .pick(format!("只用于写明 provider: {pack} 的记录"), format!("only for records that say provider: {pack}"));
        let rule = format!("{pack}/*");
        Row { rule, severity: None, level: "off", reason: Reason::Provider, message, by: None, files: None }
    }

    /// Whether the view asks any rule of the pack.
    fn knows_any(&self, view: &View, pack: &str) -> bool {
        let mut places = self.project.plan.rules.ids().zip(0..).filter(|(id, _)| id.pack() == pack);
        places.any(|(_, place)| view.severity(place).is_some())
    }
}

const fn word(level: Level) -> &'static str {
    match level.severity() {
        None => "off",
        Some(severity) => severity.as_str(),
    }
}
