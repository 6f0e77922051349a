//! What is wrong with a pack, as diagnostics.

use std::sync::Arc;

use crate::{
    diagnostic::{Diagnostic, Family, Language, Localized, Place, RuleId, Severity, Status},
    text::{Source, Span, de, did_you_mean},
};

/// A mistake in a file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where in that file.
    pub span: Span,
    /// What.
    pub kind: FaultKind,
}

/// The ways in which a pack can be wrong; each has a rule id of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    /// Not YAML.
    Syntax,
    /// A key that packs do not have.
    UnknownKey,
    /// A value that the key cannot have.
    InvalidValue,
    /// A regular expression that cannot be used.
    InvalidRegex,
    /// A name that leads nowhere: a field, setting, word file, pack or rule.
    UnknownName,
}

/// What is wrong, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FaultKind {
    /// Which sort of mistake.
    pub code: Code,
    /// The headline.
    pub message: Localized,
    /// What to write instead, where that can be said.
    pub help: Option<Localized>,
}

impl Code {
    const fn rule(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::UnknownKey => "unknown-key",
            Self::InvalidValue => "invalid-value",
            Self::InvalidRegex => "invalid-regex",
            Self::UnknownName => "unknown-name",
        }
    }
}

impl Fault {
    /// A mistake without advice.
    pub(super) fn new(span: Span, code: Code, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { span, kind: FaultKind { code, message: Localized { zh: zh.into(), en: en.into() }, help: None } }
    }

    /// Adds advice.
    #[must_use]
    pub(super) fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.kind.help = Some(Localized { zh: zh.into(), en: en.into() });
        self
    }

    /// A name that is not one of `known`, with the one that was probably meant.
    pub(super) fn unknown_name<'n>(
        span: Span,
        (zh, en): (&str, &str),
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        let fault = Self::new(
            span,
            Code::UnknownName,
            format!("没有名为“{name}”的{zh}"),
            format!("no {en} is called `{name}`"),
        );
        match did_you_mean(name, known) {
            Some(near) => fault.help(format!("是不是“{near}”？"), format!("did you mean `{near}`?")),
            None => fault,
        }
    }

    /// The mistake as a diagnostic of the file `source`.
    pub(super) fn diagnose(&self, source: &Source, language: Language) -> Diagnostic {
        let rule = RuleId::new("pack", self.kind.code.rule()).expect("the names above are well formed");
        Diagnostic {
            primary: Some(Place { path: Arc::clone(source.name()), span: self.span }),
            rule,
            family: Family::Document,
            severity: Severity::Error,
            message: self.kind.message.get(language).clone(),
            help: self.kind.help.as_ref().map(|help| help.get(language).clone()),
            providers: Vec::new(),
            record: None,
            text: source.slice(self.span).into_owned(),
            labels: Vec::new(),
            sources: Arc::default(),
            codes: Arc::default(),
            fix: None,
            status: Status::Open,
        }
    }
}

impl From<de::Error> for Fault {
    fn from(error: de::Error) -> Self {
        let span = error.span;
        let expected = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
        let near = |word: &str, words: &'static [&'static str]| did_you_mean(word, words.iter().copied());
        match error.kind {
            de::ErrorKind::UnknownKey { key, expected: known } => {
                let fault =
                    Self::new(span, Code::UnknownKey, format!("未知的键“{key}”"), format!("unknown key `{key}`"));
                match near(&key, known) {
                    Some(near) => fault.help(format!("是不是 `{near}`？"), format!("did you mean `{near}`?")),
                    None => fault.help(
                        format!("这里可以写：{}", expected(known).join("、")),
                        format!("known here: {}", expected(known).join(", ")),
                    ),
                }
            }
            de::ErrorKind::UnknownValue { value, expected: known } => {
                let fault = Self::new(
                    span,
                    Code::InvalidValue,
                    format!("未知的取值“{value}”"),
                    format!("unknown value `{value}`"),
                );
                fault.help(
                    format!("可选：{}", expected(known).join("、")),
                    format!("known here: {}", expected(known).join(", ")),
                )
            }
            de::ErrorKind::MissingKey(key) => {
                Self::new(span, Code::InvalidValue, format!("缺少“{key}”"), format!("`{key}` is missing"))
            }
            de::ErrorKind::WrongType { found, expected } => Self::new(
                span,
                Code::InvalidValue,
                format!("这里应为 {expected}，实际是 {found}"),
                format!("expected {expected}, found {found}"),
            ),
            de::ErrorKind::RepeatedKey(key) => {
                Self::new(span, Code::InvalidValue, format!("“{key}”写了两次"), format!("`{key}` is given twice"))
            }
            de::ErrorKind::Other(message) => Self::new(span, Code::InvalidValue, message.clone(), message),
        }
    }
}
