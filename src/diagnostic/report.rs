use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use jiff::civil::Date;
use serde::Serialize;

use super::{Diagnostic, Language, RuleId, RuleInfo, Safety, Severity, Status};
use crate::text::Source;

/// The outcome of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was found, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that findings point into, by name.
    pub sources: BTreeMap<Arc<str>, Arc<Source>>,
    /// The day that decided which rules are in force.
    pub as_of: Date,
    /// The language of the messages.
    pub language: Language,
    /// How many files were documents.
    pub files: usize,
    /// How many records they held.
    pub records: usize,
    /// What the run had to assume because nobody said it, in words for the reader.
    pub notes: Vec<String>,
    /// What could not be used, such as a file that cannot be opened, in words for the reader.
    pub failures: Vec<String>,
    /// The rules that the findings belong to, by id.
    pub rules: BTreeMap<RuleId, Arc<RuleInfo>>,
    /// The folder that relative paths are seen from, as the root of the repository sees it: empty for the root itself, or
    /// with a `/` at the end.
    pub folder: String,
    /// Whether findings were compared with a baseline: those that it knows are suppressed by it.
    pub compared: bool,
}

/// The figures of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Documents read.
    pub files: usize,
    /// Records in them.
    pub records: usize,
    /// Open errors.
    pub errors: usize,
    /// Open warnings.
    pub warnings: usize,
    /// Open infos.
    pub infos: usize,
    /// Findings that somebody decided not to count.
    pub suppressed: usize,
}

impl Report {
    /// A report on nothing so far.
    pub const fn new(as_of: Date, language: Language) -> Self {
        Self {
            diagnostics: Vec::new(),
            sources: BTreeMap::new(),
            as_of,
            language,
            files: 0,
            records: 0,
            notes: Vec::new(),
            failures: Vec::new(),
            rules: BTreeMap::new(),
            folder: String::new(),
            compared: false,
        }
    }

    /// The path of a file as the root of the repository sees it.
    pub fn from_root<'p>(&self, path: &'p str) -> Cow<'p, str> {
        let is_absolute = path.starts_with('/') || path.get(1..3) == Some(":/");
        if self.folder.is_empty() || is_absolute {
            return Cow::Borrowed(path);
        }
        let (mut folder, mut rest) = (self.folder.trim_end_matches('/'), path);
        while let Some(above) = rest.strip_prefix("../").filter(|_| !folder.is_empty()) {
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
            rest = above;
        }
        if folder.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned(format!("{folder}/{rest}")) }
    }

    /// Counts the findings.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { files: self.files, records: self.records, ..Summary::default() };
        for diagnostic in &self.diagnostics {
            let count = match (diagnostic.status, diagnostic.severity) {
                (Status::Suppressed, _) => &mut summary.suppressed,
                (Status::Open, Severity::Error) => &mut summary.errors,
                (Status::Open, Severity::Warning) => &mut summary.warnings,
                (Status::Open, Severity::Info) => &mut summary.infos,
            };
            *count += 1;
        }
        summary
    }

    /// How many open findings have a fix of that safety.
    pub fn fixable(&self, safety: Safety) -> usize {
        let open = self.diagnostics.iter().filter(|diagnostic| diagnostic.status == Status::Open);
        open.filter_map(|diagnostic| diagnostic.fix.as_ref()).filter(|fix| fix.safety == safety).count()
    }

    /// The gravest open finding.
    pub fn worst(&self) -> Option<Severity> {
        self.diagnostics.iter().filter(|d| d.status == Status::Open).map(|d| d.severity).max()
    }

    /// The file called `path`, where a finding points into it.
    pub fn source(&self, path: &str) -> Option<&Source> {
        self.sources.get(path).map(AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_root_of_the_repository() {
        let mut report = Report::new(jiff::civil::date(2026, 11, 21), Language::En);
        assert_eq!(report.from_root("a.yml"), "a.yml");
        report.folder = "services/shop/".to_owned();
        for (path, expected) in [
            ("a.yml", "services/shop/a.yml"),
            ("../a.yml", "services/a.yml"),
            ("../../a.yml", "a.yml"),
            ("../../../a.yml", "../a.yml"),
            ("/tmp/a.yml", "/tmp/a.yml"),
            ("C:/a.yml", "C:/a.yml"),
        ] {
            assert_eq!(report.from_root(path), expected);
        }
    }
}
