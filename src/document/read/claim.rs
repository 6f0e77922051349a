//! Tells a broken document of ours from other broken files, by its bytes: no tree shows it.

use super::super::{RecordKind, schema};
use crate::text::{Fault, FaultKind};

/// What a file holds that is a template of another tool, and not yet YAML.
const MARKUP: [&[u8]; 4] = [b"{%", b"{{-", b"{{ ", b"{{."];

/// Whether a file with these faults is a document of ours: one of our lists stands at the left margin, or at the top of
/// a JSON file, and below it a key that its records have. A list that is nested too deep needs no key.
pub(super) fn is_claimed(bytes: &[u8], faults: &[Fault]) -> bool {
    if faults.is_empty() || is_markup(bytes) {
        return false;
    }
    let deep = faults.iter().any(|fault| matches!(fault.kind, FaultKind::TooDeep(_) | FaultKind::TooManyAliases(_)));
    let mut open: Option<RecordKind> = None;
    for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')) {
        let mut rest = line;
        if let Some((kind, behind)) = list(line) {
            if deep {
                return true;
            }
            (open, rest) = (Some(kind), behind);
        } else if line.first().is_some_and(u8::is_ascii_alphabetic) {
            open = None;
        }
        if open.is_some_and(|kind| holds_key_of(kind, rest)) {
            return true;
        }
    }
    false
}

/// Whether this is a template of another tool.
pub(super) fn is_markup(bytes: &[u8]) -> bool {
    MARKUP.into_iter().any(|mark| bytes.windows(mark.len()).any(|window| window == mark))
}

/// The list that begins on this line, and what stands behind its key.
fn list(line: &[u8]) -> Option<(RecordKind, &[u8])> {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    let json = line.trim_ascii_start().iter().take_while(|byte| matches!(byte, b'{' | b' ')).count();
    let blanks = line.len() - line.trim_ascii_start().len();
    let start = &line[blanks + json..];
    RecordKind::ALL.into_iter().find_map(|kind| {
        let name = kind.list_key().as_bytes();
        // Indented keys are ours only in JSON, where they stand in quotes.
        let rest = match start.strip_prefix(b"\"") {
            Some(quoted) => quoted.strip_prefix(name)?.strip_prefix(b"\"")?,
            None if blanks == 0 => start.strip_prefix(name)?,
            None => return None,
        };
        Some((kind, rest.trim_ascii_start().strip_prefix(b":")?))
    })
}

/// Whether a word on this line is a key of such records.
fn holds_key_of(kind: RecordKind, line: &[u8]) -> bool {
    line.split(|byte| *byte == b':').any(|before| {
        let word = before.trim_ascii_end();
        let word = word.strip_suffix(b"\"").or_else(|| word.strip_suffix(b"'")).unwrap_or(word);
        let start = word.iter().rposition(|byte| !byte.is_ascii_lowercase() && *byte != b'_').map_or(0, |at| at + 1);
        let bounded = start == 0 || matches!(word[start - 1], b' ' | b'\t' | b'{' | b',' | b'"' | b'\'' | b'-');
        let word = std::str::from_utf8(&word[start..]).unwrap_or_default();
        bounded && schema::find(schema::record_keys(kind), word).is_some()
    }) && line.contains(&b':')
}
