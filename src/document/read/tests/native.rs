use super::{super::super::RecordKind, *};
use crate::diagnostic::Language;

const EVERYTHING: &str = include_str!("everything.yml");

fn yaml(text: &str, check: impl FnOnce(&Document<'_>)) {
    let source = Source::new("a.yml", text);
    let document = read(&source, Format::Yaml);
    document.records.iter().for_each(|record| assert_true_positions(&source, &record.node));
    check(&document);
}

#[test]
fn every_key_is_read() {
    yaml(EVERYTHING, |document| {
        assert_eq!(problems(document), [""; 0]);
        assert_eq!(document.records.len(), 6);
        for record in &document.records {
            for key in crate::document::schema::record_keys(record.kind) {
                assert!(
                    document.records.iter().any(|r| r.kind == record.kind && r.node.get(key.name).is_some()),
                    "{}.{}",
                    record.kind,
                    key.name
                );
            }
        }
        let template = document.records.iter().find(|record| record.kind == RecordKind::Template).unwrap();
        assert_eq!(template.text("north", "content"), Some("您的验证码是{1}，{2}分钟内有效。"));
        assert_eq!(template.text("south", "content"), Some("您的验证码是${code}，${ttl}分钟内有效。"));
        assert_eq!(template.text("north", "variables.1.max"), Some("6"));
        assert_eq!(template.field_or_default("north", "region").and_then(Node::text), Some("mainland"));
        assert_eq!(template.text("north", "x-ticket"), Some("42"));
    });
}

#[test]
fn json_has_the_same_keys() {
    let text = r#"{"provider": ["north"], "templates": [{"name": "a", "content": "您的验证码", "variables": {"1": {"max": 6}}}]}"#;
    let source = Source::new("a.json", text);
    let document = read(&source, Format::Json);
    assert_eq!(summary(&document), ["template[0] name=a content=您的验证码 variables=…"]);
    assert_eq!(problems(&document), [""; 0]);
    assert_true_positions(&source, &document.records[0].node);
}

#[test]
fn records_count_within_their_kind_across_the_documents_of_a_file() {
    let text = "region: mainland\ntemplates:\n- content: a\nsignatures:\n- name: b\n---\ntemplates:\n- content: c\n---\nkind: Pod\n";
    yaml(text, |document| {
        assert_eq!(summary(document), ["template[0] content=a", "signature[0] name=b", "template[1] content=c"]);
        assert_eq!(document.records[0].defaults.0.len(), 1);
        assert!(document.records[2].defaults.0.is_empty());
        assert_eq!(problems(document), [""; 0]);
    });
}

#[test]
fn unknown_keys_are_named_and_left_out() {
    let text = "templates:\n- content: a\n  remrak: b\n  colour: c\n  x-own: d\nowner: e\n";
    yaml(text, |document| {
        assert_eq!(problems(document), ["unknown-key: remrak", "unknown-key: colour", "unknown-key: owner"]);
        assert_eq!(document.problems[0].replacement(), Some("remark"));
        assert_eq!(document.problems[1].replacement(), None);
        assert_eq!(document.problems[0].record, Some(document.records[0].reference()));
        assert_eq!(document.problems[2].record, None);
        assert_eq!(summary(document), ["template[0] content=a x-own=d"]);
    });
}

#[test]
fn unknown_words_are_named_without_their_quotes() {
    yaml("templates:\n- {content: a, type: \"opt\", status: Draft}\n", |document| {
        assert_eq!(problems(document), ["unknown-value: opt", "unknown-value: Draft"]);
        assert_eq!(document.problems[0].replacement(), Some("otp"));
        assert_eq!(document.problems[1].replacement(), Some("draft"));
        assert_eq!(summary(document), ["template[0] content=a"]);
    });
}

#[test]
fn wrong_forms_are_told() {
    let text = "provider: {a: b}
templates:
- content: a
  name: [b]
  variables: {1: {max: six, min: -1}, 2: text}
  ids: [1]
  variants: {south: text}
- text
-
signatures:
- name: s
  documents: business_license
qualifications:
- name: q
  uscc: 1
  license_valid: {from: 2026-02-30, to: 2099-12-31T00:00:00}
  documents: [{kind: business_license}, text]
sends:
- {template: t, phones: 138, params: text}
";
    yaml(text, |document| {
        assert_eq!(
            problems(document),
            [
                "wrong-type: {a: b}",
                "wrong-type: [b]",
                "wrong-type: six",
                "wrong-type: -1",
                "wrong-type: text",
                "wrong-type: [1]",
                "wrong-type: text",
                "wrong-type: text",
                "wrong-type: business_license",
                "wrong-type: 2026-02-30",
                "wrong-type: 2099-12-31T00:00:00",
                "wrong-type: text",
                "wrong-type: 138",
                "wrong-type: text",
            ]
        );
        assert_eq!(document.problems[2].message(Language::En), "`max` takes a whole number, not negative");
        assert_eq!(document.problems[7].message(Language::En), "`templates` takes a map (`key: value`)");
        assert_eq!(document.records.len(), 4);
    });
}

#[test]
fn a_record_without_its_main_key_is_told_where_it_stands() {
    let text = "templates:\n- {name: a, type: otp}\n- {name: b, content: ~}\n- {variants: {south: {content: c}}}\n- {content: [d]}\n";
    yaml(text, |document| {
        assert_eq!(problems(document), ["missing-key: a", "missing-key: b", "wrong-type: [d]"]);
        assert_eq!(document.problems[0].record, Some(document.records[0].reference()));
    });
    yaml("signatures:\n- {nmae: a}\n", |document| {
        assert_eq!(problems(document), ["unknown-key: nmae", "missing-key: nmae"]);
    });
}

#[test]
fn a_null_is_absent() {
    yaml("region:\ntemplates:\n- content: a\n  name: ~\n  type:\nsignatures:\n", |document| {
        assert_eq!(summary(document), ["template[0] content=a"]);
        assert_eq!(problems(document), [""; 0]);
    });
}

#[test]
fn other_peoples_files_are_left_alone() {
    for text in [
        "",
        "a: b",
        "- templates",
        "templates: []",
        "templates: [a, b]",
        "templates:\n- name: pod\n  type: deployment\n  unknown: x\n",
        "templates: {pod: {spec: {}}}",
        "letters: [a, b, c]",
        "signatures:\n- sig: abc\n  keyid: def\n",
        "qualifications:\n- name: BSc\n",
        "sends: 12",
        "just text",
    ] {
        yaml(text, |document| {
            assert!(!document.recognised, "{text}");
            assert!(document.records.is_empty() && document.problems.is_empty(), "{text}");
        });
    }
    yaml("templates: [a\nb: [", |document| {
        assert!(!document.recognised && document.records.is_empty());
        assert!(problems(document).iter().all(|problem| problem.starts_with("syntax")));
        assert!(!document.problems.is_empty());
    });
}

#[test]
fn a_map_where_a_list_should_stand_is_told() {
    for text in ["templates: {content: a}", "templates: {login: {content: a}}"] {
        yaml(text, |document| {
            assert!(document.recognised);
            assert_eq!(problems(document).len(), 1, "{text}");
            assert_eq!(document.problems[0].message(Language::Zh), "`templates` 应为列表");
        });
    }
}

#[test]
fn faults_are_kept_and_the_rest_is_read() {
    yaml("templates:\n- content: a\n  content: b\n- content: c\n", |document| {
        assert_eq!(problems(document), ["duplicate-key: content"]);
        assert_eq!(document.source.slice(document.problems[0].related.unwrap()), "content");
        assert_eq!(document.records.len(), 2);
    });
}

#[test]
fn bytes_that_are_not_utf8_are_told_once_a_line() {
    let source = Source::new("a.yml", b"templates:\n- content: a\xFFb\xFEc\n- content: \xFF\n".as_slice());
    let document = read(&source, Format::Yaml);
    assert_eq!(
        document.problems.iter().map(|p| (p.rule().to_string(), p.span)).collect::<Vec<_>>(),
        [("document/encoding".to_owned(), Span::new(23, 26)), ("document/encoding".to_owned(), Span::new(39, 40)),]
    );
    assert_eq!(document.records[0].text("", "content"), None);
}

#[test]
fn a_slip_behind_an_alias_is_told_once() {
    yaml("templates:\n- &a {content: a, tpye: otp}\n- *a\n- *a\n", |document| {
        assert_eq!(problems(document), ["unknown-key: tpye"]);
        assert_eq!(document.records.len(), 3);
    });
}

#[test]
fn many_records_take_linear_time() {
    let mut text = String::from("templates:\n");
    for index in 0..20_000 {
        text.push_str("- {name: 模板");
        text.push_str(&index.to_string());
        text.push_str(", tpye: otp, content: '您的验证码是{1}。'}\n");
    }
    yaml(&text, |document| {
        assert_eq!((document.records.len(), document.problems.len()), (20_000, 20_000));
    });
}

#[test]
fn a_document_torn_in_its_first_record_is_still_ours() {
    yaml("templates:\n  - name: \"a\n    content: b\n", |document| assert!(document.recognised));
    for text in ["templates:\n  - include: \"a\n", "spec:\n  templates:\n    - name: \"a\n"] {
        yaml(text, |document| assert!(!document.recognised, "{text}"));
    }
}
