//! JSON, and JSON Lines, to a [`Tree`].

mod lines;
mod reader;
mod string;
#[cfg(test)]
mod tests;

pub use self::lines::Lines;
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

/// As [`read_json`], of JSON Lines: a value that stands open where another begins at the start of a line has lost its end,
/// and a comment ends with its line. So one broken line takes no more than its neighbour with it, and what stands on either
/// side of a [`Lines::starts`] can be read alone.
pub fn read_json_lines<'s>(text: &Cooked<'s>) -> (Tree<'s>, Lines) {
    if let Some(whole) = text.borrowed() {
        return reader::read_lines(whole, text.map());
    }
    let (tree, lines) = reader::read_lines(text.text(), text.map());
    (tree.into_owned(), lines)
}
