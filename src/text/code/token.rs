use std::ops::Range;

use super::{ProgramLanguage, grammar::TextForm};

/// What a lexer sees in a file. All places are bytes of the decoded text.
#[derive(Debug)]
pub struct Scan {
    /// The language it was read as.
    pub language: ProgramLanguage,
    /// Words, signs, texts and comments, left to right.
    pub tokens: Vec<Token>,
}

/// Something that a lexer sees.
#[derive(Debug)]
pub struct Token {
    /// All of it, quotes and signs of a comment included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// The kinds of tokens.
#[derive(Debug)]
pub enum TokenKind {
    /// A name, a keyword or a number.
    Word,
    /// Any other sign of one byte.
    Sign(u8),
    /// A comment.
    Comment,
    /// A text.
    Text(Literal),
}

/// A text as it is written.
#[derive(Debug)]
pub struct Literal {
    /// The way in which it is written.
    pub form: &'static TextForm,
    /// What stands between its opening and its closing sign.
    pub inside: Range<usize>,
    /// Expressions of the program in it, left to right.
    pub holes: Vec<Range<usize>>,
}

impl Token {
    /// The text, where this is one.
    pub const fn literal(&self) -> Option<&Literal> {
        match &self.kind {
            TokenKind::Text(literal) => Some(literal),
            _ => None,
        }
    }

    /// Whether this is that sign.
    pub const fn is(&self, sign: u8) -> bool {
        matches!(self.kind, TokenKind::Sign(own) if own == sign)
    }
}
