//! How an edit of a text in a program has to be written.

use std::ops::Range;

use super::{
    HOLE,
    grammar::{Close, Escapes, Hole, TextForm},
};

/// Writes `insert` so that it can take the place of `range` (bytes) in a text of this form that says `text`. `None` where
/// it is not sure to say that then.
pub(in crate::text) fn spell(form: &TextForm, text: &str, range: Range<usize>, insert: &str) -> Option<String> {
    let (before, removed, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    // Beside a value that the program puts in, the place may lie outside the quotes.
    let outside = removed.is_empty()
        && ((before.is_empty() && after.starts_with(HOLE)) || (after.is_empty() && before.ends_with(HOLE)));
    if outside || removed.contains([HOLE, '\n']) || insert.contains([HOLE, '\r', '\0']) {
        return None;
    }
    // A short escape would take what follows it.
    if before.ends_with(|c: char| c.is_control() && c != '\n') {
        return None;
    }
    let mut out = String::with_capacity(insert.len());
    for character in insert.chars() {
        if !put(form, character, &mut out) {
            return None;
        }
    }
    let joined = [before.chars().next_back().into_iter().collect(), insert.to_owned()].concat();
    let opens =
        |hole: &Hole| matches!(hole, Hole::Braced(open, _) if before.ends_with(&open[..1]) && joined.contains(open));
    (!form.holes.iter().any(opens)).then_some(out)
}

/// Puts a character as the form writes it; whether it can.
fn put(form: &TextForm, character: char, out: &mut String) -> bool {
    let quote = match form.close {
        Close::Sign(sign) => sign.chars().next().unwrap_or('"'),
        Close::Hashes | Close::Run => '"',
        // No line of its own, no end.
        Close::Heredoc => '\n',
        Close::Tag => '$',
    };
    if form.holes.contains(&Hole::Brace) && matches!(character, '{' | '}') {
        out.extend([character, character]);
        return true;
    }
    let opens_hole = form.holes.iter().any(|hole| match hole {
        Hole::Name(sign) => char::from(*sign) == character,
        Hole::Braced(open, _) => open.starts_with(character) && character != '{' && character != '\\',
        Hole::Brace => false,
    });
    // Where a word makes the text one that is filled in, no backslash keeps a dollar sign from that.
    if opens_hole && character == '$' && !form.prefixes.is_empty() {
        return false;
    }
    match (form.escapes, character) {
        (Escapes::Backslash { .. }, '\n') => out.push_str("\\n"),
        (Escapes::Backslash { .. }, '\t') => out.push_str("\\t"),
        (Escapes::Backslash { .. }, _) if character == quote || character == '\\' || opens_hole => {
            out.extend(['\\', character]);
        }
        (Escapes::Quotes, _) if character == quote || character == '\\' => out.extend(['\\', character]),
        (Escapes::Doubled | Escapes::BackslashOrDoubled, _) if character == quote => out.extend([quote, quote]),
        (Escapes::None | Escapes::Kept, _) if character == quote => return false,
        (Escapes::Kept | Escapes::BackslashOrDoubled, '\\') => return false,
        _ if opens_hole || character.is_control() => return false,
        _ => out.push(character),
    }
    true
}
