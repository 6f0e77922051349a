use serde::Deserialize;

use super::{IgnoreSpec, Level, Pairs, SourceSpec, complaint};
use crate::{
    diagnostic::{Diagnostic, Language, Severity},
    text::{Cooked, Fault, FaultKind, OneOrMany, Source, Span, Spanned, de, read_yaml},
};

/// The key that marks a file as ours; its value is the version of the form.
const MARK: &str = "smslint";

/// What a `lint.yml` may say.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Spec {
    /// The version of the form: 1.
    pub smslint: Spanned<String>,
    /// Who judges records whose file names no provider.
    pub provider: OneOrMany<Spanned<String>>,
    /// Further packs: folders or files, seen from the folder of this file.
    pub packs: Vec<Spanned<String>>,
    /// What is known about who submits; the keys are the settings that packs declare.
    pub profile: Pairs<String>,
    /// The day that decides which rules are in force; without it, today.
    pub as_of: Option<Spanned<String>>,
    /// Patterns for the files to lint, seen from the folder of this file.
    pub include: Vec<Spanned<String>>,
    /// Patterns for the files to leave out.
    pub exclude: Vec<Spanned<String>>,
    /// Where records stand in files that are no documents of ours.
    pub sources: Vec<SourceSpec>,
    /// The language of messages.
    pub language: Option<Language>,
    /// The least severity that makes a run fail.
    pub fail_on: Option<Severity>,
    /// Levels of rules, by id, `pack/*` or `*`.
    pub rules: Pairs<Level>,
    /// Levels in some files only; where several say something about a rule, the last one counts.
    pub overrides: Vec<OverrideSpec>,
    /// Findings that do not count, for files that cannot hold comments.
    pub ignore: Vec<IgnoreSpec>,
    /// What is wrong with it as it stands; [`Self::resolve`] tells it with what is wrong with the names.
    #[serde(skip)]
    pub(super) mistakes: Vec<de::Error>,
}

/// Levels of rules in some files.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OverrideSpec {
    /// Patterns for the files.
    pub files: OneOrMany<Spanned<String>>,
    /// Levels of rules, by id, `pack/*` or `*`.
    pub rules: Pairs<Level>,
}

impl Spec {
    /// Whether a file called `lint.yml` is one of ours: other tools use this name too.
    pub fn is_marked(source: &Source) -> bool {
        let bytes = source.bytes();
        if !bytes.windows(MARK.len()).any(|word| word == MARK.as_bytes()) {
            return false;
        }
        let (text, broken) = source.decode();
        let tree = read_yaml(&text);
        // Where a fault may hide the mark, a line that begins with it is enough.
        let torn = !broken.is_empty() || !tree.faults.is_empty();
        tree.roots.iter().any(|root| root.entry(MARK).is_some()) || (torn && text.text().lines().any(is_mark))
    }

    /// Takes `source` apart.
    ///
    /// # Errors
    /// What keeps it from being read at all, each with its place. Values and names are for [`Self::resolve`] to judge.
    pub fn read(source: &Source, language: Language) -> Result<Self, Vec<Diagnostic>> {
        let (text, broken) = source.decode();
        let tree = read_yaml(&text);
        let mut found: Vec<Diagnostic> = Vec::new();
        if let Some(&span) = broken.first() {
            // What else seems to be wrong comes of that, or shows when it is mended.
            let fault = Fault { span, kind: source.damage(span), related: None };
            return Err(vec![complaint::fault(source, &fault, language)]);
        }
        found.extend(first_tab(&text).map(|span| {
            let kind = FaultKind::Syntax(("YAML 要用空格，这里是制表符", "a tab where YAML wants spaces").into());
            complaint::fault(source, &Fault { span, kind, related: None }, language)
        }));
        found.extend(tree.faults.iter().map(|fault| complaint::fault(source, fault, language)));
        if !found.is_empty() {
            return Err(found);
        }
        let root = match &*tree.roots {
            [root] => root,
            [] => return Err(vec![complaint::no_mark(source, language)]),
            [_, second, ..] => return Err(vec![complaint::second_document(source, second.span, language)]),
        };
        if root.entry(MARK).is_none() && (root.is_null() || !root.entries().is_empty()) {
            return Err(vec![complaint::no_mark(source, language)]);
        }
        let (spec, mistakes) = de::from_node_with_mistakes::<Self>(root);
        match spec {
            // Of another version, nothing else can be said.
            Some(spec) if spec.smslint.value != "1" && mistakes.iter().all(|one| one.span != spec.smslint.span) => {
                Err(vec![complaint::version(source, &spec.smslint, language)])
            }
            Some(spec) => Ok(Self { mistakes, ..spec }),
            None => Err(mistakes.iter().map(|error| complaint::mistake(source, error, language)).collect()),
        }
    }
}

/// Whether this line gives the mark.
fn is_mark(line: &str) -> bool {
    let rest = line.trim_start_matches(|first: char| !first.is_ascii_graphic()).strip_prefix(MARK);
    rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// The tab that the first line with anything on it begins with, which the parser lets pass.
fn first_tab(text: &Cooked<'_>) -> Option<Span> {
    let mut start = 0;
    for line in text.text().split_inclusive('\n') {
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            return line.starts_with('\t').then(|| text.span(start..start + 1));
        }
        start += line.len();
    }
    None
}
