use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

/// What is wrong, in the words of those who write documents; in the parser's own, where these are plain enough.
pub(super) fn message(error: &ScanError) -> String {
    let plain = match error.kind() {
        ErrorKind::MappingValueNotAllowed => "a `:` in the middle of a text: put the text in quotes",
        ErrorKind::UnexpectedCharacter { character } if !character.is_control() => {
            return format!("a text cannot begin with `{character}`: put it in quotes");
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => "a tab where YAML wants spaces",
        ErrorKind::UnknownQuotedScalarEscape => "an unknown escape: write `\\\\` for a backslash",
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "something behind the closing quote"
        }
        ErrorKind::SimpleKeyExpected => "a key without its `:`",
        _ if is_open_quote(error.kind()) => "the quote is not closed, or a line of the text is not indented",
        _ => return error.info(),
    };
    plain.to_owned()
}

/// Whether the mistake is, as a rule, a quote that was left open, though the parser notices only lines later.
pub(super) const fn is_open_quote(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::UnclosedQuotedScalar
            | ErrorKind::InvalidQuotedScalarIndent
            | ErrorKind::DocumentIndicatorInQuotedScalar
    )
}

/// The bytes of a text that needs quotes, where that is why the parser stumbled at byte `at`: from where its value begins
/// to where it ends in this line.
pub(super) fn unquoted(source: &str, kind: &ErrorKind, at: usize) -> Option<Range<usize>> {
    let line_start = source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let (before, behind) = (&source[line_start..at], &source[at..]);
    let next = behind.chars().next().filter(|next| !next.is_whitespace())?;
    let is_text = match kind {
        ErrorKind::UnexpectedCharacter { character } => !character.is_control(),
        ErrorKind::MappingValueNotAllowed => false,
        // `{1}为您…` is a map with something behind it, and inside brackets `…{1}` is one too many.
        _ => {
            (before.ends_with(['}', ']']) && !",:}]#".contains(next))
                || (matches!(next, '{' | '[') && !before.ends_with([' ', '\t', ',', '[', '{', ':']))
        }
    };
    let line = behind.split(['\n', '\r']).next().unwrap_or_default().trim_end();
    let (start, end) = (line_start + value_start(before)?, at + line.len());
    if !is_text || source[start..].starts_with(['"', '\'']) {
        return None;
    }
    let opens = before[..start - line_start].trim_start_matches([' ', '-']);
    if opens.starts_with('{') {
        // A map on one line: its bracket is no part of the text.
        return line.ends_with('}').then(|| start..end - 1).filter(|range| at < range.end);
    }
    (!opens.contains(['{', '[', '"', '\''])).then_some(start..end)
}

/// Where the value begins in a line that is cut at the place of a fault: behind the key.
fn value_start(before: &str) -> Option<usize> {
    let inline = before.trim_start_matches([' ', '-']).starts_with('{');
    let key = if inline { before.rfind(": ")? } else { before.find(": ")? };
    let value = &before[key + 1..];
    Some(before.len() - value.trim_start().len())
}
