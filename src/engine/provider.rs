//! Which provider judges a record.

use std::collections::HashSet;

use super::{Plan, problem};
use crate::{
    diagnostic::Diagnostic,
    document::{Body, Dialect, Document, NameForm, Record, RecordKind, Shape},
    rule::RuleSet,
    text::Node,
};

/// The providers that a record or its file names.
pub(super) fn named<'r>(record: &'r Record<'_>) -> Vec<&'r Node<'r>> {
    match record.field_or_default("", "provider") {
        Some(node) if node.scalar().is_some() => vec![node],
        Some(node) => node.items().iter().filter(|item| item.scalar().is_some()).collect(),
        None => Vec::new(),
    }
}

/// The providers whose way of writing variables is that of every template of the document; `None` where there is no
/// variable. Braces in full width are nobody's way: they are a slip, and prove nothing.
pub(super) fn written(document: &Document<'_>, rules: &RuleSet) -> Option<Vec<String>> {
    let mut candidates = rules.providers();
    let mut seen = false;
    for record in document.records.iter().filter(|record| record.kind == RecordKind::Template) {
        let Some(content) = record.text("", "content") else { continue };
        let body = Body::parse(content);
        for variable in
            body.variables.iter().filter(|variable| !matches!(variable.shape, Shape::FullWidthBrace | Shape::Hole))
        {
            let name = &content[variable.name.clone()];
            candidates.retain(|provider| is_written(rules.dialect(provider), variable.shape, name));
            seen = true;
        }
    }
    seen.then(|| candidates.into_iter().map(str::to_owned).collect())
}

fn is_written(dialect: &Dialect, shape: Shape, name: &str) -> bool {
    dialect.variable.is_some_and(|form| {
        let number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        // A number proves nothing of a dialect that writes names: it may as well be a slip in one that counts.
        form.shape == shape && number == (form.name == NameForm::Number)
    })
}

/// Names of providers that no pack knows, each reported once for its place in the file.
pub(super) fn unknown(document: &Document<'_>, plan: &Plan) -> Vec<Diagnostic> {
    let known = plan.rules.providers();
    let (mut found, mut told): (Vec<Diagnostic>, _) = (Vec::new(), HashSet::new());
    for node in document.records.iter().flat_map(named) {
        let name = node.text().unwrap_or_default();
        let span = node.scalar().map_or(node.span, |scalar| scalar.cooked.whole());
        if !known.contains(&name) && told.insert(span) {
            found.push(problem::unknown_provider(document.source, span, name, &known, plan.language));
        }
    }
    found
}
