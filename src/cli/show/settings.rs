use std::{borrow::Cow, fmt::Write as _};

use serde::Serialize;

use super::{by::By, columns::aligned, levels};
use crate::{
    cli::{
        console::Console,
        discover::discover_all,
        json,
        options::{CheckOptions, ConfigChoice, Given, Options},
        path,
        project::{Project, Projects},
    },
    config::place_of,
    diagnostic::Language,
    output::visible,
    text::Spanned,
};

/// Where a value comes from.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum From {
    /// Nobody said anything, so this holds.
    Default,
    /// Nobody said anything, and nothing holds.
    Unstated,
    /// The configuration says so.
    Configuration(By),
    /// An option of the command line says so.
    CommandLine { option: &'static str },
    /// The locale of the person at the keyboard.
    Locale,
    /// The day it is in Shanghai.
    Clock,
}

/// A setting: its name, its value, and where that comes from. A list gives as many as it has entries.
#[derive(Debug, Serialize)]
struct Setting {
    name: Cow<'static, str>,
    value: Option<String>,
    from: From,
}

/// What holds below one configuration.
#[derive(Serialize)]
struct Configuration {
    /// `None` where there is no configuration.
    path: Option<String>,
    settings: Vec<Setting>,
    /// How many rules were loaded.
    loaded: usize,
    rules: Vec<levels::Row>,
}

/// Version 1 of the settings for programs.
#[derive(Serialize)]
struct Page {
    version: u8,
    configurations: Vec<Configuration>,
}

/// What every configuration says that a run with these options would go by.
pub(super) fn show(options: &CheckOptions, projects: &mut Projects<'_>, json: bool, console: &mut Console) -> String {
    discover_all(options, projects, console);
    if projects.count() == 0 {
        projects.here(console);
    }
    let files: Vec<String> = options.given.iter().filter_map(file).collect();
    let configurations: Vec<Configuration> = (0..projects.count())
        .map(|id| {
            let project = projects.get(id);
            let rows = levels::rows(project, &files, json);
            Configuration {
                path: project.written.as_ref().map(|written| written.source.name().to_string()),
                settings: settings(project, &options.run),
                loaded: project.plan.rules.len(),
                rules: rows,
            }
        })
        .collect();
    if json {
        return json::pretty(&Page { version: 1, configurations });
    }
    let (language, isolated) = (console.language(), matches!(options.run.config, ConfigChoice::None));
    let unicode = console.stdout_style().unicode;
    let files: Vec<String> = files.iter().map(|file| visible(file, unicode).into_owned()).collect();
    let pages: Vec<String> = configurations.iter().map(|one| page(one, &files, isolated, language)).collect();
    visible_lines(&pages.join("\n"), unicode)
}

/// A file that was named: what holds in it is what is asked for.
fn file(given: &Given) -> Option<String> {
    match given {
        Given::Path(file) => (!file.is_dir()).then(|| path::name(file)),
        Given::Stdin(name) => name.as_deref().map(path::name),
    }
}

fn settings(project: &Project, options: &Options) -> Vec<Setting> {
    let written = project.written.as_ref();
    let place = |key: &str, value: &str| {
        let source = &written?.source;
        Some(From::Configuration(By::at(source, place_of(source, key)?, value)))
    };
    let at = |value: &Spanned<String>| {
        written.map_or(From::Default, |written| From::Configuration(By::at(&written.source, value.span, value)))
    };
    let mut all = Vec::new();
    let mut push = |name: &str, value: Option<String>, from: From| {
        all.push(Setting { name: Cow::Owned(name.to_owned()), value, from });
    };
    let empty: &[Spanned<String>] = &[];
    let spec = written.map(|written| &*written.spec);

    let typed = |option| From::CommandLine { option };
    if options.providers.is_empty() {
        let stated = spec.map_or(empty, |spec| &spec.provider);
        for one in stated {
            push("provider", Some(one.value.clone()), at(one));
        }
        if stated.is_empty() {
            push("provider", None, From::Unstated);
        }
    } else {
        for one in &options.providers {
            push("provider", Some(one.clone()), typed("--provider"));
        }
    }
    for one in spec.map_or(empty, |spec| &spec.packs) {
        push("packs", Some(one.value.clone()), at(one));
    }
    for one in &options.packs {
        push("packs", Some(path::name(one)), typed("--pack"));
    }
    let complete = project.plan.rules.complete(&project.plan.profile);
    for name in project.plan.rules.settings().keys() {
        let pair = spec.and_then(|spec| spec.profile.iter().find(|(key, _)| key.value == *name));
        let from = if options.profile.iter().any(|(key, _)| key == name) {
            typed("--profile")
        } else if let Some((_, value)) = pair {
            at(value)
        } else if complete.get(name).is_some() {
            From::Default
        } else {
            From::Unstated
        };
        push(&format!("profile.{name}"), complete.get(name).map(str::to_owned), from);
    }
    let as_of = match (options.as_of, spec.and_then(|spec| spec.as_of.as_ref())) {
        (Some(_), _) => typed("--as-of"),
        (None, Some(day)) => at(day),
        (None, None) => From::Clock,
    };
    push("as_of", Some(project.plan.as_of.to_string()), as_of);
    for (name, patterns) in
        [("include", spec.map_or(empty, |spec| &spec.include)), ("exclude", spec.map_or(empty, |spec| &spec.exclude))]
    {
        for one in patterns {
            push(name, Some(one.value.clone()), at(one));
        }
        if patterns.is_empty() {
            push(name, None, From::Default);
        }
    }
    let language = project.plan.language.as_str();
    let from = match options.language {
        Some(_) => typed("--lang"),
        None => place("language", language).unwrap_or(From::Locale),
    };
    push("language", Some(language.to_owned()), from);
    let fail_on = project.fail_on.as_str();
    let from = match options.fail_on {
        Some(_) => typed("--fail-on"),
        None => place("fail_on", fail_on).unwrap_or(From::Default),
    };
    push("fail_on", Some(fail_on.to_owned()), from);
    for ignore in spec.map_or(&[][..], |spec| &spec.ignore) {
        for place in &*ignore.at {
            let rules: Vec<&str> = ignore.rules.iter().map(|rule| rule.value.as_str()).collect();
            push("ignore", Some(format!("{}: {}", place.value, rules.join(", "))), at(place));
        }
    }
    all
}

