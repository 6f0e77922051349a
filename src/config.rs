//! `lint.yml`: what a repository says about how it wants to be linted.

/// What the configuration says about severities.
#[derive(Clone, Debug, Default)]
pub struct Levels {}
