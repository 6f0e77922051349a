use std::{borrow::Cow, collections::BTreeSet, ops::Range};

use super::{Bound, Match, Matcher, Spot, Subject, Value};
use crate::{
    document::{Body, Record, RecordKind, Shape},
    rule::Text,
    text::{Node, Value as Written},
};

/// Values for the variables of a template.
#[derive(Debug)]
pub enum Params {
    /// Another number of values than the template has variables, or other names.
    Miscounted,
    /// A value that is longer than its variable may be.
    TooLong,
    /// A list, though the variables have names.
    Unnamed,
    /// A value in which something is found.
    Values {
        /// Of variables declared as one of these kinds, where any are given.
        of: Vec<String>,
        /// Of variables that this finds in the content.
        found_by: Option<Box<Matcher>>,
        /// What is found in it.
        matcher: Box<Matcher>,
    },
}

impl Params {
    /// Judges the values of a send by its template, where a document of the run has it.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let named = subject.record.text(subject.provider, RecordKind::Template.as_str()).zip(subject.index);
        let template = named.and_then(|(name, index)| index.find(RecordKind::Template, name, subject.provider));
        let Some((_, template)) = template else { return };
        match self {
            Self::Miscounted => found.extend(miscounted(subject, template, value)),
            Self::TooLong => find_too_long(subject, template, value, found),
            Self::Unnamed => found.extend(unnamed(subject, template, value)),
            Self::Values { of, found_by, matcher } => {
                let chosen = Chosen { of, found_by: found_by.as_deref() };
                chosen.find(subject, template, value, matcher, found);
            }
        }
    }

    /// The placeholders that its matches can fill.
    pub fn gives(&self) -> Vec<Cow<'static, str>> {
        let names: &[&'static str] = match self {
            Self::Miscounted => &["count", "expected"],
            Self::TooLong => &["length", "limit"],
            Self::Unnamed => &["expected"],
            Self::Values { matcher, .. } => {
                let mut names = matcher.gives();
                names.extend(["variable".into(), "kind".into()]);
                return names;
            }
        };
        names.iter().map(|&name| name.into()).collect()
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

fn unnamed<'a>(subject: &Subject<'a>, template: &Record<'_>, value: Value<'a>) -> Option<Match<'a>> {
    let names = names(template.text(subject.provider, "content")?);
    let is_name = |name: &String| name.starts_with(|first: char| first.is_alphabetic() || first == '_');
    let Value::Node(node, _) = value else { return None };
    let first = value.texts().next().filter(|_| !node.items().is_empty() && names.iter().any(is_name))?;
    Some(Match::at(first.whole()).with("expected", names.join(", ")))
}

/// Some variables of a template.
#[derive(Clone, Copy)]
struct Chosen<'m> {
    of: &'m [String],
    found_by: Option<&'m Matcher>,
}

impl Chosen<'_> {
    fn find<'a>(
        self,
        subject: &Subject<'a>,
        template: &'a Record<'a>,
        value: Value<'a>,
        matcher: &Matcher,
        found: &mut Vec<Match<'a>>,
    ) {
        let (Some(content), Value::Node(node, path)) = (template.field(subject.provider, "content"), value) else {
            return;
        };
        let Some(text) = content.text() else { return };
        let declared = template.field(subject.provider, "variables");
        let places = self.places(subject, content);
        for (place, name) in names(text).iter().enumerate() {
            let kind = declared.and_then(|all| all.get(name)?.get("kind")?.text()).unwrap_or_default();
            let right = self.of.is_empty() || self.of.iter().any(|one| one == kind);
            let seen = places.as_ref().is_none_or(|places| is_at(text, name, places));
            let Some(scalar) = given(node, place, name).and_then(Node::scalar).filter(|_| right && seen) else {
                continue;
            };
            let mut hits = Vec::new();
            matcher.find(subject, Value::Scalar(scalar, path), &mut hits);
            found.extend(hits.into_iter().map(|hit| hit.with("variable", name).with("kind", kind)));
        }
    }

    /// Where the variables stand in the content, in bytes; `None` where any will do.
    fn places<'a>(self, subject: &Subject<'a>, content: &'a Node<'a>) -> Option<Vec<Range<usize>>> {
        let matcher = self.found_by?;
        let mut hits = Vec::new();
        matcher.find(subject, Value::Node(content, None), &mut hits);
        let range = |hit: Match<'_>| match hit.spot {
            Spot::Text { range, .. } => Some(range),
            Spot::Record | Spot::Run => None,
        };
        Some(hits.into_iter().filter_map(range).collect())
    }
}

/// Whether a variable of that name stands in one of these places, or reaches into it.
fn is_at(content: &str, name: &str, places: &[Range<usize>]) -> bool {
    Body::parse(content).variables.iter().any(|variable| {
        content[variable.name.clone()] == *name
            && places.iter().any(|place| place.start < variable.range.end && variable.range.start < place.end)
    })
}

/// The value for the variable of this name, which is at this place among the variables.
fn given<'n, 'a>(params: &'n Node<'a>, place: usize, name: &str) -> Option<&'n Node<'a>> {
    match &params.value {
        Written::Sequence(items) => items.get(place),
        _ => params.get(name),
    }
}

fn find_too_long<'a>(subject: &Subject<'a>, template: &Record<'_>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
    let Some(content) = template.text(subject.provider, "content") else { return };
    let Value::Node(node, path) = value else { return };
    let declared = template.field(subject.provider, "variables");
    let general = Bound::Setting("max_variable_chars".to_owned()).value(subject);
    for (place, name) in names(content).iter().enumerate() {
        let given = given(node, place, name);
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
