//! Names of companies and signatures: what is in them, and what distinguishes their bearer.
//!
//! Everything here is a function of strings and of word lists, which are data of the packs.

mod abbreviation;
mod alignment;
mod company;
mod distinctive;
mod letters;
mod person;
mod sense;
#[cfg(test)]
mod tests;
mod word_set;

pub use abbreviation::{Unfairness, abbreviation_fault};
pub use company::{CompanyName, NameWords, Piece, Role};
pub use distinctive::{DistinctiveWords, Neutral, lacks_core};
pub use person::{PersonWords, is_personal_name};
pub use sense::lacks_sense;
pub use word_set::WordSet;
