//! What a rule can look for: one file a matcher.
//!
//! A matcher sees a [`Subject`] and a [`Value`] of it and answers with [`Match`]es: ranges in cooked text. It never
//! speaks of bytes of a file; the engine turns ranges into places.

mod abbreviation;
mod affix;
mod agreement;
mod characters;
mod check_digit;
mod clues;
mod combine;
mod contacts;
mod count;
mod date_range;
mod distinctive;
mod items;
mod length;
mod links;
mod message_length;
mod near;
mod need;
mod number;
mod outline;
mod params;
mod past_day;
mod phones;
mod picture;
mod presence;
mod reference;
mod regex;
mod renaming;
mod respelling;
mod spare;
mod table;
mod unique;
mod variables;
mod variant;
mod words;

use std::{borrow::Cow, ops::Range, sync::Arc};

use super::{
    lexicon::SetId,
    subject::{FieldRef, Spot, Subject, Value},
};
use crate::{
    diagnostic::Localized,
    text::{Folds, Scalar},
};

pub(super) use self::{clues::fewest, outline::Need};

pub use self::{
    abbreviation::Abbreviation,
    affix::{Affix, AffixPlace},
    agreement::Agreement,
    characters::Characters,
    check_digit::CheckDigit,
    combine::{All, Any, At, Not},
    contacts::Contacts,
    count::Count,
    date_range::DateRange,
    distinctive::Distinctive,
    items::Items,
    length::{Bound, Length},
    links::Links,
    message_length::MessageLength,
    near::Near,
    number::Number,
    params::Params,
    past_day::PastDay,
    phones::Phones,
    picture::Picture,
    presence::{OneOf, Present},
    reference::RefersTo,
    regex::{Pattern, Regex},
    spare::Spare,
    table::{Row, Table},
    unique::{Group, Unique},
    variables::Variables,
    variant::Variant,
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
    /// Telephone numbers in a text.
    Contacts(Contacts),
    /// Beginnings, ends and contents.
    Affix(Affix),
    /// Given values.
    OneOf(OneOf),
    /// The items of a list.
    Items(Items),
    /// Values that another field allows.
    Table(Table),
    /// Values that stand twice.
    Unique(Unique),
    /// Too many records.
    Count(Count),
    /// Whole numbers out of range.
    Number(Number),
    /// Times from one day to another.
    DateRange(DateRange),
    /// Days that are over.
    PastDay(PastDay),
    /// Numbers with a check character.
    CheckDigit(CheckDigit),
    /// Telephone numbers to send to.
    Phones(Phones),
    /// Pictures in Base64.
    Picture(Picture),
    /// Values for variables.
    Params(Params),
    /// Contents of several providers.
    Variant(Variant),
    /// Two matches close to each other.
    Near(Near),
    /// What another does not spare.
    Spare(Spare),
    /// Anything at all.
    Present(Present),
    /// What another field says.
    Agreement(Agreement),
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
    /// Other texts of the record that a fix has to change as a whole, and what they become; `None` where they cannot
    /// follow, so that there is no fix.
    pub elsewhere: Option<Vec<(&'a Scalar<'a>, String)>>,
    /// Places that explain it, and what is to be seen there.
    pub labels: Vec<(Spot<'a>, Localized<&'static str>)>,
    /// What was done to the text before anything was found in it.
    pub folds: Folds,
    /// What it then read there, where that is told.
    pub read: Option<String>,
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
        Self {
            spot,
            values: Vec::new(),
            more: Vec::new(),
            elsewhere: Some(Vec::new()),
            labels: Vec::new(),
            folds: Folds::NONE,
            read: None,
        }
    }

    /// Which text it stands in, by its address, and the bytes of that text that it covers; `None` where it stands in none.
    pub(super) fn place(&self) -> Option<(usize, Range<usize>)> {
        match &self.spot {
            Spot::Text { scalar, range, .. } => Some((std::ptr::from_ref(*scalar).addr(), range.clone())),
            Spot::Record | Spot::Run => None,
        }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.values.push((name.into(), value.to_string()));
        self
    }

    /// Says what was done to the text before, and what it then read.
    #[must_use]
    pub fn seen_through(mut self, folds: Folds, read: &str) -> Self {
        self.folds = folds;
        self.read = (folds != Folds::NONE).then(|| read.to_owned());
        self
    }

    /// Adds a place that explains it.
    #[must_use]
    pub fn label(mut self, spot: Spot<'a>, message: Localized<&'static str>) -> Self {
        self.labels.push((spot, message));
        self
    }
}

