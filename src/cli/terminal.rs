//! What standard output and standard error can show.

use std::{
    env,
    io::{self, IsTerminal},
};

use clap::ValueEnum;

use crate::output::{Exit, Style};

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

/// How reports on standard output look.
pub(super) fn stdout(choice: ColorChoice) -> Style {
    style(choice, io::stdout().is_terminal())
}

/// How reports on standard error look.
pub(super) fn stderr(choice: ColorChoice) -> Style {
    style(choice, io::stderr().is_terminal())
}

fn style(choice: ColorChoice, terminal: bool) -> Style {
    let dumb = is_dumb();
    let color = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") => {
            true
        }
        ColorChoice::Auto => terminal && !dumb,
    };
    let links = terminal && color && !dumb && !is_set("CI");
    Style { color, links, width: width(terminal), unicode: !dumb, exit: Exit::default() }
}

/// Whether the terminal only prints: it takes no colours, and its cursor does not move back.
pub(super) fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// The width in cells: `COLUMNS`, else the terminal's, else one that fits most windows.
fn width(terminal: bool) -> usize {
    let stated = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|&columns| columns > 0);
    let measured = || terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    stated.or_else(measured).unwrap_or(Style::default().width)
}
