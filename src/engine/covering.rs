use crate::{
    diagnostic::{Diagnostic, RuleId},
    rule::Rule,
    text::Span,
};

/// Takes away what a rule found where one that covers it found something too. Looks at `found` from `from` on: what was
/// found in one record in the name of one provider, by `rules`.
pub(super) fn keep_what_says_most<'r>(rules: impl Iterator<Item = &'r Rule>, found: &mut Vec<Diagnostic>, from: usize) {
    for rule in rules.filter(|rule| !rule.covers.is_empty()) {
        let here = found.get(from..).unwrap_or_default();
        let taken = Taken::by(rule.id(), here);
        if taken.0.is_empty() || !here.iter().any(|one| rule.covers.contains(&one.rule)) {
            continue;
        }
        let told = |one: &Diagnostic| {
            let place = one.primary.as_ref().filter(|_| rule.covers.contains(&one.rule));
            !place.is_some_and(|place| taken.overlaps(place.span))
        };
        // Only what was found in this record is gone through: a file may have very many of them.
        let here = found.split_off(from);
        found.extend(here.into_iter().filter(told));
    }
}

/// Parts of a file that a rule has spoken about, in order and disjoint.
struct Taken(Vec<Span>);

impl Taken {
    fn by(rule: &RuleId, found: &[Diagnostic]) -> Self {
        let own = found.iter().filter(|one| &one.rule == rule);
        let mut spans: Vec<Span> = own.filter_map(|one| one.primary.as_ref()).map(|place| place.span).collect();
        spans.sort_unstable();
        spans.dedup_by(|next, last| {
            let joins = next.start < last.end;
            if joins {
                *last = last.cover(*next);
            }
            joins
        });
        Self(spans)
    }

    fn overlaps(&self, span: Span) -> bool {
        let behind = self.0.partition_point(|taken| taken.end <= span.start);
        self.0.get(behind).is_some_and(|taken| taken.start < span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shares_a_byte_overlaps() {
        let taken = Taken(vec![Span::new(3, 6), Span::new(9, 12)]);
        for (start, end, overlaps) in [(0, 3, false), (0, 4, true), (5, 6, true), (6, 9, false), (6, 10, true)] {
            assert_eq!(taken.overlaps(Span::new(start, end)), overlaps, "{start}..{end}");
        }
    }
}
