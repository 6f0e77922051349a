//! A table for people who meet elsewhere: in a chat, in an issue, on the page of a CI run.

use std::{fmt::Write as _, io};

use super::{Style, order, place, record, summary, visible::visible};
use crate::diagnostic::{Diagnostic, Report};

/// Writes the verdict, the figures, a row for each open finding, the gravest first, and what was assumed.
pub(super) fn render(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    render_within(report, style, usize::MAX, out)
}

/// The same in at most about `limit` bytes: what there is no room for is counted.
pub(super) fn render_within(report: &Report, style: &Style, limit: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let language = report.language;
    let stop = language.pick("。", ".");
    if let Some(verdict) = style.exit.is_verdict(report).then(|| summary::verdict(report)) {
        writeln!(out, "**{verdict}{stop}**\n")?;
    }
    writeln!(out, "{}{stop}", summary::findings(report))?;
    let gravest = order::gravest(report);
    if !gravest.is_empty() {
        let [severity, place, what, help] =
            language.pick(["级别", "位置", "问题", "怎么改"], ["Severity", "Place", "Finding", "How to mend it"]);
        write!(out, "\n| {severity} | {place} | {what} | {help} |\n| --- | --- | --- | --- |\n")?;
    }
    let mut room = limit;
    for (nth, diagnostic) in gravest.iter().enumerate() {
        let row = row(report, diagnostic);
        let Some(left) = room.checked_sub(row.len()) else {
            let more = gravest.len() - nth;
            writeln!(out, "\n{}", language.pick(format!("……另有 {more} 处未列出。"), format!("… and {more} more.")))?;
            break;
        };
        room = left;
        out.write_all(row.as_bytes())?;
    }
    let remarks = report.failures.iter().chain(&report.notes);
    for (nth, remark) in remarks.enumerate() {
        writeln!(out, "{}- {}", if nth == 0 { "\n" } else { "" }, escaped(remark))?;
    }
    Ok(())
}

fn row(report: &Report, diagnostic: &Diagnostic) -> String {
    let language = report.language;
    let mut row = format!("| {} | ", summary::severity(language, diagnostic.severity));
    if let Some(primary) = &diagnostic.primary {
        row += &escaped(&primary.path);
        if let Some(source) = report.source(&primary.path) {
            row.push(':');
            row += &escaped(&place::seen(source, primary.span.start));
        }
    }
    if let Some(record) = &diagnostic.record {
        row += language.pick("，", ", ");
        row += &escaped(&record::describe(record, language));
    }
    let (open, close) = language.pick(("（", "）"), (" (", ")"));
    let help = diagnostic.help.as_deref().map(escaped).unwrap_or_default();
    let message = escaped(&diagnostic.headline(language));
    let _ = writeln!(row, " | {message}{open}{}{close} | {help} |", diagnostic.rule);
    row
}

/// Text that Markdown shows as it is, in one cell of a table.
fn escaped(text: &str) -> String {
    let text = visible(text, true);
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Format, fixture::*},
        *,
    };
    use crate::diagnostic::Language;

    #[test]
    fn nothing_in_a_message_breaks_the_table() {
        let mut report = nasty_report(Language::Zh);
        report.diagnostics.truncate(1);
        report.diagnostics[0].message = "a|b\n*c* <!-- `d` [e](f) \\| ~~g~~".to_owned();
        let written = write(&report, Format::Markdown, &Style::default());
        let row = written.lines().last().expect("a row");
        let expected = "| 错误 | sms/a.yml:1:7 | a\\|b␊\\*c\\* \\<!-- \\`d\\` \\[e\\](f) \\\\\\| \\~\\~g\\~\\~（cn/test-rule） |  |";
        assert_eq!(row, expected);
    }

    #[test]
    fn a_table_that_has_to_be_short_says_what_it_leaves_out() {
        let report = nasty_report(Language::En);
        let mut out = Vec::new();
        render_within(&report, &Style::default(), 200, &mut out).expect("a table");
        let written = String::from_utf8(out).expect("text");
        let rows = written.lines().filter(|line| line.starts_with("| error") || line.starts_with("| warning")).count();
        let open = order::open(&report).count();
        assert!(written.ends_with(&format!("\n… and {} more.\n", open - rows)), "{written}");
    }
}
