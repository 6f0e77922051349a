use std::io;

use super::{Style, place, visible::visible};
use crate::diagnostic::{Report, Status};

/// Writes one line for each open finding. Columns count code points from 1, as in the other formats.
pub(super) fn render(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.status == Status::Open) {
        if let Some(primary) = &diagnostic.primary {
            write!(out, "{}:", visible(&primary.path, style.unicode))?;
            if let Some(source) = report.source(&primary.path) {
                write!(out, "{}:", visible(&place::seen(source, primary.span.start), style.unicode))?;
            }
            write!(out, " ")?;
        }
        let headline = diagnostic.headline(report.language);
        let message = visible(&headline, style.unicode);
        writeln!(out, "{}: {message} [{}]", diagnostic.severity, diagnostic.rule)?;
    }
    Ok(())
}
