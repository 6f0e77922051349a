//! Law 1 for the formats of other people: line and column lead back to the marked text, counted here from the start of the
//! file without any code of ours, in the unit that each format wants.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::Value;

use super::{
    Format, Style,
    fixture::{NASTY, finding, nasty_report, report, with_file, write},
    laws::text_and_span,
};
use crate::{
    diagnostic::{Edits, Fix, Language, Safety, Status},
    text::Span,
};

const BOM: char = '\u{FEFF}';

/// A line and a column, both 1-based.
type Point = (u64, u64);

/// What a format counts in a line.
#[derive(Clone, Copy)]
enum Unit {
    /// Code points; a byte order mark has none.
    CodePoints,
    /// Bytes of UTF-8, all of them.
    Bytes,
}

/// The byte at which a line and a column stand.
fn byte(text: &str, (line, column): Point, unit: Unit) -> usize {
    let mut here: Point = (1, 1);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let no_column = matches!(unit, Unit::CodePoints) && character == BOM && at == 0;
        if here == (line, column) && !no_column {
            return at;
        }
        let next = characters.peek().map(|&(_, next)| next);
        if character == '\n' || (character == '\r' && next != Some('\n')) {
            here = (here.0 + 1, 1);
        } else if !no_column {
            here.1 += match unit {
                Unit::CodePoints => 1,
                Unit::Bytes => character.len_utf8() as u64,
            };
        }
    }
    assert_eq!(here, (line, column), "the place is outside {text:?}");
    text.len()
}

fn between(text: &str, (start, end): (Point, Point), unit: Unit) -> &str {
    &text[byte(text, start, unit)..byte(text, end, unit)]
}

fn json(report: &crate::diagnostic::Report, format: Format) -> Value {
    serde_json::from_str(&write(report, format, &Style::default())).unwrap()
}

fn points(range: &Value, keys: [&str; 4]) -> (Point, Point) {
    let [a, b, c, d] = keys.map(|key| range.pointer(key).and_then(Value::as_u64).unwrap());
    ((a, b), (c, d))
}

fn sarif_region(region: &Value) -> (Point, Point) {
    points(region, ["/startLine", "/startColumn", "/endLine", "/endColumn"])
}

fn rdjson_range(range: &Value) -> (Point, Point) {
    points(range, ["/start/line", "/start/column", "/end/line", "/end/column"])
}

/// The number behind `key` in a line of text.
fn number(text: &str, key: &str) -> Option<u64> {
    let (_, rest) = text.split_once(key)?;
    rest[..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
}

proptest! {
    #[test]
    fn the_columns_of_every_format_lead_back_to_the_text((text, span) in text_and_span()) {
        let mut report = with_file(report(Language::Zh), "a.yml", text.as_str());
        let mut diagnostic = finding(&report, "a.yml", span);
        diagnostic.fix = Some(Fix { safety: Safety::Safe, edits: Edits::one(span, "新") });
        report.diagnostics.push(diagnostic);
        // A mark at the start has no column of its own.
        let visible = text[span.start..span.end].strip_prefix(BOM).filter(|_| span.start == 0);
        let visible = visible.unwrap_or(&text[span.start..span.end]);

        let sarif = json(&report, Format::Sarif);
        let result = &sarif["runs"][0]["results"][0];
        let region = &result["locations"][0]["physicalLocation"]["region"];
        prop_assert_eq!(between(&text, sarif_region(region), Unit::CodePoints), visible);
        prop_assert_eq!(region["snippet"]["text"].as_str(), Some(&text[span.start..span.end]));
        let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        prop_assert_eq!(between(&text, sarif_region(&replacement["deletedRegion"]), Unit::CodePoints), visible);

        let rdjson = json(&report, Format::Rdjson);
        let found = &rdjson["diagnostics"][0];
        for range in [&found["location"]["range"], &found["suggestions"][0]["range"]] {
            let points = rdjson_range(range);
            prop_assert_eq!(byte(&text, points.0, Unit::Bytes), span.start);
            prop_assert_eq!(byte(&text, points.1, Unit::Bytes), span.end);
        }

        let positions = &json(&report, Format::Gitlab)[0]["location"]["positions"];
        let points = points(positions, ["/begin/line", "/begin/column", "/end/line", "/end/column"]);
        prop_assert_eq!(between(&text, points, Unit::CodePoints), visible);

        let github = write(&report, Format::Github, &Style::default());
        let lines = (number(&github, ",line=").unwrap(), number(&github, ",endLine=").unwrap());
        prop_assert_eq!(lines, (points.0.0, points.1.0));
        let columns = (number(&github, ",col="), number(&github, ",endColumn="));
        let expected = (lines.0 == lines.1).then_some((points.0.1, points.1.1));
        prop_assert_eq!(columns.0.zip(columns.1), expected);

        let junit = write(&report, Format::Junit, &Style::default());
        prop_assert_eq!(number(&junit, " line=\"").zip(number(&junit, " column=\"")), Some(points.0));
        let (line, column) = points.0;
        let markdown = write(&report, Format::Markdown, &Style::default());
        let place = format!("| a.yml:{line}:{column} |");
        prop_assert!(markdown.contains(&place), "{} {}", place, markdown);

        let lines = write(&report, Format::Ndjson, &Style::default());
        let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
        prop_assert_eq!(&first, &json(&report, Format::Json)["diagnostics"][0]);
    }
}

#[test]
fn every_place_in_a_hard_file_is_true_in_the_formats_that_show_all_of_them() {
    let report = nasty_report(Language::Zh);
    let sarif = json(&report, Format::Sarif);
    let mut seen = 0;
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let place = &result["locations"][0]["physicalLocation"];
        if place["artifactLocation"]["uri"] == "sms/a.yml" {
            let text = place["region"]["snippet"]["text"].as_str().unwrap();
            assert_eq!(between(NASTY, sarif_region(&place["region"]), Unit::CodePoints), text);
            seen += 1;
        }
    }
    assert_eq!(seen, 11);
    let rdjson = json(&report, Format::Rdjson);
    let open: Vec<_> = report.diagnostics.iter().filter(|found| found.status == Status::Open).collect();
    let found = rdjson["diagnostics"].as_array().unwrap();
    assert_eq!(open.len(), found.len());
    for (diagnostic, found) in open.iter().zip(found).filter(|(_, found)| found["location"]["path"] == "sms/a.yml") {
        let points = rdjson_range(&found["location"]["range"]);
        assert_eq!(between(NASTY, points, Unit::Bytes), diagnostic.text);
    }
}

#[test]
fn several_edits_are_one_suggestion_to_reviewdog() {
    let mut report = nasty_report(Language::Zh);
    report.diagnostics.truncate(1);
    let edit = |needle: &str, insert: &str| {
        let at = NASTY.find(needle).unwrap();
        crate::diagnostic::Edit { span: Span::new(at, at + needle.len()), insert: insert.to_owned() }
    };
    let edits = Edits::new(vec![edit("您好", "你好"), edit("家", "")]).unwrap();
    report.diagnostics[0].fix = Some(Fix { safety: Safety::Safe, edits });
    let suggestion = &json(&report, Format::Rdjson)["diagnostics"][0]["suggestions"];
    assert_eq!(suggestion.as_array().unwrap().len(), 1);
    assert_eq!(suggestion[0]["text"], "你好😀，");
    assert_eq!(between(NASTY, rdjson_range(&suggestion[0]["range"]), Unit::Bytes), "您好😀，家");
}
