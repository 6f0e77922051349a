#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::*;
use crate::text::{Cooked, OneOrMany, Spanned, read_json, read_yaml};

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    let tree = read_yaml(&Cooked::verbatim(text, 0));
    assert!(tree.faults.is_empty(), "{:?}", tree.faults);
    from_node(&tree.roots[0])
}

/// The mistake, and the text it stands at.
fn mistake<T: DeserializeOwned>(text: &str) -> (ErrorKind, &str) {
    let error = read::<T>(text).err().unwrap();
    (error.kind, &text[error.span.start..error.span.end])
}

fn wrong(found: &str, expected: &str) -> ErrorKind {
    ErrorKind::WrongType { found: found.into(), expected: expected.into() }
}

fn at<T>(text: &str, spanned: &Spanned<T>) -> String {
    text[spanned.span.start..spanned.span.end].to_owned()
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
struct Sample {
    name: Spanned<String>,
    #[serde(default)]
    count: Option<u32>,
    #[serde(default)]
    words: OneOrMany<Spanned<String>>,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    more: BTreeMap<String, Spanned<bool>>,
    #[serde(default)]
    day: Option<jiff::civil::Date>,
    #[serde(default)]
    pair: Option<(i8, char)>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Simple,
    Level(i32),
    Range { from: f64, to: f64 },
    Both(u8, u8),
}

#[test]
fn spanned_values_know_their_place() {
    let file = "name: 'a'\nwords: [b, \"c\"]\nmore: {x: true}\n";
    let sample: Sample = read(file).unwrap();
    assert_eq!(at(file, &sample.name), "'a'");
    assert_eq!(sample.words.iter().map(|word| at(file, word)).collect::<Vec<_>>(), ["b", "\"c\""]);
    assert_eq!(at(file, &sample.more["x"]), "true");
    let file = "name: a\nwords: b\n";
    let sample: Sample = read(file).unwrap();
    assert_eq!((sample.words.len(), at(file, &sample.words[0])), (1, "b".into()));
    assert!(read::<Sample>("name: a\nwords:\n").unwrap().words.is_empty());
    let keys: BTreeMap<Word, u8> = read("ab: 1\n").unwrap();
    assert_eq!(keys.keys().next().unwrap().0.span, crate::text::Span::new(0, 2));
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Word(Spanned<String>);

impl PartialOrd for Word {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Word {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.value.cmp(&other.0.value)
    }
}

#[test]
fn any_scalar_is_a_text_where_a_text_is_asked_for() {
    for (file, text) in [("name: 1.0\n", "1.0"), ("name: true\n", "true"), ("name: 0123\n", "0123"), ("name: ''\n", "")]
    {
        assert_eq!(read::<Sample>(file).unwrap().name.value, text);
    }
    assert_eq!(mistake::<Sample>("name:\n"), (wrong("nothing", "a text"), ""));
}

#[test]
fn where_anything_will_do_the_core_schema_decides() {
    let value: serde_json::Value = read("{a: [1, -2, 0.5, true, ~, yes, '1', 2023-10-24], 3: {b: }}\n").unwrap();
    assert_eq!(value, json!({"a": [1, -2, 0.5, true, null, "yes", "1", "2023-10-24"], "3": {"b": null}}));
    let tree = read_json(&Cooked::verbatim("[1, \"1\", false, null]", 0));
    assert_eq!(from_node::<serde_json::Value>(&tree.roots[0]).unwrap(), json!([1, "1", false, null]));
    let keys: BTreeMap<u8, String> = read("1: a\n2: b\n").unwrap();
    assert_eq!(keys.len(), 2);
}

#[test]
fn enums_are_words_or_maps_of_one_key() {
    let kind = |text: &str| read::<Kind>(text).unwrap();
    assert_eq!(kind("simple\n"), Kind::Simple);
    assert_eq!(kind("level: -3\n"), Kind::Level(-3));
    assert_eq!(kind("range: {from: 1, to: 2.5}\n"), Kind::Range { from: 1.0, to: 2.5 });
    assert_eq!(kind("both: [1, 2]\n"), Kind::Both(1, 2));
    let expected = &["simple", "level", "range", "both"];
    assert_eq!(mistake::<Kind>("simpel\n"), (ErrorKind::UnknownValue { value: "simpel".into(), expected }, "simpel"));
    assert_eq!(mistake::<Kind>("levle: 1\n").1, "levle");
    assert_eq!(mistake::<Kind>("level\n"), (wrong("a word without a value", "a word with a value"), "level"));
    assert_eq!(mistake::<Kind>("simple: 5\n").1, "5");
    assert_eq!(mistake::<Kind>("[simple]\n"), (wrong("a list", "a word"), "[simple]"));
    assert_eq!(mistake::<Kind>("{simple: , level: 1}\n").0, wrong("a map of 2 keys", "a map of one key"));
    assert_eq!(mistake::<Kind>("range: {from: 1}\n"), (ErrorKind::MissingKey("to".into()), "from"));
}

#[test]
fn mistakes_stand_at_the_innermost_value_that_they_are_in() {
    let unknown = |text| mistake::<Sample>(text);
    let (kind, text) = unknown("name: a\nwrods: b\n");
    assert!(matches!(kind, ErrorKind::UnknownKey { key, expected } if key == "wrods" && expected[2] == "words"));
    assert_eq!(text, "wrods");
    assert_eq!(unknown("count: 1\nwords: b\n"), (ErrorKind::MissingKey("name".into()), "count"));
    assert_eq!(unknown("{}\n"), (ErrorKind::MissingKey("name".into()), "{}"));
    assert_eq!(unknown("name: a\ncount: -1\n"), (wrong("the number `-1`", "a whole number, not negative"), "-1"));
    assert_eq!(unknown("name: a\ncount: x\n"), (wrong("the text `x`", "a whole number, not negative"), "x"));
    assert_eq!(unknown("name: a\nwords: [b, [c]]\n"), (wrong("a list", "a text"), "[c]"));
    assert_eq!(unknown("name: a\nmore: {x: 1}\n"), (wrong("the number `1`", "`true` or `false`"), "1"));
    assert_eq!(unknown("name: [a]\n"), (wrong("a list", "a text"), "[a]"));
    assert_eq!(unknown("5\n"), (wrong("the number `5`", "a map"), "5"));
    assert_eq!(unknown("name: a\npair: [1, b, 3]\n").1, "3");
    assert_eq!(unknown("name: a\npair: [1]\n").1, "[1]");
    let (kind, text) = unknown("name: a\nday: 2023-13-01\n");
    assert!(matches!(kind, ErrorKind::Other(_)), "{kind:?}");
    assert_eq!(text, "2023-13-01");
}

#[test]
fn a_mistake_can_be_read_aloud() {
    let error = read::<Sample>("name: [a]\n").err().unwrap();
    assert_eq!(error.to_string(), "expected a text, found a list");
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Folder {
    title: String,
    kind: Kind,
    sample: Sample,
    #[serde(default)]
    days: Vec<Day>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Day {
    day: jiff::civil::Date,
    why: String,
}

#[test]
fn every_mistake_is_told_in_one_reading() {
    let file = "kind: simpel\nsample: {name: [a], cuont: 1, count: x, words: [b, [c]]}\nmore: 1\n\
                days: [{day: soon, why: a}, {day: 2026-01-01}, {day: 2026-01-02, why: b}]\n";
    let tree = read_yaml(&Cooked::verbatim(file, 0));
    let (folder, mistakes) = from_node_with_mistakes::<Folder>(&tree.roots[0]);
    let at: Vec<&str> = mistakes.iter().map(|mistake| &file[mistake.span.start..mistake.span.end]).collect();
    assert_eq!(at, ["kind", "simpel", "[a]", "cuont", "x", "[c]", "more", "soon", "day"]);
    let folder = folder.unwrap();
    assert_eq!((&*folder.title, folder.kind, &*folder.sample.name.value), ("", Kind::Simple, ""));
    assert_eq!(folder.sample.words.iter().map(|word| &*word.value).collect::<Vec<_>>(), ["b"]);
    assert_eq!(folder.days.iter().map(|day| &*day.why).collect::<Vec<_>>(), ["", "b"]);
}

#[test]
fn a_key_that_was_misspelt_is_not_missed_as_well() {
    let tree = read_yaml(&Cooked::verbatim("{naem: a}", 0));
    let (sample, mistakes) = from_node_with_mistakes::<Sample>(&tree.roots[0]);
    assert_eq!((sample.unwrap().name.value, mistakes.len()), (String::new(), 1));
}

#[test]
fn where_nothing_will_do_there_is_no_value_but_every_mistake() {
    let tree = read_yaml(&Cooked::verbatim("{words: [[a]], count: x}", 0));
    let (days, mistakes) = from_node_with_mistakes::<Day>(&tree.roots[0]);
    assert_eq!((days, mistakes.len()), (None, 1));
    let (text, mistakes) = from_node_with_mistakes::<BTreeMap<String, Kind>>(&tree.roots[0]);
    assert_eq!((text.map(|map| map.len()), mistakes.len()), (Some(2), 2));
}

#[test]
fn mistakes_beyond_number_do_not_take_time_beyond_measure() {
    let file = format!("[{}]", "x, ".repeat(20_000));
    let tree = read_yaml(&Cooked::verbatim(&file, 0));
    let (numbers, mistakes) = from_node_with_mistakes::<Vec<u8>>(&tree.roots[0]);
    assert_eq!((numbers, mistakes.len()), (None, MOST));
}
