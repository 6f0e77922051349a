//! An evaluation for people.

use std::fmt::Write as _;

use super::{
    super::{
        args::Amount,
        grid::{Align, Grid, shorten},
    },
    Terms, counted,
    judge::Judged,
    list,
    score::{Below, Confusion, RuleScore, Score, What},
};
use crate::{
    diagnostic::{Language, RuleId},
    output::{Style, visible},
};

/// A first column never gets narrower than this, in cells; rather each row becomes a paragraph.
const LEAST_NAME: usize = 12;

/// What a list of labels needs to be worth a column, in cells.
const LEAST_LABELS: usize = 24;

/// On which terms, the counts by verdict, label and rule, and the texts that were judged wrongly.
pub(super) fn render(
    judged: &[Judged<'_>],
    score: &Score<'_>,
    below: &[Below<'_>],
    terms: &Terms<'_>,
    listed: Amount,
    style: &Style,
) -> String {
    let language = terms.project.plan.language;
    let mut text = textwrap::fill(&terms_of(judged, terms, language), style.width.max(LEAST_NAME));
    text.push('\n');
    if !score.is_blind() {
        section(&mut text, verdicts(score, language), style);
    }
    if score.labels.iter().any(|(label, _)| label.is_some()) {
        section(&mut text, labels(score, style, language), style);
    }
    if !score.rules.is_empty() {
        section(&mut text, rules(score, style, language), style);
    }
    list::render(&mut text, judged, listed, style, language);
    let (sign, comma) = language.pick(("：", "，"), (": ", ", "));
    if let Some(least) = terms.args.fail_under.filter(|_| !below.is_empty()) {
        let shares: Vec<String> = below
            .iter()
            .map(|one| format!("{} {}", what(one.what, language), percent(Some(one.share), style)))
            .collect();
        let head = language.pick(format!("低于 {least}{sign}"), format!("below {least}{sign}"));
        let _ = writeln!(
            text,
            "\n{}",
            textwrap::fill(&format!("{head}{}", shares.join(comma)), style.width.max(LEAST_NAME))
        );
    }
    text
}

fn terms_of(judged: &[Judged<'_>], terms: &Terms<'_>, language: Language) -> String {
    let mut names: Vec<&str> = judged.iter().flat_map(|one| &one.judges).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let (texts, day, counts) = (judged.len(), terms.project.plan.as_of, counted(terms.args, language));
    match (language, names.is_empty()) {
        (Language::Zh, true) => format!("{texts} 条短信，按 {day} 有效的共同规则判断；计入 {counts}"),
        (Language::Zh, false) => {
            format!("{texts} 条短信，由 {} 按 {day} 有效的规则判断；计入 {counts}", names.join("、"))
        }
        (Language::En, true) => {
            format!("{texts} texts, judged by what all providers share as of {day}; found is {counts}")
        }
        (Language::En, false) => {
            format!("{texts} texts, judged by {} as of {day}; found is {counts}", names.join(", "))
        }
    }
}

fn verdicts(score: &Score<'_>, language: Language) -> Grid {
    let rows = [
        (language.pick("该驳回", "ought to be refused"), score.all.refuse),
        (language.pick("该通过", "ought to pass"), score.all.pass),
        (language.pick("未说明", "nobody says"), score.all.unsaid),
    ];
    let rows: Vec<_> = rows.into_iter().filter(|(_, counts)| counts.texts() > 0).collect();
    let shares = [
        (language.pick("召回率", "recall"), score.all.recall()),
        (language.pick("精确率", "precision"), score.all.precision()),
    ];
    let mut grid = Grid::default();
    let column = |head: &str, cells: Vec<String>| std::iter::once(head.to_owned()).chain(cells).collect::<Vec<_>>();
    grid.push(Align::Left, column("", rows.iter().map(|(name, _)| (*name).to_owned()).collect()));
    grid.push(
        Align::Right,
        column(language.pick("报告", "found"), rows.iter().map(|(_, counts)| counts.found.to_string()).collect()),
    );
    grid.push(
        Align::Right,
        column(language.pick("未报告", "silent"), rows.iter().map(|(_, counts)| counts.silent.to_string()).collect()),
    );
    let shares = shares.into_iter().filter_map(|(name, share)| Some(format!("{name} {}", decimal(share?))));
    grid.push(Align::Left, column("", shares.collect()));
    grid
}

fn labels(score: &Score<'_>, style: &Style, language: Language) -> Grid {
    let mut grid = Grid::default();
    let mut column = |align: Align, head: &str, cells: Vec<String>| {
        grid.push(align, std::iter::once(head.to_owned()).chain(cells).collect());
    };
    let each = |cell: &dyn Fn(&Confusion) -> String| score.labels.iter().map(|(_, one)| cell(one)).collect();
    column(
        Align::Left,
        language.pick("标注", "label"),
        score.labels.iter().map(|(name, _)| label(*name, style)).collect(),
    );
    column(Align::Right, language.pick("短信", "texts"), each(&|one| one.all().texts().to_string()));
    column(Align::Right, language.pick("报告", "found"), each(&|one| one.all().found.to_string()));
    column(Align::Right, language.pick("占比", "share"), each(&|one| percent(one.all().share(), style)));
    grid
}

fn rules(score: &Score<'_>, style: &Style, language: Language) -> Grid {
    let mut grid = Grid::default();
    let mut column = |align: Align, head: &str, cell: &dyn Fn(&(&RuleId, RuleScore<'_>)) -> String| {
        grid.push(align, std::iter::once(head.to_owned()).chain(score.rules.iter().map(cell)).collect());
    };
    column(Align::Left, language.pick("规则", "rule"), &|(rule, _)| rule.as_str().to_owned());
    column(Align::Right, language.pick("短信", "texts"), &|(_, one)| one.texts().to_string());
    column(Align::Right, language.pick("独有", "alone"), &|(_, one)| one.alone.to_string());
    if score.all.refuse.texts() > 0 {
        column(Align::Right, language.pick("正确", "right"), &|(_, one)| one.refuse.to_string());
    }
    if score.all.pass.texts() > 0 {
        column(Align::Right, language.pick("误报", "wrong"), &|(_, one)| one.pass.to_string());
        column(Align::Right, language.pick("精确率", "precision"), &|(_, one)| {
            percent(one.precision(&score.all), style)
        });
    }
    let room = style.width.saturating_sub(grid.width() + 2);
    if room >= LEAST_LABELS && score.labels.iter().any(|(label, _)| label.is_some()) {
        let cells = score.rules.iter().map(|(_, one)| {
            let mut counts: Vec<_> = one.labels.iter().collect();
            counts.sort_by_key(|(_, texts)| std::cmp::Reverse(**texts));
            let counts: Vec<_> =
                counts.into_iter().map(|(name, texts)| format!("{} {texts}", label(*name, style))).collect();
            let mut cell = counts.join(language.pick("、", ", "));
            shorten(&mut cell, room, if style.unicode { "…" } else { "..." });
            cell
        });
        grid.push(Align::Left, std::iter::once(language.pick("标注", "labels").to_owned()).chain(cells).collect());
    }
    grid
}

/// A table, behind an empty line; one paragraph a row where it is too wide.
fn section(text: &mut String, mut grid: Grid, style: &Style) {
    text.push('\n');
    let mut squeezed = grid.clone();
    squeezed.squeeze(style.width, LEAST_NAME, if style.unicode { "…" } else { "..." });
    let narrow = squeezed.width() > style.width;
    if !narrow {
        grid = squeezed;
    }
    for row in usize::from(narrow)..grid.height() {
        if narrow {
            let told = grid.rest(0).zip(grid.rest(row)).filter(|(_, cell)| !cell.trim().is_empty());
            let cells: Vec<String> =
                told.map(|(head, cell)| format!("{head} {}", cell.trim()).trim().to_owned()).collect();
            let options =
                textwrap::Options::new(style.width.max(LEAST_NAME)).initial_indent("  ").subsequent_indent("  ");
            let cells = cells.join(if style.unicode { " · " } else { ", " });
            let _ = writeln!(text, "{}\n{}", grid.name(row), textwrap::fill(&cells, options));
        } else {
            let _ = writeln!(text, "{}", grid.line(row));
        }
    }
}

/// What a label is called.
pub(super) fn label(name: Option<&str>, style: &Style) -> String {
    name.map_or_else(
        || if style.unicode { "–" } else { "-" }.to_owned(),
        |name| visible(name, style.unicode).into_owned(),
    )
}

fn what(what: What<'_>, language: Language) -> String {
    match what {
        What::Precision => language.pick("精确率", "precision").to_owned(),
        What::Recall => language.pick("召回率", "recall").to_owned(),
        What::RecallOf(label) => language.pick(format!("{label} 的召回率"), format!("recall of {label}")),
    }
}

fn percent(share: Option<f64>, style: &Style) -> String {
    share.map_or_else(|| if style.unicode { "–" } else { "-" }.to_owned(), decimal)
}

/// Three digits, never rounded up to a whole that is not reached.
fn decimal(share: f64) -> String {
    format!("{:.3}", if share < 1.0 { share.min(0.999) } else { share })
}
