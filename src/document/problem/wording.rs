//! What a reader is told about a problem, in Chinese and English.

use super::{Expected, ProblemKind, rules};
use crate::{diagnostic::Language, text::FaultKind};

/// The longest part of a file that is repeated in a sentence, in characters.
const LONGEST_QUOTE: usize = 40;

/// What is wrong, in one sentence.
pub(super) fn message(kind: &ProblemKind, language: Language) -> String {
    match kind {
        ProblemKind::Fault(fault) => fault_message(fault, language),
        ProblemKind::UnknownKey { key, suggestion } => {
            let key = quote(key);
            match suggestion {
                Some(meant) => language.pick(
                    format!("未知的键 `{key}`，是否想写 `{meant}`？"),
                    format!("unknown key `{key}`; did you mean `{meant}`?"),
                ),
                None => language.pick(format!("未知的键 `{key}`"), format!("unknown key `{key}`")),
            }
        }
        ProblemKind::WrongType { key, expected } => {
            let (key, expected) = (quote(key), expected_form(*expected, language));
            language.pick(format!("`{key}` 应为{expected}"), format!("`{key}` takes {expected}"))
        }
        ProblemKind::UnknownValue { key, value, suggestion, .. } => {
            let (key, value) = (quote(key), quote(value));
            match suggestion {
                Some(meant) => language.pick(
                    format!("`{key}` 没有取值 `{value}`，是否想写 `{meant}`？"),
                    format!("`{key}` does not know `{value}`; did you mean `{meant}`?"),
                ),
                None => {
                    language.pick(format!("`{key}` 没有取值 `{value}`"), format!("`{key}` does not know `{value}`"))
                }
            }
        }
        ProblemKind::MissingKey { key } => language.pick(format!("缺少 `{key}`"), format!("`{key}` is missing")),
        ProblemKind::UnknownParameter { name, action, suggestion } => {
            let name = quote(name);
            match suggestion {
                Some(meant) => language.pick(
                    format!("{action} 没有参数 `{name}`，是否想写 `{meant}`？"),
                    format!("{action} has no parameter `{name}`; did you mean `{meant}`?"),
                ),
                None => {
                    language.pick(format!("{action} 没有参数 `{name}`"), format!("{action} has no parameter `{name}`"))
                }
            }
        }
        ProblemKind::UnknownArgument { name, value, .. } => {
            let value = quote(value);
            language.pick(format!("`{name}` 没有取值 `{value}`"), format!("`{name}` does not know `{value}`"))
        }
        ProblemKind::Table(fault) => fault.message(language),
        ProblemKind::UnknownRequest => language
            .pick("这一项不是认得的接口请求，没有检查", "this is no request that is known, and is not checked")
            .into(),
        ProblemKind::MissingParameter { name, action } => {
            language.pick(format!("{action} 缺少参数 `{name}`"), format!("{action} needs `{name}`, which is missing"))
        }
    }
}

/// How to mend it.
pub(super) fn help(kind: &ProblemKind, language: Language) -> String {
    match kind {
        ProblemKind::UnknownValue { allowed, .. } => {
            let words = allowed.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
            language.pick(format!("可用的取值：{}。", words.join("、")), format!("It knows {}.", words.join(", ")))
        }
        ProblemKind::WrongType { expected, .. } => type_help(*expected, language).into(),
        ProblemKind::MissingKey { key: "content" } => {
            language.pick("请在 `content` 中写出短信正文。", "Write the text of the message under `content`.").into()
        }
        ProblemKind::MissingKey { key: "template" } => language
            .pick("请在 `template` 中写出所用模板的名称。", "Write the name of the template under `template`.")
            .into(),
        ProblemKind::MissingKey { key } => {
            language.pick(format!("请在 `{key}` 中写出名称。"), format!("Write what it is called under `{key}`."))
        }
        ProblemKind::Fault(FaultKind::TooDeep(limit)) => {
            language.pick(format!("最多可以嵌套 {limit} 层。"), format!("At most {limit} levels are read."))
        }
        ProblemKind::Fault(FaultKind::TooManyAliases(limit)) => language.pick(
            format!("别名最多展开成 {limit} 个值，请把内容直接写出来。"),
            format!("Aliases may unfold to at most {limit} values; write the values out."),
        ),
        ProblemKind::Fault(FaultKind::Unquoted) => language
            .pick(
                "请给整段文字加上引号，例如 \"{1}是您的验证码\"；没有引号时，{、[、@ 等会被当作语法。",
                "Put the whole text in quotes, as in \"{1} is your code\": without them {, [ or @ are taken for syntax.",
            )
            .into(),
        ProblemKind::Fault(FaultKind::Utf16) => {
            language.pick("请把文件另存为 UTF-8，然后再检查。", "Save the file as UTF-8, then check again.").into()
        }
        ProblemKind::UnknownParameter { .. } => {
            language.pick("接口不认识的参数会被拒绝或忽略，请删去。", "An API refuses or ignores what it does not know: leave it out.").into()
        }
        ProblemKind::UnknownArgument { allowed, .. } => {
            language.pick(format!("可用的取值：{}。", allowed.join("、")), format!("It knows {}.", allowed.join(", ")))
        }
        ProblemKind::MissingParameter { name, .. } => {
            language.pick(format!("`{name}` 是必填参数，请补上。"), format!("The API asks for `{name}`: add it."))
        }
        ProblemKind::Table(fault) => fault.help(language),
        ProblemKind::UnknownKey { .. } | ProblemKind::UnknownRequest | ProblemKind::Fault(_) => rules::of(kind).help(language).into(),
    }
}

