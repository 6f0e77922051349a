//! What changed when: rules and rows of tables that hold from a day on, or up to one.

use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Pack,
    spec::{MatchSpec, RowSpec},
};
use crate::diagnostic::RuleInfo;

/// Something that is different from a day on.
#[derive(Clone, Copy, Debug)]
pub struct Change<'p> {
    /// The first day on which it is.
    pub day: Date,
    /// The rule that changes.
    pub rule: &'p RuleInfo,
    /// The row of its table that does; `None` where the whole rule does.
    pub row: Option<&'p RowSpec>,
    /// Whether it begins to hold or ends.
    pub begins: bool,
}

/// Every dated change of these rules, the newest first; on one day in the order of the rules. The packs have to hold the
/// rules with their tables.
pub fn history<'p>(rules: &'p [Arc<RuleInfo>], packs: &'p [Pack]) -> Vec<Change<'p>> {
    let mut changes: Vec<Change<'p>> = Vec::new();
    for rule in rules {
        add(&mut changes, rule, None, (rule.since, rule.until));
        let pack = packs.iter().find(|pack| pack.manifest.name.value == rule.id.pack());
        let spec = pack.and_then(|pack| pack.rules.iter().find(|(_, spec)| spec.id.value == rule.id.rule()));
        let Some((_, spec)) = spec else { continue };
        let mut rows = Vec::new();
        rows_of(&spec.matcher, &mut rows);
        if let Some(when) = &spec.when {
            rows_of(when, &mut rows);
        }
        for row in rows {
            add(&mut changes, rule, Some(row), (row.since, row.until));
        }
    }
    changes.sort_by_key(|change| std::cmp::Reverse(change.day));
    changes
}

fn add<'p>(
    changes: &mut Vec<Change<'p>>,
    rule: &'p RuleInfo,
    row: Option<&'p RowSpec>,
    (since, until): (Option<Date>, Option<Date>),
) {
    for (day, begins) in [(since, true), (until, false)] {
        changes.extend(day.map(|day| Change { day, rule, row, begins }));
    }
}

/// The rows of all tables that a matcher is made of.
fn rows_of<'p>(matcher: &'p MatchSpec, rows: &mut Vec<&'p RowSpec>) {
    for row in matcher.table.iter().flat_map(|table| &table.rows) {
        rows.push(row);
        if let Some(when) = &row.when {
            rows_of(when, rows);
        }
    }
    let inner = matcher.all.iter().chain(&matcher.any).flatten().chain(matcher.not.as_deref());
    let near = matcher.near.iter().flat_map(|near| [&*near.first, &*near.second]);
    for matcher in inner.chain(near) {
        rows_of(matcher, rows);
    }
}
