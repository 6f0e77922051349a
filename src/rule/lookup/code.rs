//! How codes of providers are compared, and how they are seen in a text.

/// The longest text, in bytes, in which codes are looked for.
const LONGEST: usize = 64 * 1024;

/// Whether two spellings name one code: case and every sign between letters and digits make no difference, since
/// libraries call `A.BadName` also `A_BADNAME`.
pub(super) fn same(one: &str, other: &str) -> bool {
    let plain = |text| {
        let letters = str::chars(text).filter(|character| character.is_alphanumeric());
        letters.map(|character| character.to_ascii_lowercase())
    };
    plain(one).next().is_some() && plain(one).eq(plain(other))
}

/// What stands behind the last full stop; a code that ends in one is its own last part.
pub(super) fn last_part(code: &str) -> &str {
    let code = code.trim_end_matches('.');
    code.rsplit_once('.').map_or(code, |(_, last)| last)
}

/// Whether nothing but signs of a code stands in `text`.
pub(super) fn is_one_word(text: &str) -> bool {
    text.chars().all(is_of_a_code)
}

/// The words of a text that look like a code: several capitals, an underscore or a full stop inside, or at least four
/// digits and nothing else.
pub(super) fn names(text: &str) -> impl Iterator<Item = &str> {
    let end = (0..=text.len().min(LONGEST)).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    let words = text[..end].split(|character: char| !is_of_a_code(character));
    words.map(|word| word.trim_matches(['.', '-', '_'])).filter(|word| looks_like_a_code(word))
}

const fn is_of_a_code(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-')
}

fn looks_like_a_code(word: &str) -> bool {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.len() >= 4;
    }
    word.len() >= 6 && (word.contains(['.', '_']) || word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase()))
}
