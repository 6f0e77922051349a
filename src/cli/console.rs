//! What is said to the person at the keyboard, on standard error.

use std::{
    collections::BTreeMap,
    io::{self, ErrorKind, Write},
    sync::Arc,
};

use super::{args::CommonArgs, clock, exit::ExitCode, io_words, locale, terminal, terminal::ColorChoice};
use crate::{
    diagnostic::{Diagnostic, Language, Report, Wording},
    output::{self, Style, visible},
    text::Source,
};

/// Speaks on standard error, and remembers whether anything was unusable.
#[derive(Debug)]
pub(super) struct Console {
    language: Language,
    color: ColorChoice,
    unusable: bool,
    failures: Vec<String>,
}

impl Console {
    pub(super) fn new(common: CommonArgs) -> Self {
        let language = common.lang.unwrap_or_else(locale::language);
        Self { language, color: common.color, unusable: false, failures: Vec::new() }
    }

    /// The language before any configuration has been read.
    pub(super) const fn language(&self) -> Language {
        self.language
    }

    /// Goes on in the language that the configuration asks for.
    pub(super) const fn speak(&mut self, language: Language) {
        self.language = language;
    }

    /// Whether something could not be used.
    pub(super) const fn is_unusable(&self) -> bool {
        self.unusable
    }

    /// How reports on standard output look.
    pub(super) fn stdout_style(&self) -> Style {
        terminal::stdout(self.color)
    }

    /// How reports on standard error look.
    pub(super) fn stderr_style(&self) -> Style {
        terminal::stderr(self.color)
    }

    /// Says that something cannot be used.
    pub(super) fn error(&mut self, message: &str) {
        self.unusable = true;
        self.failures.push(message.to_owned());
        self.say(self.language.pick("错误", "error"), message, "31");
    }

    /// What could not be used so far.
    pub(super) fn failures(&self) -> &[String] {
        &self.failures
    }

    /// Says that something cannot be used, and how to mend it.
    pub(super) fn wording(&mut self, wording: &Wording) {
        self.error(&wording.message);
        if let Some(help) = &wording.help {
            self.help(help);
        }
    }

    /// Says how to mend what was said before.
    pub(super) fn help(&self, message: &str) {
        self.say(self.language.pick("改法", "help"), message, "36");
    }

    /// Says that a file or folder cannot be used.
    pub(super) fn io_error(&mut self, name: &str, error: &io::Error) {
        let words = io_words::words(error, self.language);
        self.error(&self.language.pick(format!("{name}：{words}"), format!("{name}: {words}")));
    }

    /// Says something that is worth knowing and changes nothing.
    pub(super) fn note(&self, message: &str) {
        self.say(self.language.pick("说明", "note"), message, "36");
    }

    /// Shows what is wrong with a configuration or a pack.
    pub(super) fn diagnostics(
        &mut self,
        mut diagnostics: Vec<Diagnostic>,
        sources: impl IntoIterator<Item = Arc<Source>>,
    ) {
        self.unusable = true;
        diagnostics.sort();
        self.failures.extend(diagnostics.iter().map(|diagnostic| match &diagnostic.primary {
            Some(place) => format!("{}: {}", place.path, diagnostic.message),
            None => diagnostic.message.clone(),
        }));
        let sources: BTreeMap<_, _> = sources.into_iter().map(|source| (Arc::clone(source.name()), source)).collect();
        let report = Report { diagnostics, sources, ..Report::new(clock::today(), self.language) };
        let style = terminal::stderr(self.color);
        // Nobody is left to be told that standard error is closed.
        let _ = output::render_findings(&report, &style, &mut io::stderr().lock());
    }

    /// How a command ends that has written `result` to standard output. Who stopped reading has seen enough.
    pub(super) fn written(&mut self, result: io::Result<()>, otherwise: ExitCode) -> ExitCode {
        match result {
            Ok(()) => otherwise,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::Clean,
            Err(error) => {
                self.io_error(self.language.pick("标准输出", "standard output"), &error);
                ExitCode::Unusable
            }
        }
    }

    fn say(&self, word: &str, message: &str, color: &str) {
        let sign = self.language.pick("：", ": ");
        let style = terminal::stderr(self.color);
        let message = visible(message, style.unicode);
        let mut stderr = io::stderr().lock();
        // Nobody is left to be told that standard error is closed.
        let _ = if style.color {
            writeln!(stderr, "\x1b[1;{color}m{word}\x1b[0m{sign}{message}")
        } else {
            writeln!(stderr, "{word}{sign}{message}")
        };
    }
}
