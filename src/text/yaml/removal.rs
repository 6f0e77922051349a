use super::read_yaml;
use crate::text::{Node, Source, Span, Value};

/// What has to go so that the list at `path` (keys, and places of items) loses the items at `gone`, in ascending order:
/// the lines of a block, or the pieces between commas. Where none would be left, its key goes too. `None` where the file
/// is broken, or would then say anything else than before without these items.
pub fn without_items(source: &Source, path: &[&str], gone: &[usize]) -> Option<Vec<Span>> {
    let (text, _) = source.decode();
    let tree = read_yaml(&text);
    let root = tree.roots.first()?;
    let list = walk(root, path)?;
    let items = list.items();
    if !tree.faults.is_empty() || gone.is_empty() || gone.iter().any(|&nth| nth >= items.len()) {
        return None;
    }
    let bytes = source.bytes();
    let whole = gone.len() == items.len();
    let spans = if whole {
        let [key] = path else { return None };
        let entry = root.entry(key)?;
        vec![lines(bytes, entry.key_span.cover(entry.value.span))?]
    } else if bytes.get(list.span.start) == Some(&b'[') {
        between_commas(items, gone)
    } else {
        gone.iter().map(|&nth| lines(bytes, items[nth].span)).collect::<Option<Vec<_>>>()?
    };
    let mut left = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for span in &spans {
        left.extend_from_slice(bytes.get(at..span.start)?);
        at = span.end;
    }
    left.extend_from_slice(bytes.get(at..)?);
    let left = Source::new("", left);
    let (text, _) = left.decode();
    let after = read_yaml(&text);
    let is_same = match after.roots.first() {
        Some(now) => is_same(root, now, Some((path, gone))),
        None => whole && root.entries().len() == 1,
    };
    (is_same && after.faults.is_empty()).then_some(spans)
}

fn walk<'n, 's>(root: &'n Node<'s>, path: &[&str]) -> Option<&'n Node<'s>> {
    path.iter().try_fold(root, |node, step| match step.parse::<usize>() {
        Ok(nth) => node.items().get(nth),
        Err(_) => node.get(step),
    })
}

