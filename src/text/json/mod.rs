//! JSON, and JSON Lines, to a [`Tree`].

mod reader;
mod string;
#[cfg(test)]
mod tests;

pub(super) use self::reader::is_number;
use super::{Cooked, Tree};

/// Reads JSON: one value or, as in JSON Lines, several with blanks between them. What is plainly a slip (a trailing
/// comma, a comment, a missing comma) is a fault and read over; any other fault ends the value, which holds what came
/// before it. Every place in the tree is in bytes of the file that `text` was decoded from.
pub fn read_json<'s>(text: &Cooked<'s>) -> Tree<'s> {
    match text.borrowed() {
        Some(whole) => reader::read(whole, text.map()),
        None => reader::read(text.text(), text.map()).into_owned(),
    }
}
