//! `--profile-rules`: how long each rule takes, in place of what it says.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use serde::Serialize;

use super::{
    grid::{Align, Grid},
    json,
    project::Projects,
};
use crate::{
    diagnostic::{Language, RuleInfo},
    engine::{Stopwatch, Work},
    output::visible,
};

/// Adds up what rules take, on all threads.
#[derive(Debug)]
pub(super) struct Meter {
    start: Instant,
    words: Sum,
    /// By place.
    rules: Box<[Sum]>,
}

#[derive(Debug, Default)]
struct Sum {
    nanoseconds: AtomicU64,
    asked: AtomicUsize,
    found: AtomicUsize,
}

/// What one rule took, or the search for words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cost {
    time: Duration,
    /// Records.
    asked: usize,
    /// Findings, suppressed ones included.
    found: usize,
}

/// What a run took.
#[derive(Debug, Default)]
pub(super) struct Profile {
    words: Cost,
    /// The dearest rules first; those that were never asked are left out.
    rules: Vec<(Arc<RuleInfo>, Cost)>,
}

impl Meter {
    /// A meter for so many rules.
    pub(super) fn new(rules: usize) -> Self {
        let rules = std::iter::repeat_with(Sum::default).take(rules).collect();
        Self { start: Instant::now(), words: Sum::default(), rules }
    }
}

impl Stopwatch for Meter {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn note(&self, work: Work, took: Duration, found: usize) {
        let sum = match work {
            Work::Words => Some(&self.words),
            Work::Rule(place) => self.rules.get(place as usize),
        };
        let Some(sum) = sum else { return };
        sum.nanoseconds.fetch_add(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
        sum.asked.fetch_add(1, Ordering::Relaxed);
        sum.found.fetch_add(found, Ordering::Relaxed);
    }
}

impl Cost {
    fn of(sum: &Sum) -> Self {
        Self {
            time: Duration::from_nanos(sum.nanoseconds.load(Ordering::Relaxed)),
            asked: sum.asked.load(Ordering::Relaxed),
            found: sum.found.load(Ordering::Relaxed),
        }
    }

    const fn add(&mut self, other: Self) {
        self.time = self.time.saturating_add(other.time);
        self.asked += other.asked;
        self.found += other.found;
    }
}

impl Profile {
    /// What all projects took together.
    pub(super) fn of(projects: &Projects<'_>) -> Self {
        let (mut words, mut rules) = (Cost::default(), BTreeMap::new());
        for project in (0..projects.count()).map(|id| projects.get(id)) {
            let Some(meter) = &project.meter else { continue };
            words.add(Cost::of(&meter.words));
            for (place, sum) in (0..).zip(&meter.rules).filter(|(_, sum)| sum.asked.load(Ordering::Relaxed) > 0) {
                let info = &project.plan.rules.rule(place).info;
                let (_, cost) = rules.entry(info.id.clone()).or_insert_with(|| (Arc::clone(info), Cost::default()));
                cost.add(Cost::of(sum));
            }
        }
        let mut rules: Vec<_> = rules.into_values().collect();
        rules.sort_by_key(|(_, cost)| Reverse(cost.time));
        Self { words, rules }
    }

    /// A table: the time, its share of the whole, records asked about, findings, and the rule with its title.
    pub(super) fn table(&self, language: Language) -> String {
        let rules = self.rules.iter().fold(Duration::ZERO, |sum, (_, cost)| sum.saturating_add(cost.time));
        let all = rules.saturating_add(self.words.time);
        let words = language.pick("（查找全部规则的词）", "(the words of all rules)").to_owned();
        let rows: Vec<(Cost, String)> = std::iter::once((self.words, words))
            .chain(self.rules.iter().map(|(info, cost)| {
                let title = visible(info.title.get(language), true);
                (*cost, format!("{}  {title}", info.id))
            }))
            .collect();
        let mut grid = Grid::default();
        let mut column = |align: Align, head: &str, cell: &dyn Fn(&(Cost, String)) -> String| {
            grid.push(align, std::iter::once(head.to_owned()).chain(rows.iter().map(cell)).collect());
        };
        column(Align::Right, language.pick("毫秒", "ms"), &|(cost, _)| milliseconds(cost.time));
        column(Align::Right, language.pick("占比", "share"), &|(cost, _)| share(cost.time, all));
        column(Align::Right, language.pick("记录", "records"), &|(cost, _)| cost.asked.to_string());
        column(Align::Right, language.pick("问题", "found"), &|(cost, _)| cost.found.to_string());
        column(Align::Left, language.pick("规则", "rule"), &|(_, name)| name.clone());
        let mut text = String::new();
        for row in 0..grid.height() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}", grid.line(row));
        }
        let (all, rules) = (milliseconds(all), self.rules.len());
        let _ = match language {
            Language::Zh => writeln!(text, "\n各线程合计 {all} 毫秒，问到的规则 {rules} 条"),
            Language::En => writeln!(text, "\n{all} ms on all threads together, {rules} rules asked"),
        };
        text
    }

    /// Version 1 of the same for programs.
    pub(super) fn listed(&self) -> String {
        #[derive(Serialize)]
        struct Profiled<'p> {
            version: u8,
            words: Row<'p>,
            rules: Vec<Row<'p>>,
        }

        #[derive(Serialize)]
        struct Row<'p> {
            #[serde(skip_serializing_if = "Option::is_none")]
            rule: Option<&'p str>,
            nanoseconds: u64,
            records: usize,
            found: usize,
        }

        let row = |rule, cost: Cost| Row {
            rule,
            nanoseconds: u64::try_from(cost.time.as_nanos()).unwrap_or(u64::MAX),
            records: cost.asked,
            found: cost.found,
        };
        let rules = self.rules.iter().map(|(info, cost)| row(Some(info.id.as_str()), *cost)).collect();
        json::pretty(&Profiled { version: 1, words: row(None, self.words), rules })
    }
}

/// With three digits behind the point.
fn milliseconds(time: Duration) -> String {
    let micros = time.as_micros();
    format!("{}.{:03}", micros / 1000, micros % 1000)
}

/// In percent, with one digit behind the point.
fn share(part: Duration, whole: Duration) -> String {
    let tenths = (part.as_nanos() * 1000 + whole.as_nanos() / 2).checked_div(whole.as_nanos()).unwrap_or(0);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::RuleSet;

    #[test]
    fn the_dearest_rule_stands_first_and_shares_add_up() {
        let meter = Meter::new(2);
        for (work, millis, found) in
            [(Work::Words, 1, 0), (Work::Rule(0), 1, 2), (Work::Rule(1), 2, 0), (Work::Rule(1), 4, 1)]
        {
            meter.note(work, Duration::from_millis(millis), found);
        }
        let set = RuleSet::with_builtin(&[], Language::En).expect("the built-in packs");
        let rules = [1, 0].map(|place| (Arc::clone(&set.rule(place).info), Cost::of(&meter.rules[place as usize])));
        let profile = Profile { words: Cost::of(&meter.words), rules: rules.into() };
        let table = profile.table(Language::En);
        let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split_whitespace().take(4).collect()).collect();
        assert_eq!(lines[0], ["ms", "share", "records", "found"]);
        assert_eq!(lines[1], ["1.000", "12.5%", "1", "0"]);
        assert_eq!(lines[2], ["6.000", "75.0%", "2", "1"]);
        assert_eq!(lines[3], ["1.000", "12.5%", "1", "2"]);
        assert!(table.ends_with("\n8.000 ms on all threads together, 2 rules asked\n"), "{table}");
    }
}
