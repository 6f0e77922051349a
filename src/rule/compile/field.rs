use std::sync::Arc;

use super::Compiler;
use crate::{
    document::{
        RecordKind,
        schema::{self, Form, Key},
    },
    rule::{
        fault::Fault,
        lexicon::Slot,
        subject::{FieldRef, REQUEST},
    },
    text::Spanned,
};

/// The fields in which listed words are looked for before any rule is asked.
#[derive(Debug, Default)]
pub(in crate::rule) struct Slots(Vec<(RecordKind, Arc<str>)>);

impl Slots {
    /// The slot of a field.
    pub(in crate::rule) fn of(&mut self, kind: RecordKind, path: &Arc<str>) -> Slot {
        let known = self.0.iter().position(|(of, known)| *of == kind && known == path);
        let place = known.unwrap_or_else(|| {
            self.0.push((kind, Arc::clone(path)));
            self.0.len() - 1
        });
        Slot(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// The fields of a kind of record, each with its slot.
    pub(in crate::rule) fn of_kind(&self, kind: RecordKind) -> impl Iterator<Item = (Slot, &Arc<str>)> {
        let slots = self.0.iter().zip(0..);
        slots.filter(move |((of, _), _)| *of == kind).map(|((_, path), place)| (Slot(place), path))
    }
}

impl Compiler<'_> {
    /// Reads the name of a field, for rules about `kind`.
    pub(super) fn field(&self, kind: RecordKind, path: &Spanned<String>) -> Result<FieldRef, Fault> {
        let (head, rest) = path.split_once('.').unwrap_or((path.as_str(), ""));
        let named = RecordKind::ALL.into_iter().find(|kind| kind.as_str() == head && !rest.is_empty());
        let (of, key) = match named {
            Some(of) => (of, rest),
            None => (kind, path.as_str()),
        };
        if let Some(parameter) = path.strip_prefix(REQUEST) {
            return self.parameter(kind, path, parameter);
        }
        let known = has_path(schema::record_keys(of), key) || (of == kind && self.settings.contains(key));
        if !known {
            let keys = schema::record_keys(of).iter().map(|key| key.name);
            let keys = keys.chain(self.settings.iter().map(String::as_str));
            return Err(Fault::unknown_name(path.span, ("字段或设置", "field or setting"), path, keys));
        }
        let each = key.rsplit_once('.').and_then(|(list, inner)| {
            let Some(Form::Maps(keys)) = schema::find(schema::record_keys(of), list).map(|list| list.form) else {
                return None;
            };
            schema::find(keys, inner).map(|inner| FieldRef::Each(list.into(), inner.name))
        });
        Ok(match each {
            Some(each) if of == kind => each,
            _ if of == kind => FieldRef::Own(key.into()),
            _ => FieldRef::Other(of, key.into()),
        })
    }

    /// Reads the name of a parameter that some request has of which records of this kind are made.
    fn parameter(&self, kind: RecordKind, path: &Spanned<String>, name: &str) -> Result<FieldRef, Fault> {
        let actions = self.payloads.actions().iter().filter(|action| action.kind == kind);
        let known: Vec<&str> =
            actions.flat_map(|action| action.parameters.iter().map(|parameter| parameter.name.as_str())).collect();
        if known.contains(&name) {
            Ok(FieldRef::Own(path.as_str().into()))
        } else {
            Err(Fault::unknown_name(path.span, ("参数", "parameter"), name, known))
        }
    }

    /// The slot of a field, where its texts always stand in the record's own file.
    pub(super) fn slot(&mut self, kind: RecordKind, field: &FieldRef) -> Option<Slot> {
        match field {
            FieldRef::Own(path) if !self.settings.contains(&**path) => Some(self.slots.of(kind, path)),
            FieldRef::Own(_) | FieldRef::Each(..) | FieldRef::Other(..) => None,
        }
    }
}

/// Whether documents can have something at `path`.
fn has_path(keys: &[Key], path: &str) -> bool {
    let (head, rest) = path.split_once('.').map_or((path, None), |(head, rest)| (head, Some(rest)));
    match (schema::find(keys, head).map(|key| key.form), rest) {
        (Some(_), None) => true,
        (Some(Form::Map(keys) | Form::Maps(keys)), Some(rest)) => has_path(keys, rest),
        (Some(Form::TextMap), Some(rest)) => !rest.contains('.'),
        (None, _) | (Some(_), Some(_)) => false,
    }
}
