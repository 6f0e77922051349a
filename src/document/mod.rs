//! What a company is about to submit, whatever file it stands in.
//!
//! A [`Document`] is one input file; it holds [`Record`]s, whose fields are [`crate::text::Node`]s and so know their
//! places. A template's content parses into a [`Body`] under the [`Dialect`] of a provider.

mod body;
mod columns;
mod convert;
mod dialect;
mod measure;
mod message;
mod payload;
mod problem;
mod read;
mod record;
pub mod schema;
mod why;

pub use body::{Body, Contact, ContactKind, Link, Shape, Stray, Variable};
pub use columns::{Column, Columns};
pub use convert::{Converted, convert};
pub use dialect::{Brackets, Dialect, NameForm, NameHint, OptOut, PartSizes, Parts, VariableForm};
pub use measure::{Encoding, Measure, cuts, measure, to_save};
pub use message::{Message, Values};
pub(crate) use payload::written;
pub use payload::{Action, Envelope, Parameter, Payload, Payloads, Proof, Target, TemplateIdForm, ValueForm};
pub use problem::{Cite, Expected, Problem, ProblemKind, TableFault, problem_rules};
pub use read::{
    Counts, Each, Extraction, Finder, Format, Group, Nature, Part, Pattern, PatternError, Pointer, PointerError,
    Written, extract, looks_like_document, looks_readable, read, read_part, read_with,
};
pub use record::{Defaults, Document, Record, RecordKind};
pub use why::Why;
