use std::sync::Arc;

/// A file of words: one a line; `#` begins a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordList(pub Arc<str>);

impl WordList {
    /// The words, in the order of the file, blanks at the ends left out.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.lines().map(|line| line.split_once('#').map_or(line, |(word, _)| word).trim()).filter(|w| !w.is_empty())
    }
}
