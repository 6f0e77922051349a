//! Text that knows where it came from.
//!
//! Everything above this layer speaks of places as a [`Span`]: bytes of the original file, which [`Source`] turns into
//! UTF-8 first where it is in another encoding. Reading a file unescapes, unfolds and normalises; each of these steps
//! yields a [`Cooked`] text whose [`OffsetMap`] leads every character back to the bytes that the user typed.

pub mod code;
mod cooked;
mod csv;
mod data;
pub mod de;
mod draft;
mod encoding;
mod escapes;
mod excerpt;
mod fold;
mod insert;
mod json;
#[cfg(feature = "cli")]
mod json_schema;
#[cfg(test)]
mod laws;
mod line_index;
mod narrow;
mod node;
mod offset_map;
mod one_or_many;
mod said;
mod source;
mod span;
mod spanned;
mod spell;
mod suggest;
mod surrogates;
mod tree_builder;
mod twin;
mod unmask;
mod within;
mod workbook;
mod yaml;

pub use cooked::Cooked;
pub use csv::{Cell, QuoteFault, Row, Table, read_csv};
pub use data::{DataForm, read_data};
pub use encoding::Encoding;
pub use escapes::Escapes;
pub use excerpt::Excerpt;
pub use fold::Folded;
pub use insert::{NewValue, insert_entry};
pub use json::{Lines, read_json, read_json_lines};
pub use line_index::{LineIndex, Position};
pub(crate) use narrow::{fold_str, narrow};
pub use node::{Entry, Fault, FaultKind, Node, Scalar, Style, Tree, Value};
pub use offset_map::{OffsetMap, OffsetMapBuilder};
pub use one_or_many::OneOrMany;
pub use said::Said;
pub use source::Source;
pub use span::Span;
pub use spanned::Spanned;
pub use spell::{quote, spell};
pub use suggest::did_you_mean;
pub use twin::twin_of;
pub use unmask::{Fold, Folds, Spellings, Unmasked, skipped};
pub use within::place_within;
pub use workbook::{CellName, WorkbookFault};
pub use yaml::{Comment, read_yaml, without_items, yaml_comments, yaml_pieces};
