//! What a company is about to submit, whatever file it stands in.
//!
//! A [`Document`] is one input file; it holds [`Record`]s, whose fields are [`crate::text::Node`]s and so know their
//! places. A template's content parses into a [`Body`] under the [`Dialect`] of a provider.

mod body;
mod dialect;
mod measure;
mod message;
mod problem;
mod read;
mod record;
pub mod schema;

pub use body::{Body, Contact, ContactKind, Link, Shape, Stray, Variable};
pub use dialect::{Brackets, Dialect, NameForm, PartSizes, Parts, VariableForm};
pub use measure::{Encoding, Measure, cuts, measure, to_save};
pub use message::{Message, Values};
pub use problem::{Expected, Problem, ProblemKind, problem_rules};
pub use read::{Format, looks_like_document, read};
pub use record::{Defaults, Document, Record, RecordKind};
