//! `smslint rules`: every rule there is, for a person, a page or a program.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, Write},
    sync::Arc,
};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::{
    args::{ListFormat, RulesArgs},
    changes,
    console::Console,
    exit::ExitCode,
    json, markdown,
    options::Options,
    packs,
    project::Projects,
};
use crate::{
    diagnostic::{Family, Language, RuleInfo},
    output::visible,
    rule::history,
};

/// Lists the rules of the working directory.
pub(super) fn run(args: &RulesArgs, console: &mut Console) -> ExitCode {
    let options = Options::new(args.rules.clone(), args.common.lang);
    let mut projects = Projects::new(&options);
    let Some(project) = projects.here(console) else { return ExitCode::Unusable };
    let (rules, language) = (project.plan.rules.rules(), project.plan.language);
    if args.changes {
        let packs = packs::all(&project.packs);
        let mut found = history(&rules, &packs);
        found.retain(|change| args.since.is_none_or(|since| since <= change.day));
        let text = changes::write(&found, args.since, project.plan.as_of, args.format, language);
        return console.written(io::stdout().lock().write_all(text.as_bytes()), ExitCode::Clean);
    }
    let text = match args.format {
        ListFormat::Table => table(&rules, language),
        ListFormat::Markdown => pages(&rules, language),
        ListFormat::Json => listed(&rules),
    };
    console.written(io::stdout().lock().write_all(text.as_bytes()), ExitCode::Clean)
}

/// One line a rule: id, severity, family, title.
fn table(rules: &[Arc<RuleInfo>], language: Language) -> String {
    let widest = rules.iter().map(|rule| rule.id.as_str().width()).max().unwrap_or(0);
    rules.iter().fold(String::new(), |mut text, rule| {
        let title = visible(rule.title.get(language), true);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:widest$}  {:7}  {:12}  {title}", rule.id, rule.severity, rule.family);
        text
    })
}

/// The rules by pack and family, each with an anchor of its own.
fn pages(rules: &[Arc<RuleInfo>], language: Language) -> String {
    let mut packs: BTreeMap<&str, BTreeMap<Family, Vec<&RuleInfo>>> = BTreeMap::new();
    for rule in rules {
        packs.entry(rule.id.pack()).or_default().entry(rule.family).or_default().push(rule);
    }
    let mut text = format!("# {}\n", language.pick("规则", "Rules"));
    for (pack, families) in packs {
        let _ = write!(text, "\n## {pack}\n");
        for (family, rules) in families {
            let _ = write!(text, "\n### {pack}: {family}\n");
            for rule in rules {
                section(&mut text, rule, language);
            }
        }
    }
    text
}

fn section(text: &mut String, rule: &RuleInfo, language: Language) {
    let anchor = rule.id.as_str().replace('/', "-");
    let _ = write!(
        text,
        "\n#### <a id=\"{anchor}\"></a>{}\n\n**{}** · {}",
        rule.id,
        rule.severity,
        markdown::escaped(rule.title.get(language))
    );
    if let Some(day) = rule.since {
        let _ = write!(text, " · {} {day}", language.pick("自", "since"));
    }
    if let Some(day) = rule.until {
        let _ = write!(text, " · {} {day}", language.pick("止于", "until"));
    }
    if rule.fixable {
        let _ = write!(text, " · {}", language.pick("可自动修正", "can be mended by machine"));
    }
    text.push('\n');
    let help = rule.help.get(language);
    if !help.is_empty() {
        let _ = write!(text, "\n{}\n", markdown::escaped(help));
    }
    if !rule.sources.is_empty() {
        text.push('\n');
    }
    for source in rule.sources.iter() {
        let _ = writeln!(text, "- {}", markdown::citation(source));
    }
    if !rule.codes.is_empty() {
        let codes: Vec<String> = rule.codes.iter().map(|code| format!("`{code}`")).collect();
        let _ = write!(
            text,
            "\n{} {}\n",
            language.pick("接口错误码：", "API codes:"),
            codes.join(language.pick("、", ", "))
        );
    }
}

/// Version 1 of the list for programs.
fn listed(rules: &[Arc<RuleInfo>]) -> String {
    #[derive(Serialize)]
    struct List<'r> {
        version: u8,
        rules: Vec<json::Rule<'r>>,
    }
    let list = List { version: 1, rules: rules.iter().map(|rule| json::Rule::from(&**rule)).collect() };
    json::pretty(&list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Citation, Localized, RuleId, Severity};

    fn rule() -> Arc<RuleInfo> {
        let both = |zh: &str, en: &str| Localized { zh: zh.to_owned(), en: en.to_owned() };
        Arc::new(RuleInfo {
            id: RuleId::new("house", "opt-out").expect("a valid id"),
            title: both("缺少退订", "no opt-out"),
            family: Family::OptOut,
            severity: Severity::Error,
            since: Some(jiff::civil::date(2023, 10, 24)),
            until: None,
            help: both("加上“拒收请回复R”", "Add *the* words."),
            sources: [Citation {
                title: "A page".into(),
                url: Some("https://a.example/b c".into()),
                date: None,
                seed: None,
            }]
            .into(),
            codes: ["A.B".to_owned()].into(),
            rejections: Arc::default(),
            fixable: true,
        })
    }

    #[test]
    fn a_page_has_an_anchor_for_each_rule_and_shows_text_as_it_is() {
        let expected = "# Rules\n\n## house\n\n### house: opt_out\n\n#### <a id=\"house-opt-out\"></a>house/opt-out\n\n\
                        **error** · no opt-out · since 2023-10-24 · can be mended by machine\n\nAdd \\*the\\* words.\n\n\
                        - [A page](<https://a.example/b c>)\n\nAPI codes: `A.B`\n";
        assert_eq!(pages(&[rule()], Language::En), expected);
    }

    #[test]
    fn a_table_has_one_line_a_rule() {
        assert_eq!(table(&[rule()], Language::Zh), "house/opt-out  error    opt_out       缺少退订\n");
    }
}
