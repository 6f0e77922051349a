//! What the command says of itself in Chinese: help, and what is wrong with a command line.

mod complaint;
mod words;

use std::borrow::Cow;

use clap::{Arg, ArgAction, Command};

pub(super) use self::complaint::complaint;
use self::words::{ARGUMENTS, COMMANDS, EXIT_CODES, HEADINGS};

/// Headings that stand in no description, since clap has them in English by itself.
const OWN_HEADINGS: [&str; 3] = ["命令", "参数", "选项"];

const TEMPLATE: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The same command, speaking Chinese.
pub(super) fn spoken(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    let version = flag("version", 'V', ArgAction::Version);
    let whole = said(command, "").subcommand_help_heading("命令").subcommand_value_name("命令");
    let whole = whole.disable_version_flag(true).arg(version);
    let mut whole =
        names.into_iter().fold(whole, |whole, name| whole.mut_subcommand(&name, |command| said(command, &name)));
    // Only now is there a command `help`, which clap adds.
    whole.build();
    whole.mut_subcommand("help", |help| {
        let help = help.mut_subcommand("help", |itself| itself.about(about("help")));
        help.about(about("help")).help_template(TEMPLATE).subcommand_help_heading("命令").subcommand_value_name("命令")
    })
}

/// What clap writes into every help and usage by itself, in Chinese.
pub(super) fn usage(text: &str) -> String {
    let text = text.replace("Usage: ", "用法：").replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>");
    // Further lines of usage stand below the first, behind what is a cell narrower than “Usage: ”.
    let text = text.replace("\n       smslint", "\n      smslint");
    let headings = HEADINGS.iter().map(|(_, zh)| *zh).chain(OWN_HEADINGS);
    headings.fold(text, |text, heading| text.replace(&format!("{heading}:"), &format!("{heading}：")))
}

fn said(command: Command, name: &str) -> Command {
    let has_codes = command.get_after_help().is_some();
    let command = command.about(about(name)).long_about(None).disable_help_flag(true);
    let command = command.arg(flag("help", 'h', ArgAction::Help)).mut_args(|argument| explained(argument, name));
    let command = if has_codes { command.after_help(EXIT_CODES) } else { command };
    command.help_template(TEMPLATE)
}

fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).action(action).help(of_argument("", name)).help_heading("选项")
}

fn explained(argument: Arg, command: &str) -> Arg {
    let heading = match argument.get_help_heading() {
        Some(heading) => HEADINGS.iter().find(|(english, _)| *english == heading).map_or("选项", |(_, zh)| zh),
        None if argument.is_positional() => "参数",
        None => "选项",
    };
    let help = format!("{}{}", of_argument(command, argument.get_id().as_str()), values(&argument));
    let valued = argument.get_action().takes_values();
    argument.help(help).long_help(None).help_heading(heading).hide_default_value(valued).hide_possible_values(valued)
}

/// Which values there are, and which is taken if nothing is said, unless the English help hides them too.
fn values(argument: &Arg) -> String {
    if !argument.get_action().takes_values() {
        return String::new();
    }
    let listed = |what: &str, values: Vec<Cow<'_, str>>, hidden: bool| {
        if hidden || values.is_empty() { String::new() } else { format!(" [{what}：{}]", values.join("、")) }
    };
    let defaults = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let possible = argument.get_possible_values();
    let possible = possible.iter().map(|value| Cow::Borrowed(value.get_name())).collect();
    listed("默认", defaults, argument.is_hide_default_value_set())
        + &listed("可选", possible, argument.is_hide_possible_values_set())
}

fn about(name: &str) -> &'static str {
    COMMANDS.iter().find(|(of, _)| *of == name).map_or("", |(_, about)| about)
}

fn of_argument(command: &str, name: &str) -> &'static str {
    key(command, name).map_or("", |(_, text)| text)
}

/// What is said of an argument: of that of this command, or else of all that are called so.
fn key(command: &str, name: &str) -> Option<&'static (&'static str, &'static str)> {
    let own = ARGUMENTS.iter().find(|(of, _)| of.split_once('.') == Some((command, name)));
    own.or_else(|| ARGUMENTS.iter().find(|(of, _)| *of == name))
}

#[cfg(test)]
mod tests;
