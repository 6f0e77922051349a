//! What was typed.

mod chinese;
mod convert;
mod eval;
mod hanging;
mod measure;
mod order;
mod show;
mod start;
mod value;

use std::{
    env,
    io::{self, Write},
    path::PathBuf,
};

use clap::{ArgGroup, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use self::value::{language, parse_date, parse_setting, parse_target, severity};
use super::terminal::{self, ColorChoice};
use crate::diagnostic::{Language, Severity};

pub(super) use self::{
    convert::ConvertArgs,
    eval::{Amount, EvalArgs, EvalFormat, Verdict},
    measure::{MeasureArgs, MeasureFormat},
    show::ShowArgs,
    start::{CompletionsArgs, InitArgs, ManArgs, SchemaArgs, SchemaOf},
    value::{Target, Unfit},
};

/// Tells you what the reviewer would refuse in your SMS signatures and templates, before you submit them.
#[derive(Debug, Parser)]
#[command(name = "smslint", version, args_conflicts_with_subcommands = true, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) check: CheckArgs,
}

impl Arguments {
    /// Reads what was typed.
    pub(super) fn typed() -> Result<Self, NotTyped> {
        let words = order::command_first(env::args_os().collect());
        let language = order::language(&words).unwrap_or_else(super::locale::language);
        let parsed = Self::described(language).try_get_matches_from(words);
        parsed.and_then(|matches| Self::from_arg_matches(&matches)).map_err(|error| NotTyped { error, language })
    }

    /// The command line, described in that language.
    pub(super) fn described(language: Language) -> clap::Command {
        match language {
            // Lines are broken when they are shown: clap breaks them at spaces only.
            Language::Zh => chinese::spoken(Self::command().term_width(0)),
            Language::En => Self::command(),
        }
    }
}

/// A command line that cannot be carried out, or asks for help or the version.
#[derive(Debug)]
pub(super) struct NotTyped {
    error: clap::Error,
    language: Language,
}

impl NotTyped {
    /// Says so, and tells whether something is wrong.
    pub(super) fn say(&self) -> bool {
        // Nothing can be done about a reader who went away.
        let _ = match self.language {
            Language::Zh => self.say_in_chinese(),
            Language::En => self.error.print(),
        };
        self.error.use_stderr()
    }

    fn say_in_chinese(&self) -> io::Result<()> {
        if let Some(words) = chinese::complaint(&self.error, terminal::stderr(ColorChoice::Auto).color) {
            return io::stderr().lock().write_all(words.as_bytes());
        }
        if self.error.use_stderr() {
            return self.error.print();
        }
        let (style, text) = (terminal::stdout(ColorChoice::Auto), self.error.render());
        let text = if style.color { text.ansi().to_string() } else { text.to_string() };
        io::stdout().lock().write_all(hanging::hanging(&chinese::usage(&text), style.width).as_bytes())
    }
}

