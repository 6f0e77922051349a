#![allow(clippy::unwrap_used, clippy::format_push_string, clippy::format_collect)]

use std::time::{Duration, Instant};

use crate::text::{Cooked, FaultKind, Node, Source, Span, Style, Tree, Value, read_yaml};

fn tree(text: &str) -> Tree<'_> {
    read_yaml(&Cooked::verbatim(text, 0))
}

/// The tree in short: scalars as they are, `~` for nothing.
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

/// Each fault with the text it stands at.
fn faults(text: &str) -> Vec<(FaultKind, &str)> {
    tree(text).faults.into_iter().map(|fault| (fault.kind, &text[fault.span.start..fault.span.end])).collect()
}

/// What the file says at the characters `part` of the value of `a`.
fn written<'f>(file: &'f str, part: &str) -> &'f str {
    let tree = tree(file);
    assert_eq!(tree.faults, []);
    let cooked = tree.roots[0].get("a").unwrap().scalar().unwrap().cooked.clone();
    let at = cooked.text().find(part).unwrap_or_else(|| panic!("{:?} in {:?}", part, cooked.text()));
    let span = cooked.span(at..at + part.len());
    &file[span.start..span.end]
}

fn quick(limit: Duration, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    assert!(start.elapsed() < limit, "took {:?}", start.elapsed());
}

#[test]
fn scalars_of_every_style_lead_back_to_what_was_typed() {
    assert_eq!(written("a: 您的 验证码 # x\n", "的 验"), "的 验");
    assert_eq!(written("a: b c\n   d\n", "c d"), "c\n   d");
    assert_eq!(written("a: b\n\n  d\n", "b\nd"), "b\n\n  d");
    assert_eq!(written("a: 'it''s'\n", "t's"), "t''s");
    assert_eq!(written("a: \"\\u4f60好\"\n", "你"), "\\u4f60");
    assert_eq!(written("a: \"\\ud83d\\ude00x\"\n", "😀"), "\\ud83d\\ude00");
    assert_eq!(written("a: \"b\\\n   \\  c\"\n", "b"), "b");
    assert_eq!(written("a: |\n  你\n\n  c\n", "你\n\nc\n"), "你\n\n  c\n");
    assert_eq!(written("a: |2-\n    b\n  c", "  b\nc"), "  b\n  c");
    assert_eq!(written("a: >\n  b\n  c\n\n  d\n   e\n  f\n", "c\nd\n e\nf"), "c\n\n  d\n   e\n  f");
    assert_eq!(written("a: |+ # no | header\n\n  b\r\n\r\n", "\nb\n\n"), "\n  b\r\n\r\n");
    assert_eq!(written("a: |\n  # text\n  b # text\n", "# text\nb # text"), "# text\n  b # text");
    assert_eq!(written("a: !!str &x >-\n  b\n  c\n", "b c"), "b\n  c");
}

#[test]
fn verbatim_scalars_are_borrowed() {
    let tree = tree("a: 您的验证码是{1}\nb: \"c d\"\nc: 'x'\nd: |\n  one line\n");
    for entry in tree.roots[0].entries() {
        let cooked = &entry.value.scalar().unwrap().cooked;
        assert!(cooked.borrowed().is_some() && cooked.map().is_linear(), "{cooked:?}");
    }
}

#[test]
fn a_node_covers_its_quotes_and_its_brackets_and_no_blank_after_it() {
    let file = "- 'b'\n- [x, y]\n- |\n  lit\n\n- {k: v}\n- k: v\n  l:\n  - w\n\n- >-\n\n# end\n";
    let tree = tree(file);
    let texts: Vec<_> = tree.roots[0].items().iter().map(|item| &file[item.span.start..item.span.end]).collect();
    assert_eq!(texts, ["'b'", "[x, y]", "|\n  lit", "{k: v}", "k: v\n  l:\n  - w", ">-"]);
}

#[test]
fn styles_are_told_apart() {
    use Style::{DoubleQuoted, Folded, Literal, Plain, PlainInFlow, SingleQuoted};

    let tree = tree("[a, 'b', \"c\", {d: e}]\n---\n- f\n- |\n  g\n- >\n  h\n");
    let mut styles: Vec<_> =
        tree.roots.iter().flat_map(Node::items).filter_map(Node::scalar).map(|s| s.style).collect();
    styles.push(tree.roots[0].items()[3].entries()[0].key.style);
    assert_eq!(styles, [PlainInFlow, SingleQuoted, DoubleQuoted, Plain, Literal, Folded, PlainInFlow]);
}

