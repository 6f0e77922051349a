//! What a fix changes, before and after: the lines it touches, with every place that differs in sight.

use std::ops::Range;

use super::window::Room;
use crate::{
    diagnostic::Edit,
    text::{LineIndex, Source, Span},
};

/// Lines of a fix that are shown; a longer one is counted.
const MAX_LINES: usize = 8;

/// The lines that some edits touch, before and after. `None` where there are no edits, they lie outside the file, or are
/// too much to look at.
pub(super) fn lines(source: &Source, edits: &[Edit], room: Room) -> Option<[Vec<String>; 2]> {
    let change = Change::of(source, edits, room.width * 16)?;
    let (before, after) = (change.before.lines(), change.after.lines());
    if before.len().max(after.len()) > MAX_LINES {
        return None;
    }
    // Line by line the same context, so that what stayed stands alike in both.
    let count = before.len().max(after.len());
    let context: Vec<usize> = (0..count)
        .map(|nth| {
            let of = |side: &Side, lines: &[Range<usize>]| {
                lines.get(nth).map_or(room.width, |line| room.context(&side.text, line, &side.parts))
            };
            of(&change.before, &before).min(of(&change.after, &after))
        })
        .collect();
    let shown = |side: &Side, lines: &[Range<usize>]| {
        let shown =
            lines.iter().zip(&context).map(|(line, &context)| room.parts(&side.text, line, &side.parts, context));
        shown.collect()
    };
    Some([shown(&change.before, &before), shown(&change.after, &after)])
}

/// The surroundings of some edits.
struct Change {
    before: Side,
    after: Side,
}

/// A text, and the parts of it that differ from the other side, in bytes.
#[derive(Default)]
struct Side {
    text: Vec<u8>,
    parts: Vec<Range<usize>>,
}

impl Side {
    fn push(&mut self, kept: &[u8], part: &[u8]) {
        self.text.extend_from_slice(kept);
        let start = self.text.len();
        self.text.extend_from_slice(part);
        self.parts.push(start..self.text.len());
    }

    fn lines(&self) -> Vec<Range<usize>> {
        let index = LineIndex::new(&self.text);
        (1..=index.lines().min(MAX_LINES + 1)).filter_map(|number| index.line(&self.text, number)).collect()
    }
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
        let first = index.line(bytes, source.seen(touched.start).line)?;
        let last = index.line(bytes, source.seen(touched.end).line)?;
        let start = first.start.max(boundary(bytes, touched.start.saturating_sub(reach)));
        let start = if start == 0 && bytes.starts_with(b"\xEF\xBB\xBF") { 3.min(touched.start) } else { start };
        let end = last.end.min(boundary(bytes, touched.end + reach)).max(touched.end);
        let mut change = Self { before: Side::default(), after: Side::default() };
        let mut at = start;
        for Edit { span: Span { start, end }, insert } in edits {
            change.replace(&bytes[at..*start], &bytes[*start..*end], insert.as_bytes());
            at = *end;
        }
        change.before.text.extend_from_slice(&bytes[at..end]);
        change.after.text.extend_from_slice(&bytes[at..end]);
        Some(change)
    }

    /// Adds what stays, and behind it what gives way to something else.
    fn replace(&mut self, kept: &[u8], old: &[u8], new: &[u8]) {
        // What was written without quotes and now has them may be the same inside.
        let quoted = new.len() >= 2 && new.starts_with(b"\"") && new.ends_with(b"\"") && !old.starts_with(b"\"");
        let inner = if quoted && !old.is_empty() { &new[1..new.len() - 1] } else { new };
        let (head, tail) = alike(old, inner);
        let (old_part, new_part) = (&old[head..old.len() - tail], &inner[head..inner.len() - tail]);
        if inner.len() < new.len() {
            self.before.push(kept, b"");
            self.after.push(kept, b"\"");
            self.before.push(&old[..head], old_part);
            self.after.push(&old[..head], new_part);
            self.before.push(&old[old.len() - tail..], b"");
            self.after.push(&old[old.len() - tail..], b"\"");
        } else {
            self.before.push(&[kept, &old[..head]].concat(), old_part);
            self.after.push(&[kept, &old[..head]].concat(), new_part);
            self.before.text.extend_from_slice(&old[old.len() - tail..]);
            self.after.text.extend_from_slice(&old[old.len() - tail..]);
        }
    }
}

/// How many bytes two texts share at the start and, behind that, at the end; whole characters only.
fn alike(a: &[u8], b: &[u8]) -> (usize, usize) {
    let is_inside = |text: &[u8], at: usize| text.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
    let mut head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    while head > 0 && (is_inside(a, head) || is_inside(b, head)) {
        head -= 1;
    }
    let most = a.len().min(b.len()) - head;
    let mut tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    while tail > 0 && (is_inside(a, a.len() - tail) || is_inside(b, b.len() - tail)) {
        tail -= 1;
    }
    (head, tail)
}

/// The first byte at or after `at` that begins a character.
fn boundary(bytes: &[u8], at: usize) -> usize {
    let at = at.min(bytes.len());
    at + bytes[at..].iter().take(3).take_while(|&&byte| byte & 0xC0 == 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Edits;

    fn shown(text: &str, edits: &[(&str, &str)], width: usize) -> [Vec<String>; 2] {
        let edit = |&(old, new): &(&str, &str)| {
            let start = text.find(old).expect("the old text");
            Edit { span: Span::new(start, start + old.len()), insert: new.to_owned() }
        };
        let edits = Edits::new(edits.iter().map(edit).collect::<Vec<_>>()).expect("disjoint edits");
        lines(&Source::new("a.yml", text), edits.as_slice(), Room { width, unicode: true }).expect("a short change")
    }

    #[test]
    fn every_place_that_differs_is_in_sight_however_far_apart() {
        let [before, after] = shown(
            "  content: 您好，{2}先生，您预订的从上海虹桥开往北京南的列车将于今天下午的{4}准时发车。",
            &[("{2}", "{1}"), ("{4}", "{2}")],
            34,
        );
        assert_eq!(before, ["… 您好，{2}先生，…下午的{4}准时发…"]);
        assert_eq!(after, ["… 您好，{1}先生，…下午的{2}准时发…"]);
    }

    #[test]
    fn quotes_that_become_necessary_do_not_hide_what_else_differs() {
        let old = "您预订的从上海虹桥开往北京南的列车将于今天下午的｛1｝准时发车，请您提前到达";
        let new = format!("\"{}\"", old.replace('｛', "{").replace('｝', "}"));
        let [before, after] = shown(&format!("  content: {old}"), &[(old, &new)], 40);
        assert!(before[0].contains("｛1｝") && after[0].contains("{1}"), "{before:?} {after:?}");
        assert!(after[0].contains('"') && after[0].ends_with('"'), "{after:?}");
    }

    #[test]
    fn what_is_alike_is_counted_in_whole_characters() {
        // 中 and 丯 begin with the same two bytes.
        assert_eq!(alike("a中b".as_bytes(), "a丯b".as_bytes()), (1, 1));
        assert_eq!(alike(b"aa", b"a"), (1, 0));
        assert_eq!(alike(b"", b"x"), (0, 0));
    }
}
