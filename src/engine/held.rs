//! Texts that a provider has already, because it reviews or has approved them. What stands in the file has to stay equal
//! to what it has, so no fix of such a text is applied without asking.

use crate::{
    diagnostic::{Diagnostic, Language, Safety},
    document::{Document, Record},
    text::{Node, Span, Value},
};

/// How far a review has come where the provider has the text.
const HELD: [&str; 2] = ["submitted", "approved"];

/// Makes the fixes of such texts unsafe among `findings`, which are those of the file, and says why.
pub(super) fn hold_back(document: &Document<'_>, findings: &mut [Diagnostic], language: Language) {
    let is_safe = |finding: &&mut Diagnostic| finding.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
    let mut findings = findings.iter_mut().filter(is_safe).peekable();
    if findings.peek().is_none() {
        return;
    }
    let held = held(document);
    if held.is_empty() {
        return;
    }
    for finding in findings {
        let Some(fix) = &mut finding.fix else { continue };
        let Some(status) = fix.edits.as_slice().iter().find_map(|edit| touched(&held, edit.span)) else { continue };
        fix.safety = Safety::Unsafe;
        let why = language.pick(
            format!("服务商已有这份内容（status: {status}），改了就要重新提交，所以 --fix 不会动它。"),
            format!(
                "Its provider has this text already (status: {status}): changed, it has to be submitted again, so --fix leaves it alone."
            ),
        );
        finding.help = Some(match finding.help.take() {
            Some(said) => format!("{said}{}{why}", language.pick("", " ")),
            None => why,
        });
    }
}

/// The texts of records that some provider has, in the order of the file, each with how far its review has come. An
/// alias stands where its text does: what one record shares with another is held by both.
fn held(document: &Document<'_>) -> Vec<(Span, &'static str)> {
    let mut held = Vec::new();
    for record in &document.records {
        if let Some(status) = status(record) {
            collect(&record.node, status, &mut held);
        }
    }
    held.sort_unstable();
    held.dedup_by_key(|(span, _)| *span);
    held
}

/// How far the review has come, at any provider.
fn status(record: &Record<'_>) -> Option<&'static str> {
    let variants = record.node.get("variants").into_iter().flat_map(Node::entries).map(|entry| &entry.value);
    let mut stated = std::iter::once(&record.node).chain(variants).filter_map(|node| node.get("status")?.text());
    stated.find_map(|status| HELD.into_iter().find(|held| *held == status))
}

/// Readers bound the depth, so this may descend.
fn collect(node: &Node<'_>, status: &'static str, held: &mut Vec<(Span, &'static str)>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) => held.push((node.span, status)),
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, status, held)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| collect(&entry.value, status, held)),
    }
}

/// The status of the text that an edit changes, or inserts next to.
fn touched(held: &[(Span, &'static str)], edit: Span) -> Option<&'static str> {
    let first = held.partition_point(|(span, _)| span.end < edit.start);
    held.get(first).filter(|(span, _)| span.start <= edit.end).map(|(_, status)| *status)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::Arc;

    use super::*;
    use crate::{
        document::Format,
        engine::{Input, mend, starred::plan},
        text::Source,
    };

    /// The file after its fixes, and what is then still said about what could be mended.
    fn mended(text: &str, safety: Safety) -> (String, Vec<String>) {
        let plan = plan();
        let source = Arc::new(Source::new("a.yml", text));
        let inputs = vec![Input { source, format: Format::Yaml, reported: true }];
        let mended = mend(inputs, safety, |inputs| crate::engine::lint(inputs, &plan));
        let helps = mended.report.diagnostics.into_iter().filter_map(|one| one.help.filter(|_| one.fix.is_some()));
        (String::from_utf8(mended.inputs[0].source.bytes().to_vec()).unwrap(), helps.collect())
    }

    #[test]
    fn what_a_provider_has_is_mended_only_by_who_asks_for_it() {
        for status in ["approved", "submitted"] {
            let file = format!("templates:\n  - {{name: a, status: {status}, content: a*}}\n  - content: b*\n");
            let (safe, help) = mended(&file, Safety::Safe);
            assert_eq!(safe, file.replace("b*", "b"));
            let [help] = &*help else { panic!("{help:?}") };
            assert!(help.starts_with("Take them out. Its provider has this text") && help.contains(status), "{help}");
            assert_eq!(mended(&file, Safety::Unsafe).0, file.replace('*', ""));
        }
        let file = "templates:\n  - {status: rejected, content: a*}\n  - {status: draft, content: b*}\n";
        assert_eq!(mended(file, Safety::Safe).0, file.replace('*', ""));
    }

    #[test]
    fn one_provider_that_has_a_text_is_enough_and_so_is_a_text_shared_with_another_record() {
        for file in [
            "templates:\n  - content: a*\n    variants: {there: {status: approved}}\n",
            "templates:\n  - content: &it a*\n  - {content: *it, status: approved}\n",
        ] {
            assert_eq!(mended(file, Safety::Safe).0, file);
        }
    }
}
