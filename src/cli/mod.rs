//! The `smslint` command: everything that touches files, terminals, clocks and threads.
//!
//! `args` is what was typed; `options` is what it means.

mod args;
mod baseline;
mod batch;
mod changed;
mod changes;
mod check;
mod clock;
mod console;
mod convert;
mod coverage;
mod discover;
mod eval;
mod exit;
mod explain;
mod fix;
mod grid;
mod init;
mod io_words;
mod json;
mod load;
mod locale;
mod manual;
mod markdown;
mod measure;
mod merge;
mod options;
mod packs;
mod page;
mod parallel;
mod path;
mod profile;
mod progress;
mod project;
mod replace;
mod rules;
mod schema;
mod show;
mod statistics;
mod stream;
mod targets;
mod terminal;
mod test;

use std::process;

use args::{Arguments, Command};
use console::Console;
use exit::ExitCode;

/// Runs the command that was typed.
pub fn main() -> process::ExitCode {
    match Arguments::typed() {
        Ok(arguments) => run(arguments),
        // `--help` and `--version` come this way too.
        Err(not_typed) if not_typed.say() => ExitCode::Unusable,
        Err(_) => ExitCode::Clean,
    }
    .into()
}

fn run(arguments: Arguments) -> ExitCode {
    let command = arguments.command.unwrap_or(Command::Check(arguments.check));
    let mut console = Console::new(command.common());
    match command {
        Command::Check(args) => check::run(args, &mut console),
        Command::Explain(args) => explain::run(&args, &mut console),
        Command::Rules(args) => rules::run(&args, &mut console),
        Command::Baseline(args) => baseline::run(args, &mut console),
        Command::Convert(args) => convert::run(&args, &mut console),
        Command::Measure(args) => measure::run(&args, &mut console),
        Command::Eval(args) => eval::run(&args, &mut console),
        Command::Schema(args) => schema::run(&args, &mut console),
        Command::Init(args) => init::run(&args, &mut console),
        Command::Completions(args) => manual::completions(&args, &mut console),
        Command::Man(args) => manual::page(&args, &mut console),
        Command::Test(args) => test::run(&args, &mut console),
    }
}
