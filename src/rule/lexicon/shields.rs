use std::ops::Range;

use super::stands_alone;

/// Folded phrases in which the words of a set do not count.
///
/// They are looked for only round a word that was hit: most words never are, and phrases in the automaton would cost
/// every run more than all such looks together.
#[derive(Debug, Default)]
pub(super) struct Shields(Vec<String>);

impl FromIterator<String> for Shields {
    fn from_iter<I: IntoIterator<Item = String>>(phrases: I) -> Self {
        Self(phrases.into_iter().filter(|phrase| !phrase.trim().is_empty()).collect())
    }
}

impl Shields {
    /// Whether the word at `range` of the folded `text` stands inside one of the phrases.
    pub(super) fn cover(&self, text: &str, range: &Range<usize>) -> bool {
        self.0.iter().any(|phrase| covers(phrase, text, range))
    }
}

fn covers(phrase: &str, text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let spare = phrase.len().checked_sub(range.len());
    spare.is_some_and(|spare| {
        let starts = range.start.saturating_sub(spare)..=range.start;
        starts.into_iter().any(|start| {
            bytes[start..].starts_with(phrase.as_bytes()) && stands_alone(text, &(start..start + phrase.len()))
        })
    })
}
