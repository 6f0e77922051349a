//! What was typed behind `smslint eval`.

use std::path::PathBuf;

use clap::{
    Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser, ValueParser},
};
use jiff::civil::Date;

use super::{
    CommonArgs, RuleArgs,
    value::{Unfit, parse_date, parse_setting, severity},
};
use crate::{
    diagnostic::{Family, Severity},
    document::schema::words::{REGIONS, TEMPLATE_TYPES},
};

#[derive(Debug, Args)]
pub(in crate::cli) struct EvalArgs {
    /// Labelled texts, as CSV, TSV or JSON lines; `-` is standard input. Columns: text; and, where there is any use for
    /// them, verdict (pass or refuse), label, type, provider, region and name.
    #[arg(value_name = "FILES", required = true)]
    pub(in crate::cli) files: Vec<PathBuf>,

    /// How to write it down: tables for people, or JSON with everything that is known.
    #[arg(long, value_name = "FORMAT", default_value = "table", value_enum, help_heading = "Output")]
    pub(in crate::cli) format: EvalFormat,

    /// How many misses and how many false alarms to list: a number, or all. If not given, 10 in tables and all in JSON.
    #[arg(long, value_name = "N|all", value_parser = parse_amount, help_heading = "Output")]
    pub(in crate::cli) list: Option<Amount>,

    /// Ends with 1 where precision, recall or the recall of any label is below this share, such as 0.9.
    #[arg(long, value_name = "SHARE", value_parser = parse_share, help_heading = "Output")]
    pub(in crate::cli) fail_under: Option<f64>,

    /// Labels of texts that ought to be refused, where the file gives no verdict. May be repeated, or separated by commas.
    #[arg(long, value_name = "LABEL", value_delimiter = ',', help_heading = "Texts")]
    pub(in crate::cli) refuse: Vec<String>,

    /// Labels of texts that ought to pass, where the file gives no verdict. May be repeated, or separated by commas.
    #[arg(long, value_name = "LABEL", value_delimiter = ',', help_heading = "Texts")]
    pub(in crate::cli) pass: Vec<String>,

    /// What ought to become of texts of which nothing else says it: pass or refuse.
    #[arg(long, value_name = "VERDICT", value_enum, hide_possible_values = true, help_heading = "Texts")]
    pub(in crate::cli) verdict: Option<Verdict>,

    /// The type of templates that texts are taken for, where the file does not say it.
    #[arg(
        long = "type",
        value_name = "TYPE",
        default_value = "marketing",
        value_parser = PossibleValuesParser::new(TEMPLATE_TYPES),
        help_heading = "Texts"
    )]
    pub(in crate::cli) kind: String,

    /// Where texts go of which the file does not say it.
    #[arg(long, value_name = "REGION", value_parser = PossibleValuesParser::new(REGIONS), help_heading = "Texts")]
    pub(in crate::cli) region: Option<String>,

    /// Counts only what rules of this family find, such as subject. May be repeated, or separated by commas.
    #[arg(long, value_name = "FAMILY", value_delimiter = ',', value_parser = family(), hide_possible_values = true, help_heading = "Rules")]
    pub(in crate::cli) family: Vec<Family>,

    /// The least severity that counts: info, warning or error.
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "warning",
        value_parser = severity(),
        hide_possible_values = true,
        help_heading = "Rules"
    )]
    pub(in crate::cli) min_severity: Severity,

    #[command(flatten)]
    pub(in crate::cli) rules: RuleArgs,

    /// Who judges texts that name no provider. May be repeated, or separated by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Rules")]
    pub(in crate::cli) provider: Vec<String>,

    /// What is known about who submits, such as account=enterprise. May be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_setting, help_heading = "Rules")]
    pub(in crate::cli) profile: Vec<(String, String)>,

    /// The day that decides which rules are in force; today in Shanghai if not given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date, help_heading = "Rules")]
    pub(in crate::cli) as_of: Option<Date>,

    #[command(flatten)]
    pub(in crate::cli) common: CommonArgs,
}

/// How an evaluation is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum EvalFormat {
    Table,
    Json,
}

/// What ought to become of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ValueEnum)]
pub(in crate::cli) enum Verdict {
    /// Nothing is found.
    Pass,
    /// Something is found.
    Refuse,
}

/// How many of a list are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Amount(pub(in crate::cli) usize);

impl Amount {
    /// All of them.
    pub(in crate::cli) const ALL: Self = Self(usize::MAX);
}

fn parse_amount(text: &str) -> Result<Amount, Unfit> {
    match text {
        "all" => Ok(Amount::ALL),
        number => {
            number.parse().map(Amount).map_err(|_| Unfit::new("应为数字，或 all", "it is neither a number nor `all`"))
        }
    }
}

fn parse_share(text: &str) -> Result<f64, Unfit> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| Unfit::new("应为 0 到 1 之间的数", "it is not a number from 0 to 1"))
}

fn family() -> ValueParser {
    let word = |family: &Family| family.as_str();
    let find = move |word: String| Family::ALL.iter().find(|family| family.as_str() == word).copied();
    PossibleValuesParser::new(Family::ALL.iter().map(word))
        .try_map(move |word| find(word).ok_or("unknown family"))
        .into()
}
