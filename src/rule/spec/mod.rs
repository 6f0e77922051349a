//! What the YAML of a pack may say. Nothing here can run: the compiler of rules is the only door to a [`super::Rule`].
//!
//! The doc comments of this folder are the reference for pack authors. Forms that are told apart by what stands there are
//! read without trial and error, so that a mistake inside one of them keeps its place.

mod case;
mod code;
mod columns;
mod fields;
#[cfg(feature = "cli")]
mod json_schema;
mod length;
mod matcher;
mod name;
mod pack;
mod picture;
mod relation;
mod rule;
mod text;
mod value;
mod words;

pub use case::{CaseSpec, CasesSpec};
pub use code::{Cause, CodeSpec};
pub use columns::ColumnSpec;
pub use fields::{ActionSpec, AlsoSpec, FieldsSpec, ParameterSpec, ProofSpec};
pub use length::{LengthOf, LengthSpec, LengthUnit, Limit, SettingName};
pub use matcher::MatchSpec;
pub use name::{AbbreviationFault, AbbreviationSpec, DistinctiveSpec, Lacking, NameWordsSpec};
pub use pack::{PackSpec, SettingKind, SettingSpec, TemplateIdSpec};
pub use picture::{PictureFault, PictureFormat, PictureSpec};
pub use relation::{CountSpec, NearSpec, RowSpec, TableSpec, UniqueOf, UniqueSpec};
pub use rule::{AppliesSpec, AsksSpec, FixSpec, RuleSpec};
pub use text::{CharacterClass, CharactersSpec, ContactsSpec, LinksSpec, VariablesSpec};
pub use value::{
    CheckDigitOf, CheckDigitSpec, DateFault, NumberFault, NumberSpec, ParamValuesSpec, ParamsFault, PastDaySpec,
    PhoneKind, VariantFault,
};
pub use words::{WordFile, WordsSpec};
