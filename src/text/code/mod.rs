//! Texts and comments in source code of programs, found without parsing it: what a lexer sees, and no more.
//!
//! One file of `grammar/` describes a language; [`scan`] reads any of them in one pass.

mod decode;
mod grammar;
mod scanner;
#[cfg(test)]
mod tests;
mod token;

pub use decode::{HOLE, Piece, decode};
pub use grammar::{Grammar, ProgramLanguage, TextForm};
pub use scanner::scan;
pub use token::{Literal, Scan, Token, TokenKind};
