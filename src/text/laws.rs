//! The first law, as far as this layer goes: a place in a value is the place where it was written.

#![allow(clippy::format_push_string, clippy::format_collect)]

use proptest::prelude::*;

use super::{Cooked, Node, OffsetMap, OffsetMapBuilder, Source, Span, Style, Tree, Value, read_json, read_yaml, spell};

/// A value written by hand: the file, and for each character of the value where it stands.
struct Written {
    file: String,
    value: String,
    spans: Vec<Span>,
}

impl Written {
    fn new(head: &str) -> Self {
        Self { file: head.to_owned(), value: String::new(), spans: Vec::new() }
    }

    fn push(&mut self, character: char, spelled: &str) {
        let start = self.file.len();
        self.file.push_str(spelled);
        self.value.push(character);
        self.spans.push(Span::new(start, self.file.len()));
    }
}

/// A character of a value, and how it is to be written where there is a choice.
type Piece = (char, u8);

const LINE_ENDS: [&str; 3] = ["\n", "\r\n", "\r"];

/// Writes the pieces as the value of `a`. `None` where the style cannot say them.
fn write(pieces: &[Piece], style: Style, head: &str, end: &str) -> Option<Written> {
    let mut out = Written::new(head);
    match style {
        Style::Json => {
            out.file += "{\"a\":\"";
            for &(character, how) in pieces {
                out.push(character, &escaped(character, how, true));
            }
            out.file += "\"}";
        }
        Style::DoubleQuoted => {
            out.file += "a: \"";
            for (index, &(character, how)) in pieces.iter().enumerate() {
                if character == ' ' && how % 3 == 0 && may_fold(pieces, index) {
                    out.push(' ', &format!(" {end}   "));
                } else if how % 7 == 0 && pieces.get(index + 1).is_none_or(|piece| piece.0 != ' ') {
                    out.push(character, &escaped(character, how, false));
                    out.file += &format!("\\{end}  ");
                } else if character == ' ' && !may_fold(pieces, index) {
                    out.push(' ', "\\x20");
                } else {
                    out.push(character, &escaped(character, how, false));
                }
            }
            out.file += &format!("\"{end}b: c");
        }
        Style::SingleQuoted | Style::Plain => {
            let quote = if style == Style::Plain { "" } else { "'" };
            out.file += &format!("a: {quote}");
            for (index, &(character, how)) in pieces.iter().enumerate() {
                match character {
                    '\n' | '\t' => return None,
                    ' ' if how % 3 == 0 && may_fold(pieces, index) => out.push(' ', &format!("{end}   ")),
                    '\'' if style == Style::SingleQuoted => out.push('\'', "''"),
                    _ => out.push(character, character.encode_utf8(&mut [0; 4])),
                }
            }
            if style == Style::Plain {
                spell(Style::Plain, "", 0..0, &out.value)?;
            }
            out.file += &format!("{quote}{end}b: c");
        }
        _ => {
            let lines: String = pieces.iter().map(|piece| piece.0).collect();
            if !lines.ends_with('\n') || lines.ends_with("\n\n") || lines.trim_matches(['\n', ' ', '\t']).is_empty() {
                return None;
            }
            if style == Style::Folded && lines.split('\n').any(|line| line.starts_with([' ', '\t'])) {
                return None;
            }
            out.file += &format!("a: {}2 # | >{end}", if style == Style::Folded { '>' } else { '|' });
            let (mut at_start, last) = (true, pieces.len() - 1);
            for (index, &(character, _)) in pieces.iter().enumerate() {
                let next = pieces.get(index + 1).map(|piece| piece.0);
                if character == '\n' {
                    let indent = if index == last || next == Some('\n') { "" } else { "  " };
                    let folds = style == Style::Folded && !at_start && index != last;
                    let twice = if folds { end } else { "" };
                    out.push('\n', &format!("{end}{twice}{indent}"));
                    at_start = true;
                } else {
                    if index == 0 {
                        out.file += "  ";
                    }
                    out.push(character, character.encode_utf8(&mut [0; 4]));
                    at_start = false;
                }
            }
            out.file += "b: c";
        }
    }
    Some(out)
}

