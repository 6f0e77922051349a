use std::{borrow::Cow, ops::Range};

use super::{OffsetMap, OffsetMapBuilder, Span, narrow::narrow};

/// A text as words are looked for in it: full-width forms and the ideographic space are made half-width, and Latin
/// letters small.
///
/// A view leads back to the text that it was made from. Further views can be laid over this one: the way through
/// several is [`OffsetMap::compose`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded<'t> {
    text: Cow<'t, str>,
    map: OffsetMap,
}

impl<'t> Folded<'t> {
    /// The view of `text`, borrowed where nothing changes.
    pub fn new(text: &'t str) -> Self {
        match change(text) {
            Change::None => Self { text: Cow::Borrowed(text), map: OffsetMap::shift(0) },
            Change::Case => Self { text: Cow::Owned(text.to_ascii_lowercase()), map: OffsetMap::shift(0) },
            Change::Width => Self::narrow(text),
        }
    }

    /// The same, where the text that it was made from was itself made from another one, to which `outer` leads.
    #[must_use]
    pub fn through(self, outer: &OffsetMap) -> Folded<'static> {
        let map = self.map.compose(self.text.len(), outer);
        Folded { text: Cow::Owned(self.text.into_owned()), map }
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The map from bytes of the folded text to bytes of the text that it was made from.
    pub const fn map(&self) -> &OffsetMap {
        &self.map
    }

    /// Where in the text that it was made from the bytes `range` of the folded text stand.
    pub fn unfold(&self, range: Range<usize>) -> Range<usize> {
        let Span { start, end } = self.map.span(range);
        start..end
    }

    fn narrow(text: &'t str) -> Self {
        let (mut folded, mut map) = (String::with_capacity(text.len()), OffsetMapBuilder::default());
        // `run` is the first byte that is not yet taken over.
        let mut run = 0;
        for (at, _) in text.bytes().enumerate().filter(|(_, byte)| matches!(byte, 0xE3 | 0xEF)) {
            let Some((character, narrow)) = text[at..].chars().next().map(|wide| (wide, narrow(wide))) else {
                continue;
            };
            if narrow != character {
                let end = at + character.len_utf8();
                folded.push_str(&text[run..at]);
                folded.push(narrow);
                map.linear(at - run, run);
                map.atom(narrow.len_utf8(), Span::new(at, end));
                run = end;
            }
        }
        folded.push_str(&text[run..]);
        folded.make_ascii_lowercase();
        map.linear(text.len() - run, run);
        Self { text: Cow::Owned(folded), map: map.finish(text.len()) }
    }
}

/// What folding changes, in growing order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    None,
    /// Only bytes, none of their places.
    Case,
    Width,
}

fn change(text: &str) -> Change {
    let mut change = Change::None;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'A'..=b'Z' => change = Change::Case,
            // The first bytes of U+FF00–FFFF and of U+3000–303F.
            0xEF if matches!(bytes.get(at + 1), Some(0xBC | 0xBD)) => return Change::Width,
            0xE3 if bytes[at..].starts_with("\u{3000}".as_bytes()) => return Change::Width,
            _ => {}
        }
    }
    change
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold_str;

    #[test]
    fn width_and_case_are_folded_and_nothing_else() {
        for (text, folded) in [
            ("验证码", "验证码"),
            ("加VX", "加vx"),
            ("ＶＸ：１２３　ｑＱ～", "vx:123 qq~"),
            ("。、【】「」ｶ｟", "。、【】「」ｶ｟"),
            ("ÀÉ", "ÀÉ"),
        ] {
            assert_eq!(Folded::new(text).text(), folded);
            assert_eq!(fold_str(text), folded);
        }
    }

    #[test]
    fn a_text_that_stays_is_borrowed_and_one_that_keeps_its_places_says_so() {
        assert!(matches!(Folded::new("您的验证码是{1}。").text, Cow::Borrowed(_)));
        assert_eq!(Folded::new("VX").map(), &OffsetMap::shift(0));
    }

    #[test]
    fn a_folded_match_leads_back_to_the_letters_as_written() {
        let text = "加Ｖx吧";
        let folded = Folded::new(text);
        let at = folded.text().find("vx").unwrap_or_default();
        assert_eq!(&text[folded.unfold(at..at + 2)], "Ｖx");
    }

    proptest! {
        #[test]
        fn every_character_leads_back_to_itself(text in "[a-cA-C你Ａ-Ｃ　。é😀]{0,20}") {
            let folded = Folded::new(&text);
            let ends = |text: &str| text.char_indices().map(|(at, c)| at..at + c.len_utf8()).collect::<Vec<_>>();
            let places: Vec<_> = ends(folded.text()).into_iter().map(|range| folded.unfold(range)).collect();
            prop_assert_eq!(places, ends(&text));
            prop_assert_eq!(folded.text(), fold_str(&text));
        }
    }
}
