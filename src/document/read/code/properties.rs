//! Laws that hold for any bytes in any language.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use crate::{
    document::{Format, Payloads, read_with},
    text::{Node, Source, Value, code::ProgramLanguage},
};

/// Pieces of programs that are hard to read.
const PIECES: &[&str] = &[
    "\"",
    "'",
    "`",
    "\"\"\"",
    "'''",
    "\\",
    "\\u4f60",
    "\\x",
    "\\0",
    "{",
    "}",
    "${",
    "#{",
    "{$",
    "\\(",
    "(",
    ")",
    "$a",
    "+",
    ".",
    "||",
    "//",
    "/*",
    "*/",
    "#",
    "--",
    "\n",
    "\r\n",
    " ",
    "<?php",
    "?>",
    "<script>",
    "</script>",
    "<<<E\n",
    "<<~E\n",
    "\nE",
    "r#",
    "f",
    "@",
    "$",
    "$$",
    "/",
    "【云】",
    "您的验证码是",
    "，五分钟内有效",
    "%s",
    "{0}",
    "SMS_1",
    "12345678",
    "=",
    ":",
    ",",
    ";",
    "insert into t (a, b) values",
    "sms",
    "log",
    "throw",
    "\u{feff}",
    "😀",
    "\u{fdd0}",
];

fn leaves<'n>(node: &'n Node<'n>, found: &mut Vec<&'n Node<'n>>) {
    match &node.value {
        Value::Mapping(entries) => entries.iter().for_each(|entry| leaves(&entry.value, found)),
        Value::Sequence(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Null | Value::Scalar(_) => found.push(node),
    }
}

fn check(extension: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let name = format!("sms.{extension}");
    let source = Source::new(name.as_str(), bytes);
    let document = read_with(&source, Format::of(&name).unwrap(), &Payloads::default());
    let mut last = 0;
    for record in &document.records {
        prop_assert!(record.partial && record.why.is_found());
        prop_assert!(last <= record.node.span.start && record.node.span.end <= bytes.len());
        last = record.node.span.start;
        let mut fields = Vec::new();
        leaves(&record.node, &mut fields);
        for scalar in fields.into_iter().filter_map(Node::scalar) {
            let text = scalar.cooked.text();
            let mut end = 0;
            for (at, character) in text.char_indices() {
                let span = scalar.cooked.span(at..at + character.len_utf8());
                prop_assert!(end <= span.start && span.start < span.end && span.end <= bytes.len());
                end = span.end;
                let written = source.slice(span);
                // What takes the place of one character stands for it.
                if written.chars().count() == 1 && !written.contains(char::REPLACEMENT_CHARACTER) {
                    prop_assert_eq!(&*written, character.to_string());
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn places_are_true_in_any_language(picks in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = picks.into_iter().map(|pick| PIECES[pick]).collect();
        for language in ProgramLanguage::all() {
            check(language.grammar().extensions[0], text.as_bytes())?;
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for language in ProgramLanguage::all() {
            check(language.grammar().extensions[0], &bytes)?;
        }
    }
}

/// A quadratic reader would take hours for a megabyte.
#[test]
fn long_files_of_anything_are_read_in_linear_time() {
    for piece in PIECES {
        let long = piece.repeat(4_000 / piece.len());
        for language in ProgramLanguage::all() {
            check(language.grammar().extensions[0], long.as_bytes()).unwrap();
        }
    }
    for pair in ["\"", "\"\\", "\"a\"+(", "【云】您\"", "/*/*"] {
        let long = pair.repeat(1_000_000 / pair.len());
        for extension in ["java", "php"] {
            check(extension, long.as_bytes()).unwrap();
        }
    }
}
