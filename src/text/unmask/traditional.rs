//! Traditional characters, each with its simplified form.
//!
//! The pairs are `kSimplifiedVariant` of the Unihan database (Unicode 14, <https://www.unicode.org/charts/unihan.html>,
//! licence Unicode-3.0), as far as the one form stands in GB 2312 and the other does not, so that no character of
//! simplified text is touched; and some three dozen that it gives in two forms or
//! not at all, or that GB 2312 has too.

/// Pairs in the order of the traditional characters; each character takes three bytes, and there is nothing else.
const PAIRS: &str = include_str!("traditional.txt");

/// What a pair takes.
const PAIR: usize = 6;

/// The first of the characters that can be traditional, and how many words of 64 bits hold one bit for each.
const FIRST: u32 = 0x4E00;
pub(super) const WORDS: usize = 0x5200 / 64;

/// A bit for each character from U+4E00 to U+9FFF.
pub(super) type Marks = [u64; WORDS];

/// Those that are traditional.
pub(super) const TRADITIONAL: Marks = marks();

const fn marks() -> Marks {
    let (pairs, mut marks, mut at) = (PAIRS.as_bytes(), [0; WORDS], 0);
    while at < pairs.len() {
        let (a, b, c) = (pairs[at] as u32 & 0xF, pairs[at + 1] as u32 & 0x3F, pairs[at + 2] as u32 & 0x3F);
        let place = ((a << 12 | b << 6 | c) - FIRST) as usize;
        marks[place / 64] |= 1 << (place % 64);
        at += PAIR;
    }
    marks
}

/// Whether the character with this code point is marked.
pub(super) const fn is_marked(marks: &Marks, code: u32) -> bool {
    let place = code.wrapping_sub(FIRST) as usize;
    place < WORDS * 64 && marks[place / 64] >> (place % 64) & 1 == 1
}

/// Marks a character; those outside the range are left out.
pub(super) const fn mark(marks: &mut Marks, code: u32) {
    let place = code.wrapping_sub(FIRST) as usize;
    if place < WORDS * 64 {
        marks[place / 64] |= 1 << (place % 64);
    }
}

/// The simplified form of a traditional character.
pub(super) fn simplified(character: char) -> Option<char> {
    if !is_marked(&TRADITIONAL, u32::from(character)) {
        return None;
    }
    let (pairs, mut bytes) = (PAIRS.as_bytes(), [0; 4]);
    let wanted = character.encode_utf8(&mut bytes).as_bytes();
    // The order of code points is that of their bytes.
    let (mut from, mut to) = (0, pairs.len() / PAIR);
    while from < to {
        let middle = from.midpoint(to);
        if &pairs[middle * PAIR..middle * PAIR + PAIR / 2] < wanted {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    PAIRS.get(from * PAIR + PAIR / 2..)?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pairs_are_in_order_and_lead_nowhere_further() {
        let characters: Vec<char> = PAIRS.chars().collect();
        assert_eq!(PAIRS.len(), characters.len() * PAIR / 2, "three bytes each");
        let pairs: Vec<(char, char)> = characters.chunks(2).map(|pair| (pair[0], pair[1])).collect();
        assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0));
        for (traditional, form) in pairs {
            assert_eq!(simplified(traditional), Some(form));
            assert_eq!(simplified(form), None, "{traditional}{form}");
        }
    }

    #[test]
    fn simplified_text_stays() {
        for character in "微信贷款着著乾台后面里只余A1，🎁".chars() {
            assert_eq!(simplified(character), None, "{character}");
        }
    }
}
