use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Localized;

impl JsonSchema for Localized {
    fn schema_name() -> Cow<'static, str> {
        "Localized".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A wording in every language, or one that serves for all.",
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {
                        "zh": {"type": "string", "description": "Simplified Chinese."},
                        "en": {"type": "string", "description": "English."},
                    },
                    "required": ["zh", "en"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}
