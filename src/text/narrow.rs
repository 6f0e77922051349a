//! How single letters are folded. The build script does it too: this file is a part of it, and needs nothing of the library.

/// How far a full-width form lies behind the ASCII character that it is a form of.
const WIDTH: u32 = 0xFF01 - 0x21;

/// Folds a word that is looked for in a folded text: full-width forms and the ideographic space are made half-width, and
/// Latin letters small.
pub(crate) fn fold_str(word: &str) -> String {
    // Most words are Chinese throughout; full-width forms begin with the byte EF, and the ideographic space with E3.
    if !word.bytes().any(|byte| byte.is_ascii_uppercase() || byte == 0xEF || byte == 0xE3) {
        return word.to_owned();
    }
    word.chars().map(|character| narrow(character).to_ascii_lowercase()).collect()
}

/// The half-width form of a character in full width, and of the small forms of which variables are made; itself, where it
/// has none.
pub(crate) fn narrow(character: char) -> char {
    match character {
        '\u{FE5B}' => '{',
        '\u{FE5C}' => '}',
        '\u{FE69}' => '$',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - WIDTH).unwrap_or(character),
        '\u{3000}' => ' ',
        _ => character,
    }
}
