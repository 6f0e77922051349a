#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Row, WorkbookFault};
use crate::text::Source;

const STRINGS: &str = "<?xml version=\"1.0\"?><sst><si><t>模板内容</t></si>\
    <si><r><t>您的</t></r><r><t xml:space=\"preserve\"> 验证码&amp;&#x31;&lt;</t></r><rPh><t>nín</t></rPh></si>\
    <si><t>甲&#10;乙_x000D_\r\n丙</t></si><si/></sst>";

/// A workbook of these sheets, each of which is what stands in its `sheetData`.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, xml: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    };
    let (mut list, mut relations) = (Vec::new(), Vec::new());
    for (nth, (name, data)) in sheets.iter().enumerate() {
        list.push(format!("<sheet name=\"{name}\" sheetId=\"{nth}\" r:id=\"rId{nth}\"/>"));
        relations.push(format!("<Relationship Id=\"rId{nth}\" Target=\"worksheets/sheet{nth}.xml\"/>"));
        let xml = format!("<x:worksheet><x:sheetData>{data}</x:sheetData></x:worksheet>");
        part(&format!("xl/worksheets/sheet{nth}.xml"), &xml);
    }
    part("xl/workbook.xml", &format!("<workbook><sheets>{}</sheets></workbook>", list.concat()));
    part("xl/_rels/workbook.xml.rels", &format!("<Relationships>{}</Relationships>", relations.concat()));
    part("xl/sharedStrings.xml", STRINGS);
    zip.finish().unwrap().into_inner()
}

fn cells(rows: &[Row<'_>]) -> Vec<Vec<(usize, String)>> {
    let cell = |cell: &crate::text::Cell<'_>| (cell.column, cell.scalar.cooked.text().to_owned());
    rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
}

#[test]
fn every_kind_of_cell_is_read_and_knows_what_it_is_called() {
    let data = "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"AA2\" t=\"s\"><v>1</v></c></row><row r=\"3\"/>\
        <row r=\"7\"><c r=\"A7\"><v>123</v></c><c t=\"inlineStr\"><is><t>行内</t></is></c><c t=\"e\"><v>#N/A</v></c>\
        <c r=\"D7\" t=\"str\"><f>A1&amp;\"x\"</f><v>算出</v></c><c r=\"E7\" t=\"s\"><v>2</v></c><c r=\"F7\" t=\"s\"><v>99</v></c></row>";
    let source = Source::new("a.xlsx", workbook(&[("空", ""), ("通知 1", data)]));
    let (sheets, fault) = source.sheets().unwrap();
    assert_eq!(fault, None);
    assert!(sheets[0].is_empty());
    let owned = |cells: &[(usize, &str)]| cells.iter().map(|(at, text)| (*at, (*text).to_owned())).collect::<Vec<_>>();
    assert_eq!(
        cells(&sheets[1]),
        [
            owned(&[(1, "模板内容"), (26, "您的 验证码&1<")]),
            owned(&[(0, "123"), (1, "行内"), (3, "算出"), (4, "甲\n乙\n丙")])
        ]
    );
    let names: Vec<String> = sheets[1]
        .iter()
        .flat_map(|row| &row.cells)
        .map(|cell| source.cell(cell.span.start).unwrap().to_string())
        .collect();
    assert_eq!(names, ["'通知 1'!B2", "'通知 1'!AA2", "'通知 1'!A7", "'通知 1'!B7", "'通知 1'!D7", "'通知 1'!E7"]);
    let last = &sheets[1][1].cells[3];
    let at = last.scalar.cooked.text().find('丙').unwrap();
    let span = last.scalar.cooked.span(at..at + 3);
    let position = source.position(span.start);
    assert_eq!((position.line, position.column), (7, 5));
    assert_eq!(source.position(span.end).column, 6);
    assert_eq!(source.slice(span), "丙");
}

#[test]
fn nothing_is_written_into_a_workbook() {
    let file = workbook(&[("a", "<row><c t=\"s\"><v>0</v></c></row>")]);
    let source = Source::new("a.xlsx", file.clone());
    assert!(source.file() == file && !source.can_say("x"));
    let span = source.sheets().unwrap().0[0][0].cells[0].span;
    assert_eq!(source.edited([(span, "x")]), None);
}

#[test]
fn what_is_no_workbook_says_so() {
    let whole = workbook(&[("a", "<row><c t=\"s\"><v>0</v></c></row>")]);
    let mut torn = whole.clone();
    torn[60] ^= 0xFF;
    for (bytes, fault) in [
        (b"PK\x03\x04".to_vec(), WorkbookFault::Broken),
        (whole[..whole.len() / 2].to_vec(), WorkbookFault::Broken),
        (torn, WorkbookFault::Broken),
        (workbook(&[("a", "<row><c></row>")]), WorkbookFault::Broken),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(), WorkbookFault::Old),
    ] {
        assert_eq!(Source::new("a.xlsx", bytes).sheets().unwrap().1, Some(fault));
    }
}

