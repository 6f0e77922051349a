//! Problems of files, as diagnostics.

use std::sync::Arc;

use super::Plan;
use crate::{
    diagnostic::{Diagnostic, Edits, Fix, Label, Language, Place, RuleId, Safety, Severity, Wording, instead},
    document::Problem,
    text::{Source, Span, did_you_mean},
};

/// A problem as a diagnostic of the file `source`.
pub(super) fn diagnose(problem: &Problem, source: &Source, plan: &Plan) -> Diagnostic {
    let wording = Wording {
        message: problem.message(plan.language),
        help: Some(problem.help(plan.language)).filter(|help| !help.is_empty()),
    };
    let place = |span| Place { path: Arc::clone(source.name()), span };
    let label = |span| Label { place: place(span), message: problem.label(plan.language).to_owned() };
    Diagnostic {
        record: problem.record.clone(),
        labels: problem.related.into_iter().map(label).collect(),
        fix: problem.replacement().map(|word| replace(problem.span, word)),
        sources: Arc::clone(&problem.cite.sources),
        codes: Arc::clone(&problem.cite.codes),
        ..Diagnostic::of_file(problem.rule(), problem.severity(), source, problem.span, wording)
    }
}

/// A provider that no pack knows.
pub(super) fn unknown_provider(
    source: &Source,
    span: Span,
    name: &str,
    known: &[&str],
    language: Language,
) -> Diagnostic {
    let rule = RuleId::own("document", "unknown-value");
    let wording = Wording {
        message: language.pick(format!("没有名为“{name}”的服务商"), format!("no provider is called `{name}`")),
        help: instead(name, known, language),
    };
    Diagnostic {
        fix: did_you_mean(name, known.iter().copied()).map(|near| replace(span, near)),
        ..Diagnostic::of_file(rule, Severity::Error, source, span, wording)
    }
}

fn replace(span: Span, word: &str) -> Fix {
    Fix { safety: Safety::Unsafe, edits: Edits::one(span, word) }
}
