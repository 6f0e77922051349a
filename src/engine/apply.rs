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
pub fn apply(bytes: &[u8], path: &str, diagnostics: &[Diagnostic], safety: Safety) -> Applied {
    let fixes = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.status == Status::Open)
        .filter(|diagnostic| diagnostic.primary.as_ref().is_some_and(|place| &*place.path == path))
        .filter_map(|diagnostic| diagnostic.fix.as_ref())
        .filter(|fix| fix.safety <= safety);
    let mut accepted: Vec<&Edit> = Vec::new();
    let (mut applied, mut conflicts) = (0, 0);
    for fix in fixes {
        let edits = fix.edits.as_slice();
        // The same edit from two findings is one edit.
        let fresh: Vec<&Edit> = edits.iter().filter(|edit| !accepted.contains(edit)).collect();
        if fresh.iter().any(|edit| accepted.iter().any(|other| clash(edit, other)) || edit.span.end > bytes.len()) {
            conflicts += 1;
            continue;
        }
        accepted.extend(fresh);
        applied += 1;
    }
    accepted.sort();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in accepted {
        out.extend_from_slice(&bytes[at..edit.span.start]);
        out.extend_from_slice(edit.insert.as_bytes());
        at = edit.span.end;
    }
    out.extend_from_slice(&bytes[at..]);
    Applied { bytes: out, applied, conflicts }
}

/// Whether two edits share a byte, or want to insert at the same place.
fn clash(a: &Edit, b: &Edit) -> bool {
    a.span.start == b.span.start || (a.span.start < b.span.end && b.span.start < a.span.end)
}
