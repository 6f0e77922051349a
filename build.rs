//! Turns the packs under `rules/` into JSON texts that the library embeds, in pieces that are read when they are needed.
//! Checks nothing: the library reads them through its own door, and its tests read `rules/` itself.

#[path = "src/text/narrow.rs"]
mod narrow;
#[path = "src/rule/matcher/outline.rs"]
mod outline;

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

use serde_json::{Map, Value, json};
use walkdir::WalkDir;

#[derive(Default)]
struct Pack {
    manifest: Value,
    rules: Vec<Value>,
    actions: Vec<Value>,
    words: Map<String, Value>,
    cases: Map<String, Value>,
    codes: Value,
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=rules");
    for own in ["build.rs", "src/text/narrow.rs", "src/rule/matcher/outline.rs"] {
        println!("cargo:rerun-if-changed={own}");
    }
    let mut packs: BTreeMap<String, Pack> = BTreeMap::new();
    for entry in WalkDir::new("rules").sort_by_file_name() {
        let entry = entry?;
        let path = entry.path().strip_prefix("rules")?.to_string_lossy().replace('\\', "/");
        let Some((folder, rest)) = path.split_once('/').filter(|_| entry.file_type().is_file()) else { continue };
        let pack = packs.entry(folder.to_owned()).or_default();
        match Path::new(rest).extension().and_then(|extension| extension.to_str()) {
            Some("yml") => {
                let mut rule: Value = serde_yaml::from_str(&fs::read_to_string(entry.path())?)
                    .map_err(|error| format!("rules/{path}: {error}"))?;
                if rest == "pack.yml" {
                    pack.manifest = rule;
                } else if rest.starts_with("fields/") {
                    pack.actions.push(rule);
                } else if rest == "codes.yml" {
                    pack.codes = rule;
                } else {
                    let own = rule.as_object_mut().and_then(|keys| keys.remove("cases"));
                    let id = rule["id"].as_str().unwrap_or_default().to_owned();
                    pack.cases.insert(id, own.unwrap_or_else(|| json!({})));
                    pack.rules.push(rule);
                }
            }
            Some("txt") => {
                pack.words.insert(rest.to_owned(), fs::read_to_string(entry.path())?.into());
            }
            _ => {}
        }
    }
    let out = env::var("OUT_DIR")?;
    let mut list = String::new();
    for (name, pack) in in_order(packs) {
        let mut outlines = Map::new();
        pack.rules.iter().chain([&pack.manifest["matchers"]]).for_each(|rule| outline(rule, &mut outlines));
        let ids: Vec<&Value> = pack.rules.iter().map(|rule| &rule["id"]).collect();
        let pieces = [
            ("head", json!({"manifest": pack.manifest, "actions": pack.actions, "ids": ids})),
            ("rules", json!(pack.rules)),
            ("words", json!(pack.words)),
            ("outlines", json!(outlines)),
            ("cases", json!(pack.cases)),
            ("codes", json!(pack.codes.as_array().cloned().unwrap_or_default())),
        ];
        writeln!(list, "    Embedded {{\n        name: {name:?},")?;
        for (piece, value) in pieces {
            let file = format!("{name}.{piece}.json");
            fs::write(Path::new(&out).join(&file), serde_json::to_vec(&value)?)?;
            writeln!(list, "        {piece}: include_str!(concat!(env!(\"OUT_DIR\"), \"/{file}\")),")?;
        }
        writeln!(list, "    }},")?;
    }
    fs::write(Path::new(&out).join("packs.rs"), format!("&[\n{list}]\n"))?;
    Ok(())
}

/// Outlines every regular expression below `value`. What is wrong with one, the tests of the packs tell.
fn outline(value: &Value, outlines: &mut Map<String, Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| outline(item, outlines)),
        Value::Object(keys) => {
            for (key, value) in keys {
                match value
                    .as_str()
                    .filter(|_| key == "regex")
                    .map(|source| (source, outline::of(source, narrow::fold_str)))
                {
                    Some((source, Ok(found))) => {
                        outlines.insert(source.to_owned(), json!(found));
                    }
                    Some((_, Err(_))) => {}
                    None => outline(value, outlines),
                }
            }
        }
        _ => {}
    }
}

/// Each pack after those it extends; a pack that extends an unknown one, or itself, comes last as it is.
fn in_order(mut packs: BTreeMap<String, Pack>) -> Vec<(String, Pack)> {
    let mut ordered: Vec<(String, Pack)> = Vec::new();
    while !packs.is_empty() {
        let ready = packs.iter().find(|(_, pack)| {
            let extends = pack.manifest["extends"].as_array().cloned().unwrap_or_default();
            extends.iter().all(|name| ordered.iter().any(|(known, _)| name == known.as_str()))
        });
        let Some(next) = ready.map(|(name, _)| name.clone()).or_else(|| packs.keys().next().cloned()) else { break };
        ordered.extend(packs.remove(&next).map(|pack| (next, pack)));
    }
    ordered
}
