//! XML, from the events of `quick_xml`. An element that has nothing but text is a value; any other is a map of its
//! attributes and its elements, in which its text is called `$text`.

use std::{borrow::Cow, ops::Range};

use quick_xml::{Reader as Events, events::Event};

use super::{Escapes, entry, map, tree};
use crate::text::{Cooked, Entry, Node, OffsetMap, OffsetMapBuilder, Scalar, Span, Style, Tree, Value};

/// How deep elements are read.
const MAX_DEPTH: usize = 64;

/// An element that is open.
struct Element<'s> {
    name: Range<usize>,
    start: usize,
    entries: Vec<Entry<'s>>,
    /// Its text, in pieces: whether each is meant as it is written.
    text: Vec<(Range<usize>, bool)>,
}

pub(super) fn read<'s>(text: &Cooked<'s>) -> Tree<'s> {
    let source = text.text();
    let mut events = Events::from_str(source);
    let config = events.config_mut();
    (config.allow_dangling_amp, config.allow_unmatched_ends, config.check_end_names) = (true, true, false);
    let (mut root, mut open, mut deeper): (Vec<Entry<'s>>, Vec<Element<'s>>, usize) = (Vec::new(), Vec::new(), 0);
    let place = |events: &Events<&[u8]>| usize::try_from(events.buffer_position()).unwrap_or_default();
    loop {
        let start = place(&events);
        let Ok(event) = events.read_event() else { break };
        let range = start..place(&events).min(source.len());
        match event {
            Event::Eof => break,
            Event::Start(_) if open.len() == MAX_DEPTH => deeper += 1,
            Event::Start(_) => open.push(element(text, range)),
            Event::Empty(_) if open.len() < MAX_DEPTH => {
                let entry = element(text, range.clone()).close(text, range.end);
                open.last_mut().map_or(&mut root, |parent| &mut parent.entries).push(entry);
            }
            Event::End(_) if deeper > 0 => deeper -= 1,
            Event::End(_) => {
                let Some(closed) = open.pop() else { continue };
                let entry = closed.close(text, range.end);
                open.last_mut().map_or(&mut root, |parent| &mut parent.entries).push(entry);
            }
            Event::Text(_) | Event::GeneralRef(_) if deeper == 0 => {
                if let Some(element) = open.last_mut() {
                    match element.text.last_mut() {
                        Some((last, false)) if last.end == range.start => last.end = range.end,
                        _ => element.text.push((range, false)),
                    }
                }
            }
            Event::CData(_) if deeper == 0 => {
                let inside = range.start + "<![CDATA[".len()..range.end.saturating_sub("]]>".len());
                if let Some(element) = open.last_mut().filter(|_| inside.start <= inside.end) {
                    element.text.push((inside, true));
                }
            }
            _ => {}
        }
    }
    while let Some(broken) = open.pop() {
        let entry = broken.close(text, source.len());
        open.last_mut().map_or(&mut root, |parent| &mut parent.entries).push(entry);
    }
    tree(text, root, Vec::new())
}

impl<'s> Element<'s> {
    fn close(mut self, text: &Cooked<'s>, end: usize) -> Entry<'s> {
        let own = cooked(text, &self.text);
        let blank = own.text().len() - own.text().trim_start().len();
        let own = own.part(blank..blank.max(own.text().trim_end().len()));
        let is_empty = own.text().is_empty();
        let node = Node { span: own.whole(), value: Value::Scalar(Scalar { cooked: own, style: Style::Embedded }) };
        let value = if self.entries.is_empty() {
            node
        } else {
            if !is_empty {
                let at = Span::empty(node.span.start);
                let key = Cooked::new(Cow::Borrowed("$text"), OffsetMap::opaque("$text".len(), at));
                let key = Scalar { cooked: key, style: Style::Translated };
                self.entries.push(Entry { key, key_span: at, value: node });
            }
            map(text.span(self.start..end), self.entries)
        };
        entry(text, self.name, Escapes::None, value)
    }
}

/// The element whose tag stands at `range`.
fn element<'s>(text: &Cooked<'s>, range: Range<usize>) -> Element<'s> {
    let source = &text.text()[..range.end];
    let is_name = |c: char| !c.is_whitespace() && !matches!(c, '=' | '>' | '/' | '"' | '\'' | '<');
    let word = |at: usize| at..at + source[at..].find(|c| !is_name(c)).unwrap_or(source.len() - at);
    let skip = |at: usize| at + source[at..].len() - source[at..].trim_start().len();
    let name = word((range.start + 1).min(source.len()));
    let (mut at, mut entries) = (skip(name.end), Vec::new());
    loop {
        let key = word(at);
        at = skip(key.end);
        if key.is_empty() || !source[at..].starts_with('=') {
            // What is no attribute is passed over.
            at += source[at..].chars().next().map_or(0, char::len_utf8);
            if at >= source.len() {
                break;
            }
            at = skip(at);
            continue;
        }
        at = skip(at + 1);
        let Some(quote) = source[at..].chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let Some(len) = source[at + 1..].find(quote) else { break };
        let value = cooked(text, &[(at + 1..at + 1 + len, false)]);
        let value =
            Node { span: value.whole(), value: Value::Scalar(Scalar { cooked: value, style: Style::Embedded }) };
        entries.push(entry(text, key, Escapes::None, value));
        at = skip(at + 1 + len + 1);
    }
    Element { name, start: range.start, entries, text: Vec::new() }
}

/// What these pieces mean.
fn cooked<'s>(text: &Cooked<'s>, pieces: &[(Range<usize>, bool)]) -> Cooked<'s> {
    let source = text.text();
    match pieces {
        [] => return text.part(0..0),
        [(only, verbatim)] if *verbatim || !source[only.clone()].contains('&') => {
            return Escapes::None.resolve(text.part(only.clone()));
        }
        _ => {}
    }
    let (mut meant, mut places) = (String::new(), OffsetMapBuilder::default());
    for (piece, verbatim) in pieces {
        let mut at = piece.start;
        while let Some(amp) = source[at..piece.end].find('&').filter(|_| !verbatim).map(|len| at + len) {
            let reference = reference(&source[amp..piece.end]);
            let kept = if reference.is_some() { amp } else { amp + 1 };
            meant.push_str(&source[at..kept]);
            places.linear(kept - at, at);
            at = kept;
            if let Some((character, len)) = reference {
                meant.push(character);
                places.atom(character.len_utf8(), Span::new(amp, amp + len));
                at += len;
            }
        }
        meant.push_str(&source[at..piece.end]);
        places.linear(piece.end - at, at);
    }
    let end = pieces.last().map_or(0, |(piece, _)| piece.end);
    let map = places.finish(end).compose(meant.len(), text.map());
    Escapes::None.resolve(Cooked::new(Cow::Owned(meant), map))
}

/// The character that `text` begins with as a reference, and the length of that.
fn reference(text: &str) -> Option<(char, usize)> {
    let len = text.bytes().take(12).position(|byte| byte == b';')?;
    let character = match &text[1..len] {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((character, len + 1))
}
