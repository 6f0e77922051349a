//! JSON for programs.

use serde::Serialize;

/// `value` over several lines, with a line end behind it.
pub(super) fn pretty<T: Serialize>(value: &T) -> String {
    // Our own types have no keys but texts, which is all that could fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
