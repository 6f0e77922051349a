use std::{
    borrow::Cow,
    collections::{BTreeMap, HashSet},
};

use super::{
    Bound, Match, Matcher, Spot, Subject, Value, renaming,
    respelling::{number, respellings},
};
use crate::{
    document::{Body, Dialect, NameForm, Shape, Stray, Variable},
    rule::subject::Text,
    text::{Entry, Node},
};

/// Something about the variables of a template.
#[derive(Debug)]
pub enum Variables {
    /// One of these shapes.
    Shape(Vec<Shape>),
    /// The dialect's shape with a name of the wrong form.
    Misnamed,
    /// A brace without its partner.
    Unbalanced,
    /// Numbers that do not run from 1 without gaps.
    Misnumbered,
    /// Two with nothing between them.
    Adjacent,
    /// Nothing else.
    Only,
    /// One whose name stood before.
    Repeated,
    /// One whose kind nobody declares.
    Undeclared,
    /// A declared one that the text does not hold.
    Unused,
    /// One inside a link.
    InsideLink,
    /// One inside a number.
    InsideNumber,
    /// One that makes a number of at least so many digits longer.
    BesideNumber(usize),
    /// One that can hold more characters than this.
    LongerThan(Bound),
    /// Fewer fixed characters for each than this.
    FixedTextBelow(usize),
    /// Declared as one of these kinds.
    Declared(Vec<String>),
    /// Declared with an example that this finds something in.
    Example {
        /// As one of these kinds; any, where there are none.
        of: Vec<String>,
        /// What is found in it.
        matcher: Box<Matcher>,
    },
    /// More than so many.
    MoreThan(usize),
}

impl Variables {
    /// Finds them in the content of a template.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let body = subject.body(text.text);
            match self {
                Self::Shape(shapes) => {
                    find_respelled(subject, &text, &body, |variable| shapes.contains(&variable.shape), found);
                }
                Self::Misnamed => find_misnamed(subject, &text, &body, found),
                Self::Unbalanced => {
                    found.extend(body.strays.iter().map(|stray| half(subject.dialect, &text, &body, stray)));
                }
                Self::Misnumbered => found.extend(misnumbered(subject, &text, &body)),
                Self::Adjacent => find_adjacent(&text, &body, found),
                Self::Only => {
                    if !body.variables.is_empty() && !body.has_fixed_text(text.text) {
                        found.push(Match::at(text.whole()));
                    }
                }
                Self::InsideLink => find_inside_links(&text, &body, found),
                Self::InsideNumber => {
                    let inside = body.variables_in_numbers(text.text);
                    found.extend(inside.map(|variable| in_number(&text, variable)));
                }
                Self::BesideNumber(least) => {
                    let beside = body.variables_beside_numbers(text.text, *least);
                    found.extend(beside.map(|variable| in_number(&text, variable)));
                }
                Self::LongerThan(limit) => find_longer(subject, &text, &body, limit, found),
                Self::FixedTextBelow(least) => {
                    let letters = |piece: &str| piece.chars().filter(|c| c.is_alphanumeric()).count();
                    let fixed: usize = body.fixed(text.text).map(letters).sum();
                    if fixed > 0 && fixed < least * body.variables.len() {
                        let hit = Match::at(text.whole());
                        found.push(hit.with("count", body.variables.len()).with("length", fixed));
                    }
                }
                Self::Declared(kinds) => find_declared(subject, &text, &body, kinds, found),
                Self::Repeated => find_repeated(&text, &body, found),
                Self::Undeclared => find_undeclared(subject, &text, &body, found),
                Self::Unused => find_unused(subject, &text, &body, found),
                Self::Example { of, matcher } => find_examples(subject, of, matcher, found),
                Self::MoreThan(limit) => {
                    if let Some(first) = body.variables.get(*limit) {
                        let hit = Match::at(text.spot(first.range.clone()));
                        found.push(hit.with("count", body.variables.len()).with("limit", limit));
                    }
                }
            }
        }
    }

    /// The placeholders that its matches can fill.
    pub fn gives(&self) -> Vec<Cow<'static, str>> {
        let names: &[&'static str] = match self {
            Self::Shape(_) | Self::Misnamed | Self::Unbalanced => &["suggestion"],
            Self::Misnumbered => &["suggestion", "expected"],
            Self::Adjacent => &["first", "second"],
            Self::InsideLink => &["link"],
            Self::InsideNumber | Self::BesideNumber(_) => &["number"],
            Self::LongerThan(_) => &["length", "limit"],
            Self::FixedTextBelow(_) => &["count", "length"],
            Self::Declared(_) => &["kind"],
            Self::Example { matcher, .. } => {
                let mut names = matcher.gives();
                names.push("example".into());
                names.push("variable".into());
                return names;
            }
            Self::MoreThan(_) => &["count", "limit"],
            Self::Only | Self::Repeated | Self::Undeclared | Self::Unused => &[],
        };
        names.iter().map(|&name| name.into()).collect()
    }
}

