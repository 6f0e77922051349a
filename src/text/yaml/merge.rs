use crate::text::{
    Entry, Fault, FaultKind, Node, Value,
    tree_builder::{TreeBuilder, remove, repeats},
};

/// The key whose value is merged into its map.
const MERGE: &str = "<<";

/// Resolves `<<: *a` and `<<: [*a, *b]`: a map's own keys win, then those of earlier sources. The entries that come in
/// stand at the end, and keep the places where they were written.
pub(super) fn resolve<'t>(node: &mut Node<'t>, builder: &mut TreeBuilder<'t, '_>) {
    let Value::Mapping(entries) = &mut node.value else { return };
    let is_merge = |entry: &Entry<'_>| entry.key.style.is_plain() && entry.key.cooked.text() == MERGE;
    let Some(at) = entries.iter().position(is_merge) else { return };
    let merged = entries.remove(at);
    let sources = match merged.value.value {
        Value::Null => return,
        Value::Sequence(items) => items,
        value => vec![Node { span: merged.value.span, value }],
    };
    for source in sources {
        match source.value {
            Value::Mapping(more) => entries.extend(more),
            // What stands for an alias that could not be resolved, and was said so.
            Value::Null => {}
            _ => builder.push_fault(Fault {
                span: merged.key_span,
                kind: FaultKind::Syntax(
                    ("`<<` 要写一个映射，或映射的列表", "`<<` takes a map, or a list of maps").into(),
                ),
                related: Some(source.span),
            }),
        }
    }
    let overridden: Vec<usize> = repeats(entries).into_iter().map(|(repeat, _)| repeat).collect();
    remove(entries, overridden.into_iter());
}
