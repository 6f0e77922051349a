use std::ops::Range;

use super::{Node, Scalar, Source, Span, read_yaml, yaml_pieces};

/// Where in `source` the characters stand that make the bytes `range` of `meant`, the value that is written at `span`.
/// Quotes, escapes and folded lines stand between the two, so the value is read once more.
pub fn place_within(source: &Source, span: Span, meant: &str, range: Range<usize>) -> Option<Span> {
    let written = source.bytes().get(span.start..span.end)?;
    if !written.starts_with(b"|") && !written.starts_with(b">") {
        let alone = Source::new("", written);
        let (text, _) = alone.decode();
        let tree = read_yaml(&text);
        let scalar = tree.roots.first()?.scalar()?;
        return (scalar.cooked.text() == meant).then(|| scalar.cooked.span(range).shift(span.start));
    }
    // How a block is indented depends on what it stands in.
    let (text, _) = source.decode();
    let mut pieces = yaml_pieces(text.text(), 1).into_iter().map(|piece| text.slice(piece));
    let piece = pieces.find(|piece| piece.whole().start <= span.start && span.end <= piece.whole().end)?;
    let tree = read_yaml(&piece);
    let scalar = tree.roots.iter().find_map(|root| scalar_at(root, span))?;
    (scalar.cooked.text() == meant).then(|| scalar.cooked.span(range))
}

fn scalar_at<'n, 't>(node: &'n Node<'t>, span: Span) -> Option<&'n Scalar<'t>> {
    let mut inner = node.items().iter().chain(node.entries().iter().map(|entry| &entry.value));
    node.scalar().filter(|_| node.span == span).or_else(|| inner.find_map(|node| scalar_at(node, span)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_place_inside_a_value_is_found_in_every_style() {
        for (file, meant) in [
            ("regex: a(b\n", "a(b"),
            ("x: {regex: '''a(b'}\n", "'a(b"),
            ("regex: \"\\u8d37\\t(\"\n", "贷\t("),
            ("x:\n- regex: |-\n    (?x)\n    贷(款  # why\n- y\n", "(?x)\n贷(款  # why"),
            ("x:\n- regex: >-\n    贷款|\n    a(b\n- y\n", "贷款| a(b"),
            ("x: y\n---\nx:\n- regex: >2-\n     贷款|\n    a(b\n", " 贷款|\na(b"),
        ] {
            let source = Source::new("a.yml", file);
            let (text, _) = source.decode();
            let tree = read_yaml(&text);
            let root = tree.roots.last().unwrap();
            let inner = root.get("x").and_then(|x| x.items().first().or(Some(x))).unwrap_or(root);
            let node = inner.get("regex").unwrap();
            assert_eq!(node.text(), Some(meant));
            let at = meant.find('(').unwrap();
            let span = place_within(&source, node.span, meant, at..at + 1).unwrap();
            assert_eq!(span, Span::new(file.find('(').unwrap(), file.find('(').unwrap() + 1), "{file}");
        }
    }
}
