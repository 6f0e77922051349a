use super::{Bound, Match, Subject, Value};

/// A whole number out of range.
#[derive(Debug)]
pub struct Number {
    /// The least, inclusive.
    pub min: Option<Bound>,
    /// The most, inclusive.
    pub max: Option<Bound>,
}

impl Number {
    /// Finds each number that is too great or too small. What is no whole number is not judged.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let stated = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.value(subject));
        let (min, max) = (stated(&self.min), stated(&self.max));
        for text in value.texts() {
            let Ok(number) = text.text.trim().parse::<usize>() else { continue };
            let too_great = max.filter(|&max| number > max);
            let limit = too_great.or_else(|| min.filter(|&min| number < min));
            found.extend(limit.map(|limit| Match::at(text.whole()).with("number", number).with("limit", limit)));
        }
    }
}
