use std::collections::{HashMap, HashSet};

use super::{LOOKED_AT, scope::Scope};
use crate::{diagnostic::Diagnostic, text::Span};

/// Where findings begin, in order, and which they are.
type Starts = Vec<(usize, usize)>;

/// The findings of a file by rule, so that a suppression looks only at what it may cover.
pub(super) struct Index {
    all: Starts,
    by_rule: HashMap<String, Starts>,
    /// By the kind of their record and its place.
    by_record: HashMap<(String, usize), Vec<usize>>,
    by_rule_and_record: HashMap<(String, String, usize), Vec<usize>>,
}

impl Index {
    pub(super) fn of(findings: &[Diagnostic]) -> Self {
        let mut index = Self {
            all: Vec::with_capacity(findings.len()),
            by_rule: HashMap::new(),
            by_record: HashMap::new(),
            by_rule_and_record: HashMap::new(),
        };
        for (at, finding) in findings.iter().enumerate() {
            let start = finding.primary.as_ref().map_or(0, |place| place.span.start);
            index.all.push((start, at));
            index.by_rule.entry(finding.rule.to_string()).or_default().push((start, at));
            if let Some(record) = &finding.record {
                let (kind, place) = (record.kind.to_string(), record.index);
                index.by_record.entry((kind.clone(), place)).or_default().push(at);
                index.by_rule_and_record.entry((finding.rule.to_string(), kind, place)).or_default().push(at);
            }
        }
        index
    }

    /// The findings of `rule` in `scope`.
    pub(super) fn covered(&self, rule: &str, scope: &Scope) -> Vec<usize> {
        let Some(starts) = self.by_rule.get(rule) else { return Vec::new() };
        let in_spans = scope.spans.iter().flat_map(|&span| within(starts, span));
        let of_record = |&(kind, place)| self.by_rule_and_record.get(&(rule.to_owned(), kind_of(kind), place));
        in_spans.chain(scope.records.iter().filter_map(of_record).flatten().copied()).collect()
    }

    /// The rules that found something in `scope`, each once. Where that is much, not all is looked at.
    pub(super) fn rules(&self, findings: &[Diagnostic], scope: &Scope) -> Vec<String> {
        let in_spans = scope.spans.iter().flat_map(|&span| within(&self.all, span));
        let of_record = |&(kind, place)| self.by_record.get(&(kind_of(kind), place));
        let of_records = scope.records.iter().filter_map(of_record).flatten().copied();
        let mut seen = HashSet::new();
        let rules = in_spans.chain(of_records).take(LOOKED_AT).map(|at| findings[at].rule.to_string());
        rules.filter(|rule| seen.insert(rule.clone())).collect()
    }

    /// All findings in any of these scopes.
    pub(super) fn within(&self, scopes: &[&Scope]) -> Vec<usize> {
        let mut spans: Vec<Span> = scopes.iter().flat_map(|scope| scope.spans.iter().copied()).collect();
        spans.sort_unstable();
        let (mut found, mut behind) = (Vec::new(), 0);
        for span in spans {
            // What lies in an earlier one has been seen.
            let start = span.start.max(behind);
            if start < span.end || span.is_empty() {
                found.extend(within(&self.all, Span::new(start.min(span.end), span.end)));
            }
            behind = behind.max(span.end);
        }
        let records: HashSet<_> = scopes.iter().flat_map(|scope| &scope.records).collect();
        let of_record = |&&(kind, place): &&_| self.by_record.get(&(kind_of(kind), place));
        found.extend(records.iter().filter_map(of_record).flatten().copied());
        found
    }
}

fn kind_of(kind: crate::document::RecordKind) -> String {
    kind.to_string()
}

/// The findings that begin in the span.
fn within(starts: &[(usize, usize)], span: Span) -> impl Iterator<Item = usize> {
    let from = starts.partition_point(|(start, _)| *start < span.start);
    let end = span.end.max(span.start + 1);
    starts[from..].iter().take_while(move |(start, _)| *start < end).map(|(_, at)| *at)
}
