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
