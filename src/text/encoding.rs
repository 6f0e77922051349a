use std::borrow::Cow;

use encoding_rs::{GB18030, GBK};

use super::Span;

/// How many characters apart the marks are that keep the way back to the file short.
const STRIDE: usize = 256;

/// How many of a hundred characters in two bytes have to be common ones before a file counts as Chinese.
const COMMON: usize = 70;

/// How many of a hundred units of UTF-16 have to be usual ones, where zeros alone do not tell which byte comes first.
const USUAL: usize = 95;

/// How many NUL bytes UTF-16 without a mark has at least, and in how many pairs there is one of them.
const LEAST_NUL: usize = 4;
const PAIRS_A_NUL: usize = 16;

/// A way to write text in bytes that is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Two bytes a unit, the small one first: what Excel calls Unicode text.
    Utf16Le,
    /// Two bytes a unit, the great one first.
    Utf16Be,
    /// GB18030, and GBK in it: what Excel writes in China.
    Gb18030,
}

/// A text in UTF-8 that was made of a file in another encoding, and knows the way back.
#[derive(Clone, Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Where halves of characters stood, in bytes of `text`; each reads as U+FFFD.
    pub(super) broken: Vec<Span>,
    pub(super) original: Original,
}

/// A file that is not in UTF-8.
#[derive(Clone, Debug)]
pub(super) struct Original {
    pub(super) bytes: Vec<u8>,
    pub(super) encoding: Encoding,
    /// Bytes of the text and of the file at which the same character begins, every [`STRIDE`] characters.
    marks: Vec<(usize, usize)>,
}

impl Encoding {
    /// The UTF-16 that the first bytes of a file show: a byte order mark, or one NUL byte in each of the first two pairs,
    /// always on the same side, as beside ASCII.
    pub fn shown(bytes: &[u8]) -> Option<Self> {
        match *bytes {
            [0xFF, 0xFE, 0, 0, ..] => None,
            [0xFF, 0xFE, ..] => Some(Self::Utf16Le),
            [0xFE, 0xFF, ..] => Some(Self::Utf16Be),
            [a, b, c, d, ..] => match [a, b, c, d].map(|byte| byte == 0) {
                [false, true, false, true] => Some(Self::Utf16Le),
                [true, false, true, false] => Some(Self::Utf16Be),
                _ => None,
            },
            _ => None,
        }
    }

    /// The encoding of a file that is not UTF-8 and shows none, where it is surely one of these: UTF-16 by NUL bytes on
    /// one side only, GB18030 by its common characters. A text in UTF-8 with a few broken bytes is neither.
    pub fn guessed(bytes: &[u8]) -> Option<Self> {
        if bytes.contains(&0) {
            return [Self::Utf16Le, Self::Utf16Be].into_iter().find(|encoding| encoding.is_evident(bytes));
        }
        is_chinese(bytes).then_some(Self::Gb18030)
    }

    /// Whether a file without a mark, which has NUL bytes, is soundly this kind of UTF-16, and has as many of them as its
    /// line ends, digits and commas need.
    fn is_evident(self, bytes: &[u8]) -> bool {
        let side = usize::from(self == Self::Utf16Le);
        let nul = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
        let units = || bytes.chunks_exact(2).map(|pair| self.unit(pair));
        let (own, pairs) = (nul(side), bytes.len() / 2);
        bytes.len().is_multiple_of(2)
            && own >= LEAST_NUL.max(pairs / PAIRS_A_NUL)
            && (nul(1 - side) == 0 || is_usual(units()))
            && char::decode_utf16(units()).all(|character| character.is_ok())
    }

