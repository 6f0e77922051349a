//! The signature that a message begins or ends with.

use crate::text::Span;

/// The longest signature that is looked for in ASCII brackets, in bytes; more than this is the message itself.
const LONGEST_ASCII_SIGNATURE: usize = 64;

/// The signature in brackets that `message` begins with, and where the rest begins.
pub(super) fn leading(message: &[u8]) -> Option<(Span, usize)> {
    inside(message, "【", "】", message.len())
        .or_else(|| inside(message, "[", "]", LONGEST_ASCII_SIGNATURE).filter(|(span, _)| !span.is_empty()))
}

/// The signature in Chinese brackets that `message` begins with, and where the rest begins.
pub(super) fn leading_in_chinese(message: &str) -> Option<(Span, usize)> {
    inside(message.as_bytes(), "【", "】", message.len())
}

/// The signature in Chinese brackets that `message` ends with, and where what stands before it ends.
pub(super) fn trailing_in_chinese(message: &str) -> Option<(Span, usize)> {
    let before = message.strip_suffix('】')?;
    let open = before.rfind('【')?;
    let start = open + '【'.len_utf8();
    (!before[start..].contains(['\n', '\r', '】'])).then(|| (Span::new(start, before.len()), open))
}

fn inside(message: &[u8], open: &str, close: &str, reach: usize) -> Option<(Span, usize)> {
    let rest = message.strip_prefix(open.as_bytes())?;
    let len = rest[..rest.len().min(reach)].windows(close.len()).position(|window| window == close.as_bytes())?;
    let span = Span::new(open.len(), open.len() + len);
    let broken = rest[..len].iter().any(|byte| matches!(byte, b'\n' | b'\r'));
    (!broken).then_some((span, span.end + close.len()))
}
