//! Drawn with miette, behind our own [`SourceCode`]: its snippets align Chinese well, but it would count columns in
//! bytes, rescan the file for every finding, and print lines and control characters as they come.

mod change;
mod details;
mod excerpt;
mod pen;
#[cfg(test)]
mod tests;
mod window;

use std::{error::Error, fmt, io};

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan,
    SpanContents, ThemeCharacters, ThemeStyles,
};

use self::{excerpt::Excerpts, pen::Pen, window::Room};
use super::{Exit, Style, summary};
use crate::diagnostic::{Diagnostic, Report, Severity, Status};

/// Writes every open finding with its source, then what was assumed, the figures, the verdict and the exit code.
pub(super) fn render(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    findings(report, style, out)?;
    let pen = Pen::new(style, report.language);
    for note in &report.notes {
        pen.item(out, report.language.pick("说明", "note"), note)?;
    }
    if !report.notes.is_empty() {
        writeln!(out)?;
    }
    close(report, style.exit, &pen, out)
}

/// Writes every open finding with its source.
pub(super) fn findings(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let pen = Pen::new(style, report.language);
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.status == Status::Open) {
        headline(diagnostic, &pen, out)?;
        let excerpts = Excerpts::of(report, diagnostic, Room { width: pen.width, unicode: pen.unicode });
        let omitted = excerpts.omitted;
        draw(&Picture(excerpts), diagnostic.severity, &pen, out)?;
        details::write(report, diagnostic, omitted, &pen, out)?;
        writeln!(out)?;
    }
    Ok(())
}

fn headline(diagnostic: &Diagnostic, pen: &Pen, out: &mut dyn io::Write) -> io::Result<()> {
    let word = summary::severity(pen.language, diagnostic.severity);
    let head = pen.severity(diagnostic.severity, &format!("{word}[{}]", diagnostic.rule));
    pen.paragraph(
        out,
        &format!("{head}{}", pen.language.pick("：", ": ")),
        "  ",
        &pen.bold(&pen.clean(&diagnostic.message)),
    )
}

fn close(report: &Report, exit: Exit, pen: &Pen, out: &mut dyn io::Write) -> io::Result<()> {
    let (stop, comma) = pen.language.pick(("。", "；"), (".", "; "));
    let (findings, verdict, code) = (summary::findings(report), summary::verdict(report), summary::exit(report, exit));
    match (report.worst(), exit) {
        (Some(worst), _) => {
            pen.paragraph(out, "", "", &format!("{findings}{stop}"))?;
            if let Some(fixable) = summary::fixable(report) {
                pen.paragraph(out, "", "", &format!("{fixable}{stop}"))?;
            }
            pen.paragraph(out, "", "", &format!("{}{comma}{code}{stop}", pen.severity(worst, verdict)))
        }
        (None, Exit::Findings { .. } | Exit::Forced) => {
            let tick = pen.good(if pen.unicode { "✓ " } else { "" });
            let space = pen.language.pick("", " ");
            pen.paragraph(out, &tick, "", &format!("{findings}{stop}{space}{verdict}{stop}"))
        }
        (None, Exit::Empty { .. } | Exit::Unusable) => {
            pen.paragraph(out, "", "", &format!("{findings}{comma}{code}{stop}"))
        }
    }
}

fn draw(picture: &Picture, severity: Severity, pen: &Pen, out: &mut dyn io::Write) -> io::Result<()> {
    if picture.0.drawn.is_empty() {
        return Ok(());
    }
    let mut styles = if pen.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let own = match severity {
        Severity::Error => styles.error,
        Severity::Warning => styles.warning,
        Severity::Info => styles.advice,
    };
    let other = if severity == Severity::Info { styles.warning } else { styles.help };
    styles.highlights = picture.spots().map(|spot| if spot.primary { own } else { other }).collect();
    let characters = if pen.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    let mut drawn = String::new();
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(pen.width)
        .with_context_lines(1)
        .without_syntax_highlighting()
        .render_report(&mut drawn, picture)
        .map_err(io::Error::other)?;
    for excerpt in picture.0.drawn.iter().filter(|excerpt| excerpt.is_cell) {
        for spot in &excerpt.spots {
            let (line, column) = spot.position;
            drawn = drawn.replacen(&format!("{}:{line}:{column}]", excerpt.name), &format!("{}]", excerpt.name), 1);
        }
    }
    // The first line is miette's headline, which is ours to write.
    let snippet = drawn.split_once('\n').map_or("", |(_, snippet)| snippet);
    for line in snippet.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The excerpts of a finding, as miette wants to see them.
#[derive(Debug)]
struct Picture(Excerpts);

impl Picture {
    fn spots(&self) -> impl Iterator<Item = &excerpt::Spot> {
        self.0.drawn.iter().flat_map(|drawn| &drawn.spots)
    }
}

impl SourceCode for Picture {
    /// A request without context is for the header: where a place stands. Any other gets the excerpt it lies in, whole;
    /// a span that reaches from one excerpt into another is refused, which keeps them apart.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let excerpt = self.0.drawn.iter().find(|drawn| drawn.base <= start && end <= drawn.base + drawn.text.len());
        let excerpt = excerpt.ok_or(MietteError::OutOfBounds)?;
        let spot = excerpt.spots.iter().find(|spot| before + after == 0 && spot.range == (start..end));
        let (line, column) = spot.map_or((excerpt.first_line, 1), |spot| spot.position);
        Ok(Box::new(MietteSpanContents::new_named(
            excerpt.name.clone(),
            excerpt.text.as_bytes(),
            (excerpt.base, excerpt.text.len()).into(),
            line - 1,
            column - 1,
            excerpt.lines,
        )))
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl Error for Picture {}

impl miette::Diagnostic for Picture {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.spots().map(|spot| {
            let (label, span) = (spot.label.clone(), (spot.range.start, spot.range.len()));
            if spot.primary {
                LabeledSpan::new_primary_with_span(label, span)
            } else {
                LabeledSpan::new_with_span(label, span)
            }
        })))
    }
}
