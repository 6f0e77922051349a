use jiff::{ToSpan, civil::Date};

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
                DateFault::ShorterThanAYear => from
                    .zip(to)
                    .filter(|((from, _), (to, _))| from <= to && last_of_year(*from).is_some_and(|last| *to < last))
                    .map(|(_, to)| to),
                DateFault::LongerThanThreeYears => from
                    .zip(to)
                    // Whoever writes the same day three years later means three years.
                    .filter(|((from, _), (to, _))| from.checked_add(3.years()).is_ok_and(|same_day| *to > same_day))
                    .map(|(_, to)| to),
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

/// The last day of the year that begins on this day.
fn last_of_year(first: Date) -> Option<Date> {
    first.checked_add(1.year()).ok()?.yesterday().ok()
}

fn day<'a>(node: &'a Node<'a>, key: &str) -> Option<(Date, &'a Scalar<'a>)> {
    let scalar = node.get(key)?.scalar()?;
    Some((scalar.cooked.text().trim().parse().ok()?, scalar))
}
