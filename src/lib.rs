//! Lints SMS signatures and templates before a provider's reviewer does.
//!
//! The library is pure: it reads no files, knows no clock and starts no thread. Hand it [`text::Source`]s and a
//! resolved configuration, and [`engine::lint`] hands back a [`diagnostic::Report`].
//!
//! Layers, each of which imports only from those before it:
//! [`text`] → [`diagnostic`] → [`document`] → [`rule`] → [`config`] → [`engine`] → [`output`] → `cli`.

#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod output;
pub mod rule;
pub mod text;