#[test]
fn nothing_is_null_and_quotes_make_text() {
    assert_eq!(outlines("a:\nb: ~\nc: null\nd: 'null'\ne: \"\"\n~: x\n"), ["{a=~ b=~ c=~ d=null e= ~=x}"]);
    assert_eq!(outlines("a: !!str null\n? x\n: \n: y\n"), ["{a=null x=~ =y}"]);
    assert!(outlines("# nothing\n").is_empty());
}

#[test]
fn an_alias_is_a_copy_that_stands_where_its_anchor_does() {
    let file = "a: &x {b: 1}\nc: *x\n";
    let tree = tree(file);
    assert_eq!(outline(&tree.roots[0]), "{a={b=1} c={b=1}}");
    assert_eq!(tree.roots[0].get("c").unwrap().span, tree.roots[0].get("a").unwrap().span);
    assert_eq!(tree.roots[0].span, Span::new(0, file.len() - 1));
}

#[test]
fn merged_keys_give_way_to_own_ones_and_to_earlier_ones() {
    let file =
        "- &a {x: 1, y: 1}\n- &b {y: 2, z: 2}\n- {<<: *a, y: 0}\n- <<: [*b, *a]\n  w: 3\n- {'<<': *a}\n- {<<: }\n";
    assert_eq!(outlines(file), ["[{x=1 y=1} {y=2 z=2} {y=0 x=1} {w=3 y=2 z=2 x=1} {<<={x=1 y=1}} {}]"]);
    assert_eq!(faults(file), []);
    let message = FaultKind::Syntax(("`<<` 要写一个映射，或映射的列表", "`<<` takes a map, or a list of maps").into());
    assert_eq!(faults("<<: 5\na: 1\n"), [(message, "<<")]);
}

#[test]
fn an_alias_without_an_anchor_is_a_fault_and_nothing() {
    for file in ["a: *x\nb: 1\n", "a: *x\n*x : 2\nb: 1\n"] {
        assert_eq!(faults(file)[0], (FaultKind::UnknownAlias("x".into()), "*x"));
        assert_eq!(outlines(file), ["{a=~ b=1}"]);
    }
    assert_eq!(faults("&x [*x]\n"), [(FaultKind::UnknownAlias("x".into()), "*x")]);
}

#[test]
fn aliases_unfold_to_a_bounded_number_of_values() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let before = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", vec![before; 10].join(", "));
    }
    quick(Duration::from_secs(5), || {
        let found = faults(&bomb);
        assert_eq!(found, [(FaultKind::TooManyAliases(100_000), "*a3")]);
    });
}

#[test]
fn anchors_inside_anchors_are_not_kept_again_and_again() {
    let depth = 100;
    let open: String = (0..depth).map(|level| format!("&a{level} [")).collect();
    let file = format!("- {open}{}{}\n- *a0\n", "x, ".repeat(50_000), "]".repeat(depth));
    quick(Duration::from_secs(20), || {
        tree(&file);
    });
}

#[test]
fn aliases_cannot_build_what_is_too_deep() {
    let mut file = String::from("- &a0 []\n");
    for level in 1..200 {
        file += &format!("- &a{level} [*a{}]\n", level - 1);
    }
    assert_eq!(faults(&file).len(), 1);
    assert_eq!(faults(&file)[0].0, FaultKind::TooDeep(128));
}

#[test]
fn depth_is_bounded_and_said_once() {
    let block: String = (0..10_000).map(|level| format!("{}-\n", " ".repeat(level % 300))).collect();
    for file in ["[".repeat(10_000), "- ".repeat(10_000), "{a: ".repeat(10_000), "? ".repeat(10_000), block] {
        let tree = tree(&file);
        let deep = tree.faults.iter().filter(|fault| fault.kind == FaultKind::TooDeep(128)).count();
        assert!(deep <= 1 && !tree.faults.is_empty(), "{:?}", tree.faults);
    }
    let file = format!("a: {}{}\nb: 1\n", "[".repeat(200), "]".repeat(200));
    assert_eq!(faults(&file), [(FaultKind::TooDeep(128), "[")]);
    assert_eq!(tree(&file).roots[0].get("b").and_then(Node::text), Some("1"));
}

