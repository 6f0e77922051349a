//! The rules in whose name problems are reported.

use super::{ProblemKind, TableFault};
use crate::{
    diagnostic::{Family, Language, Localized, RuleId, RuleInfo, Severity},
    text::FaultKind,
};

/// The pack all these rules belong to.
const PACK: &str = "document";

/// A rule about files themselves.
#[derive(Debug)]
pub(super) struct Rule {
    name: &'static str,
    pub(super) severity: Severity,
    title: Localized<&'static str>,
    help: Localized<&'static str>,
    /// Whether some of its findings carry a replacement.
    fixable: bool,
}

impl Rule {
    const fn error(name: &'static str, title: [&'static str; 2], help: [&'static str; 2]) -> Self {
        let (title, help) = (Localized { zh: title[0], en: title[1] }, Localized { zh: help[0], en: help[1] });
        Self { name, severity: Severity::Error, title, help, fixable: false }
    }

    const fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    const fn fixable(self) -> Self {
        Self { fixable: true, ..self }
    }

    /// How to mend what it finds, whatever the case.
    pub(super) const fn help(&self, language: Language) -> &'static str {
        self.help.get(language)
    }

    pub(super) fn id(&self) -> RuleId {
        RuleId::own(PACK, self.name)
    }

    pub(super) fn info(&self) -> RuleInfo {
        let owned = |text: &Localized<&str>| Localized { zh: text.zh.to_owned(), en: text.en.to_owned() };
        RuleInfo {
            id: self.id(),
            title: owned(&self.title),
            family: Family::Document,
            severity: self.severity,
            since: None,
            until: None,
            help: owned(&self.help),
            sources: [].into(),
            codes: [].into(),
            rejections: [].into(),
            fixable: self.fixable,
        }
    }
}

/// The rule for `kind`.
pub(super) const fn of(kind: &ProblemKind) -> &'static Rule {
    match kind {
        ProblemKind::Fault(fault) => match fault {
            FaultKind::Syntax(_) | FaultKind::Unquoted => &SYNTAX,
            FaultKind::Encoding | FaultKind::Utf16 => &ENCODING,
            FaultKind::Binary => &BINARY,
            FaultKind::DuplicateKey(_) => &DUPLICATE_KEY,
            FaultKind::ComplexKey => &COMPLEX_KEY,
            FaultKind::TooDeep(_) => &TOO_DEEP,
            FaultKind::TooManyAliases(_) => &TOO_MANY_ALIASES,
            FaultKind::UnknownAlias(_) => &UNKNOWN_ALIAS,
        },
        ProblemKind::UnknownKey { .. } | ProblemKind::UnknownParameter { .. } => &UNKNOWN_KEY,
        ProblemKind::WrongType { .. } => &WRONG_TYPE,
        ProblemKind::UnknownValue { .. } | ProblemKind::UnknownArgument { .. } => &UNKNOWN_VALUE,
        ProblemKind::Table(TableFault::UnknownCell { .. }) => &UNKNOWN_CELL,
        ProblemKind::Table(_) => &TABLE,
        ProblemKind::UnknownRequest => &UNKNOWN_REQUEST,
        ProblemKind::MissingKey { .. } | ProblemKind::MissingParameter { .. } => &MISSING_KEY,
    }
}

/// Every rule, by name.
pub(super) static ALL: [&Rule; 15] = [
    &BINARY,
    &COMPLEX_KEY,
    &DUPLICATE_KEY,
    &ENCODING,
    &MISSING_KEY,
    &SYNTAX,
    &TABLE,
    &TOO_DEEP,
    &TOO_MANY_ALIASES,
    &UNKNOWN_ALIAS,
    &UNKNOWN_CELL,
    &UNKNOWN_KEY,
    &UNKNOWN_REQUEST,
    &UNKNOWN_VALUE,
    &WRONG_TYPE,
];

static BINARY: Rule = Rule::error(
    "binary",
    ["含有空字节", "a NUL byte in a text"],
    [
        "请删去这个字节；若文件不是文本，请检查是否选错了文件。",
        "Take the byte out, or check that this is the right file.",
    ],
);

