//! Scalars that stand on lines of their own: `|` and `>`.

use std::ops::Range;

use super::flow::{after_break, is_break};
use crate::text::draft::Draft;

/// The line that opens a block scalar.
#[derive(Debug)]
pub(super) struct Header {
    /// The byte of the `|` or `>`.
    pub(super) start: usize,
    /// The byte at which the lines begin.
    body: usize,
    folded: bool,
    chomping: Chomping,
}

/// What becomes of the line breaks at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chomping {
    /// One stays.
    Clip,
    /// `-`: none stays.
    Strip,
    /// `+`: all stay.
    Keep,
}

impl Header {
    /// The next header from byte `from` on, behind indicators, tags, anchors and comments.
    pub(super) fn find(source: &str, from: usize) -> Option<Self> {
        let bytes = source.as_bytes();
        let mut at = from;
        loop {
            match bytes.get(at)? {
                b' ' | b'\t' | b'\n' | b'\r' | b':' | b'-' | b'?' => at += 1,
                b'#' => at = line_end(bytes, at),
                b'&' | b'!' => {
                    while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace()) {
                        at += 1;
                    }
                }
                b'|' | b'>' => break,
                _ => return None,
            }
        }
        let end = line_end(bytes, at);
        let mut chomping = Chomping::Clip;
        for byte in bytes[at + 1..end].iter().take_while(|byte| matches!(byte, b'+' | b'-' | b'0'..=b'9')) {
            match byte {
                b'+' => chomping = Chomping::Keep,
                b'-' => chomping = Chomping::Strip,
                _ => {}
            }
        }
        let body = if is_break(bytes, end) { after_break(bytes, end) } else { end };
        Some(Self { start: at, body, folded: bytes[at] == b'>', chomping })
    }
}

/// Where a block scalar ends that begins at `start`: before its last line break, so that it can be taken out whole.
pub(super) fn end(source: &str, start: usize, end: usize) -> usize {
    let range = start..end.max(start + 1);
    start + source[range].trim_end_matches([' ', '\t', '\n', '\r']).len()
}

/// Decodes the lines below `header`, and gives the byte at which they end. `content` begins at the first character that
/// is not indentation.
pub(super) fn decode(draft: &mut Draft<'_>, source: &str, header: &Header, content: &Range<usize>) -> usize {
    let bytes = &source.as_bytes()[..content.end];
    let indent = if content.start >= header.body && !is_blank(&source[content.clone()]) {
        content.start - source[..content.start].rfind(['\n', '\r']).map_or(0, |at| at + 1)
    } else {
        usize::MAX
    };
    // Where the line breaks since the last line with content stand, and whether that line is indented further: beside
    // such a line nothing folds.
    let (mut breaks, mut further): (Vec<usize>, bool) = (Vec::new(), true);
    let (mut at, mut end, mut lines) = (header.body, header.body, 0);
    while at < bytes.len() {
        let spaces = bytes[at..].iter().take(indent).take_while(|&&byte| byte == b' ').count();
        if is_break(bytes, at + spaces) {
            breaks.push(at + spaces);
            at = after_break(bytes, at + spaces);
            continue;
        }
        if at + spaces == bytes.len() || spaces < indent {
            break;
        }
        at += spaces;
        let deeper = matches!(bytes[at], b' ' | b'\t');
        let folds = header.folded && !further && !deeper;
        between(draft, &breaks, at, folds);
        breaks.clear();
        (further, lines) = (deeper, lines + 1);
        end = line_end(bytes, at);
        draft.keep(at, end);
        at = end;
        if is_break(bytes, at) {
            breaks.push(at);
            at = after_break(bytes, at);
        }
    }
    let kept = match header.chomping {
        Chomping::Strip => 0,
        Chomping::Clip => usize::from(lines > 0),
        Chomping::Keep => breaks.len(),
    };
    for &start in breaks.iter().take(kept) {
        end = after_break(bytes, start);
        line_break(draft, start, end);
    }
    if lines > 0 && breaks.is_empty() && header.chomping != Chomping::Strip {
        // The file ends inside the last line; the parser completes it.
        draft.put('\n', end, end);
    }
    end
}

/// Takes over the line breaks before a line whose content begins at `content`. Each reaches up to the next, and so the
/// last one over the indentation: who takes it out joins the lines.
fn between(draft: &mut Draft<'_>, breaks: &[usize], content: usize, folds: bool) {
    let reach = |index: usize| breaks.get(index).copied().unwrap_or(content);
    match breaks {
        [start] if folds => draft.put(' ', *start, content),
        [start, more @ ..] if folds => {
            line_break(draft, *start, reach(2));
            for (index, &start) in more.iter().enumerate().skip(1) {
                line_break(draft, start, reach(index + 2));
            }
        }
        _ => breaks.iter().enumerate().for_each(|(index, &start)| line_break(draft, start, reach(index + 1))),
    }
}

/// Takes over a line break, which is `\n` however it is written.
fn line_break(draft: &mut Draft<'_>, from: usize, to: usize) {
    if draft.source().get(from..to) == Some("\n") {
        draft.keep(from, to);
    } else {
        draft.put('\n', from, to);
    }
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    at + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\n' | b'\r'))
}
