//! The schemas of `lint.yml` and of packs, made of the types they are read into; comments there are descriptions here.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::{DRAFT, any_scalar};
use crate::{
    config::Spec,
    diagnostic::Localized,
    rule::{
        RuleSet,
        spec::{ActionSpec, CodeSpec, PackSpec, RuleSpec, SettingKind, SettingSpec},
    },
};

/// The schema of `lint.yml`. Offers what built-in packs know; packs of the user may know more.
pub(super) fn config(rules: &RuleSet) -> Value {
    let mut schema = of::<Spec>("smslint: lint.yml");
    schema["required"] = json!(["smslint"]);
    let levels: Map<String, Value> = rules
        .rules()
        .iter()
        .map(|rule| (rule.id.to_string(), described(&rule.title, json!({"$ref": "#/definitions/Level"}))))
        .collect();
    let settings: Map<String, Value> = rules
        .settings()
        .into_iter()
        .map(|(name, setting)| (name.to_owned(), described(&setting.title, values(setting))))
        .collect();
    let properties = &mut schema["properties"];
    properties["smslint"] = json!({"description": properties["smslint"]["description"], "enum": [1, "1"]});
    properties["rules"]["properties"] = levels.clone().into();
    properties["profile"]["properties"] = settings.into();
    properties["provider"]["examples"] = json!(rules.providers());
    schema["definitions"]["OverrideSpec"]["properties"]["rules"]["properties"] = levels.into();
    schema
}

/// The schema of a file of a pack: a rule, which has an id; a request to an API, which has an action; the list of codes;
/// or the manifest.
pub(super) fn rules() -> Value {
    let (mut rule, mut pack) = (of::<RuleSpec>(""), of::<PackSpec>(""));
    let (mut code, mut action) = (of::<CodeSpec>(""), of::<ActionSpec>(""));
    let mut definitions = Map::new();
    let all = [("RuleSpec", &mut rule), ("PackSpec", &mut pack), ("CodeSpec", &mut code), ("ActionSpec", &mut action)];
    for (name, schema) in all {
        let Some(schema) = schema.as_object_mut() else { continue };
        if let Some(Value::Object(inner)) = schema.remove("definitions") {
            definitions.extend(inner);
        }
        schema.remove("$schema");
        schema.remove("title");
        definitions.insert(name.to_owned(), schema.clone().into());
    }
    json!({
        "$schema": DRAFT,
        "title": "smslint: rules and packs",
        "if": {"type": "array"},
        "then": {"items": {"$ref": "#/definitions/CodeSpec"}},
        "else": {
            "if": {"required": ["id"]},
            "then": {"$ref": "#/definitions/RuleSpec"},
            "else": {
                "if": {"required": ["action"]},
                "then": {"$ref": "#/definitions/ActionSpec"},
                "else": {"$ref": "#/definitions/PackSpec"},
            },
        },
        "definitions": definitions,
    })
}

fn of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    schema["title"] = title.into();
    schema
}

/// A schema with what the reader is told about it.
fn described(title: &Localized, mut schema: Value) -> Value {
    // Beside a reference, draft 7 sees nothing.
    if schema.get("$ref").is_some() {
        schema = json!({"allOf": [schema]});
    }
    schema["title"] = title.zh.as_str().into();
    schema["description"] = title.en.as_str().into();
    schema
}

fn values(setting: &SettingSpec) -> Value {
    match setting.kind {
        SettingKind::Choice => json!({"enum": setting.values}),
        SettingKind::Boolean => json!({"enum": [true, false, "true", "false"]}),
        SettingKind::Number => json!({"type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]+$"}),
        SettingKind::Text => json!({"type": any_scalar()}),
    }
}

/// Says what is true of our reader, and says it to people: texts may be written as numbers, defaults are described in
/// words, and nobody can follow a link between comments of the code.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(keys) => {
            // A property may be called `default` or `type`; only schemas are tidied, and these have no map there.
            if keys.get("default").is_some_and(|value| value.get("description").is_none() && !is_schema(value)) {
                keys.remove("default");
            }
            if !["enum", "const", "format"].iter().any(|key| keys.contains_key(*key)) {
                widen(keys);
            }
            if let Some(Value::String(text)) = keys.get_mut("description") {
                *text = text.replace("[`", "`").replace("`]", "`").replace("super::", "").replace('\n', " ");
            }
            keys.values_mut().for_each(tidy);
        }
        _ => {}
    }
}

/// Whether a value is rather a schema than a default.
fn is_schema(value: &Value) -> bool {
    ["type", "$ref", "anyOf", "allOf"].iter().any(|key| value.get(key).is_some())
}

/// Lets a text be written as any scalar.
fn widen(keys: &mut Map<String, Value>) {
    match keys.get_mut("type") {
        Some(kind @ Value::String(_)) if kind == "string" => *kind = any_scalar(),
        Some(Value::Array(kinds)) if kinds.contains(&json!("string")) => {
            kinds.extend([json!("number"), json!("boolean")]);
        }
        _ => {}
    }
}
