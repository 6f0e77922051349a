//! Packs of the user: folders and files, read into memory.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::Arc,
};

use walkdir::WalkDir;

use super::{load, parallel::Threads, path};
use crate::{
    diagnostic::{Diagnostic, Language},
    rule::{Pack, builtin_packs},
    text::Source,
};

/// Why a pack cannot be used.
#[derive(Debug)]
pub(super) enum PackError {
    /// A file or folder cannot be read: its name and the reason.
    Unread(String, String),
    /// What stands in its files is wrong.
    Wrong(Vec<Diagnostic>, Vec<Arc<Source>>),
}

/// A pack, and the files it was read from.
#[derive(Clone, Debug)]
pub(super) struct LoadedPack {
    pub(super) pack: Pack,
    pub(super) sources: Vec<Arc<Source>>,
}

/// The packs of the user, and the built-in ones in whose place none of them stands, with cases and codes.
pub(super) fn all(own: &[Pack]) -> Vec<Pack> {
    let mut packs = builtin_packs();
    packs.retain(|pack| own.iter().all(|one| one.manifest.name != pack.manifest.name));
    packs.extend(own.iter().cloned());
    packs
}

/// What `lint.yml` in `folder` may name: what lies below it, in its repository, or in the working directory. Elsewhere a
/// pack is read only where the person at the keyboard says so.
pub(super) fn is_within_reach(location: &Path, folder: &Path, working_directory: &Path) -> bool {
    let Ok(location) = location.canonicalize() else { return true };
    let repository = folder.ancestors().find(|above| above.join(".git").exists());
    let roots = [Some(folder), Some(working_directory), repository];
    roots.into_iter().flatten().filter_map(|root| root.canonicalize().ok()).any(|root| location.starts_with(root))
}

/// Reads the pack at `location`: a folder, or one file that holds everything.
pub(super) fn read(location: &Path, language: Language) -> Result<LoadedPack, PackError> {
    let unread = |at: &Path, words: String| PackError::Unread(path::name(at), words);
    let io = |error: &std::io::Error| super::io_words::words(error, language);
    let metadata = std::fs::metadata(location).map_err(|error| unread(location, io(&error)))?;
    let members = if metadata.is_dir() {
        let members = members(location).map_err(|(at, error)| unread(&at, io(&error)))?;
        if let Some((at, _)) = members.iter().find(|(at, _)| leads_out(at, location)) {
            return Err(unread(at, out_of_folder(language).to_owned()));
        }
        members
    } else {
        vec![(location.to_owned(), location.file_name().map(Path::new).map(path::slashes).unwrap_or_default())]
    };
    let (mut files, mut size) = (Vec::with_capacity(members.len()), 0);
    for (at, below) in members {
        let bytes = load::file(&at).map_err(|error| unread(&at, error.words(language)))?;
        size += bytes.len() as u64;
        if size > load::LIMIT {
            return Err(unread(location, load::Unread::TooLarge.words(language)));
        }
        files.push((Arc::new(Source::new(path::name(&at), bytes)), below));
    }
    let sources = files.iter().map(|(source, _)| Arc::clone(source)).collect();
    match Pack::read_by(&Threads, &files, language) {
        Ok(pack) => Ok(LoadedPack { pack, sources }),
        Err(diagnostics) => Err(PackError::Wrong(diagnostics, sources)),
    }
}

/// Whether the file at `at` is a symbolic link to somewhere outside `folder`.
fn leads_out(at: &Path, folder: &Path) -> bool {
    let canonical = |path: &Path| path.canonicalize().ok();
    at.is_symlink() && canonical(at).zip(canonical(folder)).is_some_and(|(target, folder)| !target.starts_with(folder))
}

fn out_of_folder(language: Language) -> &'static str {
    language.pick("链接指向规则包文件夹之外", "the link leads out of the pack's folder")
}

/// Every file of the pack in `folder`, each with its path below it.
fn members(folder: &Path) -> Result<Vec<(PathBuf, String)>, (PathBuf, std::io::Error)> {
    let mut members = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let at = error.path().unwrap_or(folder).to_owned();
            (at, error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into()))
        })?;
        let belongs = matches!(entry.path().extension().and_then(OsStr::to_str), Some("yml" | "yaml" | "txt"));
        if belongs && !entry.file_type().is_dir() {
            let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            members.push((entry.path().to_owned(), path::slashes(below)));
        }
    }
    Ok(members)
}
