use super::{Match, Spot, Value};

/// Anything at all in a field.
#[derive(Debug)]
pub struct Present;

/// One of some values, letter for letter.
#[derive(Debug)]
pub struct OneOf(pub Vec<String>);

impl Present {
    /// Finds the whole field, where something stands in it.
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        if !value.is_empty() {
            found.push(Match::at(value.texts().next().map_or(Spot::Record, |text| text.whole())));
        }
    }
}

impl OneOf {
    /// Finds each text that is one of the values.
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let texts = value.texts();
        found.extend(texts.filter(|t| self.0.iter().any(|one| one == t.text)).map(|text| Match::at(text.whole())));
    }
}
