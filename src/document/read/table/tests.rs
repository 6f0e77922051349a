#![allow(clippy::unwrap_used)]

use encoding_rs::GB18030;
use proptest::prelude::*;

use super::{super::super::read, *};
use crate::{
    document::{Column, Format, Problem, Record, looks_readable, read_with},
    text::{Node, Value},
};

/// The packs say more; these are enough to read by.
fn payloads() -> Payloads {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let column = |key: &'static str, titles: &[&str], weak: &[&str]| Column {
        template: Some(key),
        titles: texts(titles),
        weak: texts(weak),
        ..Column::default()
    };
    let values = |of: &[(&str, &[&str])]| of.iter().map(|(word, cells)| ((*word).to_owned(), texts(cells))).collect();
    let columns = vec![
        column("content", &["模板内容", "template content"], &[]),
        Column { whole: true, ..column("content", &["短信内容"], &["内容"]) },
        column("name", &["模板名称"], &["名称"]),
        Column { signature: Some("name"), ..column("signature", &["签名名称"], &["签名"]) },
        Column {
            values: values(&[("otp", &["验证码"]), ("notification", &["通知", "短信通知"])]),
            unsaid: texts(&["普通短信", "国际短信"]),
            ..column("type", &["模板类型"], &["类型"])
        },
        Column {
            values: values(&[("international", &["国际短信"])]),
            open: true,
            ..column("region", &[], &["模板类型"])
        },
        Column {
            signature: Some("status"),
            values: values(&[("approved", &["已通过", "审核通过"])]),
            open: true,
            ..column("status", &["审核状态", "審核狀態"], &[])
        },
        Column { ids: Some("SMS_".into()), provider: Some("here".into()), ..column("ids", &["模板CODE"], &["ID"]) },
        Column { provider: Some("there".into()), proof: true, ..column("ids", &["模板号"], &[]) },
    ];
    Payloads::default().with_columns(Columns::new(columns))
}

fn value(node: &Node<'_>) -> String {
    match &node.value {
        Value::Mapping(entries) => {
            let inner = entries.iter().map(|entry| format!("{}:{}", entry.key.cooked.text(), value(&entry.value)));
            format!("{{{}}}", inner.collect::<Vec<_>>().join(","))
        }
        _ => node.text().unwrap_or("?").to_owned(),
    }
}

fn said(record: &Record<'_>) -> String {
    let entries = record.node.entries().iter();
    let entries: Vec<_> = entries.map(|entry| format!("{}={}", entry.key.cooked.text(), value(&entry.value))).collect();
    format!("{} {}", record.kind, entries.join(" "))
}

fn problem(source: &Source, problem: &Problem) -> String {
    format!("{} {}", problem.rule(), source.slice(problem.span))
}

/// What the records say, and what is wrong where.
fn table(text: &str) -> (Vec<String>, Vec<String>) {
    let source = Source::new("a.csv", text);
    let document = read_with(&source, Format::Table, &payloads());
    let looks = looks_readable(text.as_bytes(), Format::Table, &payloads());
    assert_eq!(document.recognised, looks, "{text}");
    (document.records.iter().map(said).collect(), document.problems.iter().map(|one| problem(&source, one)).collect())
}

#[test]
fn titles_say_what_cells_are_whatever_divides_them() {
    for text in [
        "模板名称,模板内容,审核状态\n登录,验证码{1},已通过\n",
        "模板名称\t模板内容\t审核状态\r\n登录\t验证码{1}\t已通过\r\n",
        "sep=;\n模板名称;模板内容;审核状态\n登录;验证码{1};已通过",
        "\u{feff}\"模板名称\";\" 模板内容（必填）\";\"審核狀態\"\n登录;验证码{1};\"审核通过 \"",
        "短信模板导出,,\n2026-11-21,,\n模板名称,模板内容,审核状态\n登录,验证码{1},已通过\n,,\n",
    ] {
        let (records, problems) = table(text);
        assert_eq!(records, ["template name=登录 content=验证码{1} status=approved"], "{text}");
        assert_eq!(problems, [""; 0], "{text}");
    }
}

#[test]
fn tables_of_other_things_are_none_of_ours() {
    for text in [
        "",
        "名称,内容\na,b\n",
        "id,name\n1,a\n",
        "模板名称,审核状态\na,已通过\n",
        "签名,a\nb,c",
        "a\tb",
        "sep=,\n",
        "\"模板内容",
    ] {
        assert_eq!(table(text), (Vec::new(), Vec::new()), "{text}");
    }
    let source = Source::new("a.csv", "模板内容\nx");
    assert!(!read(&source, Format::Table).recognised);
}

#[test]
fn signatures_stand_beside_their_templates_or_alone() {
    let (records, _) = table("签名名称,模板内容\n【云杉】,您好{1}\n云杉,【云杉】您好\n");
    assert_eq!(records, ["template signature=云杉 content=您好{1}", "template signature=云杉 content=【云杉】您好"]);
    let (records, _) = table("签名名称,审核状态,短信内容\n,,【云杉】您好\n");
    assert_eq!(records, ["template signature=云杉 content=您好"]);
    let (records, _) = table("签名名称,审核状态\n云杉,审核通过\n山野,什么\n");
    assert_eq!(records, ["signature name=云杉 status=approved", "signature name=山野"]);
}

