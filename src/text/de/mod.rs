//! Reads a [`Node`] into any type that serde can describe, and keeps the place of every mistake.
//!
//! The YAML and JSON readers of serde forget where values stood. Packs and `lint.yml` are read through this module
//! instead, so that a mistyped key gets a caret and a suggestion.

mod access;
mod amends;
mod error;
mod input;
mod resolve;
#[cfg(test)]
mod tests;
mod wild;

use serde::de::DeserializeOwned;

pub use self::error::{Error, ErrorKind};
use self::{
    amends::{Amends, Verdict},
    error::Mistake,
};
use super::Node;

/// Reads `node` as a `T`. The first mistake ends it, and has the place of the innermost value or key that it is in.
///
/// Any scalar is a text where a text is asked for, so that `version: 1.0` is one; where anything will do, a plain one is
/// what the core schema of YAML makes of it, and a quoted one a text. A [`super::Spanned`] gets its place, and a
/// [`super::OneOrMany`] a list even of a lone value. Nothing is `None`, or an empty [`super::OneOrMany`].
pub fn from_node<T: DeserializeOwned>(node: &Node<'_>) -> Result<T, Error> {
    read(node, &Amends::default())
}

/// How many mistakes of one node are told: who made more is better served by mending some of them first.
const MOST: usize = 100;

/// Reads `node` as [`from_node`] does, past every mistake, and returns them in the order of the file. What is wrong or
/// missing reads as nothing, at the place of its mistake; there is no value where nothing will not do.
pub fn from_node_with_mistakes<T: DeserializeOwned>(node: &Node<'_>) -> (Option<T>, Vec<Error>) {
    let (mut amends, mut mistakes) = (Amends::default(), Vec::new());
    let value = loop {
        let error = match read(node, &amends) {
            Ok(value) => break Some(value),
            Err(error) => error,
        };
        let verdict = amends.amend(node, &error);
        if verdict == Verdict::New || mistakes.is_empty() {
            mistakes.push(error);
        }
        if verdict == Verdict::Final || mistakes.len() >= MOST {
            break None;
        }
    };
    mistakes.sort_by_key(|mistake| mistake.span);
    (value, mistakes)
}

fn read<T: DeserializeOwned>(node: &Node<'_>, amends: &Amends) -> Result<T, Error> {
    T::deserialize(amends.input(node)).map_err(|mistake: Mistake| mistake.at(node.span).into())
}