    fn unit(self, pair: &[u8]) -> u16 {
        let pair = [pair[0], pair[1]];
        if self == Self::Utf16Be { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    }

    /// The text of a file.
    ///
    /// # Errors
    /// The file again, where it is not soundly GB18030.
    pub(super) fn decode(self, bytes: Vec<u8>) -> Result<Decoded, Vec<u8>> {
        if self == Self::Gb18030 {
            let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(&bytes).map(Cow::into_owned)
            else {
                return Err(bytes);
            };
            let (mut marks, mut at) = (Vec::new(), 0);
            for (nth, (place, _)) in text.char_indices().enumerate() {
                if nth % STRIDE == 0 {
                    marks.push((place, at));
                }
                at += gb_len(&bytes, at);
            }
            if at != bytes.len() {
                return Err(bytes);
            }
            return Ok(Decoded { text, broken: Vec::new(), original: Original { bytes, encoding: self, marks } });
        }
        let start = if matches!(*bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) { 2 } else { 0 };
        let (mut text, mut broken, mut marks, mut at) = (String::new(), Vec::new(), Vec::new(), start);
        let units = bytes[start..].chunks_exact(2).map(|pair| self.unit(pair));
        let half = (bytes.len() % 2 == 1).then_some(None);
        for (nth, character) in char::decode_utf16(units).map(Result::ok).chain(half).enumerate() {
            if nth % STRIDE == 0 {
                marks.push((text.len(), at));
            }
            let place = text.len();
            text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            if character.is_none() {
                broken.push(Span::new(place, text.len()));
            }
            at += 2 * character.map_or(1, char::len_utf16);
        }
        Ok(Decoded { text, broken, original: Original { bytes, encoding: self, marks } })
    }

    /// The bytes that write `text`; `None` where this encoding, or whoever reads it as GBK, has no bytes for some of it.
    pub(super) fn encode(self, text: &str) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Gb18030 => {
                let (bytes, _, lossy) = GBK.encode(text);
                (!lossy).then_some(bytes)
            }
        }
    }
}

impl Original {
    /// The byte of the file at which the character begins that stands at byte `at` of `text`, which was made of it.
    pub(super) fn place(&self, text: &str, at: usize) -> usize {
        let mark = self.marks.partition_point(|(place, _)| *place <= at).saturating_sub(1);
        let (mut place, mut byte) = self.marks.get(mark).copied().unwrap_or((0, 0));
        for character in text[place..].chars() {
            place += character.len_utf8();
            if place > at {
                break;
            }
            byte += match self.encoding {
                Encoding::Utf16Le | Encoding::Utf16Be => 2 * character.len_utf16(),
                Encoding::Gb18030 => gb_len(&self.bytes, byte),
            };
        }
        // What is left at the end may be half a unit.
        byte.min(self.bytes.len())
    }
}

/// How many bytes the character at byte `at` of a sound text has.
fn gb_len(bytes: &[u8], at: usize) -> usize {
    match (bytes.get(at), bytes.get(at + 1)) {
        (Some(0x81..=0xFE), Some(b'0'..=b'9')) => 4,
        (Some(0x81..=0xFE), _) => 2,
        _ => 1,
    }
}

/// Whether these units are nearly all ASCII, Chinese characters and the punctuation of both. Some Chinese characters have
/// a zero on the side that no ASCII has, such as U+4E00; read the wrong way round, a text holds hardly any of these.
fn is_usual(units: impl Iterator<Item = u16>) -> bool {
    let (mut usual, mut all) = (0_usize, 0_usize);
    for unit in units {
        all += 1;
        usual += usize::from(
            matches!(unit, 0x09..=0x0D | 0x20..=0x7E | 0x2010..=0x206F | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF),
        );
    }
    usual * 100 >= all * USUAL
}