fn name<'t>(text: &Text<'t>, variable: &Variable) -> &'t str {
    &text.text[variable.name.clone()]
}

/// A lone brace with the variable that it is one too many of, or with the number it belongs to. A longer number is an
/// amount or a code, not the name of a variable.
fn half<'a>(dialect: &Dialect, text: &Text<'a>, body: &Body, stray: &Stray) -> Match<'a> {
    let beside = |variable: &&Variable| {
        let place = &variable.range;
        if stray.opens { place.start == stray.range.end } else { place.end == stray.range.start }
    };
    if let Some(variable) = body.variables.iter().find(beside) {
        let place = &variable.range;
        let both = place.start.min(stray.range.start)..place.end.max(stray.range.end);
        return Match::at(text.spot(both)).with("suggestion", &text.text[place.clone()]);
    }
    let is_digit = |character: char| character.is_ascii_digit();
    let (before, after) = (&text.text[..stray.range.start], &text.text[stray.range.end..]);
    let (name, range) = if stray.opens {
        let name = &after[..after.len() - after.trim_start_matches(is_digit).len()];
        (name, stray.range.start..stray.range.end + name.len())
    } else {
        let name = &before[before.trim_end_matches(is_digit).len()..];
        (name, stray.range.start - name.len()..stray.range.end)
    };
    let form = dialect.variable.filter(|form| form.name == NameForm::Number && (1..=2).contains(&name.len()));
    match form.zip(number(name)) {
        Some((form, number)) => Match::at(text.spot(range)).with("suggestion", form.shape.write(&number.to_string())),
        None => Match::at(text.spot(stray.range.clone())),
    }
}

fn find_misnamed<'a>(subject: &Subject<'a>, text: &Text<'a>, body: &Body, found: &mut Vec<Match<'a>>) {
    let Some(form) = subject.dialect.variable else { return };
    let is_misnamed = |variable: &Variable| {
        let name = name(text, variable);
        let well_formed = match form.name {
            NameForm::Number => {
                name.bytes().all(|byte| byte.is_ascii_digit()) && (name == "0" || !name.starts_with('0'))
            }
            NameForm::Identifier => {
                name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            }
        };
        let spelled = name.is_empty() || text.text[variable.range.clone()] != form.shape.write(name);
        variable.shape == form.shape && (spelled || !well_formed)
    };
    find_respelled(subject, text, body, is_misnamed, found);
}

