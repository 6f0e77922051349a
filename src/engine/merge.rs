use crate::diagnostic::Diagnostic;

/// Sorts findings. What several providers object to in the same words at the same place is one finding in all their
/// names.
pub(super) fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(Diagnostic::order);
    let mut merged: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        match merged.last_mut().filter(|last| is_same(last, &diagnostic)) {
            Some(last) => {
                last.severity = last.severity.max(diagnostic.severity);
                let new = diagnostic.providers.into_iter().filter(|name| !last.providers.contains(name));
                let new: Vec<_> = new.collect();
                last.providers.extend(new);
            }
            None => merged.push(diagnostic),
        }
    }
    merged
}

fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    a.primary == b.primary && a.rule == b.rule && a.message == b.message && a.record == b.record && a.help == b.help
}
