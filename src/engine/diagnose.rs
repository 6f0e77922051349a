use std::sync::Arc;

use super::{Plan, fixing};
use crate::{
    diagnostic::{Diagnostic, Label, Place, Seen, Severity, Status},
    document::written,
    rule::{Rule, Spot, Standing, Subject, matcher::Match},
    text::{Node, Source, Style, code::HOLE},
};

/// Makes a diagnostic of a match: the only place where a range of cooked text becomes a place in a file.
pub(super) fn diagnose(
    rule: &Rule,
    severity: Severity,
    found: &Match<'_>,
    subject: &Subject<'_>,
    source: &Source,
    plan: &Plan,
) -> Diagnostic {
    let (place, mut matched) = place(&found.spot, subject, source);
    if let (Spot::Text { scalar, path: None, .. }, Some(place)) = (&found.spot, &place)
        && scalar.style == Style::Translated
    {
        matched = written(&source.slice(place.span), &matched, plan.language);
    }
    let matched_as_written = matched.clone();
    let own = place.as_ref().filter(|place| place.path == *source.name());
    let mut values = found.values.clone();
    values.push(("match".into(), matched));
    let name = subject.record.name().and_then(Node::text).unwrap_or_default();
    values.push(("name".into(), name.to_owned()));
    for (_, value) in values.iter_mut().filter(|(_, value)| value.contains(HOLE)) {
        *value = value.replace(HOLE, "…");
    }
    let request = subject.record.payload.as_ref();
    let reword = |text: &str| request.map_or_else(|| text.to_owned(), |request| request.reword(text, plan.language));
    if let Some(request) = request {
        let spoken = values.iter_mut().filter(|(name, _)| matches!(&**name, "allowed" | "key" | "other"));
        spoken.for_each(|(_, value)| *value = request.spoken(value, plan.language));
    }
    let mut message = rule.message.get(plan.language).fill_in(&values, reword);
    if let Standing::Coming(since) = rule.standing(plan.as_of) {
        message.push_str(&plan.language.pick(format!("（自 {since} 起）"), format!(" (from {since} on)")));
    }
    Diagnostic {
        rule: rule.id().clone(),
        family: rule.info.family,
        severity,
        message,
        help: rule
            .help
            .as_ref()
            .map(|help| help.get(plan.language).fill_in(&values, reword))
            .filter(|help| !help.is_empty()),
        providers: Some(subject.provider).filter(|name| !name.is_empty()).map(Arc::from).into_iter().collect(),
        record: place.is_some().then(|| subject.notes.reference(subject.record).clone()),
        // A place in another file is shown there; only the record's own file is at hand here.
        text: own.map_or_else(String::new, |place| source.slice(place.span).into_owned()),
        seen: Seen::of(found.folds, &matched_as_written, found.read.as_deref()),
        labels: labels(found, subject, source, plan),
        sources: Arc::clone(&rule.info.sources),
        codes: Arc::clone(&rule.info.codes),
        fix: rule
            .fixer
            .as_ref()
            .filter(|_| own.is_some())
            .and_then(|fixer| fixing::fix(fixer, found, &values, subject, source)),
        status: Status::Open,
        suppression: None,
        primary: place,
    }
}

fn labels(found: &Match<'_>, subject: &Subject<'_>, source: &Source, plan: &Plan) -> Vec<Label> {
    let places = found.labels.iter().map(|(spot, message)| (place(spot, subject, source).0, message));
    let labels = places.filter_map(|(place, message)| {
        Some(Label { place: place?, message: (*message.get(plan.language)).to_owned() })
    });
    labels.collect()
}

/// The bytes that a spot covers, in which file, and the text as it was meant.
fn place(spot: &Spot<'_>, subject: &Subject<'_>, source: &Source) -> (Option<Place>, String) {
    let here = |span| Some(Place { path: Arc::clone(source.name()), span });
    match spot {
        Spot::Text { scalar, range, path } => {
            let matched = scalar.cooked.text().get(range.clone()).unwrap_or_default().to_owned();
            let path = path.unwrap_or_else(|| source.name());
            (Some(Place { path: Arc::clone(path), span: scalar.cooked.span(range.clone()) }), matched)
        }
        Spot::Record => {
            let name = subject.record.name().and_then(Node::text).unwrap_or_default();
            (here(subject.record.anchor()), name.to_owned())
        }
        Spot::Run => (None, String::new()),
    }
}