impl Matcher {
    /// Appends everything it finds in `value`.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        match self {
            Self::Words(words) => words.find(subject, value, found),
            Self::Regex(regex) => regex.find(subject, value, found),
            Self::Characters(characters) => characters.find(subject, value, found),
            Self::Length(length) => length.find(subject, value, found),
            Self::MessageLength(length) => length.find(subject, value, found),
            Self::Variables(variables) => variables.find(subject, value, found),
            Self::Links(links) => links.find(subject, value, found),
            Self::Contacts(contacts) => contacts.find(subject, value, found),
            Self::Affix(affix) => affix.find(value, found),
            Self::OneOf(one_of) => one_of.find(value, found),
            Self::Present(present) => present.find(value, found),
            Self::Agreement(agreement) => agreement.find(subject, value, found),
            Self::RefersTo(refers_to) => refers_to.find(subject, value, found),
            Self::Items(items) => items.find(subject, value, found),
            Self::Table(table) => table.find(subject, value, found),
            Self::Unique(unique) => unique.find(subject, value, found),
            Self::Count(count) => count.find(subject, found),
            Self::Number(number) => number.find(subject, value, found),
            Self::DateRange(range) => range.find(subject, value, found),
            Self::PastDay(past) => past.find(subject, value, found),
            Self::CheckDigit(check) => check.find(subject, value, found),
            Self::Phones(phones) => phones.find(value, found),
            Self::Picture(picture) => picture.find(subject, value, found),
            Self::Params(params) => params.find(subject, value, found),
            Self::Variant(variant) => variant.find(subject, value, found),
            Self::Near(near) => near.find(subject, value, found),
            Self::Spare(spare) => spare.find(subject, value, found),
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
            Self::Spare(spare) => spare.matcher.absence(value),
            _ => value.texts().next_back().map(|text| Match::at(text.whole())),
        }
    }

    /// Appends the fields of which it says that they are missing; it looks at `field` itself.
    pub fn missed(&self, field: &FieldRef, missed: &mut Vec<FieldRef>) {
        match self {
            Self::At(at) => at.matcher().missed(&at.field, missed),
            Self::All(all) => all.matchers().iter().for_each(|one| one.missed(field, missed)),
            Self::Any(any) => any.matchers().iter().for_each(|one| one.missed(field, missed)),
            Self::Spare(spare) => spare.matcher.missed(field, missed),
            Self::Not(not) => match not.matcher() {
                Self::Present(_) => missed.push(field.clone()),
                Self::At(at) if matches!(at.matcher(), Self::Present(_)) => missed.push(at.field.clone()),
                _ => {}
            },
            _ => {}
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
            Self::Near(near) => near.trigger(),
            Self::PastDay(past) => past.trigger(),
            Self::Spare(spare) => spare.matcher.trigger(),
            _ => Trigger::Always,
        }
    }

    /// Whether it looks at other records of the run.
    pub fn needs_run(&self) -> bool {
        match self {
            Self::Agreement(agreement) => matches!(agreement.with, FieldRef::Other(..)),
            Self::RefersTo(_) | Self::Unique(Unique::Run(_)) | Self::Count(_) | Self::Params(_) => true,
            Self::Table(table) => table.needs_run(),
            Self::Near(near) => near.first.needs_run() || near.second.needs_run(),
            Self::Spare(spare) => spare.matcher.needs_run() || spare.spared.needs_run(),
            Self::At(at) => at.needs_run(),
            Self::All(all) => all.matchers().iter().any(Self::needs_run),
            Self::Any(any) => any.matchers().iter().any(Self::needs_run),
            Self::Not(not) => not.matcher().needs_run(),
            _ => false,
        }
    }

    /// By what it compares records of the run, its parts included.
    pub fn groups(&self) -> Vec<&Arc<Group>> {
        match self {
            Self::Unique(Unique::Run(group)) => vec![group],
            Self::At(at) => at.matcher().groups(),
            Self::Table(table) => table.groups(),
            Self::Near(near) => [near.first.groups(), near.second.groups()].concat(),
            Self::Spare(spare) => [spare.matcher.groups(), spare.spared.groups()].concat(),
            Self::All(all) => all.matchers().iter().flat_map(Self::groups).collect(),
            Self::Any(any) => any.matchers().iter().flat_map(Self::groups).collect(),
            Self::Not(not) => not.matcher().groups(),
            _ => Vec::new(),
        }
    }

    /// The placeholders that its matches can fill.
    pub fn gives(&self) -> Vec<Cow<'static, str>> {
        let names: &[&'static str] = match self {
            Self::Words(_) => &["word"] as &[_],
            Self::Regex(regex) => return regex.groups(),
            Self::Characters(_) => &["character", "code_point", "suggestion"],
            Self::Length(_) | Self::Items(_) => &["length", "limit"],
            Self::MessageLength(_) => {
                &["length", "limit", "parts", "encoding", "forced_by", "variables", "save", "signature"]
            }
            Self::Variables(variables) => return variables.gives(),
            Self::Links(_) => &["link", "variable"],
            Self::Agreement(_) => &["other"],
            Self::Contacts(_) => &["number"],
            Self::RefersTo(_) => &["value", "suggestion"],
            Self::Table(_) => &["key", "allowed"],
            Self::Unique(_) => &["value", "first"],
            Self::Count(_) => &["count", "limit"],
            Self::Number(_) => &["number", "limit"],
            Self::DateRange(_) => &["from", "to"],
            Self::PastDay(_) => &["day"],
            Self::CheckDigit(_) => &["expected", "length"],
            Self::Picture(_) => &["size", "limit"],
            Self::Variant(_) => &["suggestion"],
            Self::Params(params) => return params.gives(),
            Self::Near(near) => return [near.first.gives(), near.second.gives()].concat(),
            Self::Spare(spare) => return spare.matcher.gives(),
            Self::Abbreviation(_) => &["full", "core", "part"],
            Self::Distinctive(_) | Self::Affix(_) | Self::OneOf(_) | Self::Present(_) | Self::Phones(_) => &[],
            Self::All(all) => return all.matchers().iter().flat_map(Self::gives).collect(),
            Self::Any(any) => return any.matchers().iter().flat_map(Self::gives).collect(),
            Self::Not(not) => return not.matcher().gives(),
            Self::At(at) => return at.matcher().gives(),
        };
        names.iter().map(|&name| name.into()).collect()
    }
}
