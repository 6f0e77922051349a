/// Which characters a text may have: of ASCII and of the common signs exactly, of the others by blocks of 64 code points.
/// Worked out in one look, it spares most texts most questions about characters that hardly any text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signs {
    ascii: u128,
    /// A bit for each character of the blocks of [`EXACT`].
    exact: [u64; EXACT.len()],
    /// A bit for each other block below U+10000.
    blocks: [u64; 16],
    /// Whether there is a character from U+10000 on.
    beyond: bool,
}

/// The blocks of which nearly every Chinese text has some characters: U+2000–203F, U+3000–303F and U+FF00–FF3F.
const EXACT: [u32; 3] = [0x80, 0xC0, 0x3FC];

impl Signs {
    const NONE: Self = Self { ascii: 0, exact: [0; EXACT.len()], blocks: [0; 16], beyond: false };

    /// The characters of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut signs = Self::NONE;
        let mut bytes = text.bytes();
        let low = |bytes: &mut std::str::Bytes<'_>| u32::from(bytes.next().unwrap_or(0) & 0x3F);
        // In UTF-8, all but the last byte of a character name its block, and the last its place there.
        while let Some(first) = bytes.next() {
            match first {
                0..0x80 => signs.ascii |= 1 << first,
                0x80..0xC0 => {}
                0xC0..0xE0 => {
                    let place = low(&mut bytes);
                    signs.add(u32::from(first & 0x1F), 1 << place);
                }
                0xE0..0xF0 => {
                    let block = u32::from(first & 0x0F) << 6 | low(&mut bytes);
                    let place = low(&mut bytes);
                    signs.add(block, 1 << place);
                }
                0xF0.. => signs.beyond = true,
            }
        }
        signs
    }

    /// The characters of `ranges`, both ends of each included.
    pub(crate) fn within(ranges: impl IntoIterator<Item = (char, char)>) -> Self {
        let mut signs = Self::NONE;
        for (from, to) in ranges {
            let (from, to) = (u32::from(from), u32::from(to));
            signs.ascii |= (from..=to.min(0x7F)).fold(0, |ascii, one| ascii | 1 << one);
            for block in from.max(0x80) >> 6..=to.min(0xFFFF) >> 6 {
                signs.add(block, places(block, from, to));
            }
            signs.beyond |= to >= 0x1_0000;
        }
        signs
    }

    /// Whether the two may have a character in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let both =
            |own: &[u64], others: &[u64]| own.iter().zip(others).fold(0, |met, (one, other)| met | one & other) != 0;
        self.ascii & other.ascii != 0
            || both(&self.exact, &other.exact)
            || both(&self.blocks, &other.blocks)
            || self.beyond && other.beyond
    }

    /// Whether a character from `from` to `to`, both included and in this order, may be there.
    pub(crate) fn may_have(&self, from: char, to: char) -> bool {
        let (from, to) = (u32::from(from), u32::from(to));
        let ascii = from < 0x80 && self.ascii >> from & (u128::MAX >> (0x7F - to.min(0x7F) + from)) != 0;
        let has = |block: u32| match exact(block) {
            Some(place) => self.exact[place] & places(block, from, to) != 0,
            None => self.blocks[(block >> 6) as usize] >> (block & 0x3F) & 1 != 0,
        };
        let blocks = to >= 0x80 && (from.max(0x80) >> 6..=to.min(0xFFFF) >> 6).any(has);
        ascii || blocks || (self.beyond && to >= 0x1_0000)
    }

    fn add(&mut self, block: u32, places: u64) {
        match exact(block) {
            Some(place) => self.exact[place] |= places,
            None => self.blocks[(block >> 6) as usize] |= 1 << (block & 0x3F),
        }
    }
}

/// Where the block stands in [`EXACT`].
fn exact(block: u32) -> Option<usize> {
    EXACT.iter().position(|one| *one == block)
}

/// A bit for each character of the block that lies from `from` to `to`, both included.
fn places(block: u32, from: u32, to: u32) -> u64 {
    let (first, last) = (block << 6, block << 6 | 0x3F);
    let (from, to) = (from.max(first) - first, to.min(last) - first);
    u64::MAX >> (0x3F - to) & u64::MAX << from
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_has_no_characters_of_blocks_that_it_never_enters() {
        let signs = Signs::of("您好，{1}");
        assert!(signs.may_have('{', '}') && signs.may_have('您', '您') && signs.may_have('a', '，'));
        assert!(!signs.may_have('|', '|') && !signs.may_have('←', '⇒') && !signs.may_have('😀', '😂'));
        assert!(!signs.may_have('2', 'z') && !signs.may_have('、', '。') && signs.may_have('＆', '，'));
    }

    proptest! {
        #[test]
        fn what_a_text_has_may_be_there(text: String, one: char, other: char) {
            let (from, to) = (one.min(other), one.max(other));
            let signs = Signs::of(&text);
            let has = text.chars().any(|one| (from..=to).contains(&one));
            prop_assert!(!has || signs.may_have(from, to));
            prop_assert!(text.chars().all(|one| signs.may_have(one, one)));
            let ascii = text.chars().any(|one| one.is_ascii() && (from..=to).contains(&one));
            prop_assert!(!to.is_ascii() || signs.may_have(from, to) == ascii);
            prop_assert_eq!(signs.meets(&Signs::within([(from, to)])), signs.may_have(from, to));
        }
    }
}
