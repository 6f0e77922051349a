//! What is wrong with a pack, as diagnostics.

use std::ops::Range;

use crate::{
    diagnostic::{Diagnostic, Language, Localized, RuleId, Severity, Wording, instead},
    text::{self, Source, Span, de},
};

/// A mistake in a file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Where in that file.
    span: Span,
    /// Where in the text that is written there, and that text as it was meant.
    inside: Option<Box<(String, Range<usize>)>>,
    /// Which sort of mistake.
    code: Code,
    /// What, and what to write instead.
    wording: Box<Localized<Wording>>,
}

/// The ways in which a pack can be wrong: the second half of their ids.
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

impl Code {
    const fn as_str(self) -> &'static str {
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
        let bare = |message: String| Wording { message, help: None };
        Self { span, inside: None, code, wording: Box::new(Localized { zh: bare(zh.into()), en: bare(en.into()) }) }
    }

    /// Adds advice.
    #[must_use]
    pub(super) fn help(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.wording.zh.help = Some(zh.into());
        self.wording.en.help = Some(en.into());
        self
    }

    /// Points at `range` of the text that is written there; `text` is what it was meant to be.
    #[must_use]
    pub(super) fn inside(self, text: &str, range: Range<usize>) -> Self {
        Self { inside: Some(Box::new((text.to_owned(), range))), ..self }
    }

    /// Shows it at another place, and no more closely than that.
    #[must_use]
    pub(super) fn at(self, span: Span) -> Self {
        Self { span, inside: None, ..self }
    }

    /// Whether it is about a regular expression, which is right or wrong whatever stands around it.
    pub(super) fn is_regex(&self) -> bool {
        self.code == Code::InvalidRegex
    }

    /// A name that is not one of `known`, with the one that was probably meant.
    pub(super) fn unknown_name<'n>(
        span: Span,
        (zh, en): (&str, &str),
        name: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        let (zh, en) = (format!("没有名为“{name}”的{zh}"), format!("no {en} is called `{name}`"));
        let mut fault = Self::new(span, Code::UnknownName, zh, en);
        fault.wording.zh.help = instead(name, &known, Language::Zh);
        fault.wording.en.help = instead(name, &known, Language::En);
        fault
    }

    /// The mistake as a diagnostic of the file `source`.
    pub(super) fn diagnose(&self, source: &Source, language: Language) -> Diagnostic {
        let rule = RuleId::own("pack", self.code.as_str());
        let inside =
            self.inside.as_deref().and_then(|(text, range)| text::place_within(source, self.span, text, range.clone()));
        let span = inside.unwrap_or(self.span);
        Diagnostic::of_file(rule, Severity::Error, source, span, self.wording.get(language).clone())
    }
}

impl From<de::Error> for Fault {
    fn from(de::Error { span, kind }: de::Error) -> Self {
        let code = match kind {
            de::ErrorKind::UnknownKey { .. } => Code::UnknownKey,
            _ => Code::InvalidValue,
        };
        let wording = |language| Wording::of_mistake(&kind, language);
        let wording = Localized { zh: wording(Language::Zh), en: wording(Language::En) };
        Self { span, inside: None, code, wording: wording.into() }
    }
}

impl From<&text::Fault> for Fault {
    fn from(fault: &text::Fault) -> Self {
        let wording = |language| Wording::of_fault(&fault.kind, language);
        let wording = Localized { zh: wording(Language::Zh), en: wording(Language::En) };
        Self { span: fault.span, inside: None, code: Code::Syntax, wording: wording.into() }
    }
}
