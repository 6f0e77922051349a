#![allow(clippy::unwrap_used, clippy::format_push_string, clippy::format_collect)]

use std::time::{Duration, Instant};

use crate::text::{Cooked, FaultKind, Node, Source, Span, Style, Tree, Value, read_json, read_json_lines};

fn tree(text: &str) -> Tree<'_> {
    read_json(&Cooked::verbatim(text, 0))
}

fn outline(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "~".into(),
        Value::Scalar(scalar) => scalar.cooked.text().to_owned(),
        Value::Sequence(items) => format!("[{}]", items.iter().map(outline).collect::<Vec<_>>().join(" ")),
        Value::Mapping(entries) => {
            let entry =
                |entry: &crate::text::Entry<'_>| format!("{}={}", entry.key.cooked.text(), outline(&entry.value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(" "))
        }
    }
}

fn outlines(text: &str) -> Vec<String> {
    tree(text).roots.iter().map(outline).collect()
}

/// The message of each syntax fault with the text it stands at.
fn slips(text: &str) -> Vec<(String, &str)> {
    let message = |kind| match kind {
        FaultKind::Syntax(said) => said.en.into_owned(),
        other => format!("{other:?}"),
    };
    tree(text).faults.into_iter().map(|f| (message(f.kind), &text[f.span.start..f.span.end])).collect()
}

fn slip<'t>(message: &str, at: &'t str) -> (String, &'t str) {
    (message.to_owned(), at)
}

#[test]
fn values_of_every_kind_are_read() {
    let file = "{\"a\": [1, -2.5e+3, true, null, \"x\", [], {}], \"b\": \"\"}";
    assert_eq!(outlines(file), ["{a=[1 -2.5e+3 true ~ x [] {}] b=}"]);
    assert!(tree(file).faults.is_empty());
    let tree = tree(file);
    let items = tree.roots[0].get("a").unwrap().items();
    assert_eq!(items[0].scalar().unwrap().style, Style::JsonWord);
    assert_eq!(items[4].scalar().unwrap().style, Style::Json);
    assert_eq!(&file[items[4].span.start..items[4].span.end], "\"x\"");
    assert_eq!(tree.roots[0].span, Span::new(0, file.len()));
    assert!(items[4].scalar().unwrap().cooked.borrowed().is_some());
}

