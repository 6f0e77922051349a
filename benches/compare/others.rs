//! The same rules for tools that lint YAML by rules of their users: a word each, with its own name and message.

use std::fmt::Write as _;

/// What to install to have the other tools in the comparison.
pub(crate) const INSTALL: &str = "npm install --global @ast-grep/cli @stoplight/spectral-cli";

pub(crate) fn ast_grep(words: &[String]) -> String {
    let mut text = String::new();
    for (index, word) in words.iter().enumerate() {
        let between = if index == 0 { "" } else { "---\n" };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{between}id: word-{index:04}
language: yaml
severity: error
message: “{word}” is content of kind {index}
rule: {{kind: string_scalar, regex: {word}}}
"
        );
    }
    text
}

pub(crate) fn spectral(words: &[String]) -> String {
    let mut text = String::from("rules:\n");
    for (index, word) in words.iter().enumerate() {
        let _ = write!(
            text,
            "  word-{index:04}:
    severity: error
    message: “{word}” is content of kind {index}
    given: $.templates[*].content
    then: {{function: pattern, functionOptions: {{notMatch: {word}}}}}
"
        );
    }
    text
}
