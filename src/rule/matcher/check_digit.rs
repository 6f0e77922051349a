use jiff::civil::Date;

use super::{Match, Value};
use crate::rule::spec::CheckDigitOf;

/// Numbers that prove themselves by a check character.
#[derive(Debug)]
pub struct CheckDigit(pub CheckDigitOf);

impl CheckDigit {
    /// Finds each number with the wrong check character, or of another form.
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let number = text.text.trim();
            let expected = match self.0 {
                CheckDigitOf::Uscc => uscc(number),
                CheckDigitOf::ResidentId => resident_id(number),
            };
            let Some(expected) = expected else {
                found.push(Match::at(text.whole()).with("expected", ""));
                continue;
            };
            if number.chars().last().map(|last| last.to_ascii_uppercase()) != Some(expected) {
                found.push(Match::at(text.whole()).with("expected", expected));
            }
        }
    }
}

/// The last character that the first 17 ask for by GB 32100; `None` where these are not of its form.
fn uscc(number: &str) -> Option<char> {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let bytes = number.as_bytes();
    if bytes.len() != 18 {
        return None;
    }
    let (mut sum, mut weight) = (0, 1);
    for byte in &bytes[..17] {
        sum += ALPHABET.iter().position(|one| one == byte)? * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET.get((31 - sum % 31) % 31).map(|&byte| char::from(byte))
}

/// The first two digits of the regions of GB/T 2260; 81 to 83 are those of residence permits.
const PROVINCES: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
];

/// The last character that the first 17 ask for by GB 11643; `None` where these are not of its form.
fn resident_id(number: &str) -> Option<char> {
    const CHECKS: &[u8; 11] = b"10X98765432";
    let bytes = number.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) || !PROVINCES.contains(&&number[..2]) {
        return None;
    }
    format!("{}-{}-{}", &number[6..10], &number[10..12], &number[12..14]).parse::<Date>().ok()?;
    let (mut sum, mut weight) = (0, 1);
    for byte in bytes[..17].iter().rev() {
        weight = weight * 2 % 11;
        sum += usize::from(byte - b'0') * weight;
    }
    CHECKS.get(sum % 11).map(|&byte| char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_prove_themselves() {
        // From the standard and from public registers.
        for number in ["91350100M000100Y43", "9144030071526726XG", "91330100799655058B"] {
            assert_eq!(uscc(number), number.chars().last(), "{number}");
        }
        for number in ["11010519491231002X", "440524188001010014"] {
            assert_eq!(resident_id(number), number.chars().last(), "{number}");
        }
    }

    #[test]
    fn what_is_of_another_form_has_no_check_character() {
        for number in ["", "91350100M000100Y4", "91350100I000100Y43", "九一三五零零"] {
            assert_eq!(uscc(number), None, "{number}");
        }
        for number in ["110105491231002", "11010519491331002X", "1101051949123100２X", "990105194912310022"] {
            assert_eq!(resident_id(number), None, "{number}");
        }
    }
}
