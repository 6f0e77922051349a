//! Pieces of Markdown.

use crate::diagnostic::Citation;

/// Where a rule is written, as a link.
pub(super) fn citation(source: &Citation) -> String {
    let title = escaped(&source.title);
    let linked = source.url.as_ref().map_or_else(|| title.clone(), |url| format!("[{title}](<{url}>)"));
    source.date.map_or_else(|| linked.clone(), |date| format!("{linked} ({date})"))
}

/// Text that Markdown shows as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '$') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
