mod gsm7;

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{PartSizes, Parts};

/// How a text is encoded on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// 3GPP TS 23.038 default alphabet: 7 bits a character, extension characters two.
    Gsm7,
    /// UTF-16 code units.
    Ucs2,
}

/// What a message costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// How it is encoded.
    pub encoding: Encoding,
    /// Septets or UTF-16 code units, by encoding.
    pub units: usize,
    /// Billed parts; 0 for an empty text.
    pub parts: usize,
    /// The first character that does not fit GSM-7, by its bytes in the text; `None` where GSM-7 is used or not to be had.
    pub forced_by: Option<Range<usize>>,
}

/// Measures a whole message, signature and brackets included.
pub fn measure(text: &str, parts: &Parts) -> Measure {
    let (encoding, forced_by) = encoding(text, parts);
    let units = encoding.units_of(text);
    let parts = if text.is_empty() { 0 } else { 1 + walk(text, encoding, units, sizes(encoding, parts)).count() };
    Measure { encoding, units, parts, forced_by }
}

/// The bytes of `text` at which its second and every further part begins.
pub fn cuts(text: &str, parts: &Parts) -> Vec<usize> {
    let (encoding, _) = encoding(text, parts);
    let units = encoding.units_of(text);
    walk(text, encoding, units, sizes(encoding, parts)).collect()
}

/// How many characters have to go, from the end, for the message to take one part less; 0 where it takes no more than one.
pub fn to_save(text: &str, parts: &Parts) -> usize {
    let cuts = cuts(text, parts);
    match cuts.as_slice() {
        [] => 0,
        // A message of one part holds more than the first of two.
        [_] => {
            let (encoding, _) = encoding(text, parts);
            let (mut room, single) = (0_usize, sizes(encoding, parts).single);
            let kept = text.chars().take_while(|&c| {
                room = room.saturating_add(encoding.units(c));
                room <= single
            });
            text.chars().count() - kept.count()
        }
        [.., last] => text[*last..].chars().count(),
    }
}

impl Encoding {
    /// What people call it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }

    /// What `text` takes, in septets or UTF-16 code units.
    pub fn units_of(self, text: &str) -> usize {
        text.chars().map(|c| self.units(c)).sum()
    }

    /// Whether GSM-7 has the character.
    pub fn is_gsm7(character: char) -> bool {
        gsm7::septets(character).is_some()
    }

    /// What `c` takes. In GSM-7 a character that it cannot carry takes one septet, as if replaced.
    fn units(self, c: char) -> usize {
        match self {
            Self::Gsm7 => gsm7::septets(c).unwrap_or(1),
            Self::Ucs2 => c.len_utf16(),
        }
    }
}

/// The encoding that `text` gets, and the character to which it owes UCS-2 where GSM-7 was to be had.
fn encoding(text: &str, parts: &Parts) -> (Encoding, Option<Range<usize>>) {
    if parts.gsm7.is_none() {
        return (Encoding::Ucs2, None);
    }
    match text.char_indices().find(|&(_, c)| gsm7::septets(c).is_none()) {
        Some((at, c)) => (Encoding::Ucs2, Some(at..at + c.len_utf8())),
        None => (Encoding::Gsm7, None),
    }
}

fn sizes(encoding: Encoding, parts: &Parts) -> PartSizes {
    parts.gsm7.filter(|_| encoding == Encoding::Gsm7).unwrap_or(parts.ucs2)
}

/// The bytes at which new parts begin. No character is split between two parts, so that a part may end one unit early;
/// a part that is too small for any character takes one all the same.
fn walk(text: &str, encoding: Encoding, units: usize, sizes: PartSizes) -> impl Iterator<Item = usize> {
    let long = units > sizes.single;
    let mut used = 0;
    text.char_indices().filter_map(move |(at, c)| {
        let width = encoding.units(c);
        let full = long && used > 0 && width > sizes.multi.saturating_sub(used);
        used = if full { width } else { used + width };
        full.then_some(at)
    })
}
