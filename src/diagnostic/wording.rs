//! What is wrong with a file of ours, in words: the same ones for packs, for `lint.yml` and for documents.

use super::Language;
use crate::text::{FaultKind, de, did_you_mean};

/// A sentence about something that cannot be read, and what would mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The headline.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

impl Wording {
    /// A fault of the text itself.
    pub fn of_fault(kind: &FaultKind, language: Language) -> Self {
        let message = match kind {
            FaultKind::Syntax(said) => {
                language.pick(format!("语法错误：{}", said.zh), format!("broken syntax: {}", said.en))
            }
            FaultKind::Encoding => language.pick("文件不是 UTF-8 编码".into(), "the file is not UTF-8".into()),
            FaultKind::Utf16 => language.pick("文件是 UTF-16 编码".into(), "the file is UTF-16".into()),
            FaultKind::Unquoted => language.pick("这段文字要加引号".into(), "this text has to stand in quotes".into()),
            FaultKind::Binary => {
                language.pick("含有 NUL 字节，不是文本文件".into(), "a NUL byte: not a text file".into())
            }
            FaultKind::DuplicateKey(key) => {
                language.pick(format!("键 `{key}` 重复"), format!("the key `{key}` is given twice"))
            }
            FaultKind::ComplexKey => {
                language.pick("键不能是列表或映射".into(), "a key cannot be a list or a map".into())
            }
            FaultKind::TooDeep(limit) => {
                language.pick(format!("嵌套超过 {limit} 层"), format!("nested deeper than {limit} levels"))
            }
            FaultKind::TooManyAliases(limit) => language.pick(
                format!("别名展开后超过 {limit} 个值"),
                format!("aliases that unfold to more than {limit} values"),
            ),
            FaultKind::UnknownAlias(name) => {
                language.pick(format!("别名 `*{name}` 没有对应的锚点"), format!("the alias `*{name}` has no anchor"))
            }
        };
        let help = match kind {
            FaultKind::Encoding | FaultKind::Utf16 => {
                Some(language.pick("请把文件另存为 UTF-8。".into(), "Save the file as UTF-8.".into()))
            }
            FaultKind::DuplicateKey(_) => Some(language.pick(
                "只有第一个生效；请删去或合并其余的。".into(),
                "Only the first one counts: take the others away, or merge them.".into(),
            )),
            _ => None,
        };
        Self { message, help }
    }

    /// A value that does not fit the type it is read into.
    pub fn of_mistake(kind: &de::ErrorKind, language: Language) -> Self {
        match kind {
            de::ErrorKind::UnknownKey { key, expected } => Self {
                message: language.pick(format!("未知的键 `{key}`"), format!("unknown key `{key}`")),
                help: instead(key, expected, language),
            },
            de::ErrorKind::UnknownValue { value, expected } => Self {
                message: language.pick(format!("未知的值 `{value}`"), format!("unknown value `{value}`")),
                help: instead(value, expected, language),
            },
            de::ErrorKind::MissingKey(key) => Self {
                message: language.pick(format!("缺少键 `{key}`"), format!("the key `{key}` is missing")),
                help: None,
            },
            de::ErrorKind::RepeatedKey(key) => Self {
                message: language.pick(format!("键 `{key}` 重复"), format!("the key `{key}` is given twice")),
                help: None,
            },
            de::ErrorKind::WrongType { found, expected } => Self {
                message: language
                    .pick(format!("应为 {expected}，实为 {found}"), format!("expected {expected}, found {found}")),
                help: None,
            },
            de::ErrorKind::Other(words) => Self { message: words.clone(), help: None },
        }
    }
}

/// “Did you mean”, where one of the known words is close; otherwise all of them, where they are few.
pub fn instead<S: AsRef<str>>(word: &str, known: &[S], language: Language) -> Option<String> {
    if let Some(near) = did_you_mean(word, known.iter().map(AsRef::as_ref)) {
        return Some(meant(near, language));
    }
    if known.is_empty() || known.len() > LISTED {
        return None;
    }
    let quoted: Vec<String> = known.iter().map(|known| format!("`{}`", known.as_ref())).collect();
    Some(language.pick(format!("可用的有：{}。", quoted.join("、")), format!("Known here: {}.", quoted.join(", "))))
}

/// “Did you mean” this word.
pub fn meant(near: &str, language: Language) -> String {
    language.pick(format!("您是否想写 `{near}`？"), format!("Did you mean `{near}`?"))
}

/// More words than this are no help in one line.
const LISTED: usize = 20;
