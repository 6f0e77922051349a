//! JSON Lines that are read in parts, each as it would be read in the whole file.

use super::{
    super::{Document, Payloads, RecordKind},
    finish, native,
};
use crate::text::{Lines, Source, read_json_lines};

/// What a file holds, as far as it decides how each of its lines is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Nature {
    /// Whether any line is a document in our own keys.
    pub documents: bool,
    /// Whether any line is a request, or holds some.
    pub requests: bool,
}

/// How many records of each kind there are, in the order of [`RecordKind::ALL`].
pub type Counts = [usize; RecordKind::ALL.len()];

/// What is known about the file of which some lines are read.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// What the whole file holds; that which is read itself, where that is not known.
    pub nature: Option<Nature>,
    /// From which bytes of the part on this many records come before in the file, in order. What is read in the part
    /// itself counts on from there.
    pub before: Vec<(usize, Counts)>,
}

/// Reads some lines of a JSON Lines file. Returns with them what they hold, and where they can be taken apart.
pub fn read_part<'s>(source: &'s Source, payloads: &Payloads, part: &Part) -> (Document<'s>, Nature, Lines) {
    let (text, broken) = source.decode();
    let (tree, lines) = read_json_lines(&text);
    let (document, nature) = native::read_part(source, tree, &broken, payloads, part);
    (finish(document, &broken), nature, lines)
}
