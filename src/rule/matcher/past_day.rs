mod named;
mod period;
mod spelled;

use std::{collections::BTreeMap, ops::Range, sync::OnceLock};

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::civil::Date;

use self::{named::named_days, period::period_ends, spelled::spelled_days};
use super::{Match, Subject, Trigger, Value};
use crate::rule::{lexicon::SetId, word_list::WordList};

/// The most characters between a year and the festival that it belongs to: `2026年天猫双十一`.
const YEAR_REACH: usize = 5;

/// Days named in a text that lie before the day of the run.
#[derive(Debug)]
pub struct PastDay {
    /// Whether days with a year count.
    pub dated: bool,
    /// How many days back the others count; `None` where they do not.
    pub undated_within: Option<u16>,
    /// Festivals and their last days.
    pub festivals: Option<WordList>,
    /// The set of their names and of all figures in the run's lexicon, where days without a year count.
    pub gate: Option<SetId>,
    /// The festivals, made ready when first needed.
    pub calendar: OnceLock<Option<Calendar>>,
}

/// Festivals by name.
#[derive(Debug)]
pub struct Calendar {
    names: AhoCorasick,
    /// The last days of each, by its place among the names.
    lasts: Vec<Vec<String>>,
}

/// A day that a text names, where it stands, and whether it is one of those that count.
type Candidate = (Date, Range<usize>, bool);

impl PastDay {
    /// Finds the last day that a text names, where that is over.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let mut days = self.days(text.text, subject.as_of);
            self.add_festivals(text.text, subject.as_of, &mut days);
            let Some((day, range, counts)) = days.into_iter().max_by_key(|(day, ..)| *day) else { continue };
            if counts && day < subject.as_of {
                found.push(Match::at(text.spot(range)).with("day", day));
            }
        }
    }

    /// What it waits for.
    pub fn trigger(&self) -> Trigger {
        self.gate.map_or(Trigger::Always, |set| Trigger::Sets(vec![set]))
    }

    /// Every day that the text names in figures.
    fn days(&self, text: &str, as_of: Date) -> Vec<Candidate> {
        let mut days = Vec::new();
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return days;
        }
        for named in [named_days(text), spelled_days(text), period_ends(text)].concat() {
            let day = match named.year {
                Some(year) => Date::new(year, named.month, named.day).ok(),
                None => nearest(as_of, |year| Date::new(year, named.month, named.day).ok()),
            };
            let Some(day) = day.filter(|day| !named.open || *day >= as_of) else { continue };
            let counts = if named.year.is_some() { self.dated } else { self.is_recent(day, as_of) };
            days.push((day, named.range, counts));
        }
        days
    }

    /// Every festival that the text names, of the year that stands before it or of the nearest.
    fn add_festivals(&self, text: &str, as_of: Date, days: &mut Vec<Candidate>) {
        // A year is written in figures.
        if self.undated_within.is_none() && !text.contains(|c: char| c.is_ascii_digit()) {
            return;
        }
        let calendar = self.calendar.get_or_init(|| self.festivals.as_ref().and_then(Calendar::new));
        let Some(calendar) = calendar else { return };
        for hit in calendar.names.find_iter(text).filter(|hit| stands_alone(text, hit.range())) {
            let lasts = &calendar.lasts[hit.pattern()];
            let year = year_before(&text[..hit.start()]).or_else(|| year_behind(text, hit.range()));
            let (day, counts) = if let Some(year) = year {
                (of_year(lasts, year, as_of), self.dated)
            } else {
                let day = of_no_year(lasts, as_of);
                (day, day.is_some_and(|day| self.is_recent(day, as_of)))
            };
            days.extend(day.map(|day| (day, hit.range(), counts)));
        }
    }

    fn is_recent(&self, day: Date, as_of: Date) -> bool {
        self.undated_within.is_some_and(|within| (as_of - day).get_days() <= i32::from(within))
    }
}

impl Calendar {
    fn new(list: &WordList) -> Option<Self> {
        let mut festivals: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, last) in list.words().filter_map(|line| line.rsplit_once(' ')) {
            festivals.entry(name.trim()).or_default().push(last.to_owned());
        }
        let builder = &mut AhoCorasick::builder();
        let names =
            builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest).build(festivals.keys()).ok()?;
        Some(Self { names, lasts: festivals.into_values().collect() })
    }
}

/// The last day of a festival in a year. Of a year that is over and not listed, the last day will do.
fn of_year(lasts: &[String], year: i16, as_of: Date) -> Option<Date> {
    let listed = lasts.iter().find_map(|last| match last.parse::<Date>() {
        Ok(day) => Some(day).filter(|day| day.year() == year),
        Err(_) => format!("{year:04}-{last}").parse().ok(),
    });
    listed.or_else(|| Date::new(year, 12, 31).ok().filter(|_| year < as_of.year()))
}

