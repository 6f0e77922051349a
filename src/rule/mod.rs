//! Rules as data: what a pack says ([`spec`]), and what can run.

mod builtin;
mod clue;
mod compile;
mod compiled;
mod executor;
mod fault;
mod history;
mod index;
pub mod lexicon;
pub mod lookup;
pub mod matcher;
pub mod name;
mod pack;
mod profile;
mod rule_set;
mod signs;
pub mod spec;
mod subject;
mod view;
mod word_list;
mod wording;

pub use builtin::packs_with_cases as builtin_packs;
pub use clue::ClueSet;
pub use compiled::{Action, Applies, Asks, Fixer, Rule, Standing};
pub use executor::{Executor, OneByOne};
pub use history::{Change, history};
pub use index::{Ask, Entry, Index, Tally, called, name_mark};
pub use pack::Pack;
pub use profile::Profile;
pub use rule_set::RuleSet;
pub use subject::{FieldRef, Notes, Spot, Subject, Text, Value};
pub use view::{Listed, View};
pub use wording::Wording;
