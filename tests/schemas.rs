//! The JSON Schemas that the command prints say what its readers say: all that we ship is valid, and slips are not.
#![cfg(feature = "cli")]

mod files;

use std::{collections::BTreeSet, path::Path, process::Command};

use jsonschema::Validator;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use serde_yaml::Value as Yaml;

fn schema(of: &str) -> Validator {
    let output = Command::new(env!("CARGO_BIN_EXE_smslint")).args(["schema", of]).output().expect("smslint to start");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let schema: Json = serde_json::from_slice(&output.stdout).expect("a schema is JSON");
    assert!(jsonschema::draft7::meta::is_valid(&schema), "the schema of {of} is no schema of draft 7");
    jsonschema::draft7::new(&schema).expect("a schema that can be used")
}

/// The documents of a YAML file, as JSON: keys are texts, merges are merged.
fn documents(path: &Path) -> Vec<Json> {
    let text = files::read(path);
    let documents = serde_yaml::Deserializer::from_str(&text).map(|one| {
        let mut one = Yaml::deserialize(one).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        one.apply_merge().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        as_json(one)
    });
    documents.filter(|document| !document.is_null()).collect()
}

fn as_json(value: Yaml) -> Json {
    match value {
        Yaml::Mapping(entries) => entries.into_iter().map(|(key, value)| (text(&key), as_json(value))).collect(),
        Yaml::Sequence(items) => items.into_iter().map(as_json).collect(),
        Yaml::Tagged(tagged) => as_json(tagged.value),
        scalar => serde_json::to_value(scalar).expect("a scalar"),
    }
}

fn text(key: &Yaml) -> String {
    match key {
        Yaml::String(text) => text.clone(),
        key => serde_json::to_string(key).expect("a scalar"),
    }
}

/// Holds every document of these files against the schema.
fn assert_valid(of: &str, paths: impl IntoIterator<Item = impl AsRef<Path>>) {
    let (schema, mut faults, mut seen) = (schema(of), Vec::new(), 0);
    for path in paths {
        for document in documents(path.as_ref()) {
            seen += 1;
            let path = path.as_ref().display();
            faults.extend(
                schema.iter_errors(&document).map(|error| format!("{path}: {}: {error}", error.instance_path())),
            );
        }
    }
    assert!(seen > 0 && faults.is_empty(), "{} faults in {seen} documents:\n{}", faults.len(), faults.join("\n"));
}

fn assert_refused(of: &str, wrong: impl IntoIterator<Item = Json>) {
    let schema = schema(of);
    for document in wrong {
        assert!(!schema.is_valid(&document), "the schema of {of} lets pass {document}");
    }
}

#[test]
fn every_example_is_a_valid_document() {
    let examples = files::below("examples", ".yml").into_iter().chain(files::below("examples", ".json"));
    assert_valid("documents", examples.chain(["src/document/read/tests/everything.yml".into()]));
}

#[test]
fn slips_in_documents_are_refused() {
    assert_refused(
        "documents",
        [
            json!({}),
            json!({"templates": {"content": "x"}}),
            json!({"templates": [{"name": "x"}]}),
            json!({"templates": [{"contnet": "x", "content": "x"}]}),
            json!({"templates": [{"content": "x", "type": "promotion"}]}),
            json!({"templates": [{"content": "x", "variables": {"1": {"max": -1}}}]}),
            json!({"templates": [{"content": "x", "variants": {"a": {"variants": {}}}}]}),
            json!({"letters": [{"name": "x", "valid": {"from": "2026/1/1"}}]}),
            json!({"sends": [{"template": "x", "phones": 1}]}),
            json!({"sends": [], "regoin": "mainland"}),
            json!([{"templates": []}]),
            json!([{"SignName": "x", "SignType": 0, "ProofImage": "x"}]),
            json!({"Action": "AddSmsSign", "SignNam": "x"}),
            json!({"TemplateName": "x", "TemplateContent": "x", "SmsType": "marketing", "International": 0, "Remark": "x"}),
        ],
    );
}

