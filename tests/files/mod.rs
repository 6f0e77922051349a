//! The files of the repository, for the tests that read them.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` (from the root) whose name ends with `suffix`, in order, as paths from the root.
pub(crate) fn below(folder: &str, suffix: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(&root().join(folder), suffix, &mut found);
    found.sort();
    found
}

/// The text of a file, by its path from the root.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn walk(folder: &Path, suffix: &str, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let entry = entry.expect("an entry of a folder that could be opened");
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        let kind = entry.file_type().expect("the type of an entry that could be listed");
        if kind.is_dir() {
            // What is built and what git keeps for itself is not ours.
            if name != "target" && name != ".git" && name != "node_modules" {
                walk(&path, suffix, found);
            }
        } else if name.ends_with(suffix) {
            found.push(path.strip_prefix(root()).expect("a path below the root").to_owned());
        }
    }
}
