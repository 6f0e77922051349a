//! `smslint explain`: all that is known about one rule.

use std::{
    io::{self, Write},
    sync::Arc,
};

use serde::Serialize;

use super::{
    args::{ExplainArgs, PageFormat},
    console::Console,
    exit::ExitCode,
    json,
    options::Options,
    page::Page,
    project::Projects,
};
use crate::{
    config::suppression::suppression_rules,
    diagnostic::{Citation, Example, Language, RuleInfo, Wording, instead},
    document::problem_rules,
    rule::{Pack, builtin_packs, spec::CaseSpec},
};

/// Explains the rule that was named.
pub(super) fn run(args: &ExplainArgs, console: &mut Console) -> ExitCode {
    let options = Options::new(args.rules.clone(), args.common.lang);
    let mut projects = Projects::new(&options);
    let Some(project) = projects.here(console) else { return ExitCode::Unusable };
    let (mut rules, language) = (project.plan.rules.rules(), project.plan.language);
    rules.extend(problem_rules().into_iter().chain(suppression_rules()).map(Arc::new));
    let rule = match choose(&rules, &args.rule, language) {
        Ok(rule) => rule,
        Err(wording) => {
            console.wording(&wording);
            return ExitCode::Unusable;
        }
    };
    let cases =
        Cases::of(rule, &project.packs).unwrap_or_else(|| Cases::of(rule, &builtin_packs()).unwrap_or_default());
    let text = match args.format {
        PageFormat::Pretty => page(rule, &cases, language, Page::new(&console.stdout_style())),
        PageFormat::Json => json::pretty(&Explained::new(rule, &cases)),
    };
    console.written(io::stdout().lock().write_all(text.as_bytes()), ExitCode::Clean)
}

/// The rule called `name`: by its whole id, or by the part behind the slash where only one rule has it.
fn choose<'r>(rules: &'r [Arc<RuleInfo>], name: &str, language: Language) -> Result<&'r RuleInfo, Wording> {
    if let Some(rule) = rules.iter().find(|rule| rule.id.as_str() == name) {
        return Ok(rule);
    }
    let same: Vec<&RuleInfo> = rules.iter().filter(|rule| rule.id.rule() == name).map(AsRef::as_ref).collect();
    if let [only] = *same {
        return Ok(only);
    }
    if same.is_empty() {
        let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let ends: Vec<&str> = rules.iter().map(|rule| rule.id.rule()).collect();
        return Err(Wording {
            message: language.pick(format!("未知的规则 `{name}`"), format!("unknown rule `{name}`")),
            help: instead(name, if name.contains('/') { &ids } else { &ends }, language),
        });
    }
    let ids: Vec<String> = same.iter().map(|rule| format!("`{}`", rule.id)).collect();
    Err(Wording {
        message: language.pick(format!("不止一条规则叫 `{name}`"), format!("more than one rule is called `{name}`")),
        help: Some(
            language.pick(format!("请写全：{}。", ids.join("、")), format!("Write the whole id: {}.", ids.join(", "))),
        ),
    })
}

/// Examples of a rule.
#[derive(Debug, Default)]
struct Cases {
    bad: Vec<Example>,
    good: Vec<Example>,
}

impl Cases {
    /// The cases that `rule` carries in one of `packs`.
    fn of(rule: &RuleInfo, packs: &[Pack]) -> Option<Self> {
        let pack = packs.iter().find(|pack| pack.manifest.name.value == rule.id.pack())?;
        let (_, spec) = pack.rules.iter().find(|(_, spec)| spec.id.value == rule.id.rule())?;
        Some(Self {
            bad: spec.cases.bad.iter().map(example).collect(),
            good: spec.cases.good.iter().map(example).collect(),
        })
    }
}

fn example(case: &CaseSpec) -> Example {
    let structured = case.record.as_ref().or(case.document.as_ref());
    let text = match (&case.text, structured) {
        (Some(text), _) => text.clone(),
        (None, Some(value)) => serde_yaml::to_string(value).unwrap_or_default().trim_end().to_owned(),
        (None, None) => String::new(),
    };
    Example { text, mark: case.mark.clone(), why: case.why.clone() }
}

