//! New entries in maps of a file, written as the file writes its own.

use super::{Entry, Node, Source, Span, Style, Value, quote};

/// A value that comes into a file.
#[derive(Clone, Debug)]
pub enum NewValue<'n> {
    /// A text.
    Text(String),
    /// A map.
    Map(Vec<(String, NewValue<'n>)>),
    /// A value of the same file.
    Copy(&'n Node<'n>),
}

/// The place and the text that put `key` with `value` into `map`, behind its entry `after`. `None` where that entry does
/// not stand in the map itself, or where the file has no room for a line.
pub fn insert_entry(
    source: &Source,
    map: &Node<'_>,
    after: &str,
    key: &str,
    value: &NewValue<'_>,
) -> Option<(Span, String)> {
    if matches!(map.entry(after)?.key.style, Style::Bare | Style::Nested) {
        return None;
    }
    let bytes = source.bytes();
    let Entry { key: own, key_span, value: last } = map.entry(after)?;
    let inside = |span: Span| map.span.start <= span.start && span.end <= map.span.end;
    if !inside(*key_span) || !inside(last.span) {
        return None;
    }
    let start = bytes[..key_span.start].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let lead = bytes.get(start..key_span.start)?;
    let (at, text) = if bytes.get(map.span.start) == Some(&b'{') {
        let own_line = lead.iter().all(|&byte| matches!(byte, b' ' | b'\t'));
        // What is JSON may be read as YAML, and stays JSON.
        let json = matches!(own.style, Style::Json | Style::DoubleQuoted);
        let gap =
            if own_line { format!("{}{}", line_end(bytes, start), String::from_utf8_lossy(lead)) } else { " ".into() };
        (last.span.end, format!(",{gap}{}: {}", spelled_key(key, json), flow(value, json)))
    } else {
        // A dash may stand before the first key of a map; any other sign belongs to the map as a whole.
        if !lead.iter().all(|byte| matches!(byte, b' ' | b'-')) {
            return None;
        }
        let end = last.span.end
            + bytes.get(last.span.end..)?.iter().position(|&byte| byte == b'\n').unwrap_or(bytes.len() - last.span.end);
        let at = if end > 0 && bytes.get(end) == Some(&b'\n') && bytes[end - 1] == b'\r' { end - 1 } else { end };
        let mut text = String::new();
        block(key, value, lead.len(), line_end(bytes, start), &mut text);
        (at, text)
    };
    Some((Span::new(at, at), text))
}

/// The break at the end of the line that begins at `start`.
fn line_end(bytes: &[u8], start: usize) -> &'static str {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.iter().position(|&byte| byte == b'\n') {
        Some(at) if at > 0 && rest[at - 1] == b'\r' => "\r\n",
        _ => "\n",
    }
}

/// Lines of a map without brackets, each behind a break. What a map in a map in a map holds stands on one line.
fn block(key: &str, value: &NewValue<'_>, indent: usize, end: &str, out: &mut String) {
    let mut open = vec![(key.to_owned(), value, indent)];
    while let Some((key, value, column)) = open.pop() {
        out.push_str(end);
        out.extend(std::iter::repeat_n(' ', column));
        out.push_str(&spelled_key(&key, false));
        out.push(':');
        match value {
            NewValue::Map(entries) if column < indent + 4 => {
                open.extend(entries.iter().rev().map(|(key, value)| (key.clone(), value, column + 2)));
            }
            value => {
                out.push(' ');
                out.push_str(&flow(value, false));
            }
        }
    }
}

