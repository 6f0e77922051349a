//! INI files, and `.env`.

use std::ops::Range;

use super::{Escapes, entry, map, scalar, tree, trimmed};
use crate::text::{Cooked, Entry, Node, Tree};

/// The name of a section, as bytes of the text, and what stands below it.
type Section<'s> = (Range<usize>, Vec<Entry<'s>>);

/// Reads lines of `key = value`, below `[section]`s unless this is an `.env`.
pub(super) fn read<'s>(text: &Cooked<'s>, env: bool) -> Tree<'s> {
    let (source, mut at) = (text.text(), 0);
    let (mut root, mut section): (Vec<Entry<'s>>, Option<Section<'s>>) = (Vec::new(), None);
    while at < source.len() {
        let end = source[at..].find(['\r', '\n']).map_or(source.len(), |len| at + len);
        let line = trimmed(source, at..end);
        at = end + 1;
        let content = &source[line.clone()];
        if content.starts_with(['#', ';']) {
            continue;
        }
        if !env && content.starts_with('[') && content.ends_with(']') && content.len() > 1 {
            close(text, section.take(), &mut root);
            section = Some((trimmed(source, line.start + 1..line.end - 1), Vec::new()));
            continue;
        }
        let sign = if env { content.find('=') } else { content.find(['=', ':']) };
        let Some(sign) = sign else { continue };
        let mut key = trimmed(source, line.start..line.start + sign);
        if env && let Some(rest) = source[key.clone()].strip_prefix("export ") {
            key = trimmed(source, key.end - rest.len()..key.end);
        }
        if key.is_empty() {
            continue;
        }
        let (value, behind) = value(text, trimmed(source, line.start + sign + 1..end), env);
        at = at.max(behind);
        let entry = entry(text, key, Escapes::None, value);
        section.as_mut().map_or(&mut root, |(_, entries)| entries).push(entry);
    }
    close(text, section, &mut root);
    tree(text, root, Vec::new())
}

fn close<'s>(text: &Cooked<'s>, section: Option<(Range<usize>, Vec<Entry<'s>>)>, root: &mut Vec<Entry<'s>>) {
    if let Some((name, entries)) = section {
        let end = entries.last().map_or_else(|| text.span(name.clone()), |entry| entry.value.span);
        root.push(entry(text, name.clone(), Escapes::None, map(text.span(name).cover(end), entries)));
    }
}

/// The value that begins where `rest`, which is what the line has left, does; and the byte behind it. In an `.env` what
/// stands in quotes may go on in further lines.
fn value<'s>(text: &Cooked<'s>, rest: Range<usize>, env: bool) -> (Node<'s>, usize) {
    let source = text.text();
    let quote = source[rest.clone()].chars().next().filter(|first| matches!(first, '"' | '\''));
    if let Some(quote) = quote {
        let start = rest.start + 1;
        let escapes = if env && quote == '"' { Escapes::Backslash } else { Escapes::None };
        let reach = if env { source.len() } else { rest.end };
        if let Some(end) = closing(&source[start..reach], quote, escapes == Escapes::Backslash) {
            return (scalar(text, start..start + end, escapes), start + end + 1);
        }
    }
    let written = &source[rest.clone()];
    let signs: &[&str] = if env { &[" #", "\t#"] } else { &[" #", "\t#", " ;", "\t;"] };
    let len = signs.iter().filter_map(|sign| written.find(sign)).min().unwrap_or(written.len());
    (scalar(text, trimmed(source, rest.start..rest.start + len), Escapes::None), rest.end)
}

fn closing(text: &str, quote: char, has_escapes: bool) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, character)| {
        let closes = character == quote && !escaped;
        escaped = has_escapes && character == '\\' && !escaped;
        closes.then_some(at)
    })
}
