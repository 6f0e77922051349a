use super::{
    Spellings,
    gaps::{Role, role},
    traditional::{TRADITIONAL, is_marked},
};

/// What one look at a text tells: which readings may change it. Nearly every text needs none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// A character may stand for another.
    pub(super) letters: bool,
    /// Something may stand in a gap, or repeat.
    pub(super) gaps: bool,
    /// A word is misspelt.
    pub(super) spellings: bool,
}

impl Look {
    pub(super) const fn anything(self) -> bool {
        self.letters || self.gaps || self.spellings
    }

    pub(super) fn at(text: &str, spellings: &Spellings) -> Self {
        let (mut look, mut glance, bytes, mut at) = (Self::default(), Glance::default(), text.as_bytes(), 0);
        while let Some(&byte) = bytes.get(at) {
            match byte {
                0..=0x7F => {
                    glance.ascii(byte, &mut look);
                    // A spelling begins with the first of several Latin letters.
                    if spellings.begins(byte) && !(at > 0 && bytes[at - 1].is_ascii_alphabetic()) {
                        look.spellings |= spellings.stands(text, at);
                    }
                    at += 1;
                }
                // U+4000–9FFF, by far the most.
                0xE4..=0xE9 => {
                    let [a, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]].map(u32::from);
                    let code = (a & 0xF) << 12 | (b & 0x3F) << 6 | (c & 0x3F);
                    if is_marked(&spellings.marks, code) {
                        look.letters |= is_marked(&TRADITIONAL, code);
                        look.spellings |= spellings.stands(text, at);
                    }
                    glance.chinese(code, &mut look);
                    at += 3;
                }
                _ => {
                    let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
                    look.letters |= !is_plain(character) && super::letters::plain(character).is_some();
                    glance.other(role(character), &mut look);
                    at += character.len_utf8();
                }
            }
        }
        look
    }
}

/// Whether it is one of the quotation marks, dashes, stops and signs that are in every text, and mean what they say.
const fn is_plain(character: char) -> bool {
    matches!(
        character,
        '\u{2010}'..='\u{2027}'
            | '\u{3001}'..='\u{3029}'
            | '\u{FF01}'..='\u{FF0F}'
            | '\u{FF1A}'..='\u{FF20}'
            | '\u{FFE0}'..='\u{FFEE}'
    )
}

/// What stood before.
#[derive(Clone, Copy, Debug, Default)]
struct Glance {
    /// The last Chinese character, while nothing but separators follows.
    before: Option<u32>,
    /// Whether a Latin letter stood there.
    letter: bool,
    /// Whether separators followed.
    gap: bool,
    /// For the last two characters, whether each was the same as the one before it.
    same: [bool; 2],
}

impl Glance {
    fn ascii(&mut self, byte: u8, look: &mut Look) {
        self.other(role(char::from(byte)), look);
    }

    fn chinese(&mut self, code: u32, look: &mut Look) {
        // A stroke that is a sign is none of the characters that it stands between.
        if matches!(code, 0x4E28 | 0x4E36) {
            return self.other(Role::Strong, look);
        }
        look.gaps |= self.gap && (self.before.is_some() || self.letter);
        let same = !self.gap && self.before == Some(code);
        look.gaps |= same && (self.same[0] || self.same[1]);
        *self = Self { before: Some(code), letter: false, gap: false, same: [same, self.same[0]] };
    }

    fn other(&mut self, role: Role, look: &mut Look) {
        match role {
            Role::Invisible => look.gaps = true,
            Role::Weak | Role::Strong => {
                self.gap = true;
                self.same = [false; 2];
            }
            Role::Letter => {
                look.gaps |= self.gap && (self.before.is_some() || self.letter);
                *self = Self { letter: true, ..Self::default() };
            }
            // Characters beyond U+9FFF are few, and are looked at closely.
            Role::Han => {
                look.gaps |= self.gap;
                *self = Self { letter: true, ..Self::default() };
            }
            Role::Other => *self = Self::default(),
        }
    }
}