static COMPLEX_KEY: Rule = Rule::error(
    "complex-key",
    ["键是列表或映射", "a key that is a list or a map"],
    [
        "键只能是文字。值以 { 或 [ 开头时，请给它加上引号。",
        "A key has to be a text. Put quotes round a text that begins with { or [.",
    ],
);

static DUPLICATE_KEY: Rule = Rule::error(
    "duplicate-key",
    ["同一个键出现两次", "the same key twice"],
    ["只有第一个生效，请删去或改名另一个。", "Only the first counts. Remove or rename the other."],
);

static ENCODING: Rule = Rule::error(
    "encoding",
    ["文件不是 UTF-8 编码", "bytes that are not UTF-8"],
    ["请把文件另存为 UTF-8（旧文件多为 GBK）。", "Save the file as UTF-8; older Chinese files are often GBK."],
);

static MISSING_KEY: Rule = Rule::error(
    "missing-key",
    ["缺少必需的键", "a record without its main key, or a request without a parameter"],
    [
        "模板要有 content，签名、资质和授权书要有 name，发送请求要有 template；接口请求要有其必填参数。",
        "A template needs `content`; a signature, qualification or letter `name`; a send `template`; a request its parameters.",
    ],
);

static SYNTAX: Rule = Rule::error(
    "syntax",
    ["YAML 或 JSON 语法错误", "broken YAML or JSON"],
    [
        "以 {、[、@、%、# 等开头，或含有“: ”的文字要加引号。",
        "Put quotes round a text that begins with {, [, @, % or #, or that holds `: `.",
    ],
);

static TABLE: Rule = Rule::error(
    "table",
    ["表格有读不出的地方", "a place in a table that cannot be read"],
    [
        "含有分隔符、引号或换行的单元格要加引号，其中的引号写成两个。",
        "Put quotes round a cell that holds the delimiter, a quote or a line break, and write a quote in it twice.",
    ],
);

static TOO_DEEP: Rule =
    Rule::error("too-deep", ["嵌套层数过多", "a document nested too deep"], ["请减少嵌套。", "Nest less."]);

static TOO_MANY_ALIASES: Rule = Rule::error(
    "too-many-aliases",
    ["别名展开后过大", "aliases that unfold to too much"],
    ["请减少 YAML 别名，把内容直接写出来。", "Use fewer YAML aliases; write the values out."],
);

static UNKNOWN_ALIAS: Rule = Rule::error(
    "unknown-alias",
    ["别名没有对应的锚点", "an alias without its anchor"],
    [
        "请先用 &名字 定义锚点；以 * 开头的文字要加引号。",
        "Define the anchor before it with `&name`; put quotes round a text that begins with *.",
    ],
);

static UNKNOWN_CELL: Rule = Rule::error(
    "unknown-cell",
    ["表格里有不认识的取值", "a cell with a word that its column does not know"],
    [
        "请改用常见的写法，或在自己规则包的 columns 里加上它。",
        "Use a usual word, or add yours to `columns` of a pack of your own.",
    ],
)
.warning();

static UNKNOWN_KEY: Rule = Rule::error(
    "unknown-key",
    ["未知的键", "a key that documents do not have"],
    ["未知的键不会被检查。自己用的键请以 x- 开头。", "Unknown keys are not checked. Begin keys of your own with `x-`."],
)
.warning()
.fixable();

static UNKNOWN_REQUEST: Rule = Rule::error(
    "unknown-request",
    ["请求之间混有认不出的内容", "something among requests that is none"],
    [
        "它没有被检查。请写明 Action，或补全参数；不是请求的内容请移到别的文件。",
        "It is not checked. Name its `Action`, or complete its parameters; keep what is no request in another file.",
    ],
)
.warning();

static UNKNOWN_VALUE: Rule = Rule::error(
    "unknown-value",
    ["未知的取值", "a word that the key does not know"],
    ["请改用该键允许的取值。", "Use one of the words that the key knows."],
)
.fixable();

static WRONG_TYPE: Rule = Rule::error(
    "wrong-type",
    ["值的形式不对", "a value of the wrong form"],
    [
        "请按该键要求的形式书写；以 { 或 [ 开头的文字要加引号。",
        "Write it in the form that the key takes; put quotes round a text that begins with { or [.",
    ],
);
