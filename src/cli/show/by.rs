use serde::Serialize;

use crate::{
    cli::project::Written,
    output::visible,
    text::{Source, Span, Spanned},
};

/// The line that decides.
#[derive(Clone, Debug, Serialize)]
pub(super) struct By {
    /// The file.
    pub(super) path: String,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in code points, from 1; `None` in files where only lines count.
    pub(super) column: Option<usize>,
    /// What is written there.
    pub(super) text: String,
}

impl By {
    /// `text`, which is written at `span` of a configuration.
    pub(super) fn at(source: &Source, span: Span, text: &str) -> Self {
        let position = source.position(span.start);
        Self {
            path: source.name().to_string(),
            line: position.line,
            column: Some(position.column),
            text: text.to_owned(),
        }
    }

    /// The pattern at `place` of one of the lists of a configuration.
    pub(super) fn pattern(written: &Written, patterns: &[Spanned<String>], place: usize) -> Option<Self> {
        let pattern = patterns.get(place)?;
        Some(Self::at(&written.source, pattern.span, pattern))
    }

    /// `path:line:column`.
    pub(super) fn place(&self) -> String {
        let Self { path, line, column, .. } = self;
        let path = visible(path, true);
        column.map_or_else(|| format!("{path}:{line}"), |column| format!("{path}:{line}:{column}"))
    }
}
