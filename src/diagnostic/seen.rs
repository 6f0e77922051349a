use serde::{Deserialize, Serialize};

use super::Language;
use crate::text::{Fold, Folds, skipped};

/// What was done to a text before something was found in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seen {
    /// What was seen through, in a fixed order.
    pub views: Vec<Fold>,
    /// What was skipped between the characters, each once.
    pub skipped: String,
    /// What it then read, where that is a text of its own.
    pub read: Option<String>,
}

impl Seen {
    /// What `folds` did to `written`, so that it read `read`; `None` where they did nothing that a reader has to be told:
    /// that `vx` is `VX` is plain to see.
    pub fn of(folds: Folds, written: &str, read: Option<&str>) -> Option<Self> {
        let views: Vec<Fold> = folds.iter().filter(|fold| *fold != Fold::Case).collect();
        if views.is_empty() {
            return None;
        }
        let between = if folds.contains(Fold::Separators) { skipped(written) } else { Vec::new() };
        Some(Self { views, skipped: between.into_iter().collect(), read: read.map(str::to_owned) })
    }

    /// The same in words: `微信, matched after: full-width folded, ★ skipped`.
    pub fn words(&self, language: Language) -> String {
        let done: Vec<String> = self.views.iter().map(|view| self.done(*view, language)).collect();
        match (language, &self.read) {
            (Language::Zh, Some(read)) => format!("{read}（匹配前：{}）", done.join("，")),
            (Language::Zh, None) => format!("匹配前：{}", done.join("，")),
            (Language::En, Some(read)) => format!("{read}, matched after: {}", done.join(", ")),
            (Language::En, None) => format!("matched after: {}", done.join(", ")),
        }
    }

    fn done(&self, view: Fold, language: Language) -> String {
        let (zh, en) = match view {
            Fold::Width => ("全角转半角", "full-width folded"),
            Fold::Case => ("大写转小写", "case folded"),
            Fold::Styled => ("花体字母、数字还原", "styled letters and digits made plain"),
            Fold::Confusable => ("形近字符还原", "look-alikes read as what they look like"),
            Fold::Traditional => ("繁体转简体", "traditional made simplified"),
            Fold::Repeats => ("去掉重复的字", "repeated characters dropped"),
            Fold::Homophones => ("谐音、形近的写法还原", "misspelling put right"),
            Fold::Separators => {
                let blank = language.pick("空格", "spaces");
                let name = |sign: char| if sign.is_whitespace() { blank.to_owned() } else { sign.to_string() };
                let mut signs: Vec<String> = self.skipped.chars().map(name).collect();
                signs.dedup();
                let signs = signs.join(" ");
                return language.pick(format!("略过 {signs}"), format!("{signs} skipped"));
            }
        };
        language.pick(zh, en).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_through_is_said_in_both_languages() {
        let folds = [Fold::Width, Fold::Case, Fold::Separators].into_iter().collect();
        let seen = Seen::of(folds, "Ｖ★ ★Ｘ", Some("VX")).expect("something was done");
        assert_eq!(seen.words(Language::En), "VX, matched after: full-width folded, ★ spaces skipped");
        assert_eq!(seen.words(Language::Zh), "VX（匹配前：全角转半角，略过 ★ 空格）");
        assert_eq!(Seen::of(Folds::NONE.with(Fold::Case), "vx", Some("VX")), None);
    }
}
