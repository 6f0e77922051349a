use std::ops::Range;

use super::{Match, Matcher, Spot, Subject, Value};

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
        self.spared.find(subject, value, &mut covers);
        let covers: Vec<_> = covers.iter().filter_map(place).collect();
        if covers.is_empty() {
            return;
        }
        let mut own = found.split_off(from);
        own.retain(|one| {
            place(one).is_none_or(|(text, range)| {
                !covers.iter().any(|(of, cover)| *of == text && cover.start <= range.start && range.end <= cover.end)
            })
        });
        found.append(&mut own);
    }
}

/// Which text a match stands in, and the bytes of it that it covers.
fn place(found: &Match<'_>) -> Option<(usize, Range<usize>)> {
    match &found.spot {
        Spot::Text { scalar, range, .. } => Some((std::ptr::from_ref(*scalar).addr(), range.clone())),
        Spot::Record | Spot::Run => None,
    }
}