const EXIT_CODES: &str = "\
Exit codes:
  0  nothing to object to
  1  findings at or above --fail-on
  2  something could not be used: an option, a configuration, a pack, a file
  3  nothing to check (0 with --allow-empty)";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Checks files and folders. This is what happens without a command, too.
    #[command(after_help = EXIT_CODES)]
    Check(CheckArgs),
    /// Explains a rule, an error code, or what a reviewer wrote: what is objected to, why, and how to mend it.
    Explain(ExplainArgs),
    /// Lists the rules, or what changed in them and when.
    Rules(RulesArgs),
    /// Writes down the findings there are, so that `check --baseline` counts only new ones.
    Baseline(BaselineArgs),
    /// Measures templates: how long their messages get, and how many parts they are billed as.
    Measure(MeasureArgs),
    /// Writes templates in another provider's way, as variants beside the content that is there.
    Convert(ConvertArgs),
    /// Looks at a folder and writes a lint.yml that fits it.
    Init(InitArgs),
    /// Prints a JSON Schema, so that editors complete and check what you write.
    Schema(SchemaArgs),
    /// Runs the cases that rules carry: those of your packs, or of the built-in ones where you have none.
    Test(TestArgs),
    /// Scores the rules on labelled texts: what they find of what ought to be refused, and what of what ought to pass.
    Eval(EvalArgs),
    /// Prints a script that completes this command line in a shell.
    Completions(CompletionsArgs),
    /// Prints a manual page.
    Man(ManArgs),
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct CheckArgs {
    /// Files and folders to check; `-` is standard input. Write ./rules for a folder that is called like a command.
    #[arg(value_name = "PATHS", default_value = ".", hide_default_value = true)]
    pub(super) paths: Vec<PathBuf>,

    /// How to write the report: pretty, short, markdown, json, ndjson, sarif, github, gitlab, junit or rdjson; FORMAT=FILE
    /// writes it to a file. May be repeated.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = parse_target, help_heading = "Output")]
    pub(super) format: Vec<Target>,

    /// The least severity that gives exit code 1: info, warning or error, which is what holds if nothing is said.
    #[arg(long, value_name = "LEVEL", value_parser = severity(), hide_possible_values = true, help_heading = "Output")]
    pub(super) fail_on: Option<Severity>,

    /// Counts findings by rule in place of showing them.
    #[arg(long, help_heading = "Output")]
    pub(super) statistics: bool,

    /// Shows how long each rule takes and how much it finds in place of findings.
    #[arg(long, conflicts_with = "statistics", help_heading = "Output")]
    pub(super) profile_rules: bool,

    #[command(flatten)]
    pub(super) show: ShowArgs,

    /// Ends with 0 whatever was found.
    #[arg(long, help_heading = "Output")]
    pub(super) exit_zero: bool,

    /// Ends with 0 where there is nothing to check.
    #[arg(long, help_heading = "Output")]
    pub(super) allow_empty: bool,

    #[command(flatten)]
    pub(super) fix: FixArgs,

    #[command(flatten)]
    pub(super) rules: RuleArgs,

    /// Who judges records that name no provider. May be repeated, or separated by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Rules")]
    pub(super) provider: Vec<String>,

    /// What is known about who submits, such as account=enterprise. May be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_setting, help_heading = "Rules")]
    pub(super) profile: Vec<(String, String)>,

    /// The day that decides which rules are in force; today in Shanghai if not given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date, help_heading = "Rules")]
    pub(super) as_of: Option<Date>,

    /// What standard input is called in reports; decides its format and its configuration.
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    pub(super) stdin_filename: Option<PathBuf>,

    /// Takes files that are named like files that are found: what the configuration leaves out stays out, and so does
    /// what holds no record. For hooks, which name every file.
    #[arg(long, help_heading = "Files")]
    pub(super) force_exclude: bool,

    /// Reports only records that were touched since the last commit, as git sees it; rules still see all others.
    #[arg(long, help_heading = "Files")]
    pub(super) changed: bool,

    /// Reports, with --changed, records that were touched since they left this revision.
    #[arg(long, value_name = "REV", requires = "changed", help_heading = "Files")]
    pub(super) base: Option<String>,

    /// Counts only what this file does not know; `smslint baseline` writes it.
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    pub(super) baseline: Option<PathBuf>,

    #[command(flatten)]
    pub(super) common: CommonArgs,
}

/// What is mended.
#[derive(Clone, Copy, Debug, Args)]
#[command(group(ArgGroup::new("fixing").args(["fix", "diff"]).multiple(true)))]
pub(super) struct FixArgs {
    /// Mends what can be mended without changing what a message says, and reports what is left; leaves alone what is
    /// submitted or approved.
    #[arg(long, help_heading = "Fixes")]
    pub(super) fix: bool,

    /// Mends, with --fix or --diff, also what changes the wording of a message: look at it afterwards.
    #[arg(long, requires = "fixing", help_heading = "Fixes")]
    pub(super) unsafe_fixes: bool,

    /// Shows what --fix would change, and writes nothing; ends with 1 where it would change anything.
    #[arg(long, conflicts_with = "format", help_heading = "Fixes")]
    pub(super) diff: bool,
}

