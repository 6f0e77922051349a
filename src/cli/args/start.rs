//! What was typed behind the commands one begins with: `init`, `schema`, `completions`, `man`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CommonArgs, value::parse_command};

#[derive(Debug, Args)]
pub(in crate::cli) struct InitArgs {
    /// The folder to look at; lint.yml is written there.
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(in crate::cli) dir: PathBuf,

    /// Writes over a lint.yml that is there.
    #[arg(long)]
    pub(in crate::cli) force: bool,

    #[command(flatten)]
    pub(in crate::cli) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// Which shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub(in crate::cli) shell: clap_complete::Shell,

    #[command(flatten)]
    pub(in crate::cli) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// Of which command; without it, of smslint as a whole.
    #[arg(value_name = "COMMAND", value_parser = parse_command)]
    pub(in crate::cli) command: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArgs {
    /// Of what: documents, the configuration lint.yml, or rules and packs.
    #[arg(value_name = "OF", default_value = "documents", value_enum)]
    pub(in crate::cli) of: SchemaOf,

    #[command(flatten)]
    pub(in crate::cli) common: CommonArgs,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum SchemaOf {
    Documents,
    Config,
    Rules,
}
