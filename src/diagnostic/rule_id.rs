use std::{fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The name of a rule, `pack/rule`: both parts lower-case letters, digits and single hyphens. Never renamed once shipped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(Arc<str>);

/// A text that cannot name a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidRuleId(pub String);

impl RuleId {
    /// The id of `rule` in `pack`.
    pub fn new(pack: &str, rule: &str) -> Result<Self, InvalidRuleId> {
        let id = format!("{pack}/{rule}");
        if is_kebab(pack) && is_kebab(rule) { Ok(Self(id.into())) } else { Err(InvalidRuleId(id)) }
    }

    /// An id that this program itself gives.
    ///
    /// # Panics
    /// If a part of it is malformed, which the tests of those who give it would show.
    pub(crate) fn own(pack: &'static str, rule: &'static str) -> Self {
        Self::new(pack, rule).expect("the program's own ids are well formed")
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The pack's name.
    pub fn pack(&self) -> &str {
        self.0.split_once('/').map_or("", |(pack, _)| pack)
    }

    /// The rule's name in its pack.
    pub fn rule(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, rule)| rule)
    }
}

/// Whether `text` is made of lower-case letters and digits, joined by single hyphens, and begins with a letter.
fn is_kebab(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

impl FromStr for RuleId {
    type Err = InvalidRuleId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (pack, rule) = text.split_once('/').ok_or_else(|| InvalidRuleId(text.to_owned()))?;
        Self::new(pack, rule)
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for InvalidRuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a rule id: it must read pack/rule, in lower-case letters, digits and hyphens", self.0)
    }
}

impl std::error::Error for InvalidRuleId {}

impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RuleId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
