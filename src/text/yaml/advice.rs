use std::ops::Range;

use granit_parser::{ErrorKind, ScanError};

use crate::text::Said;

/// What is wrong, in the words of those who write documents; in the parser's own, where these are plain enough.
pub(super) fn message(error: &ScanError) -> Said {
    match error.kind() {
        ErrorKind::MappingValueNotAllowed => {
            ("文字中间有“:”，请给整段文字加引号", "a `:` in the middle of a text: put the text in quotes").into()
        }
        ErrorKind::UnexpectedCharacter { character } if !character.is_control() => (
            format!("文字不能以 `{character}` 开头，请加引号"),
            format!("a text cannot begin with `{character}`: put it in quotes"),
        )
            .into(),
        kind if is_tab(kind) => ("YAML 要用空格，这里是制表符", "a tab where YAML wants spaces").into(),
        ErrorKind::UnknownQuotedScalarEscape => {
            ("不认识的转义；反斜杠本身写作 `\\\\`", "an unknown escape: write `\\\\` for a backslash").into()
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            ("引号后面还有文字", "something behind the closing quote").into()
        }
        ErrorKind::SimpleKeyExpected => ("键后面缺少“:”", "a key without its `:`").into(),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => (
            "这一行的缩进与它所在的列表或映射不一致",
            "this line is indented otherwise than the list or map that it belongs to",
        )
            .into(),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
            ("前面缺少逗号，或括号没有闭合", "a comma is missing before this, or a bracket is not closed").into()
        }
        ErrorKind::InvalidColonPlacement => {
            ("这里不能有“:”，前面的括号可能没有闭合", "no `:` can stand here; a bracket before it may not be closed")
                .into()
        }
        ErrorKind::MisplacedFlowCollectionEnd => ("这个括号没有对应的左括号", "a bracket that closes nothing").into(),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            (format!("`{open}` 与 `{close}` 不配对"), format!("`{close}` cannot close `{open}`")).into()
        }
        ErrorKind::UnclosedFlowCollection { open } => {
            (format!("括号 `{open}` 没有闭合"), format!("`{open}` is never closed")).into()
        }
        ErrorKind::UnexpectedEof | ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofFlowSequence => {
            ("文件到此中断，括号或引号没有闭合", "the file ends here, and a bracket or a quote is still open").into()
        }
        ErrorKind::InvalidIndentation | ErrorKind::InvalidFlowScalarIndent | ErrorKind::InvalidBlockScalarIndent => {
            ("这一行的缩进不够", "this line is not indented far enough").into()
        }
        ErrorKind::MappingKeyNotAllowed => ("这里不能有键", "no key can stand here").into(),
        ErrorKind::BlockSequenceEntryNotAllowed => {
            ("列表项 `-` 要另起一行", "an item with `-` begins on a line of its own").into()
        }
        kind if is_open_quote(kind) => {
            ("引号没有闭合，或文字换行后没有缩进", "the quote is not closed, or a line of the text is not indented")
                .into()
        }
        _ => Said { zh: "无法按 YAML 读取".into(), en: error.info().into() },
    }
}

/// Whether the parser stumbled over a tab.
pub(super) const fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    )
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
