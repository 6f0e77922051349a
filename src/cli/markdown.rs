//! Pieces of Markdown.

use crate::{diagnostic::Citation, output::visible};

/// Where a rule is written, as a link.
pub(super) fn citation(source: &Citation) -> String {
    let title = escaped(&source.title);
    let linked = source.url.as_ref().map_or_else(|| title.clone(), |url| format!("[{title}](<{url}>)"));
    source.date.map_or_else(|| linked.clone(), |date| format!("{linked} ({date})"))
}

/// Text that Markdown shows as it is, line ends aside; what cannot be seen is shown by its name.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.split('\n').map(|line| visible(line, true)).collect::<Vec<_>>().join("\n").chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '$') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
