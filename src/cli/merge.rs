//! Several reports as one: files with different configurations are judged in runs of their own.

use crate::diagnostic::{Diagnostic, Report};

/// One report of all. `None` where there is none.
pub(super) fn merge(reports: impl IntoIterator<Item = Report>) -> Option<Report> {
    let mut reports = reports.into_iter();
    let mut merged = reports.next()?;
    let mut more = false;
    for report in reports {
        more = true;
        merged.diagnostics.extend(report.diagnostics);
        merged.sources.extend(report.sources);
        merged.rules.extend(report.rules);
        merged.failures.extend(report.failures);
        merged.compared |= report.compared;
        merged.files += report.files;
        merged.records += report.records;
        merged.notes.extend(report.notes.into_iter().filter(|note| !merged.notes.contains(note)).collect::<Vec<_>>());
    }
    if more {
        merged.diagnostics.sort_by(Diagnostic::order);
    }
    Some(merged)
}
