/// Which characters a text may have: of ASCII exactly, of the others by blocks of 64 code points. Worked out in one look,
/// it spares most texts most questions about characters that hardly any text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signs {
    ascii: u128,
    /// A bit for each block below U+10000.
    blocks: [u64; 16],
    /// Whether there is a character from U+10000 on.
    beyond: bool,
}

impl Signs {
    /// The characters of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut signs = Self { ascii: 0, blocks: [0; 16], beyond: false };
        let mut bytes = text.bytes();
        // In UTF-8, all but the last byte of a character name its block.
        while let Some(first) = bytes.next() {
            let block = match first {
                0..0x80 => {
                    signs.ascii |= 1 << first;
                    continue;
                }
                0x80..0xC0 => continue,
                0xC0..0xE0 => usize::from(first & 0x1F),
                0xE0..0xF0 => usize::from(first & 0x0F) << 6 | usize::from(bytes.next().unwrap_or(0) & 0x3F),
                0xF0.. => {
                    signs.beyond = true;
                    continue;
                }
            };
            signs.blocks[block >> 6] |= 1 << (block & 0x3F);
        }
        signs
    }

    /// Whether a character from `from` to `to`, both included and in this order, may be there.
    pub(crate) fn may_have(&self, from: char, to: char) -> bool {
        let (from, to) = (u32::from(from), u32::from(to));
        let ascii = from < 0x80 && self.ascii >> from & (u128::MAX >> (0x7F - to.min(0x7F) + from)) != 0;
        let has_block = |block: u32| self.blocks[(block >> 6) as usize] >> (block & 0x3F) & 1 != 0;
        let blocks = to >= 0x80 && (from.max(0x80) >> 6..=to.min(0xFFFF) >> 6).any(has_block);
        ascii || blocks || (self.beyond && to >= 0x1_0000)
    }
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
        assert!(!signs.may_have('2', 'z'));
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
        }
    }
}
