//! Questions about settings that nobody stated. A reader is asked once for each, however many rules depend on it.

use std::sync::Arc;

use super::Plan;
use crate::{
    diagnostic::{Diagnostic, Severity, Status},
    rule::{Asks, Rule},
};

/// Asks for a setting without which a rule cannot judge: about the run, not about any record.
pub(super) fn ask(rule: &Rule, asks: &Asks, severity: Severity, provider: &str, plan: &Plan) -> Diagnostic {
    let (name, assume) = (&asks.setting, &asks.assume);
    Diagnostic {
        primary: None,
        rule: rule.id().clone(),
        family: rule.info.family,
        severity,
        message: message(asks, &[rule], plan),
        help: Some(plan.language.pick(
            format!("在 lint.yml 的 profile 中写明 {name}，或使用 --profile {name}={assume}"),
            format!("state {name} under `profile` in lint.yml, or give --profile {name}={assume}"),
        )),
        providers: Some(provider).filter(|name| !name.is_empty()).map(Arc::from).into_iter().collect(),
        record: None,
        text: String::new(),
        seen: None,
        labels: Vec::new(),
        sources: Arc::clone(&rule.info.sources),
        codes: Arc::clone(&rule.info.codes),
        fix: None,
        status: Status::Open,
        suppression: None,
    }
}

/// Makes one question of those that ask the same providers' rules for the same setting. It bears the id of the first
/// rule, names what each of them objects to, and says all they would say about sources and codes.
pub(super) fn join(diagnostics: Vec<Diagnostic>, plan: &Plan) -> Vec<Diagnostic> {
    let mut joined: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut questions: Vec<Question<'_>> = Vec::new();
    for diagnostic in diagnostics {
        let place = plan.rules.place(diagnostic.rule.as_str()).filter(|_| diagnostic.primary.is_none());
        let rule = place.map(|place| plan.rules.rule(place));
        let Some((rule, asks)) = rule.and_then(|rule| Some((rule, rule.asks.as_ref()?))) else {
            joined.push(diagnostic);
            continue;
        };
        let same = |question: &&mut Question<'_>| {
            question.asks == asks && joined[question.place].providers == diagnostic.providers
        };
        if let Some(question) = questions.iter_mut().find(same) {
            question.rules.push(rule);
            let first = &mut joined[question.place];
            first.severity = first.severity.max(diagnostic.severity);
            first.sources = union(&first.sources, &diagnostic.sources);
            first.codes = union(&first.codes, &diagnostic.codes);
            first.message = message(asks, &question.rules, plan);
        } else {
            questions.push(Question { place: joined.len(), asks, rules: vec![rule] });
            joined.push(diagnostic);
        }
    }
    joined
}

/// A question, and who asks it.
struct Question<'r> {
    /// Where it stands among the findings.
    place: usize,
    asks: &'r Asks,
    rules: Vec<&'r Rule>,
}

fn message(asks: &Asks, rules: &[&Rule], plan: &Plan) -> String {
    let Asks { setting: name, assume } = asks;
    let settings = plan.rules.settings();
    let title = settings.get(name.as_str()).map_or_else(|| name.clone(), |s| s.title.get(plan.language).clone());
    let about: Vec<&str> = rules.iter().map(|rule| rule.info.title.get(plan.language).as_str()).collect();
    plan.language.pick(
        format!("没有说明 {name}（{title}）：如果是 {assume}，{}会被驳回", about.join("、")),
        format!("{name} is not stated ({title}): if it is {assume}, this will be refused: {}", about.join("; ")),
    )
}

fn union<T: Clone + PartialEq>(first: &Arc<[T]>, second: &Arc<[T]>) -> Arc<[T]> {
    let new = second.iter().filter(|item| !first.contains(item));
    first.iter().chain(new).cloned().collect()
}
