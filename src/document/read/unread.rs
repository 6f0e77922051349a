//! The parts of a file that could not be read.

use crate::text::{Fault, FaultKind, Span, Tree};

/// Where a file could not be read.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// What stands there was read as something else: bytes that are no text, and texts that lack quotes.
    garbled: Vec<Span>,
    /// Where something was cut off or left out.
    cut: Vec<Span>,
}

impl Unread {
    /// What is unread in a file with these places that are no text, in their order.
    pub(super) fn of(broken: &[Span], tree: &Tree<'_>) -> Self {
        let (mut garbled, mut cut) = (broken.to_vec(), Vec::new());
        for Fault { span, kind, .. } in &tree.faults {
            match kind {
                FaultKind::Unquoted => garbled.push(*span),
                // The first of them counts, and nothing is missing.
                FaultKind::DuplicateKey(_) => {}
                _ => cut.push(*span),
            }
        }
        garbled.extend(&tree.skipped);
        cut.extend(&tree.skipped);
        garbled.sort_unstable();
        cut.sort_unstable();
        Self { garbled, cut }
    }

    /// Whether a part of what stands at `span` was read as something else.
    pub(super) fn touches(&self, span: Span) -> bool {
        let from = self.garbled.partition_point(|place| place.end <= span.start);
        self.garbled.get(from).is_some_and(|place| place.start < span.end)
    }

    /// Whether something is missing in what stands at `span`.
    pub(super) fn cuts(&self, span: Span) -> bool {
        let from = self.cut.partition_point(|place| place.start < span.start);
        self.cut.get(from).is_some_and(|place| place.start <= span.end)
    }
}