#[test]
fn of_repeated_keys_the_first_counts() {
    let file = "a: 1\nb: 2\na: 3\n'b': 4\n";
    assert_eq!(outlines(file), ["{a=1 b=2}"]);
    let tree = tree(file);
    assert_eq!(tree.faults.len(), 2);
    assert_eq!((tree.faults[0].span, tree.faults[0].related), (Span::new(10, 11), Some(Span::new(0, 1))));
    let many: String = (0..100_000).map(|n| format!("k{}: {n}\n", n % 50_000)).collect();
    quick(Duration::from_secs(20), || {
        let tree = read_yaml(&Cooked::verbatim(&many, 0));
        assert_eq!(tree.roots[0].entries().len(), 50_000);
        assert_eq!(tree.roots[0].get("k7").and_then(Node::text), Some("7"));
        assert_eq!(tree.faults.len(), 10_000);
    });
}

#[test]
fn keys_that_are_no_text_are_faults() {
    let file = "? [a, b]\n: c\nd: {{e}}\nf: 1\n";
    assert_eq!(outlines(file), ["{d={} f=1}"]);
    assert_eq!(faults(file), [(FaultKind::ComplexKey, "[a, b]"), (FaultKind::ComplexKey, "{e}")]);
}

#[test]
fn a_broken_document_keeps_what_came_before_and_the_next_one_is_read() {
    let file = "- {name: a, content: x}\n- name: b\n  content: y: z\n- c\n---\nd: e\n";
    let tree = tree(file);
    assert_eq!(
        tree.roots.iter().map(outline).collect::<Vec<_>>(),
        ["[{name=a content=x} {name=b content=~}]", "{d=e}"]
    );
    assert_eq!(tree.faults.len(), 1);
    assert_eq!(&file[tree.faults[0].span.start..tree.faults[0].span.end], ":");
    let broken = &tree.roots[0].items()[1];
    assert!(broken.span.contains(tree.faults[0].span), "the broken record reaches to the fault");
    assert!(!tree.roots[0].items()[0].span.contains(tree.faults[0].span));
}

#[test]
fn every_record_before_a_fault_is_there() {
    for broken in
        ["- @y\n", "- 'y\n", "- \"\\q\"\n", "- [y\n", "- {y\n", "-\ty: z\n\tx: 1\n", "y: z\n", "}\n", " - y\n"]
    {
        let file = format!("- name: a\n  content: x\n- name: b\n  content: y\n{broken}");
        let tree = tree(&file);
        assert_eq!(tree.faults.len(), 1, "{file}");
        assert!(outline(&tree.roots[0]).starts_with("[{name=a content=x} {name=b content="), "{file}");
        assert!(!tree.faults[0].span.is_empty());
    }
}

#[test]
fn frequent_mistakes_are_named_at_their_place() {
    let cases = [
        ("a: 'b\nc: d\n", "the quote is not closed, or a line of the text is not indented", "'b"),
        ("- a: \"b\n- c\n", "the quote is not closed, or a line of the text is not indented", "\"b"),
        ("a: 您的{1}: x\n", "a `:` in the middle of a text: put the text in quotes", ":"),
        ("a:\n\tb: c\n", "a tab where YAML wants spaces", "\t"),
        ("a: \"\\d\"\n", "an unknown escape: write `\\\\` for a backslash", "\""),
        ("a: 'b'c\n", "something behind the closing quote", "c"),
        ("a: b\nc\n", "a key without its `:`", "c"),
    ];
    for (file, message, place) in cases {
        let [(FaultKind::Syntax(said), at)] = &*faults(file) else { panic!("{file}: {:?}", faults(file)) };
        assert_eq!((&*said.en, *at), (message, place), "{file}");
    }
}

#[test]
fn a_key_that_a_fault_leaves_without_value_has_none() {
    assert_eq!(outlines("a: 1\nb: 'c\n"), ["{a=1 b=~}"]);
}

