use proptest::prelude::*;

use super::*;
use crate::text::{Source, read_json, read_yaml};

fn fits(style: Style, before: &str, insert: &str, after: &str) -> bool {
    spell(style, &[before, after].concat(), before.len()..before.len(), insert).is_some()
}

#[test]
fn quotes_are_written_the_way_of_the_style() {
    assert_eq!(spell(Style::Json, "", 0..0, "a\"b\\\n").as_deref(), Some("a\\\"b\\\\\\n"));
    assert_eq!(spell(Style::DoubleQuoted, "", 0..0, "\"\u{7}").as_deref(), Some("\\\"\\u0007"));
    assert_eq!(spell(Style::SingleQuoted, "", 0..0, "it's").as_deref(), Some("it''s"));
    assert_eq!(quote("你\"\t\u{85}😀"), "\"你\\\"\\t\\u0085😀\"");
}

#[test]
fn a_plain_scalar_takes_only_what_it_still_reads_as_text() {
    assert!(fits(Style::Plain, "验证码", "{1}", "。"));
    assert!(fits(Style::Plain, "a", "：b, c", ""));
    assert!(fits(Style::Plain, "http", ":", "//x"));
    assert!(fits(Style::Plain, "", "-5", ""));
    for (before, insert, after) in [
        ("", "{1}", "验证码"),
        ("", "【x】: ", "y"),
        ("a", ":", " b"),
        ("a", ":", ""),
        ("a ", "#b", ""),
        ("a", " #b", ""),
        ("", "- ", "a"),
        ("", "@", "a"),
        ("a", " ", ""),
        ("", " ", "a"),
        ("a", "\n", "b"),
        ("", "", ""),
        ("a", "\u{200B}\u{FEFF}", "b"),
        ("", "null", ""),
        ("a ", "", " b"),
    ] {
        assert!(!fits(Style::Plain, before, insert, after), "{before:?} {insert:?} {after:?}");
    }
    assert!(!fits(Style::PlainInFlow, "验证码", "{1}", "。"));
    assert!(!fits(Style::PlainInFlow, "a", ",", "b"));
}

#[test]
fn a_block_keeps_its_lines() {
    assert!(fits(Style::Literal, "a", "拒收请回复R", "\n"));
    assert!(fits(Style::Literal, "a\n", "b: #", "c\n"));
    for (before, insert, after) in [("a", "\n", ""), ("", " ", "a"), ("a\n", "b", ""), ("", "", " a"), ("", "", "\nb")]
    {
        assert!(!fits(Style::Literal, before, insert, after), "{before:?} {insert:?} {after:?}");
    }
}

#[test]
fn a_json_word_stays_a_word() {
    assert!(fits(Style::JsonWord, "1", "0", ""));
    assert!(!fits(Style::JsonWord, "1", "个", ""));
    assert!(!fits(Style::JsonWord, "", "", "01"));
}

/// Edits the value of `file` in every way and reads it again.
fn check(file: &str, insert: &str, json: bool) -> Result<(), TestCaseError> {
    let read = |file: &str| {
        let source = Source::new("file", file);
        let (text, _) = source.decode();
        let tree = if json { read_json(&text) } else { read_yaml(&text) };
        let scalar = tree.roots.first()?.get("a")?.scalar()?.clone();
        let next = tree.roots.first()?.get("b").is_some();
        let faults = tree.faults.len();
        (faults == 0 && next).then(|| (scalar.style, scalar.cooked.into_owned()))
    };
    let Some((style, cooked)) = read(file) else { return Ok(()) };
    let text = cooked.text().to_owned();
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for (index, &from) in places.iter().enumerate() {
        for &to in &places[index..] {
            let Some(spelled) = spell(style, &text, from..to, insert) else { continue };
            let span = cooked.span(from..to);
            let edited = format!("{}{spelled}{}", &file[..span.start], &file[span.end..]);
            let expected = format!("{}{insert}{}", &text[..from], &text[to..]);
            let got = read(&edited).map(|(_, cooked)| cooked.text().to_owned());
            prop_assert_eq!(got, Some(expected), "{:?} to {:?}", file, edited);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_is_spelled_is_read_as_meant(
        first in "[a{}:#, '\"-]{0,4}",
        second in "[a{}:# '-]{0,4}",
        insert in "[a {}:,#'\"\\\\\n\t&-]{0,3}",
        form in 0..8,
    ) {
        let file = match form {
            0 => format!("a: {first}x\nb: 1\n"),
            1 => format!("{{a: {first}x, b: 1}}\n"),
            2 => format!("a: '{}'\nb: 1\n", first.replace('\'', "''")),
            3 => format!("a: {}\nb: 1\n", quote(&first)),
            4 => format!("a: |\n  {first}x\n  {second}\nb: 1\n"),
            5 => format!("a: >-\n  {first}x\n  y{second}\nb: 1\n"),
            6 => format!("a: {first}x\n  y{second}\nb: 1\n"),
            _ => format!("{{\"a\": {}, \"b\": 1}}\n", quote(&first)),
        };
        check(&file, &insert, form == 7)?;
    }
}
