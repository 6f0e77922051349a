use std::{
    ffi::{OsStr, OsString},
    path::Path,
};

use clap::CommandFactory;

use super::Arguments;
use crate::diagnostic::Language;

/// Puts the name of a command before the options that were typed in front of it: `--lang en explain …` means
/// `explain --lang en …`. A file or folder of that name is meant instead, where there is one.
pub(super) fn command_first(mut words: Vec<OsString>) -> Vec<OsString> {
    if let Some(at) = behind_options(&words).filter(|&at| !Path::new(&words[at]).exists()) {
        let command = words.remove(at);
        words.insert(1, command);
    }
    words
}

/// The language that was typed. Whatever else is wrong with a command line, it is said in that language.
pub(super) fn language(words: &[OsString]) -> Option<Language> {
    let mut words = words.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--");
    let stated = loop {
        match words.next()? {
            "--lang" => break words.next()?,
            word => {
                if let Some(value) = word.strip_prefix("--lang=") {
                    break value;
                }
            }
        }
    };
    match stated {
        "zh" => Some(Language::Zh),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// The place of the name of a command behind nothing but options.
fn behind_options(words: &[OsString]) -> Option<usize> {
    let is_option = |word: &OsStr| word.to_str().is_some_and(|word| word.starts_with("--") && word.len() > 2);
    words.get(1).filter(|word| is_option(word))?;
    let grammar = Arguments::command();
    let takes_value = |name: &str| {
        let mut options = grammar.get_arguments().filter(|option| option.get_long() == Some(name));
        options.next().is_some_and(|option| option.get_action().takes_values())
    };
    let mut at = 1;
    while let Some(name) = words.get(at).filter(|word| is_option(word)).and_then(|word| word.to_str()) {
        at += if takes_value(&name[2..]) { 2 } else { 1 };
    }
    let word = words.get(at)?.to_str()?;
    grammar.get_subcommands().any(|command| command.get_name() == word).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(line: &str) -> String {
        let words = command_first(line.split(' ').map(OsString::from).collect());
        words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_command_may_stand_behind_options() {
        assert_eq!(ordered("smslint --lang en explain x"), "smslint explain --lang en x");
        assert_eq!(ordered("smslint --isolated --lang=en measure"), "smslint measure --isolated --lang=en");
        for line in ["smslint", "smslint explain --lang en x", "smslint --lang explain", "smslint a.yml explain"] {
            assert_eq!(ordered(line), line);
        }
        // A folder of this crate is called so.
        assert_eq!(ordered("smslint --lang en rules"), "smslint --lang en rules");
    }
}
