//! Brings a report to the files that it is wanted in.

use std::{
    env,
    ffi::OsString,
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use super::{args::Target, console::Console, path};
use crate::{
    diagnostic::Report,
    output::{self, Exit, Format, Style},
};

/// The file that GitHub Actions shows as Markdown on the page of the run, by the variable that names it.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// By what GitHub Actions and GitLab tell the root of the repository.
const ROOTS: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// Writes the report to every target that is a file. `exit` tells what decides the exit code, given what could not be used
/// so far.
///
/// All files are opened before any is written, so that a report in one of them knows that another one is missing.
pub(super) fn write(
    report: &mut Report,
    targets: &[Target],
    exit: impl Fn(&Report, &Console) -> Exit,
    console: &mut Console,
) {
    let mut files: Vec<(&Path, File, Document)> = Vec::new();
    for Target { format, file } in targets {
        if let Some(path) = file {
            open(path, File::create(path), Document::Report(*format), &mut files, console);
        }
    }
    let summary = step_summary(targets);
    if let Some(path) = &summary {
        let opened = OpenOptions::new().append(true).create(true).open(path);
        open(Path::new(path), opened, Document::StepSummary, &mut files, console);
    }
    report.failures = console.failures().to_vec();
    report.folder = folder();
    let style = Style { exit: exit(report, console), ..Style::default() };
    for (path, mut file, document) in files {
        let written = match document {
            Document::Report(format) => output::render(report, format, &style, &mut file),
            Document::StepSummary => output::render_step_summary(report, &style, &mut file),
        };
        if let Err(error) = written {
            console.io_error(&path::name(path), &error);
        }
    }
}

/// What goes into a file.
#[derive(Clone, Copy)]
enum Document {
    Report(Format),
    StepSummary,
}

fn open<'p>(
    path: &'p Path,
    opened: io::Result<File>,
    document: Document,
    files: &mut Vec<(&'p Path, File, Document)>,
    console: &mut Console,
) {
    match opened {
        Ok(file) => files.push((path, file, document)),
        Err(error) => console.io_error(&path::name(path), &error),
    }
}

/// The working directory as the root of the repository sees it, where a CI says which that is.
fn folder() -> String {
    let Ok(here) = env::current_dir() else { return String::new() };
    let mut roots = ROOTS.iter().filter_map(env::var_os).map(PathBuf::from).filter(|root| root.is_absolute());
    let below = roots.find_map(|root| Some(path::slashes(here.strip_prefix(root).ok()?)));
    below.filter(|folder| !folder.is_empty()).map(|folder| folder + "/").unwrap_or_default()
}

/// The file for the page of the run, where GitHub Actions gives one and its format is asked for.
fn step_summary(targets: &[Target]) -> Option<OsString> {
    let wanted = targets.iter().any(|target| target.format == Format::Github);
    env::var_os(STEP_SUMMARY).filter(|path| wanted && !path.is_empty())
}
