//! The schema of documents: native ones, made of the tables that the reader goes by, and requests, alone or in a list.

use serde_json::{Map, Value, json};

use super::{DRAFT, any_scalar, requests};
use crate::document::{
    Payloads, RecordKind,
    schema::{Form, Key, OWN_PREFIX, file_keys, record_keys},
};

pub(super) fn schema(payloads: &Payloads) -> Value {
    let mut document = map(file_keys(), None);
    let lists: Vec<Value> = RecordKind::ALL.iter().map(|kind| json!({"required": [kind.list_key()]})).collect();
    document["anyOf"] = lists.into();
    let mut definitions = requests::definitions(payloads);
    for kind in RecordKind::ALL {
        let mut record = map(record_keys(kind), Some(kind));
        // At another provider alone is enough.
        record["anyOf"] = json!([{"required": [kind.main_key()]}, {"required": ["variants"]}]);
        definitions.insert(kind.as_str().to_owned(), record);
        let keys: Vec<Key> = record_keys(kind).iter().filter(|key| key.form != Form::Variants).cloned().collect();
        definitions.insert(variant(kind), map(&keys, Some(kind)));
    }
    definitions.insert(DOCUMENT.to_owned(), document);
    json!({
        "$schema": DRAFT,
        "title": "smslint: documents",
        "description": "What a company is about to submit to its SMS provider.",
        "if": {"type": "array"},
        "then": {"items": requests::any(payloads)},
        "else": {
            "if": requests::shown(payloads),
            "then": requests::any(payloads),
            "else": reference(DOCUMENT),
        },
        "definitions": definitions,
    })
}

/// What a native document is called.
const DOCUMENT: &str = "document";

fn variant(kind: RecordKind) -> String {
    format!("variant_of_{kind}")
}

/// A map with these keys, and with those of the user's own.
fn map(keys: &[Key], kind: Option<RecordKind>) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_owned(), property(key, kind))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "patternProperties": {format!("^{OWN_PREFIX}"): {}},
        "additionalProperties": false,
    })
}

/// Null stands everywhere, and means that the key is not there.
fn property(key: &Key, kind: Option<RecordKind>) -> Value {
    json!({"title": key.title.zh, "description": key.title.en, "anyOf": [form(key.form, kind), {"type": "null"}]})
}

fn form(form: Form, kind: Option<RecordKind>) -> Value {
    let text = || json!({"type": any_scalar()});
    let list = |items: Value| json!({"type": "array", "items": {"anyOf": [items, {"type": "null"}]}});
    let texts = || list(text());
    let named =
        |values: Value| json!({"type": "object", "additionalProperties": {"anyOf": [values, {"type": "null"}]}});
    match form {
        Form::Text => text(),
        Form::Number => json!({"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}),
        Form::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        Form::Word(words) => json!({"enum": words}),
        Form::Words(words) => list(json!({"enum": words})),
        Form::Texts => texts(),
        Form::OneOrTexts => json!({"anyOf": [text(), texts()]}),
        Form::TextsOrMap => json!({"anyOf": [texts(), named(text())]}),
        Form::TextMap => named(text()),
        Form::Map(keys) => map(keys, kind),
        Form::Maps(keys) => list(map(keys, kind)),
        Form::MapOf(keys) => named(map(keys, kind)),
        Form::Variants => kind.map_or(json!(false), |kind| named(reference(&variant(kind)))),
        Form::Records(kind) => list(reference(kind.as_str())),
    }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{name}")})
}
