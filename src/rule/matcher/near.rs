use std::ops::Range;

use super::{Match, Matcher, Spot, Subject, Trigger, Value};
use crate::text::Scalar;

/// Two matches close to each other, in either order.
#[derive(Debug)]
pub struct Near {
    /// What is looked for.
    pub first: Box<Matcher>,
    /// What has to stand near it.
    pub second: Box<Matcher>,
    /// The most characters between them.
    pub within: usize,
}

impl Near {
    /// Finds each match of the first with the nearest of the second that is close enough.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
        self.first.find(subject, value, &mut firsts);
        if firsts.is_empty() {
            return;
        }
        self.second.find(subject, value, &mut seconds);
        seconds.sort_by_key(|one| place(one).map_or(0, |(_, range)| range.start));
        for mut first in firsts {
            let Some((scalar, range)) = place(&first) else { continue };
            let behind = seconds.partition_point(|one| place(one).is_some_and(|(_, other)| other.start < range.end));
            let around = [seconds.get(behind), behind.checked_sub(1).and_then(|before| seconds.get(before))];
            let partner = around.into_iter().flatten().find_map(|second| {
                let (of, other) = place(second).filter(|(of, _)| std::ptr::eq(*of, scalar))?;
                let gap = if range.end <= other.start { range.end..other.start } else { other.end..range.start };
                let between = of.cooked.text().get(gap)?;
                (between.chars().take(self.within + 1).count() <= self.within).then_some((second, other))
            });
            if let Some((second, other)) = partner {
                let Spot::Text { range: marked, .. } = &mut first.spot else { continue };
                *marked = range.start.min(other.start)..range.end.max(other.end);
                first.values.extend(second.values.iter().cloned());
                first.folds = first.folds.and(second.folds);
                first.read = None;
                found.push(first);
            }
        }
    }

    /// One of the two suffices as a trigger.
    pub fn trigger(&self) -> Trigger {
        match self.first.trigger() {
            Trigger::Always => self.second.trigger(),
            sets @ Trigger::Sets(_) => sets,
        }
    }
}

/// The text and the bytes of it that a match covers.
fn place<'a>(found: &Match<'a>) -> Option<(&'a Scalar<'a>, Range<usize>)> {
    match &found.spot {
        Spot::Text { scalar, range, .. } => Some((scalar, range.clone())),
        Spot::Record | Spot::Run => None,
    }
}
