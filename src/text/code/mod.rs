//! Texts and comments in source code of programs, found without parsing it: what a lexer sees, and no more.
//!
//! One file of `grammar/` describes a language; [`scan`] reads any of them in one pass.

mod comments;
mod decode;
mod grammar;
mod scanner;
mod spell;
#[cfg(test)]
mod tests;
mod token;

pub use comments::program_comments;
pub use decode::{HOLE, Piece, decode};
pub use grammar::{Grammar, ProgramLanguage, TextForm};
pub use scanner::scan;
pub(super) use spell::spell;
pub use token::{Literal, Scan, Token, TokenKind};
