use std::collections::BTreeMap;

use crate::{
    diagnostic::{Diagnostic, Edit, RuleId, Safety, Status},
    text::{Source, Span},
};

/// A file with fixes applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// How many fixes were applied.
    pub applied: usize,
    /// The fixes that had to wait, because another one wanted the same bytes.
    pub conflicts: Vec<Conflict>,
}

/// Two fixes that want the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The rule whose fix has to wait.
    pub waiting: RuleId,
    /// Where its finding stands, in bytes of the file before the fixes.
    pub span: Span,
    /// The rule whose fix went first; `None` where the fix itself lies outside the file.
    pub first: Option<RuleId>,
}

/// Applies the fixes of all open findings of the file `source` that are at most as risky as `safety`. Of two that want the
/// same bytes the first counts; the other can be tried on the result. Bytes outside the edits stay as they are.
pub fn apply<'d>(source: &Source, diagnostics: impl IntoIterator<Item = &'d Diagnostic>, safety: Safety) -> Applied {
    let fixes =
        diagnostics.into_iter().filter(|diagnostic| diagnostic.status == Status::Open).filter_map(|diagnostic| {
            let place = diagnostic.primary.as_ref().filter(|place| place.path == *source.name())?;
            let fix = diagnostic.fix.as_ref().filter(|fix| fix.safety <= safety)?;
            Some((&diagnostic.rule, place.span, fix))
        });
    // By first byte; disjoint, so only neighbours can clash.
    let mut accepted: BTreeMap<usize, (&Edit, &RuleId)> = BTreeMap::new();
    let (mut applied, mut conflicts) = (0, Vec::new());
    for (rule, span, fix) in fixes {
        let edits = fix.edits.as_slice();
        let first = edits.iter().find_map(|edit| clashing(edit, &accepted));
        if first.is_some()
            || edits.iter().any(|edit| edit.span.end > source.bytes().len() || !source.can_say(&edit.insert))
        {
            conflicts.push(Conflict { waiting: rule.clone(), span, first: first.cloned() });
            continue;
        }
        accepted.extend(edits.iter().map(|edit| (edit.span.start, (edit, rule))));
        applied += 1;
    }
    let edits = accepted.values().map(|(edit, _)| (edit.span, edit.insert.as_str()));
    let bytes = source.edited(edits).unwrap_or_else(|| source.file().to_vec());
    Applied { bytes, applied, conflicts }
}

/// The rule of an edit that shares a byte with `edit`, or wants to insert at the same place. The same edit from two
/// findings is one edit.
fn clashing<'d>(edit: &Edit, accepted: &BTreeMap<usize, (&'d Edit, &'d RuleId)>) -> Option<&'d RuleId> {
    let before =
        accepted.range(..edit.span.start).next_back().filter(|(_, (before, _))| before.span.end > edit.span.start);
    let here = accepted.get_key_value(&edit.span.start).filter(|(_, (here, _))| *here != edit);
    let behind = accepted.range(edit.span.start + 1..).next().filter(|&(&start, _)| start < edit.span.end);
    before.or(here).or(behind).map(|(_, (_, rule))| *rule)
}
