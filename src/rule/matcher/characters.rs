use std::{collections::HashSet, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use super::{Match, Subject, Value};
use crate::{
    rule::{signs::Signs, spec::CharacterClass, subject::Text},
    text::{code::HOLE, twin_of},
};

/// Characters outside the allowed classes, or in the denied ones.
#[derive(Debug)]
pub struct Characters {
    /// Whether the classes are the allowed ones.
    pub allow: bool,
    /// The classes.
    pub classes: Vec<CharacterClass>,
    /// Single characters that belong to them.
    pub also: HashSet<char>,
    /// Whether only a text that consists wholly of what is found counts.
    pub whole: bool,
}

impl Characters {
    /// Finds each run of such characters; a run never splits what a reader sees as one character.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            if !self.allow && !self.may_find(subject.notes.signs(text.text)) {
                continue;
            }
            if self.whole {
                if !text.text.is_empty() && text.text.chars().all(|character| self.finds(character)) {
                    found.push(Match::at(text.whole()));
                }
                continue;
            }
            if !text.text.chars().any(|character| self.finds(character)) {
                continue;
            }
            let mut run: Option<(Range<usize>, char)> = None;
            for (at, grapheme) in text.text.grapheme_indices(true) {
                let first = grapheme.chars().find(|&character| self.finds(character));
                match (first, &mut run) {
                    (Some(_), Some((range, _))) => range.end = at + grapheme.len(),
                    (Some(first), None) => run = Some((at..at + grapheme.len(), first)),
                    (None, _) => found.extend(run.take().map(|(range, first)| describe(&text, range, first))),
                }
            }
            found.extend(run.map(|(range, first)| describe(&text, range, first)));
        }
    }

    /// Whether a text with these signs may have what is denied.
    fn may_find(&self, signs: Signs) -> bool {
        let denied = self.classes.iter().flat_map(|class| class.ranges());
        denied.copied().any(|(from, to)| signs.may_have(from, to))
            || self.also.iter().any(|&one| signs.may_have(one, one))
    }

    fn finds(&self, character: char) -> bool {
        let listed = self.also.contains(&character) || self.classes.iter().any(|class| class.holds(character));
        // What the program puts in is no character.
        listed != self.allow && character != HOLE
    }
}

fn describe<'a>(text: &Text<'a>, range: Range<usize>, first: char) -> Match<'a> {
    let suggestion = twin_of(&text.text[range.clone()]).unwrap_or_default();
    let found = Match::at(text.spot(range)).with("character", first);
    found.with("code_point", format!("U+{:04X}", u32::from(first))).with("suggestion", suggestion)
}

impl CharacterClass {
    /// Whether `character` belongs to the class.
    pub fn holds(self, character: char) -> bool {
        self.ranges().iter().any(|&(from, to)| (from..=to).contains(&character))
    }

    /// The characters of the class, both ends of each range included; the commonest first.
    pub(super) const fn ranges(self) -> &'static [(char, char)] {
        match self {
            Self::Han => &[
                ('\u{4E00}', '\u{9FFF}'),
                ('\u{3005}', '\u{3005}'),
                ('\u{3007}', '\u{3007}'),
                ('\u{3021}', '\u{3029}'),
                ('\u{3400}', '\u{4DBF}'),
                ('\u{F900}', '\u{FAFF}'),
                ('\u{20000}', '\u{323AF}'),
            ],
            Self::Latin => &[('A', 'Z'), ('a', 'z')],
            Self::Digit => &[('0', '9')],
            Self::Space => &[(' ', ' ')],
            Self::Blank => BLANK,
            Self::Invisible => INVISIBLE,
            Self::LenticularBracket => &[('【', '】')],
            Self::SquareBracket => &[('[', '['), (']', ']')],
            Self::Emoji => PICTOGRAPHS,
            Self::FullWidthAlphanumeric => &[('０', '９'), ('Ａ', 'Ｚ'), ('ａ', 'ｚ')],
        }
    }
}

/// White space as Unicode has it, but for the space.
const BLANK: &[(char, char)] = &[
    ('\t', '\r'),
    ('\u{85}', '\u{85}'),
    ('\u{A0}', '\u{A0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200A}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202F}', '\u{202F}'),
    ('\u{205F}', '\u{205F}'),
    ('\u{3000}', '\u{3000}'),
];

/// What leaves no ink and is no blank: controls, zero-width characters, direction marks, fillers, variation selectors.
const INVISIBLE: &[(char, char)] = &[
    ('\0', '\u{8}'),
    ('\u{E}', '\u{1F}'),
    ('\u{7F}', '\u{84}'),
    ('\u{86}', '\u{9F}'),
    ('\u{AD}', '\u{AD}'),
    ('\u{34F}', '\u{34F}'),
    ('\u{61C}', '\u{61C}'),
    ('\u{115F}', '\u{1160}'),
    ('\u{17B4}', '\u{17B5}'),
    ('\u{180B}', '\u{180F}'),
    ('\u{200B}', '\u{200F}'),
    ('\u{202A}', '\u{202E}'),
    ('\u{2060}', '\u{206F}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('\u{FFA0}', '\u{FFA0}'),
    ('\u{FFF9}', '\u{FFFB}'),
    ('\u{E0000}', '\u{E0FFF}'),
];

/// Blocks that hold nothing but pictographs, and the signs of older blocks that phones draw in colour.
const PICTOGRAPHS: &[(char, char)] = &[
    ('\u{231A}', '\u{231B}'),
    ('\u{23E9}', '\u{23FA}'),
    ('\u{2600}', '\u{27BF}'),
    ('\u{2B05}', '\u{2B07}'),
    ('\u{2B1B}', '\u{2B1C}'),
    ('\u{2B50}', '\u{2B50}'),
    ('\u{2B55}', '\u{2B55}'),
    ('\u{3030}', '\u{3030}'),
    ('\u{303D}', '\u{303D}'),
    ('\u{1F000}', '\u{1FAFF}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_is_all_white_space_but_the_space() {
        let all = || '\0'..=char::MAX;
        assert!(all().all(|one| CharacterClass::Blank.holds(one) == (one.is_whitespace() && one != ' ')));
        assert!(!all().any(|one| CharacterClass::Blank.holds(one) && CharacterClass::Invisible.holds(one)));
    }
}
