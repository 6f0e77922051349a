use std::cmp::Reverse;

use crate::diagnostic::{Diagnostic, Report, Status};

/// The open findings, in the order of the report.
pub(super) fn open(report: &Report) -> impl Iterator<Item = &Diagnostic> {
    report.diagnostics.iter().filter(|diagnostic| diagnostic.status == Status::Open)
}

/// The open findings, the gravest first; those of one severity keep the order of the report.
pub(super) fn gravest(report: &Report) -> Vec<&Diagnostic> {
    let mut findings: Vec<&Diagnostic> = open(report).collect();
    findings.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    findings
}
