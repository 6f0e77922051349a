//! Workflow commands of GitHub Actions: an annotation a finding, within what GitHub shows of one step.

use std::{borrow::Cow, fmt::Write as _, io};

use super::{Style, order, visible::visible};
use crate::diagnostic::{Diagnostic, Language, Report, Severity};

/// How many annotations of each level GitHub shows of one step.
const MOST: usize = 10;

/// How many places the closing notice lists.
const LISTED: usize = 20;

/// Writes the gravest findings as annotations, and what there is no room for as one notice.
pub(super) fn render(report: &Report, _: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    // One notice is kept for the rest.
    let mut room = Room { errors: MOST, warnings: MOST, notices: MOST - 1 };
    let mut unsaid = 0;
    for failure in &report.failures {
        if room.take(Severity::Error) {
            writeln!(out, "::error title=smslint::{}", data(&visible(failure, true)))?;
        } else {
            unsaid += 1;
        }
    }
    let mut rest = Vec::new();
    for diagnostic in order::gravest(report) {
        if room.take(diagnostic.severity) {
            annotate(report, diagnostic, out)?;
        } else {
            rest.push(diagnostic);
        }
    }
    if rest.is_empty() && unsaid == 0 {
        return Ok(());
    }
    writeln!(out, "::notice title=smslint::{}", data(&closing(report, &rest, unsaid)))
}

/// How many more annotations GitHub would show.
struct Room {
    errors: usize,
    warnings: usize,
    notices: usize,
}

impl Room {
    fn take(&mut self, severity: Severity) -> bool {
        let left = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.notices,
        };
        let some = *left > 0;
        *left = left.saturating_sub(1);
        some
    }
}

fn annotate(report: &Report, diagnostic: &Diagnostic, out: &mut dyn io::Write) -> io::Result<()> {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    write!(out, "::{command} ")?;
    if let Some(place) = &diagnostic.primary {
        write!(out, "file={},", property(&place.path))?;
        if let Some(source) = report.source(&place.path) {
            let (start, end) = (source.position(place.span.start), source.position(place.span.end));
            write!(out, "line={},endLine={},", start.line, end.line)?;
            // GitHub takes columns for those of one line.
            if start.line == end.line {
                write!(out, "col={},endColumn={},", start.column, end.column)?;
            }
        }
    }
    let mut message = visible(&diagnostic.message, true);
    if let Some(help) = &diagnostic.help {
        message = Cow::Owned(format!("{message}\n{}", visible(help, true)));
    }
    writeln!(out, "title={}::{}", property(diagnostic.rule.as_str()), data(&message))
}

/// What was left out: how much of what, and where the gravest of it stands.
fn closing(report: &Report, rest: &[&Diagnostic], unsaid: usize) -> String {
    let count = |severity| rest.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings, infos) = (count(Severity::Error) + unsaid, count(Severity::Warning), count(Severity::Info));
    let mut text = match report.language {
        Language::Zh => format!(
            "GitHub 每个步骤只显示 {MOST} 个错误、{MOST} 个警告和 {MOST} 条提示；此外还有 {errors} 个错误、{warnings} 个警告、{infos} 条提示："
        ),
        Language::En => format!(
            "GitHub shows {MOST} errors, {MOST} warnings and {MOST} notices of a step; there are {errors} more errors, {warnings} more warnings and {infos} more infos:"
        ),
    };
    for diagnostic in rest.iter().take(LISTED) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{}{}", place(report, diagnostic), diagnostic.rule);
    }
    if let Some(more) = rest.len().checked_sub(LISTED).filter(|&more| more > 0) {
        let _ = write!(text, "\n{}", report.language.pick(format!("……另有 {more} 处"), format!("… and {more} more")));
    }
    text
}

/// `path:line:column `, as far as it is known.
fn place(report: &Report, diagnostic: &Diagnostic) -> String {
    let Some(place) = &diagnostic.primary else { return String::new() };
    let path = visible(&place.path, true);
    report.source(&place.path).map_or_else(
        || format!("{path} "),
        |source| {
            let start = source.position(place.span.start);
            format!("{path}:{}:{} ", start.line, start.column)
        },
    )
}

/// Text behind `::`.
fn data(text: &str) -> Cow<'_, str> {
    escape(text, &['%', '\r', '\n'])
}

/// The value of a property.
fn property(text: &str) -> Cow<'_, str> {
    escape(text, &['%', '\r', '\n', ':', ','])
}

fn escape<'t>(text: &'t str, reserved: &[char]) -> Cow<'t, str> {
    if !text.contains(reserved) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if reserved.contains(&character) {
            // Writing to a String cannot fail.
            let _ = write!(escaped, "%{:02X}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}
