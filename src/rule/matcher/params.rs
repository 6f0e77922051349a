use std::collections::BTreeSet;

use super::{Bound, Match, Spot, Subject, Value};
use crate::{
    document::{Body, Record, RecordKind, Shape},
    rule::{Text, spec::ParamsFault},
    text::{Node, Value as Written},
};

/// Values for the variables of a template.
#[derive(Debug)]
pub struct Params(pub ParamsFault);

impl Params {
    /// Judges the values of a send by its template, where a document of the run has it.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let named = subject.record.text(subject.provider, RecordKind::Template.as_str()).zip(subject.index);
        let template = named.and_then(|(name, index)| index.find(RecordKind::Template, name, subject.provider));
        let Some((_, template)) = template else { return };
        match self.0 {
            ParamsFault::Miscounted => found.extend(miscounted(subject, template, value)),
            ParamsFault::TooLong => find_too_long(subject, template, value, found),
        }
    }

    /// The placeholders that its matches can fill.
    pub const fn gives(&self) -> &'static [&'static str] {
        match self.0 {
            ParamsFault::Miscounted => &["count", "expected"],
            ParamsFault::TooLong => &["length", "limit"],
        }
    }
}

/// The names of the variables, in the order of the template; one without a name is called by its place.
fn names(content: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (variable, place) in Body::parse(content).variables.iter().zip(1..) {
        let own = &content[variable.name.clone()];
        let name =
            if own.is_empty() || variable.shape == Shape::Percent { format!("%{place}") } else { own.to_owned() };
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    // Numbers are filled in by their order, not by where they stand.
    if names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_digit())) {
        names.sort_by_key(|name| name.parse::<usize>().unwrap_or(usize::MAX));
    }
    names
}

fn miscounted<'a>(subject: &Subject<'a>, template: &Record<'_>, value: Value<'a>) -> Option<Match<'a>> {
    let expected = names(template.text(subject.provider, "content")?);
    let wrong = |spot, count| Some(Match::at(spot).with("count", count).with("expected", expected.len()));
    let whole = |text: Option<Text<'a>>| text.map_or(Spot::Record, |text| text.whole());
    match value {
        Value::Node(node, _) => match &node.value {
            Written::Mapping(entries) => {
                let foreign = entries.iter().find(|entry| !expected.iter().any(|name| name == entry.key.cooked.text()));
                let missing = expected.iter().any(|name| node.get(name).is_none());
                let spot = foreign.and_then(|entry| entry.value.scalar());
                match spot {
                    Some(scalar) => wrong(whole(Value::Scalar(scalar, None).texts().next()), entries.len()),
                    None if missing => wrong(Spot::Record, entries.len()),
                    None => None,
                }
            }
            Written::Sequence(items) if items.len() != expected.len() => {
                wrong(whole(value.texts().nth(expected.len()).or_else(|| value.texts().last())), items.len())
            }
            Written::Null if !expected.is_empty() => wrong(Spot::Record, 0),
            _ => None,
        },
        Value::Missing if !expected.is_empty() => wrong(Spot::Record, 0),
        Value::Missing | Value::Each(..) | Value::Scalar(..) | Value::Setting(_) => None,
    }
}

fn find_too_long<'a>(subject: &Subject<'a>, template: &Record<'_>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
    let Some(content) = template.text(subject.provider, "content") else { return };
    let Value::Node(node, path) = value else { return };
    let declared = template.field(subject.provider, "variables");
    let general = Bound::Setting("max_variable_chars".to_owned()).value(subject);
    for (place, name) in names(content).iter().enumerate() {
        let given = match &node.value {
            Written::Sequence(items) => items.get(place),
            _ => node.get(name),
        };
        let own = declared.and_then(|all| all.get(name)?.get("max")?.text()?.parse::<usize>().ok());
        let limit = [own, general].into_iter().flatten().min();
        let (Some(limit), Some(scalar)) = (limit, given.and_then(Node::scalar)) else { continue };
        for text in Value::Scalar(scalar, path).texts() {
            let length = text.text.chars().count();
            if length > limit {
                found.push(Match::at(text.whole()).with("length", length).with("limit", limit));
            }
        }
    }
}
