//! Texts that stand among others, in source code or in settings: which of them are templates, and the records they make.

mod evidence;
mod record;
mod values;
mod words;

pub(super) use evidence::{Beside, Surroundings, is_chinese, recognise};
pub(super) use record::{Found, Id, Named};
pub(super) use values::{Braces, with_values};
