use std::{collections::HashSet, ops::Range};

use unicode_segmentation::UnicodeSegmentation;

use super::{Match, Value};
use crate::{
    rule::{spec::CharacterClass, subject::Text},
    text::twin_of,
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
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
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

    fn finds(&self, character: char) -> bool {
        let listed = self.also.contains(&character) || self.classes.iter().any(|class| class.holds(character));
        listed != self.allow
    }
}

fn describe<'a>(text: &Text<'a>, range: Range<usize>, first: char) -> Match<'a> {
    let suggestion = twin_of(&text.text[range.clone()]).unwrap_or_default();
    let found = Match::at(text.spot(range)).with("character", first);
    found.with("code_point", format!("U+{:04X}", u32::from(first))).with("suggestion", suggestion)
}

impl CharacterClass {
    /// Whether `character` belongs to the class.
    pub const fn holds(self, character: char) -> bool {
        match self {
            Self::Han => matches!(character,
                '\u{3005}' | '\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
                | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}'),
            Self::Latin => character.is_ascii_alphabetic(),
            Self::Digit => character.is_ascii_digit(),
            Self::Space => character == ' ',
            Self::Blank => character.is_whitespace() && character != ' ',
            Self::Invisible => is_invisible(character),
            Self::LenticularBracket => matches!(character, '【' | '】'),
            Self::SquareBracket => matches!(character, '[' | ']'),
            Self::Emoji => is_pictograph(character),
            Self::FullWidthAlphanumeric => {
                matches!(character, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
            }
        }
    }
}

/// What leaves no ink and is no blank: controls, zero-width characters, direction marks, fillers, variation selectors.
const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}'
        | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Blocks that hold nothing but pictographs, and the signs of older blocks that phones draw in colour.
const fn is_pictograph(character: char) -> bool {
    matches!(character,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B05}'..='\u{2B07}' | '\u{2B1B}' | '\u{2B1C}'
        | '\u{2B50}' | '\u{2B55}' | '\u{231A}' | '\u{231B}' | '\u{23E9}'..='\u{23FA}' | '\u{3030}' | '\u{303D}')
}
