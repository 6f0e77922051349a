use std::io;

use super::{Style, visible::visible};
use crate::diagnostic::{Report, Status};

/// Writes one line for each open finding. Columns count code points from 1, as in the other formats.
pub(super) fn render(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.status == Status::Open) {
        if let Some(place) = &diagnostic.primary {
            write!(out, "{}:", visible(&place.path, style.unicode))?;
            if let Some(source) = report.source(&place.path) {
                let start = source.position(place.span.start);
                write!(out, "{}:{}:", start.line, start.column)?;
            }
            write!(out, " ")?;
        }
        let message = visible(&diagnostic.message, style.unicode);
        writeln!(out, "{}: {message} [{}]", diagnostic.severity, diagnostic.rule)?;
    }
    Ok(())
}
