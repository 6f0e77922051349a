//! What a text has to show before a matcher can find anything in it. Nothing here changes what is found: a test build asks
//! the rules all the same that are passed over, and holds that they find nothing.

use super::{Characters, Length, Links, Matcher, MessageLength, Need, PastDay, Regex, Variables, length::Bound};
use crate::{
    document::Dialect,
    rule::{clue::Clue, signs::Signs, spec::LengthUnit},
};

impl Matcher {
    /// Clues one of which a text of the field shows if anything is found in it; `None` where nothing is known.
    pub(in crate::rule) fn clues(&self, dialect: &Dialect) -> Option<Vec<Clue>> {
        match self {
            Self::Regex(regex) => regex.clues(),
            Self::Characters(characters) => characters.clues(),
            Self::Length(length) => length.clues(),
            Self::MessageLength(length) => length.clues(dialect),
            Self::Variables(variables) => Some(vec![variables.clue()]),
            Self::Links(_) => Some(Links::clues()),
            Self::Contacts(_) => Some(vec![Clue::Contact]),
            Self::PastDay(past) => past.clues(),
            Self::All(all) => fewest(all.matchers().iter().map(|one| one.clues(dialect))),
            Self::Any(any) => {
                any.matchers().iter().map(|one| one.clues(dialect)).collect::<Option<Vec<_>>>().map(|all| all.concat())
            }
            Self::Near(near) => fewest([near.first.clues(dialect), near.second.clues(dialect)]),
            Self::Spare(spare) => spare.matcher.clues(dialect),
            Self::At(at) if at.field.is_parameter() && at.matcher().reads_texts() => Some(vec![Clue::Request]),
            _ => None,
        }
    }
}

impl Matcher {
    /// Whether it finds nothing where there is no text at all.
    const fn reads_texts(&self) -> bool {
        matches!(
            self,
            Self::Words(_) | Self::Regex(_) | Self::Characters(_) | Self::Length(_) | Self::Affix(_) | Self::OneOf(_)
        )
    }
}

/// The fewest of these, each of which is needed.
pub(in crate::rule) fn fewest(all: impl IntoIterator<Item = Option<Vec<Clue>>>) -> Option<Vec<Clue>> {
    all.into_iter().flatten().min_by_key(Vec::len)
}

impl Regex {
    fn clues(&self) -> Option<Vec<Clue>> {
        let need = self.need();
        match need {
            Need::All(needs) if needs.is_empty() => None,
            Need::Character(ranges) => Some(vec![Clue::Character(Signs::within(ranges.iter().copied()))]),
            Need::Text(_) | Need::All(_) | Need::Any(_) => Some(vec![Clue::Text(need.clone())]),
        }
    }
}

impl Characters {
    fn clues(&self) -> Option<Vec<Clue>> {
        let classes = self.classes.iter().flat_map(|class| class.ranges()).copied();
        let ranges = classes.chain(self.also.iter().map(|&one| (one, one)));
        (!self.allow).then(|| vec![Clue::Character(Signs::within(ranges))])
    }
}

impl Length {
    fn clues(&self) -> Option<Vec<Clue>> {
        let Some(Bound::Number(max)) = self.max.as_ref().filter(|_| self.min.is_none()) else { return None };
        Some(vec![Clue::Longer(match self.unit {
            // A character is one unit or two.
            LengthUnit::Characters | LengthUnit::Parts | LengthUnit::Utf16 => *max,
            LengthUnit::Bytes => max / MOST_BYTES,
        })])
    }
}

/// No UTF-16 code unit takes more bytes of UTF-8.
const MOST_BYTES: usize = 3;

impl MessageLength {
    fn clues(&self, dialect: &Dialect) -> Option<Vec<Clue>> {
        let Bound::Number(max) = self.max else { return None };
        let least = match self.unit {
            LengthUnit::Characters | LengthUnit::Utf16 => Some(max),
            LengthUnit::Bytes => Some(max / MOST_BYTES),
            LengthUnit::Parts => dialect.parts.values().map(|parts| Self::surely_fit(max, parts)).min(),
        };
        let longer = least.map(Clue::LongerMessage);
        Some(longer.into_iter().chain(self.counts_values().then_some(Clue::Variable)).collect())
    }
}

impl Variables {
    const fn clue(&self) -> Clue {
        match self {
            Self::Unbalanced => Clue::LoneBrace,
            Self::Unused | Self::Declared(_) | Self::Example { .. } => Clue::Declaration,
            Self::Shape(_)
            | Self::Misnamed
            | Self::Misnumbered
            | Self::Adjacent
            | Self::Only
            | Self::Repeated
            | Self::Undeclared
            | Self::InsideLink
            | Self::InsideNumber
            | Self::BesideNumber(_)
            | Self::LongerThan(_)
            | Self::FixedTextBelow(_)
            | Self::MoreThan(_) => Clue::Variable,
        }
    }
}

impl Links {
    fn clues() -> Vec<Clue> {
        let wide = Self::WIDE.map(|one| (one, one));
        vec![Clue::Link, Clue::Character(Signs::within(wide))]
    }
}

impl PastDay {
    fn clues(&self) -> Option<Vec<Clue>> {
        // Festivals of no year count for themselves; all else has figures.
        self.undated_within.is_none().then(|| vec![Clue::Character(Signs::within([('0', '9')]))])
    }
}