/// Version 1 of the page for programs.
#[derive(Serialize)]
struct Explained<'r> {
    version: u8,
    rule: json::Rule<'r>,
    bad: Vec<json::Case<'r>>,
    good: Vec<json::Case<'r>>,
}

impl<'r> Explained<'r> {
    fn new(rule: &'r RuleInfo, cases: &'r Cases) -> Self {
        let all = |examples: &'r [Example]| examples.iter().map(json::Case::from).collect();
        Self { version: 1, rule: rule.into(), bad: all(&cases.bad), good: all(&cases.good) }
    }
}

fn page(rule: &RuleInfo, cases: &Cases, language: Language, mut page: Page) -> String {
    page.headline(rule.id.as_str(), rule.severity, rule.title.get(language), language);
    let mut facts = vec![rule.family.to_string()];
    facts.extend(rule.since.map(|day| language.pick(format!("自 {day} 起生效"), format!("in force since {day}"))));
    facts.extend(rule.until.map(|day| language.pick(format!("至 {day} 为止"), format!("until {day}"))));
    facts.extend(rule.fixable.then(|| language.pick("可自动修正", "can be mended by machine").to_owned()));
    page.paragraph(&facts.join(" · "));
    if !rule.help.get(language).is_empty() {
        page.heading(language.pick("怎么改", "How to mend it"));
        page.paragraph(rule.help.get(language));
    }
    for (heading, examples) in [
        (language.pick("不通过的例子", "Refused"), &cases.bad),
        (language.pick("可以通过的例子", "Accepted"), &cases.good),
    ] {
        if let Some(example) = examples.first() {
            page.heading(heading);
            page.example(example);
        }
    }
    if !rule.sources.is_empty() {
        page.heading(language.pick("依据", "Sources"));
        rule.sources.iter().for_each(|source| source_line(source, &mut page));
    }
    if !rule.codes.is_empty() {
        page.heading(language.pick("接口返回", "What the API answers"));
        rule.codes.iter().for_each(|code| page.item(code));
    }
    if !rule.rejections.is_empty() {
        page.heading(language.pick("审核意见", "What the reviewer writes"));
        rule.rejections.iter().for_each(|words| page.item(words));
    }
    page.finish()
}

fn source_line(source: &Citation, page: &mut Page) {
    let date = source.date.map(|date| format!(" ({date})")).unwrap_or_default();
    match &source.url {
        Some(url) => page.link(&format!("{}{date}", source.title), url),
        None => page.item(&format!("{}{date}", source.title)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Family, Localized, RuleId, Severity};

    fn rules(ids: &[&str]) -> Vec<Arc<RuleInfo>> {
        let rule = |id: &&str| {
            Arc::new(RuleInfo {
                id: id.parse::<RuleId>().expect("a valid id"),
                title: Localized::default(),
                family: Family::Length,
                severity: Severity::Error,
                since: None,
                until: None,
                help: Localized::default(),
                sources: Arc::default(),
                codes: Arc::default(),
                rejections: Arc::default(),
                fixable: false,
            })
        };
        ids.iter().map(rule).collect()
    }

    #[test]
    fn a_rule_is_found_by_its_id_or_by_an_end_that_it_alone_has() {
        let rules = rules(&["cn/length", "house/length", "house/link"]);
        let id = |name| choose(&rules, name, Language::En).map(|rule| rule.id.to_string());
        let help = |name| id(name).err().and_then(|wording| wording.help);
        assert_eq!(id("house/length").as_deref(), Ok("house/length"));
        assert_eq!(id("link").as_deref(), Ok("house/link"));
        assert_eq!(help("length").as_deref(), Some("Write the whole id: `cn/length`, `house/length`."));
        assert_eq!(help("hous/link").as_deref(), Some("Did you mean `house/link`?"));
        assert_eq!(help("lenght").as_deref(), Some("Did you mean `length`?"));
    }
}
