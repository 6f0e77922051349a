#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use proptest::prelude::*;

use super::*;
use crate::{
    diagnostic::Language,
    document::{Document, Format, Record, looks_like_document, read_with},
    text::Source,
};

fn parameter(name: &str, path: &[&'static str], form: ValueForm) -> Parameter {
    Parameter {
        name: name.to_owned(),
        aliases: BTreeMap::new(),
        target: (!path.is_empty()).then(|| Target { path: path.to_vec(), alone: false, item: None }),
        form,
        required: false,
        blank: false,
        values: BTreeMap::new(),
        open: false,
        otherwise: None,
        also: None,
        separator: None,
        json: false,
        each: None,
        parameters: Vec::new(),
        codes: Arc::default(),
    }
}

fn action(name: &str, kind: RecordKind, all: &[&str], parameters: Vec<Parameter>) -> Arc<Action> {
    let envelope = Envelope {
        action: Some("Action".to_owned()),
        version: Some("Version".to_owned()),
        common: vec!["Region".to_owned()],
    };
    let all = all.iter().map(|name| (*name).to_owned()).collect();
    Arc::new(Action {
        name: name.to_owned(),
        title: Localized { zh: name.to_owned(), en: name.to_owned() },
        provider: Some("house".to_owned()),
        kind,
        envelope: Arc::new(envelope),
        proof: Proof { all, any: Vec::new(), least: Some(3) },
        parameters,
        sources: Arc::default(),
    })
}

fn payloads() -> Payloads {
    let kinds = |words: &[(&str, Option<&str>)]| {
        words.iter().map(|(raw, word)| ((*raw).to_owned(), word.map(str::to_owned))).collect()
    };
    let old = |name: &str| BTreeMap::from([(name.to_owned(), "1".to_owned())]);
    Payloads::new(vec![
        action(
            "Apply",
            RecordKind::Signature,
            &["SignName"],
            vec![
                Parameter { required: true, ..parameter("SignName", &["name"], ValueForm::String) },
                Parameter {
                    values: kinds(&[("0", Some("company")), ("1", Some("app")), ("2", None)]),
                    ..parameter("SignType", &["type"], ValueForm::Integer)
                },
                Parameter {
                    required: true,
                    blank: false,
                    aliases: old("UsedMethod"),
                    values: kinds(&[("0", Some("self")), ("1", Some("other"))]),
                    ..parameter("SignPurpose", &["purpose"], ValueForm::Integer)
                },
            ],
        ),
        action(
            "Send",
            RecordKind::Send,
            &["Numbers"],
            vec![
                Parameter { separator: Some(",".to_owned()), ..parameter("Numbers", &["phones"], ValueForm::List) },
                parameter("Template", &["template"], ValueForm::Text),
                Parameter { json: true, ..parameter("Params", &["params"], ValueForm::Map) },
            ],
        ),
        action(
            "Qualify",
            RecordKind::Qualification,
            &["Licence"],
            vec![
                parameter("Licence", &["license_valid"], ValueForm::Period),
                parameter("Person", &["legal_person", "name"], ValueForm::Text),
                parameter("Phone", &["admin", "phone"], ValueForm::Text),
                Parameter {
                    parameters: vec![parameter("File", &["file"], ValueForm::Text)],
                    ..parameter("Files", &["documents"], ValueForm::Maps)
                },
            ],
        ),
    ])
}

/// Every text of the records, with its path and what the file says there.
fn texts(document: &Document<'_>) -> Vec<String> {
    fn walk(source: &Source, path: &str, node: &Node<'_>, out: &mut Vec<String>) {
        if let Some(scalar) = node.scalar() {
            out.push(format!("{path}={} <{}>", scalar.cooked.text(), source.slice(scalar.cooked.whole())));
        }
        for (at, item) in node.items().iter().enumerate() {
            walk(source, &format!("{path}.{at}"), item, out);
        }
        for entry in node.entries() {
            walk(source, &format!("{path}.{}", entry.key.cooked.text()), &entry.value, out);
        }
    }
    let mut out = Vec::new();
    for record in &document.records {
        for entry in record.node.entries().iter().filter(|entry| entry.key.cooked.text() != "payload") {
            let path = format!("{}.{}", record.kind, entry.key.cooked.text());
            walk(document.source, &path, &entry.value, &mut out);
        }
    }
    out
}

fn problems(document: &Document<'_>) -> Vec<String> {
    let show = |problem: &super::super::Problem| {
        format!("{} <{}>", problem.message(Language::En), document.source.slice(problem.span))
    };
    document.problems.iter().map(show).collect()
}

#[test]
fn a_request_becomes_a_record_whose_texts_stand_in_the_request() {
    let source = Source::new("a.json", r#"{"SignName": "\u5c71野", "SignType": 1, "SignPurpose": 0}"#);
    let document = read_with(&source, Format::Json, &payloads());
    assert_eq!(
        texts(&document),
        [
            "signature.name=山野 <\\u5c71野>",
            "signature.type=app <1>",
            "signature.purpose=self <0>",
            "signature.provider=house <>"
        ]
    );
    assert!(problems(&document).is_empty());
}

#[test]
fn lists_periods_nested_keys_and_json_in_a_text_are_read() {
    let file = r#"[{"Numbers": "137, 138", "Template": 7, "Params": "{\"code\": \"12\\u0033\", \"n\": 5}"},
        {"Licence": "2020-01-01~2099-12-31", "Person": "张三", "Phone": "137", "Files": [{"File": "a.jpg"}]}]"#;
    let source = Source::new("a.json", file);
    let document = read_with(&source, Format::Json, &payloads());
    assert_eq!(
        texts(&document),
        [
            "send.phones.0=137 <137>",
            "send.phones.1=138 <138>",
            "send.template=7 <7>",
            r"send.params.code=123 <12\\u0033>",
            "send.params.n=5 <5>",
            "send.provider=house <>",
            "qualification.license_valid.from=2020-01-01 <2020-01-01>",
            "qualification.license_valid.to=2099-12-31 <2099-12-31>",
            "qualification.legal_person.name=张三 <张三>",
            "qualification.admin.phone=137 <137>",
            "qualification.documents.0.file=a.jpg <a.jpg>",
            "qualification.provider=house <>",
        ]
    );
    assert!(problems(&document).is_empty(), "{:?}", problems(&document));
}

#[test]
fn what_an_action_does_not_take_is_told_by_its_own_names() {
    let file = r#"{"SignName": 5, "SignTpye": 1, "SignType": 7, "Region": "x", "UsedMethod": "1"}
{"SignName": "x", "Version": "1"}
{"Numbers": ["1", 2, []], "Params": "{\"a\" 1}"}"#;
    let source = Source::new("a.jsonl", file);
    let document = read_with(&source, Format::Json, &payloads());
    assert_eq!(
        problems(&document),
        [
            "`SignName` takes a text in quotes <5>",
            "Apply has no parameter `SignTpye`; did you mean `SignType`? <SignTpye>",
            "`SignType` does not know `7` <7>",
            "`UsedMethod` takes a whole number without quotes <1>",
            "Apply needs `UsedMethod`, which is missing <x>",
            "`Numbers` takes a text in quotes <2>",
            "`Numbers` takes a text <[]>",
            "broken syntax: expected `:` between the key and its value <1>",
        ]
    );
}

#[test]
fn an_action_that_is_named_decides_and_may_hold_its_parameters_below() {
    for (file, kinds) in [
        (r#"{"Action": "Send", "SignName": "x", "Template": "t"}"#, &["send"][..]),
        (r#"{"Action": "Apply", "Body": {"SignName": "x"}}"#, &["signature"]),
        (r#"{"Action": "Describe", "SignName": "x"}"#, &[]),
        (r#"{"Numbers": "1", "Template": "t"}"#, &["send"]),
        (r#"[{"Numbers": "1"}, {"other": 1}, {"SignName": "x"}]"#, &["send", "signature"]),
        (r#"{"name": "x"}"#, &[]),
    ] {
        let source = Source::new("a.json", file);
        let document = read_with(&source, Format::Json, &payloads());
        let found: Vec<&str> = document.records.iter().map(|record| record.kind.as_str()).collect();
        assert_eq!(found, kinds, "{file}");
        assert_eq!(document.recognised, !kinds.is_empty(), "{file}");
    }
}

#[test]
fn a_request_that_lacks_what_proves_it_is_known_by_its_other_parameters() {
    let of = |file: &str| {
        let source = Source::new("a.json", file);
        let document = read_with(&source, Format::Json, &payloads());
        assert!(!document.recognised || looks_like_document(file.as_bytes(), &payloads()), "{file}");
        let kinds: Vec<&str> = document.records.iter().map(|record| record.kind.as_str()).collect();
        (kinds.join(" "), problems(&document).join("; "))
    };
    let said = of(r#"{"SignType": 1, "SignPurpose": 0, "Region": "x", "SignNmae": "山野"}"#);
    assert!(said.0 == "signature" && said.1.contains("Apply needs `SignName`, which is missing"), "{said:?}");
    let (kind, problem) = of(r#"{"License": "2020-01-01~2030-01-01", "Person": "张三", "Phone": "137"}"#);
    assert_eq!(kind, "qualification");
    assert!(problem.contains("did you mean `Licence`?"), "{problem}");
    for file in [
        r#"{"Person": "张三", "Phone": "137"}"#,
        r#"{"Person": "张三", "Phone": "137", "Files": [], "Address": "杭州"}"#,
        r#"{"Person": "张三", "Phone": "137", "Files": [], "Action": "Describe"}"#,
        r#"{"Person": "张三", "Fone": "137", "Fyles": []}"#,
        r#"{"name": "x", "version": "1.0.0", "scripts": {"test": "x"}, "files": ["a"]}"#,
        r#"{"compilerOptions": {"strict": true}, "include": ["src"], "files": []}"#,
        r#"[{"id": 1, "Phone": "137"}, {"id": 2, "Phone": "138"}]"#,
        r#"{"Region": "x", "Person": "张三", "Phone": "137"}"#,
    ] {
        assert_eq!(of(file), (String::new(), String::new()), "{file}");
    }
}

#[test]
fn what_stands_among_requests_and_is_none_is_told() {
    let file = r#"[{"Numbers": "1", "Template": "t"}, {"other": 1}, "x", null, {"Action": "Describe", "Id": 1}]"#;
    let source = Source::new("a.json", file);
    let unknown = "this is no request that is known, and is not checked";
    let document = read_with(&source, Format::Json, &payloads());
    assert_eq!(problems(&document), [format!("{unknown} <other>"), format!("{unknown} <\"x\">")]);
    let source = Source::new("a.json", r#"[{"other": 1}, {"another": 2}]"#);
    let document = read_with(&source, Format::Json, &payloads());
    assert!(!document.recognised && document.problems.is_empty());
}

#[test]
fn what_is_said_about_a_request_uses_its_own_names() {
    let source = Source::new("a.json", r#"{"SignName": "x", "UsedMethod": 0}"#);
    let document = read_with(&source, Format::Json, &payloads());
    let request = document.records[0].payload.as_ref().unwrap();
    let say = |text, language| request.reword(text, language);
    assert_eq!(say("把 purpose 改为 other。", Language::Zh), "把 UsedMethod 改为 1（other）。");
    assert_eq!(say("set `purpose` to other, by type", Language::En), "set `UsedMethod` to other, by type");
    assert_eq!(request.spoken("company, app, x", Language::En), "0 (company), 1 (app), x");
}

fn files() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\n",
        "\"SignName\":",
        "\"SignType\":",
        "\"Numbers\":",
        "\"Params\":",
        "\"Licence\":",
        "\"Files\":",
        "\"Action\":\"Send\",",
        "\"UsedMethod\":1",
        "1",
        "\"x\"",
        "\"137,138\"",
        "null",
        "\"2020-01-01~2030-01-01\"",
        "\"{\\\"a\\\":\\\"你\\\\u4F60\\\"}\"",
        "\"{\\\"a\\\" 1\"",
        "山野",
        "\\u5c71",
        "SignName: x\n",
        "- Numbers: [1, 2]\n",
        "  Params: '{\"a\": \"b\"}'\n",
        "\u{feff}",
        "\"\\u0053ignName\":",
        "\0",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A text that stands in the file as it is says what the file says; any other stands somewhere in it.
fn assert_true(source: &Source, node: &Node<'_>) {
    if let Some(scalar) = node.scalar() {
        let place = scalar.cooked.whole();
        assert!(place.end <= source.bytes().len());
        if scalar.cooked.map().is_linear() {
            assert_eq!(source.slice(place), scalar.cooked.text());
        }
    }
    node.items().iter().for_each(|item| assert_true(source, item));
    node.entries().iter().for_each(|entry| assert_true(source, &entry.value));
}

proptest! {
    #[test]
    fn requests_are_read_without_a_panic_and_places_are_true(file in files()) {
        let (source, payloads) = (Source::new("a", file.as_bytes()), payloads());
        for format in [Format::Json, Format::Yaml] {
            let document = read_with(&source, format, &payloads);
            for problem in &document.problems {
                prop_assert!(problem.span.end <= file.len());
                prop_assert!(!problem.message(Language::Zh).is_empty() && !problem.help(Language::En).is_empty());
            }
            document.records.iter().for_each(|record: &Record<'_>| assert_true(&source, &record.node));
            prop_assert!(!document.recognised || looks_like_document(file.as_bytes(), &payloads));
        }
    }

    #[test]
    fn json_in_a_text_leads_to_the_characters_that_were_typed(value in "[a-z你好😀\"\\\\/\n ]{1,12}") {
        let inner = serde_json::json!({"a": value}).to_string();
        let file = serde_json::json!({"Numbers": "1", "Params": inner}).to_string();
        let source = Source::new("a.json", file.as_bytes());
        let document = read_with(&source, Format::Json, &payloads());
        let params = document.records[0].field("house", "params").unwrap();
        let scalar = params.get("a").unwrap().scalar().unwrap();
        prop_assert_eq!(scalar.cooked.text(), value.as_str());
        for (at, character) in value.char_indices() {
            let written = source.slice(scalar.cooked.span(at..at + character.len_utf8())).into_owned();
            let once: String = serde_json::from_str(&format!("\"{written}\"")).unwrap();
            let twice: String = serde_json::from_str(&format!("\"{once}\"")).unwrap();
            prop_assert_eq!(twice, character.to_string());
        }
    }
}
