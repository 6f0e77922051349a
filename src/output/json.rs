//! Version 1 of the JSON document. What stands here is a promise to other programs: keys may be added, but none may be
//! renamed, removed or given another meaning without a new version.

use std::io;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::{Style, printable::write_json};
use crate::{
    diagnostic::{Citation, Diagnostic, Fix, Label, Place, RecordRef, Report, Safety, Seen, Status, Summary},
    text::{Position, Source, Span},
};

/// The version.
pub(super) const VERSION: u32 = 1;

/// Writes the document on one line. Findings are written one after another, so memory does not grow with them.
pub(super) fn render(report: &Report, _: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let document = DocumentDto {
        version: VERSION,
        tool: ToolDto::THIS,
        as_of: report.as_of,
        diagnostics: Diagnostics(report),
        summary: SummaryDto::new(report),
    };
    write_json(out, &document)?;
    writeln!(out)
}

#[derive(Serialize)]
struct DocumentDto<'a> {
    version: u32,
    tool: ToolDto,
    as_of: Date,
    diagnostics: Diagnostics<'a>,
    summary: SummaryDto,
}

#[derive(Serialize)]
pub(super) struct ToolDto {
    name: &'static str,
    version: &'static str,
}

impl ToolDto {
    pub(super) const THIS: Self = Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}

#[derive(Serialize)]
pub(super) struct SummaryDto {
    files: usize,
    records: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
}

impl SummaryDto {
    pub(super) fn new(report: &Report) -> Self {
        let Summary { files, records, errors, warnings, infos, suppressed } = report.summary();
        Self { files, records, errors, warnings, infos, suppressed }
    }
}

struct Diagnostics<'a>(&'a Report);

impl Serialize for Diagnostics<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.diagnostics.iter().map(|diagnostic| DiagnosticDto::new(self.0, diagnostic)))
    }
}

#[derive(Serialize)]
pub(super) struct DiagnosticDto<'a> {
    rule: &'a str,
    family: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    providers: Vec<&'a str>,
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<CellDto<'a>>,
    record: Option<RecordDto<'a>>,
    span: Option<SpanDto>,
    text: &'a str,
    /// Only where something was done to the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<SeenDto<'a>>,
    labels: Vec<LabelDto<'a>>,
    sources: Vec<SourceDto<'a>>,
    codes: &'a [String],
    fix: Option<FixDto<'a>>,
    status: &'static str,
    suppression: Option<SuppressionDto<'a>>,
}

impl<'a> DiagnosticDto<'a> {
    pub(super) fn new(report: &'a Report, diagnostic: &'a Diagnostic) -> Self {
        let place = diagnostic.primary.as_ref();
        let source = place.and_then(|place| report.source(&place.path));
        Self {
            rule: diagnostic.rule.as_str(),
            family: diagnostic.family.as_str(),
            severity: diagnostic.severity.as_str(),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            providers: diagnostic.providers.iter().map(AsRef::as_ref).collect(),
            path: place.map(|place| &*place.path),
            cell: place.and_then(|place| CellDto::of(report, place)),
            record: diagnostic.record.as_ref().map(RecordDto::new),
            span: place.and_then(|place| SpanDto::of(report, place)),
            text: &diagnostic.text,
            seen: diagnostic.seen.as_ref().map(SeenDto::new),
            labels: diagnostic.labels.iter().map(|label| LabelDto::new(report, label)).collect(),
            sources: diagnostic.sources.iter().map(SourceDto::new).collect(),
            codes: &diagnostic.codes,
            fix: source.zip(diagnostic.fix.as_ref()).map(|(source, fix)| FixDto::new(source, fix)),
            status: match diagnostic.status {
                Status::Open => "open",
                Status::Suppressed => "suppressed",
            },
            suppression: diagnostic.suppression.as_ref().map(|suppression| SuppressionDto {
                kind: suppression.kind.as_str(),
                reason: suppression.reason.as_deref(),
            }),
        }
    }
}

#[derive(Serialize)]
struct SeenDto<'a> {
    views: Vec<&'static str>,
    skipped: &'a str,
    read: Option<&'a str>,
}

impl<'a> SeenDto<'a> {
    fn new(seen: &'a Seen) -> Self {
        let views = seen.views.iter().map(|view| view.as_str()).collect();
        Self { views, skipped: &seen.skipped, read: seen.read.as_deref() }
    }
}

#[derive(Serialize)]
struct SuppressionDto<'a> {
    kind: &'static str,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct RecordDto<'a> {
    kind: &'a str,
    name: Option<&'a str>,
    index: usize,
}

impl<'a> RecordDto<'a> {
    fn new(record: &'a RecordRef) -> Self {
        Self { kind: &record.kind, name: record.name.as_deref(), index: record.index }
    }
}

/// The cell of an Excel workbook.
#[derive(Serialize)]
struct CellDto<'a> {
    sheet: &'a str,
    /// As Excel calls it in its sheet: `B7`.
    name: String,
    /// From 1.
    row: usize,
    /// From 1.
    column: usize,
}

impl<'a> CellDto<'a> {
    fn of(report: &'a Report, place: &Place) -> Option<Self> {
        let cell = report.source(&place.path)?.cell(place.span.start)?;
        Some(Self { sheet: cell.sheet, name: cell.short(), row: cell.row, column: cell.column })
    }
}

#[derive(Serialize)]
struct LabelDto<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<CellDto<'a>>,
    span: Option<SpanDto>,
    message: &'a str,
}

impl<'a> LabelDto<'a> {
    fn new(report: &'a Report, label: &'a Label) -> Self {
        let cell = CellDto::of(report, &label.place);
        Self { path: &label.place.path, cell, span: SpanDto::of(report, &label.place), message: &label.message }
    }
}

#[derive(Serialize)]
struct SourceDto<'a> {
    title: &'a str,
    url: Option<&'a str>,
    date: Option<Date>,
}

impl<'a> SourceDto<'a> {
    fn new(citation: &'a Citation) -> Self {
        Self { title: &citation.title, url: citation.url.as_deref(), date: citation.date }
    }
}

#[derive(Serialize)]
struct FixDto<'a> {
    safety: &'static str,
    edits: Vec<EditDto<'a>>,
}

impl<'a> FixDto<'a> {
    fn new(source: &Source, fix: &'a Fix) -> Self {
        let edits = fix.edits.as_slice().iter();
        Self {
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Unsafe => "unsafe",
            },
            edits: edits.map(|edit| EditDto { span: SpanDto::new(source, edit.span), insert: &edit.insert }).collect(),
        }
    }
}

#[derive(Serialize)]
struct EditDto<'a> {
    span: SpanDto,
    insert: &'a str,
}

#[derive(Serialize)]
struct SpanDto {
    start: PositionDto,
    end: PositionDto,
}

impl SpanDto {
    fn new(source: &Source, span: Span) -> Self {
        Self { start: PositionDto::new(source.position(span.start)), end: PositionDto::new(source.position(span.end)) }
    }

    /// `None` where the report lacks the file.
    fn of(report: &Report, place: &Place) -> Option<Self> {
        report.source(&place.path).map(|source| Self::new(source, place.span))
    }
}

#[derive(Serialize)]
struct PositionDto {
    byte: usize,
    line: usize,
    column: usize,
    utf16: usize,
}

impl PositionDto {
    const fn new(Position { byte, line, column, utf16 }: Position) -> Self {
        Self { byte, line, column, utf16 }
    }
}
