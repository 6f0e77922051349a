//! `smslint check`: from options to a report.

use std::{
    fs::File,
    io::{self, ErrorKind},
};

use super::{
    args::{CheckArgs, Target},
    batch::Batch,
    clock,
    console::Console,
    discover::{Found, discover},
    exit::ExitCode,
    fix::{self, Fixed},
    merge,
    options::CheckOptions,
    project::Projects,
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
    let mut projects = Projects::new(&options.run);
    let found = discover(&options, &mut projects, console);
    if projects.count() == 0 && !console.is_unusable() {
        // There is nothing to check, but a mistake on the command line is one all the same.
        projects.here(console);
    }
    let (mut runs, mut fixed) = (Vec::new(), Fixed::default());
    for id in 0..projects.count() {
        let files: Vec<&Found> = found.iter().filter(|found| found.project == id).collect();
        if !files.is_empty() {
            let project = projects.get(id);
            let mut batch = Batch::read(&files, project, console);
            let report = match options.fixing {
                Some(fixing) => fix::run(&mut batch, project, fixing, &mut fixed, console),
                None => batch.lint(&batch.inputs.clone(), project, console),
            };
            runs.push((report, project.fail_on));
        }
    }
    // Where configurations disagree, the strictest decides.
    let fail_on = runs.iter().map(|(_, fail_on)| *fail_on).min();
    let language = options.run.language.unwrap_or(console.language());
    let report = merge::merge(runs.into_iter().map(|(report, _)| report)).unwrap_or_else(|| Report {
        diagnostics: Vec::new(),
        sources: std::collections::BTreeMap::new(),
        as_of: options.run.as_of.unwrap_or_else(clock::today),
        language,
        files: 0,
        records: 0,
        notes: Vec::new(),
    });
    if let Some(fixing) = options.fixing {
        fixed.say(fixing, console);
        if fixing.dry {
            return fixed.verdict(&report, &options, console);
        }
    }
    finish(&report, fail_on.unwrap_or(Severity::Error), &fixed, &options, console)
}

/// Writes the report to wherever it is wanted, and decides how the run ends.
fn finish(
    report: &Report,
    fail_on: Severity,
    fixed: &Fixed,
    options: &CheckOptions,
    console: &mut Console,
) -> ExitCode {
    for target in &options.targets {
        if let Some(path) = &target.file {
            let style = Style { exit: verdict(report, fail_on, options, console), ..Style::default() };
            let written =
                File::create(path).and_then(|mut file| output::render(report, target.format, &style, &mut file));
            if let Err(error) = written {
                console.io_error(&super::path::name(path), &error);
            }
        }
    }
    let exit = verdict(report, fail_on, options, console);
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
