use super::{Match, Spot, Subject};

/// Too many records of a kind in the run.
#[derive(Debug)]
pub struct Count {
    /// The most there may be.
    pub max: usize,
}

impl Count {
    /// Finds the run as a whole. Only the first record of the run that is reported says so.
    pub fn find<'a>(&self, subject: &Subject<'a>, found: &mut Vec<Match<'a>>) {
        let Some(tally) = subject.index.and_then(|index| index.tally(subject.record.kind, subject.provider)) else {
            return;
        };
        if tally.records > self.max && tally.first.is_some_and(|first| std::ptr::eq(first, subject.record)) {
            found.push(Match::at(Spot::Run).with("count", tally.records).with("limit", self.max));
        }
    }
}
