//! The last words of a report, in the reader's language.

#[cfg(feature = "cli")]
use crate::diagnostic::Safety;
use crate::diagnostic::{Language, Report, Severity, Summary};

/// What was found, and in what: one sentence.
pub(super) fn findings(report: &Report) -> String {
    let summary = report.summary();
    let counts = counts(&figures(&summary), report.language);
    let (records, as_of) = (summary.records, report.as_of);
    let mut sentence = match report.language {
        Language::Zh => {
            let scope = format!("{} 个文件、{records} 条记录", summary.files);
            if counts.is_empty() {
                format!("{scope}，按 {as_of} 有效的规则没有发现问题")
            } else {
                format!("{scope}，按 {as_of} 有效的规则发现 {counts}")
            }
        }
        Language::En => {
            let scope = format!("{} ({})", plural(summary.files, "file"), plural(records, "record"));
            let counts = if counts.is_empty() { "Nothing found" } else { &counts };
            format!("{counts} in {scope}, by the rules of {as_of}")
        }
    };
    if summary.suppressed > 0 {
        let suppressed = match report.language {
            Language::Zh => format!("；另有 {} 处已忽略", summary.suppressed),
            Language::En => format!("; {} suppressed", summary.suppressed),
        };
        sentence.push_str(&suppressed);
    }
    sentence
}

/// How many there are of each severity that occurs; empty where none does.
pub(super) fn counts(figures: &[(Severity, usize)], language: Language) -> String {
    let occurring = figures.iter().filter(|(_, n)| *n > 0);
    let counts: Vec<String> = occurring.map(|&(severity, n)| count(language, severity, n)).collect();
    language.pick(counts.join("、"), enumerate(&counts))
}

/// What a reviewer would say to it, as the beginning of a sentence.
pub(super) fn verdict(report: &Report) -> &'static str {
    match report.worst() {
        Some(Severity::Error) => report.language.pick("照这样提交会被拒绝", "This would be refused as it stands"),
        Some(Severity::Warning) => {
            report.language.pick("部分审核员或运营商可能会拒绝", "Some reviewers or carriers may refuse this")
        }
        Some(Severity::Info) => {
            report.language.pick("可以提交，上面的提示供参考", "This can be submitted; mind the advice above")
        }
        None => report.language.pick("可以提交", "Ready to submit"),
    }
}

/// What a machine could mend, as a sentence without its stop; `None` where that is nothing.
#[cfg(feature = "cli")]
pub(super) fn fixable(report: &Report) -> Option<String> {
    let (safe, risky) = (report.fixable(Safety::Safe), report.fixable(Safety::Unsafe));
    match (safe, risky) {
        (0, 0) => None,
        (safe, 0) => Some(match report.language {
            Language::Zh => format!("其中 {safe} 处可用 --fix 修正"),
            Language::En => format!("{safe} fixable with --fix"),
        }),
        (0, risky) => Some(match report.language {
            Language::Zh => format!("其中 {risky} 处可用 --fix --unsafe-fixes 修正，会改动措辞，改后请复核"),
            Language::En => {
                format!("{risky} fixable with --fix --unsafe-fixes, which changes the wording, so look afterwards")
            }
        }),
        (safe, risky) => Some(match report.language {
            Language::Zh => {
                format!("其中 {safe} 处可用 --fix 修正；加上 --unsafe-fixes 还有 {risky} 处，会改动措辞，改后请复核")
            }
            Language::En => format!(
                "{safe} fixable with --fix, {risky} more with --unsafe-fixes, which changes the wording, so look afterwards"
            ),
        }),
    }
}

/// The exit code and what decided it, as the end of a sentence.
#[cfg(feature = "cli")]
pub(super) fn exit(report: &Report, exit: super::Exit) -> String {
    use super::Exit;

    let (language, code) = (report.language, exit.code(report));
    let reason = match exit {
        Exit::Findings { fail_on } if code == 0 => match language {
            Language::Zh => format!("没有达到 --fail-on {fail_on} 的问题"),
            Language::En => format!("because nothing reaches --fail-on {fail_on}"),
        },
        Exit::Findings { fail_on } => {
            let decisive: Vec<String> = figures(&report.summary())
                .iter()
                .filter(|&&(severity, n)| n > 0 && severity >= fail_on)
                .map(|&(severity, _)| language.pick(noun(severity).zh, noun(severity).many).to_owned())
                .collect();
            match language {
                Language::Zh => format!("因为有{}（--fail-on {fail_on}）", decisive.join("和")),
                Language::En => format!("because of {} (--fail-on {fail_on})", enumerate(&decisive)),
            }
        }
        Exit::Forced => language.pick("因为指定了 --exit-zero", "because of --exit-zero").to_owned(),
        Exit::Empty { allowed: true } => language
            .pick("没有可检查的内容，--allow-empty 允许这样", "although there was nothing to check (--allow-empty)")
            .to_owned(),
        Exit::Empty { allowed: false } => {
            language.pick("因为没有可检查的内容", "because there was nothing to check").to_owned()
        }
        Exit::Unusable => language
            .pick("因为有内容无法使用，详见错误输出", "because something could not be used (see standard error)")
            .to_owned(),
    };
    match language {
        Language::Zh => format!("退出码 {code}，{reason}"),
        Language::En => format!("exit code {code} {reason}"),
    }
}

/// The word for a severity at the head of a finding.
pub const fn severity(language: Language, severity: Severity) -> &'static str {
    match language {
        Language::Zh => noun(severity).zh,
        Language::En => severity.as_str(),
    }
}

const fn figures(summary: &Summary) -> [(Severity, usize); 3] {
    [(Severity::Error, summary.errors), (Severity::Warning, summary.warnings), (Severity::Info, summary.infos)]
}

/// A severity as a countable thing.
struct Noun {
    zh: &'static str,
    measure: &'static str,
    one: &'static str,
    many: &'static str,
}

const fn noun(severity: Severity) -> Noun {
    match severity {
        Severity::Error => Noun { zh: "错误", measure: "个", one: "error", many: "errors" },
        Severity::Warning => Noun { zh: "警告", measure: "个", one: "warning", many: "warnings" },
        Severity::Info => Noun { zh: "提示", measure: "条", one: "info", many: "infos" },
    }
}

fn count(language: Language, severity: Severity, n: usize) -> String {
    let Noun { zh, measure, one, many } = noun(severity);
    match language {
        Language::Zh => format!("{n} {measure}{zh}"),
        Language::En => format!("{n} {}", if n == 1 { one } else { many }),
    }
}

fn plural(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// `a, b and c`.
fn enumerate(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
