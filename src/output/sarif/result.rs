//! Findings.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::Serialize;

use super::{
    MessageDto, RuleRefDto, level,
    place::{ArtifactDto, LocationDto, RegionDto},
};
use crate::{
    diagnostic::{Diagnostic, Edit, Fix, Language, Place, Report, RuleId, Safety, Status, SuppressionKind},
    text::Source,
};

/// By what a finding is known again; a name of our own, since GitHub warns of every value of its own that it did not count itself.
const FINGERPRINT: &str = "smslintFinding/v1";

/// How many related places GitHub takes of one result, besides its own.
pub(super) const MOST_RELATED: usize = 999;

/// What a result refers to.
pub(super) struct Context<'a> {
    pub(super) report: &'a Report,
    /// Where a rule stands in the table.
    pub(super) rules: HashMap<&'a RuleId, usize>,
}

impl Context<'_> {
    pub(super) fn rule<'d>(&self, diagnostic: &'d Diagnostic) -> RuleRefDto<'d> {
        RuleRefDto { id: diagnostic.rule.as_str(), index: self.rules[&diagnostic.rule] }
    }
}

/// The headline, and how to mend it.
pub(super) fn words(diagnostic: &Diagnostic, language: Language) -> String {
    let headline = diagnostic.headline(language);
    match &diagnostic.help {
        Some(help) => format!("{headline}\n{help}"),
        None => headline.into_owned(),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultDto<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: MessageDto,
    locations: Vec<LocationDto<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<LocationDto<'a>>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    /// Either all results have it, or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    /// Empty for a finding that counts: either all results have the key, or none may.
    suppressions: Vec<SuppressionDto>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[FixDto<'a>; 1]>,
    properties: PropertiesDto<'a>,
}

impl<'a> ResultDto<'a> {
    pub(super) fn new(context: &Context<'a>, diagnostic: &'a Diagnostic, fingerprint: String) -> Self {
        let report = context.report;
        let rule = context.rule(diagnostic);
        let place = diagnostic.primary.as_ref();
        let primary = |place| LocationDto::primary(report, place, &diagnostic.text, diagnostic.record.as_ref());
        let labels = diagnostic.labels.iter().take(MOST_RELATED);
        Self {
            rule_id: rule.id,
            rule_index: rule.index,
            level: level(diagnostic.severity),
            message: MessageDto::new(words(diagnostic, report.language)),
            locations: place.map(primary).into_iter().collect(),
            related_locations: labels.map(|label| LocationDto::related(report, &label.place, &label.message)).collect(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, fingerprint)]),
            baseline_state: report.compared.then(|| baseline_state(diagnostic)),
            suppressions: suppressions(diagnostic),
            fixes: place.zip(diagnostic.fix.as_ref()).and_then(|(place, fix)| Some([FixDto::new(report, place, fix)?])),
            properties: PropertiesDto { providers: &diagnostic.providers, codes: &diagnostic.codes },
        }
    }
}

#[derive(Serialize)]
struct PropertiesDto<'a> {
    providers: &'a [Arc<str>],
    codes: &'a [String],
}

#[derive(Serialize)]
struct SuppressionDto {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
}

/// Whether the baseline knows the finding.
fn baseline_state(diagnostic: &Diagnostic) -> &'static str {
    let known = diagnostic.suppression.as_ref().is_some_and(|one| one.kind == SuppressionKind::Baseline);
    if known { "unchanged" } else { "new" }
}

fn suppressions(diagnostic: &Diagnostic) -> Vec<SuppressionDto> {
    match diagnostic.status {
        Status::Open => Vec::new(),
        Status::Suppressed => {
            let suppression = diagnostic.suppression.as_ref();
            let in_source = suppression.is_some_and(|suppression| suppression.kind == SuppressionKind::Comment);
            let justification = suppression.and_then(|suppression| suppression.reason.clone());
            vec![SuppressionDto { kind: if in_source { "inSource" } else { "external" }, justification }]
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixDto<'a> {
    description: MessageDto,
    artifact_changes: [ChangeDto<'a>; 1],
    properties: SafetyDto,
}

#[derive(Serialize)]
struct SafetyDto {
    safety: &'static str,
}

impl<'a> FixDto<'a> {
    /// `None` where the report lacks the file.
    fn new(report: &Report, place: &Place, fix: &'a Fix) -> Option<Self> {
        let source = report.source(&place.path)?;
        let (safety, words) = match fix.safety {
            Safety::Safe => ("safe", report.language.pick("自动修正", "Mend it")),
            Safety::Unsafe => (
                "unsafe",
                report.language.pick(
                    "自动修正（会改变短信内容，请先确认）",
                    "Mend it (alters what the message says, so look first)",
                ),
            ),
        };
        let replacements = fix.edits.as_slice().iter().map(|edit| ReplacementDto::new(source, edit)).collect();
        Some(Self {
            description: MessageDto::new(words),
            artifact_changes: [ChangeDto { artifact_location: ArtifactDto::new(report, &place.path), replacements }],
            properties: SafetyDto { safety },
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangeDto<'a> {
    artifact_location: ArtifactDto,
    replacements: Vec<ReplacementDto<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReplacementDto<'a> {
    deleted_region: RegionDto<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<InsertedDto<'a>>,
}

#[derive(Serialize)]
struct InsertedDto<'a> {
    text: &'a str,
}

impl<'a> ReplacementDto<'a> {
    fn new(source: &Source, edit: &'a Edit) -> Self {
        let inserted = Some(&*edit.insert).filter(|text| !text.is_empty());
        Self {
            deleted_region: RegionDto::new(source, edit.span),
            inserted_content: inserted.map(|text| InsertedDto { text }),
        }
    }
}
