//! What each piece of a template adds to its messages, and where these are cut.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{
    super::grid::{Align, Grid},
    Measured,
    table::{bold, nothing, title},
};
use crate::{
    diagnostic::Language,
    engine::bill::{Bill, Forced, Share},
    output::{Style, visible},
};

/// More characters than this are not a slip but another script, and naming them all is no help.
const MOST_NAMED: usize = 8;

/// Writes a heading, a table of the pieces, and what there is to say about parts.
pub(super) fn render(text: &mut String, one: &Measured, style: &Style, language: Language) {
    let place = visible(&one.path, style.unicode);
    let _ = writeln!(text, "{}  {place}:{}", bold(&title(one, style), style), one.line);
    let (grid, rows) = pieces(&one.bill, style, language);
    for row in 0..rows {
        let _ = writeln!(text, "  {}", grid.line(row));
    }
    let bill = &one.bill;
    if bill.longest.parts() > Some(1) {
        for (index, piece) in bill.longest.pieces().enumerate() {
            part(text, index + 1, piece, style, language);
        }
    }
    let mut say = |words: String| {
        let _ = writeln!(text, "{}", textwrap::fill(&words, options(style, "  ")));
    };
    if is_uneven(bill) {
        say(language.pick(
            "括号里是计费长度：GSM-7 的 septet 数，或 UTF-16 编码单元数。".to_owned(),
            "In brackets: what is billed, in GSM-7 septets or UTF-16 code units.".to_owned(),
        ));
    }
    if let Some(forced) = &bill.forced {
        say(because(forced, bill.longest.parts().unwrap_or(0), language));
    }
    if let Some(save) = bill.longest.billed.as_ref().map(|billed| billed.to_save).filter(|&save| save > 0) {
        say(language.pick(
            format!("最长时少 {save} 个字可省一条。"),
            format!("At its longest, {save} characters less would save a part."),
        ));
    }
    if !bill.bounded {
        say(language.pick(
            "有的变量没有写明最大长度（max），短信可能更长。".to_owned(),
            "Nobody says how long some variables may be (`max`), so messages may be longer.".to_owned(),
        ));
    }
}

/// The table of the pieces, and how many rows it has.
fn pieces(bill: &Bill, style: &Style, language: Language) -> (Grid, usize) {
    let nothing = || nothing(style).to_owned();
    let variables = |longest: bool| {
        bill.variables.iter().map(move |variable| {
            let share = if longest { &variable.longest } else { &variable.example };
            share.as_ref().map_or_else(nothing, amount)
        })
    };
    let fixed = bill.fixed.characters - bill.signature.as_ref().map_or(0, |signature| signature.characters);
    let mut names = vec![String::new()];
    let mut before = Vec::new();
    if let Some(signature) = &bill.signature {
        names.push(visible(&signature.text, style.unicode).into_owned());
        before.push(amount(signature));
    }
    names.push(language.pick("固定文字", "fixed text").to_owned());
    before.push(fixed.to_string());
    names.extend(bill.variables.iter().map(|variable| visible(&variable.text, style.unicode).into_owned()));
    let rows = names.len();
    let column = |head: &str, longest: bool| {
        std::iter::once(head.to_owned()).chain(before.iter().cloned()).chain(variables(longest)).collect()
    };
    let mut grid = Grid::default();
    grid.push(Align::Left, names);
    grid.push(Align::Right, column(language.pick("示例", "example"), false));
    grid.push(Align::Right, column(language.pick("最长", "longest"), true));
    (grid, rows)
}

/// Characters, and in brackets what they take, where that is not one unit each.
fn amount(share: &Share) -> String {
    if share.units == share.characters {
        share.characters.to_string()
    } else {
        format!("{} ({})", share.characters, share.units)
    }
}

/// A part, on lines of its own: what it begins with is where the part before it is cut.
fn part(text: &mut String, number: usize, piece: &str, style: &Style, language: Language) {
    let label = language.pick(format!("  第 {number} 条  "), format!("  part {number}  "));
    let indent = " ".repeat(label.width());
    let options = options(style, &indent).initial_indent(&label);
    let _ = writeln!(text, "{}", textwrap::fill(&visible(piece, style.unicode), options));
}

fn options<'a>(style: &Style, indent: &'a str) -> textwrap::Options<'a> {
    textwrap::Options::new(style.width.max(indent.len() + 20)).initial_indent(indent).subsequent_indent(indent)
}

/// Whether any piece takes more units than it has characters.
fn is_uneven(bill: &Bill) -> bool {
    let variables = bill.variables.iter().flat_map(|variable| variable.example.iter().chain(&variable.longest));
    bill.signature.iter().chain(variables).any(|share| share.units != share.characters)
}

fn because(forced: &Forced, parts: usize, language: Language) -> String {
    let named: Vec<String> = forced
        .characters
        .iter()
        .take(MOST_NAMED)
        .map(|&character| {
            let shown = visible(character.encode_utf8(&mut [0; 4]), true).into_owned();
            format!("“{shown}” U+{:04X}", u32::from(character))
        })
        .collect();
    let list = named.join(language.pick("、", ", "));
    let mut words = match (forced.characters.len() > MOST_NAMED, language) {
        (false, Language::Zh) => format!("因 {list} 不在 GSM-7 字符集内，改用 UCS-2 编码"),
        (true, Language::Zh) => format!("因 {list} 等字符不在 GSM-7 字符集内，改用 UCS-2 编码"),
        (false, Language::En) => format!("Not in the GSM-7 alphabet, hence UCS-2: {list}"),
        (true, Language::En) => format!("Not in the GSM-7 alphabet, hence UCS-2: {list} and more"),
    };
    if forced.parts_without < parts {
        let without = forced.parts_without;
        words.push_str(&language.pick(
            format!("；换掉后由 {parts} 条减为 {without} 条"),
            format!("; without, {without} instead of {parts} parts"),
        ));
    }
    words.push_str(language.pick("。", "."));
    words
}
