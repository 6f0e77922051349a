//! Telephone numbers in running text.

mod context;
mod digits;

use std::ops::Range;

use super::{Contact, ContactKind, Link, Variable, variables::FULL_WIDTH};
use crate::text::narrow;
use digits::Digits;

/// All telephone numbers outside links, left to right.
pub(super) fn find(text: &str, variables: &[Variable], links: &[Link]) -> Vec<Contact> {
    let mut contacts = Vec::new();
    let (mut variables, mut links) = (variables.iter().peekable(), links.iter().peekable());
    let mut at = 0;
    while let Some(skipped) = text.as_bytes()[at..].iter().position(|byte| may_begin(*byte)) {
        at += skipped;
        while variables.next_if(|variable| variable.range.end <= at).is_some() {}
        while links.next_if(|link| link.range.end <= at).is_some() {}
        let inside = [variables.peek().map(|v| &v.range), links.peek().map(|l| &l.range)];
        if let Some(range) = inside.into_iter().flatten().find(|range| range.contains(&at)) {
            at = range.end;
            continue;
        }
        let byte = text.as_bytes()[at];
        let begins = byte.is_ascii_digit() || byte == b'+' || byte == b'(' || text[at..].starts_with('（');
        let found = if begins { number(text, at) } else { None };
        // A number that runs into a variable or a link is none of its own.
        let found = found.filter(|contact| {
            let next = [variables.peek().map(|v| &v.range), links.peek().map(|l| &l.range)];
            next.into_iter().flatten().all(|range| contact.range.end <= range.start)
                && !(contact.kind == ContactKind::ShortCode && touches(text, &contact.range))
        });
        at = match found {
            Some(contact) => {
                let end = contact.range.end;
                contacts.push(contact);
                end
            }
            None if byte.is_ascii_digit() => Digits::run(text, at),
            None => text[at..].chars().next().map_or(text.len(), |c| at + c.len_utf8()),
        };
    }
    contacts
}

/// Whether a number, or the bracket before it, can begin with this byte.
const fn may_begin(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'+' | b'(' | FULL_WIDTH)
}

/// The telephone number that begins at `at`, which is not behind a digit.
fn number(text: &str, at: usize) -> Option<Contact> {
    let (kind, end) = mobile(text, at)
        .map(|end| (ContactKind::Mobile, end))
        .or_else(|| landline(text, at).map(|end| (ContactKind::Landline, end)))
        .or_else(|| toll_free(text, at).map(|end| (ContactKind::TollFree, end)))
        .or_else(|| short_code(text, at).map(|end| (ContactKind::ShortCode, end)))?;
    let range = at..end;
    context::allows(text, &range, kind).then_some(Contact { kind, range })
}

/// `13800138000`, `138 0013 8000`, `138-0013-8000`, each also behind `+86`.
fn mobile(text: &str, at: usize) -> Option<usize> {
    let mut digits = Digits::new(text, at);
    let country = digits.country();
    if !country && !digits.at_digit() {
        return None;
    }
    let number = digits.take(3)?;
    if !matches!(number, [b'1', b'3'..=b'9', _]) {
        return None;
    }
    digits.separator();
    digits.take(4)?;
    digits.separator();
    digits.take(4)?;
    digits.ends().then(|| digits.at())
}

/// `010-12345678`, `(0755) 1234567`, `+86 755 8376 5566`, each also with an extension.
fn landline(text: &str, at: usize) -> Option<usize> {
    let mut digits = Digits::new(text, at);
    let country = digits.country();
    let bracket = digits.open();
    let zero = digits.zero();
    if !zero && !country {
        return None;
    }
    // Codes of two digits behind the zero are 10 and 20 to 29; all others have three.
    let short = matches!(digits.peek(), Some([b'1', b'0'] | [b'2', _]));
    if digits.peek()?[0] < b'1' || (digits.peek()?[0] == b'1' && !short) {
        return None;
    }
    digits.take(if short { 2 } else { 3 })?;
    if bracket && !digits.close() {
        return None;
    }
    let apart = digits.separator() || bracket;
    let local = digits.take(3)?;
    // Without a sign between them, only what is surely a local number tells this from any number with a zero.
    if !(b'2'..=b'8').contains(&local[0]) && !apart {
        return None;
    }
    let rest = if digits.take(1).is_some() { 4 } else { 0 };
    let split = digits.separator();
    match rest {
        // Four and four.
        4 if digits.take(4).is_some() => {}
        // Three and four, the first of which is taken already.
        4 if !short && !split && digits.take(3).is_some() => {}
        0 if !short && split => {
            digits.take(4)?;
        }
        _ => return None,
    }
    if apart || country {
        digits.extension();
    }
    digits.ends().then(|| digits.at())
}

/// `400-123-4567`, `4008 123 123`, `8008208820`.
fn toll_free(text: &str, at: usize) -> Option<usize> {
    let mut digits = Digits::new(text, at);
    let first = digits.take(3)?;
    if !matches!(first, b"400" | b"800") {
        return None;
    }
    let (mut left, mut group) = (7_usize, 3_usize);
    while left > 0 {
        if group >= 3 && left >= 3 && digits.separator() {
            group = 0;
        }
        digits.take(1)?;
        left -= 1;
        group += 1;
    }
    digits.ends().then(|| digits.at())
}

/// `95588`, `96110`, `12306`, `10086`.
fn short_code(text: &str, at: usize) -> Option<usize> {
    let end = Digits::run(text, at);
    let number = &text[at..end];
    let known = match (number.get(..2)?, number.len()) {
        ("95", 5..=8) | ("96", 5..=6) => true,
        ("12" | "10", 5) => context::is_service(number) || context::has_cue(text, at),
        _ => false,
    };
    let whole = !text[end..].starts_with(['-', '/']) && !text[..at].ends_with(['-', '/', '.']);
    (known && whole && Digits::new(text, end).ends()).then_some(end)
}

/// Whether a variable stands directly before or behind, or a letter directly behind.
fn touches(text: &str, range: &Range<usize>) -> bool {
    let sign = |c: char| matches!(narrow(c), '{' | '}' | '$' | '#' | '%' | '@');
    let letter = text[range.end..].starts_with(|c: char| c.is_ascii_alphabetic());
    letter || text[..range.start].ends_with(sign) || text[range.end..].starts_with(sign)
}
