//! From what was named to the files to read.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use ignore::{Walk, WalkBuilder};

use super::{
    args,
    console::Console,
    options::{CheckOptions, Given},
    path,
    project::{Project, ProjectId, Projects},
};
use crate::{document::Format, text::did_you_mean};

/// A file to read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What it is called in reports.
    pub(super) name: String,
    /// Where it is; `None` for standard input.
    pub(super) path: Option<PathBuf>,
    /// How to read it.
    pub(super) format: Format,
    /// Whether the user named it, or its folder.
    pub(super) origin: Origin,
    /// What holds for it.
    pub(super) project: ProjectId,
}

/// Why a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The user named it.
    Named,
    /// It lies in a folder that the user named.
    Walked,
    /// Its project includes it, and some rules look at the whole project.
    Context,
}

/// A file that was seen and is not read.
#[derive(Clone, Debug)]
pub(super) struct Passed {
    /// What it would be called in reports.
    pub(super) name: String,
    /// Why it is not read.
    pub(super) why: Why,
    /// What holds for it, where that is known.
    pub(super) project: Option<ProjectId>,
}

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// This pattern of `exclude` in the project's configuration names it, counted from 0.
    Excluded(usize),
    /// No pattern of `include` names it.
    NotIncluded,
    /// Nothing but YAML, JSON and tables is looked into unasked.
    OtherFormat,
    /// It is the configuration.
    Configuration,
    /// Its configuration cannot be used.
    NoProject,
}

/// Finds all files, in the order of their names.
pub(super) fn discover(options: &CheckOptions, projects: &mut Projects<'_>, console: &mut Console) -> Vec<Found> {
    discover_all(options, projects, console).0
}

/// Finds all files, and those that were seen and are not read, both in the order of their names.
pub(super) fn discover_all(
    options: &CheckOptions,
    projects: &mut Projects<'_>,
    console: &mut Console,
) -> (Vec<Found>, Vec<Passed>) {
    let mut search = Search {
        options,
        projects,
        console,
        seen: HashSet::new(),
        walked: Vec::new(),
        found: Vec::new(),
        passed: Vec::new(),
    };
    // A file that is both named and walked counts as named.
    let (mut folders, mut stdin_taken) = (Vec::new(), false);
    for given in &options.given {
        match given {
            Given::Stdin(_) if stdin_taken => {}
            Given::Stdin(name) => {
                stdin_taken = true;
                search.stdin(name.as_deref());
            }
            Given::Path(path) => match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => folders.push(path),
                Ok(_) => search.named(path),
                Err(error) => search.missing(path, &error),
            },
        }
    }
    for folder in folders {
        search.walk(folder);
    }
    search.context();
    search.tell_whole();
    let (mut found, mut passed) = (search.found, search.passed);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    passed.sort_by(|a, b| a.name.cmp(&b.name));
    (found, passed)
}

struct Search<'a, 'o> {
    options: &'a CheckOptions,
    projects: &'a mut Projects<'o>,
    console: &'a mut Console,
    /// Absolute paths of files that are found already.
    seen: HashSet<PathBuf>,
    /// Absolute paths of folders that have been walked.
    walked: Vec<PathBuf>,
    found: Vec<Found>,
    passed: Vec<Passed>,
}

impl Search<'_, '_> {
    fn stdin(&mut self, file: Option<&Path>) {
        let working_directory = self.projects.working_directory().to_owned();
        let folder = match file {
            Some(file) => parent(&path::absolute(&working_directory, file)),
            None => working_directory,
        };
        let name = file.map_or_else(|| "<stdin>".to_owned(), path::name);
        let Some(project) = self.projects.of(&folder, self.console) else { return };
        if let Some(file) = file {
            self.seen.insert(path::absolute(self.projects.working_directory(), file));
        }
        let format = self.format(&name, project);
        let excluded = self.projects.get(project).files.excluded_by(&name).filter(|_| self.options.force_exclude);
        match excluded {
            Some(pattern) => self.passed.push(Passed { name, why: Why::Excluded(pattern), project: Some(project) }),
            None => self.found.push(Found { name, path: None, format, origin: Origin::Named, project }),
        }
    }

    fn named(&mut self, file: &Path) {
        let absolute = path::absolute(self.projects.working_directory(), file);
        if !self.seen.insert(absolute.clone()) {
            return;
        }
        if self.options.force_exclude {
            // Whoever names all files means none of them.
            match self.candidate(file, &absolute, Origin::Walked) {
                Ok(found) => self.found.push(found),
                Err(passed) => self.passed.push(passed),
            }
            return;
        }
        let Some(project) = self.projects.of(&parent(&absolute), self.console) else { return };
        let name = path::name(file);
        let format = self.format(&name, project);
        self.found.push(Found { name, path: Some(file.to_owned()), format, origin: Origin::Named, project });
    }

    fn missing(&mut self, path: &Path, error: &io::Error) {
        let name = path::name(path);
        self.console.io_error(&name, error);
        if let Some(command) = did_you_mean(&name, args::command_names().iter().map(String::as_str)) {
            let language = self.console.language();
            self.console.help(
                &language
                    .pick(format!("您是否想用命令 `{command}`？"), format!("Did you mean the command `{command}`?")),
            );
        }
    }

