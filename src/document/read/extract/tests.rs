#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

fn by_pattern(pattern: &str) -> Extraction {
    let finder = Finder::Pattern(Pattern::new(pattern, RecordKind::Template, None).unwrap());
    Extraction { kind: RecordKind::Template, finder, fixed: vec![("type", vec!["otp".to_owned()])] }
}

fn by_path(each: &str, fields: &[(&'static str, &str)]) -> Extraction {
    let fields = fields.iter().map(|(key, path)| (*key, Pointer::relative(path).unwrap())).collect();
    let finder = Finder::Each(Each { path: Pointer::absolute(each).unwrap(), fields });
    Extraction { kind: RecordKind::Template, finder, fixed: Vec::new() }
}

/// The values of `key` in the records that were found, each with what is written there.
fn values(name: &str, file: &str, extraction: &Extraction, key: &str) -> Vec<(String, String)> {
    let source = Source::new(name, file);
    let (document, _) = extract(&source, &[extraction]);
    let values = document.records.iter().filter_map(|record| record.node.get(key)?.scalar());
    values.map(|scalar| pair(scalar.cooked.text(), &source.slice(scalar.cooked.whole()))).collect()
}

fn pair(meant: &str, written: &str) -> (String, String) {
    (meant.to_owned(), written.to_owned())
}

const CALL: &str = r#"(?<name>\w+)\("(?<content>(?:[^"\\]|\\.)*)"\)"#;

#[test]
fn groups_are_keys_and_escapes_are_those_of_the_language() {
    let file = "a(\"验证码\\u4E3A{1}\\\"好\\\"\\n\")\nb(\"\")\n";
    let found = values("A.java", file, &by_pattern(CALL), "content");
    assert_eq!(found, [pair("验证码为{1}\"好\"\n", "验证码\\u4E3A{1}\\\"好\\\"\\n")]);
    assert_eq!(values("A.java", file, &by_pattern(CALL), "name"), [pair("a", "a")]);
    let found = values("a.txt", file, &by_pattern(CALL), "content");
    assert_eq!(found[0].0, "验证码\\u4E3A{1}\\\"好\\\"\\n");
}

#[test]
fn what_is_said_of_all_records_holds_where_a_file_says_nothing_else() {
    let pattern = by_pattern(r"^(?:(?<type>\w+):)?(?<content>.+)$");
    let file = "marketing:欢迎\r\n您的验证码{1}\r\n";
    let types = values("a.txt", file, &pattern, "type");
    assert_eq!(types, [pair("marketing", "marketing"), pair("otp", "")]);
    let contents = values("a.txt", file, &pattern, "content");
    assert_eq!(contents, [pair("欢迎", "欢迎"), pair("您的验证码{1}", "您的验证码{1}")]);
}

#[test]
fn a_signature_in_front_is_no_part_of_the_content() {
    let file = "【示例】您好{1}";
    let found = by_pattern("(?<content>.+)");
    assert_eq!(values("a.txt", file, &found, "signature"), [pair("示例", "示例")]);
    assert_eq!(values("a.txt", file, &found, "content"), [pair("您好{1}", "您好{1}")]);
    let other = by_pattern("(?<signature>【..】)(?<content>.+)");
    assert_eq!(values("a.txt", file, &other, "content"), [pair("您好{1}", "您好{1}")]);
}

#[test]
fn a_path_leads_to_items_of_lists_and_values_of_maps() {
    let file = "a: {sms: [{t: 一, n: x}, {t: 二}], texts: {k: 三, 'k/l': 四}}\n";
    let items = by_path("/a/sms/*", &[("content", "t"), ("name", "n")]);
    assert_eq!(values("a.yml", file, &items, "content"), [pair("一", "一"), pair("二", "二")]);
    assert_eq!(values("a.yml", file, &items, "name"), [pair("x", "x")]);
    let texts = by_path("/a/texts/*", &[("content", "$value"), ("name", "$key")]);
    assert_eq!(values("a.yml", file, &texts, "name"), [pair("k", "k"), pair("k/l", "k/l")]);
    let second = by_path("/a/sms/1", &[("content", "/t")]);
    assert_eq!(values("a.yml", file, &second, "content"), [pair("二", "二")]);
    let escaped = by_path("/a/texts/k~1l", &[("content", "")]);
    assert_eq!(values("a.yml", file, &escaped, "content"), [pair("四", "四")]);
    assert!(values("a.yml", file, &by_path("/b/*", &[("content", "t")]), "content").is_empty());
}

#[test]
fn every_kind_of_mistake_in_a_path_has_its_place() {
    assert_eq!(Pointer::absolute("a"), Err(PointerError::NoSlash));
    assert_eq!(Pointer::absolute("/中/a~2"), Err(PointerError::Escape("/中/a".len())));
    assert_eq!(Pointer::relative("a/*"), Err(PointerError::Several(2)));
    assert_eq!(Pointer::relative("a/$key"), Err(PointerError::BehindKey(2)));
}

#[test]
fn what_two_sources_find_is_one_record() {
    let source = Source::new("a.txt", "甲\n乙\n");
    let (both, first) = (by_pattern("(?<content>.+)"), by_pattern("(?<content>甲)"));
    let (document, counts) = extract(&source, &[&first, &both]);
    assert_eq!((document.records.len(), counts), (2, vec![1, 2]));
    assert_eq!(document.records[1].index, 1);
}

#[test]
fn a_broken_file_says_so() {
    let each = by_path("/sms/*", &[("content", "t")]);
    let source = Source::new("a.json", "{\"sms\": [{\"t\": \"一\"}, {\"t\" \"二\"}]");
    let (document, _) = extract(&source, &[&each]);
    assert!(document.recognised && !document.problems.is_empty());
}

/// A character as it may be written between the quotes of a program.
fn spelled(character: char, how: u8) -> String {
    let unit = |unit: u16| format!("\\u{unit:04x}");
    match (character, how % 3) {
        ('"' | '\\', _) => format!("\\{character}"),
        ('\n', _) => "\\n".to_owned(),
        (_, 0) => character.encode_utf16(&mut [0; 2]).iter().map(|half| unit(*half)).collect(),
        _ => character.to_string(),
    }
}

proptest! {
    #[test]
    fn every_place_in_a_text_is_where_it_was_written(
        pieces in prop::collection::vec((prop_oneof![any::<char>(), Just('"'), Just('\\'), Just('\n'), Just('中')], any::<u8>()), 1..20),
        head in "[\u{feff}]?(// 中\r\n)?",
    ) {
        let pieces: Vec<_> = pieces.into_iter().filter(|(one, _)| !matches!(one, '\0' | '\r' | '【')).collect();
        prop_assume!(!pieces.is_empty());
        let (mut file, mut places) = (format!("{head}a(\""), Vec::new());
        for &(character, how) in &pieces {
            let start = file.len();
            file.push_str(&spelled(character, how));
            places.push(Span::new(start, file.len()));
        }
        file.push_str("\")");
        let source = Source::new("A.java", file.as_str());
        let (document, _) = extract(&source, &[&by_pattern(r#"\("(?<content>(?:[^"\\]|\\[\s\S])+)"\)"#)]);
        prop_assert_eq!(document.records.len(), 1);
        let cooked = &document.records[0].node.get("content").and_then(Node::scalar).unwrap().cooked;
        let meant: String = pieces.iter().map(|(character, _)| *character).collect();
        prop_assert_eq!(cooked.text(), meant);
        for ((at, character), place) in cooked.text().char_indices().zip(places) {
            prop_assert_eq!(cooked.span(at..at + character.len_utf8()), place);
        }
    }

    #[test]
    fn whatever_a_file_holds_it_is_read(bytes in prop::collection::vec(any::<u8>(), 0..60), name in "a\\.(json|yml|java|txt)") {
        let source = Source::new(name, bytes);
        let extractions = [
            by_pattern(r"(?<name>\w*)(?<content>[^\n]+)"),
            by_path("/*", &[("content", "$value"), ("name", "$key")]),
        ];
        let (document, _) = extract(&source, &extractions.each_ref());
        for record in &document.records {
            prop_assert!(record.node.span.end <= source.bytes().len());
        }
    }
}
