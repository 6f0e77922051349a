use std::{collections::HashMap, ops::Range};

use super::{Match, Matcher, Subject, Value};

/// What a matcher finds, but for what lies inside a match of another.
#[derive(Debug)]
pub struct Spare {
    /// What is looked for.
    pub matcher: Box<Matcher>,
    /// What spares it.
    pub spared: Box<Matcher>,
}

impl Spare {
    /// Finds what the one finds where the other does not cover it.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let from = found.len();
        self.matcher.find(subject, value, found);
        if found.len() == from {
            return;
        }
        let mut covers = Vec::new();
        match &*self.spared {
            // Each covers what it covers, also where one begins inside another.
            Matcher::Any(any) => any.matchers().iter().for_each(|one| one.find(subject, value, &mut covers)),
            one => one.find(subject, value, &mut covers),
        }
        let covers = Covers::of(&covers);
        let own = found.split_off(from);
        found.extend(own.into_iter().filter(|one| one.place().is_none_or(|(text, range)| !covers.hold(text, &range))));
    }
}

/// What is covered of each text. There may be very many texts, and very much covered in one.
struct Covers(HashMap<usize, Vec<Range<usize>>>);

impl Covers {
    /// The ranges of each text by their beginnings, each made as long as the longest that begins before it.
    fn of(found: &[Match<'_>]) -> Self {
        let mut texts: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
        for (text, range) in found.iter().filter_map(Match::place) {
            texts.entry(text).or_default().push(range);
        }
        for ranges in texts.values_mut() {
            ranges.sort_unstable_by_key(|range| range.start);
            let mut end = 0;
            for range in ranges {
                end = end.max(range.end);
                range.end = end;
            }
        }
        Self(texts)
    }

    /// Whether one of the ranges holds all of `range`.
    fn hold(&self, text: usize, range: &Range<usize>) -> bool {
        let Some(ranges) = self.0.get(&text) else { return false };
        let before = ranges.partition_point(|cover| cover.start <= range.start);
        before > 0 && range.end <= ranges[before - 1].end
    }
}
