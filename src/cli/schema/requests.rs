//! The schema of requests to a provider's API, made of what the built-in packs say about them.

use serde_json::{Map, Value, json};

use super::any_scalar;
use crate::document::{Action, Parameter, Payloads, ValueForm};

/// The definitions that [`any`] and [`shown`] refer to.
pub(super) fn definitions(payloads: &Payloads) -> Map<String, Value> {
    let mut definitions = Map::new();
    for action in payloads.actions() {
        definitions.insert(shown_as(action), shown_by(action));
        definitions.insert(made_of(action), request(action));
    }
    definitions
}

/// Any request that is known.
pub(super) fn any(payloads: &Payloads) -> Value {
    let requests = payloads.actions().iter();
    json!({"anyOf": requests.map(|action| json!({"allOf": [reference(&shown_as(action)), reference(&made_of(action))]})).collect::<Vec<_>>()})
}

/// What shows that something is a request.
pub(super) fn shown(payloads: &Payloads) -> Value {
    json!({"anyOf": payloads.actions().iter().map(|action| reference(&shown_as(action))).collect::<Vec<_>>()})
}

/// Actions of different providers may be called alike.
fn made_of(action: &Action) -> String {
    format!("request {} {}", action.provider.as_deref().unwrap_or_default(), action.name)
}

fn shown_as(action: &Action) -> String {
    format!("shows {}", made_of(action))
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/definitions/{}", name.replace(' ', "%20"))})
}

/// The name of the action; or else the parameters that prove it.
fn shown_by(action: &Action) -> Value {
    let has = |name: &String| match action.parameter(name) {
        Some(parameter) => given(parameter),
        None => json!({"required": [name]}),
    };
    let mut proven: Vec<Value> = action.proof.all.iter().map(has).collect();
    if !action.proof.any.is_empty() {
        proven.push(json!({"anyOf": action.proof.any.iter().map(has).collect::<Vec<_>>()}));
    }
    let Some(key) = &action.envelope.action else { return json!({"type": "object", "allOf": proven}) };
    json!({
        "type": "object",
        "if": {"required": [key]},
        "then": {"properties": {key: {"const": action.name}}},
        "else": {"allOf": proven},
    })
}

/// The parameters, beside the name of the action or in a map there.
fn request(action: &Action) -> Value {
    let envelope = &action.envelope;
    let common: Map<String, Value> = envelope
        .action
        .iter()
        .chain(&envelope.version)
        .chain(&envelope.common)
        .map(|key| (key.clone(), json!({})))
        .collect();
    let mut flat = parameters(&action.parameters);
    flat["title"] = action.title.zh.as_str().into();
    flat["description"] = action.title.en.as_str().into();
    let Some(key) = &envelope.action else { return flat };
    let inner = flat.clone();
    if let Some(Value::Object(properties)) = flat.get_mut("properties") {
        properties.extend(common.clone());
    }
    let nested = json!({"type": "object", "properties": common, "required": [key], "additionalProperties": inner});
    json!({"anyOf": [flat, nested]})
}

fn parameters(of: &[Parameter]) -> Value {
    let mut properties = Map::new();
    for parameter in of {
        for name in parameter.aliases.keys().chain([&parameter.name]) {
            properties.insert(name.clone(), json!({"anyOf": [value(parameter), {"type": "null"}]}));
        }
    }
    let required: Vec<Value> = of.iter().filter(|parameter| parameter.required).map(given).collect();
    let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
    if !required.is_empty() {
        schema["allOf"] = required.into();
    }
    schema
}

/// That the parameter is there, in the words of any version.
fn given(parameter: &Parameter) -> Value {
    let names = parameter.aliases.keys().chain([&parameter.name]);
    let mut each: Vec<Value> = names.map(|name| json!({"required": [name]})).collect();
    if each.len() == 1 { each.remove(0) } else { json!({"anyOf": each}) }
}

fn value(parameter: &Parameter) -> Value {
    if !parameter.values.is_empty() && !parameter.open && !matches!(parameter.form, ValueForm::List) {
        let numbers = parameter.values.keys().filter_map(|value| value.parse::<i64>().ok()).map(Value::from);
        let words = parameter.values.keys().map(|value| match &**value {
            "true" => true.into(),
            "false" => false.into(),
            word => Value::from(word),
        });
        let numeric = matches!(parameter.form, ValueForm::Integer);
        return json!({"enum": numbers.chain(words.filter(|_| !numeric)).collect::<Vec<_>>()});
    }
    let text = || json!({"type": any_scalar()});
    let form = match parameter.form {
        ValueForm::Text | ValueForm::String => text(),
        ValueForm::Integer => json!({"type": "integer"}),
        ValueForm::Number => json!({"type": ["integer", "string"], "pattern": "^[0-9]+$"}),
        ValueForm::Boolean => json!({"enum": [true, false, "true", "false"]}),
        ValueForm::Date => json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        ValueForm::Period => {
            json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}~[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
        }
        ValueForm::List => json!({"type": "array", "items": text()}),
        ValueForm::Map => json!({"type": "object"}),
        ValueForm::Maps => json!({"type": "array", "items": parameters(&parameter.parameters)}),
        ValueForm::Any => json!({}),
    };
    // A text that holds JSON, or a list with something between the items.
    if parameter.json || parameter.separator.is_some() { json!({"anyOf": [form, {"type": "string"}]}) } else { form }
}
