//! `smslint rules --changes`: what changed when, and where that is written.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use super::{args::ListFormat, json, markdown};
use crate::{
    diagnostic::{Language, Localized},
    output::severity_word,
    rule::Change,
};

/// The changes in a form.
pub(super) fn write(
    changes: &[Change<'_>],
    since: Option<Date>,
    today: Date,
    form: ListFormat,
    lang: Language,
) -> String {
    match form {
        ListFormat::Table => lines(changes, today, lang),
        ListFormat::Markdown => page(changes, today, lang),
        ListFormat::Json => listed(changes, since),
    }
}

/// A day a paragraph, a change a line, and below it where that is written.
fn lines(changes: &[Change<'_>], today: Date, lang: Language) -> String {
    let mut text = String::new();
    for day in changes.chunk_by(|one, next| one.day == next.day) {
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", heading(day, today, lang));
        for change in day {
            let rule = change.rule;
            let (sign, severity) = (if change.begins { '+' } else { '-' }, severity_word(lang, rule.severity));
            let title = title(change, lang);
            let _ = writeln!(text, "  {sign} {severity}[{}]{}{title}", rule.id, lang.pick("：", ": "));
            if let Some(source) = rule.sources.first() {
                let dated = source.date.map(|date| format!(" ({date})")).unwrap_or_default();
                let url = source.url.as_ref().map(|url| format!("  {url}")).unwrap_or_default();
                let _ = writeln!(text, "      {}{dated}{url}", source.title);
            }
        }
    }
    text
}

fn page(changes: &[Change<'_>], today: Date, lang: Language) -> String {
    let mut text = format!("# {}\n", lang.pick("规则的变更", "Changes of rules"));
    for day in changes.chunk_by(|one, next| one.day == next.day) {
        let _ = write!(text, "\n## {}\n\n", heading(day, today, lang));
        for change in day {
            let verb = if change.begins { lang.pick("生效", "begins") } else { lang.pick("失效", "ends") };
            let rule = change.rule;
            let _ = write!(text, "- {verb}: `{}` ({})", rule.id, rule.severity);
            let _ = write!(text, "{}{}", lang.pick("：", ": "), markdown::escaped(&title(change, lang)));
            for source in rule.sources.iter() {
                let _ = write!(text, " · {}", markdown::citation(source));
            }
            text.push('\n');
        }
    }
    text
}

fn heading(day: &[Change<'_>], today: Date, lang: Language) -> String {
    let date = day.first().map(|change| change.day).unwrap_or_default();
    let coming = if date > today { lang.pick("（尚未到期）", " (coming)") } else { "" };
    format!("{date}{coming}")
}

/// What changes: the rule, or a row of its table.
fn title(change: &Change<'_>, lang: Language) -> String {
    let title = change.rule.title.get(lang);
    let Some(row) = change.row else { return title.clone() };
    let (is, allow) = (row.is.join(", "), row.allow.join(", "));
    lang.pick(format!("{title}（{is} → {allow}）"), format!("{title} ({is} → {allow})"))
}

/// Version 1 of the list for programs.
fn listed(changes: &[Change<'_>], since: Option<Date>) -> String {
    #[derive(Serialize)]
    struct List<'c> {
        version: u8,
        since: Option<Date>,
        changes: Vec<Listed<'c>>,
    }
    #[derive(Serialize)]
    struct Listed<'c> {
        day: Date,
        begins: bool,
        rule: &'c str,
        severity: &'static str,
        title: &'c Localized,
        /// The row of its table that changes; null where the whole rule does.
        row: Option<Row<'c>>,
        sources: Vec<json::Source<'c>>,
    }
    #[derive(Serialize)]
    struct Row<'c> {
        is: &'c [String],
        allow: &'c [String],
    }
    let changes = changes.iter().map(|change| Listed {
        day: change.day,
        begins: change.begins,
        rule: change.rule.id.as_str(),
        severity: change.rule.severity.as_str(),
        title: &change.rule.title,
        row: change.row.map(|row| Row { is: &row.is, allow: &row.allow }),
        sources: change.rule.sources.iter().map(json::Source::from).collect(),
    });
    json::pretty(&List { version: 1, since, changes: changes.collect() })
}
