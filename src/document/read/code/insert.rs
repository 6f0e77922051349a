//! The columns of `insert` in databases: they are what the values are called.

use std::ops::Range;

use crate::text::code::{Token, TokenKind};

/// The most columns that are kept.
const MOST: usize = 128;

/// Where in an `insert` we are.
#[derive(Clone, Debug, Default)]
pub(super) struct Insert {
    /// The words between `insert` and the first bracket: the table, mostly.
    pub(super) table: Vec<Range<usize>>,
    /// The names of its columns.
    pub(super) columns: Vec<Range<usize>>,
    phase: Phase,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    None,
    Table,
    Columns,
    Values,
}

impl Insert {
    /// Takes the next token; `depth` is the number of open brackets.
    pub(super) fn take(&mut self, text: &str, token: &Token, depth: usize) {
        let word = &text[token.range.clone()];
        match (&token.kind, self.phase) {
            (TokenKind::Word, _) if depth == 0 && (is(word, "insert") || is(word, "replace")) => {
                *self = Self { phase: Phase::Table, ..Self::default() };
            }
            (TokenKind::Sign(b';'), _) if depth == 0 => *self = Self::default(),
            (TokenKind::Word, Phase::Table | Phase::Columns) if depth == 0 && is(word, "values") => {
                self.phase = Phase::Values;
            }
            (TokenKind::Word | TokenKind::Text(_), Phase::Table) if depth == 0 && self.table.len() < MOST => {
                self.table.push(unquoted(text, &token.range));
            }
            (TokenKind::Sign(b'('), Phase::Table) => self.phase = Phase::Columns,
            (TokenKind::Word | TokenKind::Text(_), Phase::Columns) if depth == 1 && self.columns.len() < MOST => {
                self.columns.push(unquoted(text, &token.range));
            }
            _ => {}
        }
    }

    /// Whether the rows have begun.
    pub(super) fn has_rows(&self) -> bool {
        self.phase == Phase::Values
    }
}

fn is(word: &str, keyword: &str) -> bool {
    word.eq_ignore_ascii_case(keyword)
}

fn unquoted(text: &str, range: &Range<usize>) -> Range<usize> {
    let word = &text[range.clone()];
    let inside = word.trim_matches(['`', '"', '\'']);
    let start = range.start + (word.len() - word.trim_start_matches(['`', '"', '\'']).len());
    start..start + inside.len()
}
