use super::*;

fn plain(bytes: &[u8]) -> Vec<(Option<String>, String)> {
    let source = Source::new("a.txt", bytes);
    let document = read(&source, Format::Plain);
    document.records.iter().for_each(|record| assert_true_positions(&source, &record.node));
    let text = |record: &Record<'_>, key: &str| record.text("", key).map(str::to_owned);
    document.records.iter().map(|record| (text(record, "signature"), text(record, "content").unwrap())).collect()
}

fn contents(bytes: &[u8]) -> Vec<String> {
    plain(bytes).into_iter().map(|(_, content)| content).collect()
}

#[test]
fn a_line_is_a_message() {
    assert_eq!(contents("甲\n# 乙\n丙".as_bytes()), ["甲", "# 乙", "丙"]);
    assert_eq!(contents("\u{feff}甲\r\n乙\r\n".as_bytes()), ["甲", "乙"]);
    assert_eq!(contents(b"a\rb\r"), ["a", "b"]);
    assert_eq!(contents("甲\n\n \n　\n乙\n".as_bytes()), ["甲", "乙"]);
    assert_eq!(contents(b""), [""; 0]);
    assert_eq!(contents(b"\n\n"), [""; 0]);
}

#[test]
fn blocks_of_several_lines_are_messages() {
    assert_eq!(contents("甲\n乙\n\n丙\n".as_bytes()), ["甲\n乙", "丙"]);
    assert_eq!(contents("甲\r\n乙\r\n\r\n丙".as_bytes()), ["甲\n乙", "丙"]);
    assert_eq!(contents("\n甲\n乙\n\n".as_bytes()), ["甲", "乙"], "one block is a list of lines");
}

#[test]
fn a_signature_in_front_is_taken_apart() {
    let split = |text: &str| plain(text.as_bytes()).pop().unwrap();
    assert_eq!(split("【云杉】您的验证码"), (Some("云杉".into()), "您的验证码".into()));
    assert_eq!(split("[Green Cloud]Your code"), (Some("Green Cloud".into()), "Your code".into()));
    assert_eq!(split("【】您的验证码"), (Some(String::new()), "您的验证码".into()));
    assert_eq!(split("【云杉"), (None, "【云杉".into()));
    assert_eq!(split("[]a"), (None, "[]a".into()));
    assert_eq!(split("您的【云杉】"), (None, "您的【云杉】".into()));
    assert_eq!(split(&format!("[{}]", "a".repeat(100))).0, None);
}

#[test]
fn spans_are_those_of_the_file() {
    let source = Source::new("a.txt", "\u{feff}【云】甲\r\n乙\r\n\r\n丙");
    let document = read(&source, Format::Plain);
    let first = &document.records[0];
    assert_eq!(source.slice(first.node.get("signature").unwrap().span), "云");
    assert_eq!(source.slice(first.node.get("content").unwrap().span), "甲\r\n乙");
    let content = first.node.get("content").unwrap().scalar().unwrap();
    let at = content.cooked.text().find('乙').unwrap();
    assert_eq!(source.slice(content.cooked.span(at..at + 3)), "乙");
    assert_eq!(source.slice(first.anchor()), "甲\r\n乙");
}

#[test]
fn broken_bytes_are_told_and_the_rest_is_read() {
    let source = Source::new("a.txt", b"a\xFFb\r\nc".as_slice());
    let document = read(&source, Format::Plain);
    assert_eq!(problems(&document), ["encoding: \u{FFFD}"]);
    assert_eq!(summary(&document), ["template[0]", "template[1] content=c"]);
    assert!(document.recognised);
}

#[test]
fn a_file_in_another_encoding_is_told_once() {
    // café in Latin-1.
    let source = Source::new("a.txt", b"caf\xE9\n".repeat(100));
    let document = read(&source, Format::Plain);
    assert_eq!((document.records.len(), document.problems.len()), (100, 1));
    assert_eq!(document.problems[0].span, Span::new(3, 4));
}

#[test]
fn a_nul_byte_costs_one_message() {
    let source = Source::new("a.txt", b"a\na\0b\nc".as_slice());
    let document = read(&source, Format::Plain);
    assert_eq!(problems(&document), ["binary: \0"]);
    assert_eq!(summary(&document), ["template[0] content=a", "template[1]", "template[2] content=c"]);
    assert!(document.records[1].partial && !document.records[0].partial);
}

#[test]
fn many_lines_take_linear_time() {
    let text = "【云】您的验证码是{1}\n".repeat(100_000);
    assert_eq!(plain(text.as_bytes()).len(), 100_000);
    let broken = b"a\xFFb\n".repeat(100_000);
    let source = Source::new("a.txt", broken);
    assert_eq!(read(&source, Format::Plain).records.len(), 100_000);
}

#[test]
fn the_whole_of_standard_input_can_be_one_message() {
    let one = |text: &str| {
        let source = Source::new("<stdin>", text.as_bytes());
        let document = read(&source, Format::Message);
        document.records.iter().for_each(|record| assert_true_positions(&source, &record.node));
        document.records.iter().map(|record| record.text("", "content").unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(one("您好\n"), ["您好"]);
    assert_eq!(one("\u{feff}\r\n【云杉】您好，\r\n\r\n再见\r\n\r\n"), ["您好，\n\n再见"]);
    assert_eq!(one(" \n"), [""; 0]);
}

#[test]
fn messages_in_gb18030_and_utf_16_are_read_and_know_their_bytes() {
    let text = "【云杉】您的验证码是{1}。\r\n【云杉】您的订单{2}已发货，请注意查收。\r\n";
    let (gbk, ..) = encoding_rs::GB18030.encode(text);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [gbk.into_owned(), [b"\xFF\xFE".to_vec(), wide].concat()] {
        let source = Source::new("a.txt", bytes.clone());
        let document = read(&source, Format::Plain);
        assert_eq!(
            summary(&document),
            [
                "template[0] signature=云杉 content=您的验证码是{1}。",
                "template[1] signature=云杉 content=您的订单{2}已发货，请注意查收。"
            ]
        );
        let span = document.records[1].node.get("signature").unwrap().span;
        let place = |at| source.position(at).byte;
        let alone = Source::new("b", bytes[place(span.start)..place(span.end)].to_vec());
        assert!(alone.file().len() == 4);
        let changed = source.edited([(span, "红杉")]).unwrap();
        assert_eq!(
            String::from_utf8_lossy(source.renewed(changed).bytes()),
            text.replace("\r\n【云杉】", "\r\n【红杉】")
        );
    }
}