/// Which rules there are.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct RuleArgs {
    /// A pack of your own: a folder or a file. May be repeated.
    #[arg(long, value_name = "PATH", help_heading = "Rules")]
    pub(super) pack: Vec<PathBuf>,

    /// Takes this configuration instead of the nearest lint.yml.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated", help_heading = "Files")]
    pub(super) config: Option<PathBuf>,

    /// Takes no configuration at all.
    #[arg(long, help_heading = "Files")]
    pub(super) isolated: bool,
}

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct CommonArgs {
    /// The language of messages; that of the configuration or of the locale if not given.
    #[arg(long, value_name = "zh|en", value_parser = language(), hide_possible_values = true, help_heading = "Output")]
    pub(super) lang: Option<Language>,

    /// When to use colours: auto (on a terminal, unless the environment says otherwise), always or never.
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        value_enum,
        hide_possible_values = true,
        hide_default_value = true,
        help_heading = "Output"
    )]
    pub(super) color: ColorChoice,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The id of a rule, such as cn/name or name alone; a provider's error code or its last part; or words of a reviewer
    /// or of an answer of the API, copied as they are.
    #[arg(value_name = "WHAT", required = true)]
    pub(super) what: Vec<String>,

    /// How to write it down.
    #[arg(long, value_name = "FORMAT", default_value = "pretty", value_enum, help_heading = "Output")]
    pub(super) format: PageFormat,

    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// How to write them down.
    #[arg(long, value_name = "FORMAT", default_value = "table", value_enum, help_heading = "Output")]
    pub(super) format: ListFormat,

    /// Lists what changed when, the newest first: rules that are in force from a day on, or up to one.
    #[arg(long, help_heading = "Output")]
    pub(super) changes: bool,

    /// Lists, with --changes, only what changed on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "changes", value_parser = parse_date, help_heading = "Output")]
    pub(super) since: Option<Date>,

    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    /// Files and folders to check.
    #[arg(value_name = "PATHS", default_value = ".", hide_default_value = true)]
    pub(super) paths: Vec<PathBuf>,

    /// The file to write; standard output if not given. Paths in it are seen from its folder.
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,

    #[command(flatten)]
    pub(super) rules: RuleArgs,

    /// Who judges records that name no provider. May be repeated, or separated by commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Rules")]
    pub(super) provider: Vec<String>,

    /// What is known about who submits, such as account=enterprise. May be repeated.
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse_setting, help_heading = "Rules")]
    pub(super) profile: Vec<(String, String)>,

    /// The day that decides which rules are in force; today in Shanghai if not given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date, help_heading = "Rules")]
    pub(super) as_of: Option<Date>,

    #[command(flatten)]
    pub(super) common: CommonArgs,
}

#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// How to write the outcome down.
    #[arg(long, value_name = "FORMAT", default_value = "pretty", value_enum, help_heading = "Output")]
    pub(super) format: PageFormat,

    /// Also lists, rule by rule, how many cases fire it and hold it; one that lacks either gives exit code 1.
    #[arg(long, help_heading = "Output")]
    pub(super) coverage: bool,

    #[command(flatten)]
    pub(super) rules: RuleArgs,
    #[command(flatten)]
    pub(super) common: CommonArgs,
}

/// How a single thing is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    Pretty,
    Json,
}

/// How a list of rules is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Table,
    Markdown,
    Json,
}

impl Command {
    pub(super) const fn common(&self) -> CommonArgs {
        match self {
            Self::Check(args) => args.common,
            Self::Explain(args) => args.common,
            Self::Rules(args) => args.common,
            Self::Baseline(args) => args.common,
            Self::Convert(args) => args.common,
            Self::Measure(args) => args.common,
            Self::Schema(args) => args.common,
            Self::Test(args) => args.common,
            Self::Eval(args) => args.common,
            Self::Init(args) => args.common,
            Self::Completions(args) => args.common,
            Self::Man(args) => args.common,
        }
    }
}

/// The names of all commands.
pub(super) fn command_names() -> Vec<String> {
    Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}
