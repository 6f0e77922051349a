//! `--show-files`, `--show-records` and `--show-settings`: what a run goes by, and why.

mod by;
mod columns;
mod files;
mod levels;
mod pruned;
mod records;
mod settings;

use std::io::{self, Write};

use super::{args::ShowArgs, console::Console, exit::ExitCode, options::CheckOptions, project::Projects};
use crate::output::Format;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// The files, and why each is checked or not.
    Files,
    /// What was taken as a record, and why.
    Records,
    /// The settings and the levels of rules, and where each comes from.
    Settings,
}

impl Shown {
    /// What is asked for; `None` for an ordinary run.
    pub(super) const fn of(args: ShowArgs) -> Option<Self> {
        match args {
            ShowArgs { show_files: true, .. } => Some(Self::Files),
            ShowArgs { show_records: true, .. } => Some(Self::Records),
            ShowArgs { show_settings: true, .. } => Some(Self::Settings),
            _ => None,
        }
    }

    const fn option(self) -> &'static str {
        match self {
            Self::Files => "--show-files",
            Self::Records => "--show-records",
            Self::Settings => "--show-settings",
        }
    }
}

/// Shows it. Findings are none of its business, so it ends with 0 unless something cannot be used.
pub(super) fn run(shown: Shown, options: &CheckOptions, console: &mut Console) -> ExitCode {
    let json = match options.targets.as_slice() {
        [target] if target.file.is_none() && target.format == Format::Pretty => false,
        [target] if target.file.is_none() && target.format == Format::Json => true,
        _ => {
            let option = shown.option();
            console.error(&console.language().pick(
                format!("{option} 只能写成 pretty 或 json，且只写到标准输出"),
                format!("{option} comes as pretty or json, on standard output"),
            ));
            return ExitCode::Unusable;
        }
    };
    let mut projects = Projects::new(&options.run);
    let text = match shown {
        Shown::Files => files::show(options, &mut projects, json, console),
        Shown::Records => records::show(options, &mut projects, json, console),
        Shown::Settings => settings::show(options, &mut projects, json, console),
    };
    let code = if console.is_unusable() { ExitCode::Unusable } else { ExitCode::Clean };
    console.written(io::stdout().lock().write_all(text.as_bytes()), code)
}
