use std::{borrow::Cow, ops::Range};

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

use super::{Bound, Match, Subject, Value};
use crate::rule::spec::{PictureFault, PictureFormat};

/// How many characters of a picture are marked.
const SHOWN: usize = 16;

/// How many characters of Base64 give all the bytes by which a format is told.
const TELLING: usize = 16;

/// Pictures in Base64.
#[derive(Debug)]
pub struct Picture {
    /// What is looked for.
    pub fault: PictureFault,
    /// What it may be.
    pub formats: Vec<PictureFormat>,
    /// The most bytes it may have.
    pub max: Option<Bound>,
}

impl Picture {
    /// Finds each picture with the fault.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let max = self.max.as_ref().and_then(|max| max.value(subject));
        for text in value.texts().filter(|text| !text.text.trim().is_empty()) {
            let (prefix, encoded) = split(text.text);
            let size = size(&text.text[encoded.clone()]);
            if let Some(place) = self.place(text.text, prefix, encoded, max) {
                let limit = max.map_or_else(String::new, |max| max.to_string());
                found.push(Match::at(text.spot(place)).with("size", size).with("limit", limit));
            }
        }
    }

    fn place(
        &self,
        text: &str,
        prefix: Range<usize>,
        encoded: Range<usize>,
        max: Option<usize>,
    ) -> Option<Range<usize>> {
        let picture = &text[encoded.clone()];
        let strange = strange(picture);
        let head = || shown(text, encoded.start);
        match self.fault {
            PictureFault::Prefix => (!prefix.is_empty()).then_some(prefix),
            PictureFault::Encoding => {
                let at = encoded.start + strange?;
                Some(at..at + text[at..].chars().next().map_or(0, char::len_utf8))
            }
            PictureFault::Format => {
                let first = first_bytes(picture);
                (strange.is_none() && !self.formats.iter().any(|format| is(*format, &first))).then(head)
            }
            PictureFault::Size => max.filter(|max| size(picture) > *max).map(|_| head()),
        }
    }
}

/// What stands before the Base64, as in an address of the web, and the Base64.
fn split(text: &str) -> (Range<usize>, Range<usize>) {
    let start = text.len() - text.trim_start().len();
    let comma = text[start..].starts_with("data:").then(|| text[start..].find(',')).flatten();
    let from = comma.map_or(start, |comma| start + comma + 1);
    (start..from, from..text.len())
}

/// The first byte that Base64 cannot have. Line breaks are none of our business: readers pass over them.
fn strange(picture: &str) -> Option<usize> {
    let end = picture.trim_end().trim_end_matches('=').len();
    let padding = picture.trim_end().len() - end;
    let known = |byte: u8| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || matches!(byte, b'+' | b'/');
    let wrong = picture[..end].bytes().position(|byte| !known(byte));
    let count = picture[..end].bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
    // One character alone holds no byte, and padding fills up to four.
    let torn = count % 4 == 1 || (padding > 0 && !(count + padding).is_multiple_of(4));
    wrong.or_else(|| torn.then(|| picture[..end].char_indices().next_back().map_or(0, |(at, _)| at)))
}

/// How many bytes the picture has.
fn size(picture: &str) -> usize {
    let count = picture.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=').count();
    count / 4 * 3 + (count % 4).saturating_sub(1)
}

fn first_bytes(picture: &str) -> Vec<u8> {
    let characters = picture.chars().filter(|character| !character.is_whitespace() && *character != '=');
    let mut head: Cow<'_, str> = characters.take(TELLING).collect::<String>().into();
    if head.len() % 4 == 1 {
        head.to_mut().pop();
    }
    // The last bits of a torn head mean nothing.
    while !head.is_empty() {
        match STANDARD_NO_PAD.decode(head.as_bytes()) {
            Ok(bytes) => return bytes,
            Err(_) => head.to_mut().pop(),
        };
    }
    Vec::new()
}

fn is(format: PictureFormat, first: &[u8]) -> bool {
    match format {
        PictureFormat::Jpeg => first.starts_with(&[0xFF, 0xD8, 0xFF]),
        PictureFormat::Png => first.starts_with(b"\x89PNG\r\n\x1A\n"),
        PictureFormat::Gif => first.starts_with(b"GIF87a") || first.starts_with(b"GIF89a"),
    }
}

/// The first characters behind byte `start`.
fn shown(text: &str, start: usize) -> Range<usize> {
    let end = text[start..].char_indices().nth(SHOWN).map_or(text.len(), |(at, _)| start + at);
    start..end
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    fn place(fault: PictureFault, text: &str) -> Option<&str> {
        let picture = Picture { fault, formats: vec![PictureFormat::Jpeg, PictureFormat::Png], max: None };
        let (prefix, encoded) = split(text);
        picture.place(text, prefix, encoded, Some(20)).map(|place| &text[place])
    }

    fn png(length: usize) -> String {
        let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
        bytes.resize(length, 0);
        STANDARD.encode(bytes)
    }

    #[test]
    fn a_real_picture_has_no_fault() {
        for text in [png(10), png(20), STANDARD.encode([0xFF, 0xD8, 0xFF, 0xE0]), png(11).replace("Gg", "\r\nGg")] {
            for fault in [PictureFault::Prefix, PictureFault::Encoding, PictureFault::Format, PictureFault::Size] {
                assert_eq!(place(fault, &text), None, "{fault:?} {text}");
            }
        }
    }

    #[test]
    fn each_fault_is_shown_where_it_is() {
        let with_prefix = format!("data:image/png;base64,{}", png(10));
        assert_eq!(place(PictureFault::Prefix, &with_prefix), Some("data:image/png;base64,"));
        assert_eq!(place(PictureFault::Format, &with_prefix), None);
        assert_eq!(place(PictureFault::Encoding, "iVBORw图0KGgo"), Some("图"));
        assert_eq!(place(PictureFault::Encoding, "C:\\a.png"), Some(":"));
        assert_eq!(place(PictureFault::Encoding, "abcde"), Some("e"));
        assert_eq!(place(PictureFault::Encoding, "abcd="), Some("d"));
        assert_eq!(place(PictureFault::Format, "xxxx"), Some("xxxx"));
        assert_eq!(place(PictureFault::Format, &STANDARD.encode("GIF89a----------")), Some("R0lGODlhLS0tLS0t"));
        assert_eq!(place(PictureFault::Size, &png(21)), Some("iVBORw0KGgoAAAAA"));
    }

    #[test]
    fn the_size_is_that_of_the_bytes() {
        for length in 8..40 {
            assert_eq!(size(&png(length)), length);
        }
    }
}
