//! The rules about suppressions: a finding may be set aside, but not by accident and not for ever.

use crate::diagnostic::{Family, Localized, RuleId, RuleInfo, Severity};

/// The pack all these rules belong to.
pub const PACK: &str = "suppression";

/// The kinds of findings about suppressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionRule {
    /// A comment for us that says nothing we understand.
    Syntax,
    /// A rule that does not exist.
    UnknownRule,
    /// Nobody wrote why.
    NoReason,
    /// Nothing is suppressed.
    Unused,
    /// A baseline names a finding that is gone.
    Stale,
}

impl SuppressionRule {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 5] = [Self::NoReason, Self::Stale, Self::Syntax, Self::UnknownRule, Self::Unused];

    /// The second half of its id.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::UnknownRule => "unknown-rule",
            Self::NoReason => "no-reason",
            Self::Unused => "unused",
            Self::Stale => "stale",
        }
    }

    /// Its id.
    pub fn id(self) -> RuleId {
        RuleId::own(PACK, self.name())
    }

    /// How grave it is unless the configuration says otherwise.
    pub const fn severity(self) -> Severity {
        match self {
            Self::Stale => Severity::Info,
            _ => Severity::Warning,
        }
    }

    /// What a reader may want to know about it.
    pub fn info(self) -> RuleInfo {
        let (title, help) = self.texts();
        let owned = |[zh, en]: [&str; 2]| Localized { zh: zh.to_owned(), en: en.to_owned() };
        RuleInfo {
            id: self.id(),
            title: owned(title),
            family: Family::Document,
            severity: self.severity(),
            since: None,
            until: None,
            help: owned(help),
            sources: [].into(),
            codes: [].into(),
            rejections: [].into(),
            // Nobody else knows the reason, and a baseline is written anew.
            fixable: !matches!(self, Self::Stale | Self::NoReason),
        }
    }

    const fn texts(self) -> ([&'static str; 2], [&'static str; 2]) {
        match self {
            Self::Syntax => (
                ["看不懂的 smslint 注释", "a comment for smslint that it does not understand"],
                ["写作 `# smslint: ignore[规则, …] 原因`。", "Write `# smslint: ignore[rule, …] reason`."],
            ),
            Self::UnknownRule => (
                ["忽略了不存在的规则", "a suppression of a rule that does not exist"],
                [
                    "规则要写全名，如 `包/规则`；`smslint rules` 列出全部。",
                    "Write the whole id, as in `pack/rule`; `smslint rules` lists them all.",
                ],
            ),
            Self::NoReason => (
                ["忽略问题而没有写原因", "a suppression without a reason"],
                ["在方括号后写明原因；写了才生效。", "Say why behind the bracket; until then it suppresses nothing."],
            ),
            Self::Unused => (
                ["没有用到的忽略", "a suppression that suppresses nothing"],
                ["问题已经不在，请删去。", "What it was for is gone: take it out."],
            ),
            Self::Stale => (
                ["基线里已不存在的问题", "a baseline names what is no longer found"],
                [
                    "用 `smslint baseline` 重新生成基线，免得它掩盖以后的同类问题。",
                    "Write the baseline anew with `smslint baseline`, lest it hide the same mistake made again.",
                ],
            ),
        }
    }
}

/// What a reader may want to know about the rules of suppressions, in the order of their ids.
pub fn suppression_rules() -> Vec<RuleInfo> {
    SuppressionRule::ALL.into_iter().map(SuppressionRule::info).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_never_renamed() {
        let ids: Vec<String> = suppression_rules().iter().map(|rule| rule.id.to_string()).collect();
        let expected =
            ["no-reason", "stale", "syntax", "unknown-rule", "unused"].map(|name| format!("suppression/{name}"));
        assert_eq!(ids, expected);
    }
}
