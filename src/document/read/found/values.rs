//! Places of a text that the program fills in itself.

use std::{borrow::Cow, ops::Range};

use crate::{
    document::{Body, Shape},
    text::{Cooked, OffsetMapBuilder, Span, code::HOLE},
};

/// What stands behind the signs of a conversion: `%s`, `%5.2f`, `%-8d`, `%v`, `%@`.
const CONVERSIONS: &[u8] = b"sdfivuxXSDFgeq@";

/// The same text with a [`HOLE`] for each placeholder of the program: `%s` and its kin, `{}`, and `{0}` with those that are
/// counted together with it. No provider counts from 0.
pub(in super::super) fn with_values(cooked: Cooked<'_>) -> Cooked<'_> {
    let text = cooked.text();
    if !text.contains(['%', '{']) {
        return cooked;
    }
    let places = places(text);
    if places.is_empty() {
        return cooked;
    }
    let (mut out, mut map, mut at) = (String::with_capacity(text.len()), OffsetMapBuilder::default(), 0);
    for place in places {
        out.push_str(&text[at..place.start]);
        map.linear(place.start - at, at);
        out.push(HOLE);
        map.atom(HOLE.len_utf8(), Span::new(place.start, place.end));
        at = place.end;
    }
    out.push_str(&text[at..]);
    map.linear(text.len() - at, at);
    let map = map.finish(text.len()).compose(out.len(), cooked.map());
    Cooked::new(Cow::Owned(out), map)
}

fn places(text: &str) -> Vec<Range<usize>> {
    let body = Body::parse(text);
    let number = |name: &Range<usize>| text[name.clone()].parse::<usize>().ok();
    let braces = || body.variables.iter().filter(|variable| variable.shape == Shape::Brace);
    let from_zero = braces().any(|variable| number(&variable.name) == Some(0));
    let mut places: Vec<Range<usize>> = braces()
        .filter(|variable| variable.name.is_empty() || (from_zero && number(&variable.name).is_some()))
        .map(|variable| variable.range.clone())
        .collect();
    places.extend(text.match_indices('%').filter_map(|(at, _)| conversion(text.as_bytes(), at)));
    places.sort_by_key(|place| place.start);
    places.dedup_by(|b, a| b.start < a.end);
    places
}

/// The conversion that begins with the `%` at `at`; `50%d` is none.
fn conversion(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    if at > 0 && matches!(bytes[at - 1], b'%' | b'0'..=b'9') {
        return None;
    }
    let mut end = at + 1;
    if bytes.get(end) == Some(&b'(') {
        end += 1 + bytes[end..].iter().take(40).position(|byte| *byte == b')')?;
    }
    end +=
        bytes[end..].iter().take(12).take_while(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'$')).count();
    end += usize::from(bytes.get(end) == Some(&b'l'));
    let known = bytes.get(end).is_some_and(|byte| CONVERSIONS.contains(byte));
    let ends = !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    (known && ends).then_some(at..end + 1)
}
