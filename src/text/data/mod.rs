//! Files of settings, from their text to a [`Tree`]. What they do not understand is passed over: these files are none of
//! ours, and only what stands in them is of interest.

mod hcl;
mod ini;
mod properties;
mod put;
#[cfg(test)]
mod tests;
mod toml;
mod xml;

use std::ops::Range;

use super::{Cooked, Entry, Escapes, Node, Scalar, Span, Style, Tree, Value};

/// The forms of settings besides YAML and JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataForm {
    /// `.properties` of Java: `key=value` with `\uXXXX`, and lines that go on below.
    Properties,
    /// `.env`: `KEY=value`, in quotes or without.
    Env,
    /// Sections of `key=value`.
    Ini,
    /// TOML.
    Toml,
    /// XML: elements and attributes.
    Xml,
    /// HCL, as Terraform has it: blocks, attributes and heredocs.
    Hcl,
}

impl DataForm {
    /// The form that a file name promises.
    pub fn of(name: &str) -> Option<Self> {
        let file = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
        if file == ".env" || file.starts_with(".env.") {
            return Some(Self::Env);
        }
        match file.rsplit_once('.')?.1 {
            "properties" => Some(Self::Properties),
            "env" => Some(Self::Env),
            "ini" | "cfg" | "conf" => Some(Self::Ini),
            "toml" => Some(Self::Toml),
            "xml" => Some(Self::Xml),
            "tf" | "tfvars" | "hcl" => Some(Self::Hcl),
            _ => None,
        }
    }
}

/// Reads settings. Names lead to values, maps of names, or lists; keys may be repeated. Every place in the tree is in
/// bytes of the file that `text` was decoded from; what was not understood as a value is among the skipped.
pub fn read_data<'s>(text: &Cooked<'s>, form: DataForm) -> Tree<'s> {
    match form {
        DataForm::Properties => properties::read(text),
        DataForm::Env => ini::read(text, true),
        DataForm::Ini => ini::read(text, false),
        DataForm::Toml => toml::read(text),
        DataForm::Xml => xml::read(text),
        DataForm::Hcl => hcl::read(text),
    }
}

/// What stands at `range`, written with these escapes, as a value.
fn scalar<'s>(text: &Cooked<'s>, range: Range<usize>, escapes: Escapes) -> Node<'s> {
    let cooked = escapes.resolve(text.part(range.clone()));
    Node { span: text.span(range), value: Value::Scalar(Scalar { cooked, style: Style::Embedded }) }
}

/// A key and its value. `key` is where the key is written, without its quotes.
fn entry<'s>(text: &Cooked<'s>, key: Range<usize>, escapes: Escapes, value: Node<'s>) -> Entry<'s> {
    let key_span = text.span(key.clone());
    Entry { key: Scalar { cooked: escapes.resolve(text.part(key)), style: Style::Embedded }, key_span, value }
}

fn map(span: Span, entries: Vec<Entry<'_>>) -> Node<'_> {
    Node { span, value: Value::Mapping(entries) }
}

/// A tree of one root that is a map.
fn tree<'s>(text: &Cooked<'s>, entries: Vec<Entry<'s>>, skipped: Vec<Span>) -> Tree<'s> {
    Tree { roots: vec![map(text.whole(), entries)], faults: Vec::new(), skipped }
}

/// The part of `range` without blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + inside.len() - inside.trim_start().len();
    start..start.max(range.start + inside.trim_end().len())
}