/// What is to be seen at the second place.
pub(super) fn label(kind: &ProblemKind, language: Language) -> &'static str {
    match kind {
        ProblemKind::Fault(FaultKind::DuplicateKey(_)) => language.pick("第一次出现在这里", "first given here"),
        _ => language.pick("与此处有关", "this belongs to it"),
    }
}

fn fault_message(fault: &FaultKind, language: Language) -> String {
    match fault {
        FaultKind::Syntax(said) => {
            language.pick(format!("语法错误：{}", said.zh), format!("broken syntax: {}", said.en))
        }
        FaultKind::Encoding => language.pick("此处不是 UTF-8 编码", "these bytes are not UTF-8").into(),
        FaultKind::Utf16 => language.pick("此处是半个 UTF-16 字符", "half a character of UTF-16").into(),
        FaultKind::Binary => language.pick("含有空字节，此处不是文本", "a NUL byte: this is not text").into(),
        FaultKind::Unquoted => language.pick("这段文字要加引号", "this text has to stand in quotes").into(),
        FaultKind::DuplicateKey(key) => {
            let key = quote(key);
            language.pick(format!("键 `{key}` 重复"), format!("the key `{key}` is given twice"))
        }
        FaultKind::ComplexKey => language.pick("键不能是列表或映射", "a key cannot be a list or a map").into(),
        FaultKind::TooDeep(_) => language.pick("嵌套层数过多", "nested too deep").into(),
        FaultKind::TooManyAliases(_) => language.pick("别名展开后过大", "the aliases unfold to too many values").into(),
        FaultKind::UnknownAlias(name) => {
            let name = quote(name);
            language.pick(format!("别名 `*{name}` 没有对应的锚点"), format!("the alias `*{name}` has no anchor"))
        }
    }
}

fn expected_form(expected: Expected, language: Language) -> &'static str {
    match expected {
        Expected::Text => language.pick("文字", "a text"),
        Expected::Number => language.pick("非负整数", "a whole number, not negative"),
        Expected::Date => language.pick("日期 YYYY-MM-DD", "a date, YYYY-MM-DD"),
        Expected::List => language.pick("列表", "a list"),
        Expected::Map => language.pick("映射（键: 值）", "a map (`key: value`)"),
        Expected::ListOrMap => language.pick("列表或映射", "a list or a map"),
        Expected::TextOrList => language.pick("文字或文字的列表", "a text or a list of texts"),
        Expected::Quoted => language.pick("带引号的文字", "a text in quotes"),
        Expected::Integer => language.pick("不带引号的整数", "a whole number without quotes"),
        Expected::Boolean => language.pick("true 或 false", "true or false"),
        Expected::Period => language.pick("起止日期 YYYY-MM-DD~YYYY-MM-DD", "two days, YYYY-MM-DD~YYYY-MM-DD"),
    }
}

fn type_help(expected: Expected, language: Language) -> &'static str {
    match expected {
        Expected::Text => language.pick(
            "以 { 或 [ 开头的文字要加引号，例如 \"{1}是您的验证码\"。",
            "Put quotes round a text that begins with { or [, as in \"{1} is your code\".",
        ),
        Expected::Number => language.pick("例如 6。", "For example 6."),
        Expected::Date => language.pick(
            "例如 2026-11-21；长期有效写 2099-12-31。",
            "For example 2026-11-21; write 2099-12-31 for what has no end.",
        ),
        Expected::List => {
            language.pick("每项前加“- ”，或写成 [甲, 乙]。", "Begin each item with `- `, or write [a, b].")
        }
        Expected::Map => {
            language.pick("每行一个“键: 值”，或写成 {键: 值}。", "Write `key: value` lines, or {key: value}.")
        }
        Expected::ListOrMap => language.pick(
            "按顺序写成 [甲, 乙]；变量有名字时写成 {名字: 值}。",
            "Write [a, b] in the order of the variables, or {name: value} where they have names.",
        ),
        Expected::TextOrList => language.pick("写一个名字，或写成 [甲, 乙]。", "Write one name, or [a, b]."),
        Expected::Quoted => language.pick("例如 \"1234567\"。", "For example \"1234567\"."),
        Expected::Integer => language.pick("例如 1，不写成 \"1\"。", "For example 1, not \"1\"."),
        Expected::Boolean => language.pick("不带引号。", "Without quotes."),
        Expected::Period => language
            .pick("例如 2026-01-01~2099-12-31（长期）。", "For example 2026-01-01~2099-12-31, which means no end."),
    }
}

/// A part of a file as a sentence can repeat it: on one line, cut where it is long.
pub(super) fn quote(text: &str) -> String {
    let mut quoted: String = text.chars().take(LONGEST_QUOTE).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST_QUOTE).is_some() {
        quoted.push('…');
    }
    quoted
}
