//! Problems of files, as diagnostics.

use std::sync::Arc;

use super::Plan;
use crate::{
    diagnostic::{Diagnostic, Edits, Family, Fix, Label, Language, Place, RuleId, Safety, Severity, Status},
    document::Problem,
    text::Source,
};

/// A problem as a diagnostic of the file `source`.
pub(super) fn diagnose(problem: &Problem, source: &Source, plan: &Plan) -> Diagnostic {
    let place = |span| Place { path: Arc::clone(source.name()), span };
    let label = |span| Label { place: place(span), message: problem.label(plan.language).to_owned() };
    Diagnostic {
        primary: Some(place(problem.span)),
        rule: problem.rule(),
        family: problem.family(),
        severity: problem.severity(),
        message: problem.message(plan.language),
        help: Some(problem.help(plan.language)).filter(|help| !help.is_empty()),
        providers: Vec::new(),
        record: problem.record.clone(),
        text: source.slice(problem.span).into_owned(),
        labels: problem.related.into_iter().map(label).collect(),
        sources: Arc::default(),
        codes: Arc::default(),
        fix: problem.replacement().map(|word| Fix { safety: Safety::Unsafe, edits: Edits::one(problem.span, word) }),
        status: Status::Open,
    }
}

/// A provider that no pack knows.
pub(super) fn unknown_provider(
    place: &Place,
    name: &str,
    near: Option<&str>,
    known: &[&str],
    language: Language,
) -> Diagnostic {
    let help = if let Some(near) = near {
        language.pick(format!("是不是 `{near}`？"), format!("did you mean `{near}`?"))
    } else {
        let list = known.join(", ");
        language.pick(format!("可选：{list}"), format!("known: {list}"))
    };
    Diagnostic {
        primary: Some(place.clone()),
        rule: RuleId::new("document", "unknown-value").expect("the name is well formed"),
        family: Family::Document,
        severity: Severity::Error,
        message: language.pick(format!("没有名为“{name}”的服务商"), format!("no provider is called `{name}`")),
        help: Some(help),
        providers: Vec::new(),
        record: None,
        text: name.to_owned(),
        labels: Vec::new(),
        sources: Arc::default(),
        codes: Arc::default(),
        fix: near.map(|near| Fix { safety: Safety::Unsafe, edits: Edits::one(place.span, near) }),
        status: Status::Open,
    }
}
