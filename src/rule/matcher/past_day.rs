use std::ops::Range;

use jiff::civil::Date;

use super::{Match, Subject, Value};
use crate::rule::word_list::WordList;

/// Days named in a text that lie before the day of the run.
#[derive(Debug)]
pub struct PastDay {
    /// Whether days with a year count.
    pub dated: bool,
    /// How many days back the others count; `None` where they do not.
    pub undated_within: Option<u16>,
    /// Festivals and their last days.
    pub festivals: Option<WordList>,
}

impl PastDay {
    /// Finds the last day that a text names, where that is over.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let days = self.days(text.text, subject.as_of);
            let Some((day, range, counts)) = days.into_iter().max_by_key(|(day, ..)| *day) else { continue };
            if counts && day < subject.as_of {
                found.push(Match::at(text.spot(range)).with("day", day));
            }
        }
    }

    /// Every day that the text names, and whether it is one of those that count.
    fn days(&self, text: &str, as_of: Date) -> Vec<(Date, Range<usize>, bool)> {
        let within = self.undated_within.map(i32::from);
        let recent = |day: Date| within.is_some_and(|within| (as_of - day).get_days() <= within);
        let mut days = Vec::new();
        for named in named_days(text) {
            let counts = if named.year.is_some() { self.dated } else { true };
            let day = match named.year {
                Some(year) => Date::new(year, named.month, named.day).ok(),
                None => nearest(as_of, |year| Date::new(year, named.month, named.day).ok()),
            };
            if let Some(day) = day {
                days.push((day, named.range, counts && (named.year.is_some() || recent(day))));
            }
        }
        for line in self.festivals.iter().flat_map(WordList::words) {
            let Some((name, last)) = line.rsplit_once(' ') else { continue };
            let name = name.trim();
            let Some(at) = text.find(name) else { continue };
            let day = match last.parse::<Date>() {
                Ok(day) => Some(day).filter(|day| (as_of - *day).get_days().abs() <= 183),
                Err(_) => nearest(as_of, |year| format!("{year}-{last}").parse().ok()),
            };
            days.extend(day.map(|day| (day, at..at + name.len(), recent(day))));
        }
        days
    }
}

/// The day of the year of the run, of the one before or of the one behind, that lies nearest to the run.
fn nearest(as_of: Date, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let years = (as_of.year() - 1).max(1)..=(as_of.year() + 1).min(9999);
    years.filter_map(day).min_by_key(|day| (as_of - *day).get_days().abs())
}

/// A day as a text names it.
struct Named {
    year: Option<i16>,
    month: i8,
    day: i8,
    range: Range<usize>,
}

/// `2026年10月1日`, `2026-10-01`, `2026/10/1`, `2026.10.1`, `10月1日`.
fn named_days(text: &str) -> Vec<Named> {
    let mut days = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        let run = digits(text, start);
        at = run;
        let glued = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '{'));
        if glued {
            continue;
        }
        let year = match run - start {
            4 => separator(text, run, &["年", "-", "/", "."]),
            _ => None,
        };
        let (month_at, mark) = year.unwrap_or((start, "年"));
        let month_end = digits(text, month_at);
        let between = if mark == "年" { "月" } else { mark };
        let Some((day_at, _)) = separator(text, month_end, &[between]) else { continue };
        let day_end = digits(text, day_at);
        let is_word = mark == "年";
        let end = if is_word { separator(text, day_end, &["日", "号"]).map(|(end, _)| end) } else { Some(day_end) };
        let number = |range: Range<usize>| text[range].parse::<i8>().ok();
        if let (Some(end), Some(month), Some(day)) = (end, number(month_at..month_end), number(day_at..day_end))
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
        {
            let year = year.and_then(|_| text[start..run].parse().ok());
            days.push(Named { year, month, day, range: start..end });
            at = end;
        }
    }
    days
}

/// The end of the digits at `at`.
fn digits(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

/// What stands at `at`, where it is one of these, and where it ends.
fn separator<'s>(text: &str, at: usize, marks: &[&'s str]) -> Option<(usize, &'s str)> {
    marks.iter().find(|mark| text[at..].starts_with(**mark)).map(|mark| (at + mark.len(), *mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<(Option<i16>, i8, i8, &str)> {
        named_days(text).into_iter().map(|d| (d.year, d.month, d.day, &text[d.range])).collect()
    }

    #[test]
    fn days_are_read_in_every_common_form() {
        assert_eq!(days("活动至2026年10月1日止"), [(Some(2026), 10, 1, "2026年10月1日")]);
        assert_eq!(days("活动至2026-10-01止"), [(Some(2026), 10, 1, "2026-10-01")]);
        assert_eq!(days("9月30日至10月7号"), [(None, 9, 30, "9月30日"), (None, 10, 7, "10月7号")]);
    }

    #[test]
    fn what_only_looks_like_a_day_is_none() {
        for text in
            ["版本2.10.3", "13月1日", "10月份", "400-800-8888", "1月", "{1}月{2}日", "2026", "", "2026年", "2026-13-45"]
        {
            assert_eq!(days(text), [], "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_one() {
        let as_of = jiff::civil::date(2026, 1, 5);
        let day = |month, day| nearest(as_of, |year| Date::new(year, month, day).ok());
        assert_eq!(day(12, 25), Some(jiff::civil::date(2025, 12, 25)));
        assert_eq!(day(2, 1), Some(jiff::civil::date(2026, 2, 1)));
        assert_eq!(day(2, 29), None);
    }
}
