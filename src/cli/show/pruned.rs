//! What a walk leaves aside before any configuration is asked: what is hidden, what an ignore file names, links.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::WalkDir;

use super::by::By;
use crate::cli::{discover, path};

/// A file that a walk left aside, or a folder with all that is in it.
#[derive(Debug)]
pub(super) struct Pruned {
    /// What it would be called in reports; a folder ends with `/`.
    pub(super) name: String,
    /// Why.
    pub(super) why: Aside,
}

/// Why a walk left it aside.
#[derive(Debug)]
pub(super) enum Aside {
    /// Its name begins with a dot.
    Hidden,
    /// This line of an ignore file names it.
    Ignored(By),
    /// It is neither a file nor a folder: a symbolic link, a pipe.
    NoFile,
}

/// What a walk of `folder` leaves aside, in the order of names.
pub(super) fn below(folder: &Path, working_directory: &Path) -> Vec<Pruned> {
    let kept: HashSet<PathBuf> =
        discover::walk(folder).filter_map(Result::ok).map(ignore::DirEntry::into_path).collect();
    let mut ignores = Ignores { working_directory, read: HashMap::new() };
    let mut pruned = Vec::new();
    let mut entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        // What cannot be read has been said by the walk that looks for files.
        let Ok(entry) = entry else { continue };
        let kind = entry.file_type();
        let why = if kept.contains(entry.path()) {
            if kind.is_file() || kind.is_dir() {
                continue;
            }
            Some(Aside::NoFile)
        } else if entry.file_name().to_string_lossy().starts_with('.') {
            Some(Aside::Hidden)
        } else {
            ignores.naming(entry.path(), kind.is_dir()).map(Aside::Ignored)
        };
        let slash = if kind.is_dir() { "/" } else { "" };
        if kind.is_dir() {
            entries.skip_current_dir();
        }
        pruned.extend(why.map(|why| Pruned { name: path::name(entry.path()) + slash, why }));
    }
    pruned
}

/// Ignore files, each read once.
struct Ignores<'w> {
    working_directory: &'w Path,
    read: HashMap<PathBuf, Option<Gitignore>>,
}

impl Ignores<'_> {
    /// The line that names `target`: the nearest file counts, and `.ignore` before `.gitignore`.
    fn naming(&mut self, target: &Path, is_dir: bool) -> Option<By> {
        let absolute = path::absolute(self.working_directory, target);
        for name in [".ignore", ".gitignore"] {
            for folder in absolute.ancestors().skip(1) {
                let file = folder.join(name);
                let ignore = self.read.entry(file.clone()).or_insert_with(|| read(folder, &file));
                let Some(glob) = ignore.as_ref().and_then(|ignore| ignore.matched(&absolute, is_dir).inner().cloned())
                else {
                    continue;
                };
                if glob.is_whitelist() {
                    break;
                }
                let path = path::name(&path::seen_from(self.working_directory, &file));
                let text = glob.original().to_owned();
                return Some(By { path, line: line_of(&file, &text), column: None, text });
            }
        }
        None
    }
}

fn read(folder: &Path, file: &Path) -> Option<Gitignore> {
    if !file.is_file() {
        return None;
    }
    let mut builder = GitignoreBuilder::new(folder);
    // Lines that are no patterns are skipped, as the walk does.
    builder.add(file);
    builder.build().ok()
}

/// The last line that holds this pattern, which is the one that counts, from 1.
fn line_of(file: &Path, pattern: &str) -> usize {
    let text = fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines.iter().rposition(|line| line.trim_end() == pattern.trim_end()).map_or(1, |place| place + 1)
}
