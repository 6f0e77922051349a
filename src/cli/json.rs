//! JSON for programs: shapes of their own, so that what is inside can change.

use jiff::civil::Date;
use serde::Serialize;

use crate::{
    diagnostic::{self, Citation, Localized, RuleInfo},
    output::printable,
};

/// `value` over several lines, with a line end behind it.
pub(super) fn pretty<T: Serialize>(value: &T) -> String {
    // Our own types have no keys but texts, which is all that could fail.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut text = printable(&text).into_owned();
    text.push('\n');
    text
}

/// A rule. Messages are given in both languages, whatever the language of the run.
#[derive(Debug, Serialize)]
pub(super) struct Rule<'r> {
    id: &'r str,
    title: &'r Localized,
    family: &'static str,
    severity: &'static str,
    since: Option<Date>,
    until: Option<Date>,
    help: Option<&'r Localized>,
    sources: Vec<Source<'r>>,
    codes: &'r [String],
    rejections: &'r [String],
    fixable: bool,
}

/// A page that says so.
#[derive(Debug, Serialize)]
pub(super) struct Source<'r> {
    title: &'r str,
    url: Option<&'r str>,
    date: Option<Date>,
}

impl<'r> From<&'r RuleInfo> for Rule<'r> {
    fn from(rule: &'r RuleInfo) -> Self {
        Self {
            id: rule.id.as_str(),
            title: &rule.title,
            family: rule.family.as_str(),
            severity: rule.severity.as_str(),
            since: rule.since,
            until: rule.until,
            help: Some(&rule.help).filter(|help| !help.zh.is_empty() || !help.en.is_empty()),
            sources: rule.sources.iter().map(Source::from).collect(),
            codes: &rule.codes,
            rejections: &rule.rejections,
            fixable: rule.fixable,
        }
    }
}

impl Rule<'_> {
    /// Whether it is this rule.
    pub(super) fn is(&self, rule: &RuleInfo) -> bool {
        self.id == rule.id.as_str()
    }
}

impl<'r> From<&'r Citation> for Source<'r> {
    fn from(source: &'r Citation) -> Self {
        Self { title: &source.title, url: source.url.as_deref(), date: source.date }
    }
}

/// A case of a rule.
#[derive(Debug, Serialize)]
pub(super) struct Example {
    text: String,
    mark: Option<String>,
    why: Option<String>,
}

impl From<diagnostic::Example> for Example {
    fn from(diagnostic::Example { text, mark, why }: diagnostic::Example) -> Self {
        Self { text, mark, why }
    }
}
