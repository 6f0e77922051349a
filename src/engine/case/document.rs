//! The document in which a case is judged.

use serde_json::{Map, Value, json};

use crate::{
    document::RecordKind,
    rule::spec::{CaseSpec, RuleSpec},
};

/// The document of a case: as given, or made of a record, or of a text and what the rule applies to.
pub(super) fn of(spec: &RuleSpec, case: &CaseSpec) -> Result<Value, String> {
    match (&case.text, &case.record, &case.document) {
        (Some(text), None, None) => Ok(document(spec, record(spec, text)?)),
        (None, Some(record @ Value::Object(_)), None) => Ok(json!({ spec.applies.kind.list_key(): [record] })),
        (None, None, Some(document @ Value::Object(_))) => Ok(document.clone()),
        _ => Err("a case has exactly one of `text`, `record` (a map) and `document` (a map)".to_owned()),
    }
}

/// The text of the rule's field in the first record of its kind, in a document that was changed.
pub(super) fn field(pack: &str, spec: &RuleSpec, case: &CaseSpec, json: &[u8]) -> Option<String> {
    let document: Value = serde_json::from_slice(json).ok()?;
    let kind = spec.applies.kind;
    let records = document.get(kind.list_key())?.as_array()?;
    let wanted = match &spec.fix {
        Some(fix) if fix.variant == Some(true) => format!("variants.{pack}.{}", kind.main_key()),
        _ => path(spec).to_owned(),
    };
    // A case that gives a whole document may show the fault in any of its records.
    let mut values = records.iter().filter_map(|record| {
        let value = wanted.split('.').try_fold(record, |value, key| value.get(key))?;
        let text = value.as_str().or_else(|| value.as_array()?.first()?.as_str());
        text.map(str::to_owned)
    });
    values.find(|text| case.fixed.as_ref() == Some(text)).or_else(|| {
        let first = records.first()?;
        wanted.split('.').try_fold(first, |value, key| value.get(key))?.as_str().map(str::to_owned)
    })
}

/// The path of the rule's field in a record of its own kind.
fn path(spec: &RuleSpec) -> &str {
    let kind = spec.applies.kind;
    let path = spec.field.as_ref().map_or(kind.main_key(), |field| field.as_str());
    path.strip_prefix(kind.as_str()).and_then(|rest| rest.strip_prefix('.')).unwrap_or(path)
}

fn record(spec: &RuleSpec, text: &str) -> Result<Map<String, Value>, String> {
    let path = path(spec);
    if path.contains('.') {
        return Err("the rule's field lies inside another: give a `record`".to_owned());
    }
    let mut record = Map::new();
    let kind = spec.applies.kind;
    if kind == RecordKind::Template && path != "content" {
        record.insert("content".to_owned(), "您的订单已发出。".into());
    }
    if matches!(kind, RecordKind::Signature | RecordKind::Qualification | RecordKind::Letter) && path != "name" {
        record.insert("name".to_owned(), "山野书局".into());
    }
    let value = if matches!(path, "params" | "phones" | "signatures") { json!([text]) } else { text.into() };
    record.insert(path.to_owned(), value);
    Ok(record)
}

/// The record in a list of its kind, with what the rule applies to.
fn document(spec: &RuleSpec, mut record: Map<String, Value>) -> Value {
    let applies = &spec.applies;
    for (key, values) in [("type", &applies.types), ("region", &applies.region), ("account", &applies.account)] {
        if let Some(first) = values.first() {
            record.insert(key.to_owned(), first.value.clone().into());
        }
    }
    json!({ applies.kind.list_key(): [record] })
}
