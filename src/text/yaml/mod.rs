//! YAML, from the events of a parser to a [`Tree`].

mod advice;
mod aliases;
mod block;
mod comments;
mod flow;
mod merge;
mod pieces;
mod reader;
mod removal;
mod scalar;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use comments::{Comment, yaml_comments};
pub use pieces::yaml_pieces;
pub use removal::without_items;

use super::{Cooked, Fault, FaultKind, Tree};

/// How many bytes may be read again and again behind texts that lack quotes.
const MAX_READ_AGAIN: usize = 32 * 1024 * 1024;

/// How often, at the least and at the most, a file is read again.
const TIMES_READ_AGAIN: [usize; 2] = [1, 100];

/// Reads YAML: every document of the text, up to the first fault of each, except that a text
/// which lacks quotes is only left out. Every place in the tree is in bytes of the
/// file that `text` was decoded from.
pub fn read_yaml<'s>(text: &Cooked<'s>) -> Tree<'s> {
    let (tree, unquoted) = if let Some(whole) = text.borrowed() {
        reader::read(whole, text.map())
    } else {
        let (tree, unquoted) = reader::read(text.text(), text.map());
        (tree.into_owned(), unquoted)
    };
    match unquoted {
        None => tree,
        Some(range) => read_over(text, range),
    }
}

/// Reads on behind texts that lack quotes, as if each were a harmless word: what is wrong in one line shall not hide
/// the rest of the file.
fn read_over(text: &Cooked<'_>, first: Range<usize>) -> Tree<'static> {
    let mut again = text.text().to_owned();
    let mut faults: Vec<Fault> = Vec::new();
    let [least, most] = TIMES_READ_AGAIN;
    let (mut times, mut next) = ((MAX_READ_AGAIN / again.len().max(1)).clamp(least, most), first);
    loop {
        faults.push(Fault { span: text.span(next.clone()), kind: FaultKind::Unquoted, related: None });
        again.replace_range(next.clone(), &"x".repeat(next.len()));
        let (tree, unquoted) = reader::read(&again, text.map());
        times -= 1;
        match unquoted {
            Some(range) if times > 0 => next = range,
            _ => {
                let mut tree = tree.into_owned();
                tree.faults.extend(faults);
                tree.faults.sort_by_key(|fault| (fault.span, fault.related));
                return tree;
            }
        }
    }
}
