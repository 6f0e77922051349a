//! Records that broken syntax runs through. How their texts were meant to go on nobody knows, so nothing is written there
//! before the syntax is mended.

use std::collections::HashSet;

use crate::{
    diagnostic::Diagnostic,
    document::{Document, Problem, ProblemKind},
    text::FaultKind,
};

/// Takes back the fixes of such records among `findings`, which are those of the file.
pub(super) fn withhold(document: &Document<'_>, findings: &mut [Diagnostic]) {
    let is_break = |problem: &&Problem| matches!(problem.kind, ProblemKind::Fault(FaultKind::Syntax(_)));
    let mut breaks = document.problems.iter().filter(is_break).map(|problem| problem.span.start).peekable();
    if breaks.peek().is_none() {
        return;
    }
    let mut starts: Vec<usize> = document.records.iter().map(|record| record.node.span.start).collect();
    starts.sort_unstable();
    // Where a torn record ends is not known either: it may go on up to the next one.
    let record_at = |at: usize| starts.partition_point(|start| *start <= at);
    let torn: HashSet<usize> = breaks.map(record_at).filter(|record| *record > 0).collect();
    for finding in findings {
        let mut edits = finding.fix.iter().flat_map(|fix| fix.edits.as_slice());
        if edits.any(|edit| torn.contains(&record_at(edit.span.start))) {
            finding.fix = None;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;

    use crate::{
        document::Format,
        engine::{Input, lint, starred::plan},
        text::Source,
    };

    #[test]
    fn what_broken_syntax_runs_through_is_not_written_into_and_what_stands_beside_it_is() {
        let file = "templates:\n  - {name: a, content: 会员日*八折}\n  - name: b\n    content: >-\n      会员日*八折\n   \u{1c}订阅*\n";
        let source = Arc::new(Source::new("a.yml", file));
        let plan = plan();
        let report = lint(&[Input { source, format: Format::Yaml, reported: true }], &plan);
        let stars = report.diagnostics.iter().filter(|one| one.rule.as_str() == "house/no-stars");
        let fixed: Vec<bool> = stars.map(|one| one.fix.is_some()).collect();
        assert_eq!((fixed.first(), fixed[1..].contains(&true)), (Some(&true), false), "{report:?}");
        assert!(fixed.len() > 1);
    }
}
