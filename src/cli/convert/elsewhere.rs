//! Templates of files that cannot hold variants, such as requests and plain texts.

use std::fmt::Write as _;

use crate::{
    document::{Converted, Record},
    text::quote,
};

/// A converted template, with what else a document says of it.
#[derive(Debug)]
pub(super) struct Elsewhere {
    /// Keys and values, in the order in which they are written.
    keys: Vec<(&'static str, String)>,
}

impl Elsewhere {
    pub(super) fn new(record: &Record<'_>, region: Option<&str>, converted: Converted) -> Self {
        let text = |key: &str| record.text("", key).map(str::to_owned);
        let keys = [
            ("name", text("name")),
            ("type", text("type")),
            ("region", region.map(str::to_owned)),
            ("signature", text("signature")),
            ("content", Some(converted.text)),
            ("remark", text("remark")),
        ];
        Self { keys: keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect() }
    }
}

/// A document of these templates; empty without any.
pub(super) fn document(provider: &str, templates: &[Elsewhere]) -> String {
    if templates.is_empty() {
        return String::new();
    }
    let mut text = format!("provider: {provider}\ntemplates:\n");
    for template in templates {
        for (place, (key, value)) in template.keys.iter().enumerate() {
            let lead = if place == 0 { "-" } else { " " };
            let value = if matches!(*key, "type" | "region") { value.clone() } else { quote(value) };
            // Writing into a text cannot fail.
            let _ = writeln!(text, "  {lead} {key}: {value}");
        }
    }
    text
}
