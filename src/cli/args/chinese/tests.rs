use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
};

use clap::{CommandFactory, error::ErrorKind};

use super::{
    super::{Arguments, hanging::hanging},
    *,
};
use crate::diagnostic::Language;

/// The name of a command in the lists of words; that of the whole is empty.
fn name<'a>(command: &'a Command, whole: &Command) -> &'a str {
    if command.get_name() == whole.get_name() { "" } else { command.get_name() }
}

#[test]
fn everything_is_said_in_chinese_too_and_nothing_else() {
    let plain = Arguments::command();
    let mut used = BTreeSet::from(["help", "version"]);
    let mut commands = BTreeSet::from(["help"]);
    for command in iter::once(&plain).chain(plain.get_subcommands()) {
        let name = name(command, &plain);
        assert!(!about(name).is_empty(), "{name} is not translated");
        commands.insert(name);
        for argument in command.get_arguments() {
            let id = argument.get_id().as_str();
            let (key, text) = key(name, id).unwrap_or_else(|| panic!("{name}: {id} is not translated"));
            assert!(!text.is_empty(), "{name}: {id} says nothing");
            used.insert(*key);
            if let Some(heading) = argument.get_help_heading() {
                assert!(HEADINGS.iter().any(|(english, _)| *english == heading), "{heading} is not translated");
            }
        }
    }
    let unused: Vec<_> = ARGUMENTS.iter().map(|(of, _)| *of).filter(|of| !used.contains(of)).collect();
    assert!(unused.is_empty(), "{unused:?}");
    assert_eq!(COMMANDS.iter().map(|(of, _)| *of).collect::<BTreeSet<_>>(), commands);
    for list in [ARGUMENTS, COMMANDS, HEADINGS] {
        assert_eq!(list.iter().map(|(of, _)| of).collect::<BTreeSet<_>>().len(), list.len(), "something stands twice");
    }
    spoken(plain).debug_assert();
}

#[test]
fn what_is_said_of_several_options_in_english_is_said_of_the_same_in_chinese() {
    let plain = Arguments::command();
    let mut english: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for command in iter::once(&plain).chain(plain.get_subcommands()) {
        for argument in command.get_arguments() {
            let key = key(name(command, &plain), argument.get_id().as_str()).map_or("", |(key, _)| key);
            english.entry(key).or_default().extend(argument.get_help().map(ToString::to_string));
        }
    }
    let mixed: Vec<_> = english.into_iter().filter(|(_, texts)| texts.len() > 1).collect();
    assert!(mixed.is_empty(), "these differ in English and need words of their own: {mixed:#?}");
}

#[test]
fn options_and_values_that_english_help_names_are_named_in_chinese() {
    let plain = Arguments::command();
    let named = |text: &str| -> BTreeSet<String> {
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=');
        let words = text.split(|c| !word(c)).map(|word| word.trim_end_matches('-'));
        words.filter(|word| word.starts_with("--") || word.contains('=')).map(str::to_owned).collect()
    };
    for command in iter::once(&plain).chain(plain.get_subcommands()) {
        for argument in command.get_arguments() {
            let (command, id) = (name(command, &plain), argument.get_id().as_str());
            let english = argument.get_help().map(ToString::to_string).unwrap_or_default();
            assert_eq!(named(&english), named(of_argument(command, id)), "{command}: {id}");
        }
    }
}

#[test]
fn no_help_in_chinese_holds_words_of_clap_or_is_wider_than_the_terminal() {
    let said = Arguments::described(Language::Zh);
    for name in iter::once("").chain(said.get_subcommands().map(Command::get_name)) {
        let words = if name == "help" { ["smslint", name, name] } else { ["smslint", name, "--help"] };
        let words = words.into_iter().filter(|word| !word.is_empty());
        let Err(error) = said.clone().try_get_matches_from(words) else {
            panic!("{name}: no help");
        };
        assert_eq!(error.kind(), ErrorKind::DisplayHelp);
        let help = hanging(&usage(&error.render().to_string()), 60);
        for english in
            ["Usage", "OPTIONS", "Print", "Options", "Arguments", "default:", "possible", "Commands", "命令:"]
        {
            assert!(!help.contains(english), "{name}: {english}\n{help}");
        }
        for line in help.lines().filter(|line| !line.trim_start().starts_with("smslint")) {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 64, "{name}: {line}\n{help}");
        }
    }
}

#[test]
fn what_is_wrong_with_a_command_line_is_said_in_chinese() {
    for (line, expected) in [
        ("smslint --fomat", "不认识的选项或参数 --fomat\n  是不是 --format？\n\n用法：smslint --format "),
        ("smslint --fail-on fatal", "“fatal”无效\n  可选的值：info、warning、error"),
        ("smslint --lang", "缺少值"),
        ("smslint --diff --format short", "不能与"),
        ("smslint --config a --config b", "只能写一次"),
        ("smslint schema nothing", "可选的值：documents、config、rules"),
        ("smslint --as-of never", "“never”无效：应为日期，如 2026-11-21"),
        ("smslint --profile x", "应写作 KEY=VALUE"),
        ("smslint --format xml", "没有这种格式，只有 pretty、"),
        ("smslint --format json=", "`json=` 后面要写文件名"),
        ("smslint --fix=yes", "--fix 不能再有值“yes”"),
        ("smslint measure --price x", "应为价格，如 0.045"),
        ("smslint measure --price 1 --volume x", "应为不小于 0 的整数"),
        ("smslint measure --volume 2", "缺少 --price <PRICE>"),
        ("smslint man nothing", "只有 check、explain"),
        ("smslint help nothing", "不认识的命令 nothing"),
        ("smslint convert a.yml", "缺少 --to <PROVIDER>"),
    ] {
        let Err(error) = spoken(Arguments::command()).try_get_matches_from(line.split(' ')) else {
            panic!("{line}: nothing is wrong");
        };
        let words = complaint(&error, false).unwrap_or_else(|| panic!("{line}: {error:?}"));
        assert!(words.contains(expected), "{line}: {words}");
        assert!(!words.contains("Usage") && !words.contains("[OPTIONS]") && !words.contains('\x1b'), "{line}: {words}");
    }
}
