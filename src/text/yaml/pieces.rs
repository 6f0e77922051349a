use std::ops::Range;

/// Cuts a text of several documents between documents, into pieces of `least` bytes or more; each can be read by itself.
///
/// A `---` at the beginning of a line is a document marker wherever it stands. A text with directives is left whole,
/// since these stand before the marker of the document that they are for.
pub fn yaml_pieces(text: &str, least: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    if !text.starts_with('%') && !text.contains("\n%") {
        while let Some(at) = next_marker(text, start + least) {
            pieces.push(start..at);
            start = at;
        }
    }
    pieces.push(start..text.len());
    pieces
}

/// The first line from byte `from` on that is a document marker.
fn next_marker(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut lines = bytes.get(from..)?.iter().zip(from + 1..).filter(|(byte, _)| **byte == b'\n').map(|(_, at)| at);
    lines.find(|&at| bytes[at..].starts_with(b"---") && bytes.get(at + 3).is_none_or(u8::is_ascii_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Cooked, read_yaml};

    fn cut(text: &str, least: usize) -> Vec<&str> {
        yaml_pieces(text, least).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn pieces_begin_at_markers_and_are_long_enough() {
        let text = "a: 1\n---\nb: 1\n---\nc: 1\n";
        assert_eq!(cut(text, 0), ["a: 1\n", "---\nb: 1\n", "---\nc: 1\n"]);
        assert_eq!(cut(text, 6), ["a: 1\n---\nb: 1\n", "---\nc: 1\n"]);
        assert_eq!(cut(text, 100), [text]);
        assert_eq!(cut("", 0), [""]);
    }

    #[test]
    fn what_only_looks_like_a_marker_is_none() {
        for text in
            ["a: 1\n ---\nb", "a: |\n  x\n----\n", "%YAML 1.2\n---\na\n---\nb", "a\n...\n%TAG ! x\n---\nb\n---\nc"]
        {
            assert_eq!(cut(text, 0), [text]);
        }
    }

    #[test]
    fn pieces_hold_the_same_documents_at_the_same_places() {
        let text = "a: 1\n--- # two\nb: |\n  x\n  ---\n--- {c: 3}\n---\r\nd: 'é'\r\n---";
        let cooked = Cooked::verbatim(text, 3);
        let roots = |cooked: &Cooked<'_>| format!("{:?}", read_yaml(cooked).roots);
        let whole = roots(&cooked);
        let pieces: Vec<_> =
            yaml_pieces(text, 0).into_iter().map(|range| cooked.slice(range)).map(|p| roots(&p)).collect();
        assert!(pieces.len() > 3);
        assert_eq!(pieces.join("").replace("][", ", "), whole);
    }
}
