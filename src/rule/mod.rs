//! Rules as data: what a pack says ([`spec`]), and what can run.

pub mod spec;
