//! Findings that somebody decided not to count: where that is written, what it covers, and whether it is still needed.

mod complain;
mod configured;
mod directive;
mod index;
mod scope;
#[cfg(test)]
mod tests;

use std::{collections::HashSet, sync::LazyLock};

use aho_corasick::AhoCorasick;

use self::{
    complain::Complaints,
    directive::{Directive, SIGNS},
    index::Index,
    scope::{Places, Scope},
};
use super::{Plan, judge::Judge};
use crate::{
    config::{Ignore, suppression::SuppressionRule},
    diagnostic::{Diagnostic, Status, Suppression, SuppressionKind},
    document::{Document, Format, ProblemKind, problem_rules},
    text::{Comment, Span, code::program_comments, read_yaml, yaml_comments},
};

pub(super) use configured::{Idle, complain as complain_of_configuration};

static IN_FILE: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(SIGNS).expect("a few words fit"));

/// How many findings are looked at to see what a suppression may have meant.
const LOOKED_AT: usize = 1000;

/// What is suppressed in one file.
#[derive(Debug, Default)]
pub(super) struct Suppressions {
    entries: Vec<Entry>,
    /// Comments that begin as ours and say nothing we understand.
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
        let may_speak = || IN_FILE.is_match(document.source.bytes());
        match format {
            Format::Yaml if may_speak() => {
                let (text, _) = document.source.decode();
                let tree = read_yaml(&text);
                found.comments(&yaml_comments(&text), &Places::of(document, &tree));
            }
            Format::Code(language) if may_speak() => {
                let (text, _) = document.source.decode();
                found.comments(&program_comments(&text, language), &Places::of_texts(document));
            }
            _ => {}
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

    fn comments(&mut self, comments: &[Comment], places: &Places<'_>) {
        for comment in comments {
            match directive::parse(comment) {
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
    /// `new` what is wrong with the suppressions themselves. What a suppression covers that does not hold, only because
    /// of how it is written, keeps no fix: somebody wanted it left as it is. `idle` takes what the configuration ignores in
    /// vain.
    pub(super) fn apply(
        &self,
        document: &Document<'_>,
        judge: &Judge<'_>,
        plan: &Plan,
        findings: &mut [Diagnostic],
        new: &mut Vec<Diagnostic>,
        idle: &mut Vec<Idle>,
    ) {
        let index = Index::of(findings);
        let mut complaints = Complaints::new(document.source, plan, new);
        for span in &self.misread {
            complaints.misread(*span);
        }
        let broken = document.problems.iter().any(|problem| matches!(problem.kind, ProblemKind::Fault(_)));
        let needs_reason = complaints.severity(SuppressionRule::NoReason).is_some();
        let known = Known::new(plan);
        let (mut left_alone, mut guarded) = (Vec::new(), Vec::new());
        for entry in &self.entries {
            let fault = entry.directive().and_then(|directive| directive.fault.as_ref());
            let lacks_reason = entry.reason.is_none() && needs_reason;
            let (mut unused, mut covers) = (Vec::<&String>::new(), false);
            for (rule, span) in &entry.rules {
                if !known.has(rule) {
                    let here = index.rules(findings, &entry.scope);
                    let ids = known.ids(|place| judge.asks(place, &document.records));
                    match complaints.unknown(entry, rule, *span, &ids, &here) {
                        Some(meant) => left_alone.extend(index.covered(meant, &entry.scope)),
                        // Nobody knows which of them.
                        None => guarded.push(&entry.scope),
                    }
                    continue;
                }
                let covered = index.covered(rule, &entry.scope);
                covers |= !covered.is_empty();
                let asked = || {
                    known.of_files.contains(rule.as_str())
                        || plan.rules.place(rule).is_some_and(|place| judge.asks(place, &document.records))
                };
                if covered.is_empty() && !broken && asked() {
                    unused.push(rule);
                }
                if fault.is_some() || lacks_reason {
                    left_alone.extend(covered);
                    continue;
                }
                for at in covered {
                    let finding = &mut findings[at];
                    finding.status = Status::Suppressed;
                    finding
                        .suppression
                        .get_or_insert_with(|| Suppression { kind: entry.kind(), reason: entry.reason.clone() });
                }
            }
            if let Some(fault) = fault {
                let here = index.rules(findings, &entry.scope);
                complaints.misspelt(entry, fault, &here);
                if entry.rules.is_empty() {
                    guarded.push(&entry.scope);
                }
            }
            if lacks_reason && covers {
                complaints.no_reason(entry);
            }
            if !unused.is_empty() {
                match &entry.origin {
                    Origin::Comment(directive) => complaints.unused(entry, directive, &unused),
                    Origin::Configuration(ignore) => {
                        idle.push(Idle { ignore: ignore.clone(), rules: unused.into_iter().cloned().collect() });
                    }
                }
            }
        }
        left_alone.extend(index.within(&guarded));
        for at in left_alone {
            findings[at].fix = None;
        }
    }
}

impl Entry {
    const fn directive(&self) -> Option<&Directive> {
        match &self.origin {
            Origin::Comment(directive) => Some(directive),
            Origin::Configuration(_) => None,
        }
    }

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