/// From each item to the next; from the one before, where none follows.
fn between_commas(items: &[Node<'_>], gone: &[usize]) -> Vec<Span> {
    let kept: Vec<usize> = (0..items.len()).filter(|nth| !gone.contains(nth)).collect();
    let last = kept.last().copied().unwrap_or(0);
    let mut spans: Vec<Span> = gone
        .iter()
        .filter(|&&nth| nth < last)
        .map(|&nth| Span::new(items[nth].span.start, items[nth + 1].span.start))
        .collect();
    if let Some(end) = items.last().filter(|_| last + 1 < items.len()) {
        spans.push(Span::new(items[last].span.end, end.span.end));
    }
    spans
}

/// The lines that something fills alone; `None` where it shares one.
fn lines(bytes: &[u8], span: Span) -> Option<Span> {
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let start = bytes[..span.start].iter().rposition(is_break).map_or(0, |at| at + 1);
    if !bytes[start..span.start].iter().all(|byte| matches!(byte, b' ' | b'\t' | b'-')) {
        return None;
    }
    // What lies between the last word and the next thing is no part of it.
    let filled = bytes[start..span.end].trim_ascii_end().len() + start;
    let end = bytes[filled..].iter().position(is_break).map_or(bytes.len(), |at| filled + at);
    let rest = bytes[filled..end].trim_ascii_start();
    if !(rest.is_empty() || rest.starts_with(b"#")) {
        return None;
    }
    let line_break = match &bytes[end..] {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    Some(Span::new(start, end + line_break))
}

/// Whether two trees say the same, but for items of the list at a path that only the first has. Readers bound the depth,
/// so this may descend.
fn is_same(before: &Node<'_>, after: &Node<'_>, without: Option<(&[&str], &[usize])>) -> bool {
    match (&before.value, &after.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(one), Value::Scalar(other)) => one.cooked.text() == other.cooked.text(),
        (Value::Sequence(one), Value::Sequence(other)) => {
            let inner = |nth: usize| match without? {
                ([step, rest @ ..], gone) if step.parse() == Ok(nth) => Some((rest, gone)),
                _ => None,
            };
            let is_gone = |nth: usize| without.is_some_and(|(path, gone)| path.is_empty() && gone.contains(&nth));
            let kept: Vec<_> = one.iter().enumerate().filter(|(nth, _)| !is_gone(*nth)).collect();
            kept.len() == other.len()
                && kept.iter().zip(other).all(|((nth, item), now)| is_same(item, now, inner(*nth)))
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            let inner = |key: &str| match without? {
                ([step, rest @ ..], gone) if *step == key => Some((rest, gone)),
                _ => None,
            };
            let empties = |key: &str, value: &Node<'_>| {
                inner(key).is_some_and(|(path, gone)| path.is_empty() && gone.len() == value.items().len())
            };
            let kept: Vec<_> = one.iter().filter(|entry| !empties(entry.key.cooked.text(), &entry.value)).collect();
            kept.len() == other.len()
                && kept.iter().zip(other).all(|(entry, now)| {
                    let key = entry.key.cooked.text();
                    key == now.key.cooked.text() && is_same(&entry.value, &now.value, inner(key))
                })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn without(file: &str, path: &[&str], gone: &[usize]) -> Option<String> {
        let mut left = file.to_owned();
        for span in without_items(&Source::new("a.yml", file), path, gone)?.into_iter().rev() {
            left.replace_range(span.start..span.end, "");
        }
        Some(left)
    }

    #[test]
    fn an_item_goes_with_its_lines_and_nothing_else_does() {
        let file = "\u{feff}x: 1\r\nlist:\r\n  # first\r\n  - a: 中\r\n    b: [1, 2]  # why\r\n  # second\r\n  - {a: 2}\r\n  -\r\n    a: 3\r\ny: 2\r\n";
        let first = file.replace("  - a: 中\r\n    b: [1, 2]  # why\r\n", "");
        assert_eq!(without(file, &["list"], &[0]), Some(first));
        assert_eq!(without(file, &["list"], &[1]), Some(file.replace("  - {a: 2}\r\n", "")));
        assert_eq!(without(file, &["list", "0", "b"], &[1]), Some(file.replace("[1, 2]", "[1]")));
        assert_eq!(without(file, &["list", "0", "b"], &[0]), Some(file.replace("[1, 2]", "[2]")));
        assert_eq!(without(file, &["list", "0", "b"], &[0, 1]), None);
        assert_eq!(without(file, &["list"], &[0, 1, 2]).unwrap(), "\u{feff}x: 1\r\ny: 2\r\n");
    }

    #[test]
    fn what_stands_between_commas_goes_with_one_of_them() {
        for (gone, left) in [
            (&[0][..], "list: [b, 'c', d] # x\n"),
            (&[1], "list: [a, 'c', d] # x\n"),
            (&[3], "list: [a, b, 'c'] # x\n"),
            (&[0, 1], "list: ['c', d] # x\n"),
            (&[2, 3], "list: [a, b] # x\n"),
            (&[0, 3], "list: [b, 'c'] # x\n"),
            (&[0, 1, 2, 3], ""),
        ] {
            assert_eq!(without("list: [a, b, 'c', d] # x\n", &["list"], gone).as_deref(), Some(left), "{gone:?}");
        }
    }

    #[test]
    fn what_cannot_go_alone_stays() {
        for file in ["list: a\n", "list: [a]\nlist2: [", "? list\n: - a\n  - b\n", "{list: [a], b: 1}\n", "list: []\n"]
        {
            assert_eq!(without(file, &["list"], &[0]), None, "{file}");
        }
        let anchored = "list:\n  - &a x\n  - *a\n";
        assert_eq!(without(anchored, &["list"], &[0]), None);
    }
}
