use crate::text::{Entry, Node, Scalar, Span, Value};

/// A key, and where it stands.
pub(super) type Key<'s> = (Scalar<'s>, Span);

/// How many keys before the last one are looked at, so that no file takes quadratic time.
const LOOK_BACK: usize = 64;

/// The longest path. Whoever walks a tree descends that deep.
const LONGEST: usize = 16;

/// Puts `node` where `path` leads below `entries`; maps on the way are shared with earlier paths that went through them,
/// as far as these are near. With `append`, it becomes the last item of the list there. Of a path that is too long nothing
/// is kept.
pub(super) fn put<'s>(entries: &mut Vec<Entry<'s>>, path: Vec<Key<'s>>, node: Node<'s>, append: bool) {
    if path.len() <= LONGEST {
        descend(entries, path.into_iter(), node, append);
    }
}

fn descend<'s>(entries: &mut Vec<Entry<'s>>, mut path: std::vec::IntoIter<Key<'s>>, node: Node<'s>, append: bool) {
    let Some((key, key_span)) = path.next() else { return };
    let name = key.cooked.text();
    let first = entries.len().saturating_sub(LOOK_BACK);
    let known = entries[first..].iter().rposition(|entry| entry.key.cooked.text() == name).map(|at| first + at);
    if path.len() > 0 {
        let at = known.unwrap_or_else(|| {
            let value = Node { span: node.span, value: Value::Mapping(Vec::new()) };
            entries.push(Entry { key, key_span, value });
            entries.len() - 1
        });
        let inner = &mut entries[at].value;
        inner.span = inner.span.cover(node.span);
        let inner = match &mut inner.value {
            Value::Sequence(items) => items.last_mut().map(|last| &mut last.value),
            other => Some(other),
        };
        if let Some(Value::Mapping(inner)) = inner {
            descend(inner, path, node, append);
        }
        return;
    }
    let there = known.map(|at| &mut entries[at].value);
    match (there, node.value) {
        (Some(Node { span, value: Value::Sequence(items) }), value) if append => {
            *span = span.cover(node.span);
            items.push(Node { span: node.span, value });
        }
        (Some(Node { span, value: Value::Mapping(there) }), Value::Mapping(more)) => {
            *span = span.cover(node.span);
            there.extend(more);
        }
        (_, value) => {
            let node = Node { span: node.span, value };
            let value = if append { Node { span: node.span, value: Value::Sequence(vec![node]) } } else { node };
            entries.push(Entry { key, key_span, value });
        }
    }
}