    fn walk(&mut self, folder: &Path) {
        let below = path::absolute(self.projects.working_directory(), folder);
        let Some(outer) = self.projects.of(&below, self.console) else { return };
        self.walked.push(below);
        for file in files_below(folder, self.console) {
            let absolute = path::absolute(self.projects.working_directory(), &file);
            if self.seen.contains(&absolute) {
                continue;
            }
            // What the outer configuration leaves out is left out with all configurations in it.
            let name = path::name(&file);
            if let Some(pattern) = self.projects.get(outer).files.excluded_by(&name) {
                self.passed.push(Passed { name, why: Why::Excluded(pattern), project: Some(outer) });
                continue;
            }
            match self.candidate(&file, &absolute, Origin::Walked) {
                Ok(found) => {
                    self.seen.insert(absolute);
                    self.found.push(found);
                }
                Err(passed) => self.passed.push(passed),
            }
        }
    }

    /// How to read the file that reports call `name`. Whoever names a file means it, whatever it is called; JSON is nearly
    /// YAML, so YAML is the best guess, but for what the configuration says how to read.
    fn format(&self, name: &str, project: ProjectId) -> Format {
        let guess = || if self.projects.get(project).plan.sources.name(name) { Format::Plain } else { Format::Yaml };
        Format::of(name).unwrap_or_else(guess)
    }

    /// The file, if its project wants it.
    fn candidate(&mut self, file: &Path, absolute: &Path, origin: Origin) -> Result<Found, Passed> {
        let name = path::name(file);
        let Some(project) = self.projects.of(&parent(absolute), self.console) else {
            return Err(Passed { name, why: Why::NoProject, project: None });
        };
        let Project { files: filter, plan, written, .. } = self.projects.get(project);
        let why = if written.as_ref().is_some_and(|written| written.path == absolute) {
            Some(Why::Configuration)
        } else if let Some(pattern) = filter.excluded_by(&name) {
            Some(Why::Excluded(pattern))
        } else if plan.sources.name(&name) {
            None
        } else if filter.has_include() {
            (!filter.includes(&name)).then_some(Why::NotIncluded)
        } else {
            let walked = matches!(
                Format::of(&name),
                Some(Format::Yaml | Format::Json | Format::JsonLines | Format::Table | Format::Data(_))
            );
            (!walked).then_some(Why::OtherFormat)
        };
        if let Some(why) = why {
            return Err(Passed { name, why, project: Some(project) });
        }
        let format = self.format(&name, project);
        Ok(Found { name, path: Some(file.to_owned()), format, origin, project })
    }

    /// What the projects of these files include besides them.
    fn context(&mut self) {
        for id in 0..self.projects.count() {
            let project = self.projects.get(id);
            let Some(folder) = project.folder.clone().filter(|_| project.files.has_include()) else { continue };
            let wanted = self.found.iter().any(|found| found.project == id);
            if !wanted || self.walked.iter().any(|walked| folder.starts_with(walked)) {
                continue;
            }
            let seen_from_here = path::seen_from(self.projects.working_directory(), &folder);
            let seen_from_here = if seen_from_here.as_os_str().is_empty() { Path::new(".") } else { &seen_from_here };
            for file in files_below(seen_from_here, self.console) {
                // What the project does not want is no context, and another project below it is none of our business.
                let filter = &self.projects.get(id).files;
                let name = path::name(&file);
                let wanted = filter.includes(&name) || self.projects.get(id).plan.sources.name(&name);
                if !wanted || filter.excludes(&name) {
                    continue;
                }
                let absolute = path::absolute(self.projects.working_directory(), &file);
                let fresh = !self.seen.contains(&absolute);
                let found = fresh.then(|| self.candidate(&file, &absolute, Origin::Context).ok()).flatten();
                if let Some(found) = found.filter(|found| found.project == id) {
                    self.seen.insert(absolute);
                    self.found.push(found);
                }
            }
        }
    }

    /// Tells the projects of which all documents are read: the whole folder was walked, or else what they include was read
    /// besides and nothing is checked that they do not.
    fn tell_whole(&mut self) {
        for id in 0..self.projects.count() {
            let project = self.projects.get(id);
            let root = project.folder.as_deref().unwrap_or(self.projects.working_directory());
            let walked = self.walked.iter().any(|walked| root.starts_with(walked));
            let named = || self.found.iter().filter(|found| found.project == id && found.origin == Origin::Named);
            let wants = |name: &str| project.files.includes(name) || project.plan.sources.name(name);
            let included = || project.folder.is_some() && named().all(|found| wants(&found.name));
            if walked || project.files.has_include() && included() {
                self.projects.is_whole(id);
            }
        }
    }
}

/// Every file below `folder` that is neither hidden nor ignored.
pub(super) fn files_below(folder: &Path, console: &mut Console) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in walk(folder) {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => files.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let at = place(&error).map_or_else(|| path::name(folder), path::name);
                let error = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                console.io_error(&at, &error);
            }
        }
    }
    files
}

/// Whether its name begins with a dot, and it is none of the files whose names have to, such as `.env`.
fn is_hidden(entry: &ignore::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    name.starts_with('.') && !(is_file && matches!(Format::of(&name), Some(Format::Data(_))))
}

/// Everything below `folder` that is neither hidden nor ignored. Symbolic links are not followed, so there is an end. The
/// same everywhere: no repository is needed, and nobody's private ignore file counts.
pub(super) fn walk(folder: &Path) -> Walk {
    let mut builder = WalkBuilder::new(folder);
    builder.require_git(false).git_global(false).git_exclude(false).sort_by_file_name(Ord::cmp);
    builder.hidden(false).filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)).build()
}

/// The path that an error of the walker is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn parent(absolute: &Path) -> PathBuf {
    absolute.parent().unwrap_or(absolute).to_owned()
}
