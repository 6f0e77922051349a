use std::sync::Arc;

use super::{Plan, fixing};
use crate::{
    diagnostic::{Diagnostic, Label, Place, Severity, Status},
    document::written,
    rule::{Asks, Rule, Spot, Standing, Subject, matcher::Match},
    text::{Node, Source, Style},
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
    let own = place.as_ref().filter(|place| place.path == *source.name());
    let mut values = found.values.clone();
    values.push(("match".into(), matched));
    let name = subject.record.name().and_then(Node::text).unwrap_or_default();
    values.push(("name".into(), name.to_owned()));
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
        record: place.is_some().then(|| subject.record.reference()),
        // A place in another file is shown there; only the record's own file is at hand here.
        text: own.map_or_else(String::new, |place| source.slice(place.span).into_owned()),
        labels: labels(found, subject, source, plan),
        sources: Arc::clone(&rule.info.sources),
        codes: Arc::clone(&rule.info.codes),
        fix: rule.fixer.as_ref().filter(|_| own.is_some()).and_then(|fixer| fixing::fix(fixer, found, &values)),
        status: Status::Open,
        suppression: None,
        primary: place,
    }
}

/// Asks for a setting without which a rule cannot judge: about the run, not about any record.
pub(super) fn ask(rule: &Rule, asks: &Asks, severity: Severity, provider: &str, plan: &Plan) -> Diagnostic {
    let (name, assume) = (&asks.setting, &asks.assume);
    let settings = plan.rules.settings();
    let title = settings.get(name.as_str()).map_or_else(|| name.clone(), |s| s.title.get(plan.language).clone());
    let about = rule.info.title.get(plan.language);
    Diagnostic {
        primary: None,
        rule: rule.id().clone(),
        family: rule.info.family,
        severity,
        message: plan.language.pick(
            format!("没有说明 {name}（{title}）：如果是 {assume}，{about}会被驳回"),
            format!("{name} is not stated ({title}): if it is {assume}, this will be refused: {about}"),
        ),
        help: Some(plan.language.pick(
            format!("在 lint.yml 的 profile 中写明 {name}，或使用 --profile {name}={assume}"),
            format!("state {name} under `profile` in lint.yml, or give --profile {name}={assume}"),
        )),
        providers: Some(provider).filter(|name| !name.is_empty()).map(Arc::from).into_iter().collect(),
        record: None,
        text: String::new(),
        labels: Vec::new(),
        sources: Arc::clone(&rule.info.sources),
        codes: Arc::clone(&rule.info.codes),
        fix: None,
        status: Status::Open,
        suppression: None,
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
