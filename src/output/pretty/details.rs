//! What is said below a snippet: which record, for whom, how to mend it, what the API would answer, where it is written.

use std::{io, ops::Range};

use super::{super::record::describe, pen::Pen, window::Room};
use crate::{
    diagnostic::{Citation, Diagnostic, Edit, Language, Report, Safety},
    text::{Source, Span},
};

/// Lines of a fix that are shown; a longer one is counted.
const MAX_FIX_LINES: usize = 8;

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
    let shown = Change::of(source, edits, room.width * 16)
        .map(|change| (lines(&change.before, &change.was, room), lines(&change.after, &change.is, room)))
        .filter(|(before, after)| before.len().max(after.len()) <= MAX_FIX_LINES);
    let name = pen.language.pick("建议", "fix");
    let Some((before, after)) = shown else {
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

/// The surroundings of some edits, before and after, each with the range that was touched.
struct Change {
    before: Vec<u8>,
    was: Range<usize>,
    after: Vec<u8>,
    is: Range<usize>,
}

impl Change {
    /// `None` where there are no edits, they lie outside the file, or take more than `reach` bytes.
    fn of(source: &Source, edits: &[Edit], reach: usize) -> Option<Self> {
        let (bytes, index) = (source.bytes(), source.index());
        let touched = edits.first()?.span.cover(edits.last()?.span);
        let inserted: usize = edits.iter().map(|edit| edit.insert.len()).sum();
        if touched.end > bytes.len() || touched.len() + inserted > reach {
            return None;
        }
        let first = index.line(bytes, source.position(touched.start).line)?;
        let last = index.line(bytes, source.position(touched.end).line)?;
        let start = first.start.max(boundary(bytes, touched.start.saturating_sub(reach)));
        let start = if start == 0 && bytes.starts_with(b"\xEF\xBB\xBF") { 3.min(touched.start) } else { start };
        let end = last.end.min(boundary(bytes, touched.end + reach)).max(touched.end);
        let mut after = bytes[start..touched.start].to_vec();
        let mut at = touched.start;
        for Edit { span: Span { start, end }, insert } in edits {
            after.extend_from_slice(&bytes[at..*start]);
            after.extend_from_slice(insert.as_bytes());
            at = *end;
        }
        let is = touched.start - start..after.len();
        after.extend_from_slice(&bytes[touched.end..end]);
        let was = touched.start - start..touched.end - start;
        Some(Self { before: bytes[start..end].to_vec(), was, after, is })
    }
}

/// The lines of `text`, each cut so that what lies in `touched` can be seen.
fn lines(text: &[u8], touched: &Range<usize>, room: Room) -> Vec<String> {
    let index = crate::text::LineIndex::new(text);
    (1..=index.lines().min(MAX_FIX_LINES + 1))
        .filter_map(|number| index.line(text, number))
        .map(|line| {
            let start = touched.start.clamp(line.start, line.end);
            let mark = start..touched.end.clamp(start, line.end);
            room.show(text, line, &[mark]).text
        })
        .collect()
}

/// The first byte at or after `at` that begins a character.
fn boundary(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    at + bytes[at..].iter().take(3).take_while(|&&byte| byte & 0xC0 == 0x80).count()
}