#[test]
fn a_small_file_that_unfolds_to_very_much_is_left() {
    let blank = " ".repeat(130 * 1024 * 1024);
    assert_eq!(Source::new("a.xlsx", workbook(&[("a", &blank)])).sheets().unwrap().1, Some(WorkbookFault::TooLarge));
    let cell = format!("<row><c t=\"inlineStr\"><is><t>{}</t></is></c></row>", "长".repeat(1_000_000));
    let source = Source::new("a.xlsx", workbook(&[("a", &cell.repeat(30))]));
    assert_eq!(source.sheets().unwrap().1, Some(WorkbookFault::TooLarge));
    assert!(source.bytes().len() <= super::LONGEST + 1000);
}

proptest! {
    #[test]
    fn every_character_of_a_cell_is_where_its_cell_says(
        rows in prop::collection::vec(prop::collection::vec("[a您😀\u{301}\n\t⏎]{1,6}", 1..4), 1..5)
    ) {
        let data = rows.iter().enumerate().map(|(nth, cells)| {
            let cells: Vec<_> =
                cells.iter().map(|text| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")).collect();
            format!("<row r=\"{}\">{}</row>", 2 * nth + 1, cells.concat())
        });
        let data: Vec<String> = data.collect();
        let source = Source::new("a.xlsx", workbook(&[("a", &data.concat())]));
        let (sheets, _) = source.sheets().unwrap();
        prop_assert_eq!(sheets[0].len(), rows.len());
        for (nth, (row, texts)) in sheets[0].iter().zip(&rows).enumerate() {
            for (column, (cell, text)) in row.cells.iter().zip(texts).enumerate() {
                let cooked = &cell.scalar.cooked;
                prop_assert_eq!(cooked.text(), text);
                for (at, character) in text.char_indices() {
                    let span = cooked.span(at..at + character.len_utf8());
                    let name = source.cell(span.start).unwrap();
                    prop_assert_eq!((name.row, name.column), (2 * nth + 1, column + 1));
                    let position = source.position(span.start);
                    prop_assert_eq!((position.line, position.column), (2 * nth + 1, text[..at].chars().count() + 1));
                    prop_assert_eq!(source.slice(span).replace('⏎', "\n"), character.to_string().replace('⏎', "\n"));
                }
            }
        }
    }

    #[test]
    fn no_bytes_break_a_workbook(at in 0..700_usize, byte in any::<u8>(), cut in 0..900_usize) {
        let mut file = workbook(&[("a", "<row r=\"2\"><c t=\"s\"><v>1</v></c><c><v>7</v></c></row>")]);
        let place = at % file.len();
        file[place] = byte;
        file.truncate(file.len().max(cut + 1) - cut % 3);
        let source = Source::new("a.xlsx", file);
        prop_assert!(!source.is_workbook() || source.sheets().is_some());
    }
}
