//! Rules as data: what a pack says ([`spec`]), and what can run.

pub mod name;
pub mod spec;