fn page(one: &Configuration, files: &[String], isolated: bool, language: Language) -> String {
    let mut text = match &one.path {
        Some(path) => visible(path, true).into_owned(),
        None if isolated => language.pick("不读配置（--isolated）", "no configuration (--isolated)").to_owned(),
        None => language.pick("没有 lint.yml，全部取默认", "no lint.yml: everything as it is by default").to_owned(),
    };
    text.push_str("\n\n");
    let rows: Vec<[String; 3]> = one.settings.iter().map(|setting| row(setting, language)).collect();
    text.push_str(&aligned(&rows, "  "));
    let changed = one.rules.iter().filter(|row| row.is_told()).count();
    let scope = if files.is_empty() { String::new() } else { files.join(language.pick("、", ", ")) };
    let loaded = one.loaded;
    let head = match (files.is_empty(), changed) {
        (true, 0) => {
            language.pick(format!("{loaded} 条规则，都是原来的级别。"), format!("{loaded} rules, all as published."))
        }
        (true, _) => language
            .pick(format!("{loaded} 条规则，以下与原来不同："), format!("{loaded} rules, as published but for:")),
        (false, 0) => language.pick(
            format!("{loaded} 条规则，在 {scope} 里都是原来的级别。"),
            format!("{loaded} rules, in {scope} all as published."),
        ),
        (false, _) => language.pick(
            format!("{loaded} 条规则，在 {scope} 里以下与原来不同："),
            format!("{loaded} rules, in {scope} as published but for:"),
        ),
    };
    // Writing to a string cannot fail.
    let _ = write!(text, "\n  {head}\n");
    let rows: Vec<[String; 3]> = one.rules.iter().filter(|row| row.is_told()).map(levels::Row::cells).collect();
    text.push_str(&aligned(&rows, "  "));
    text
}

fn row(setting: &Setting, language: Language) -> [String; 3] {
    let value = match (&setting.value, &setting.from, &*setting.name) {
        (Some(value), ..) => value.clone(),
        (None, _, "include") => language.pick("所有 YAML 和 JSON 文件", "all YAML and JSON files").to_owned(),
        (None, _, "exclude") => language.pick("无", "none").to_owned(),
        (None, From::Unstated, _) => language.pick("未写明", "not stated").to_owned(),
        (None, ..) => String::new(),
    };
    let from = match &setting.from {
        From::Default => language.pick("默认", "default").to_owned(),
        From::Unstated => String::new(),
        From::Configuration(by) => by.place(),
        From::CommandLine { option } => {
            language.pick(format!("命令行 {option}"), format!("{option} on the command line"))
        }
        From::Locale => language.pick("系统语言", "the locale").to_owned(),
        From::Clock => language.pick("上海今天的日期", "today in Shanghai").to_owned(),
    };
    [setting.name.clone().into_owned(), value, from]
}

/// `text` with stand-ins for what must not reach a terminal, but for line ends.
fn visible_lines(text: &str, unicode: bool) -> String {
    text.lines().map(|line| visible(line, unicode).into_owned() + "\n").collect()
}
