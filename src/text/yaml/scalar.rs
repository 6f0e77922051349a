use std::{borrow::Cow, ops::Range};

use super::{block, flow};
use crate::text::{Cooked, OffsetMap, Style, draft::Draft};

/// Finds out where each character of a scalar was written, and the bytes that the scalar takes up.
///
/// `value` is what the parser read at `range`, and `before` is where its last event ended. The scalar is decoded once
/// more here; where the result is not what the parser read, all of it is said to come from all of the scalar.
pub(super) fn cook<'t>(
    source: &'t str,
    outer: &OffsetMap,
    value: Cow<'t, str>,
    style: Style,
    range: Range<usize>,
    before: usize,
) -> (Cooked<'t>, Range<usize>) {
    let (inner, whole) = match style {
        Style::SingleQuoted | Style::DoubleQuoted => (range.start + 1..range.end.saturating_sub(1), range),
        Style::Literal | Style::Folded => match block::Header::find(source, before) {
            Some(header) => {
                let end = block::end(source, header.start, range.end);
                (range, header.start..end)
            }
            None => (range.clone(), range),
        },
        _ => (range.clone(), range),
    };
    // By far the most frequent case: it stands there as it is meant.
    let verbatim = match style {
        Style::Literal | Style::Folded => source[inner.start..].starts_with(&*value).then_some(value.len()),
        _ => (source.get(inner.clone()) == Some(&*value)).then_some(inner.len()),
    };
    if let Some(len) = verbatim {
        let text = Cow::Borrowed(&source[inner.start..inner.start + len]);
        return (Cooked::new(text, OffsetMap::shift(inner.start).compose(len, outer)), whole);
    }
    let mut draft = Draft::new(source);
    let end = match style {
        Style::SingleQuoted => flow::decode(&mut draft, source, inner, flow::Quotes::Single),
        Style::DoubleQuoted => flow::decode(&mut draft, source, inner, flow::Quotes::Double),
        Style::Literal | Style::Folded => match block::Header::find(source, before) {
            Some(header) => block::decode(&mut draft, source, &header, &inner),
            None => inner.end,
        },
        _ => flow::decode(&mut draft, source, inner, flow::Quotes::None),
    };
    let cooked = if draft.text() == value {
        draft.finish(end, outer)
    } else {
        let map = OffsetMap::opaque(value.len(), outer.span(whole.clone()));
        Cooked::new(value, map)
    };
    (cooked, whole)
}
