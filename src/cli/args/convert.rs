//! What was typed behind `smslint convert`.

use std::path::PathBuf;

use clap::Args;

use super::{CommonArgs, RuleArgs, value::parse_setting};

#[derive(Debug, Args)]
pub(in crate::cli) struct ConvertArgs {
    /// Files and folders whose templates are converted; `-` is standard input, and standard output gets it back.
    #[arg(value_name = "PATHS", required = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// The provider for whom the templates are written; goes into their `variants`.
    #[arg(long, value_name = "PROVIDER", help_heading = "Templates")]
    pub(in crate::cli) to: String,

    /// The provider whose content is converted; that which all share, if not given.
    #[arg(long, value_name = "PROVIDER", help_heading = "Templates")]
    pub(in crate::cli) from: Option<String>,

    /// Shows what would be written, and writes nothing; ends with 1 where there is anything.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) diff: bool,

    /// What is known about who submits, such as region=international. May be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_setting, help_heading = "Templates")]
    pub(in crate::cli) profile: Vec<(String, String)>,

    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArgs,
}