/// Whether the blank at `index` can be a line break: no blank beside it, and text on both sides.
fn may_fold(pieces: &[Piece], index: usize) -> bool {
    let solid = |piece: Option<&Piece>| piece.is_some_and(|piece| !matches!(piece.0, ' ' | '\n' | '\t' | '#'));
    index > 0 && solid(pieces.get(index - 1)) && solid(pieces.get(index + 1))
}

fn escaped(character: char, how: u8, json: bool) -> String {
    let code = u32::from(character);
    match (character, how % 5) {
        ('\n', _) => "\\n".into(),
        ('\t', _) => "\\t".into(),
        ('"' | '\\', 0..3) => format!("\\{character}"),
        ('"' | '\\', _) => format!("\\u{code:04x}"),
        (_, 0 | 1) if code > 0xFFFF => {
            character.encode_utf16(&mut [0; 2]).iter().map(|u| format!("\\u{u:04X}")).collect()
        }
        (_, 0) if code <= 0xFFFF => format!("\\u{code:04X}"),
        (_, 2) if !json => format!("\\U{code:08x}"),
        (_, 3) if !json && code <= 0xFF => format!("\\x{code:02X}"),
        _ => character.into(),
    }
}

fn characters() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop_oneof![Just('a'), Just('1'), Just('R'), Just('码'), Just('，'), Just('{')],
        2 => Just(' '),
        2 => prop_oneof![Just('\''), Just('"'), Just('\\'), Just(':'), Just('#'), Just('-')],
        2 => prop_oneof![Just('😀'), Just('👨'), Just('\u{200D}'), Just('👧'), Just('e'), Just('\u{301}'), Just('\u{FE0F}')],
        1 => prop_oneof![Just('\n'), Just('\t')],
        1 => any::<char>().prop_filter("printable", |c| !c.is_control() && !matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{2028}' | '\u{2029}')),
    ]
}

const STYLES: [Style; 6] =
    [Style::Plain, Style::SingleQuoted, Style::DoubleQuoted, Style::Literal, Style::Folded, Style::Json];

fn check_every_part(written: &Written, style: Style) -> Result<(), TestCaseError> {
    let source = Source::new("file", written.file.as_str());
    let (text, _) = source.decode();
    let tree = if style == Style::Json { read_json(&text) } else { read_yaml(&text) };
    prop_assert!(tree.faults.is_empty(), "{:?} {:?}", tree.faults, written.file);
    let scalar = tree.roots[0].get("a").and_then(Node::scalar);
    prop_assert!(scalar.is_some(), "{:?}", written.file);
    let Some(scalar) = scalar else { return Ok(()) };
    prop_assert_eq!(scalar.cooked.text(), &written.value, "{:?}", &written.file);
    let starts: Vec<usize> = written.value.char_indices().map(|(at, _)| at).chain([written.value.len()]).collect();
    for from in 0..written.spans.len() {
        for to in from + 1..=written.spans.len() {
            let span = scalar.cooked.span(starts[from]..starts[to]);
            let expected = written.spans[from].cover(written.spans[to - 1]);
            prop_assert_eq!(span, expected, "{:?}: {:?}", &written.file, &written.value[starts[from]..starts[to]]);
        }
    }
    Ok(())
}

/// Every place of a tree.
fn spans(node: &Node<'_>, found: &mut Vec<Span>) {
    found.push(node.span);
    let scalar = |cooked: &Cooked<'_>, found: &mut Vec<Span>| {
        let text = cooked.text();
        found.extend(text.char_indices().map(|(at, character)| cooked.span(at..at + character.len_utf8())));
        found.push(cooked.whole());
    };
    match &node.value {
        Value::Null => {}
        Value::Scalar(value) => scalar(&value.cooked, found),
        Value::Sequence(items) => items.iter().for_each(|item| spans(item, found)),
        Value::Mapping(entries) => {
            for entry in entries {
                found.push(entry.key_span);
                scalar(&entry.key.cooked, found);
                spans(&entry.value, found);
            }
        }
    }
}

