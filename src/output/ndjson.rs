//! The findings of JSON version 1, one a line, then a line with the rest of that document: for streams and `grep`.

use std::io;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Style,
    json::{DiagnosticDto, SummaryDto, ToolDto, VERSION},
    printable::write_json,
};
use crate::diagnostic::Report;

/// Writes a line for each finding, and the summary.
pub(super) fn render(report: &Report, _: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in &report.diagnostics {
        write_json(out, &DiagnosticDto::new(report, diagnostic))?;
        writeln!(out)?;
    }
    let closing =
        ClosingDto { version: VERSION, tool: ToolDto::THIS, as_of: report.as_of, summary: SummaryDto::new(report) };
    write_json(out, &closing)?;
    writeln!(out)
}

/// What the document of JSON version 1 holds besides its findings.
#[derive(Serialize)]
struct ClosingDto {
    version: u32,
    tool: ToolDto,
    as_of: Date,
    summary: SummaryDto,
}
