use std::sync::Arc;

use super::{Plan, fixing};
use crate::{
    diagnostic::{Diagnostic, Place, Severity, Status},
    rule::{Rule, Spot, Standing, Subject, matcher::Match},
    text::{Node, Source, Span},
};

/// Makes a diagnostic of a match: the only place where a range of cooked text becomes a place in a file.
pub(super) fn diagnose<'a>(
    rule: &Rule,
    severity: Severity,
    found: &Match<'a>,
    subject: &Subject<'a>,
    source: &Source,
    plan: &Plan,
) -> Diagnostic {
    let (span, path, matched) = place(found, subject);
    let path = path.unwrap_or_else(|| source.name());
    let own = path == source.name();
    let mut values = found.values.clone();
    values.push(("match".into(), matched));
    let name = subject.record.name().and_then(Node::text).unwrap_or_default();
    values.push(("name".into(), name.to_owned()));
    let mut message = rule.message.get(plan.language).fill(&values);
    if let Standing::Coming(since) = rule.standing(plan.as_of) {
        message.push_str(&plan.language.pick(format!("（自 {since} 起）"), format!(" (from {since} on)")));
    }
    Diagnostic {
        primary: Some(Place { path: Arc::clone(path), span }),
        rule: rule.id().clone(),
        family: rule.info.family,
        severity,
        message,
        help: rule.help.as_ref().map(|help| help.get(plan.language).fill(&values)).filter(|help| !help.is_empty()),
        providers: Some(subject.provider).filter(|name| !name.is_empty()).map(Arc::from).into_iter().collect(),
        record: Some(subject.record.reference()),
        // A place in another file is shown there; only the record's own file is at hand here.
        text: if own { source.slice(span).into_owned() } else { String::new() },
        labels: Vec::new(),
        sources: Arc::clone(&rule.info.sources),
        codes: Arc::clone(&rule.info.codes),
        fix: rule.fixer.as_ref().filter(|_| own).and_then(|fixer| fixing::fix(fixer, found, &values)),
        status: Status::Open,
        suppression: None,
    }
}

/// The bytes that a match covers, the file, where it is not the record's own, and the text as it was meant.
fn place<'a>(found: &Match<'a>, subject: &Subject<'a>) -> (Span, Option<&'a Arc<str>>, String) {
    match &found.spot {
        Spot::Text { scalar, range, path } => {
            let matched = scalar.cooked.text().get(range.clone()).unwrap_or_default().to_owned();
            (scalar.cooked.span(range.clone()), *path, matched)
        }
        Spot::Record => {
            let name = subject.record.name().and_then(Node::text).unwrap_or_default();
            (subject.record.anchor(), None, name.to_owned())
        }
    }
}
