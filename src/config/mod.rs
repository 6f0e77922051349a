//! `lint.yml`: what a repository says about how it wants to be linted.
//!
//! Read in two steps, because what a rule or a setting may be called is known only once the packs are loaded that the
//! file itself names: [`Spec::read`] takes the file apart, [`Spec::resolve`] checks it against a
//! [`crate::rule::RuleSet`].

mod baseline;
mod complaint;
mod files;
mod folder;
mod ignore;
#[cfg(feature = "cli")]
mod json_schema;
mod level;
mod levels;
mod pairs;
mod resolve;
mod setting;
mod source;
mod sources;
mod spec;
pub mod suppression;
#[cfg(test)]
mod tests;
mod trace;

pub use baseline::{Baseline, baseline_of};
pub use files::FileFilter;
pub use folder::Folder;
pub use ignore::{Ignore, IgnoreSpec};
pub use level::Level;
pub use levels::{Levels, LevelsAt};
pub use pairs::Pairs;
pub use resolve::Config;
pub use setting::{SettingFault, check_provider, check_setting};
pub use source::SourceSpec;
pub use sources::{Drawn, Sources, source_rules};
pub use spec::{OverrideSpec, Spec};
pub use trace::{LevelEntry, place_of};
