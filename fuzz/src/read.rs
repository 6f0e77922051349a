//! Readers: whatever comes in, every place they name lies in the file, between two characters.

use smslint::{
    diagnostic::Language,
    document::{Document, Format, Payloads, Record, looks_readable, read},
    text::{self, Cooked, Node, Source, Span, Tree, Value},
};

/// YAML: as a tree, and as a document.
pub fn read_yaml(data: &[u8]) {
    let source = Source::new("a.yml", data);
    let (text, _) = source.decode();
    check_tree(&source, &text::read_yaml(&text));
    check_document(&source, &document(&source, Format::Yaml));
}

/// JSON: as a tree, and as a document.
pub fn read_json(data: &[u8]) {
    let source = Source::new("a.json", data);
    let (text, _) = source.decode();
    check_tree(&source, &text::read_json(&text));
    check_document(&source, &document(&source, Format::Json));
}

/// Plain text: a message a line, and the whole file as one.
pub fn read_plain(data: &[u8]) {
    let source = Source::new("a.txt", data);
    for format in [Format::Plain, Format::Message] {
        check_document(&source, &document(&source, format));
    }
}

/// Tables: rows of CSV or TSV, or a workbook.
pub fn read_table(data: &[u8]) {
    for name in ["a.csv", "a.tsv", "a.xlsx"] {
        let source = Source::new(name, data);
        check_document(&source, &document(&source, Format::Table));
    }
}

/// Source code. The first line is the name of the file, which tells the language.
pub fn read_code(data: &[u8]) {
    let (name, code) = super::headed(data);
    if let Some(format @ Format::Code(_)) = Format::of(name) {
        let source = Source::new(name, code);
        check_document(&source, &document(&source, format));
    }
}

fn document(source: &Source, format: Format) -> Document<'_> {
    let own = read(source, format);
    if own.recognised && matches!(format, Format::Yaml | Format::Json) {
        assert!(looks_readable(source.file(), format, &Payloads::default()), "a document that does not look like one");
    }
    smslint::engine::read(source, format, super::lint::plan())
}

fn check_document(source: &Source, document: &Document<'_>) {
    for problem in &document.problems {
        check_span(source, problem.span);
        for language in [Language::Zh, Language::En] {
            assert!(!problem.message(language).is_empty());
        }
    }
    for record in &document.records {
        check_record(source, record);
    }
    assert!(document.recognised || document.records.is_empty(), "records of a file that is no document");
}

fn check_record(source: &Source, record: &Record<'_>) {
    check_span(source, record.anchor());
    check_node(source, &record.node);
}

fn check_tree(source: &Source, tree: &Tree<'_>) {
    for fault in &tree.faults {
        check_span(source, fault.span);
        fault.related.into_iter().for_each(|span| check_span(source, span));
    }
    tree.skipped.iter().for_each(|&span| check_span(source, span));
    tree.roots.iter().for_each(|root| check_node(source, root));
}

fn check_node(source: &Source, node: &Node<'_>) {
    check_span(source, node.span);
    match &node.value {
        Value::Null => {}
        Value::Scalar(scalar) => check_cooked(source, &scalar.cooked),
        Value::Sequence(items) => items.iter().for_each(|item| check_node(source, item)),
        Value::Mapping(entries) => {
            for entry in entries {
                check_span(source, entry.key_span);
                check_cooked(source, &entry.key.cooked);
                check_node(source, &entry.value);
            }
        }
    }
}

/// Characters that follow each other stand in the file in this order.
fn check_cooked(source: &Source, cooked: &Cooked<'_>) {
    let mut last = 0;
    for (at, character) in cooked.text().char_indices() {
        let span = cooked.span(at..at + character.len_utf8());
        check_span(source, span);
        assert!(last <= span.start, "{span:?} stands before {last}");
        last = span.start;
    }
    check_span(source, cooked.whole());
}

/// `span` lies in the file, and cuts no character of a file that is text.
pub(super) fn check_span(source: &Source, span: Span) {
    assert!(span.start <= span.end && span.end <= source.bytes().len(), "{span:?} of {}", source.bytes().len());
    if let Ok(text) = std::str::from_utf8(source.bytes()) {
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?} cuts a character");
    }
}
