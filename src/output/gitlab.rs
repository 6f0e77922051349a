//! GitLab's code quality report: a list of issues. GitLab tells old ones from new ones by their fingerprints.

use std::{borrow::Cow, io};

use serde::{Serialize, Serializer};

use super::{Style, fingerprint::fingerprints, printable::write_json};
use crate::{
    diagnostic::{Diagnostic, Report, Severity, Status},
    text::{Position, Span},
};

/// Writes the list, one issue at a time.
pub(super) fn render(report: &Report, _: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    write_json(out, &Issues(report))?;
    writeln!(out)
}

struct Issues<'a>(&'a Report);

impl Serialize for Issues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let findings = report.diagnostics.iter().zip(fingerprints(report));
        let open = findings.filter(|(diagnostic, _)| diagnostic.status == Status::Open);
        serializer.collect_seq(open.map(|(diagnostic, fingerprint)| IssueDto::new(report, diagnostic, fingerprint)))
    }
}

#[derive(Serialize)]
struct IssueDto<'a> {
    /// GitLab does not show the name of the check, so it leads the description.
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: LocationDto<'a>,
}

#[derive(Serialize)]
struct LocationDto<'a> {
    path: Cow<'a, str>,
    positions: PositionsDto,
}

#[derive(Serialize)]
struct PositionsDto {
    begin: PositionDto,
    end: PositionDto,
}

/// Line, and column in code points, both 1-based; the end is exclusive.
#[derive(Serialize)]
struct PositionDto {
    line: usize,
    column: usize,
}

impl<'a> IssueDto<'a> {
    fn new(report: &'a Report, diagnostic: &'a Diagnostic, fingerprint: String) -> Self {
        let rule = diagnostic.rule.as_str();
        let place = diagnostic.primary.as_ref();
        let span = place.and_then(|place| Some((report.source(&place.path)?, place.span)));
        let position = |at: fn(Span) -> usize| {
            span.map_or(PositionDto { line: 1, column: 1 }, |(source, span)| source.position(at(span)).into())
        };
        Self {
            description: format!("{rule}: {}", diagnostic.headline(report.language)),
            check_name: rule,
            fingerprint,
            severity: match diagnostic.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            },
            // GitLab drops an issue without a path; what is about the whole run is about the folder.
            location: LocationDto {
                path: place.map_or(Cow::Borrowed("."), |place| report.from_root(&place.path)),
                positions: PositionsDto { begin: position(|span| span.start), end: position(|span| span.end) },
            },
        }
    }
}

impl From<Position> for PositionDto {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}
