//! Files that are broken: what is ours is said so, and what can be read is read.

use super::*;

fn document(bytes: &[u8], check: impl FnOnce(&Document<'_>)) {
    let source = Source::new("a.yml", bytes);
    let document = read(&source, Format::Yaml);
    document.records.iter().for_each(|record| assert_true_positions(&source, &record.node));
    check(&document);
}

#[test]
fn a_document_too_broken_to_be_recognised_is_ours_by_its_bytes() {
    let deep = format!("templates: {}", "[".repeat(10_000));
    for text in [
        "templates:\n\t- {name: q}\n",
        "provider: \"somebody\ntemplates:\n  - name: a\n    content: b\n",
        "templates:\n - {name: q, content: *zz}\n",
        "templates:\n- content: @x\n",
        "{\n  \"provider\": \"a\n  \"templates\": [\n    {\"content\": \"b\"}\n  ]\n}",
        &deep,
    ] {
        document(text.as_bytes(), |document| {
            assert!(document.recognised && !document.problems.is_empty(), "{text:.80}");
        });
    }
}

#[test]
fn broken_files_of_others_are_passed_over() {
    for text in [
        "a: b: c\n",
        "templates:\n  folder: @x\n",
        "spec:\n  templates:\n  - name: a\n    content: @x\n",
        "templates:\n{% for a in b %}\n- name: {{ a }}\n{% endfor %}\n",
        "templates:\n  - name: {{ .Values.name }}\n\tx: 1\n",
        "templates:\n- 1\nother:\n- content: @x\n",
    ] {
        document(text.as_bytes(), |document| assert!(!document.recognised, "{text}: {:?}", problems(document)));
    }
}

#[test]
fn utf_16_is_read_as_any_other_text() {
    let text = "templates:\n- content: 您的验证码是{1}\n";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [[b"\xFF\xFE", &*little].concat(), [b"\xFE\xFF", &*big].concat(), little, big] {
        document(&bytes, |document| {
            assert_eq!(problems(document), [""; 0]);
            assert_eq!(summary(document), ["template[0] content=您的验证码是{1}"]);
        });
    }
}

#[test]
fn a_nul_byte_costs_one_text() {
    let text = b"templates:\n- {name: a, content: x}\n- {name: b, content: x\0}\n- {name: c, content: y}\n";
    document(text, |document| {
        assert_eq!(problems(document), ["binary: \0"]);
        let expected = ["template[0] name=a content=x", "template[1] name=b", "template[2] name=c content=y"];
        assert_eq!(summary(document), expected);
        let partial: Vec<bool> = document.records.iter().map(|record| record.partial).collect();
        assert_eq!(partial, [false, true, false]);
    });
}

#[test]
fn what_is_no_utf_8_is_not_judged_and_not_missing() {
    // 验证码 in GBK, in a file that says 登录 in UTF-8: neither is the encoding of all of it.
    let text = [&b"templates:\n- name: a\n  type: \xC8\xCF\n"[..], "# 登录登录登录\n".as_bytes()].concat();
    let text = [&text, &b"  content: \xD1\xE9\xD6\xA4\xC2\xEB\n  \xD1\xE9: b\n"[..]].concat();
    document(&text, |document| {
        assert!(problems(document).iter().all(|problem| problem.starts_with("encoding")), "{:?}", problems(document));
        assert_eq!(summary(document), ["template[0] name=a"]);
    });
}

#[test]
fn a_text_without_quotes_is_not_missing_and_hides_nothing() {
    let text = "templates:\n- name: a\n  content: {1}为您的验证码\n- {name: b, content: 您{1}{2}好}\n- content: c\n";
    document(text.as_bytes(), |document| {
        assert_eq!(problems(document), ["syntax: {1}为您的验证码", "syntax: 您{1}{2}好"]);
        assert_eq!(summary(document), ["template[0] name=a", "template[1] name=b", "template[2] content=c"]);
    });
}

#[test]
fn what_a_fault_cut_off_is_not_missing() {
    document(b"templates:\n- content: a\n- name: b\n  content: \"c\n", |document| {
        assert_eq!(document.problems.len(), 1, "{:?}", problems(document));
        assert_eq!(summary(document), ["template[0] content=a", "template[1] name=b"]);
    });
}
