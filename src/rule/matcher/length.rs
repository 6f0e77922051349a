use super::{Match, Subject, Value};
use crate::rule::spec::LengthUnit;

/// A field whose length is out of range.
#[derive(Debug)]
pub struct Length {
    /// In what it is measured.
    pub unit: LengthUnit,
    /// The least, inclusive.
    pub min: Option<Bound>,
    /// The most, inclusive.
    pub max: Option<Bound>,
}

/// A figure, or the setting that holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The figure.
    Number(usize),
    /// The setting; nothing is found where it is unknown.
    Setting(String),
}

impl Bound {
    /// The figure, where it is known.
    pub fn value(&self, subject: &Subject<'_>) -> Option<usize> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Setting(name) => subject.profile.get(name)?.parse().ok(),
        }
    }
}

impl Length {
    /// Finds what is too long, from the first character that is too many, and what is too short, whole.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let stated = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.value(subject));
        let (min, max) = (stated(&self.min), stated(&self.max));
        for text in value.texts() {
            let length = self.measure(text.text);
            let hit = if let Some(max) = max.filter(|&max| length > max) {
                let start = self.offset(text.text, max);
                Match::at(text.spot(start..text.text.len())).with("limit", max)
            } else if let Some(min) = min.filter(|&min| length < min) {
                Match::at(text.whole()).with("limit", min)
            } else {
                continue;
            };
            found.push(hit.with("length", length));
        }
    }

    fn measure(&self, text: &str) -> usize {
        match self.unit {
            LengthUnit::Characters | LengthUnit::Parts => text.chars().count(),
            LengthUnit::Utf16 => text.encode_utf16().count(),
            LengthUnit::Bytes => text.len(),
        }
    }

    /// The byte at which the first character begins that does not fit into `max` units.
    fn offset(&self, text: &str, max: usize) -> usize {
        let mut units = 0;
        for (at, character) in text.char_indices() {
            units += match self.unit {
                LengthUnit::Characters | LengthUnit::Parts => 1,
                LengthUnit::Utf16 => character.len_utf16(),
                LengthUnit::Bytes => character.len_utf8(),
            };
            if units > max {
                return at;
            }
        }
        text.len()
    }
}