/// The last day of a festival that lies nearest to the run.
fn of_no_year(lasts: &[String], as_of: Date) -> Option<Date> {
    let days = lasts.iter().filter_map(|last| match last.parse::<Date>() {
        Ok(day) => Some(day).filter(|day| (as_of - *day).get_days().abs() <= 183),
        Err(_) => nearest(as_of, |year| format!("{year}-{last}").parse().ok()),
    });
    days.min_by_key(|day| (as_of - *day).get_days().abs())
}

/// The year that stands behind an English festival: `Christmas 2025`.
fn year_behind(text: &str, name: Range<usize>) -> Option<i16> {
    let rest =
        text[name.end..].strip_prefix(' ').filter(|_| text[name].ends_with(|c: char| c.is_ascii_alphabetic()))?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let year = rest[..digits].parse().ok()?;
    (digits == 4 && (1990..=2100).contains(&year)).then_some(year)
}

/// Whether a name that is a number or in Latin letters is not a part of a longer one.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let name = &text[range.clone()];
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let cut_before = name.starts_with(is_digit) && text[..range.start].ends_with(is_digit);
    let cut_behind = name.ends_with(is_digit) && text[range.end..].starts_with(|c: char| c.is_ascii_digit());
    let letter = |c: char| c.is_ascii_alphabetic();
    let cut_word = name.starts_with(letter) && text[..range.start].ends_with(letter)
        || name.ends_with(letter) && text[range.end..].starts_with(letter);
    !cut_before && !cut_behind && !cut_word
}

/// The year that stands before a festival: `2026年国庆`, `2026年天猫双十一`, `2026中秋`.
fn year_before(before: &str) -> Option<i16> {
    let start = before.char_indices().rev().nth(YEAR_REACH + 3).map_or(0, |(at, _)| at);
    let tail = &before[start..];
    let end = tail.rfind(|c: char| c.is_ascii_digit())? + 1;
    let run = tail[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &tail[end..];
    let word = rest.strip_prefix('年').is_some_and(|rest| rest.chars().all(char::is_alphanumeric));
    let year: i16 = tail[run..end].parse().ok()?;
    match end - run {
        4 if rest.is_empty() || word => Some(year).filter(|year| (1990..=2100).contains(year)),
        2 if word => Some(2000 + year),
        _ => None,
    }
}

/// The day of the year of the run, of the one before or of the one behind, that lies nearest to the run.
fn nearest(as_of: Date, day: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    let years = (as_of.year() - 1).max(1)..=(as_of.year() + 1).min(9999);
    years.filter_map(day).min_by_key(|day| (as_of - *day).get_days().abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_year_is_the_nearest_one() {
        let as_of = jiff::civil::date(2026, 1, 5);
        let day = |month, day| nearest(as_of, |year| Date::new(year, month, day).ok());
        assert_eq!(day(12, 25), Some(jiff::civil::date(2025, 12, 25)));
        assert_eq!(day(2, 1), Some(jiff::civil::date(2026, 2, 1)));
        assert_eq!(day(2, 29), None);
    }

    #[test]
    fn a_festival_has_the_year_that_stands_before_it() {
        for (before, year) in [
            ("2026年", Some(2026)),
            ("2025", Some(2025)),
            ("喜迎2026年天猫", Some(2026)),
            ("26年", Some(2026)),
            ("满26", None),
            ("", None),
            ("满2026元，", None),
            ("12026年", None),
            ("2026年，会员", None),
        ] {
            assert_eq!(year_before(before), year, "{before}");
        }
    }

    #[test]
    fn an_english_festival_has_the_year_that_stands_behind_it() {
        assert_eq!(year_behind("Christmas 2025 hours", 0..9), Some(2025));
        for text in ["Christmas, 2025", "Christmas 20255", "Christmas 12", "Christmas"] {
            assert_eq!(year_behind(text, 0..9), None, "{text}");
        }
        assert!(!stands_alone("XChristmas", 1..10));
    }

    #[test]
    fn a_festival_of_a_year_that_is_over_is_over_though_its_day_is_not_listed() {
        let as_of = jiff::civil::date(2026, 11, 22);
        let lasts = |last: &str| [last.to_owned()];
        assert_eq!(of_year(&lasts("2026-02-23"), 2024, as_of), Some(jiff::civil::date(2024, 12, 31)));
        assert_eq!(of_year(&lasts("11-11"), 2025, as_of), Some(jiff::civil::date(2025, 11, 11)));
        assert_eq!(of_year(&lasts("2026-02-23"), 2028, as_of), None);
    }

    #[test]
    fn a_number_is_a_festival_only_where_it_stands_alone() {
        assert!(stands_alone("全场618大促", 6..9));
        assert!(!stands_alone("13618000000", 2..5));
        assert!(!stands_alone("6180元", 0..3));
    }
}
