//! Findings that somebody decided not to count: where that is written, what it covers, and whether it is still needed.

mod complain;
mod directive;
mod scope;
#[cfg(test)]
mod tests;

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};

use aho_corasick::AhoCorasick;

use self::{
    complain::Complaints,
    directive::{Directive, MARKER},
    scope::{Places, Scope},
};
use super::{Plan, judge::Judge};
use crate::{
    config::{Ignore, suppression::SuppressionRule},
    diagnostic::{Diagnostic, Status, Suppression, SuppressionKind},
    document::{Document, Format, ProblemKind, RecordKind, problem_rules},
    text::{Source, Span, read_yaml, yaml_comments},
};

static IN_FILE: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new([MARKER]).expect("one word fits"));

/// What is suppressed in one file.
#[derive(Debug, Default)]
pub(super) struct Suppressions {
    entries: Vec<Entry>,
    /// Comments for us that say nothing we understand.
    misread: Vec<Span>,
}

/// One decision.
#[derive(Debug)]
struct Entry {
    origin: Origin,
    rules: Vec<(String, Span)>,
    reason: Option<String>,
    scope: Scope,
}

#[derive(Debug)]
enum Origin {
    Comment(Directive),
    Configuration(Ignore),
}

impl Suppressions {
    /// Reads what stands in the comments of the file, and what the configuration says about it.
    pub(super) fn read(document: &Document<'_>, format: Format, plan: &Plan) -> Self {
        let mut found = Self::default();
        if !document.recognised {
            return found;
        }
        if format == Format::Yaml && IN_FILE.is_match(document.source.bytes()) {
            found.comments(document);
        }
        for ignore in plan.levels.ignores(document.source.name()) {
            found.entries.push(Entry {
                rules: ignore.rules.iter().map(|rule| (rule.clone(), ignore.place.span)).collect(),
                reason: Some(ignore.reason.clone()),
                scope: scope::follow(document, &ignore.pointer).unwrap_or_default(),
                origin: Origin::Configuration(ignore.clone()),
            });
        }
        found
    }

    /// Whether there is nothing to do.
    pub(super) const fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.misread.is_empty()
    }

    fn comments(&mut self, document: &Document<'_>) {
        let (text, _) = document.source.decode();
        let tree = read_yaml(&text);
        let places = Places::of(document, &tree);
        for comment in yaml_comments(&text) {
            match directive::parse(&comment) {
                None => {}
                Some(Err(span)) => self.misread.push(span),
                Some(Ok(directive)) => self.entries.push(Entry {
                    rules: directive.rules.clone(),
                    reason: directive.reason.clone(),
                    scope: places.scope(directive.comment),
                    origin: Origin::Comment(directive),
                }),
            }
        }
    }

    /// Suppresses what is to be suppressed among `findings`, which are those of the file in their order, and adds to
    /// `new` what is wrong with the suppressions themselves. `sources` takes files that are not among the inputs.
    pub(super) fn apply(
        &self,
        document: &Document<'_>,
        judge: &Judge<'_>,
        plan: &Plan,
        findings: &mut [Diagnostic],
        new: &mut Vec<Diagnostic>,
        sources: &mut Vec<Arc<Source>>,
    ) {
        let index = Index::of(findings);
        let mut complaints = Complaints::new(document.source, plan, new);
        for span in &self.misread {
            complaints.misread(*span);
        }
        let broken = document.problems.iter().any(|problem| matches!(problem.kind, ProblemKind::Fault(_)));
        let needs_reason = complaints.severity(SuppressionRule::NoReason).is_some();
        let known = Known::new(plan);
        for entry in &self.entries {
            if entry.reason.is_none() && needs_reason {
                complaints.no_reason(entry);
                continue;
            }
            let mut unused = Vec::new();
            for (rule, span) in &entry.rules {
                if !known.has(rule) {
                    let ids = known.ids(|place| judge.asks(place, &document.records));
                    complaints.unknown(entry, rule, *span, &ids, |id| index.by_rule.contains_key(id));
                    continue;
                }
                let covered = index.covered(rule, &entry.scope);
                let asked = || {
                    known.of_files.contains(rule.as_str())
                        || plan.rules.place(rule).is_some_and(|place| judge.asks(place, &document.records))
                };
                if covered.is_empty() && !broken && asked() {
                    unused.push(rule.as_str());
                }
                for at in covered {
                    let finding = &mut findings[at];
                    finding.status = Status::Suppressed;
                    finding
                        .suppression
                        .get_or_insert_with(|| Suppression { kind: entry.kind(), reason: entry.reason.clone() });
                }
            }
            if !unused.is_empty() {
                complaints.unused(entry, &unused);
                if let Origin::Configuration(ignore) = &entry.origin {
                    sources.push(Arc::clone(&ignore.source));
                }
            }
        }
    }
}

impl Entry {
    const fn kind(&self) -> SuppressionKind {
        match self.origin {
            Origin::Comment(_) => SuppressionKind::Comment,
            Origin::Configuration(_) => SuppressionKind::Configuration,
        }
    }
}

/// The ids that a suppression may name.
struct Known<'p> {
    plan: &'p Plan,
    of_files: HashSet<String>,
}

impl<'p> Known<'p> {
    fn new(plan: &'p Plan) -> Self {
        Self { plan, of_files: problem_rules().iter().map(|rule| rule.id.to_string()).collect() }
    }

    fn has(&self, id: &str) -> bool {
        self.of_files.contains(id) || self.plan.rules.place(id).is_some()
    }

    /// All of them, first those of rules that are `asked` here: they are more likely to be meant than others of the same
    /// name.
    fn ids(&self, asked: impl Fn(u32) -> bool) -> Vec<String> {
        let (likely, others): (Vec<_>, Vec<_>) = self.plan.rules.ids().zip(0..).partition(|&(_, place)| asked(place));
        let rules = likely.into_iter().chain(others).map(|(id, _)| id.to_string());
        rules.chain(self.of_files.iter().cloned()).collect()
    }
}

/// The findings of a file by rule, so that a suppression looks only at what it may cover.
struct Index {
    /// Where findings begin, in order, and which they are.
    by_rule: HashMap<String, Vec<(usize, usize)>>,
    by_record: HashMap<(String, String, usize), Vec<usize>>,
}

impl Index {
    fn of(findings: &[Diagnostic]) -> Self {
        let (mut by_rule, mut by_record) = (HashMap::new(), HashMap::new());
        for (at, finding) in findings.iter().enumerate() {
            let start = finding.primary.as_ref().map_or(0, |place| place.span.start);
            by_rule.entry(finding.rule.to_string()).or_insert_with(Vec::new).push((start, at));
            if let Some(record) = &finding.record {
                let key = (finding.rule.to_string(), record.kind.to_string(), record.index);
                by_record.entry(key).or_insert_with(Vec::new).push(at);
            }
        }
        Self { by_rule, by_record }
    }

    fn covered(&self, rule: &str, scope: &Scope) -> Vec<usize> {
        let mut covered = Vec::new();
        let Some(starts) = self.by_rule.get(rule) else { return covered };
        for span in &scope.spans {
            let from = starts.partition_point(|(start, _)| *start < span.start);
            covered.extend(
                starts[from..].iter().take_while(|(start, _)| *start < span.end.max(span.start + 1)).map(|(_, at)| *at),
            );
        }
        for &(kind, index) in &scope.records {
            let kind: RecordKind = kind;
            covered.extend(self.by_record.get(&(rule.to_owned(), kind.to_string(), index)).into_iter().flatten());
        }
        covered
    }
}
