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
    let mut at = header.body;
    // The break of the last line with content, those of the empty lines behind it, and whether that line is indented
    // further: beside such a line nothing folds.
    let (mut last, mut empty, mut further): (Option<Range<usize>>, Vec<Range<usize>>, bool) = (None, Vec::new(), true);
    let mut end = at;
    while at < bytes.len() {
        let spaces = bytes[at..].iter().take(indent).take_while(|&&byte| byte == b' ').count();
        at += spaces;
        if is_break(bytes, at) {
            let next = after_break(bytes, at);
            empty.push(at..next);
            at = next;
            continue;
        }
        if at == bytes.len() || spaces < indent {
            break;
        }
        let deeper = matches!(bytes[at], b' ' | b'\t');
        match last.take() {
            Some(range) if header.folded && !further && !deeper => {
                if empty.is_empty() {
                    draft.put(' ', range.start, range.end);
                }
            }
            Some(range) => line_break(draft, bytes, range),
            None => {}
        }
        empty.drain(..).for_each(|range| line_break(draft, bytes, range));
        further = deeper;
        end = line_end(bytes, at);
        draft.keep(at, end);
        at = end;
        if is_break(bytes, at) {
            last = Some(at..after_break(bytes, at));
            at = after_break(bytes, at);
        } else {
            // The file ends here; the parser completes the line.
            last = Some(at..at);
        }
    }
    if header.chomping != Chomping::Strip {
        if let Some(range) = last {
            end = range.end;
            line_break(draft, bytes, range);
        }
    }
    if header.chomping == Chomping::Keep {
        for range in empty {
            end = range.end;
            line_break(draft, bytes, range);
        }
    }
    end
}

/// Takes over a line break, which is `\n` however it is written.
fn line_break(draft: &mut Draft<'_>, bytes: &[u8], range: Range<usize>) {
    if bytes.get(range.clone()) == Some(b"\n") {
        draft.keep(range.start, range.end);
    } else {
        draft.put('\n', range.start, range.end);
    }
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at..];
    at + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len())
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\n' | b'\r'))
}
