//! The default alphabet of 3GPP TS 23.038 (section 6.2.1) and its extension table.

/// The default alphabet in the order of its codes; the escape to the extension table at 0x1B is left out.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// The extension table; each of its characters is sent behind an escape.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// How many septets `c` takes; `None` where the alphabet does not have it.
pub(super) fn septets(c: char) -> Option<usize> {
    // Letters and digits, by far the most frequent, need no search.
    if c.is_ascii_alphanumeric() || BASIC.contains(c) { Some(1) } else { EXTENSION.contains(c).then_some(2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_the_sizes_of_the_standard() {
        assert_eq!(BASIC.chars().count(), 127);
        assert_eq!(EXTENSION.chars().count(), 10);
    }

    #[test]
    fn characters_stand_at_the_codes_of_the_standard() {
        let code =
            |wanted: char| BASIC.chars().position(|c| c == wanted).map(|at| if at >= 0x1B { at + 1 } else { at });
        for (c, expected) in [
            ('@', 0x00),
            ('Ç', 0x09),
            ('\n', 0x0A),
            ('\r', 0x0D),
            ('Δ', 0x10),
            ('Ξ', 0x1A),
            ('Æ', 0x1C),
            ('É', 0x1F),
            (' ', 0x20),
            ('¤', 0x24),
            ('?', 0x3F),
            ('¡', 0x40),
            ('A', 0x41),
            ('Z', 0x5A),
            ('Ä', 0x5B),
            ('§', 0x5F),
            ('¿', 0x60),
            ('a', 0x61),
            ('z', 0x7A),
            ('ä', 0x7B),
            ('à', 0x7F),
        ] {
            assert_eq!(code(c), Some(expected), "{c}");
        }
    }

    #[test]
    fn no_character_is_in_both_tables() {
        assert!(EXTENSION.chars().all(|c| !BASIC.contains(c)));
        assert_eq!((septets('€'), septets('ç'), septets('`'), septets('中')), (Some(2), None, None, None));
    }
}
