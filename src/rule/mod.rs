//! Rules as data: what a pack says ([`spec`]), and what can run.

mod pack;
mod profile;
mod rule_set;
pub mod spec;

pub use pack::Pack;
pub use profile::Profile;
pub use rule_set::{RuleSet, builtin_packs};
