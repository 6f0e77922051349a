//! `smslint check`: from options to a report.

use std::{
    io::{self, ErrorKind},
    sync::Arc,
};

use super::{
    args::{CheckArgs, Target},
    clock,
    console::Console,
    discover::{Found, Origin, discover},
    exit::{self, ExitCode},
    load, merge,
    options::CheckOptions,
    parallel,
    project::{Project, Projects},
    targets,
};
use crate::{
    diagnostic::{Language, Report, Severity},
    document::{Format, Problem, ProblemKind, looks_like_document},
    engine::{self, Examined, Input},
    output::{self, Exit, Format as OutputFormat, Style},
    text::{FaultKind, Source},
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
    let mut projects = Projects::new(&options.run);
    let found = discover(&options, &mut projects, console);
    if projects.count() == 0 && !console.is_unusable() {
        // There is nothing to check, but a mistake on the command line is one all the same.
        projects.here(console);
    }
    let mut runs = Vec::new();
    for id in 0..projects.count() {
        let files: Vec<&Found> = found.iter().filter(|found| found.project == id).collect();
        if !files.is_empty() {
            let project = projects.get(id);
            runs.push((lint(&files, project, console), project.fail_on));
        }
    }
    // Where configurations disagree, the strictest decides.
    let fail_on = runs.iter().map(|(_, fail_on)| *fail_on).min();
    let language = options.run.language.unwrap_or(console.language());
    let mut report = merge::merge(runs.into_iter().map(|(report, _)| report))
        .unwrap_or_else(|| Report::new(options.run.as_of.unwrap_or_else(clock::today), language));
    let code = finish(&mut report, fail_on.unwrap_or(Severity::Error), &options, console);
    exit::leave((report, projects));
    code
}

/// Lints the files of one project.
fn lint(files: &[&Found], project: &Project, console: &mut Console) -> Report {
    let mut inputs = Vec::with_capacity(files.len());
    let mut origins = Vec::with_capacity(files.len());
    for (found, read) in files.iter().zip(parallel::map(files, |found| read(found))) {
        match read {
            Ok(Some(source)) => {
                let reported = found.origin != Origin::Context;
                inputs.push(Input { source: Arc::new(source), format: found.format, reported });
                origins.push(found.origin);
            }
            Ok(None) => {}
            Err(error) => {
                let (name, words) = (&found.name, error.words(project.plan.language));
                console.error(&project.plan.language.pick(format!("{name}：{words}"), format!("{name}: {words}")));
            }
        }
    }
    let mut examined = parallel::map(&inputs, |input| engine::examine(input, &project.plan));
    for (examined, origin) in examined.iter_mut().zip(origins) {
        if !examined.document.recognised && !shows_why(examined, origin, project) {
            set_aside(examined, origin, project.plan.language, console);
        }
    }
    let report = engine::conclude(&inputs, &examined, &project.plan);
    exit::leave(examined);
    exit::leave(inputs);
    report
}

/// The file, unless it was found by walking and one look shows that it holds nothing for us.
pub(super) fn read(found: &Found) -> Result<Option<Source>, load::Unread> {
    let bytes = match &found.path {
        Some(path) => load::file(path)?,
        None => load::stdin()?,
    };
    let skip = found.origin != Origin::Named && found.format != Format::Plain && !looks_like_document(&bytes);
    Ok((!skip).then(|| Source::new(found.name.as_str(), bytes)))
}

/// Whether a file in which nothing was recognised is reported with what keeps it from being read: who asked for it, by
/// its name or in a configuration, wants to know. What is only odd in a file that nobody named is not our business.
fn shows_why(examined: &Examined<'_>, origin: Origin, project: &Project) -> bool {
    let problems = &examined.document.problems;
    let broken = |problem: &Problem| matches!(problem.kind, ProblemKind::Fault(FaultKind::Syntax(_)));
    match origin {
        Origin::Named => !problems.is_empty(),
        _ => project.files.includes(examined.document.source.name()) && problems.iter().any(broken),
    }
}

/// Keeps a file out of the report in which nothing was recognised. Who named it is told so.
fn set_aside(examined: &mut Examined<'_>, origin: Origin, language: Language, console: &Console) {
    if origin == Origin::Named {
        let name = examined.document.source.name();
        console.note(&language.pick(
            format!("{name}：没有可识别的签名、模板或其他记录"),
            format!("{name}: nothing in it is a signature, a template or any other record"),
        ));
    }
    examined.document.problems.clear();
    examined.diagnostics.clear();
}

/// Writes the report to wherever it is wanted, and decides how the run ends.
fn finish(report: &mut Report, fail_on: Severity, options: &CheckOptions, console: &mut Console) -> ExitCode {
    targets::write(report, &options.targets, |report, console| verdict(report, fail_on, options, console), console);
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
