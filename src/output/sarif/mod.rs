//! SARIF 2.1.0, within what GitHub takes of one file. Columns count code points, which `columnKind` says; a byte order
//! mark has none, and a lone carriage return ends a line, which `newlineSequences` says.

mod place;
mod result;
mod room;
mod rule;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use serde::{Serialize, Serializer};

use self::{
    result::{Context, ResultDto},
    room::{Kept, Limits},
    rule::RuleDto,
};
use super::{Exit, Style, fingerprint::fingerprints, printable::write_json};
use crate::diagnostic::{Language, Report, RuleId, Severity, Status};

/// How many results GitHub shows.
const MOST_SHOWN: usize = 5_000;

/// Writes the log on one line. Results are written one after another, so memory does not grow with them.
pub(super) fn render(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    write(report, style, room::OF_GITHUB, out)
}

fn write(report: &Report, style: &Style, limits: Limits, out: &mut dyn io::Write) -> io::Result<()> {
    let ids: BTreeSet<&RuleId> = report.diagnostics.iter().map(|diagnostic| &diagnostic.rule).collect();
    let context = Context { report, rules: ids.iter().enumerate().map(|(index, &id)| (id, index)).collect() };
    let language = report.language.pick("zh-CN", "en");
    let rules: Vec<RuleDto<'_>> = ids.iter().map(|id| RuleDto::new(id, report)).collect();
    let fingerprints = fingerprints(report);
    let kept = room::kept(&context, &rules, &fingerprints, limits)?;
    let run = RunDto {
        tool: ToolDto {
            driver: DriverDto {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                language,
                rules,
            },
        },
        invocations: [InvocationDto {
            execution_successful: style.exit != Exit::Unusable,
            exit_code: style.exit.code(report),
            tool_execution_notifications: notifications(&context, &kept, limits),
        }],
        language,
        original_uri_base_ids: BTreeMap::from([(
            place::ROOT,
            BaseDto {
                description: MessageDto::new(report.language.pick(
                    "仓库的根；不在 CI 中时，是运行 smslint 的文件夹",
                    "the root of the repository; outside CI, where smslint was run",
                )),
            },
        )]),
        column_kind: "unicodeCodePoints",
        newline_sequences: ["\r\n", "\n", "\r"],
        results: Results { context: &context, kept: &kept.places, fingerprints: &fingerprints },
    };
    let log = LogDto {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    write_json(out, &log)?;
    writeln!(out)
}

/// What could not be used, what was left out, what was assumed, and findings about no file: GitHub refuses a result
/// without a place.
fn notifications<'a>(context: &Context<'a>, kept: &Kept, limits: Limits) -> Vec<NotificationDto<'a>> {
    let report = context.report;
    let plain = |level| move |words: &String| NotificationDto::new(level, words.clone());
    let mut notifications: Vec<_> = report.failures.iter().map(plain("error")).collect();
    if let cut @ 1.. = kept.beyond_results {
        let most = limits.results;
        let words = match report.language {
            Language::Zh => format!("GitHub 一次最多接收 {most} 条结果，最轻的 {cut} 条没有写入"),
            Language::En => format!("the {cut} least grave results are left out: GitHub takes {most} of a run"),
        };
        notifications.push(NotificationDto::new("warning", words));
    }
    if let cut @ 1.. = kept.beyond_bytes {
        let words = match report.language {
            Language::Zh => format!("GitHub 只接收压缩后不超过 10 MB 的文件，最轻的 {cut} 条没有写入"),
            Language::En => {
                format!("the {cut} least grave results are left out: GitHub takes files of 10 MB, compressed")
            }
        };
        notifications.push(NotificationDto::new("warning", words));
    }
    let kept = kept.places.len();
    if kept > MOST_SHOWN {
        let words = match report.language {
            Language::Zh => format!("GitHub 只显示这 {kept} 条结果中最严重的 {MOST_SHOWN} 条"),
            Language::En => format!("GitHub shows the {MOST_SHOWN} gravest of these {kept} results"),
        };
        notifications.push(NotificationDto::new("note", words));
    }
    let related = report.diagnostics.iter().map(|one| one.labels.len().saturating_sub(result::MOST_RELATED)).sum();
    if let cut @ 1.. = related {
        let words = match report.language {
            Language::Zh => format!("GitHub 每条结果最多接收 1000 处位置，{cut} 处相关位置没有写入"),
            Language::En => format!("{cut} related places are left out: GitHub takes 1,000 places of a result"),
        };
        notifications.push(NotificationDto::new("warning", words));
    }
    notifications.extend(report.notes.iter().map(plain("note")));
    let unplaced = report.diagnostics.iter().filter(|diagnostic| diagnostic.primary.is_none());
    notifications.extend(unplaced.filter(|diagnostic| diagnostic.status == Status::Open).map(|diagnostic| {
        NotificationDto {
            associated_rule: Some(context.rule(diagnostic)),
            ..NotificationDto::new(level(diagnostic.severity), result::words(diagnostic, report.language))
        }
    }));
    notifications
}

/// The findings that are written.
struct Results<'a> {
    context: &'a Context<'a>,
    /// Their places in the report.
    kept: &'a [usize],
    /// Those of all findings.
    fingerprints: &'a [String],
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let diagnostics = &self.context.report.diagnostics;
        let result = |&at: &usize| ResultDto::new(self.context, &diagnostics[at], self.fingerprints[at].clone());
        serializer.collect_seq(self.kept.iter().map(result))
    }
}

#[derive(Serialize)]
struct LogDto<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [RunDto<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunDto<'a> {
    tool: ToolDto<'a>,
    invocations: [InvocationDto<'a>; 1],
    language: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, BaseDto>,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: Results<'a>,
}

#[derive(Serialize)]
struct ToolDto<'a> {
    driver: DriverDto<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DriverDto<'a> {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<RuleDto<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InvocationDto<'a> {
    execution_successful: bool,
    exit_code: u8,
    tool_execution_notifications: Vec<NotificationDto<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotificationDto<'a> {
    level: &'static str,
    message: MessageDto,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_rule: Option<RuleRefDto<'a>>,
}

impl NotificationDto<'_> {
    fn new(level: &'static str, words: impl Into<String>) -> Self {
        Self { level, message: MessageDto::new(words), associated_rule: None }
    }
}

/// A rule of the table.
#[derive(Serialize)]
struct RuleRefDto<'a> {
    id: &'a str,
    index: usize,
}

#[derive(Serialize)]
struct BaseDto {
    description: MessageDto,
}

#[derive(Serialize)]
struct MessageDto {
    text: String,
}

impl MessageDto {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}
