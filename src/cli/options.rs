//! What the options of `check` mean.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{
    args::{BaselineArgs, CheckArgs, ConvertArgs, EvalArgs, FixArgs, MeasureArgs, RuleArgs, Target},
    show::Shown,
    stream::Sizes,
};
use crate::{
    diagnostic::{Language, Safety, Severity},
    output::Format,
};

/// One thing to check.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// A file or a folder.
    Path(PathBuf),
    /// Standard input, and the file it stands for.
    Stdin(Option<PathBuf>),
}

impl Given {
    /// What a path on the command line means; standard input stands for no file.
    fn nameless(path: &Path) -> Self {
        if path.as_os_str() == "-" { Self::Stdin(None) } else { Self::Path(path.to_path_buf()) }
    }
}

/// Where configuration comes from.
#[derive(Clone, Debug)]
pub(super) enum ConfigChoice {
    /// The nearest `lint.yml` above each input.
    Nearest,
    /// This file.
    File(PathBuf),
    /// Nowhere.
    None,
}

/// What a run needs to know besides the files: what was said on the command line counts before any configuration.
#[derive(Clone, Debug)]
pub(super) struct Options {
    pub(super) packs: Vec<PathBuf>,
    pub(super) config: ConfigChoice,
    pub(super) providers: Vec<String>,
    pub(super) profile: Vec<(String, String)>,
    pub(super) as_of: Option<Date>,
    pub(super) fail_on: Option<Severity>,
    pub(super) language: Option<Language>,
    /// Whether rules are measured.
    pub(super) profile_rules: bool,
}

/// What is done with fixes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fixing {
    /// The riskiest that are applied.
    pub(super) safety: Safety,
    /// Whether the outcome is only shown.
    pub(super) dry: bool,
}

/// The revision since which things were touched; `None` for the last commit.
#[derive(Clone, Debug)]
pub(super) struct Since(pub(super) Option<String>);

/// What `check` is asked to do.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[derive(Clone, Debug)]
pub(super) struct CheckOptions {
    pub(super) given: Vec<Given>,
    pub(super) targets: Vec<Target>,
    pub(super) force_exclude: bool,
    pub(super) allow_empty: bool,
    pub(super) exit_zero: bool,
    pub(super) fixing: Option<Fixing>,
    pub(super) baseline: Option<PathBuf>,
    pub(super) changed: Option<Since>,
    pub(super) statistics: bool,
    pub(super) show: Option<Shown>,
    /// How much of large files is held; everything where nothing is said.
    pub(super) sizes: Option<Sizes>,
    pub(super) run: Options,
}

impl From<CheckArgs> for CheckOptions {
    fn from(args: CheckArgs) -> Self {
        let mut targets = args.format;
        if targets.is_empty() {
            targets.push(Target { format: Format::Pretty, file: None });
        }
        let stdin = args.stdin_filename;
        let mut given: Vec<Given> = Vec::with_capacity(args.paths.len());
        for path in args.paths {
            given.push(if path.as_os_str() == "-" { Given::Stdin(stdin.clone()) } else { Given::Path(path) });
        }
        let run = Options {
            providers: args.provider,
            profile: args.profile,
            as_of: args.as_of,
            fail_on: args.fail_on,
            profile_rules: args.profile_rules,
            ..Options::new(args.rules, args.common.lang)
        };
        Self {
            given,
            targets,
            force_exclude: args.force_exclude,
            allow_empty: args.allow_empty,
            exit_zero: args.exit_zero,
            fixing: Fixing::of(args.fix),
            baseline: args.baseline,
            changed: args.changed.then_some(Since(args.base)),
            statistics: args.statistics,
            show: Shown::of(args.show),
            sizes: Some(Sizes::USUAL),
            run,
        }
    }
}

impl Fixing {
    fn of(args: FixArgs) -> Option<Self> {
        let safety = if args.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        (args.fix || args.diff).then_some(Self { safety, dry: args.diff })
    }
}

impl CheckOptions {
    /// Reads these files and does nothing else with them: no report, no fix.
    fn reading(given: Vec<Given>, run: Options) -> Self {
        Self {
            given,
            targets: Vec::new(),
            force_exclude: false,
            allow_empty: false,
            exit_zero: false,
            fixing: None,
            baseline: None,
            changed: None,
            statistics: false,
            show: None,
            sizes: Some(Sizes::USUAL.showing_all()),
            run,
        }
    }

    /// A file that two reports would go to.
    pub(super) fn file_named_twice(&self) -> Option<&Path> {
        let files: Vec<&Path> = self.targets.iter().filter_map(|target| target.file.as_deref()).collect();
        files.iter().enumerate().find(|(nth, file)| files[..*nth].contains(file)).map(|(_, file)| *file)
    }
}

impl From<BaselineArgs> for CheckOptions {
    fn from(args: BaselineArgs) -> Self {
        let run = Options {
            providers: args.provider,
            profile: args.profile,
            as_of: args.as_of,
            ..Options::new(args.rules, args.common.lang)
        };
        Self::reading(args.paths.into_iter().map(Given::Path).collect(), run)
    }
}

impl From<&ConvertArgs> for CheckOptions {
    /// What decides which files are converted.
    fn from(args: &ConvertArgs) -> Self {
        let run = Options { profile: args.profile.clone(), ..Options::new(args.rules.clone(), args.common.lang) };
        Self::reading(args.paths.iter().map(|path| Given::nameless(path)).collect(), run)
    }
}

impl From<&MeasureArgs> for CheckOptions {
    /// What decides which files are measured, and for whom.
    fn from(args: &MeasureArgs) -> Self {
        let run = Options {
            providers: args.provider.clone(),
            profile: args.profile.clone(),
            ..Options::new(args.rules.clone(), args.common.lang)
        };
        let given = args.paths.iter().map(|path| Given::nameless(path)).collect();
        Self { allow_empty: args.allow_empty, ..Self::reading(given, run) }
    }
}

impl From<&EvalArgs> for Options {
    /// What decides how texts are judged.
    fn from(args: &EvalArgs) -> Self {
        Self {
            providers: args.provider.clone(),
            profile: args.profile.clone(),
            as_of: args.as_of,
            ..Self::new(args.rules.clone(), args.common.lang)
        }
    }
}

impl Options {
    /// Options of the commands that look at rules only.
    pub(super) fn new(args: RuleArgs, language: Option<Language>) -> Self {
        let config = match (args.config, args.isolated) {
            (Some(file), _) => ConfigChoice::File(file),
            (None, true) => ConfigChoice::None,
            (None, false) => ConfigChoice::Nearest,
        };
        Self {
            packs: args.pack,
            config,
            providers: Vec::new(),
            profile: Vec::new(),
            as_of: None,
            fail_on: None,
            language,
            profile_rules: false,
        }
    }
}
