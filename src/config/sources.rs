use std::{collections::BTreeSet, sync::Arc};

use globset::GlobSet;

use super::Folder;
use crate::{
    diagnostic::{Diagnostic, Family, Language, Localized, RuleId, RuleInfo, Severity, Wording},
    document::Extraction,
    text::{Source, Span},
};

/// Which files are read in another way than their names promise, and how. Patterns are seen from the folder of the
/// `lint.yml`.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    pub(super) folder: Folder,
    pub(super) all: Arc<[Extractor]>,
    /// The configuration itself.
    pub(super) source: Option<Arc<Source>>,
}

/// One of `sources`.
#[derive(Debug)]
pub(super) struct Extractor {
    pub(super) files: GlobSet,
    /// Where each of the patterns for files is written.
    pub(super) patterns: Vec<Span>,
    /// Where it is written how records are found.
    pub(super) finder: Span,
    pub(super) extraction: Extraction,
}

/// What a run saw of `sources`, by their places.
#[derive(Debug, Default)]
pub struct Drawn {
    /// The patterns that named a file: the place of the source, and that of the pattern in it.
    named: BTreeSet<(usize, usize)>,
    /// The sources that gave a record.
    gave: BTreeSet<usize>,
}

impl Sources {
    /// The places of those that name the file that reports call `name`.
    pub fn of(&self, name: &str) -> Vec<usize> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let path = self.folder.relative(name);
        let names = |at: &usize| self.all[*at].files.is_match(&*path);
        (0..self.all.len()).filter(names).collect()
    }

    /// Whether any of them names it.
    pub fn name(&self, name: &str) -> bool {
        !self.of(name).is_empty()
    }

    /// The first that names it: its place, and that of the pattern, counted from 0.
    pub fn named_by(&self, name: &str) -> Option<(usize, usize)> {
        let at = *self.of(name).first()?;
        // Each pattern has two meanings.
        let pattern = self.all[at].files.matches(&*self.folder.relative(name)).first()? / 2;
        Some((at, pattern))
    }

    /// How the one at a place of [`Self::of`] finds records.
    pub fn extraction(&self, at: usize) -> &Extraction {
        &self.all[at].extraction
    }

    /// Notes that the file called `name` was read, and how many records each of [`Self::of`] gave.
    pub fn note(&self, name: &str, counts: &[usize], drawn: &mut Drawn) {
        for (at, count) in self.of(name).into_iter().zip(counts) {
            let patterns = self.all[at].files.matches(&*self.folder.relative(name));
            drawn.named.extend(patterns.into_iter().map(|pattern| (at, pattern / 2)));
            if *count > 0 {
                drawn.gave.insert(at);
            }
        }
    }

    /// What nothing was found by, where all files there are were `drawn` from.
    pub fn idle(&self, drawn: &Drawn, language: Language) -> Vec<Diagnostic> {
        let Some(source) = &self.source else { return Vec::new() };
        let mut idle = Vec::new();
        for (at, one) in self.all.iter().enumerate() {
            let unnamed = (0..one.patterns.len()).filter(|&pattern| !drawn.named.contains(&(at, pattern)));
            let unnamed: Vec<Span> = unnamed.map(|pattern| one.patterns[pattern]).collect();
            let is_idle = unnamed.len() < one.patterns.len() && !drawn.gave.contains(&at);
            idle.extend(unnamed.into_iter().map(|span| (span, "没有文件符合这个模式", "no file has such a name")));
            idle.extend(is_idle.then_some((
                one.finder,
                "在这些文件里什么也没有找到",
                "it finds nothing in these files",
            )));
        }
        let diagnose = |(span, zh, en): (Span, &str, &str)| {
            let wording =
                Wording { message: language.pick(zh, en).to_owned(), help: Some(info().help.get(language).clone()) };
            Diagnostic::of_file(id(), Severity::Warning, source, span, wording)
        };
        idle.into_iter().map(diagnose).collect()
    }

    /// The configuration that they stand in.
    pub const fn source(&self) -> Option<&Arc<Source>> {
        self.source.as_ref()
    }
}

/// What a reader may want to know about the rules of `sources`.
pub fn source_rules() -> Vec<RuleInfo> {
    vec![info()]
}

fn id() -> RuleId {
    RuleId::own("config", "unused-source")
}

fn info() -> RuleInfo {
    let owned = |zh: &str, en: &str| Localized { zh: zh.to_owned(), en: en.to_owned() };
    RuleInfo {
        id: id(),
        title: owned("没有用到的 sources", "an entry of `sources` that finds nothing"),
        family: Family::Document,
        severity: Severity::Warning,
        since: None,
        until: None,
        help: owned(
            "文件可能改了名，或里面的写法变了：请改写这一条，或删去。",
            "Files may have been renamed, or are written otherwise now: mend the entry, or take it out.",
        ),
        sources: [].into(),
        codes: [].into(),
        rejections: [].into(),
        fixable: false,
    }
}
