use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What the content of a template is made of. All ranges are bytes of the cooked text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Everything that looks like a variable in any provider's way of writing, left to right, disjoint.
    pub variables: Vec<Variable>,
    /// Braces that belong to no variable.
    pub strays: Vec<Stray>,
    /// Web addresses, left to right, disjoint; variables inside belong to them.
    pub links: Vec<Link>,
    /// Telephone numbers and accounts.
    pub contacts: Vec<Contact>,
}

/// Something that looks like a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The signs round it.
    pub shape: Shape,
    /// All of it.
    pub range: Range<usize>,
    /// What stands between the signs, outer blanks left out.
    pub name: Range<usize>,
}

/// The signs round a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// `{1}`
    Brace,
    /// `${code}`
    DollarBrace,
    /// `{{code}}`, also `{{{code}}}`
    DoubleBrace,
    /// At least one of the braces is full-width: `｛1｝`, `｛1}`, `$｛code｝`
    FullWidthBrace,
    /// `#code#`
    Hash,
    /// `%s`, `%d`, `%1$s`
    Percent,
    /// `@var(code)`
    At,
}

/// A brace that belongs to no variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The brace.
    pub range: Range<usize>,
    /// Whether it opens.
    pub opens: bool,
}

/// A web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// All of it, variables inside included.
    pub range: Range<usize>,
    /// The host: from behind the scheme to the first `/`, `?`, `#` or port.
    pub host: Range<usize>,
}

/// A way to get in touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Which.
    pub kind: ContactKind,
    /// All of it.
    pub range: Range<usize>,
}

/// The ways to get in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A mainland mobile number: 11 digits from 13 to 19.
    Mobile,
    /// A landline with its area code.
    Landline,
    /// 400 and 800 numbers.
    TollFree,
    /// 95, 96, 12 and 10 short numbers.
    ShortCode,
}