#[test]
fn escapes_lead_back_to_what_was_typed() {
    let file = r#"["a\u4f60\ud83d\ude00\n\"\/b"]"#;
    let tree = tree(file);
    let cooked = &tree.roots[0].items()[0].scalar().unwrap().cooked;
    assert_eq!(cooked.text(), "a你😀\n\"/b");
    for (part, written) in [("你", r"\u4f60"), ("😀", r"\ud83d\ude00"), ("\n\"", r#"\n\""#), ("/b", r"\/b"), ("a", "a")]
    {
        let at = cooked.text().find(part).unwrap();
        let span = cooked.span(at..at + part.len());
        assert_eq!(&file[span.start..span.end], written);
    }
}

#[test]
fn half_a_surrogate_pair_is_named() {
    for file in [r#"["\ud83d"]"#, r#"["\ud83dx"]"#, r#"["\ude00"]"#, r#"["\ud83d\u0041"]"#] {
        let found = slips(file);
        assert_eq!(found.len(), 1, "{file}");
        assert_eq!(found[0].0, "half of a surrogate pair");
        assert!(outlines(file)[0].contains('\u{FFFD}'));
    }
}

#[test]
fn slips_are_named_and_read_over() {
    let cases = [
        ("[1, 2,]", "[1 2]", slip("a comma after the last value", ",")),
        ("{\"a\": 1,}", "{a=1}", slip("a comma after the last value", ",")),
        ("[1,, 2]", "[1 2]", slip("a comma without a value before it", ",")),
        ("[1 2]", "[1 2]", slip("expected a comma before this", "")),
        ("{\"a\": 1 \"b\": 2}", "{a=1 b=2}", slip("expected a comma before this", "")),
        ("{\"a\" 1, \"b\": 2}", "{a=1 b=2}", slip("expected `:` between the key and its value", "1")),
        ("{a: 1}", "{a=1}", slip("a key is a string in double quotes", "a")),
        ("[True, 1]", "[True 1]", slip("Unquoted", "True")),
        ("[007]", "[007]", slip("Unquoted", "007")),
        ("{\"a\": 您的{1}，码, 好, \"b\": 2}", "{a=您的{1}，码, 好 b=2}", slip("Unquoted", "您的{1}，码, 好")),
        ("[您好, 2]", "[您好 2]", slip("Unquoted", "您好")),
        ("{\"a\": 您好}", "{a=您好}", slip("Unquoted", "您好")),
        ("[1, // one\n2]", "[1 2]", slip("JSON has no comments", "// one")),
        ("[1, /* one */ 2]", "[1 2]", slip("JSON has no comments", "/* one */")),
        ("[\"a\tb\"]", "[a\tb]", slip("a control character inside a string is written as an escape", "\t")),
        (r#"["a\qb"]"#, r"[a\qb]", slip("an unknown escape", r"\")),
        (r#"["\u00g0"]"#, r"[\u00g0]", slip("`\\u` takes four hexadecimal digits", r"\")),
    ];
    for (file, read, fault) in cases {
        assert_eq!(outlines(file), [read], "{file}");
        assert_eq!(slips(file), [fault], "{file}");
    }
}

#[test]
fn a_broken_value_keeps_what_came_before() {
    let cases = [
        ("[{\"a\": 1}, {\"b\": ", "[{a=1} {b=~}]", slip("this bracket is never closed", "{")),
        ("[{\"a\": 1}, {\"b\": \"x", "[{a=1} {b=~}]", slip("the string is never closed", "\"x")),
        ("[{\"a\": \"x\n\"}]", "[{a=~}]", slip("the string is not closed on its line", "\"x")),
        ("[{\"a\": 1}, 2}", "[{a=1} 2]", slip("`[` is closed by another kind of bracket", "}")),
        ("[1, 'a']", "[1]", slip("strings stand in double quotes", "'")),
        ("{\"a\": }", "{a=~}", slip("the key has no value", "}")),
        ("{\"a\": 1, [2]: 3}", "{a=1}", slip("a key is a string in double quotes", "[")),
        ("[1, @]", "[1]", slip("unexpected character `@`", "@")),
    ];
    for (file, read, fault) in cases {
        assert_eq!(outlines(file), [read], "{file}");
        assert_eq!(slips(file).last(), Some(&fault), "{file}");
        assert!(tree(file).roots[0].span.contains(tree(file).faults[0].span), "{file}");
    }
    assert_eq!(slips("]"), [slip("a bracket that closes nothing", "]")]);
}

#[test]
fn several_values_are_several_roots() {
    assert_eq!(outlines("{\"a\":1}\n{\"a\":2}\r\n[3] 4\n"), ["{a=1}", "{a=2}", "[3]", "4"]);
    assert_eq!(outlines("{\"a\":1}\n{\"a\":'2'}\n{\"a\":3}\n"), ["{a=1}", "{a=~}", "{a=3}"]);
    assert!(outlines(" \n").is_empty());
}

#[test]
fn a_broken_line_of_json_lines_takes_no_more_than_its_neighbour_with_it() {
    let cases = [
        ("{\"a\": [{\"b\": 1}\n{\"c\":2}\n", vec!["{a=[{b=1}]}", "{c=2}"]),
        ("{\"a\": [{\"b\": 1\n{\"c\":2}\n", vec!["{a=[{b=1}]}", "{c=2}"]),
        ("{\"a\":\n{\"b\":1}\n{\"c\":2}\n", vec!["{a={b=1}}", "{c=2}"]),
        ("{\"a\": 1,\n{\"c\":2}\n", vec!["{a=1}", "{c=2}"]),
        ("@\n{\"c\":2}\n", vec!["{c=2}"]),
        ("{\"a\": \"x\n{\"c\":2}\n", vec!["{a=~}", "{c=2}"]),
        ("/* open\n{\"c\":2}\n", vec!["{c=2}"]),
        ("[{\"a\":1}\n{\"c\":2}]\n", vec!["[{a=1} {c=2}]"]),
    ];
    for (file, read) in cases {
        let source = Source::new("a.jsonl", file);
        let (tree, _) = read_json_lines(&source.decode().0);
        assert_eq!(tree.roots.iter().map(outline).collect::<Vec<_>>(), read, "{file}");
        assert!(!tree.faults.is_empty(), "{file}");
    }
}

#[test]
fn json_lines_can_be_taken_apart_where_values_begin() {
    let lines = |file: &str| read_json_lines(&Source::new("a.jsonl", file).decode().0).1;
    assert_eq!(lines("\n1\n\n 2 3\r\n[\n4\n]\n").starts, [(1, false), (4, false), (10, false)]);
    assert_eq!(lines("{\"a\":[\n\n{\"b\":1}\n{}\n").starts, [(0, false), (16, true)]);
    assert_eq!(lines("{}\n@ x\n// y\n{}\n").starts, [(0, false), (3, false), (12, true)]);
    for (file, is_open) in [("{}\n", false), ("{\n", true), ("[1,\n", true), ("{}\n@\n", true), ("", false)] {
        assert_eq!(lines(file).is_open, is_open, "{file}");
    }
}

#[test]
fn of_repeated_keys_the_first_counts() {
    let tree = tree("{\"a\": 1, \"\\u0061\": 2}");
    assert_eq!(outline(&tree.roots[0]), "{a=1}");
    assert_eq!(tree.faults[0].kind, FaultKind::DuplicateKey("a".into()));
    assert_eq!((tree.faults[0].span, tree.faults[0].related), (Span::new(9, 17), Some(Span::new(1, 4))));
}

#[test]
fn depth_is_bounded() {
    for file in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "[".repeat(1000) + &"]".repeat(1000)] {
        let tree = tree(&file);
        assert!(tree.faults.iter().any(|fault| fault.kind == FaultKind::TooDeep(128)));
        assert_eq!(tree.roots.len(), 1);
    }
    let file = format!("[{}{}, 1]", "[".repeat(200), "]".repeat(200));
    assert_eq!(tree(&file).roots[0].items().len(), 2);
    assert_eq!(tree(&file).faults.len(), 1);
}

#[test]
fn a_nul_byte_is_read_over() {
    let source = Source::new("a.json", b"[\"a\0b\", 1]".to_vec());
    let (text, broken) = source.decode();
    assert_eq!(broken, [Span::new(3, 4)]);
    let tree = read_json(&text);
    assert_eq!(tree.faults, []);
    assert_eq!(tree.roots[0].items()[0].text(), Some("a\u{FFFD}b"));
    assert_eq!(tree.roots[0].items().len(), 2);
}

#[test]
fn places_are_in_the_file_whatever_it_was_decoded_from() {
    let source = Source::new("a.json", b"\xEF\xBB\xBF[\"\xFF\\n\"]".to_vec());
    let tree = read_json(&source.decode().0);
    let node = &tree.roots[0].items()[0];
    assert_eq!(node.span, Span::new(4, 9));
    let cooked = &node.scalar().unwrap().cooked;
    assert_eq!((cooked.text(), cooked.span(0..3), cooked.span(3..4)), ("\u{FFFD}\n", Span::new(5, 6), Span::new(6, 8)));
}

#[test]
fn big_files_take_linear_time() {
    let many: String = (0..100_000).map(|n| format!("\"k{n}\":{n},")).collect();
    let files = [
        format!("{{{many}\"k\":0}}"),
        format!("[\"{}\"]", "\\n".repeat(500_000)),
        "{\"a\":1}\n".repeat(100_000),
        "{\"a\":1}\n".to_owned() + &"{\"a\":@}\n".repeat(100_000),
        ",".repeat(500_000),
        "/".repeat(500_000),
        "/**/".repeat(200_000),
        "\"".repeat(500_000),
        "{\"a\":1}\n".to_owned() + &"@".repeat(500_000),
    ];
    for file in files {
        let start = Instant::now();
        drop(tree(&file));
        assert!(start.elapsed() < Duration::from_secs(10), "{:?} {:.20}", start.elapsed(), file);
    }
}
