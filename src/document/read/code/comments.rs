//! Templates that stand in comments, beside the id that the program sends by.

use std::ops::Range;

use super::{
    super::found::{Braces, Found, Named, Surroundings, recognise, with_values},
    Outline, Reader, Text, beside,
};
use crate::text::{Style, code::Token};

/// Words that announce a text in a comment.
const LABELS: [&str; 6] = ["模板", "模版", "内容", "短信", "文案", "正文"];

/// The longest of such labels, in characters.
const LONGEST_LABEL: usize = 12;

/// The templates in comments.
pub(super) fn read<'s>(reader: &Reader<'_, 's>, outline: &Outline<'_>) -> Vec<Found<'s>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < outline.comments.len() {
        let mut end = at + 1;
        while end < outline.comments.len() && follows(outline.text, outline.comments[end - 1], outline.comments[end]) {
            end += 1;
        }
        found.extend(run(reader, outline, &outline.comments[at..end]));
        at = end;
    }
    found
}

/// What the comment above a text, or behind it on its line, says of it.
pub(super) fn of<'r>(reader: &Reader<'r, '_>, text: &Text<'_>, outline: &Outline<'_>) -> Option<&'r str> {
    let (source, first) = (reader.file.text(), outline.code[text.tokens.start].range.start);
    let line = outline.line(first);
    let start = outline.line_range(line).start;
    let range = |at: usize| outline.comments.get(at).map(|comment| comment.range.clone());
    let above = outline.comments.partition_point(|comment| comment.range.start < start).checked_sub(1).and_then(range);
    let above = above.filter(|range| outline.line(range.end) + 1 >= line && !outline.has_code(&(range.end..start)));
    let behind = range(outline.comments.partition_point(|comment| comment.range.start < text.range.end));
    let behind = behind.filter(|range| outline.line(range.start) == outline.line(text.range.end));
    above.or(behind).map(|range| &source[range])
}

/// Whether only blanks and one line break stand between two comments.
fn follows(text: &str, before: &Token, next: &Token) -> bool {
    let between = &text[before.range.end..next.range.start];
    between.trim().is_empty() && between.matches('\n').count() <= 1
}

/// The templates in comments that follow each other.
fn run<'s>(reader: &Reader<'_, 's>, outline: &Outline<'_>, comments: &[&Token]) -> Vec<Found<'s>> {
    let text = outline.text;
    let (Some(first), Some(last)) = (comments.first(), comments.last()) else { return Vec::new() };
    let line = outline.line_range(outline.line(first.range.start));
    let own_line = !outline.has_code(&(line.start..first.range.start));
    let id = if own_line {
        let next = outline.code.partition_point(|token| token.range.start < last.range.end);
        let Some(token) = outline.code.get(next) else { return Vec::new() };
        let next = outline.line(token.range.start);
        if next > outline.line(last.range.end) + 1 {
            return Vec::new();
        }
        outline.ids_in(&(token.range.start..outline.line_range(next).end))
    } else {
        outline.ids_in(&(line.start..first.range.start))
    };
    let Some(at) = id else { return Vec::new() };
    let id = reader.id(outline.inside_of(at));
    let name = outline.name_of(at);
    let mut names: Vec<&str> = name.iter().map(|name| &text[name.clone()]).collect();
    names.extend(outline.words_before(at));
    let mut found = Vec::new();
    for comment in comments {
        for line in lines(text, comment.range.clone()) {
            let line = without_label(text, line);
            let cooked = with_values(reader.file.part(line.clone()), Braces::Provider);
            let around = Surroundings {
                path: reader.path,
                names: names.clone(),
                id: Some(beside(&id)),
                ..Surroundings::default()
            };
            if text[line.clone()].contains(['"', ';', '=']) {
                // Code that was set aside.
                continue;
            }
            let Some(why) = recognise(cooked.text(), &around) else { continue };
            let name = name.clone().map(|name| Named { text: reader.file.part(name) });
            let span = reader.span(line);
            found.push(Found { text: cooked, style: Style::Bare, span, name, id: Some(id.clone()), why });
        }
    }
    // Of a comment that tells of several, nobody knows which has the id.
    if found.len() > 1 { Vec::new() } else { found }
}

/// The lines of a comment without its signs.
fn lines(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    let mut lines = Vec::new();
    for line in text[range].split_inclusive('\n') {
        let end = start + line.len();
        let inside = line.trim_end().trim_end_matches("*/").trim_end_matches("-->").trim_end();
        let lead = inside.len() - inside.trim_start_matches(['/', '*', '#', '-', ' ', '\t', '!']).len();
        if lead < inside.len() {
            lines.push(start + lead..start + inside.len());
        }
        start = end;
    }
    lines
}

/// A line without what announces the text, such as `模板内容：`, and without quotes round it.
fn without_label(text: &str, line: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = line;
    let label = text[start..end].char_indices().take(LONGEST_LABEL).find(|(_, c)| matches!(c, '：' | ':'));
    if let Some((at, colon)) = label
        && LABELS.iter().any(|word| text[start..start + at].contains(word))
    {
        start += at + colon.len_utf8();
        start += text[start..end].len() - text[start..end].trim_start().len();
    }
    let inside = &text[start..end];
    for (open, close) in [('“', '”'), ('「', '」'), ('\'', '\'')] {
        if inside.starts_with(open) && inside.ends_with(close) && inside.len() > open.len_utf8() {
            start += open.len_utf8();
            end -= close.len_utf8();
            break;
        }
    }
    start..end
}
