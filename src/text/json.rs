use super::{Cooked, Tree};

/// Reads JSON: one value, up to the first fault.
pub fn read_json<'s>(text: &Cooked<'s>) -> Tree<'s> {
    let _ = text;
    Tree::default()
}
