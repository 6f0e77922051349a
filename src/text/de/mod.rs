//! Reads a [`Node`] into any type that serde can describe, and keeps the place of every mistake.
//!
//! The YAML and JSON readers of serde forget where values stood. Packs and `lint.yml` are read through this module
//! instead, so that a mistyped key gets a caret and a suggestion.

mod access;
mod error;
mod input;
mod resolve;
#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;

pub use self::error::{Error, ErrorKind};
use self::{error::Mistake, input::Input};
use super::Node;

/// Reads `node` as a `T`. The first mistake ends it, and has the place of the innermost value or key that it is in.
///
/// Any scalar is a text where a text is asked for, so that `version: 1.0` is one; where anything will do, a plain one is
/// what the core schema of YAML makes of it, and a quoted one a text. A [`super::Spanned`] gets its place, and a
/// [`super::OneOrMany`] a list even of a lone value. Nothing is `None`, or an empty [`super::OneOrMany`].
pub fn from_node<T: DeserializeOwned>(node: &Node<'_>) -> Result<T, Error> {
    T::deserialize(Input::Node(node)).map_err(|mistake: Mistake| mistake.at(node.span).into())
}
