#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod broken;
mod native;
mod plain;
mod properties;

use super::{super::Record, *};
use crate::text::Node;

/// The records as `kind[index] key=value …`, texts only.
fn summary(document: &Document<'_>) -> Vec<String> {
    let show = |record: &Record<'_>| {
        let fields = record.node.entries().iter().map(|entry| {
            let value = entry.value.text().map_or_else(|| "…".to_owned(), str::to_owned);
            format!(" {}={value}", entry.key.cooked.text())
        });
        format!("{}[{}]{}", record.kind, record.index, fields.collect::<String>())
    };
    document.records.iter().map(show).collect()
}

/// The problems as `rule: covered text`.
fn problems(document: &Document<'_>) -> Vec<String> {
    let show = |problem: &Problem| format!("{}: {}", problem.rule().rule(), document.source.slice(problem.span));
    document.problems.iter().map(show).collect()
}

/// Every scalar of the tree whose map is one to one covers in the file what it says.
fn assert_true_positions(source: &Source, node: &Node<'_>) {
    if let Some(scalar) = node.scalar()
        && scalar.cooked.map().is_linear()
    {
        assert_eq!(source.slice(scalar.cooked.whole()), scalar.cooked.text());
    }
    node.items().iter().for_each(|item| assert_true_positions(source, item));
    node.entries().iter().for_each(|entry| assert_true_positions(source, &entry.value));
}
