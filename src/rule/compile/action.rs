//! From what a pack says about requests to what reads them.

use std::sync::Arc;

use crate::{
    document::{
        Action, Envelope, Parameter, Proof, RecordKind, Target, ValueForm,
        schema::{self, Form, Key},
    },
    rule::{
        fault::{Code, Fault},
        spec::{ActionSpec, FieldsSpec, PackSpec, ParameterSpec},
    },
    text::Spanned,
};

/// What any request of the pack may carry.
pub(in crate::rule) fn envelope(spec: &FieldsSpec) -> Envelope {
    Envelope { action: spec.action.clone(), version: spec.version.clone(), common: spec.common.clone() }
}

/// Compiles one action of the pack.
///
/// # Errors
/// The first thing in it that leads nowhere.
pub(in crate::rule) fn action(spec: &ActionSpec, pack: &PackSpec, envelope: &Arc<Envelope>) -> Result<Action, Fault> {
    let keys = schema::record_keys(spec.kind);
    let names = |names: &[Spanned<String>]| {
        let known = || spec.parameters.iter().map(|one| one.name.as_str());
        let name = |name: &Spanned<String>| {
            if known().any(|known| known == name.as_str()) {
                Ok(name.value.clone())
            } else {
                Err(Fault::unknown_name(name.span, ("参数", "parameter"), name, known()))
            }
        };
        names.iter().map(name).collect::<Result<Vec<_>, _>>()
    };
    Ok(Action {
        name: spec.action.value.clone(),
        title: spec.title.clone(),
        provider: pack.provider.then(|| pack.name.value.clone()),
        kind: spec.kind,
        envelope: Arc::clone(envelope),
        proof: Proof { all: names(&spec.proof.all)?, any: names(&spec.proof.any)?, least: spec.proof.least },
        parameters: parameters(&spec.parameters, spec.kind, keys)?,
        sources: spec.sources.clone().into(),
    })
}

fn parameters(specs: &[ParameterSpec], kind: RecordKind, keys: &'static [Key]) -> Result<Vec<Parameter>, Fault> {
    specs.iter().map(|spec| parameter(spec, kind, keys)).collect()
}

fn parameter(spec: &ParameterSpec, kind: RecordKind, keys: &'static [Key]) -> Result<Parameter, Fault> {
    let (found, item) = match spec.key.as_ref().map(|path| lookup(path, keys)).transpose()? {
        Some((path, form, item)) => (Some((path, form)), item),
        None => (None, None),
    };
    let each = match (&spec.each, found.as_ref().map(|(_, form)| *form)) {
        (Some(each), Some(Form::MapOf(inner))) => Some(find(each, each, inner)?),
        (Some(each), _) => {
            return Err(Fault::new(
                each.span,
                Code::InvalidValue,
                "each 只用于映射的映射",
                "`each` goes with maps of maps",
            ));
        }
        (None, _) => None,
    };
    let single = each.map(|key| key.form).or_else(|| found.as_ref().map(|(_, form)| *form));
    if let (Some(path), Some((_, form))) = (&spec.key, &found)
        && !fits(spec, *form)
    {
        return Err(Fault::new(
            path.span,
            Code::InvalidValue,
            format!("参数 {} 的形式填不进“{}”", spec.name.value, path.value),
            format!("what `{}` takes does not fit `{}`", spec.name.value, path.value),
        ));
    }
    if let Some(Form::Word(words) | Form::Words(words)) = single {
        for word in spec.values.values().flatten() {
            if !words.contains(&word.as_str()) {
                return Err(Fault::unknown_name(spec.name.span, ("取值", "word"), word, words.iter().copied()));
            }
        }
    }
    let inner = match found.as_ref().map(|(_, form)| *form) {
        Some(Form::Maps(keys)) => keys,
        _ => &[],
    };
    let more = spec.with.iter().map(|(name, word)| {
        let inner = item.map_or(&[][..], |(_, inner)| inner);
        find(&spec.name, name, inner).map(|key| (key.name, word.clone()))
    });
    let more: Vec<_> = more.collect::<Result<_, _>>()?;
    let target = found.map(|(path, form)| Target {
        path,
        alone: matches!(form, Form::Words(_) | Form::Texts) && !matches!(spec.form, ValueForm::List),
        item: item.map(|(key, _)| (key, more)),
    });
    let also = spec.also.as_ref().map(|also| {
        lookup(&also.key, keys).map(|(path, ..)| (Target { path, alone: false, item: None }, also.values.clone()))
    });
    Ok(Parameter {
        name: spec.name.value.clone(),
        aliases: spec.aliases.clone(),
        target,
        form: spec.form,
        required: spec.required,
        blank: spec.blank,
        values: spec.values.clone(),
        open: spec.open,
        otherwise: spec.otherwise.clone(),
        also: also.transpose()?,
        separator: spec.separator.clone(),
        json: spec.json,
        each: each.map(|key| key.name),
        parameters: parameters(&spec.parameters, kind, inner)?,
        codes: spec.codes.clone().into(),
    })
}

/// A key of the maps in a list, and all keys of these maps.
type Item = (&'static str, &'static [Key]);

/// The keys that `path` leads over, what stands there, and, where it leads into the maps of a list, their key.
fn lookup(path: &Spanned<String>, keys: &'static [Key]) -> Result<(Vec<&'static str>, Form, Option<Item>), Fault> {
    let (mut keys, mut names, mut form, mut maps) = (keys, Vec::new(), None, None);
    for part in path.split('.') {
        let key = find(path, part, keys)?;
        form = Some(key.form);
        if let Some(inner) = maps.take() {
            return Ok((names, key.form, Some((key.name, inner))));
        }
        names.push(key.name);
        (keys, maps) = match key.form {
            Form::Map(inner) => (inner, None),
            Form::Maps(inner) => (inner, Some(inner)),
            _ => (&[][..], None),
        };
    }
    let form = form.ok_or_else(|| Fault::unknown_name(path.span, ("字段", "field"), path, []))?;
    Ok((names, form, None))
}

fn find(place: &Spanned<String>, name: &str, keys: &'static [Key]) -> Result<&'static Key, Fault> {
    schema::find(keys, name)
        .ok_or_else(|| Fault::unknown_name(place.span, ("字段", "field"), name, keys.iter().map(|key| key.name)))
}

/// Whether what the parameter takes can stand under a key of this form.
fn fits(spec: &ParameterSpec, form: Form) -> bool {
    use ValueForm::{Boolean, Date, Integer, List, Map, Maps, Number, Period, String, Text};
    match form {
        Form::Text | Form::OneOrTexts => matches!(spec.form, Text | String | Integer | Number | Boolean | Date),
        Form::Number => matches!(spec.form, Integer | Number),
        Form::Date => spec.form == Date,
        Form::Word(_) => !spec.values.is_empty() && matches!(spec.form, Text | String | Integer | Number | Boolean),
        Form::Words(_) => {
            !spec.values.is_empty() && matches!(spec.form, Text | String | Integer | Number | Boolean | List)
        }
        Form::Texts => matches!(spec.form, Text | String | List),
        Form::TextsOrMap => matches!(spec.form, List | Map),
        Form::TextMap => spec.form == Map,
        Form::Map(keys) => spec.form == Period && keys.iter().any(|key| key.name == "from"),
        Form::Maps(_) => spec.form == Maps,
        Form::MapOf(_) => spec.form == Map && spec.each.is_some(),
        Form::Variants | Form::Records(_) => false,
    }
}
