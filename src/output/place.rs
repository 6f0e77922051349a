use crate::text::Source;

/// Where byte `at` stands, as a person looks it up: `line:column`, or the cell of an Excel workbook.
pub(super) fn seen(source: &Source, at: usize) -> String {
    source.cell(at).map_or_else(
        || {
            let position = source.position(at);
            format!("{}:{}", position.line, position.column)
        },
        |cell| cell.to_string(),
    )
}
