//! What was typed behind `smslint measure`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::PossibleValuesParser};

use super::{super::measure::Price, CommonArgs, RuleArgs, value::parse_setting};
use crate::document::schema::words::REGIONS;

#[derive(Debug, Args)]
pub(in crate::cli) struct MeasureArgs {
    /// Files and folders to measure; `-` is standard input: a document, or one message.
    #[arg(value_name = "PATHS", default_value = ".", hide_default_value = true)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// How to write it down: a table for people, or JSON with everything that is known.
    #[arg(long, value_name = "FORMAT", default_value = "table", value_enum, help_heading = "Output")]
    pub(in crate::cli) format: MeasureFormat,

    /// Shows of every template what each piece adds, not only of those that cost more than they might.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) details: bool,

    /// The signature of templates that name none, without brackets.
    #[arg(long, value_name = "NAME", help_heading = "Messages")]
    pub(in crate::cli) signature: Option<String>,

    /// Where the messages of templates go that do not say so.
    #[arg(long, value_name = "REGION", value_parser = PossibleValuesParser::new(REGIONS), help_heading = "Messages")]
    pub(in crate::cli) region: Option<String>,

    /// Who sends templates that name no provider. May be repeated, or separated by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Messages")]
    pub(in crate::cli) provider: Vec<String>,

    /// What is known about who submits, such as `max_variable_chars=6`. May be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_setting, help_heading = "Messages")]
    pub(in crate::cli) profile: Vec<(String, String)>,

    /// The price of one part, such as 0.045; costs are those of messages at their longest.
    #[arg(long, value_name = "PRICE", help_heading = "Cost")]
    pub(in crate::cli) price: Option<Price>,

    /// How many messages of each template are sent.
    #[arg(
        long,
        value_name = "COUNT",
        default_value_t = 1,
        hide_default_value = true,
        requires = "price",
        help_heading = "Cost"
    )]
    pub(in crate::cli) volume: u64,

    /// Ends with 0 where there is nothing to measure.
    #[arg(long, help_heading = "Output")]
    pub(in crate::cli) allow_empty: bool,

    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArgs,
}

/// How measures are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum MeasureFormat {
    Table,
    Json,
}
