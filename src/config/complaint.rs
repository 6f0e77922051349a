//! What is wrong with a `lint.yml`, as diagnostics: the only place that knows their ids.

use super::Spec;
use crate::{
    diagnostic::{Diagnostic, Language, RuleId, Severity, Wording},
    text::{Fault, Source, Span, Spanned, de},
};

/// The kinds of complaints: the second half of their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Syntax,
    MissingKey,
    UnknownKey,
    UnknownRule,
    UnknownSetting,
    UnknownProvider,
    InvalidValue,
    InvalidRegex,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::MissingKey => "missing-key",
            Self::UnknownKey => "unknown-key",
            Self::UnknownRule => "unknown-rule",
            Self::UnknownSetting => "unknown-setting",
            Self::UnknownProvider => "unknown-provider",
            Self::InvalidValue => "invalid-value",
            Self::InvalidRegex => "invalid-regex",
        }
    }
}

impl Spec {
    /// A pack that this file names and that cannot be read: `words` say why. `source` is the file itself.
    pub fn unreadable_pack(source: &Source, pack: &Spanned<String>, words: &str, language: Language) -> Diagnostic {
        let message = language.pick(
            format!("规则包 `{}` 无法读取：{words}", pack.value),
            format!("the pack `{}` cannot be read: {words}", pack.value),
        );
        let help = language.pick("路径从本文件所在的目录算起。", "Paths begin in the folder of this file.").to_owned();
        at(source, pack.span, Kind::InvalidValue, Wording { message, help: Some(help) })
    }

    /// A pack that this file, which nobody named, names outside of where it belongs. `source` is the file itself.
    pub fn distant_pack(source: &Source, pack: &Spanned<String>, language: Language) -> Diagnostic {
        let message = language.pick(
            format!("规则包 `{}` 在本文件的目录和仓库之外", pack.value),
            format!("the pack `{}` lies outside of this file's folder and repository", pack.value),
        );
        let help = language.pick(
            "要用那里的规则包，请在命令行写 --pack，或用 --config 指定本文件。",
            "To use a pack from there, name it with `--pack`, or name this file with `--config`.",
        );
        at(source, pack.span, Kind::InvalidValue, Wording { message, help: Some(help.to_owned()) })
    }
}

/// A complaint about `span` of `source`.
pub(super) fn at(source: &Source, span: Span, kind: Kind, wording: Wording) -> Diagnostic {
    let rule = RuleId::own("config", kind.as_str());
    Diagnostic::of_file(rule, Severity::Error, source, span, wording)
}

/// A fault of the text itself.
pub(super) fn fault(source: &Source, fault: &Fault, language: Language) -> Diagnostic {
    at(source, fault.span, Kind::Syntax, Wording::of_fault(&fault.kind, language))
}

/// A value that does not fit.
pub(super) fn mistake(source: &Source, error: &de::Error, language: Language) -> Diagnostic {
    let kind = match error.kind {
        de::ErrorKind::UnknownKey { .. } => Kind::UnknownKey,
        de::ErrorKind::MissingKey(_) => Kind::MissingKey,
        _ => Kind::InvalidValue,
    };
    at(source, error.span, kind, Wording::of_mistake(&error.kind, language))
}

/// A file that does not say that it is ours.
pub(super) fn no_mark(source: &Source, language: Language) -> Diagnostic {
    let wording = Wording {
        message: language.pick(
            "缺少 `smslint: 1`，无法确认这是 smslint 的配置".into(),
            "`smslint: 1` is missing, so this may be the configuration of another tool".into(),
        ),
        help: Some(language.pick("请在文件开头加上 `smslint: 1`。".into(), "Begin the file with `smslint: 1`.".into())),
    };
    at(source, Span::empty(0), Kind::MissingKey, wording)
}

/// A version of the form that is still to come.
pub(super) fn version(source: &Source, version: &Spanned<String>, language: Language) -> Diagnostic {
    let wording = Wording {
        message: language.pick(
            format!("不支持的配置版本 `{}`", version.value),
            format!("version `{}` of the configuration is not known", version.value),
        ),
        help: Some(language.pick("目前只有 `1`。".into(), "There is only `1` so far.".into())),
    };
    at(source, version.span, Kind::InvalidValue, wording)
}

/// A second YAML document.
pub(super) fn second_document(source: &Source, span: Span, language: Language) -> Diagnostic {
    let message = language.pick(
        "配置文件里只能有一个 YAML 文档".into(),
        "a configuration is one YAML document, and this is a second one".into(),
    );
    at(source, span, Kind::Syntax, Wording { message, help: None })
}

/// A file that is no baseline, or one of a version that is still to come.
pub(super) fn no_baseline(source: &Source, span: Span, language: Language) -> Diagnostic {
    let wording = Wording {
        message: language.pick("这不是 smslint 的基线".into(), "this is no baseline of smslint".into()),
        help: Some(language.pick(
            "用 `smslint baseline --output 文件` 生成。".into(),
            "`smslint baseline --output FILE` writes one.".into(),
        )),
    };
    at(source, span, Kind::InvalidValue, wording)
}
