use jiff::civil::Date;

use super::{Match, Subject, Value};
use crate::{
    rule::spec::DateFault,
    text::{Node, Scalar},
};

/// Faults of a time from one day to another.
#[derive(Debug)]
pub struct DateRange(pub Vec<DateFault>);

impl DateRange {
    /// Finds the first of the faults that the time has, and marks the day that is wrong. What is no date is not judged.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Value::Node(node, path) = value else { return };
        let (from, to) = (day(node, "from"), day(node, "to"));
        for fault in &self.0 {
            let wrong = match fault {
                DateFault::Inverted => from.zip(to).filter(|((from, _), (to, _))| to < from).map(|(_, to)| to),
                DateFault::Expired => to.filter(|(to, _)| *to < subject.as_of),
                DateFault::NotYetValid => from.filter(|(from, _)| *from > subject.as_of),
                DateFault::ShorterThanAYear => from.zip(to).and_then(|(from, to)| {
                    // Days counted to the last day of the same time next year, which 2026-01-01 to 2026-12-31 reaches.
                    let year = years_later(from.0, 1)?.yesterday().ok()?;
                    (from.0..year).contains(&to.0).then_some(to)
                }),
                DateFault::LongerThanThreeYears => from.zip(to).and_then(|(from, to)| {
                    let limit = years_later(from.0, 3)?;
                    (to.0 > limit).then_some(to)
                }),
            };
            if let Some((_, scalar)) = wrong {
                let text = Value::Scalar(scalar, path).texts().next();
                let shown = |day: Option<(Date, _)>| day.map(|(day, _)| day.to_string()).unwrap_or_default();
                let spots = text.map(|text| Match::at(text.whole()));
                found.extend(spots.map(|hit| hit.with("from", shown(from)).with("to", shown(to))));
                return;
            }
        }
    }
}

/// The same day so many years later; the first of March for one that year lacks.
fn years_later(day: Date, years: i16) -> Option<Date> {
    let year = day.year().checked_add(years)?;
    Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, 3, 1)).ok()
}

fn day<'a>(node: &'a Node<'a>, key: &str) -> Option<(Date, &'a Scalar<'a>)> {
    let scalar = node.get(key)?.scalar()?;
    Some((scalar.cooked.text().trim().parse().ok()?, scalar))
}