/// Whether bytes that are not UTF-8 are soundly GB18030 and hold what Chinese texts hold: the first level of GB 2312, its
/// punctuation, and full-width forms. Whole characters of UTF-8 among them show that these are broken UTF-8.
fn is_chinese(bytes: &[u8]) -> bool {
    let (mut broken, mut whole) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| character.len_utf8() > 2).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole >= broken || GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_none() {
        return false;
    }
    let (mut han, mut signs, mut pairs, mut at) = (0, 0, 0, 0);
    while at < bytes.len() {
        let len = gb_len(bytes, at);
        if len == 2 {
            pairs += 1;
            let is_of_gb2312 = matches!(bytes[at + 1], 0xA1..=0xFE);
            han += usize::from(is_of_gb2312 && matches!(bytes[at], 0xB0..=0xD7));
            signs += usize::from(is_of_gb2312 && matches!(bytes[at], 0xA1..=0xA3));
        }
        at += len;
    }
    han > 0 && (han + signs) * 100 >= pairs * COMMON
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "模板名称,模板内容\r\n登录验证码,您的验证码是${code}，5分钟内有效。\r\n";

    fn of(bytes: &[u8]) -> Option<Encoding> {
        let guessed = || std::str::from_utf8(bytes).err().and_then(|_| Encoding::guessed(bytes));
        Encoding::shown(bytes).or_else(guessed)
    }

    fn written(text: &str, encoding: Encoding) -> Vec<u8> {
        match encoding {
            Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
            other => other.encode(text).unwrap().into_owned(),
        }
    }

    #[test]
    fn files_in_other_encodings_are_known_with_and_without_a_mark() {
        for (encoding, mark) in [
            (Encoding::Utf16Le, &b"\xFF\xFE"[..]),
            (Encoding::Utf16Be, b"\xFE\xFF"),
            (Encoding::Utf16Le, b""),
            (Encoding::Utf16Be, b""),
            (Encoding::Gb18030, b""),
        ] {
            // The characters of the second have zeros on both sides.
            for text in [TEXT, "模板名称,模板内容\n甲,您的验证码{1}，一分钟内有效，请勿销毁\n"]
            {
                let bytes = [mark, &written(text, encoding)].concat();
                assert_eq!(of(&bytes), Some(encoding));
                assert_eq!(encoding.decode(bytes).unwrap().text, text);
            }
        }
    }

    #[test]
    fn utf8_stays_utf8_even_with_broken_bytes() {
        let mut bytes = TEXT.as_bytes().to_vec();
        assert_eq!(of(&bytes), None);
        for at in [3, 9, 40] {
            bytes[at] = 0xFF;
            assert_eq!(of(&bytes), None);
        }
        for cut in 1..TEXT.len() {
            assert_eq!(of(&TEXT.as_bytes()[..cut]), None, "{cut}");
            assert_eq!(of(&TEXT.as_bytes()[cut..]), None, "{cut}");
        }
        for bytes in [&b"caf\xE9 rest"[..], b"a\xFF", b"\xE9r\xE9r", b"", b"\xFF\xFE\0\0", b"a\0b", b"\x89PNG\0\0"] {
            assert_eq!(of(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn half_a_character_at_the_end_is_broken_and_nothing_else() {
        let decoded = Encoding::Utf16Le.decode(b"\xFF\xFEa\0\x3D\xD8b\0c".to_vec()).unwrap();
        assert_eq!(decoded.text, "a\u{FFFD}b\u{FFFD}");
        assert_eq!(decoded.broken, [Span::new(1, 4), Span::new(5, 8)]);
        assert_eq!([0, 1, 4, 5, 8].map(|at| decoded.original.place(&decoded.text, at)), [2, 4, 6, 8, 9]);
    }

    proptest! {
        #[test]
        fn every_character_knows_its_bytes(
            text in prop::collection::vec(prop::sample::select(vec!["a", "验", "，", "é", "😀", "€", "㐀", "\r\n", "e\u{301}"]), 0..600),
            encoding in prop::sample::select(vec![Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030]),
        ) {
            let text = text.concat();
            let decoded = encoding.decode(written(&text, encoding)).unwrap();
            prop_assert_eq!(&decoded.text, &text);
            for (at, character) in text.char_indices() {
                let place = |at| decoded.original.place(&text, at);
                let own = &decoded.original.bytes[place(at)..place(at + character.len_utf8())];
                prop_assert_eq!(encoding.decode(own.to_vec()).unwrap().text, character.to_string());
            }
        }
    }
}
