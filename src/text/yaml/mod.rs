//! YAML, from the events of a parser to a [`Tree`].

mod advice;
mod aliases;
mod block;
mod comments;
mod flow;
mod merge;
mod reader;
mod scalar;
#[cfg(test)]
mod tests;

use super::{Cooked, Tree};

pub use comments::{Comment, yaml_comments};

/// Reads YAML: every document of the text, up to the first fault of each. Every place in the tree is in bytes of the
/// file that `text` was decoded from.
pub fn read_yaml<'s>(text: &Cooked<'s>) -> Tree<'s> {
    match text.borrowed() {
        Some(whole) => reader::read(whole, text.map()),
        None => reader::read(text.text(), text.map()).into_owned(),
    }
}
