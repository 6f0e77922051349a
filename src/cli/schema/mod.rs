//! `smslint schema`: JSON Schemas, so that editors complete and check what people write by hand.
//!
//! Draft 7, which the language servers of editors know best. Schemas say what loads; whether it would be refused is for
//! rules to say.

mod documents;
mod requests;
mod typed;

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{
    args::{SchemaArgs, SchemaOf},
    console::Console,
    exit::ExitCode,
    json,
};
use crate::rule::RuleSet;

/// The dialect of JSON Schema.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Prints one schema.
pub(super) fn run(args: &SchemaArgs, console: &mut Console) -> ExitCode {
    let schema = match args.of {
        SchemaOf::Documents | SchemaOf::Config => match RuleSet::with_builtin(&[], console.language()) {
            Ok(rules) if args.of == SchemaOf::Config => typed::config(&rules),
            Ok(rules) => documents::schema(rules.payloads()),
            Err(faults) => {
                console.diagnostics(faults, []);
                return ExitCode::Unusable;
            }
        },
        SchemaOf::Rules => typed::rules(),
    };
    console.written(io::stdout().lock().write_all(json::pretty(&schema).as_bytes()), ExitCode::Clean)
}

/// The types that are read as text: a number equals its text.
fn any_scalar() -> Value {
    json!(["string", "number", "boolean"])
}
