//! Numbers that prove themselves by a check character.

use std::ops::Range;

use jiff::civil::Date;

use super::{Match, Subject, Value};
use crate::rule::spec::{CheckDigitOf, NumberFault};

/// The length of either kind, in characters.
const LENGTH: usize = 18;

/// Numbers that prove themselves by a check character.
#[derive(Debug)]
pub struct CheckDigit {
    /// Which numbers.
    pub of: CheckDigitOf,
    /// The faults that are found; empty for any.
    pub faults: Vec<NumberFault>,
}

/// What is wrong with a number: of all faults, the one that hides the others.
#[derive(Debug, PartialEq, Eq)]
struct Fault {
    kind: NumberFault,
    /// The bytes of the number that show it.
    range: Range<usize>,
    /// The check character that the others ask for.
    expected: Option<char>,
}

impl CheckDigit {
    /// Finds each number with one of the faults.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let number = text.text.trim();
            if number.is_empty() {
                continue;
            }
            let fault = match self.of {
                CheckDigitOf::Uscc => uscc(number),
                CheckDigitOf::ResidentId => resident_id(number, subject.as_of),
            };
            let Some(fault) = fault.filter(|fault| self.faults.is_empty() || self.faults.contains(&fault.kind)) else {
                continue;
            };
            let before = text.text.len() - text.text.trim_start().len();
            let range = before + fault.range.start..before + fault.range.end;
            let expected = fault.expected.map_or_else(String::new, String::from);
            let length = number.chars().count();
            found.push(Match::at(text.spot(range)).with("expected", expected).with("length", length));
        }
    }
}

/// What is wrong with a social credit code by GB 32100.
fn uscc(number: &str) -> Option<Fault> {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    if let Some(fault) = form(number, |_, character| ALPHABET.contains(character)) {
        return Some(fault);
    }
    let (mut sum, mut weight) = (0, 1);
    for character in number.chars().take(LENGTH - 1) {
        sum += ALPHABET.find(character)? * weight;
        weight = weight * 3 % 31;
    }
    check_digit(number, char::from(*ALPHABET.as_bytes().get((31 - sum % 31) % 31)?))
}

/// The first two digits of the regions of GB/T 2260; 81 to 83 are those of residence permits.
const PROVINCES: &[&str] = &[
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83",
];

/// What is wrong, on that day, with the number of a resident by GB 11643.
fn resident_id(number: &str, today: Date) -> Option<Fault> {
    const CHECKS: &[u8; 11] = b"10X98765432";
    let is_digit = |character: char| character.is_ascii_digit();
    if number.len() == 15 && number.chars().all(is_digit) {
        return Some(Fault::of(NumberFault::OldForm, 0..number.len()));
    }
    let fits = |place, character| is_digit(character) || (place == LENGTH - 1 && matches!(character, 'X' | 'x'));
    if let Some(fault) = form(number, fits) {
        return Some(fault);
    }
    if !PROVINCES.contains(&&number[..2]) {
        return Some(Fault::of(NumberFault::Region, 0..6));
    }
    let born = format!("{}-{}-{}", &number[6..10], &number[10..12], &number[12..14]).parse::<Date>();
    if !born.is_ok_and(|born| born <= today) {
        return Some(Fault::of(NumberFault::BirthDate, 6..14));
    }
    let (mut sum, mut weight) = (0, 1);
    for byte in number.bytes().take(LENGTH - 1).collect::<Vec<_>>().iter().rev() {
        weight = weight * 2 % 11;
        sum += usize::from(byte - b'0') * weight;
    }
    check_digit(number, char::from(CHECKS[sum % 11]))
}

/// What is wrong with the length of a number, or with the first characters that no such number has, by place.
fn form(number: &str, fits: impl Fn(usize, char) -> bool) -> Option<Fault> {
    if number.chars().count() != LENGTH {
        return Some(Fault::of(NumberFault::Length, 0..number.len()));
    }
    let wrong = |&(place, (_, character)): &(usize, (usize, char))| !fits(place, character);
    let mut characters = number.char_indices().enumerate().skip_while(|one| !wrong(one)).peekable();
    let start = characters.peek()?.1.0;
    let end = characters.find(|one| !wrong(one)).map_or(number.len(), |(_, (at, _))| at);
    Some(Fault::of(NumberFault::Characters, start..end))
}

fn check_digit(number: &str, expected: char) -> Option<Fault> {
    let last = number.chars().next_back()?.to_ascii_uppercase();
    let fault = Fault::of(NumberFault::CheckDigit, 0..number.len());
    (last != expected).then_some(Fault { expected: Some(expected), ..fault })
}

impl Fault {
    const fn of(kind: NumberFault, range: Range<usize>) -> Self {
        Self { kind, range, expected: None }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn resident(number: &str) -> Option<(NumberFault, &str)> {
        resident_id(number, date(2026, 11, 21)).map(|fault| (fault.kind, &number[fault.range]))
    }

    #[test]
    fn published_numbers_prove_themselves() {
        // From the standard and from public registers.
        for number in ["91350100M000100Y43", "9144030071526726XG", "91330100799655058B"] {
            assert_eq!(uscc(number), None, "{number}");
        }
        for number in ["11010519491231002X", "11010519491231002x", "440524188001010014"] {
            assert_eq!(resident(number), None, "{number}");
        }
    }

    #[test]
    fn the_fault_of_a_residents_number_that_hides_the_others_is_told() {
        for (number, kind, shown) in [
            ("", NumberFault::Length, ""),
            ("110105491231002", NumberFault::OldForm, "110105491231002"),
            ("11010519491231002", NumberFault::Length, "11010519491231002"),
            ("110105********002X", NumberFault::Characters, "********"),
            ("1101051949123100２X", NumberFault::Characters, "２"),
            ("X10105194912310021", NumberFault::Characters, "X"),
            ("990105194913310022", NumberFault::Region, "990105"),
            ("11010519491331002X", NumberFault::BirthDate, "19491331"),
            ("110105190002290021", NumberFault::BirthDate, "19000229"),
            ("110105202611220021", NumberFault::BirthDate, "20261122"),
            ("110105194912310021", NumberFault::CheckDigit, "110105194912310021"),
        ] {
            assert_eq!(resident(number), Some((kind, shown)), "{number}");
        }
    }

    #[test]
    fn the_fault_of_a_social_credit_code_that_hides_the_others_is_told() {
        let told = |number: &'static str| uscc(number).map(|fault| (fault.kind, &number[fault.range]));
        for (number, kind, shown) in [
            ("91350100M000100Y4", NumberFault::Length, "91350100M000100Y4"),
            ("440301103456789", NumberFault::Length, "440301103456789"),
            ("91350100I000100Y43", NumberFault::Characters, "I"),
            ("九一三五零一零零一二三四五六七八九零", NumberFault::Characters, "九一三五零一零零一二三四五六七八九零"),
            ("91350100M000100Y44", NumberFault::CheckDigit, "91350100M000100Y44"),
        ] {
            assert_eq!(told(number), Some((kind, shown)), "{number}");
        }
        assert_eq!(uscc("91350100M000100Y44").and_then(|fault| fault.expected), Some('3'));
    }
}
