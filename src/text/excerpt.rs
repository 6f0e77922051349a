use super::{LineIndex, Position};

/// Some of the lines of a larger file, in its order, without those between them.
#[derive(Clone, Debug, Default)]
pub struct Excerpt {
    text: Vec<u8>,
    runs: Vec<Run>,
}

/// Lines that follow one another in the file.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// The byte of the excerpt where they begin.
    at: usize,
    /// The byte of the file where they begin.
    byte: usize,
    /// The number of the first of them in the file, 1-based.
    line: usize,
}

impl Excerpt {
    /// Adds whole lines, with their ends, that begin at `byte` of the file, on its line number `line` (1-based). They
    /// stand behind all that were added before.
    pub fn push(&mut self, lines: &[u8], byte: usize, line: usize) {
        let follows = self.runs.last().is_some_and(|run| run.byte + (self.text.len() - run.at) == byte);
        if !follows {
            self.runs.push(Run { at: self.text.len(), byte, line });
        }
        self.text.extend_from_slice(lines);
    }

    /// How many bytes it holds.
    pub const fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether it holds nothing.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The bytes, and where they come from.
    pub(super) fn into_parts(self) -> (Vec<u8>, Origin) {
        (self.text, Origin(self.runs))
    }
}

/// Where in a file the bytes of an excerpt stand.
#[derive(Clone, Debug)]
pub(super) struct Origin(Vec<Run>);

impl Origin {
    /// Where in the file that is which stands at `seen` in the excerpt, whose lines are in `index`.
    pub(super) fn position(&self, seen: Position, index: &LineIndex) -> Position {
        let run = self.run(seen.byte);
        Position { byte: self.byte(seen.byte), line: run.line + seen.line - index.number(run.at), ..seen }
    }

    /// The byte of the file for a byte of the excerpt.
    pub(super) fn byte(&self, at: usize) -> usize {
        let run = self.run(at);
        run.byte + (at - run.at)
    }

    /// Whether it begins with the first byte of the file.
    pub(super) fn begins_the_file(&self) -> bool {
        self.run(0).byte == 0
    }

    fn run(&self, at: usize) -> Run {
        let next = self.0.partition_point(|run| run.at <= at);
        next.checked_sub(1).map_or(Run { at: 0, byte: 0, line: 1 }, |last| self.0[last])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::text::{Source, Span};

    /// The lines of `file` that `kept` says yes to, and for each byte of them the byte of the file.
    fn excerpt(file: &[u8], kept: impl Fn(usize) -> bool) -> (Source, Vec<usize>) {
        let (mut excerpt, mut places, mut at) = (Excerpt::default(), Vec::new(), 0);
        let whole = LineIndex::new(file);
        for (nth, line) in file.split_inclusive(|byte| *byte == b'\n').enumerate() {
            if kept(nth) {
                excerpt.push(line, at, whole.number(at));
                places.extend(at..at + line.len());
            }
            at += line.len();
        }
        (Source::of_excerpt("a.jsonl", excerpt), places)
    }

    #[test]
    fn what_is_left_out_counts() {
        let (source, _) =
            excerpt("{\"a\": \"短信\"}\n\r\n[1]\n[2]\n{\"b\": 1}\n".as_bytes(), |nth| nth != 1 && nth != 2);
        assert_eq!(source.bytes(), "{\"a\": \"短信\"}\n[2]\n{\"b\": 1}\n".as_bytes());
        let at = |text: &str| {
            let found = source.bytes().windows(text.len()).position(|window| window == text.as_bytes()).unwrap();
            let Position { byte, line, column, utf16 } = source.position(found);
            (byte, line, column, utf16)
        };
        assert_eq!(at("信"), (10, 1, 9, 9));
        assert_eq!(at("2"), (23, 4, 2, 2));
        assert_eq!(at("b"), (28, 5, 3, 3));
        assert_eq!([1, 2, 3].map(|line| source.line_number(line)), [1, 4, 5]);
    }

    #[test]
    fn nothing_can_be_written_into_an_excerpt() {
        let (source, _) = excerpt(b"1\n2\n3\n", |nth| nth == 1);
        assert!(!source.can_say("x") && source.edited([(Span::new(0, 1), "x")]).is_none());
        assert!(source.encoding().is_none() && !source.is_workbook());
    }

    #[test]
    fn a_mark_is_one_only_at_the_start_of_the_file() {
        let text = |kept: usize| {
            let (source, _) = excerpt("\u{feff}1\n\u{feff}2\n".as_bytes(), |nth| nth == kept);
            source.decode().0.text().to_owned()
        };
        assert_eq!((text(0).as_str(), text(1).as_str()), ("1\n", "\u{feff}2\n"));
    }

    proptest! {
        #[test]
        fn every_byte_is_where_the_file_has_it(
            file in "(\u{feff})?([a短\u{1F600}\r]{0,6}\r?\n){0,12}[a短]{0,3}",
            kept in prop::collection::vec(any::<bool>(), 13),
        ) {
            let whole = Source::new("a.jsonl", file.as_bytes().to_vec());
            let (source, places) = excerpt(file.as_bytes(), |nth| kept[nth]);
            for (at, place) in places.into_iter().enumerate() {
                prop_assert_eq!(source.position(at), whole.position(place));
            }
        }
    }
}
