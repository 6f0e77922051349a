use super::Plan;
use crate::{
    document::{Document, Extraction, Format, extract, read_with},
    text::Source,
};

/// Reads a file as the configuration says, or else as `format` does.
pub fn read<'s>(source: &'s Source, format: Format, plan: &Plan) -> Document<'s> {
    drawn(source, format, plan).0
}

/// As [`read`]; returns with it how many records each of the sources gave that name the file.
pub(super) fn drawn<'s>(source: &'s Source, format: Format, plan: &Plan) -> (Document<'s>, Vec<usize>) {
    let named = plan.sources.of(source.name());
    if named.is_empty() {
        return (read_with(source, format, plan.rules.payloads()), Vec::new());
    }
    let extractions: Vec<&Extraction> = named.into_iter().map(|at| plan.sources.extraction(at)).collect();
    extract(source, &extractions)
}
