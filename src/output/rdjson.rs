//! The diagnostic format of reviewdog. Its columns count UTF-8 bytes of the line as it is in the file, from 1; it cuts
//! lines there, so a byte order mark counts.

use std::io;

use serde::{Serialize, Serializer};

use super::{Style, order, printable::write_json, uri};
use crate::{
    diagnostic::{Diagnostic, Fix, Label, Place, Report, Severity},
    text::{Source, Span},
};

/// Writes the result on one line, one finding at a time.
pub(super) fn render(report: &Report, _: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let result = ResultDto {
        source: SourceDto { name: env!("CARGO_PKG_NAME") },
        severity: report.worst().map(severity),
        diagnostics: Diagnostics(report),
    };
    write_json(out, &result)?;
    writeln!(out)
}

#[derive(Serialize)]
struct ResultDto<'a> {
    source: SourceDto,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    diagnostics: Diagnostics<'a>,
}

#[derive(Serialize)]
struct SourceDto {
    name: &'static str,
}

struct Diagnostics<'a>(&'a Report);

impl Serialize for Diagnostics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(order::open(self.0).map(|diagnostic| DiagnosticDto::new(self.0, diagnostic)))
    }
}

#[derive(Serialize)]
struct DiagnosticDto<'a> {
    message: String,
    location: LocationDto<'a>,
    severity: &'static str,
    code: CodeDto<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestions: Option<[SuggestionDto; 1]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedDto<'a>>,
}

#[derive(Serialize)]
struct CodeDto<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct LocationDto<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeDto>,
}

#[derive(Serialize)]
struct RelatedDto<'a> {
    message: &'a str,
    location: LocationDto<'a>,
}

#[derive(Serialize)]
struct SuggestionDto {
    range: RangeDto,
    text: String,
}

#[derive(Serialize)]
struct RangeDto {
    start: PositionDto,
    end: PositionDto,
}

#[derive(Serialize)]
struct PositionDto {
    line: usize,
    column: usize,
}

impl<'a> DiagnosticDto<'a> {
    fn new(report: &'a Report, diagnostic: &'a Diagnostic) -> Self {
        let source = diagnostic.primary.as_ref().and_then(|place| report.source(&place.path));
        let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        Self {
            message: format!("{}{help}", diagnostic.headline(report.language)),
            location: LocationDto::new(report, diagnostic.primary.as_ref()),
            severity: severity(diagnostic.severity),
            code: CodeDto {
                value: diagnostic.rule.as_str(),
                url: diagnostic.sources.iter().find_map(|source| uri::of_address(source.url.as_deref()?)),
            },
            suggestions: source
                .zip(diagnostic.fix.as_ref())
                .and_then(|(source, fix)| SuggestionDto::new(source, fix))
                .map(|suggestion| [suggestion]),
            related_locations: diagnostic.labels.iter().map(|label| RelatedDto::new(report, label)).collect(),
        }
    }
}

impl<'a> LocationDto<'a> {
    fn new(report: &Report, place: Option<&'a Place>) -> Self {
        let source = place.and_then(|place| report.source(&place.path));
        Self {
            // A location has to have a path; what is about the whole run is about the folder.
            path: place.map_or(".", |place| &place.path),
            range: place.zip(source).map(|(place, source)| RangeDto::new(source, place.span)),
        }
    }
}

impl<'a> RelatedDto<'a> {
    fn new(report: &Report, label: &'a Label) -> Self {
        Self { message: &label.message, location: LocationDto::new(report, Some(&label.place)) }
    }
}

impl SuggestionDto {
    /// The whole fix as one replacement: reviewdog takes several suggestions for several choices.
    fn new(source: &Source, fix: &Fix) -> Option<Self> {
        let edits = fix.edits.as_slice();
        let span = Span::new(edits.first()?.span.start, edits.last()?.span.end);
        let (mut text, mut at) = (String::new(), span.start);
        for edit in edits {
            text += &source.slice(Span::new(at, edit.span.start));
            text += &edit.insert;
            at = edit.span.end;
        }
        Some(Self { range: RangeDto::new(source, span), text })
    }
}

impl RangeDto {
    fn new(source: &Source, span: Span) -> Self {
        Self { start: PositionDto::new(source, span.start), end: PositionDto::new(source, span.end) }
    }
}

impl PositionDto {
    fn new(source: &Source, at: usize) -> Self {
        let position = source.position(at);
        if source.is_workbook() {
            return Self { line: position.line, column: position.byte + 1 };
        }
        let line = source.index().line(source.bytes(), source.seen(at).line);
        Self { line: position.line, column: at.min(source.bytes().len()) - line.map_or(0, |line| line.start) + 1 }
    }
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}