/// A value on one line. Readers bound the depth of what they read, so this may descend.
fn flow(value: &NewValue<'_>, json: bool) -> String {
    let braced = |entries: Vec<String>| format!("{{{}}}", entries.join(", "));
    match value {
        NewValue::Text(text) => quote(text),
        NewValue::Map(entries) => braced(
            entries.iter().map(|(key, value)| format!("{}: {}", spelled_key(key, json), flow(value, json))).collect(),
        ),
        NewValue::Copy(node) => match &node.value {
            Value::Null => "null".to_owned(),
            Value::Scalar(scalar) => {
                let text = scalar.cooked.text();
                if scalar.style.is_plain() && is_word(text) { text.to_owned() } else { quote(text) }
            }
            Value::Sequence(items) => {
                let items: Vec<String> = items.iter().map(|item| flow(&NewValue::Copy(item), json)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Mapping(entries) => braced(
                entries
                    .iter()
                    .map(|entry| {
                        format!(
                            "{}: {}",
                            spelled_key(entry.key.cooked.text(), json),
                            flow(&NewValue::Copy(&entry.value), json)
                        )
                    })
                    .collect(),
            ),
        },
    }
}

fn spelled_key(key: &str, json: bool) -> String {
    if !json && is_word(key) { key.to_owned() } else { quote(key) }
}

/// Whether YAML reads it without quotes wherever it stands.
fn is_word(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::text::{read_json, read_yaml};

    /// The file with `new: {a: {text: "x"}}` behind the key `content` of its first map.
    fn inserted(name: &str, text: &str) -> Option<String> {
        let source = Source::new(name, text);
        let (cooked, _) = source.decode();
        let tree = if name.ends_with("json") { read_json(&cooked) } else { read_yaml(&cooked) };
        let mut map = &tree.roots[0];
        while map.entry("content").is_none() {
            map = map.items().first().or_else(|| map.entries().first().map(|entry| &entry.value))?;
        }
        let value = NewValue::Map(vec![(
            "a".to_owned(),
            NewValue::Map(vec![("text".to_owned(), NewValue::Text("“x”".to_owned()))]),
        )]);
        let (span, insert) = insert_entry(&source, map, "content", "new", &value)?;
        let mut out = text.to_owned();
        out.insert_str(span.start, &insert);
        Some(out)
    }

    #[test]
    fn an_entry_is_written_as_the_map_writes_its_own() {
        for (name, text, expected) in [
            (
                "a.yml",
                "- name: n\n  content: c # why\n  type: t\n",
                "- name: n\n  content: c # why\n  new:\n    a:\n      text: \"“x”\"\n  type: t\n",
            ),
            ("a.yml", "- content: \"c\"", "- content: \"c\"\n  new:\n    a:\n      text: \"“x”\""),
            (
                "a.yml",
                "content: |\n  c\n  d\ntype: t\n",
                "content: |\n  c\n  d\nnew:\n  a:\n    text: \"“x”\"\ntype: t\n",
            ),
            (
                "a.yml",
                "- content: c\r\n  type: t\r\n",
                "- content: c\r\n  new:\r\n    a:\r\n      text: \"“x”\"\r\n  type: t\r\n",
            ),
            ("a.yml", "- {content: c, type: t}\n", "- {content: c, new: {a: {text: \"“x”\"}}, type: t}\n"),
            ("a.json", "[{\"content\": \"c\"}]", "[{\"content\": \"c\", \"new\": {\"a\": {\"text\": \"“x”\"}}}]"),
            ("a.yml", "[{\"content\": c}]", "[{\"content\": c, \"new\": {\"a\": {\"text\": \"“x”\"}}}]"),
            (
                "a.json",
                "[{\n  \"content\": \"c\",\n  \"type\": \"t\"\n}]",
                "[{\n  \"content\": \"c\",\n  \"new\": {\"a\": {\"text\": \"“x”\"}},\n  \"type\": \"t\"\n}]",
            ),
        ] {
            assert_eq!(inserted(name, text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_stands_in_another_map_gets_no_entry() {
        assert_eq!(
            inserted("a.yml", "- &a {content: c}\n- {<<: *a}\n").as_deref().map(|text| text.contains("new")),
            Some(true)
        );
        assert_eq!(inserted("a.yml", "? content\n: c\n"), None);
    }
}