/// Finds the variables that are `wrong`, each with the same variable as the dialect writes it.
fn find_respelled<'a>(
    subject: &Subject<'a>,
    text: &Text<'a>,
    body: &Body,
    wrong: impl Fn(&Variable) -> bool,
    found: &mut Vec<Match<'a>>,
) {
    if !body.variables.iter().any(&wrong) {
        return;
    }
    for (variable, suggestion) in body.variables.iter().zip(respellings(subject.dialect, text.text, body)) {
        if wrong(variable) {
            let suggestion = suggestion.unwrap_or_default();
            let counted = subject.dialect.variable.is_some_and(|form| form.name == NameForm::Number);
            let number =
                suggestion.chars().filter(|character| counted && character.is_ascii_digit()).collect::<String>();
            let names = (!number.is_empty()).then(|| (name(text, variable), number)).into_iter().collect();
            let hit = Match::at(text.spot(variable.range.clone())).with("suggestion", suggestion);
            found.push(renaming::follow(hit, subject, text, &names));
        }
    }
}

/// One finding for the whole text: numbers make sense only together, and so does their correction.
fn misnumbered<'a>(subject: &Subject<'a>, text: &Text<'a>, body: &Body) -> Option<Match<'a>> {
    let form = subject.dialect.variable.filter(|form| form.name == NameForm::Number)?;
    let numbers: Option<Vec<usize>> = body.variables.iter().map(|variable| number(name(text, variable))).collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    let ranks: BTreeMap<usize, usize> = numbers.iter().map(|&number| (number, 0)).collect();
    let ranks: BTreeMap<usize, usize> = ranks.into_keys().zip(1..).collect();
    let mut wrong = body.variables.iter().zip(&numbers).filter(|(_, number)| ranks[number] != **number);
    let (first, number) = wrong.next()?;
    let spelled = |number: usize| form.shape.write(&number.to_string());
    let mut found = Match::at(text.spot(first.range.clone()))
        .with("suggestion", spelled(ranks[number]))
        .with("expected", (1..=ranks.len()).map(spelled).collect::<Vec<_>>().join(" "));
    found.more = wrong.map(|(variable, number)| (variable.range.clone(), spelled(ranks[number]))).collect();
    let names = body.variables.iter().zip(&numbers);
    let names = names.map(|(variable, number)| (name(text, variable), ranks[number].to_string())).collect();
    Some(renaming::follow(found, subject, text, &names))
}

fn find_adjacent<'a>(text: &Text<'a>, body: &Body, found: &mut Vec<Match<'a>>) {
    for (first, second) in body.touching() {
        let shown = |variable: &Variable| &text.text[variable.range.clone()];
        let both = Match::at(text.spot(first.range.start..second.range.end));
        found.push(both.with("first", shown(first)).with("second", shown(second)));
    }
}

fn find_inside_links<'a>(text: &Text<'a>, body: &Body, found: &mut Vec<Match<'a>>) {
    for link in &body.links {
        if let Some(variable) = body.variables_in(&link.range).first() {
            let shown = &text.text[link.range.clone()];
            found.push(Match::at(text.spot(variable.range.clone())).with("link", shown));
        }
    }
}

/// The variable with the digits round it, which are shown; marked is the variable alone.
fn in_number<'a>(text: &Text<'a>, variable: &Variable) -> Match<'a> {
    let (before, behind) = (&text.text[..variable.range.start], &text.text[variable.range.end..]);
    let is_digit = |character: char| character.is_ascii_digit();
    let start = before.trim_end_matches(is_digit).len();
    let end = text.text.len() - behind.trim_start_matches(is_digit).len();
    Match::at(text.spot(variable.range.clone())).with("number", &text.text[start..end])
}

fn find_longer<'a>(subject: &Subject<'a>, text: &Text<'a>, body: &Body, limit: &Bound, found: &mut Vec<Match<'a>>) {
    let declared = subject.record.field(subject.provider, "variables");
    let Some((limit, declared)) = limit.value(subject).zip(declared) else { return };
    for variable in &body.variables {
        let Some(own) = declared.get(name(text, variable)) else { continue };
        let stated = own.get("max").and_then(Node::text).and_then(|max| max.parse().ok());
        let shown = || own.get("example").and_then(Node::text).map(|example| example.chars().count());
        let Some(length) = stated.or_else(shown).filter(|&length: &usize| length > limit) else { continue };
        found.push(Match::at(text.spot(variable.range.clone())).with("length", length).with("limit", limit));
    }
}

