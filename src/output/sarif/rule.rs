//! The table of rules: what GitHub shows beside a finding.

use std::fmt::Write as _;

use serde::Serialize;

use super::{super::uri, MessageDto, level};
use crate::diagnostic::{Citation, Language, Report, RuleId, RuleInfo, Severity};

/// How many characters GitHub takes of a description.
const MOST_CHARACTERS: usize = 1_024;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RuleDto<'a> {
    id: &'a str,
    short_description: MessageDto,
    full_description: MessageDto,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<HelpDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<ConfigurationDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<PropertiesDto>,
}

#[derive(Serialize)]
struct HelpDto {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct ConfigurationDto {
    level: &'static str,
}

/// By what GitHub sorts alerts.
#[derive(Serialize)]
struct PropertiesDto {
    tags: [&'static str; 2],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

impl<'a> RuleDto<'a> {
    pub(super) fn new(id: &'a RuleId, report: &Report) -> Self {
        let language = report.language;
        let Some(rule) = report.rules.get(id) else { return Self::unknown(id) };
        let (title, help) = (rule.title.get(language), rule.help.get(language));
        let full = if help.is_empty() { title.clone() } else { format!("{title}{}{help}", language.pick("。", ". ")) };
        let (precision, severity) = match rule.severity {
            Severity::Error => ("very-high", "error"),
            Severity::Warning => ("high", "warning"),
            Severity::Info => ("medium", "recommendation"),
        };
        Self {
            id: id.as_str(),
            short_description: MessageDto::new(shortened(title)),
            full_description: MessageDto::new(shortened(&full)),
            help: Some(HelpDto { text: help_text(rule, language), markdown: help_markdown(rule, language) }),
            help_uri: rule.sources.iter().find_map(|source| uri::of_address(source.url.as_deref()?)),
            default_configuration: Some(ConfigurationDto { level: level(rule.severity) }),
            properties: Some(PropertiesDto { tags: ["sms", rule.family.as_str()], precision, severity }),
        }
    }

    /// A rule of which the report knows no more than the name.
    fn unknown(id: &'a RuleId) -> Self {
        Self {
            id: id.as_str(),
            short_description: MessageDto::new(id.as_str()),
            full_description: MessageDto::new(id.as_str()),
            help: None,
            help_uri: None,
            default_configuration: None,
            properties: None,
        }
    }
}

fn shortened(text: &str) -> &str {
    text.char_indices().nth(MOST_CHARACTERS).map_or(text, |(end, _)| &text[..end])
}

fn help_text(rule: &RuleInfo, language: Language) -> String {
    let advice = rule.help.get(language);
    let mut text = if advice.is_empty() { rule.title.get(language).clone() } else { advice.clone() };
    for (nth, Citation { title, url, date, .. }) in rule.sources.iter().enumerate() {
        text.push_str(if nth == 0 { language.pick("\n\n依据：\n", "\n\nSources:\n") } else { "\n" });
        text.push_str(title);
        if let Some(date) = date {
            // Writing to a String cannot fail.
            let _ = write!(text, " ({date})");
        }
        if let Some(url) = url {
            let _ = write!(text, " {url}");
        }
    }
    text
}

fn help_markdown(rule: &RuleInfo, language: Language) -> String {
    let mut text = format!("**{}**\n", rule.title.get(language));
    let advice = rule.help.get(language);
    // Writing to a String cannot fail.
    if !advice.is_empty() {
        let _ = write!(text, "\n{advice}\n");
    }
    for (nth, Citation { title, url, date, .. }) in rule.sources.iter().enumerate() {
        if nth == 0 {
            text.push_str(language.pick("\n依据：\n\n", "\nSources:\n\n"));
        }
        let _ = match url.as_deref().and_then(uri::of_address) {
            Some(url) => write!(text, "- [{title}]({url})"),
            None => write!(text, "- {title}"),
        };
        let _ = date.map_or(Ok(()), |date| write!(text, " ({date})"));
        text.push('\n');
    }
    if !rule.codes.is_empty() {
        let _ = write!(text, "\n{}\n\n", language.pick("接口返回：", "What the API answers:"));
        rule.codes.iter().for_each(|code| {
            let _ = writeln!(text, "- `{code}`");
        });
    }
    let _ = write!(text, "\n`smslint explain {}`\n", rule.id);
    text
}
