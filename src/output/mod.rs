//! Writes a [`Report`] down, in the format its reader needs.
//!
//! Renderers see diagnostics and the text they point into, never a rule or a document. A new format is one file with a
//! `render` function, its `mod` line, and its line in `formats!`.

mod exit;
mod fingerprint;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod ndjson;
mod order;
mod place;
#[cfg(feature = "cli")]
mod pretty;
mod printable;
mod rdjson;
mod record;
mod sarif;
mod short;
mod style;
mod summary;
mod uri;
mod visible;

#[cfg(test)]
mod columns;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod laws;

use std::{fmt, io, str::FromStr};

use crate::diagnostic::Report;

pub use exit::Exit;
pub use printable::printable;
pub use style::Style;
pub use summary::severity as severity_word;
pub use visible::visible;

/// Lists the formats: the variant, the module whose `render` writes it (also its name in options), and what it is for.
macro_rules! formats {
    ($($(#[cfg($condition:meta)])? $variant:ident = $module:ident: $purpose:literal;)+) => {
        /// A way to write a report down.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $($(#[cfg($condition)])? #[doc = $purpose] $variant,)+
        }

        impl Format {
            /// All of them, those for people first.
            pub const ALL: &'static [Self] = &[$($(#[cfg($condition)])? Self::$variant,)+];

            /// The name used in options.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($(#[cfg($condition)])? Self::$variant => stringify!($module),)+
                }
            }

            /// What it is for, in one line of English.
            pub const fn purpose(self) -> &'static str {
                match self {
                    $($(#[cfg($condition)])? Self::$variant => $purpose,)+
                }
            }

            fn renderer(self) -> fn(&Report, &Style, &mut dyn io::Write) -> io::Result<()> {
                match self {
                    $($(#[cfg($condition)])? Self::$variant => $module::render,)+
                }
            }
        }
    };
}

formats! {
    #[cfg(feature = "cli")]
    Pretty = pretty: "For a person: the source with the finding underlined, why, how to mend it, and where it is written.";
    Short = short: "One line a finding: `path:line:column: severity: message [rule]`.";
    Markdown = markdown: "A table to paste into a chat or an issue.";
    Json = json: "For programs: one JSON document, version 1.";
    Ndjson = ndjson: "The findings of that JSON, one a line, and a last line with the figures.";
    Sarif = sarif: "SARIF 2.1.0, for code scanning on GitHub and for editors.";
    Github = github: "Annotations of GitHub Actions, and a table on the page of the run.";
    Gitlab = gitlab: "GitLab's code quality report.";
    Junit = junit: "Test results in XML, for Jenkins and other build servers.";
    Rdjson = rdjson: "For reviewdog.";
}

/// Writes `report` to `out`. Small writes are gathered, so `out` needs no buffer of its own.
///
/// # Errors
/// Whatever `out` answers; a report by itself can always be written.
pub fn render(report: &Report, format: Format, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
    format.renderer()(report, style, &mut buffered)?;
    io::Write::flush(&mut buffered)
}

/// Writes a table of `report` to `out` that fits on the page of a CI run, where about 900,000 bytes are shown.
///
/// # Errors
/// Whatever `out` answers.
pub fn render_step_summary(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
    markdown::render_within(report, style, 900_000, &mut buffered)?;
    io::Write::flush(&mut buffered)
}

/// Writes the findings of `report` to `out` for a person, without figures and verdict: what is wrong with a configuration
/// or a pack is no verdict on anybody's messages.
///
/// # Errors
/// Whatever `out` answers.
#[cfg(feature = "cli")]
pub fn render_findings(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
    pretty::findings(report, style, &mut buffered)?;
    io::Write::flush(&mut buffered)
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A word that names no format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat(pub String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a format; there are", self.0)?;
        for (nth, format) in Format::ALL.iter().enumerate() {
            write!(f, "{} {format}", if nth == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownFormat {}
