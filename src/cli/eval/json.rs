//! An evaluation for programs, version 1.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{
    super::{
        args::{Amount, Verdict},
        json,
    },
    Terms,
    judge::Judged,
    score::{Below, Confusion, Counts, Score, What},
    wrong,
};

#[derive(Serialize)]
struct Evaluation<'e> {
    version: u8,
    as_of: Date,
    /// What counts as found.
    counted: Counted<'e>,
    texts: usize,
    #[serde(flatten)]
    confusion: ConfusionDto,
    labels: Vec<LabelRow<'e>>,
    rules: Vec<RuleRow<'e>>,
    misses: Vec<Wrong<'e>>,
    false_alarms: Vec<Wrong<'e>>,
    /// Where `--fail-under` was given.
    fail_under: Option<FailUnder<'e>>,
}

#[derive(Serialize)]
struct Counted<'e> {
    /// All, where none is named.
    families: Vec<&'e str>,
    min_severity: &'static str,
}

#[derive(Serialize)]
struct ConfusionDto {
    refuse: CountsDto,
    pass: CountsDto,
    unsaid: CountsDto,
    precision: Option<f64>,
    recall: Option<f64>,
}

#[derive(Serialize)]
struct CountsDto {
    found: usize,
    silent: usize,
}

#[derive(Serialize)]
struct LabelRow<'e> {
    label: Option<&'e str>,
    texts: usize,
    /// Of all its texts, how many something was found in.
    share: Option<f64>,
    #[serde(flatten)]
    confusion: ConfusionDto,
}

#[derive(Serialize)]
struct RuleRow<'e> {
    rule: &'e str,
    severity: Option<&'static str>,
    texts: usize,
    /// Texts in which no other rule found anything.
    alone: usize,
    refuse: usize,
    pass: usize,
    unsaid: usize,
    precision: Option<f64>,
    /// Texts by label; those without one under the empty text.
    labels: BTreeMap<&'e str, usize>,
}

#[derive(Serialize)]
struct Wrong<'e> {
    path: &'e str,
    line: usize,
    name: Option<&'e str>,
    label: Option<&'e str>,
    text: &'e str,
    findings: Vec<Finding<'e>>,
}

#[derive(Serialize)]
struct Finding<'e> {
    rule: &'e str,
    severity: &'static str,
    /// What is marked.
    text: &'e str,
    message: &'e str,
}

#[derive(Serialize)]
struct FailUnder<'e> {
    share: f64,
    below: Vec<BelowDto<'e>>,
}

#[derive(Serialize)]
struct BelowDto<'e> {
    what: &'static str,
    label: Option<&'e str>,
    share: f64,
}

/// Everything that is known, with at most `listed` misses and as many false alarms.
pub(super) fn render(
    judged: &[Judged<'_>],
    score: &Score<'_>,
    below: &[Below<'_>],
    terms: &Terms<'_>,
    Amount(listed): Amount,
) -> String {
    let texts = |verdict| wrong(judged, verdict).into_iter().take(listed).map(Wrong::of).collect();
    let labels = score.labels.iter().map(|(label, confusion)| LabelRow {
        label: *label,
        texts: confusion.all().texts(),
        share: confusion.all().share(),
        confusion: (*confusion).into(),
    });
    let rules = score.rules.iter().map(|(rule, one)| RuleRow {
        rule: rule.as_str(),
        severity: one.severity.map(crate::diagnostic::Severity::as_str),
        texts: one.texts(),
        alone: one.alone,
        refuse: one.refuse,
        pass: one.pass,
        unsaid: one.unsaid,
        precision: one.precision(&score.all),
        labels: one.labels.iter().map(|(label, texts)| (label.unwrap_or_default(), *texts)).collect(),
    });
    json::pretty(&Evaluation {
        version: 1,
        as_of: terms.project.plan.as_of,
        counted: Counted {
            families: terms.args.family.iter().map(|family| family.as_str()).collect(),
            min_severity: terms.args.min_severity.as_str(),
        },
        texts: judged.len(),
        confusion: score.all.into(),
        labels: labels.collect(),
        rules: rules.collect(),
        misses: texts(Verdict::Refuse),
        false_alarms: texts(Verdict::Pass),
        fail_under: terms
            .args
            .fail_under
            .map(|share| FailUnder { share, below: below.iter().map(BelowDto::of).collect() }),
    })
}

impl From<Confusion> for ConfusionDto {
    fn from(confusion: Confusion) -> Self {
        let [refuse, pass, unsaid] = [confusion.refuse, confusion.pass, confusion.unsaid].map(CountsDto::from);
        Self { refuse, pass, unsaid, precision: confusion.precision(), recall: confusion.recall() }
    }
}

impl From<Counts> for CountsDto {
    fn from(Counts { found, silent }: Counts) -> Self {
        Self { found, silent }
    }
}

impl<'e> Wrong<'e> {
    fn of(one: &'e Judged<'_>) -> Self {
        let findings = one.found.iter().map(|finding| Finding {
            rule: finding.rule.as_str(),
            severity: finding.severity.as_str(),
            text: &finding.text,
            message: &finding.message,
        });
        Self {
            path: one.path,
            line: one.text.line,
            name: one.text.name.as_deref(),
            label: one.text.label.as_deref(),
            text: &one.text.text,
            findings: findings.collect(),
        }
    }
}

impl<'e> BelowDto<'e> {
    fn of(below: &Below<'e>) -> Self {
        let (what, label) = match below.what {
            What::Precision => ("precision", None),
            What::Recall => ("recall", None),
            What::RecallOf(label) => ("recall", Some(label)),
        };
        Self { what, label, share: below.share }
    }
}
