use std::{fmt, time::Duration};

/// Measures what rules take. The library has no clock; a head that has one brings it.
pub trait Stopwatch: fmt::Debug + Send + Sync {
    /// The time since any fixed moment.
    fn now(&self) -> Duration;

    /// Notes how long a piece of work took, and how many findings came of it.
    fn note(&self, work: Work, took: Duration, found: usize);
}

/// What takes time in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Looking for the listed words of all rules at once in the texts of one record.
    Words,
    /// Asking the rule at this place about one record.
    Rule(u32),
}

/// The time from one piece of work to the next; costs nothing without a stopwatch.
pub(super) struct Lap<'s> {
    stopwatch: Option<&'s dyn Stopwatch>,
    since: Duration,
}

impl<'s> Lap<'s> {
    /// Begins now.
    pub(super) fn start(stopwatch: Option<&'s dyn Stopwatch>) -> Self {
        Self { stopwatch, since: stopwatch.map_or(Duration::ZERO, Stopwatch::now) }
    }

    /// Notes `work`, which began where the work before it ended.
    pub(super) fn end(&mut self, work: Work, found: usize) {
        if let Some(stopwatch) = self.stopwatch {
            let now = stopwatch.now();
            stopwatch.note(work, now.saturating_sub(self.since), found);
            self.since = now;
        }
    }
}
