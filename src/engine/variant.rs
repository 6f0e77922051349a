//! A template as another provider wants it written.

use crate::{
    diagnostic::Edit,
    document::{Converted, Dialect, Record, RecordKind, VariableForm, convert},
    text::{Entry, NewValue, Node, Scalar, Source, Style, Value, insert_entry},
};

/// What came of writing a template for a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variant {
    /// It says already what it says there.
    Present,
    /// It is written there as it is everywhere.
    Same,
    /// This is how it is written there, and what writes it into the file; `None` where the file has no place for it.
    Written(Converted, Option<Edit>),
    /// Its variables are written in several ways, or the provider has none.
    Unclear,
}

/// Writes the template `record` of `source` as `to` wants it, whose dialect is given; `None` for other records, and for
/// templates without a content. `from` is whose content is written anew: a provider and how it writes variables. Without
/// one, the content that all providers share is, whoever wrote it.
pub fn variant(
    record: &Record<'_>,
    source: &Source,
    (to, dialect): (&str, &Dialect),
    from: Option<(&str, Option<VariableForm>)>,
    region: Option<&str>,
) -> Option<Variant> {
    if record.kind != RecordKind::Template {
        return None;
    }
    let (name, form) = from.unwrap_or_default();
    let content = record.text(name, "content")?;
    let variants = record.node.get("variants");
    let own = variants.and_then(|variants| variants.get(to));
    if own.is_some_and(|own| own.get("content").is_some()) {
        return Some(Variant::Present);
    }
    let kind = |variable: &str| record.field(name, "variables")?.get(variable)?.get("kind")?.text();
    let Some(converted) = convert(content, form, dialect, region, kind) else { return Some(Variant::Unclear) };
    // Where the shared content serves nobody else, it serves here too.
    if record.text("", "content") == Some(&*converted.text) {
        return Some(Variant::Same);
    }
    let edit = edit(record, source, to, name, &converted);
    Some(Variant::Written(converted, edit))
}

/// What writes the content, and what is known about its variables, under the name of the provider.
fn edit(record: &Record<'_>, source: &Source, to: &str, from: &str, converted: &Converted) -> Option<Edit> {
    // What is no map of our keys in the file cannot get another one.
    let bare = |entry: &Entry<'_>| {
        matches!(entry.key.style, Style::Bare | Style::Translated)
            || matches!(entry.value.scalar(), Some(Scalar { style: Style::Bare | Style::Translated, .. }))
    };
    if record.payload.is_some() || record.why.is_found() || record.node.entries().iter().any(bare) {
        return None;
    }
    let mut entries = vec![("content".to_owned(), NewValue::Text(converted.text.clone()))];
    let own = record.node.get("variants").and_then(|variants| variants.get(to));
    if own.is_none_or(|own| own.get("variables").is_none()) {
        entries.extend(variables(record, from, converted).map(|variables| ("variables".to_owned(), variables)));
    }
    let (span, insert) = match (record.node.get("variants"), own) {
        (Some(_), Some(own)) => {
            let last = last_key(own)?;
            let [(key, value)] = &entries[..] else { return None };
            insert_entry(source, own, last, key, value)
        }
        (Some(variants), None) => insert_entry(source, variants, last_key(variants)?, to, &NewValue::Map(entries)),
        (None, _) => {
            let variants = NewValue::Map(vec![(to.to_owned(), NewValue::Map(entries))]);
            insert_entry(source, &record.node, "content", "variants", &variants)
        }
    }?;
    Some(Edit { span, insert })
}

fn last_key<'n>(map: &'n Node<'_>) -> Option<&'n str> {
    map.entries().last().map(|entry| entry.key.cooked.text())
}

/// The declarations of variables that are called otherwise now; `None` where all keep their names.
fn variables<'n>(record: &'n Record<'_>, from: &str, converted: &Converted) -> Option<NewValue<'n>> {
    let declared = record.field(from, "variables")?;
    if converted.names.iter().all(|(old, new)| old == new) {
        return None;
    }
    let renamed = declared.entries().iter().map(|entry| {
        let old = entry.key.cooked.text();
        let new = converted.names.iter().find(|(name, _)| name == old).map_or(old, |(_, new)| new);
        (new.to_owned(), NewValue::Copy(&entry.value))
    });
    matches!(declared.value, Value::Mapping(_)).then(|| NewValue::Map(renamed.collect()))
}
