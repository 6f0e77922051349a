//! Days with an English month: `5 March 2026`, `March 5, 2026`, `the 1st of May 2026`.

use super::named::{Named, follows};

/// The most bytes of what stands before a day that are looked at.
const REACH: usize = 24;

/// What stands before a day from which something holds, or on which it was done.
const SINCE: &[&str] = &[
    "since",
    "from",
    "effective",
    "as of",
    "of",
    "dated",
    "version",
    "updated",
    "updated on",
    "placed on",
    "signed on",
    "founded on",
    "opened on",
    "born on",
    "registered on",
    "issued on",
    "received on",
    "paid on",
    "ordered on",
];

/// What stands before a month that is the end of something.
const UNTIL: &[&str] = &["until", "till", "by", "through", "before", "ends in", "end in", "expires in", "end of"];

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Every such day, and the last day of a month that ends something: `until May 2026`.
pub(super) fn spelled_days(text: &str) -> Vec<Named> {
    let mut days = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        at = start + text[start..].len() - text[start..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let whole = !text[at..].starts_with(|c: char| c.is_ascii_alphabetic());
        let Some(year) = text[start..at].parse().ok().filter(|year| whole && (1990..=2100).contains(year)) else {
            continue;
        };
        days.extend(day_before(text, start, year).map(|(day, from)| Named {
            year: Some(year),
            month: day.0,
            day: day.1,
            range: from..at,
            open: follows(text, from, SINCE),
        }));
    }
    days
}

/// Month and day of the day whose year stands at `year_at`, and where it begins.
fn day_before(text: &str, year_at: usize, year: i16) -> Option<((i8, i8), usize)> {
    let (start, last) = token(text, year_at)?;
    if let Some(month) = month(last) {
        let found = token(text, start).and_then(|(start, before)| match before {
            "of" => token(text, start),
            _ => Some((start, before)),
        });
        if let Some((from, day)) = found.and_then(|(from, before)| Some((from, day(before)?))) {
            return Some(((month, day), from));
        }
        let end = jiff::civil::Date::new(year, month, 1).ok()?.days_in_month();
        return follows(text, start, UNTIL).then_some(((month, end), start));
    }
    let day = day(last)?;
    let (from, before) = token(text, start)?;
    Some(((month(before)?, day), from))
}

/// The word or number that stands before `end`, blanks and a comma or full stop left out.
fn token(text: &str, end: usize) -> Option<(usize, &str)> {
    let before = text[..end].trim_end_matches([' ', ',', '.']);
    let far = before.bytes().rev().take(REACH).take_while(u8::is_ascii_alphanumeric).count();
    let start = before.len() - far;
    (far > 0 && end - before.len() <= 3).then(|| (start, &before[start..]))
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| word.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(month)))?;
    let names = ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"];
    let rest = &word[3..];
    let known = rest.is_empty() || rest.eq_ignore_ascii_case(names[at]) || (at == 8 && rest.eq_ignore_ascii_case("t"));
    i8::try_from(at + 1).ok().filter(|_| known)
}

fn day(word: &str) -> Option<i8> {
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let known = ["", "st", "nd", "rd", "th"].iter().any(|rest| word[number.len()..].eq_ignore_ascii_case(rest));
    number.parse().ok().filter(|day| known && (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_an_english_month_are_read_in_every_common_form() {
        let days = |text| spelled_days(text).into_iter().map(|d| (d.year, d.month, d.day)).collect::<Vec<_>>();
        for text in ["on 5 March 2026", "March 5, 2026", "Mar. 5 2026", "the 5th of March 2026", "5 MAR 2026"] {
            assert_eq!(days(text), [(Some(2026), 3, 5)], "{text}");
        }
        assert_eq!(days("until May 2026"), [(Some(2026), 5, 31)]);
        assert_eq!(days("from 1 May 2026 to 3 June 2026"), [(Some(2026), 5, 1), (Some(2026), 6, 3)]);
        for text in
            ["May 2026", "you may 2026", "room 5 2026", "5 Marches 2026", "order 20265 March", "2026", "５ March 2026"]
        {
            assert_eq!(days(text), [], "{text}");
        }
    }

    #[test]
    fn an_english_day_from_which_something_holds_is_open() {
        let open = |text| spelled_days(text).iter().map(|day| day.open).collect::<Vec<_>>();
        assert_eq!(open("since 5 March 2026"), [true]);
        assert_eq!(open("Effective March 5, 2026"), [true]);
        assert_eq!(open("proof 5 March 2026"), [false]);
        assert_eq!(open("closed on 5 March 2026"), [false]);
    }
}
