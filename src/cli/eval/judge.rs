//! Texts as templates, judged like those of a document.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{
    super::{args::EvalArgs, parallel::Threads, project::Project},
    File,
    read::Labelled,
};
use crate::{
    diagnostic::{Diagnostic, Status},
    document::Format,
    engine::{Input, examine_by},
    text::Source,
};

/// A text, and what was found in it.
#[derive(Debug)]
pub(super) struct Judged<'f> {
    /// Its file.
    pub(super) path: &'f str,
    pub(super) text: &'f Labelled,
    /// Who judged it; empty where only what all providers share did.
    pub(super) judges: Vec<String>,
    /// What counts.
    pub(super) found: Vec<Diagnostic>,
}

/// Judges every text by itself: rules that compare records have no say.
pub(super) fn judge<'f>(files: &'f [File], project: &Project, args: &EvalArgs) -> Vec<Judged<'f>> {
    let mut judged = Vec::new();
    for file in files {
        let source = Arc::new(Source::new(file.path.as_str(), document(&file.texts, args).into_bytes()));
        let input = Input { source, format: Format::Json, reported: true };
        let examined = examine_by(&Threads, &input, &project.plan);
        let first = judged.len();
        judged.extend(file.texts.iter().zip(&examined.document.records).map(|(text, record)| {
            let names = examined.reading.judges(record).into_iter().filter(|name| !name.is_empty());
            Judged { path: &file.path, text, judges: names.map(str::to_owned).collect(), found: Vec::new() }
        }));
        for diagnostic in examined.diagnostics {
            let counts = diagnostic.status == Status::Open
                && diagnostic.severity >= args.min_severity
                && (args.family.is_empty() || args.family.contains(&diagnostic.family));
            // What is about no record is a question to whoever runs this, such as for a setting.
            let Some(index) = diagnostic.record.as_ref().map(|record| record.index).filter(|_| counts) else {
                continue;
            };
            if let Some(one) = judged.get_mut(first + index) {
                one.found.push(diagnostic);
            }
        }
    }
    judged
}

/// The texts as the templates of a document.
fn document(texts: &[Labelled], args: &EvalArgs) -> String {
    let template = |one: &Labelled| {
        let mut template = Map::new();
        // The first key is what stands for a template that is not named.
        template.insert("content".to_owned(), json!(one.text));
        template.insert("type".to_owned(), json!(one.kind.as_deref().unwrap_or(&args.kind)));
        for (key, value) in [("name", &one.name), ("provider", &one.provider), ("region", &one.region)] {
            template.extend(value.as_ref().map(|value| (key.to_owned(), json!(value))));
        }
        Value::Object(template)
    };
    let mut document = Map::new();
    document.extend(args.region.as_ref().map(|region| ("region".to_owned(), json!(region))));
    document.insert("templates".to_owned(), texts.iter().map(template).collect());
    Value::Object(document).to_string()
}
