use globset::{Error, GlobBuilder, GlobSet, GlobSetBuilder};

use super::Folder;

/// Which files a configuration wants to be linted. Patterns are seen from the folder of its `lint.yml`.
#[derive(Clone, Debug, Default)]
pub struct FileFilter {
    pub(super) folder: Folder,
    pub(super) include: Option<GlobSet>,
    pub(super) exclude: Option<GlobSet>,
}

impl FileFilter {
    /// Whether `include` is given and names the file that reports call `name`.
    pub fn includes(&self, name: &str) -> bool {
        self.include.as_ref().is_some_and(|globs| globs.is_match(&*self.folder.relative(name)))
    }

    /// Whether `exclude` names it.
    pub fn excludes(&self, name: &str) -> bool {
        self.exclude.as_ref().is_some_and(|globs| globs.is_match(&*self.folder.relative(name)))
    }

    /// Which of the patterns of `include` names it, counted from 0.
    pub fn included_by(&self, name: &str) -> Option<usize> {
        self.pattern_of(self.include.as_ref(), name)
    }

    /// Which of the patterns of `exclude` names it, counted from 0.
    pub fn excluded_by(&self, name: &str) -> Option<usize> {
        self.pattern_of(self.exclude.as_ref(), name)
    }

    fn pattern_of(&self, globs: Option<&GlobSet>, name: &str) -> Option<usize> {
        // Each pattern has two meanings.
        globs?.matches(&*self.folder.relative(name)).first().map(|place| place / 2)
    }

    /// Whether `include` is given at all.
    pub const fn has_include(&self) -> bool {
        self.include.is_some()
    }
}

/// A set of patterns. `*` stays within a folder, `**` does not; a pattern that names a folder means all that is below.
pub(super) fn globs<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<GlobSet, Error> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        for pattern in both_meanings(pattern) {
            set.add(GlobBuilder::new(&pattern).literal_separator(true).build()?);
        }
    }
    set.build()
}

fn both_meanings(pattern: &str) -> [String; 2] {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
    match pattern {
        "" | "." => ["**".to_owned(), "**".to_owned()],
        _ => [pattern.to_owned(), format!("{pattern}/**")],
    }
}
