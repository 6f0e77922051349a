//! `--statistics`: how often each rule speaks, in place of what it says.

use std::{cmp::Reverse, collections::BTreeMap, fmt::Write as _};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::json;
use crate::{
    diagnostic::{Report, RuleId, Safety, Severity, Status},
    output::visible,
};

/// The figures of one rule.
#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    severity: Option<Severity>,
    open: usize,
    safe: usize,
    risky: usize,
    suppressed: usize,
}

/// The rules that found something, the most frequent first, those of which everything is suppressed last.
fn figures(report: &Report) -> Vec<(&RuleId, Figures)> {
    let mut rules: BTreeMap<&RuleId, Figures> = BTreeMap::new();
    for diagnostic in &report.diagnostics {
        let figures = rules.entry(&diagnostic.rule).or_default();
        figures.severity = figures.severity.max(Some(diagnostic.severity));
        if diagnostic.status == Status::Suppressed {
            figures.suppressed += 1;
            continue;
        }
        figures.open += 1;
        match diagnostic.fix.as_ref().map(|fix| fix.safety) {
            Some(Safety::Safe) => figures.safe += 1,
            Some(Safety::Unsafe) => figures.risky += 1,
            None => {}
        }
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(_, figures)| Reverse(figures.open));
    rules
}

/// A table: how many, what a machine could mend of it, what is suppressed, the severity, the rule and its title.
pub(super) fn table(report: &Report) -> String {
    let language = report.language;
    let head = language
        .pick(["问题", "可修正", "已忽略", "级别", "规则"], ["found", "fixable", "suppressed", "severity", "rule"]);
    let rows = figures(report).into_iter().map(|(rule, figures)| {
        let title = report.rules.get(rule).map_or("", |rule| rule.title.get(language));
        let severity = figures.severity.map_or("", Severity::as_str);
        let counts = [figures.open, figures.safe + figures.risky, figures.suppressed].map(|n| n.to_string());
        let [open, fixable, suppressed] = counts;
        [open, fixable, suppressed, severity.to_owned(), format!("{rule}  {}", visible(title, true))]
    });
    let rows: Vec<[String; 5]> = std::iter::once(head.map(str::to_owned)).chain(rows).collect();
    let mut text = String::new();
    for row in &rows {
        for (column, cell) in row.iter().enumerate() {
            let width = rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
            let gap = " ".repeat(width - cell.width());
            // Writing to a string cannot fail.
            let _ = match column {
                0..3 => write!(text, "{gap}{cell}  "),
                3 => write!(text, "{cell}{gap}  "),
                _ => writeln!(text, "{}", cell.trim_end()),
            };
        }
    }
    text
}

/// Version 1 of the figures for programs.
pub(super) fn listed(report: &Report) -> String {
    #[derive(Serialize)]
    struct Statistics<'r> {
        version: u8,
        rules: Vec<Row<'r>>,
    }

    #[derive(Serialize)]
    struct Row<'r> {
        rule: &'r str,
        severity: Option<&'static str>,
        title: Option<&'r str>,
        open: usize,
        fixable: usize,
        fixable_unsafely: usize,
        suppressed: usize,
    }

    let rules = figures(report).into_iter().map(|(rule, figures)| Row {
        rule: rule.as_str(),
        severity: figures.severity.map(Severity::as_str),
        title: report.rules.get(rule).map(|rule| rule.title.get(report.language).as_str()),
        open: figures.open,
        fixable: figures.safe,
        fixable_unsafely: figures.risky,
        suppressed: figures.suppressed,
    });
    json::pretty(&Statistics { version: 1, rules: rules.collect() })
}
