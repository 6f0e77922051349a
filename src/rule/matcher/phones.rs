use super::{Match, Value};
use crate::rule::spec::PhoneKind;

/// Telephone numbers as a send API takes them.
#[derive(Debug)]
pub struct Phones(pub Vec<PhoneKind>);

impl Phones {
    /// Finds each number of these kinds.
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let texts = value.texts();
        found.extend(texts.filter(|text| self.0.contains(&kind(text.text))).map(|text| Match::at(text.whole())));
    }
}

/// The number as it is written within the mainland, where it is a mainland mobile number; else as it stands.
pub(super) fn national(number: &str) -> &str {
    let inside = without_country(number);
    if is_mobile(inside) { inside } else { number }
}

fn without_country(number: &str) -> &str {
    ["+86", "0086", "86"].iter().find_map(|prefix| number.strip_prefix(prefix)).unwrap_or(number)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_mobile(text: &str) -> bool {
    text.len() == 11 && digits(text) && text.starts_with('1') && matches!(text.as_bytes()[1], b'3'..=b'9')
}

fn kind(number: &str) -> PhoneKind {
    if is_mobile(without_country(number)) {
        return PhoneKind::Mainland;
    }
    let foreign = number.strip_prefix('+').filter(|rest| !rest.starts_with("86") && !rest.starts_with('0'));
    match foreign {
        Some(rest) if digits(rest) && (7..=15).contains(&rest.len()) => PhoneKind::Foreign,
        _ => PhoneKind::Malformed,
    }
}

#[cfg(test)]
mod tests {
    use super::{PhoneKind::*, *};

    #[test]
    fn a_number_is_the_same_with_and_without_its_country_code() {
        for number in ["+8613711112222", "8613711112222", "008613711112222", "13711112222"] {
            assert_eq!(national(number), "13711112222", "{number}");
        }
        assert_eq!(national("+12025550123"), "+12025550123");
        assert_eq!(national("86"), "86");
    }

    #[test]
    fn a_number_is_told_by_its_country_code() {
        for number in ["+8613711112222", "8613711112222", "008613711112222", "13711112222"] {
            assert_eq!(kind(number), Mainland, "{number}");
        }
        for number in ["+12025550123", "+85251234567", "+6581234567"] {
            assert_eq!(kind(number), Foreign, "{number}");
        }
        for number in [
            "",
            "+",
            "+86",
            "+861371111222",
            "2025550123",
            "+0123456789",
            "+1 202 555 0123",
            "手机",
            "+1234567890123456",
        ] {
            assert_eq!(kind(number), Malformed, "{number}");
        }
    }
}
