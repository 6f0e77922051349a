use std::{borrow::Cow, fmt::Write};

/// `text` with everything that could steer or deceive a terminal replaced by what it is called: `␛`, `<U+202E>`.
pub fn visible(text: &str, unicode: bool) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        push_visible(&mut shown, character, unicode);
    }
    Cow::Owned(shown)
}

/// Appends `character`, or what stands for it. Without `unicode` the stand-ins are ASCII.
pub(super) fn push_visible(out: &mut String, character: char, unicode: bool) {
    match character {
        '\0'..='\u{1F}' if unicode => out.extend(char::from_u32(0x2400 + u32::from(character))),
        '\u{7F}' if unicode => out.push('\u{2421}'),
        _ if is_hidden(character) => {
            // Writing to a String cannot fail.
            let _ = write!(out, "<U+{:04X}>", u32::from(character));
        }
        _ => out.push(character),
    }
}

/// Whether a character is a control, has no shape of its own, or changes the shape or order of its neighbours (joiners,
/// direction marks, variation selectors, skin tones). Combining marks are not among them: they belong to the text.
pub(super) const fn is_hidden(character: char) -> bool {
    matches!(character,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}'
        | '\u{AD}' | '\u{34F}' | '\u{61C}'
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'
        | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_borrowed_unchanged() {
        assert!(matches!(visible("您的验证码是{1}, café 😀 e\u{301}", true), Cow::Borrowed(_)));
    }

    #[test]
    fn controls_joiners_and_direction_marks_get_names() {
        let text = "a\u{1B}[31m\u{202E}b\u{200B}c\n👨\u{200D}👩\u{7F}";
        assert_eq!(visible(text, true), "a␛[31m<U+202E>b<U+200B>c␊👨<U+200D>👩␡");
        assert_eq!(visible("\u{1B}\t\u{7F}", false), "<U+001B><U+0009><U+007F>");
    }

    #[test]
    fn a_visible_text_stays_as_it_is() {
        for code in 0..=0x10_FFFF {
            let Some(character) = char::from_u32(code) else { continue };
            let once = visible(character.encode_utf8(&mut [0; 4]), true).into_owned();
            assert!(!once.contains(is_hidden) && !once.contains(char::is_control), "U+{code:04X}");
        }
    }
}
