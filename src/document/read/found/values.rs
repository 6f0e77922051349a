//! Places of a text that the program fills in itself.

use std::{borrow::Cow, ops::Range};

use crate::{
    document::{Body, Shape},
    text::{Cooked, OffsetMapBuilder, Span, code::HOLE},
};

/// What stands behind the signs of a conversion: `%s`, `%5.2f`, `%-8d`, `%v`, `%@`.
const CONVERSIONS: &[u8] = b"sdfivuxXSDFgeq@bcnto";

/// The most signs between the `%` of a conversion and its letter, where they are a name.
const LONGEST_NAME: usize = 40;

/// What braces of a text mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Braces {
    /// The variables of a provider; nobody's program reads them.
    Provider,
    /// A program fills them in, unless they hold a number and nothing else.
    Names,
    /// A program fills in all of them.
    All,
}

/// The same text with a [`HOLE`] for each placeholder of the program: `%s` and its kin, `{}`, `{0}` with those that are
/// counted together with it, as no provider counts from 0, and what `braces` says. What bears a dollar sign stays.
pub(in super::super) fn with_values(cooked: Cooked<'_>, braces: Braces) -> Cooked<'_> {
    let text = cooked.text();
    if !text.contains(['%', '{']) {
        return cooked;
    }
    let places = places(text, braces);
    if places.is_empty() {
        return cooked;
    }
    let (mut out, mut map, mut at) = (String::with_capacity(text.len()), OffsetMapBuilder::default(), 0);
    for (place, says) in places {
        out.push_str(&text[at..place.start]);
        map.linear(place.start - at, at);
        out.push(says);
        map.atom(says.len_utf8(), Span::new(place.start, place.end));
        at = place.end;
    }
    out.push_str(&text[at..]);
    map.linear(text.len() - at, at);
    let map = map.finish(text.len()).compose(out.len(), cooked.map());
    Cooked::new(Cow::Owned(out), map)
}

/// Where the program writes something, and what stands for that.
fn places(text: &str, braces: Braces) -> Vec<(Range<usize>, char)> {
    let body = Body::parse(text);
    let number = |name: &Range<usize>| text[name.clone()].parse::<usize>().ok();
    let in_braces = || {
        let filled = |shape: Shape, start: usize| match shape {
            Shape::Brace => true,
            Shape::DoubleBrace => braces != Braces::Provider && !text[start..].starts_with('$'),
            _ => false,
        };
        body.variables.iter().filter(move |variable| filled(variable.shape, variable.range.start))
    };
    let from_zero = in_braces().any(|variable| number(&variable.name) == Some(0));
    let is_filled = |name: &Range<usize>| match number(name) {
        Some(_) => from_zero || braces == Braces::All,
        None => name.is_empty() || braces != Braces::Provider,
    };
    let conversions: Vec<_> = text
        .match_indices('%')
        .filter_map(|(at, _)| conversion(text.as_bytes(), at))
        .map(|place| (place, HOLE))
        .collect();
    let mut places: Vec<(Range<usize>, char)> = in_braces()
        .filter(|variable| is_filled(&variable.name))
        .map(|variable| (variable.range.clone(), HOLE))
        .collect();
    if !conversions.is_empty() {
        // What is filled in says one sign with two.
        places.extend(text.match_indices("%%").map(|(at, _)| (at..at + 2, '%')));
    }
    places.extend(conversions);
    places.sort_by_key(|(place, _)| place.start);
    places.dedup_by(|(b, _), (a, _)| b.start < a.end);
    places
}

/// The conversion that begins with the `%` at `at`; `50%d` is none.
fn conversion(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    if at > 0 && matches!(bytes[at - 1], b'%' | b'0'..=b'9') {
        return None;
    }
    let close = |at: usize, sign: u8| bytes[at..].iter().take(LONGEST_NAME).position(|byte| *byte == sign);
    let mut end = at + 1;
    match bytes.get(end) {
        // `%{code}` is whole without a letter.
        Some(b'{') => return close(end, b'}').map(|len| at..end + len + 1),
        Some(b'(') => end += 1 + close(end, b')')?,
        // `%<code>s`, and `%<s` for the value before.
        Some(b'<') => end += 1 + close(end, b'>').unwrap_or(0),
        _ => {}
    }
    let signs = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'$' | b',' | b'[' | b']');
    end += bytes[end..].iter().take(12).take_while(signs).count();
    end += usize::from(bytes.get(end) == Some(&b'l'));
    // `%2$tF` is a part of a date.
    let part = bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
    end += usize::from(part && matches!(bytes.get(end), Some(b't' | b'T')));
    let known = bytes.get(end).is_some_and(|byte| CONVERSIONS.contains(byte) || matches!(bytes[end - 1], b't' | b'T'));
    let ends = !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    (known && ends).then_some(at..end + 1)
}
