mod contacts;
mod domains;
mod links;
mod variables;

#[cfg(test)]
mod tests;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::code::HOLE;

/// What the content of a template is made of. All ranges are bytes of the cooked text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Everything that looks like a variable in any provider's way of writing, left to right, disjoint.
    pub variables: Vec<Variable>,
    /// Braces that belong to no variable, left to right.
    pub strays: Vec<Stray>,
    /// Web addresses, left to right, disjoint; variables inside belong to them.
    pub links: Vec<Link>,
    /// Telephone numbers outside links, left to right, disjoint.
    pub contacts: Vec<Contact>,
}

/// Something that looks like a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The signs round it.
    pub shape: Shape,
    /// All of it.
    pub range: Range<usize>,
    /// What stands between the signs, outer blanks left out. Empty for `{}` and for `%s`, which has no name.
    pub name: Range<usize>,
}

/// The signs round a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// `{1}`
    Brace,
    /// `${code}`
    DollarBrace,
    /// `{{code}}`, also `{{{code}}}`
    DoubleBrace,
    /// At least one of the signs is full-width or small: `｛1｝`, `｛1}`, `$｛code｝`, `＄{code}`, `﹛1﹜`
    FullWidthBrace,
    /// `#code#`
    Hash,
    /// `%s`, `%d`, `%1$s`
    Percent,
    /// `@var(code)`
    At,
    /// A value that a program fills in itself, however it writes that: whatever it is, it is no mistake.
    #[serde(skip)]
    Hole,
}

impl Shape {
    /// A variable of that name, written so. Full-width signs are nobody's way: it becomes one in plain braces.
    pub fn write(self, name: &str) -> String {
        match self {
            Self::Brace | Self::FullWidthBrace => format!("{{{name}}}"),
            Self::DollarBrace => format!("${{{name}}}"),
            Self::DoubleBrace => format!("{{{{{name}}}}}"),
            Self::Hash => format!("#{name}#"),
            Self::Percent => "%s".to_owned(),
            Self::At => format!("@var({name})"),
            Self::Hole => HOLE.to_string(),
        }
    }
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
    /// The host: from behind the scheme to the first `/`, `?`, `#` or port. A variable that follows the top-level
    /// domain at once, as in `a.cn${path}`, is not part of it.
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
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
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

impl Body {
    /// Takes a text apart, in time linear in its length.
    pub fn parse(text: &str) -> Self {
        let (variables, strays) = variables::find(text);
        let links = links::find(text, &variables);
        let contacts = contacts::find(text, &variables, &links);
        Self { variables, strays, links, contacts }
    }

    /// Pairs of consecutive variables with nothing, or only blanks, between them.
    pub fn adjacent<'b>(&'b self, text: &'b str) -> impl Iterator<Item = (&'b Variable, &'b Variable)> {
        self.pairs().filter(|(a, b)| text[a.range.end..b.range.start].trim().is_empty())
    }

    /// Pairs of consecutive variables with nothing at all between them.
    pub fn touching(&self) -> impl Iterator<Item = (&Variable, &Variable)> {
        self.pairs().filter(|(a, b)| a.range.end == b.range.start)
    }

    /// Whether a letter, a digit or a Chinese character stands outside the variables.
    pub fn has_fixed_text(&self, text: &str) -> bool {
        self.fixed(text).any(|piece| piece.contains(char::is_alphanumeric))
    }

    /// What stands before, between and behind the variables, left to right; pieces may be empty.
    pub fn fixed<'b>(&'b self, text: &'b str) -> impl Iterator<Item = &'b str> {
        let starts = std::iter::once(0).chain(self.variables.iter().map(|variable| variable.range.end));
        let ends = self.variables.iter().map(|variable| variable.range.start).chain(std::iter::once(text.len()));
        starts.zip(ends).map(|(start, end)| &text[start..end])
    }

    /// The variables that lie wholly inside `range`.
    pub fn variables_in(&self, range: &Range<usize>) -> &[Variable] {
        let from = self.variables.partition_point(|variable| variable.range.start < range.start);
        let to = self.variables.partition_point(|variable| variable.range.end <= range.end);
        &self.variables[from..to.max(from)]
    }

    /// The links that hold a variable, each with the variables it holds.
    pub fn variable_links(&self) -> impl Iterator<Item = (&Link, &[Variable])> {
        self.links.iter().map(|link| (link, self.variables_in(&link.range))).filter(|(_, inside)| !inside.is_empty())
    }

    /// The variables that stand inside a number, at least two digits directly before and behind: `186${2}1234`.
    pub fn variables_in_numbers<'b>(&'b self, text: &'b str) -> impl Iterator<Item = &'b Variable> {
        self.variables.iter().filter(|variable| {
            let before = text[..variable.range.start].bytes().rev().take(2).filter(u8::is_ascii_digit).count();
            let behind = text[variable.range.end..].bytes().take(2).filter(u8::is_ascii_digit).count();
            before == 2 && behind == 2
        })
    }

    /// The variables that make a number longer: at least `least` digits directly before or behind, such as `1381234{1}`,
    /// which are not a telephone number of their own, and fewer than two on the other side.
    pub fn variables_beside_numbers<'b>(&'b self, text: &'b str, least: usize) -> impl Iterator<Item = &'b Variable> {
        let digits = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(u8::is_ascii_digit).count();
        self.variables.iter().filter(move |variable| {
            let before = digits(&mut text[..variable.range.start].bytes().rev().take(least));
            let behind = digits(&mut text[variable.range.end..].bytes().take(least));
            let place = if before == least { variable.range.start - 1 } else { variable.range.end };
            before.max(behind) == least && before.min(behind) < 2 && !self.is_in_contact(place)
        })
    }

    fn is_in_contact(&self, at: usize) -> bool {
        let next = self.contacts.partition_point(|contact| contact.range.end <= at);
        self.contacts.get(next).is_some_and(|contact| contact.range.start <= at)
    }

    fn pairs(&self) -> impl Iterator<Item = (&Variable, &Variable)> {
        self.variables.windows(2).map(|pair| (&pair[0], &pair[1]))
    }
}
