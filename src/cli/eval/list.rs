//! The texts that were judged wrongly, for people.

use std::fmt::Write as _;

use super::{
    super::args::{Amount, Verdict},
    judge::Judged,
    table::label,
    wrong,
};
use crate::{
    diagnostic::Language,
    output::{Style, visible},
};

/// Appends misses, then false alarms, at most `listed` of each.
pub(super) fn render(text: &mut String, judged: &[Judged<'_>], listed: Amount, style: &Style, language: Language) {
    let heads =
        [(Verdict::Refuse, language.pick("漏报", "misses")), (Verdict::Pass, language.pick("误报", "false alarms"))];
    for (verdict, head) in heads {
        let wrong = wrong(judged, verdict);
        let (all, shown) = (wrong.len(), wrong.len().min(listed.0));
        if all == 0 {
            continue;
        }
        let amount = match (language, shown == all) {
            (_, true) => all.to_string(),
            (Language::Zh, false) => format!("{all}，列出 {shown}（--list all 列出全部）"),
            (Language::En, false) => format!("{all}, of which {shown} are listed (--list all lists all)"),
        };
        let head = format!("{head}{}{amount}", language.pick("：", ": "));
        let _ = writeln!(text, "\n{}", textwrap::fill(&head, style.width.max(LEAST_WIDTH)));
        wrong.into_iter().take(shown).for_each(|one| entry(text, one, style, language));
    }
}

/// No line is broken narrower than this, in cells.
const LEAST_WIDTH: usize = 20;

fn entry(text: &mut String, one: &Judged<'_>, style: &Style, language: Language) {
    let mut head = format!("{}:{}", one.path, one.text.line);
    if one.text.label.is_some() {
        let _ = write!(head, "  {}", label(one.text.label.as_deref(), style));
    }
    if let Some(name) = &one.text.name {
        let _ = write!(head, "  {name}");
    }
    let mut found: Vec<String> = Vec::new();
    for finding in &one.found {
        let said = language
            .pick(format!("{}“{}”", finding.rule, finding.text), format!("{} “{}”", finding.rule, finding.text));
        if !found.contains(&said) {
            found.push(said);
        }
    }
    let lines = [("  ", head), ("    ", one.text.text.clone()), ("    ", found.join(language.pick("、", ", ")))];
    for (indent, line) in lines.into_iter().filter(|(_, line)| !line.is_empty()) {
        let options =
            textwrap::Options::new(style.width.max(LEAST_WIDTH)).initial_indent(indent).subsequent_indent(indent);
        let _ = writeln!(text, "{}", textwrap::fill(&visible(&line, style.unicode), options));
    }
}
