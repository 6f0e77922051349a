//! From what a pack says about columns of tables to what reads them.

use crate::{
    document::{
        Column, RecordKind,
        schema::{self, Form},
    },
    rule::{
        fault::{Code, Fault},
        spec::{ColumnSpec, PackSpec},
    },
    text::Spanned,
};

/// Compiles one column of the pack.
///
/// # Errors
/// The first thing in it that leads nowhere.
pub(in crate::rule) fn column(spec: &ColumnSpec, pack: &PackSpec) -> Result<Column, Fault> {
    let key = |kind, path: &Option<Spanned<String>>| path.as_ref().map(|path| key(spec, kind, path)).transpose();
    Ok(Column {
        titles: spec.titles.clone(),
        weak: spec.weak.clone(),
        template: key(RecordKind::Template, &spec.template)?,
        signature: key(RecordKind::Signature, &spec.signature)?,
        whole: spec.whole,
        values: spec.values.clone(),
        unsaid: spec.unsaid.clone(),
        open: spec.open,
        ids: spec.ids.clone(),
        provider: pack.provider.then(|| pack.name.value.clone()),
        proof: spec.proof,
    })
}

fn key(spec: &ColumnSpec, kind: RecordKind, path: &Spanned<String>) -> Result<&'static str, Fault> {
    let keys = schema::record_keys(kind);
    let names = || keys.iter().map(|key| key.name);
    let key =
        schema::find(keys, path).ok_or_else(|| Fault::unknown_name(path.span, ("字段", "field"), path, names()))?;
    match key.form {
        Form::Word(words) => {
            if let Some(word) = spec.values.keys().find(|word| !words.contains(&word.as_str())) {
                return Err(Fault::unknown_name(path.span, ("取值", "word"), word, words.iter().copied()));
            }
            Ok(key.name)
        }
        Form::Text | Form::OneOrTexts | Form::TextMap => Ok(key.name),
        _ => Err(Fault::new(
            path.span,
            Code::InvalidValue,
            format!("一个单元格填不进“{}”", path.value),
            format!("a cell does not fit `{}`", path.value),
        )),
    }
}
