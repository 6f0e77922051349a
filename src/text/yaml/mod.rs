//! YAML, from the events of a parser to a [`Tree`].

mod advice;
mod aliases;
mod block;
mod comments;
mod flow;
mod hole;
mod merge;
mod pieces;
mod reader;
mod removal;
mod scalar;
#[cfg(test)]
mod tests;

pub use comments::{Comment, yaml_comments};
pub use pieces::yaml_pieces;
pub use removal::without_items;

use super::{Cooked, Fault, Tree};
use hole::{Filling, Hole};

/// How many bytes may be read again and again behind texts that lack quotes.
const MAX_READ_AGAIN: usize = 32 * 1024 * 1024;

/// How often, at the least and at the most, a file is read again.
const TIMES_READ_AGAIN: [usize; 2] = [1, 100];

/// Reads YAML: every document of the text. Where one is broken, a text that lacks quotes is left out, or the lines of the
/// item that is at fault, and what comes behind is read; up to the fault, where the layout does not say where that begins.
/// Every place in the tree is in bytes of the file that `text` was decoded from.
pub fn read_yaml<'s>(text: &Cooked<'s>) -> Tree<'s> {
    let (tree, broken) = if let Some(whole) = text.borrowed() {
        reader::read(whole, text.map())
    } else {
        let (tree, broken) = reader::read(text.text(), text.map());
        (tree.into_owned(), broken)
    };
    match broken {
        None => tree,
        Some(broken) => read_over(text, broken),
    }
}

/// Something that hides what comes behind it.
#[derive(Debug)]
struct Broken {
    hole: Hole,
    fault: Fault,
}

/// Reads on behind what is broken, as if something harmless stood there: what is wrong in one record shall not hide the
/// rest of the file.
fn read_over(text: &Cooked<'_>, first: Broken) -> Tree<'static> {
    let mut again = text.text().to_owned();
    let (mut faults, mut skipped) = (Vec::new(), Vec::new());
    let [least, most] = TIMES_READ_AGAIN;
    let (mut times, mut next) = ((MAX_READ_AGAIN / again.len().max(1)).clamp(least, most), first);
    let mut tree = loop {
        next.hole.fill(&mut again);
        let (better, broken) = reader::read(&again, text.map());
        times -= 1;
        let more = broken.filter(|_| times > 0);
        if let Some(same) = more.as_ref().filter(|more| more.hole.touches(&next.hole)) {
            if let Filling::Key(_) = next.hole.filling {
                // No key may stand there: the item was complete before.
                next.hole.filling = Filling::Blank;
                continue;
            }
            if same.hole.range == next.hole.range {
                break better.into_owned();
            }
        }
        if next.hole.filling != Filling::Word {
            skipped.push(text.span(next.hole.range));
        }
        faults.push(next.fault);
        match more {
            Some(more) => next = more,
            None => break better.into_owned(),
        }
    };
    tree.faults.extend(faults);
    tree.faults.sort_by_key(|fault| (fault.span, fault.related));
    tree.skipped = skipped;
    tree
}
