//! What a keyboard without accents, curly quotes and long dashes writes instead.

use super::narrow::narrow;

/// Signs, each with its twin in ASCII.
const SIGNS: &[(&str, &str)] = &[
    ("‘’‚‛′`´ʼ", "'"),
    ("“”„‟″«»", "\""),
    ("‐‑‒–—―−", "-"),
    ("…", "..."),
    ("•·", "*"),
    ("×", "x"),
    ("\u{A0}\u{2002}\u{2003}\u{2009}\u{202F}", " "),
];

/// Latin letters with an accent of any kind, each behind the letter that it is made of.
const LETTERS: &[(char, &str)] = &[
    ('A', "ÀÁÂÃĀĂĄ"),
    ('C', "ÇĆĈĊČ"),
    ('D', "ĎĐ"),
    ('E', "ÈÊËĒĔĖĘĚ"),
    ('G', "ĜĞĠĢ"),
    ('H', "ĤĦ"),
    ('I', "ÌÍÎÏĨĪĬĮİ"),
    ('J', "Ĵ"),
    ('K', "Ķ"),
    ('L', "ĹĻĽĿŁ"),
    ('N', "ŃŅŇ"),
    ('O', "ÒÓÔÕŌŎŐ"),
    ('R', "ŔŖŘ"),
    ('S', "ŚŜŞŠȘ"),
    ('T', "ŢŤŦȚ"),
    ('U', "ÙÚÛŨŪŬŮŰŲ"),
    ('W', "Ŵ"),
    ('Y', "ÝŶŸ"),
    ('Z', "ŹŻŽ"),
    ('a', "áâãāăą"),
    ('c', "çćĉċč"),
    ('d', "ďđ"),
    ('e', "êëēĕėęě"),
    ('g', "ĝğġģ"),
    ('h', "ĥħ"),
    ('i', "íîïĩīĭįı"),
    ('j', "ĵ"),
    ('k', "ķ"),
    ('l', "ĺļľŀł"),
    ('n', "ńņň"),
    ('o', "óôõōŏő"),
    ('r', "ŕŗř"),
    ('s', "śŝşšș"),
    ('t', "ţťŧț"),
    ('u', "úûũūŭůűų"),
    ('w', "ŵ"),
    ('y', "ýÿŷ"),
    ('z', "źżž"),
];

/// The text in ASCII, where each of its characters can be written so.
pub fn twin_of(text: &str) -> Option<String> {
    let mut twin = String::with_capacity(text.len());
    for character in text.chars() {
        let narrow = narrow(character);
        if narrow.is_ascii() {
            twin.push(narrow);
        } else if let Some((letter, _)) = LETTERS.iter().find(|(_, accented)| accented.contains(character)) {
            twin.push(*letter);
        } else {
            let (_, sign) = SIGNS.iter().find(|(signs, _)| signs.contains(character))?;
            twin.push_str(sign);
        }
    }
    Some(twin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_quotes_dashes_and_width_have_a_twin_and_chinese_has_none() {
        for (text, twin) in [
            ("’", Some("'")),
            ("–", Some("-")),
            ("…", Some("...")),
            ("ç", Some("c")),
            ("ê", Some("e")),
            ("“ＯＫ”", Some("\"OK\"")),
            ("中", None),
            ("ế", None),
            ("", Some("")),
        ] {
            assert_eq!(twin_of(text).as_deref(), twin, "{text}");
        }
    }
}
