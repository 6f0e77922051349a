//! What shells and `man` want to know about the command: made of its own description.

use std::io::{self, Write};

use super::{
    args::{Arguments, CompletionsArgs, ManArgs},
    console::Console,
    exit::ExitCode,
};

/// Prints a script that completes our command line in a shell.
pub(super) fn completions(args: &CompletionsArgs, console: &mut Console) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::described(console.language()), "smslint", &mut script);
    console.written(io::stdout().lock().write_all(&script), ExitCode::Clean)
}

/// Prints a manual page, of the whole or of one command.
pub(super) fn page(args: &ManArgs, console: &mut Console) -> ExitCode {
    let mut all = Arguments::described(console.language());
    all.build();
    let command = args.command.as_deref().and_then(|name| all.find_subcommand(name)).unwrap_or(&all);
    let mut page = Vec::new();
    let result =
        clap_mangen::Man::new(command.clone()).source(concat!("smslint ", env!("CARGO_PKG_VERSION"))).render(&mut page);
    let result = result.and_then(|()| io::stdout().lock().write_all(&page));
    console.written(result, ExitCode::Clean)
}
