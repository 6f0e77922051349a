//! How an edit has to be written so that a file says what was meant.

use std::ops::Range;

use super::{Style, code};

/// Writes `insert` so that it can take the place of `range` (bytes) in a scalar of this `style` that says `text`. `None`
/// where the scalar would then be read as something else: it has to be written anew, see [`quote`].
pub fn spell(style: Style, text: &str, range: Range<usize>, insert: &str) -> Option<String> {
    let (before, removed, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    let whole = || [before, insert, after].concat();
    let verbatim = |fits: bool| fits.then(|| insert.to_owned());
    match style {
        Style::Nested | Style::Translated => None,
        Style::Program(form) => code::spell(form, text, range, insert),
        Style::Json => Some(escape(insert)),
        Style::JsonWord => verbatim(is_json_word(&whole())),
        Style::Bare => verbatim(!insert.contains(['\n', '\r'])),
        Style::Embedded => verbatim(is_harmless(text, insert)),
        Style::Cell => verbatim(!insert.contains(['"', ',', ';', '\t', '\n', '\r']) && !whole().is_empty()),
        Style::QuotedCell => Some(insert.replace('"', "\"\"")),
        Style::Literal | Style::Folded => {
            verbatim(is_printable(insert) && !removed.contains('\n') && keeps_line(style, before, insert, after))
        }
        Style::DoubleQuoted => keeps_blanks(before, insert, after).then(|| escape(insert)),
        Style::SingleQuoted => {
            (is_printable(insert) && keeps_blanks(before, insert, after)).then(|| insert.replace('\'', "''"))
        }
        Style::Plain | Style::PlainInFlow => verbatim(
            is_printable(insert)
                && keeps_blanks(before, insert, after)
                && is_plain(&whole(), style == Style::PlainInFlow),
        ),
    }
}

/// Writes a whole text as a double-quoted scalar, which YAML and JSON read alike.
pub fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// Escapes that YAML and JSON share.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if may_stand(character) => out.push(character),
            // What YAML calls not printable all lies below U+10000.
            _ => {
                let code = u32::from(character);
                let digit = |shift: u32| char::from_digit(code >> shift & 0xF, 16).unwrap_or('0').to_ascii_uppercase();
                out.push_str("\\u");
                out.extend([12, 8, 4, 0].map(digit));
            }
        }
    }
    out
}

/// What YAML lets stand unescaped inside a line, and no editor breaks a line at.
fn may_stand(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether `insert` means itself in whatever language `text` is embedded in: no quote or markup, and a sign that begins a
/// variable in some of them only where the text has it already.
fn is_harmless(text: &str, insert: &str) -> bool {
    is_printable(insert)
        && !insert.contains(['"', '\'', '`', '\\', '<', '>', '&'])
        && ['$', '#', '%'].into_iter().all(|sign| !insert.contains(sign) || text.contains(sign))
}

fn is_printable(text: &str) -> bool {
    text.chars().all(may_stand)
}

/// Whether blanks stay blanks. The blank beside the edit may be a folded line break, and would swallow another one.
fn keeps_blanks(before: &str, insert: &str, after: &str) -> bool {
    let (left, right) = if insert.is_empty() { (after, before) } else { (insert, insert) };
    let opens = |text: &str| text.starts_with([' ', '\t', '\n']);
    let closes = |text: &str| text.ends_with([' ', '\t', '\n']);
    let swallows = (closes(before) && opens(left)) || (closes(right) && opens(after));
    !swallows
}

/// Whether the lines of a block keep their indentation and stay lines. In a folded block, a blank may be a line break.
fn keeps_line(style: Style, before: &str, insert: &str, after: &str) -> bool {
    let rest = if insert.is_empty() { after } else { insert };
    let begins_line = before.is_empty() || before.ends_with('\n') || (style == Style::Folded && before.ends_with(' '));
    let begins_blank = rest.starts_with([' ', '\t', '\n']) || rest.is_empty();
    // Behind the last line break there is no line that could be written into.
    let past_end = after.is_empty() && (before.is_empty() || before.ends_with('\n'));
    let breaks = past_end || (begins_line && begins_blank);
    !breaks
}

/// Whether YAML reads `text`, without quotes, as a text and as this one.
fn is_plain(text: &str, in_flow: bool) -> bool {
    let is_blank = |character: char| matches!(character, ' ' | '\t' | '\n');
    let is_bracket = |character: char| matches!(character, ',' | '[' | ']' | '{' | '}');
    let ends = |character: char| is_blank(character) || (in_flow && is_bracket(character));
    // What may stand behind a `:`, or behind a `-` or `?` at the start.
    let is_safe = |character: Option<char>| character.is_some_and(|next| !ends(next));
    let mut characters = text.chars().peekable();
    let Some(first) = characters.next() else { return false };
    let starts = match first {
        '-' | '?' | ':' => is_safe(characters.peek().copied()),
        '#' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%' | '@' | '`' => false,
        _ => !is_bracket(first) && !is_blank(first),
    };
    if !starts || text.ends_with(is_blank) || text.starts_with("---") || text.starts_with("...") {
        return false;
    }
    if matches!(text, "~" | "null" | "Null" | "NULL" | "<<") {
        return false;
    }
    let mut previous = first;
    while let Some(character) = characters.next() {
        let breaks = match character {
            ':' => !is_safe(characters.peek().copied()),
            '#' => is_blank(previous),
            _ => in_flow && is_bracket(character),
        };
        if breaks {
            return false;
        }
        previous = character;
    }
    true
}

/// Whether `text` may stand in JSON without quotes.
fn is_json_word(text: &str) -> bool {
    matches!(text, "true" | "false") || super::json::is_number(text)
}

#[cfg(test)]
#[path = "spell_tests.rs"]
mod tests;
