use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How a machine can mend a finding: edits of one file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fix {
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// What to change, in the file of the finding's primary place.
    pub edits: Edits,
}

/// Whether a fix may be applied without asking. Ordered: a threshold is a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The reader of the message would not notice: spelling of syntax only.
    Safe,
    /// It changes what the message says or how it is sent: somebody should look.
    Unsafe,
}

/// One replacement. An empty span inserts; an empty `insert` deletes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Edit {
    /// The bytes that go.
    pub span: Span,
    /// The text that comes, spelled as the file needs it (escaped, if it stands in quotes).
    pub insert: String,
}

/// Edits of one file, sorted and disjoint by construction.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Vec<Edit>", into = "Vec<Edit>")]
pub struct Edits(Vec<Edit>);

/// Two edits that want the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap(pub Span, pub Span);

impl Edits {
    /// Sorts the edits. Two that share a byte, or insert at the same place, are an error.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, Overlap> {
        edits.sort();
        for pair in edits.windows(2) {
            let (a, b) = (pair[0].span, pair[1].span);
            if b.start < a.end || a.start == b.start {
                return Err(Overlap(a, b));
            }
        }
        Ok(Self(edits))
    }

    /// A single edit.
    pub fn one(span: Span, insert: impl Into<String>) -> Self {
        Self(vec![Edit { span, insert: insert.into() }])
    }

    /// The edits, first to last.
    pub fn as_slice(&self) -> &[Edit] {
        &self.0
    }
}

impl TryFrom<Vec<Edit>> for Edits {
    type Error = Overlap;

    fn try_from(edits: Vec<Edit>) -> Result<Self, Overlap> {
        Self::new(edits)
    }
}

impl From<Edits> for Vec<Edit> {
    fn from(edits: Edits) -> Self {
        edits.0
    }
}

impl std::fmt::Display for Overlap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "edits of bytes {}..{} and {}..{} overlap", self.0.start, self.0.end, self.1.start, self.1.end)
    }
}

impl std::error::Error for Overlap {}