#[test]
fn a_nul_byte_is_read_over() {
    let source = Source::new("a.yml", b"a: 1\nb: x\0y\nc: \xFF\nd: 2\n".to_vec());
    let (text, broken) = source.decode();
    let kinds: Vec<_> = broken.iter().map(|span| (source.damage(*span), span.start)).collect();
    assert_eq!(kinds, [(FaultKind::Binary, 9), (FaultKind::Encoding, 15)]);
    let tree = read_yaml(&text);
    assert_eq!(tree.faults, []);
    assert_eq!(outline(&tree.roots[0]), "{a=1 b=x\u{FFFD}y c=\u{FFFD} d=2}");
    assert_eq!(tree.roots[0].get("b").unwrap().span, Span::new(8, 11));
}

#[test]
fn what_stands_behind_a_text_that_lacks_quotes_is_read() {
    for (file, text) in [
        ("a: {1}b: c\nd: 2\n", "{1}b: c"),
        ("a: {1}您好 x\nd: 2\n", "{1}您好 x"),
        ("a: [1]您好\nd: 2\n", "[1]您好"),
        ("a: @您好\nd: 2\n", "@您好"),
    ] {
        assert_eq!(faults(file), [(FaultKind::Unquoted, text)], "{file}");
        let tree = tree(file);
        assert_eq!(tree.roots[0].get("a").unwrap().span, tree.faults[0].span, "{file}");
        assert_eq!(tree.roots[0].get("d").and_then(Node::text), Some("2"), "{file}");
    }
    let file = "a:\n- {b: 您{1}{2}好}\n- {b: 2}\n- b: {1}好\n- b: 4\n";
    assert_eq!(faults(file), [(FaultKind::Unquoted, "您{1}{2}好"), (FaultKind::Unquoted, "{1}好")]);
    assert_eq!(tree(file).roots[0].get("a").unwrap().items().len(), 4);
}

#[test]
fn many_texts_that_lack_quotes_take_bounded_time() {
    let file = "- a: {1}您好\n".repeat(3000);
    let start = Instant::now();
    assert_eq!(tree(&file).faults.len(), 101);
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[test]
fn places_are_in_the_file_whatever_it_was_decoded_from() {
    let source = Source::new("a.yml", b"\xEF\xBB\xBFx: \xFF\r\na: 'b\xFE''c'\r\n".to_vec());
    let (text, broken) = source.decode();
    assert_eq!(broken.len(), 2);
    let tree = read_yaml(&text);
    drop(text);
    let node = tree.roots[0].get("a").unwrap();
    assert_eq!(source.bytes()[node.span.start..node.span.end], *b"'b\xFE''c'");
    let cooked = &node.scalar().unwrap().cooked;
    assert_eq!(cooked.text(), "b\u{FFFD}'c");
    let span = cooked.span(1..5);
    assert_eq!(source.bytes()[span.start..span.end], *b"\xFE''");
    assert_eq!(tree.roots[0].entries()[0].key_span, Span::new(3, 4));
}

#[test]
fn line_ends_may_be_of_any_kind_and_the_last_may_be_missing() {
    assert_eq!(outlines("a: b\rc: d\r"), ["{a=b c=d}"]);
    assert_eq!(outlines("a: |\r\n  b\r\n  c\r\nd: e"), ["{a=b\nc\n d=e}"]);
    assert_eq!(written("a: |\r  b\r  c", "b\nc\n"), "b\r  c");
    assert_eq!(written("a: |\r\n  b\r\n", "\n"), "\r\n");
}

#[test]
fn many_broken_places_and_big_files_take_linear_time() {
    let files = [
        "---\n[\n".repeat(20_000),
        "- \"a\\nb\"\n".repeat(20_000),
        "- |\n  a\n  b\n".repeat(20_000),
        format!("a: |\n{}", "  b\n".repeat(100_000)),
        format!("a: \"{}\"", "\\n".repeat(100_000)),
        format!("a: {}", "b\n  ".repeat(100_000)),
        format!("a: >\n{}", "\n".repeat(100_000)),
        format!("a: >\n{}  b", "\n".repeat(100_000)),
        format!("# {}\na: b", "c".repeat(1_000_000)),
        "a: \u{FFFD}\n---\n".repeat(20_000),
    ];
    for file in files {
        quick(Duration::from_secs(10), || drop(tree(&file)));
    }
    let broken = Source::new("a.yml", b"- \xFF'x\n".repeat(30_000));
    quick(Duration::from_secs(10), || assert_eq!(read_yaml(&broken.decode().0).roots[0].items().len(), 30_000));
}
