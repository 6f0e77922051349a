//! Forms that are told apart by what stands there.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Limit, SettingName, WordFile, WordsSpec};

impl JsonSchema for Limit {
    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let setting = generator.subschema_for::<SettingName>();
        json_schema!({
            "description": "A figure, or the setting that holds it. Where the setting is unknown, nothing is found.",
            "anyOf": [{"type": "integer", "minimum": 0}, setting],
        })
    }
}

impl JsonSchema for WordsSpec {
    fn schema_name() -> Cow<'static, str> {
        "WordsSpec".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let file = generator.subschema_for::<WordFile>();
        json_schema!({
            "description": "Words, in the rule itself or in a file of the pack.",
            "anyOf": [{"type": "array", "items": {"type": "string"}}, file],
        })
    }
}