#[test]
fn our_own_configuration_is_valid() {
    assert_valid("config", ["lint.yml"]);
    let schema = schema("config");
    let whole = json!({
        "smslint": 1, "provider": ["house"], "packs": ["./rules/house"], "as_of": "2026-11-21", "language": "zh",
        "profile": {"account": "enterprise", "max_variable_chars": 6, "variables_in_notification": true, "own": "x"},
        "include": ["sms/**"], "exclude": [], "fail_on": "warning", "rules": {"house/a": "off", "*": "info"},
        "overrides": [{"files": "drafts/**", "rules": {"cn/*": "info"}}],
    });
    assert_eq!(schema.iter_errors(&whole).map(|error| error.to_string()).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn slips_in_a_configuration_are_refused() {
    assert_refused(
        "config",
        [
            json!({}),
            json!({"smslint": 2}),
            json!({"smslint": 1, "rule": {}}),
            json!({"smslint": 1, "fail_on": "never"}),
            json!({"smslint": 1, "rules": {"house/a": "loud"}}),
            json!({"smslint": 1, "profile": {"account": "company"}}),
            json!({"smslint": 1, "include": "sms/**"}),
            json!({"smslint": 1, "overrides": [{"rules": {}}]}),
        ],
    );
}

#[test]
fn every_built_in_rule_and_pack_is_valid() {
    assert_valid("rules", files::below("rules", ".yml"));
}

#[test]
fn slips_in_rules_and_packs_are_refused() {
    let rule = json!({
        "id": "a", "title": "x", "family": "subject", "severity": "error", "applies": {"kind": "template"},
        "match": {"words": ["x"]}, "message": {"zh": "x", "en": "x"},
    });
    let schema = schema("rules");
    assert!(
        schema.is_valid(&rule),
        "{:?}",
        schema.iter_errors(&rule).map(|error| error.to_string()).collect::<Vec<_>>()
    );
    let with = |key: &str, value: Json| {
        let mut rule = rule.clone();
        rule[key] = value;
        rule
    };
    assert_refused(
        "rules",
        [
            json!({}),
            json!({"title": "a pack without a name"}),
            json!({"name": "house", "setings": {}}),
            json!({"id": "a"}),
            with("severity", json!("fatal")),
            with("since", json!(2026)),
            with("match", json!({"word": ["x"]})),
            with("match", json!({"length": {"max": {"settin": "x"}}})),
            with("applies", json!({"kind": "message"})),
            with("message", json!({"zh": "x"})),
            with("helpp", json!("x")),
        ],
    );
}

#[test]
fn the_pages_on_documents_name_every_key_and_every_word() {
    let output = Command::new(env!("CARGO_BIN_EXE_smslint")).args(["schema", "documents"]).output();
    let schema: Json = serde_json::from_slice(&output.expect("smslint to start").stdout).expect("a schema is JSON");
    // Requests have pages of their own.
    let own = schema["definitions"].as_object().expect("definitions").iter();
    let mut names = BTreeSet::new();
    own.filter(|(name, _)| !name.contains("request ")).for_each(|(_, one)| collect(one, &mut names));
    assert!(names.len() > 80, "only {} names in the schema", names.len());
    for page in ["docs/documents.md", "docs/documents.zh-CN.md"] {
        let text = files::read(Path::new(page));
        let said: BTreeSet<&str> = text.split('`').flat_map(|code| code.split(['.', '[', ']', '*'])).collect();
        let missing: Vec<_> = names.iter().filter(|name| !said.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "{page} does not name {missing:?}");
    }
}

/// The names of all properties, and the words of all enumerations.
fn collect(schema: &Json, names: &mut BTreeSet<String>) {
    match schema {
        Json::Object(map) => {
            if let Some(Json::Object(properties)) = map.get("properties") {
                names.extend(properties.keys().cloned());
            }
            if let Some(Json::Array(words)) = map.get("enum") {
                names.extend(words.iter().filter_map(Json::as_str).map(str::to_owned));
            }
            for value in map.values() {
                collect(value, names);
            }
        }
        Json::Array(items) => {
            for item in items {
                collect(item, names);
            }
        }
        _ => {}
    }
}
