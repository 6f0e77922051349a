//! Workflow commands of GitHub Actions: an annotation a finding, within what GitHub shows of one step.

use std::{borrow::Cow, fmt::Write as _, io};

use super::{
    Style, order, place, summary,
    visible::{push_visible, visible},
};
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
        write!(out, "file={},", property(&report.from_root(&place.path)))?;
        if let Some(source) = report.source(&place.path) {
            let (start, end) = (source.position(place.span.start), source.position(place.span.end));
            write!(out, "line={},endLine={},", start.line, end.line)?;
            // GitHub takes columns for those of one line.
            if start.line == end.line {
                write!(out, "col={},endColumn={},", start.column, end.column)?;
            }
        }
    }
    let headline = diagnostic.headline(report.language);
    let mut message = visible(&headline, true);
    let place = diagnostic.primary.as_ref();
    if let Some(cell) = place.and_then(|place| report.source(&place.path)?.cell(place.span.start)) {
        // An annotation shows no line of what is no text.
        message = Cow::Owned(format!("{}: {message}", visible(&cell.to_string(), true)));
    }
    if let Some(help) = &diagnostic.help {
        message = Cow::Owned(format!("{message}\n{}", visible(help, true)));
    }
    writeln!(out, "title={}::{}", property(diagnostic.rule.as_str()), data(&message))
}

/// What was left out: how much of what, and where the gravest of it stands.
fn closing(report: &Report, rest: &[&Diagnostic], unsaid: usize) -> String {
    let count = |severity| rest.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let figures = [
        (Severity::Error, count(Severity::Error) + unsaid),
        (Severity::Warning, count(Severity::Warning)),
        (Severity::Info, count(Severity::Info)),
    ];
    let counts = summary::counts(&figures, report.language);
    let mut text = match report.language {
        Language::Zh => {
            format!("GitHub 每个步骤只显示 {MOST} 个错误、{MOST} 个警告和 {MOST} 条提示，未显示的还有 {counts}：")
        }
        Language::En => {
            format!("GitHub shows {MOST} errors, {MOST} warnings and {MOST} notices of a step; not shown: {counts}:")
        }
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
    let Some(primary) = &diagnostic.primary else { return String::new() };
    let path = visible(&primary.path, true);
    report.source(&primary.path).map_or_else(
        || format!("{path} "),
        |source| format!("{path}:{} ", visible(&place::seen(source, primary.span.start), true)),
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
    if !text.contains(reserved) && !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if reserved.contains(&character) {
            // Writing to a String cannot fail.
            let _ = write!(escaped, "%{:02X}", u32::from(character));
        } else if character.is_control() {
            push_visible(&mut escaped, character, true);
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Format, fixture::*},
        *,
    };

    /// A report with so many errors, warnings and infos.
    fn crowd(errors: usize, warnings: usize, infos: usize) -> Report {
        let mut report = nasty_report(Language::En);
        let first = report.diagnostics[0].clone();
        let of = |severity, count| std::iter::repeat_n(Diagnostic { severity, ..first.clone() }, count);
        let all = of(Severity::Info, infos).chain(of(Severity::Warning, warnings)).chain(of(Severity::Error, errors));
        report.diagnostics = all.collect();
        report
    }

    fn count(report: &Report) -> [usize; 3] {
        let written = write(report, Format::Github, &Style::default());
        ["::error ", "::warning ", "::notice "]
            .map(|command| written.lines().filter(|line| line.starts_with(command)).count())
    }

    #[test]
    fn no_more_is_written_than_github_shows() {
        assert_eq!(count(&crowd(0, 0, 0)), [0, 0, 0]);
        assert_eq!(count(&crowd(10, 10, 9)), [10, 10, 9]);
        assert_eq!(count(&crowd(11, 2, 0)), [10, 2, 1]);
        assert_eq!(count(&crowd(300, 300, 300)), [10, 10, 10]);
        let mut report = crowd(3, 0, 0);
        report.failures = vec!["a.yml: permission denied".to_owned(); 20];
        assert_eq!(count(&report), [10, 0, 1]);
    }

    #[test]
    fn the_rest_is_one_notice_that_counts_it_and_says_where_it_stands() {
        let written = write(&crowd(35, 10, 0), Format::Github, &Style::default());
        let notice = written.lines().last().unwrap_or_default();
        assert!(
            notice.starts_with("::notice title=smslint::GitHub shows 10 errors, 10 warnings and 10 notices"),
            "{notice}"
        );
        assert!(notice.contains("not shown: 25 errors:%0Asms/a.yml:1:7 cn/test-rule%0A"));
        assert!(notice.ends_with("%0A… and 5 more"), "{notice}");
    }

    #[test]
    fn nothing_in_a_finding_can_end_its_command_or_begin_another() {
        let mut report = with_file(report(Language::Zh), "a,b:c%d.yml", "x");
        let mut diagnostic = finding(&report, "a,b:c%d.yml", crate::text::Span::new(0, 1));
        diagnostic.message = "100%\r\n::error::乱".to_owned();
        diagnostic.help = Some("一,二:三".to_owned());
        report.diagnostics.push(diagnostic);
        let expected = "::error file=a%2Cb%3Ac%25d.yml,line=1,endLine=1,col=1,endColumn=2,title=cn/test-rule\
                        ::100%25␍␊::error::乱%0A一,二:三\n";
        assert_eq!(write(&report, Format::Github, &Style::default()), expected);
    }
}
