//! What a rule can look for: one file a matcher.
//!
//! A matcher sees a [`Subject`] and a [`Value`] of it and answers with [`Match`]es: ranges in cooked text. It never
//! speaks of bytes of a file; the engine turns ranges into places.

mod abbreviation;
mod affix;
mod characters;
mod combine;
mod distinctive;
mod length;
mod links;
mod message_length;
mod presence;
mod reference;
mod regex;
mod variables;
mod words;

use std::{borrow::Cow, ops::Range};

use super::{
    lexicon::SetId,
    subject::{FieldRef, Spot, Subject, Value},
};

pub use self::{
    abbreviation::Abbreviation,
    affix::{Affix, AffixPlace},
    characters::Characters,
    combine::{All, Any, At, Not},
    distinctive::Distinctive,
    length::{Bound, Length},
    links::Links,
    message_length::MessageLength,
    presence::{OneOf, Present},
    reference::RefersTo,
    regex::{Pattern, Regex},
    variables::Variables,
    words::Words,
};

/// A compiled matcher.
#[derive(Debug)]
pub enum Matcher {
    /// Listed words.
    Words(Words),
    /// A regular expression.
    Regex(Regex),
    /// Classes of characters.
    Characters(Characters),
    /// The length of a field.
    Length(Length),
    /// The length of the message that a template gives.
    MessageLength(MessageLength),
    /// Variables.
    Variables(Variables),
    /// Links.
    Links(Links),
    /// Beginnings, ends and contents.
    Affix(Affix),
    /// Given values.
    OneOf(OneOf),
    /// Anything at all.
    Present(Present),
    /// Names of other records.
    RefersTo(RefersTo),
    /// Names that distinguish nobody.
    Distinctive(Distinctive),
    /// Unfair short names.
    Abbreviation(Abbreviation),
    /// All of several.
    All(All),
    /// Any of several.
    Any(Any),
    /// The absence of a match.
    Not(Not),
    /// A look at another field.
    At(At),
}

/// Something that a matcher found.
#[derive(Clone, Debug)]
pub struct Match<'a> {
    /// Where.
    pub spot: Spot<'a>,
    /// What fills the placeholders of messages.
    pub values: Values,
    /// Further parts of the same text that belong to it, each with its own `{suggestion}`.
    pub more: Vec<(Range<usize>, String)>,
}

/// Names and texts for the placeholders of messages.
pub type Values = Vec<(Cow<'static, str>, String)>;

/// What has to be hit before a matcher can find anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// At least one of these sets of words.
    Sets(Vec<SetId>),
    /// Nothing: it has to be asked each time.
    Always,
}

impl<'a> Match<'a> {
    /// A match without further values.
    pub const fn at(spot: Spot<'a>) -> Self {
        Self { spot, values: Vec::new(), more: Vec::new() }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.values.push((name.into(), value.to_string()));
        self
    }
}

impl Matcher {
    /// Appends everything it finds in `value`.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        match self {
            Self::Words(words) => words.find(subject, value, found),
            Self::Regex(regex) => regex.find(value, found),
            Self::Characters(characters) => characters.find(value, found),
            Self::Length(length) => length.find(subject, value, found),
            Self::MessageLength(length) => length.find(subject, value, found),
            Self::Variables(variables) => variables.find(subject, value, found),
            Self::Links(links) => links.find(subject, value, found),
            Self::Affix(affix) => affix.find(value, found),
            Self::OneOf(one_of) => one_of.find(value, found),
            Self::Present(present) => present.find(value, found),
            Self::RefersTo(refers_to) => refers_to.find(subject, value, found),
            Self::Distinctive(distinctive) => distinctive.find(value, found),
            Self::Abbreviation(abbreviation) => abbreviation.find(subject, value, found),
            Self::All(all) => all.find(subject, value, found),
            Self::Any(any) => any.find(subject, value, found),
            Self::Not(not) => not.find(subject, value, found),
            Self::At(at) => at.find(subject, found),
        }
    }

    /// Whether it finds anything.
    pub fn matches<'a>(&self, subject: &Subject<'a>, value: Value<'a>) -> bool {
        let mut found = Vec::new();
        self.find(subject, value, &mut found);
        !found.is_empty()
    }

    /// Where its absence shows, under `not`.
    pub fn absence<'a>(&self, value: Value<'a>) -> Option<Match<'a>> {
        match self {
            Self::Affix(affix) => affix.absence(value),
            Self::Present(_) => Some(Match::at(Spot::Record)),
            Self::At(_) => {
                Some(value.texts().next_back().map_or(Match::at(Spot::Record), |text| Match::at(text.whole())))
            }
            Self::All(all) => all.matchers().first().and_then(|first| first.absence(value)),
            Self::Any(any) => any.matchers().first().and_then(|first| first.absence(value)),
            _ => value.texts().next_back().map(|text| Match::at(text.whole())),
        }
    }

    /// What has to be hit before it can find anything.
    pub fn trigger(&self) -> Trigger {
        match self {
            Self::Words(words) => words.trigger(),
            Self::Regex(regex) => regex.trigger(),
            Self::All(all) => all.trigger(),
            Self::Any(any) => any.trigger(),
            Self::At(at) => at.trigger(),
            _ => Trigger::Always,
        }
    }

    /// Whether it looks at other records of the run.
    pub fn needs_run(&self) -> bool {
        match self {
            Self::RefersTo(_) => true,
            Self::At(at) => at.needs_run(),
            Self::All(all) => all.matchers().iter().any(Self::needs_run),
            Self::Any(any) => any.matchers().iter().any(Self::needs_run),
            Self::Not(not) => not.matcher().needs_run(),
            _ => false,
        }
    }

    /// The placeholders that its matches can fill.
    pub fn gives(&self) -> Vec<Cow<'static, str>> {
        let names: &[&'static str] = match self {
            Self::Words(_) => &["word"] as &[_],
            Self::Regex(regex) => return regex.groups(),
            Self::Characters(_) => &["character", "code_point"],
            Self::Length(_) => &["length", "limit"],
            Self::MessageLength(_) => {
                &["length", "limit", "parts", "encoding", "forced_by", "variables", "save", "signature"]
            }
            Self::Variables(variables) => return variables.gives(),
            Self::Links(_) => &["link", "variable"],
            Self::RefersTo(_) => &["value", "suggestion"],

            Self::Abbreviation(_) => &["full", "core", "part"],
            Self::Distinctive(_) | Self::Affix(_) | Self::OneOf(_) | Self::Present(_) => &[],
            Self::All(all) => return all.matchers().iter().flat_map(Self::gives).collect(),
            Self::Any(any) => return any.matchers().iter().flat_map(Self::gives).collect(),
            Self::Not(not) => return not.matcher().gives(),
            Self::At(at) => return at.matcher().gives(),
        };
        names.iter().map(|&name| name.into()).collect()
    }
}
