//! What is said below a snippet: which record, for whom, how to mend it, what the API would answer, where it is written.

use std::io;

use super::{super::record::describe, change, pen::Pen, window::Room};
use crate::{
    diagnostic::{Citation, Diagnostic, Edit, Language, Report, Safety},
    text::Source,
};

/// Writes the details of `diagnostic`, of which `omitted` labels could not be drawn.
pub(super) fn write(
    report: &Report,
    diagnostic: &Diagnostic,
    omitted: usize,
    pen: &Pen,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let language = pen.language;
    if omitted > 0 {
        let more = language
            .pick(format!("另有 {omitted} 处相关位置未显示"), format!("{omitted} related places are not shown"));
        pen.item(out, language.pick("省略", "more"), &more)?;
    }
    if let Some(place) = diagnostic.primary.as_ref().filter(|place| report.source(&place.path).is_none()) {
        pen.item(out, language.pick("文件", "file"), &place.path)?;
    }
    if let Some(record) = &diagnostic.record {
        pen.item(out, language.pick("所在", "in"), &pen.clean(&describe(record, language)))?;
    }
    if diagnostic.providers.len() > 1 {
        pen.item(out, language.pick("平台", "for"), &diagnostic.providers.join(language.pick("、", ", ")))?;
    }
    if let Some(seen) = &diagnostic.seen {
        pen.item(out, language.pick("还原", "read"), &pen.clean(&seen.words(language)))?;
    }
    if let Some(help) = &diagnostic.help {
        pen.item(out, language.pick("改法", "help"), help)?;
    }
    if let (Some(fix), Some(place)) = (&diagnostic.fix, &diagnostic.primary)
        && let Some(source) = report.source(&place.path)
    {
        let head = match (language, fix.safety) {
            (Language::Zh, Safety::Safe) => "改为：",
            (Language::Zh, Safety::Unsafe) => "改为（会改变短信内容，请先确认）：",
            (Language::En, Safety::Safe) => "change to:",
            (Language::En, Safety::Unsafe) => "change to (alters what the message says, so look first):",
        };
        suggest(source, fix.edits.as_slice(), head, pen, out)?;
    }
    for (nth, code) in diagnostic.codes.iter().enumerate() {
        pen.item_whole(out, if nth == 0 { language.pick("接口", "API") } else { "" }, code)?;
    }
    cite(&diagnostic.sources, pen, out)
}

/// The first page, and how many more there are. A page is its title, its date and its address.
fn cite(sources: &[Citation], pen: &Pen, out: &mut dyn io::Write) -> io::Result<()> {
    let Some((first, rest)) = sources.split_first() else { return Ok(()) };
    let language = pen.language;
    let title = pen.clean(&first.title);
    let link = first.url.as_deref().and_then(|url| pen.link(url, &title));
    let linked = link.is_some();
    let mut text = link.unwrap_or_else(|| title.into_owned());
    if let Some(date) = first.date {
        text += &language.pick(format!("（{date}）"), format!(" ({date})"));
    }
    if !rest.is_empty() {
        let n = rest.len();
        text += &language.pick(format!("，另有 {n} 处"), format!(", and {n} more"));
    }
    pen.item_line(out, language.pick("依据", "source"), &text)?;
    match &first.url {
        Some(url) if !linked => pen.item_whole(out, "", url),
        _ => Ok(()),
    }
}

/// Shows the lines that the edits touch, before and after.
fn suggest(source: &Source, edits: &[Edit], head: &str, pen: &Pen, out: &mut dyn io::Write) -> io::Result<()> {
    let room = Room { width: pen.width - 6, unicode: pen.unicode };
    let name = pen.language.pick("建议", "fix");
    let Some([before, after]) = change::lines(source, edits, room) else {
        let n = edits.len();
        let text =
            pen.language.pick(format!("共有 {n} 处改动，太长，此处从略"), format!("{n} edits, too long to show here"));
        return pen.item(out, name, &text);
    };
    if before == after {
        return Ok(());
    }
    pen.item(out, name, head)?;
    for line in &before {
        writeln!(out, "    {}", pen.bad(format!("- {line}").trim_end()))?;
    }
    for line in &after {
        writeln!(out, "    {}", pen.good(format!("+ {line}").trim_end()))?;
    }
    Ok(())
}