fn check_total(bytes: &[u8]) -> Result<(), TestCaseError> {
    let source = Source::new("file", bytes);
    let (text, _) = source.decode();
    let inside = |tree: Tree<'_>| {
        let mut found: Vec<Span> =
            tree.faults.iter().flat_map(|fault| [Some(fault.span), fault.related]).flatten().collect();
        tree.roots.iter().for_each(|root| spans(root, &mut found));
        found.iter().all(|span| span.start <= span.end && span.end <= source.bytes().len())
    };
    prop_assert!(inside(read_yaml(&text)));
    prop_assert!(inside(read_json(&text)));
    Ok(())
}

/// A map of some runs, into a text of `outer` bytes, with the length of its own.
fn maps(outer: usize) -> impl Strategy<Value = (usize, OffsetMap)> {
    let run = (0..4_usize, 0..4_usize, 1..4_usize, any::<bool>());
    prop_oneof![
        (0..=outer, 0..=outer).prop_map(|(a, b)| (a.max(b) - a.min(b), OffsetMap::shift(a.min(b)))),
        proptest::collection::vec(run, 0..6).prop_map(move |runs| {
            let (mut builder, mut at) = (OffsetMapBuilder::default(), 0);
            for (skip, len, cooked, linear) in runs {
                let (from, to) = ((at + skip).min(outer), (at + skip + len).min(outer));
                if linear {
                    builder.linear(to - from, from);
                } else if from < to {
                    builder.atom(cooked, Span::new(from, to));
                }
                at = to;
            }
            (builder.len(), builder.finish(at))
        }),
    ]
}

fn chains() -> impl Strategy<Value = (Vec<(usize, OffsetMap)>, usize)> {
    maps(20).prop_flat_map(|first| {
        maps(first.0).prop_flat_map(move |second| {
            let first = first.clone();
            maps(second.0).prop_map(move |third| {
                let len = third.0;
                (vec![third, second.clone(), first.clone()], len)
            })
        })
    })
}

proptest! {
    #[test]
    fn every_part_of_a_value_stands_where_it_was_written(
        pieces in proptest::collection::vec((characters(), any::<u8>()), 0..12),
        mark in any::<bool>(),
        line_end in 0..LINE_ENDS.len(),
        final_break in any::<bool>(),
    ) {
        let end = LINE_ENDS[line_end];
        for style in STYLES {
            let mut pieces = pieces.clone();
            if matches!(style, Style::Literal | Style::Folded) {
                pieces.push(('\n', 0));
            }
            let head = if mark { "\u{FEFF}" } else { "" };
            let Some(mut written) = write(&pieces, style, head, end) else { continue };
            if final_break {
                written.file += end;
            }
            check_every_part(&written, style)?;
        }
    }

    #[test]
    fn no_bytes_break_a_reader(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check_total(&bytes)?;
    }

    #[test]
    fn no_text_breaks_a_reader(text in "([-?:,{}\\[\\]&*!|>'\"%@`# \n\r\t~a1你😀/\\\\u]|: |- |<<|\\*a|&a |---\n|\\.\\.\\.\n|\\|2\n  |\\\\ud83d|\u{FEFF}|\u{0}){0,60}") {
        check_total(text.as_bytes())?;
    }

    #[test]
    fn composed_maps_lead_where_their_parts_lead((chain, len) in chains()) {
        let [(third_len, third), (second_len, second), (_, first)] = chain.as_slice() else { return Ok(()) };
        let inner_first = third.compose(*third_len, second).compose(*third_len, first);
        let outer_first = third.compose(*third_len, &second.compose(*second_len, first));
        for from in 0..=len {
            for to in from..=len {
                prop_assert_eq!(inner_first.span(from..to), outer_first.span(from..to), "{}..{}", from, to);
                let step = second.span({ let span = third.span(from..to); span.start..span.end });
                let whole = first.span(step.start..step.end);
                let direct = inner_first.span(from..to);
                prop_assert!(whole.contains(direct) || from == to, "{:?} {:?}", whole, direct);
            }
        }
    }
}