#[test]
fn whose_table_it_is_shows_by_ids_and_titles() {
    let (records, _) = table("模板CODE,模板内容\nSMS_123456,a\n123,b\n");
    assert_eq!(records, ["template content=a ids={here:SMS_123456} provider=here", "template content=b"]);
    let (records, _) = table("模板号,模板内容\n7,a\n");
    assert_eq!(records, ["template content=a ids={there:7} provider=there"]);
}

#[test]
fn words_of_cells_become_ours_and_unknown_ones_are_told() {
    let (records, problems) = table("模板类型,模板内容\n验证码,a\n国际短信,b\n普通短信,c\n催收,d\n,e\n");
    assert_eq!(
        records,
        [
            "template type=otp content=a",
            "template region=international content=b",
            "template content=c",
            "template content=d",
            "template content=e"
        ]
    );
    assert_eq!(problems, ["document/unknown-cell 催收"]);
}

#[test]
fn what_keeps_a_row_from_being_read_is_told_in_its_place() {
    let (records, problems) = table(
        "模板名称,模板类型,模板内容\na,通知,您好,再见\nb,通知,\nc,通知\n一、通知类,,\n模板名称,模板类型,模板内容\nd,通知,\"他\"说\ne,通知,\"您好",
    );
    assert_eq!(
        records,
        ["template name=d type=notification content=他\"说", "template name=e type=notification content=\"您好"]
    );
    assert_eq!(
        problems,
        ["document/table 再见", "document/table ", "document/table c,通知", "document/table \"", "document/table \""]
    );
}

#[test]
fn cells_that_are_no_text_are_left_out() {
    let source = Source::new(
        "a.csv",
        b"\xE6\xA8\xA1\xE6\x9D\xBF\xE5\x86\x85\xE5\xAE\xB9,\xE6\xA8\xA1\xE6\x9D\xBF\xE5\x90\x8D\xE7\xA7\xB0\na\xFF,n\n"
            .as_slice(),
    );
    let document = read_with(&source, Format::Table, &payloads());
    assert_eq!(document.records.iter().map(said).collect::<Vec<_>>(), ["template name=n"]);
    assert!(document.records[0].partial);
    assert_eq!(document.problems.len(), 1);
}

#[test]
fn large_tables_take_linear_time() {
    let text = format!("模板名称,模板内容\n{}", "a,\"您好\"\"{1}\n\"\n".repeat(100_000));
    assert_eq!(table(&text).0.len(), 100_000);
}

/// The bytes of a text, in the encoding of that number.
fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let wide = |bytes: fn(u16) -> [u8; 2]| format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect();
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => format!("\u{feff}{text}").into_bytes(),
        2 => wide(u16::to_le_bytes),
        3 => wide(u16::to_be_bytes),
        _ => GB18030.encode(text).0.into_owned(),
    }
}

fn decoded(bytes: &[u8], encoding: usize) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        String::from_utf16(&bytes.chunks(2).map(|pair| unit([pair[0], pair[1]])).collect::<Vec<_>>()).unwrap()
    };
    match encoding {
        0 | 1 => String::from_utf8(bytes.to_vec()).unwrap(),
        2 => wide(u16::from_le_bytes),
        3 => wide(u16::from_be_bytes),
        _ => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

proptest! {
    #[test]
    fn the_bytes_of_every_character_say_that_character(
        cells in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![
            "您", "验证码", "a", "\"", "\r\n", "\n", ",", "，", "😀", "e\u{301}", "{1}", " ", "€", "\t", ";",
        ]), 1..12), 1..8),
        delimiter in prop::sample::select(vec![",", "\t", ";"]),
        encoding in 0..5_usize,
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let mut text = format!("模板名称{delimiter}模板内容{end}");
        let mut expected = Vec::new();
        for (nth, cell) in cells.iter().enumerate() {
            let cell = cell.concat();
            let quoted = cell.contains(['"', '\n', '\r', ',', '\t', ';']);
            let written = if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() };
            text.extend([&format!("名{nth}"), delimiter, &written, end]);
            let said = cell.replace("\r\n", "\n");
            let said = said.trim_matches('\n').to_owned();
            if !said.trim().is_empty() {
                expected.push(said);
            }
        }
        let bytes = encoded(&text, encoding);
        let source = Source::new("a.csv", bytes.clone());
        let document = read_with(&source, Format::Table, &payloads());
        prop_assert!(document.problems.is_empty());
        let contents: Vec<_> = document.records.iter().map(|record| record.text("", "content").unwrap()).collect();
        prop_assert_eq!(&contents, &expected);
        for record in &document.records {
            let cooked = &record.node.get("content").unwrap().scalar().unwrap().cooked;
            for (at, character) in cooked.text().char_indices() {
                let span = cooked.span(at..at + character.len_utf8());
                let (start, end) = (source.position(span.start), source.position(span.end));
                let own = decoded(&bytes[start.byte..end.byte], encoding);
                let own = own.replace("\r\n", "\n").replace("\"\"", "\"");
                prop_assert_eq!(&own, &character.to_string());
                prop_assert_eq!(own.replace("\r\n", "\n"), source.slice(span).replace("\r\n", "\n").replace("\"\"", "\""));
            }
        }
    }

    #[test]
    fn nothing_breaks_the_reader(text in "(模板内容|签名名称|[,;\t\"\r\n|]|a|【|】|SMS_1|模板CODE|\u{0}){0,40}") {
        let source = Source::new("a.csv", text.as_str());
        let document = read_with(&source, Format::Table, &payloads());
        for one in &document.problems {
            prop_assert!(one.span.end <= source.bytes().len());
        }
    }
}
