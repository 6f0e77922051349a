//! From a file to a [`Document`]: one file a format, one door for all.

mod check;
mod claim;
mod code;
mod extract;
mod found;
mod look;
mod native;
mod part;
mod plain;
mod recognise;
mod request;
mod settings;
mod signature;
mod table;
mod unread;

#[cfg(test)]
mod tests;

use super::{Document, Payloads, Problem, ProblemKind};
use crate::text::{DataForm, FaultKind, Source, Span, code::ProgramLanguage, read_json, read_json_lines, read_yaml};

pub use extract::{Each, Extraction, Finder, Group, Pattern, PatternError, Pointer, PointerError, Written, extract};
pub use look::{looks_like_document, looks_readable};
pub use part::{Counts, Nature, Part, read_part};

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Native documents in YAML.
    Yaml,
    /// Native documents in JSON.
    Json,
    /// Native documents in JSON, one a line.
    JsonLines,
    /// One message a line, or paragraphs.
    Plain,
    /// Rows of CSV or TSV, or of the sheets of an Excel workbook, below titles that packs know.
    Table,
    /// One message, whatever lines it has. No file name promises it.
    Message,
    /// The source code of a program, in some of whose texts templates stand.
    Code(ProgramLanguage),
    /// Settings, in some of whose values templates stand.
    Data(DataForm),
    /// Markdown, in whose code blocks messages stand.
    Markdown,
}

impl Format {
    /// The format that a file name promises.
    pub fn of(name: &str) -> Option<Self> {
        if let Some(form) = DataForm::of(name) {
            return Some(Self::Data(form));
        }
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "yml" | "yaml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" | "tsv" | "xlsx" | "xlsm" | "xls" => Some(Self::Table),
            "txt" | "sms" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            extension => ProgramLanguage::of_extension(extension).map(Self::Code),
        }
    }
}

/// How many lines of a file in UTF-8 can be thought to hold other bytes.
const MOST_BROKEN_LINES: usize = 10;

/// Reads `source`, written in our own keys. Never fails: what cannot be read becomes a problem of the document.
pub fn read(source: &Source, format: Format) -> Document<'_> {
    read_with(source, format, &Payloads::default())
}

/// As [`read`]; requests to the API of a provider are recognised too.
pub fn read_with<'s>(source: &'s Source, format: Format, payloads: &Payloads) -> Document<'s> {
    // Whatever it is called.
    let format = if source.is_workbook() { Format::Table } else { format };
    let (text, broken) = source.decode();
    let document = match format {
        Format::Yaml => native::read(source, read_yaml(&text), &broken, payloads),
        Format::Json => native::read(source, read_json(&text), &broken, payloads),
        Format::JsonLines => native::read(source, read_json_lines(&text).0, &broken, payloads),
        Format::Table => table::read(source, &text, &broken, payloads),
        Format::Plain => plain::read(source),
        Format::Message => plain::read_one(source),
        Format::Code(language) => code::read(source, &text, language, payloads),
        Format::Data(form) => settings::read(source, &text, form, &broken, payloads),
        Format::Markdown => settings::read_markdown(source, &text, payloads),
    };
    finish(document, &broken)
}

/// Adds what is wrong with the bytes of the file, and puts its problems in order; `broken` are the places that are no text.
fn finish<'s>(mut document: Document<'s>, broken: &[Span]) -> Document<'s> {
    document.problems.extend(encoding(document.source, broken));
    let is_binary = |problem: &Problem| problem.kind == ProblemKind::Fault(FaultKind::Binary);
    if !document.recognised && document.problems.iter().any(is_binary) {
        // What else could be said of a file that is no text at all comes of that.
        document.problems.retain(is_binary);
    }
    document.problems.sort_by_key(|problem| problem.span);
    // An alias brings the same slip in as often as it is used.
    document.problems.dedup_by(|a, b| a.span == b.span && a.kind == b.kind);
    document
}

/// One problem for the first NUL byte, and one for each line that has bytes which are not UTF-8, from the first of them
/// to the last; only the first line where there are so many that the whole file must be in another encoding.
fn encoding(source: &Source, broken: &[Span]) -> Vec<Problem> {
    let mut spans: Vec<Span> = Vec::new();
    let is_binary = |span: &&Span| source.damage(**span) == FaultKind::Binary;
    let binary = broken.iter().find(is_binary).copied();
    for &span in broken.iter().filter(|span| !is_binary(span)) {
        match spans.last_mut() {
            Some(last) if !source.bytes()[last.end..span.start].contains(&b'\n') => *last = last.cover(span),
            _ => spans.push(span),
        }
    }
    if spans.len() > MOST_BROKEN_LINES {
        spans.truncate(1);
    }
    let places = binary.into_iter().chain(spans);
    let problem = |span| Problem::new(span, ProblemKind::Fault(source.damage(span)));
    places.map(problem).collect()
}