fn find_declared<'a>(
    subject: &Subject<'a>,
    text: &Text<'a>,
    body: &Body,
    kinds: &[String],
    found: &mut Vec<Match<'a>>,
) {
    let Some(declared) = subject.record.field(subject.provider, "variables") else { return };
    for variable in &body.variables {
        let kind = declared.get(name(text, variable)).and_then(|one| one.get("kind")).and_then(Node::text);
        if let Some(kind) = kind.filter(|kind| kinds.iter().any(|wanted| wanted == kind)) {
            found.push(Match::at(text.spot(variable.range.clone())).with("kind", kind));
        }
    }
}

fn find_repeated<'a>(text: &Text<'a>, body: &Body, found: &mut Vec<Match<'a>>) {
    let mut seen = HashSet::new();
    for variable in &body.variables {
        let name = name(text, variable);
        if !name.is_empty() && !seen.insert(name) {
            found.push(Match::at(text.spot(variable.range.clone())));
        }
    }
}

/// Declarations of which none is about this text belong to another variant of the template, and say nothing of it.
fn find_undeclared<'a>(subject: &Subject<'a>, text: &Text<'a>, body: &Body, found: &mut Vec<Match<'a>>) {
    let Some(declared) = subject.record.field(subject.provider, "variables") else { return };
    let entries: Vec<_> = body.variables.iter().map(|variable| declared.get(name(text, variable))).collect();
    if entries.iter().all(Option::is_none) {
        return;
    }
    for (variable, entry) in body.variables.iter().zip(entries) {
        if entry.and_then(|entry| entry.get("kind")?.text()).is_none() {
            found.push(Match::at(text.spot(variable.range.clone())));
        }
    }
}

/// Whether a declaration is for this dialect: numbers are for the variant of one that counts, names for that of another.
fn is_for(dialect: &Dialect, name: &str) -> bool {
    let number = name.bytes().all(|byte| byte.is_ascii_digit());
    dialect.variable.is_none_or(|form| number == (form.name == NameForm::Number))
}

fn find_unused<'a>(subject: &Subject<'a>, text: &Text<'a>, body: &Body, found: &mut Vec<Match<'a>>) {
    let Some(declared) = subject.record.field(subject.provider, "variables") else { return };
    let used: HashSet<&str> = body.variables.iter().map(|variable| name(text, variable)).collect();
    for entry in declared.entries() {
        let own = entry.key.cooked.text();
        if !used.contains(own) && is_for(subject.dialect, own) {
            found.push(Match::at(Spot::Text { scalar: &entry.key, range: 0..own.len(), path: None }));
        }
    }
}

fn find_examples<'a>(subject: &Subject<'a>, of: &[String], matcher: &Matcher, found: &mut Vec<Match<'a>>) {
    let Some(declared) = subject.record.field(subject.provider, "variables") else { return };
    let is_meant = |entry: &&Entry<'_>| {
        let kind = entry.value.get("kind").and_then(Node::text);
        let of_kind = of.is_empty() || kind.is_some_and(|kind| of.iter().any(|one| one == kind));
        of_kind && is_for(subject.dialect, entry.key.cooked.text())
    };
    for entry in declared.entries().iter().filter(is_meant) {
        let Some(example) = entry.value.get("example").filter(|node| node.scalar().is_some()) else { continue };
        let mut hits = Vec::new();
        matcher.find(subject, Value::Node(example, None), &mut hits);
        let (name, shown) = (entry.key.cooked.text(), example.text().unwrap_or_default());
        found.extend(hits.into_iter().map(|hit| hit.with("example", shown).with("variable", name)));
    }
}
