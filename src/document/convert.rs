//! The content of a template in another provider's way of writing.

use std::{borrow::Cow, collections::HashMap};

use super::{Body, Dialect, NameForm, Shape, Variable, VariableForm};
use crate::text::fold_str;

/// As much of the text before a variable may say what it is, in characters.
const REACH: usize = 12;

/// What a variable is called of which nothing is known.
const NAMELESS: &str = "value";

/// A content, written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// What it says now.
    pub text: String,
    /// What each variable was called and is called now, in the order of their first appearance. What had no name has an
    /// empty one.
    pub names: Vec<(String, String)>,
}

/// Writes `text` as `to` wants it: its variables, and the words by which readers opt out in `region`. `from` is how its
/// variables are written now; where that is not known, they have to be written in one way. `kind` tells what a variable of
/// that name is declared to hold. `None` where variables are written in several ways, or `to` has none.
pub fn convert<'k>(
    text: &str,
    from: Option<VariableForm>,
    to: &Dialect,
    region: Option<&str>,
    kind: impl Fn(&str) -> Option<&'k str>,
) -> Option<Converted> {
    let body = Body::parse(text);
    let variables = written(&body, from, to.variable)?;
    let names = match to.variable {
        _ if variables.is_empty() => Vec::new(),
        None => return None,
        Some(form) => names(text, &variables, form, to, kind),
    };
    let (mut out, mut at, mut pairs) = (String::with_capacity(text.len()), 0, Vec::new());
    for (variable, name) in variables.iter().zip(names) {
        out.push_str(&text[at..variable.range.start]);
        out.push_str(&to.variable?.shape.write(&name));
        at = variable.range.end;
        let pair = (own_name(text, variable).to_owned(), name);
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    out.push_str(&text[at..]);
    if let Some(words) = region.and_then(|region| to.opt_out.get(region)) {
        let end = out.trim_end_matches([' ', '\n', '。', '.', '！', '!']).len();
        let old = words.instead_of.iter().filter(|old| out[..end].ends_with(old.as_str())).max_by_key(|old| old.len());
        if let Some(old) = old.filter(|_| !out.ends_with(words.write.as_str()) || words.write.is_empty()) {
            out.truncate(end - old.len());
            out.push_str(&words.write);
        }
    }
    Some(Converted { text: out, names: pairs })
}

/// The variables of a text that are written in one way: the given one, or whichever it is. Where some are written in the
/// way of `to` already, nobody knows which of them are the same.
fn written(body: &Body, from: Option<VariableForm>, to: Option<VariableForm>) -> Option<Vec<&Variable>> {
    let shape = match (from, body.variables.first()) {
        (Some(form), _) => form.shape,
        (None, Some(first)) => first.shape,
        (None, None) => return Some(Vec::new()),
    };
    // What looks like a variable of others is text to who says how his own are written.
    let strange = |variable: &Variable| from.is_none() || to.is_some_and(|to| to.shape == variable.shape);
    let alike = !body.variables.iter().any(|variable| variable.shape != shape && strange(variable));
    alike.then(|| body.variables.iter().filter(|variable| variable.shape == shape).collect())
}

fn own_name<'t>(text: &'t str, variable: &Variable) -> &'t str {
    if variable.shape == Shape::Percent && variable.name.is_empty() { "" } else { &text[variable.name.clone()] }
}

/// What each variable is called in the new form: as before, where that fits.
fn names<'k>(
    text: &str,
    variables: &[&Variable],
    form: VariableForm,
    to: &Dialect,
    kind: impl Fn(&str) -> Option<&'k str>,
) -> Vec<String> {
    let olds: Vec<&str> = variables.iter().map(|variable| own_name(text, variable)).collect();
    let keep = match form.name {
        // Numbers count from 1 in the order of the values: some may be kept only if all are.
        NameForm::Number => olds.iter().all(|name| is_number(name)),
        NameForm::Identifier => true,
    };
    let mut known: HashMap<&str, String> = HashMap::new();
    let mut taken: Vec<String> = olds.iter().filter(|name| is_identifier(name)).map(|&name| name.to_owned()).collect();
    let mut last = 0;
    let mut new = Vec::with_capacity(variables.len());
    for (place, (&old, variable)) in olds.iter().zip(variables).enumerate() {
        if let Some(name) = known.get(old).filter(|_| !old.is_empty()) {
            new.push(name.clone());
            continue;
        }
        let name = match form.name {
            NameForm::Number if keep => fold_str(old),
            NameForm::Number => {
                last += 1;
                last.to_string()
            }
            NameForm::Identifier if is_identifier(old) => old.to_owned(),
            NameForm::Identifier => {
                let before =
                    &text[place.checked_sub(1).map_or(0, |before| variables[before].range.end)..variable.range.start];
                let behind =
                    &text[variable.range.end..variables.get(place + 1).map_or(text.len(), |next| next.range.start)];
                let name = telling(to, old, before, behind, kind(old));
                let free = distinct(&name, &taken);
                taken.push(free.clone());
                free
            }
        };
        known.insert(old, name.clone());
        new.push(name);
    }
    new
}

/// A name that says what the variable holds, by what stands round it.
fn telling<'d>(to: &'d Dialect, old: &str, before: &str, behind: &str, kind: Option<&str>) -> Cow<'d, str> {
    let start = before.char_indices().rev().nth(REACH - 1).map_or(0, |(at, _)| at);
    let before = fold_str(&format!("{}{old}", &before[start..]));
    let behind = fold_str(behind.trim_start());
    let unit = to.names.iter().find(|one| one.behind.iter().any(|word| behind.starts_with(&fold_str(word))));
    let named = || {
        let end = |one: &&super::NameHint| {
            one.before
                .iter()
                .filter_map(|word| before.rfind(&fold_str(word)).map(|at| (at + word.len(), word.len())))
                .max()
        };
        to.names.iter().filter(|one| end(one).is_some()).max_by_key(end)
    };
    let declared = || kind.and_then(|kind| to.names.iter().find(|one| one.kinds.iter().any(|known| known == kind)));
    unit.or_else(named).or_else(declared).map_or(Cow::Borrowed(NAMELESS), |one| Cow::Borrowed(one.name.as_str()))
}

/// The name, or with the first number behind it that makes it one of its own.
fn distinct(name: &str, taken: &[String]) -> String {
    let is_free = |name: &String| !taken.contains(name);
    let numbered = (2..).map(|number: usize| format!("{name}{number}"));
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

fn is_number(name: &str) -> bool {
    let digits = fold_str(name);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
#[path = "convert_tests.rs"]
mod tests;
