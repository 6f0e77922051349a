//! What shells and `man` want to know about the command: made of its own description.

use std::io::{self, Write};

use super::{
    args::{Arguments, CommonArgs, CompletionsArgs, ManArgs},
    console::Console,
    exit::ExitCode,
};
use crate::diagnostic::Language;

/// Prints a script that completes our command line in a shell.
pub(super) fn completions(args: &CompletionsArgs, console: &mut Console) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::described(language(args.common)), "smslint", &mut script);
    console.written(io::stdout().lock().write_all(&script), ExitCode::Clean)
}

/// Prints a manual page, of the whole or of one command.
pub(super) fn page(args: &ManArgs, console: &mut Console) -> ExitCode {
    let mut all = Arguments::described(language(args.common));
    all.build();
    let command = args.command.as_deref().and_then(|name| all.find_subcommand(name)).unwrap_or(&all);
    let mut page = Vec::new();
    let result =
        clap_mangen::Man::new(command.clone()).source(concat!("smslint ", env!("CARGO_PKG_VERSION"))).render(&mut page);
    if language(args.common) == Language::Zh {
        page = in_chinese(&String::from_utf8_lossy(&page)).into_bytes();
    }
    let result = result.and_then(|()| io::stdout().lock().write_all(&page));
    console.written(result, ExitCode::Clean)
}

/// English unless `--lang` says otherwise: what is installed for everyone does not depend on who installs it.
fn language(common: CommonArgs) -> Language {
    common.lang.unwrap_or(Language::En)
}

/// The sections that every manual page has, called in Chinese.
fn in_chinese(page: &str) -> String {
    let sections =
        [("NAME", "名称"), ("SYNOPSIS", "用法"), ("DESCRIPTION", "说明"), ("EXTRA", "附注"), ("VERSION", "版本")];
    sections.into_iter().fold(page.to_owned(), |page, (english, chinese)| {
        page.replace(&format!(".SH {english}\n"), &format!(".SH {chinese}\n"))
    })
}
