//! Measures for people.

use std::fmt::Write as _;

use super::{
    super::grid::{Align, Grid, shorten},
    Measured, Rate, details,
};
use crate::{
    diagnostic::Language,
    engine::bill::{Bill, Weighed},
    output::{Style, visible},
};

/// A name in a table never gets narrower than this, in cells; rather each row becomes a paragraph.
const LEAST_NAME: usize = 12;

/// As much of a message as can stand for a name, in code points.
const LONGEST_STAND_IN: usize = 16;

/// What stands before the rows of a file.
const INDENT: &str = "  ";

/// One row a template, then what each piece adds to those that cost more than they might, or to all.
pub(super) fn render(
    measured: &[Measured],
    rate: Option<Rate>,
    all_details: bool,
    style: &Style,
    language: Language,
) -> String {
    let mut text = String::new();
    rows(&mut text, measured, rate, style, language);
    let lone = measured.len() == 1;
    for one in measured.iter().filter(|one| all_details || lone || is_dear(&one.bill)) {
        text.push('\n');
        details::render(&mut text, one, style, language);
    }
    if !lone {
        let _ = writeln!(text, "\n{}", summary(measured, rate, language));
    }
    text
}

/// What a template is called: its name, or else how it begins.
pub(super) fn title(one: &Measured, style: &Style) -> String {
    let title = one.name.clone().unwrap_or_else(|| {
        let signature = one.bill.signature.as_ref().map_or("", |signature| &signature.text);
        let text = one.bill.fixed.text.strip_prefix(signature).unwrap_or_default();
        let begin: String = text.chars().take(LONGEST_STAND_IN).collect();
        if begin.len() < text.len() { format!("{begin}{}", ellipsis(style)) } else { begin }
    });
    visible(&title, style.unicode).into_owned()
}

/// Text in bold, where colours may be used.
pub(super) fn bold(text: &str, style: &Style) -> String {
    if style.color { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
}

/// Where there is nothing to write.
pub(super) const fn nothing(style: &Style) -> &'static str {
    if style.unicode { "–" } else { "-" }
}

const fn ellipsis(style: &Style) -> &'static str {
    if style.unicode { "…" } else { "..." }
}

fn is_dear(bill: &Bill) -> bool {
    let parts = bill.longest.parts().unwrap_or(0);
    parts > 1 || bill.forced.as_ref().is_some_and(|forced| forced.parts_without < parts)
}

fn rows(text: &mut String, measured: &[Measured], rate: Option<Rate>, style: &Style, language: Language) {
    let mut grid = grid(measured, rate, style, language);
    let width = style.width.saturating_sub(INDENT.len());
    grid.squeeze(width, LEAST_NAME, ellipsis(style));
    let narrow = grid.width() > width;
    let mut path = "";
    for (row, one) in measured.iter().enumerate() {
        if one.path != path {
            path = &one.path;
            let _ = writeln!(text, "{}", bold(&visible(path, style.unicode), style));
            if !narrow && row == 0 {
                let _ = writeln!(text, "{INDENT}{}", grid.line(0));
            }
        }
        if narrow {
            paragraph(text, title(one, style), &grid, row + 1, style);
        } else {
            let _ = writeln!(text, "{INDENT}{}", grid.line(row + 1));
        }
    }
}

/// A row for a terminal that is too narrow for a table.
fn paragraph(text: &mut String, mut title: String, grid: &Grid, row: usize, style: &Style) {
    shorten(&mut title, style.width.saturating_sub(INDENT.len()).max(LEAST_NAME), ellipsis(style));
    let separator = if style.unicode { " · " } else { ", " };
    let told = grid.rest(0).zip(grid.rest(row)).filter(|(_, cell)| *cell != nothing(style));
    let cells: Vec<String> = told.map(|(head, cell)| format!("{head} {cell}")).collect();
    let options = textwrap::Options::new(style.width.max(LEAST_NAME)).initial_indent("    ").subsequent_indent("    ");
    let _ = writeln!(text, "{INDENT}{title}\n{}", textwrap::fill(&cells.join(separator), options));
}

/// The rows as columns; the first row is the head.
fn grid(measured: &[Measured], rate: Option<Rate>, style: &Style, language: Language) -> Grid {
    let mut grid = Grid::default();
    let mut column = |zh: &str, en: &str, align: Align, cell: &dyn Fn(&Measured) -> String| {
        let head = std::iter::once(language.pick(zh, en).to_owned());
        grid.push(align, head.chain(measured.iter().map(cell)).collect());
    };
    let nothing = || nothing(style).to_owned();
    column("模板", "template", Align::Left, &|one| title(one, style));
    // What is the same everywhere needs no column.
    if measured.iter().any(|one| one.bill.provider != measured[0].bill.provider) {
        column("服务商", "provider", Align::Left, &|one| {
            if one.bill.provider.is_empty() { nothing() } else { one.bill.provider.clone() }
        });
    }
    if measured.iter().any(|one| one.bill.region != measured[0].bill.region) {
        column("地区", "region", Align::Left, &|one| one.bill.region.as_deref().map_or_else(nothing, str::to_owned));
    }
    column("示例字数", "example", Align::Right, &|one| {
        one.bill.example.as_ref().map_or_else(nothing, |example| example.characters.to_string())
    });
    column("最长字数", "longest", Align::Right, &|one| {
        format!("{}{}", at_least(&one.bill, style), one.bill.longest.characters)
    });
    column("编码", "encoding", Align::Left, &|one| {
        let billed = one.bill.longest.billed.as_ref();
        billed.map_or_else(nothing, |billed| billed.measure.encoding.as_str().to_owned())
    });
    column("条数", "parts", Align::Right, &|one| parts(&one.bill, style));
    column("可省字数", "to save", Align::Right, &|one| {
        let save = one.bill.longest.billed.as_ref().map_or(0, |billed| billed.to_save);
        if save == 0 { nothing() } else { save.to_string() }
    });
    if let Some(rate) = rate {
        column("费用", "cost", Align::Right, &|one| {
            one.bill.longest.parts().map_or_else(nothing, |parts| rate.of(parts).to_string())
        });
    }
    grid
}

/// The sign that a figure is only the least, as the longest value of a variable is unknown.
fn at_least(bill: &Bill, style: &Style) -> &'static str {
    match (bill.bounded, style.unicode) {
        (true, _) => "",
        (false, true) => "≥",
        (false, false) => ">=",
    }
}

/// From the parts of the example to those of the longest message.
fn parts(bill: &Bill, style: &Style) -> String {
    let Some(longest) = bill.longest.parts() else { return nothing(style).to_owned() };
    let least = at_least(bill, style);
    match bill.example.as_ref().and_then(Weighed::parts) {
        Some(example) if example < longest => format!("{example}{}{least}{longest}", nothing(style)),
        _ => format!("{least}{longest}"),
    }
}

fn summary(measured: &[Measured], rate: Option<Rate>, language: Language) -> String {
    let (all, long) = (measured.len(), measured.iter().filter(|one| one.bill.longest.parts() > Some(1)).count());
    let mut text = language.pick(
        format!("共 {all} 个模板，最长时 {long} 个超过一条"),
        format!("{all} templates, {long} of them longer than one part at their longest"),
    );
    if let Some((rate, total)) = rate.and_then(|rate| Some((rate, rate.total(measured)?))) {
        let volume = rate.volume;
        text.push_str(&language.pick(
            format!("；每个模板发 {volume} 条短信，最多 {total}"),
            format!("; {volume} of each cost at most {total}"),
        ));
    }
    text.push_str(language.pick("。", "."));
    text
}

#[cfg(test)]
mod tests;
