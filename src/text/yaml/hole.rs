use std::ops::Range;

/// What is left out of a file so that the rest can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hole {
    /// The bytes.
    pub(super) range: Range<usize>,
    pub(super) filling: Filling,
}

/// What is read in place of a hole; it has the same length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filling {
    /// A word, in place of a text that lacks quotes.
    Word,
    /// A key without a value in this column, where lines of an item are left out: what is left of it stays a map.
    Key(usize),
    /// Blank lines.
    Blank,
}

impl Hole {
    /// The lines of a broken item of a list, or of a broken entry at the top: from the one in which the fault has its
    /// origin, at byte `at`, up to the next item or entry. `None` where nothing in the layout of the document, which
    /// begins at byte `from`, says where that is.
    pub(super) fn around(source: &str, from: usize, at: usize, in_brackets: bool) -> Option<Self> {
        let mut list = List::default();
        let mut start = from;
        for (line_start, line) in lines(source, from).take_while(|(start, _)| *start <= at) {
            list.line(line);
            start = line_start;
        }
        let line = lines(source, start).next()?.1;
        let (column, filling) = match list.items {
            Some(column) if list.in_item => (column, Filling::Key(list.keys)),
            _ if list.in_entry && !in_brackets => (0, Filling::Blank),
            _ => return None,
        };
        let begins_item = list.items.is_some() && is_item(line) && indent(line) == column;
        let kept = match filling {
            Filling::Key(keys) if begins_item => keys,
            // A key at the margin stays, without its value.
            Filling::Blank if indent(line) == 0 => line[..at - start].find(':').map_or(0, |colon| colon + 1),
            _ => 0,
        };
        let range_start = start + kept.min(line.len());
        let is_next =
            |line: &str| !is_idle(line) && indent(line) <= column && !line.trim_start_matches(' ').starts_with('\t');
        let end = lines(source, start + line.len()).find(|(_, line)| is_next(line)).map_or(source.len(), |(at, _)| at);
        let range = range_start..end;
        (!range.is_empty()).then_some(Self { range, filling })
    }

    /// Whether both leave out some of the same.
    pub(super) fn touches(&self, other: &Self) -> bool {
        self.range.start < other.range.end && other.range.start < self.range.end
    }

    /// Fills the hole in `source`. Line breaks stay where lines are left out.
    pub(super) fn fill(&self, source: &mut String) {
        let Range { start, end } = self.range.clone();
        if self.filling == Filling::Word {
            let word = as_long(&source[start..end]);
            source.replace_range(start..end, &word);
            return;
        }
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
        let mut filled: String = source[start..end].bytes().map(blank).collect();
        if let Filling::Key(column) = self.filling {
            let line_start = source[..start].rfind(['\n', '\r']).map_or(0, |at| at + 1);
            let key = (line_start + column).saturating_sub(start);
            // The places of the key and of its colon are some of the file: they take whole characters.
            let text = source.get(start + key..end).unwrap_or_default();
            let letters = text.char_indices().skip(1).find(|(_, next)| next.is_ascii()).map_or(0, |(at, _)| at);
            let room = key..key + letters + 1;
            let is_free = filled.get(room.clone()).is_some_and(|room| room.trim_matches(' ').is_empty());
            if letters > 0 && is_free {
                let key = as_long(&text[..letters]);
                filled.replace_range(room, &format!("{key}:"));
            }
        }
        source.replace_range(start..end, &filled);
    }
}

/// A word that nothing asks for, with a character as long as each of `text`, so that every place in it is one of the file.
fn as_long(text: &str) -> String {
    text.chars().map(|one| LETTERS[one.len_utf8() - 1]).collect()
}

/// A letter or sign for each length in bytes.
const LETTERS: [char; 4] = ['x', '\u{D7}', '\u{2715}', '\u{1D54F}'];

/// Where the lines read so far stand in the layout.
#[derive(Debug, Default)]
struct List {
    /// Below a key at the left margin.
    in_entry: bool,
    /// The column of the items of the list below it.
    items: Option<usize>,
    /// In one of these items.
    in_item: bool,
    /// The column of the keys of the item.
    keys: usize,
}

impl List {
    fn line(&mut self, line: &str) {
        if is_idle(line) {
            return;
        }
        let indent = indent(line);
        if is_item(line) && self.in_entry && self.items.is_none_or(|items| items == indent) {
            let behind = &line[indent + 1..];
            (self.items, self.in_item) = (Some(indent), true);
            self.keys = indent + 1 + (behind.len() - behind.trim_start_matches(' ').len()).max(1);
        } else if indent == 0 && !line.starts_with('\t') {
            let in_entry = line.starts_with(|first: char| first.is_ascii_alphabetic());
            *self = Self { in_entry, ..Self::default() };
        }
    }
}

/// Whether an item of a list begins here.
fn is_item(line: &str) -> bool {
    line.trim_start_matches(' ')
        .strip_prefix('-')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
}

/// Whether nothing but a comment stands here.
fn is_idle(line: &str) -> bool {
    let rest = line.trim();
    rest.is_empty() || rest.starts_with('#')
}

/// In bytes.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The lines from byte `from` on, with their ends, and where each begins.
fn lines(source: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    source[from..].split_inclusive(['\n', '\r']).scan(from, |next, line| {
        let start = *next;
        *next += line.len();
        Some((start, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a hole round `#`, which stands for what is broken.
    fn filled(text: &str, in_brackets: bool) -> Option<String> {
        let hole = Hole::around(text, 0, text.find('#')?, in_brackets)?;
        let mut filled = text.to_owned();
        hole.fill(&mut filled);
        assert_eq!(filled.len(), text.len());
        Some(filled.lines().flat_map(|line| [line.trim_end(), "\n"]).collect())
    }

    #[test]
    fn lines_are_left_out_up_to_the_next_item_or_entry() {
        for (text, left) in [
            ("a:\n- b: 1\n  c: @#\n  d: 2\n- e: 3\n", "a:\n- b: 1\n  x:\n\n- e: 3\n"),
            ("a:\n  - b: 1\n    c:\n      - @#\nf: 4\n", "a:\n  - b: 1\n    c:\n    x:\nf: 4\n"),
            ("a:\n- {b: @#\n---\ng: 5\n", "a:\n- x:\n---\ng: 5\n"),
            ("a:\n- b: 1\n\tc: @#\n\n  # d\n- e: 3\n", "a:\n- b: 1\n  x:\n\n\n- e: 3\n"),
            ("a:\r\n- b: @#\r\n- e: 3\r\n", "a:\n- x:\n- e: 3\n"),
            ("a: @#\n  b\nc: 1\n", "a:\n\nc: 1\n"),
        ] {
            assert_eq!(filled(text, false).as_deref(), Some(left), "{text}");
        }
    }

    #[test]
    fn where_the_layout_says_nothing_nothing_is_left_out() {
        for text in ["{a: @#\n", "- a: @#\n- b\n", "a: {b: @#\nc: 1\n", "#"] {
            assert_eq!(filled(text, true), None, "{text}");
        }
    }
}
