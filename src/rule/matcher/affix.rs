use unicode_segmentation::UnicodeSegmentation;

use super::{Match, Value};

/// Beginnings, ends and contents of a text, letter for letter.
#[derive(Debug)]
pub struct Affix {
    /// Where one of the texts has to stand.
    pub place: AffixPlace,
    /// The texts.
    pub texts: Vec<String>,
}

/// Where in a field a text has to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AffixPlace {
    /// At the very beginning.
    Start,
    /// At the very end.
    End,
    /// Anywhere.
    Anywhere,
}

impl Affix {
    /// Finds the first of the texts that stands there.
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let range = self.texts.iter().find_map(|affix| {
                let start = match self.place {
                    AffixPlace::Start => text.text.starts_with(affix.as_str()).then_some(0),
                    AffixPlace::End => {
                        text.text.ends_with(affix.as_str()).then(|| text.text.len().saturating_sub(affix.len()))
                    }
                    AffixPlace::Anywhere => text.text.find(affix.as_str()),
                }?;
                Some(start..start + affix.len())
            });
            found.extend(range.map(|range| Match::at(text.spot(range))));
        }
    }

    /// The character next to which the text should stand: a whole grapheme, as a reader sees it.
    pub fn absence<'a>(&self, value: Value<'a>) -> Option<Match<'a>> {
        let text = value.texts().next_back()?;
        let mut graphemes = text.text.grapheme_indices(true);
        let edge = match self.place {
            AffixPlace::Start => graphemes.next(),
            AffixPlace::End | AffixPlace::Anywhere => graphemes.next_back(),
        };
        let range = edge.map_or(0..0, |(at, grapheme)| at..at + grapheme.len());
        Some(Match::at(text.spot(range)))
    }
}
