//! `smslint check`: from options to a report.

use std::{
    io::{self, ErrorKind, Write},
    sync::Arc,
};

use super::{
    args::{CheckArgs, Target},
    baseline,
    batch::{Batch, Counts},
    changed::Changes,
    clock,
    console::Console,
    discover::{Found, Origin, discover},
    exit::{self, ExitCode},
    fix::{self, Fixed},
    merge,
    options::{CheckOptions, Since},
    profile::Profile,
    project::{ProjectId, Projects},
    show, statistics, targets,
};
use crate::{
    diagnostic::{Report, Severity},
    output::{self, Exit, Format as OutputFormat, Style},
};

/// Checks what was named.
pub(super) fn run(args: CheckArgs, console: &mut Console) -> ExitCode {
    let options = CheckOptions::from(args);
    if options.targets.iter().filter(|target| target.file.is_none()).count() > 1 {
        console.error(console.language().pick(
            "只有一种 --format 能写到标准输出；其余的请写成 FORMAT=FILE",
            "only one --format can go to standard output; write the others as FORMAT=FILE",
        ));
        return ExitCode::Unusable;
    }
    if let Some(file) = options.file_named_twice() {
        let name = super::path::name(file);
        console.error(&console.language().pick(
            format!("{name}：两种 --format 不能写到同一个文件"),
            format!("{name}: two formats cannot go to the same file"),
        ));
        return ExitCode::Unusable;
    }
    if let Some(shown) = options.show {
        return show::run(shown, &options, console);
    }
    let mut projects = Projects::new(&options.run);
    let baseline = match &options.baseline {
        None => None,
        Some(file) => match baseline::read(file, projects.working_directory(), console) {
            Some(baseline) => Some(baseline),
            None => return ExitCode::Unusable,
        },
    };
    let changes = match &options.changed {
        None => None,
        Some(Since(base)) => match Changes::since(base.as_deref(), console) {
            Some(changes) => Some(Arc::new(changes)),
            None => return ExitCode::Unusable,
        },
    };
    let mut fixed = Fixed::default();
    let counts = Counts { baseline: baseline.clone(), changes };
    let Outcome { mut report, fail_on, checked } = judge(&options, &counts, &mut projects, &mut fixed, console);
    // Of what --changed leaves out, nobody can say that it is gone.
    if let (Some(baseline), None) = (&baseline, &options.changed) {
        baseline::report_stale(&mut report, baseline, &checked, &projects);
    }
    if let Some(fixing) = options.fixing {
        fixed.say(fixing, console);
        if fixing.dry {
            return fixed.verdict(&report, &options, console);
        }
    }
    let profile = options.run.profile_rules.then(|| Profile::of(&projects));
    let code = finish(&mut report, fail_on, &fixed, profile.as_ref(), &options, console);
    exit::leave((report, projects));
    code
}

/// What came of judging everything that was named.
pub(super) struct Outcome {
    /// The findings of all projects.
    pub(super) report: Report,
    /// The least severity that counts.
    fail_on: Severity,
    /// The files whose findings are in the report, as it names them, and what holds for each.
    checked: Vec<(String, ProjectId)>,
}

/// Finds the files, judges them project by project, and mends them where that is wanted.
pub(super) fn judge(
    options: &CheckOptions,
    counts: &Counts,
    projects: &mut Projects<'_>,
    fixed: &mut Fixed,
    console: &mut Console,
) -> Outcome {
    let found = discover(options, projects, console);
    if projects.count() == 0 && !console.is_unusable() {
        // There is nothing to check, but a mistake on the command line is one all the same.
        projects.here(console);
    }
    let mut runs = Vec::new();
    for id in 0..projects.count() {
        let files: Vec<&Found> = found.iter().filter(|found| found.project == id).collect();
        if !files.is_empty() {
            let project = projects.get(id);
            // What is mended, or compared with how it was, is held as a whole.
            let sizes = options.sizes.filter(|_| options.fixing.is_none() && counts.changes.is_none());
            // What a baseline knows must not take the place of what is new.
            let sizes = sizes.map(|sizes| if counts.baseline.is_some() { sizes.showing_all() } else { sizes });
            let mut batch = Batch::read(&files, counts, sizes, project, console);
            let report = match options.fixing {
                Some(fixing) => fix::run(&mut batch, project, fixing, fixed, console),
                None => batch.lint(&batch.inputs.clone(), project, console),
            };
            runs.push((report, project.fail_on));
        }
    }
    // Where configurations disagree, the strictest decides.
    let fail_on = runs.iter().map(|(_, fail_on)| *fail_on).min().unwrap_or(Severity::Error);
    let language = options.run.language.unwrap_or(console.language());
    let report = merge::merge(runs.into_iter().map(|(report, _)| report))
        .unwrap_or_else(|| Report::new(options.run.as_of.unwrap_or_else(clock::today), language));
    let checked = found.into_iter().filter(|found| found.origin != Origin::Context);
    let checked = checked.map(|found| (found.name, found.project)).collect();
    Outcome { report, fail_on, checked }
}

/// Writes the report to wherever it is wanted, and decides how the run ends.
fn finish(
    report: &mut Report,
    fail_on: Severity,
    fixed: &Fixed,
    profile: Option<&Profile>,
    options: &CheckOptions,
    console: &mut Console,
) -> ExitCode {
    targets::write(report, &options.targets, |report, console| verdict(report, fail_on, options, console), console);
    let exit = verdict(report, fail_on, options, console);
    if exit == (Exit::Empty { allowed: false }) {
        console.help(console.language().pick(
            "--show-files 会列出见到的文件，以及为什么没有检查。",
            "--show-files lists the files that were seen, and why none is checked.",
        ));
    }
    let code = match exit.code(report) {
        0 => ExitCode::Clean,
        1 => ExitCode::Findings,
        3 => ExitCode::Nothing,
        _ => ExitCode::Unusable,
    };
    let Some(Target { format, .. }) = options.targets.iter().find(|target| target.file.is_none()) else { return code };
    // Standard error has said it all; a person needs no report about nothing, but a program needs its JSON.
    if *format == OutputFormat::Pretty && exit == Exit::Unusable && report.files == 0 {
        return code;
    }
    if fixed.took_stdout {
        // The mended text of standard input stands there.
        let style = Style { exit, ..console.stderr_style() };
        // Nobody is left to be told that standard error is closed.
        let _ = output::render(report, *format, &style, &mut io::stderr().lock());
        return code;
    }
    if let Some(profile) = profile {
        let text = if *format == OutputFormat::Json { profile.listed() } else { profile.table(report.language) };
        return console.written(io::stdout().lock().write_all(text.as_bytes()), code);
    }
    if options.statistics {
        let text = if *format == OutputFormat::Json { statistics::listed(report) } else { statistics::table(report) };
        return console.written(io::stdout().lock().write_all(text.as_bytes()), code);
    }
    let style = Style { exit, ..console.stdout_style() };
    match output::render(report, *format, &style, &mut io::stdout().lock()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::Clean,
        result => console.written(result, code),
    }
}

fn verdict(report: &Report, fail_on: Severity, options: &CheckOptions, console: &Console) -> Exit {
    if console.is_unusable() {
        Exit::Unusable
    } else if report.files == 0 {
        Exit::Empty { allowed: options.allow_empty }
    } else if options.exit_zero {
        Exit::Forced
    } else {
        Exit::Findings { fail_on }
    }
}
