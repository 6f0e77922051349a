use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Edit, Safety, Status};

/// A file with fixes applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// How many fixes were applied.
    pub applied: usize,
    /// How many had to wait, because another fix wanted the same bytes.
    pub conflicts: usize,
}

/// Applies the fixes of all open findings of the file `path` that are at most as risky as `safety`. Of two that want the
/// same bytes the first counts; the other can be tried on the result. Bytes outside the edits stay as they are.
pub fn apply<'d>(
    bytes: &[u8],
    path: &str,
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    safety: Safety,
) -> Applied {
    let fixes = diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.status == Status::Open)
        .filter(|diagnostic| diagnostic.primary.as_ref().is_some_and(|place| &*place.path == path))
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
        .filter(|fix| fix.safety <= safety);
    // By first byte; disjoint, so only neighbours can clash.
    let mut accepted: BTreeMap<usize, &Edit> = BTreeMap::new();
    let (mut applied, mut conflicts) = (0, 0);
    for fix in fixes {
        let edits = fix.edits.as_slice();
        if edits.iter().any(|edit| edit.span.end > bytes.len() || clashes(edit, &accepted)) {
            conflicts += 1;
            continue;
        }
        accepted.extend(edits.iter().map(|edit| (edit.span.start, edit)));
        applied += 1;
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in accepted.values() {
        out.extend_from_slice(&bytes[at..edit.span.start]);
        out.extend_from_slice(edit.insert.as_bytes());
        at = edit.span.end;
    }
    out.extend_from_slice(&bytes[at..]);
    Applied { bytes: out, applied, conflicts }
}

/// Whether `edit` shares a byte with another one, or wants to insert at the same place. The same edit from two findings
/// is one edit.
fn clashes(edit: &Edit, accepted: &BTreeMap<usize, &Edit>) -> bool {
    let before = accepted.range(..edit.span.start).next_back();
    let here = accepted.get(&edit.span.start);
    let behind = accepted.range(edit.span.start + 1..).next();
    before.is_some_and(|(_, before)| before.span.end > edit.span.start)
        || here.is_some_and(|here| *here != edit)
        || behind.is_some_and(|(&start, _)| start < edit.span.end)
}
