use serde::{Deserialize, Serialize};

use super::{
    AbbreviationSpec, CharactersSpec, CheckDigitSpec, ContactsSpec, CountSpec, DateFault, DistinctiveSpec, LengthSpec,
    LinksSpec, NearSpec, NumberSpec, ParamsFault, PastDaySpec, PhoneKind, PictureSpec, TableSpec, UniqueSpec,
    VariablesSpec, VariantFault, WordsSpec,
};
use crate::{
    document::RecordKind,
    text::{Fold, OneOrMany, Spanned},
};

/// What to look for. Exactly one of the matchers has to be given; `field`, `except`, `spare` and `views` go with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct MatchSpec {
    /// Looks at this field instead of the rule's own: a key of the record, `other_kind.key`, or the name of a setting.
    /// In `match`, what is found there is what will be underlined.
    pub field: Option<Spanned<String>>,
    /// With `words` and `regex`: a hit inside one of these phrases is none.
    pub except: Vec<Spanned<String>>,
    /// What it finds inside a match of this, in the same text, is none: a name of a street, a warning against a fraud.
    pub spare: Option<Box<MatchSpec>>,

    /// What `words` and `regex`, in it and below it, see through; nothing where the list is empty. Without it, those of
    /// rules of the families `subject` and `contacts` see through everything, those of `message_type` through width, case
    /// and traditional characters, other words through width and case, and other expressions through nothing: they read
    /// the text as written.
    pub views: Option<Vec<Fold>>,

    /// Any of these words. Unless `views` says otherwise, width and case are ignored; a word that begins or ends with a Latin letter or digit does
    /// not count inside a longer run of these. Gives `{word}`, the listed word.
    pub words: Option<WordsSpec>,
    /// A regular expression of the `regex` crate, over the text as written, and over what `views` make
    /// of it, in its own case. Gives its named groups. Where one of them is
    /// called `mark`, only what that takes up is found: what stands round it is context, and a match without it is none.
    pub regex: Option<Spanned<String>>,
    /// Characters outside the allowed classes, or in the denied ones. Gives `{character}`, `{code_point}` and
    /// `{suggestion}`: the same in ASCII, or nothing where there is no such writing.
    pub characters: Option<CharactersSpec>,
    /// A length out of range. Gives `{length}`, `{limit}`, and more; see [`LengthSpec`].
    pub length: Option<LengthSpec>,
    /// Something about the variables of a template. See [`VariablesSpec`] for what each gives.
    pub variables: Option<VariablesSpec>,
    /// Something about the links of a template. Gives `{link}`.
    pub links: Option<LinksSpec>,
    /// Telephone numbers in a text, links and variables left out. Gives `{number}`.
    pub contacts: Option<ContactsSpec>,
    /// The field begins with one of these. Marks it; under `not`, the first character.
    pub starts_with: Option<OneOrMany<Spanned<String>>>,
    /// The field ends with one of these. Marks it; under `not`, the last character.
    pub ends_with: Option<OneOrMany<Spanned<String>>>,
    /// The field contains one of these, letter for letter. Marks the first; under `not`, the last character.
    pub contains: Option<OneOrMany<Spanned<String>>>,
    /// The field has one of these values. Marks it whole.
    pub one_of: Option<OneOrMany<Spanned<String>>>,
    /// `true`: the field is there and not empty. Marks it whole; under `not`, the record's name.
    pub present: Option<bool>,
    /// The field says the same as this other one; width, case and blanks make no difference. Gives `{other}`. Where
    /// either is missing, nothing is found; a list says the same where one of its items does.
    pub same_as: Option<Spanned<String>>,
    /// The field says something else than this other one; see `same_as`. Gives `{other}`.
    pub differs_from: Option<Spanned<String>>,
    /// The field names another record, and no document of the run has one. Gives `{value}` and `{suggestion}`.
    pub refers_to: Option<RecordKind>,
    /// Values that the combination with another field does not allow. See [`TableSpec`].
    pub table: Option<TableSpec>,
    /// A value that stands twice. See [`UniqueSpec`].
    pub unique: Option<UniqueSpec>,
    /// Too many records in the run. See [`CountSpec`].
    pub count: Option<CountSpec>,
    /// A whole number out of range. Gives `{number}` and `{limit}`.
    pub number: Option<NumberSpec>,
    /// Times with a fault, and the day of the run. Marks the day that is wrong.
    pub date_range: Option<OneOrMany<DateFault>>,
    /// Days that are over. See [`PastDaySpec`].
    pub past_day: Option<PastDaySpec>,
    /// Numbers that prove themselves by a check character, and do not. See [`CheckDigitSpec`].
    pub check_digit: Option<CheckDigitSpec>,
    /// Telephone numbers of these kinds, each a value of its own. Marks each.
    pub phones: Option<OneOrMany<PhoneKind>>,
    /// Pictures in Base64. See [`PictureSpec`].
    pub picture: Option<PictureSpec>,
    /// Values for the variables of a template. See [`ParamsFault`].
    pub params: Option<ParamsFault>,
    /// The content of a template that several providers judge. See [`VariantFault`].
    pub variant: Option<VariantFault>,
    /// The field is missing: `true`. Marks the record's name. Short for `not: {present: true}`.
    pub absent: Option<bool>,
    /// A name in which nothing distinguishes its bearer.
    pub distinctive: Option<DistinctiveSpec>,
    /// A name that is not a fair short form of a company's full name. Gives `{full}`, `{core}` and `{part}`.
    pub abbreviation: Option<AbbreviationSpec>,

    /// What the pack, or one that it extends, has under this name in its `matchers`. That may use no other.
    pub uses: Option<Spanned<String>>,
    /// Two matches close to each other. See [`NearSpec`].
    pub near: Option<NearSpec>,
    /// Every one of these matches. Marks what the first marks.
    pub all: Option<Vec<MatchSpec>>,
    /// At least one of these matches. Marks what each of them marks.
    pub any: Option<Vec<MatchSpec>>,
    /// This does not match. Marks where it should stand.
    pub not: Option<Box<MatchSpec>>,
}
