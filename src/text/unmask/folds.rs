use std::fmt;

use serde::{Deserialize, Serialize};

/// What can be done to a text before words are looked for in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fold {
    /// Full-width letters, digits and signs are made half-width.
    Width,
    /// Latin letters are made small.
    Case,
    /// Circled, raised, bold or otherwise styled Latin letters and digits, and Roman numerals, are made plain: `ⓥ`, `①`, `Ⅴ`.
    Styled,
    /// Greek and Cyrillic letters, and radicals, are read as the Latin letters and Chinese characters that they look like.
    Confusable,
    /// Traditional characters are made simplified.
    Traditional,
    /// Ornaments, signs and what is not to be seen between the characters of a word are skipped, up to three at a time: 微★信.
    Separators,
    /// Characters that are said over and over are said once: 信信用用.
    Repeats,
    /// The spellings under `homophones` of the packs are read as the words that they stand for: 薇信.
    Homophones,
}

impl Fold {
    /// Every one of them.
    pub const ALL: [Self; 8] = [
        Self::Width,
        Self::Case,
        Self::Styled,
        Self::Confusable,
        Self::Traditional,
        Self::Separators,
        Self::Repeats,
        Self::Homophones,
    ];

    /// The word used in files and reports; never translated.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::Case => "case",
            Self::Styled => "styled",
            Self::Confusable => "confusable",
            Self::Traditional => "traditional",
            Self::Separators => "separators",
            Self::Repeats => "repeats",
            Self::Homophones => "homophones",
        }
    }
}

impl fmt::Display for Fold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Several of them.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Folds(u8);

impl Folds {
    /// None.
    pub const NONE: Self = Self(0);

    /// Those that hold for all words unless a rule says otherwise.
    pub const BASE: Self = Self::NONE.with(Fold::Width).with(Fold::Case);

    /// All of them.
    pub const ALL: Self = Self(u8::MAX);

    /// These and this one.
    #[must_use]
    pub const fn with(self, fold: Fold) -> Self {
        Self(self.0 | 1 << fold as u8)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether this one is among them.
    pub const fn contains(self, fold: Fold) -> bool {
        self.0 >> fold as u8 & 1 == 1
    }

    /// Whether all of these are among `others`.
    pub const fn are_among(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// They, in a fixed order.
    pub fn iter(self) -> impl Iterator<Item = Fold> {
        Fold::ALL.into_iter().filter(move |fold| self.contains(*fold))
    }
}

impl FromIterator<Fold> for Folds {
    fn from_iter<I: IntoIterator<Item = Fold>>(folds: I) -> Self {
        folds.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Debug for Folds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
