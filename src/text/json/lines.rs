//! JSON Lines: where one value ends, and the next begins.

use super::reader::Reader;
use crate::text::tree_builder::Collection;

/// Where JSON Lines can be taken apart.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// The bytes of the file at which a line begins that can be read without those before it, and whether only that line
    /// tells where what stands before it ends. Blank lines belong to the value before them.
    pub starts: Vec<(usize, bool)>,
    /// Whether the last value may go on behind the end.
    pub is_open: bool,
}

impl Reader<'_, '_> {
    /// Ends the value at hand before byte `at`, though a bracket is open.
    pub(super) fn break_off(&mut self, at: usize) {
        let Some(&(_, bracket)) = self.open.last() else { return };
        let end = if self.lines.is_some() { self.source[..at].trim_ascii_end().len() } else { at };
        self.open.clear();
        self.builder.end_document(end);
        self.slip(bracket..bracket + 1, ("这个括号没有闭合", "this bracket is never closed"));
        (self.behind, self.torn) = (at, true);
    }

    /// Whether the bracket at byte `at` begins a value of JSON Lines, though another stands open that has no place for it:
    /// both stand at the start of their lines.
    pub(super) fn begins_value(&self, at: usize) -> bool {
        let outermost = self.open.first().filter(|(kind, _)| *kind == Collection::Mapping);
        self.lines.is_some() && self.is_line_start(at) && outermost.is_some_and(|(_, at)| self.is_line_start(*at))
    }

    pub(super) fn is_line_start(&self, at: usize) -> bool {
        at == 0 || self.source.as_bytes()[at - 1] == b'\n'
    }

    /// Notes where the line begins of the value that begins at `self.at`, unless another one ends on it.
    pub(super) fn note_line(&mut self) {
        let torn = std::mem::take(&mut self.torn);
        let Some(lines) = &mut self.lines else { return };
        let between = &self.source.as_bytes()[self.behind..self.at];
        let start = match between.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => self.behind + end + 1,
            None if self.behind == 0 || self.source.as_bytes()[self.behind - 1] == b'\n' => self.behind,
            None => return,
        };
        lines.starts.push((self.map.span(start..start).start, torn));
    }
}
