//! Runs the cases that a rule carries.

mod document;

use std::sync::Arc;

use jiff::{ToSpan, civil::Date};

use super::{Input, Plan, apply, lint};
use crate::{
    diagnostic::{Diagnostic, Language, RuleId, Safety},
    document::Format,
    rule::{
        Pack, Profile, RuleSet,
        spec::{CaseSpec, RuleSpec},
    },
    text::Source,
};

/// The name of the file in which a case is judged.
const FILE: &str = "case.json";

/// What became of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Passed,
    /// A good case was found; the text that was underlined.
    Noisy(String),
    /// A bad case was not found.
    Missing,
    /// Another text was underlined than `mark`; that text.
    WrongSpan(String),
    /// The fix gave another text than `fixed`; that text, or `None` where there is no fix.
    WrongFix(Option<String>),
    /// The case itself is not well formed; why.
    Broken(String),
}

/// A case that was run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseReport {
    /// The rule it belongs to.
    pub rule: RuleId,
    /// Whether it is a bad case.
    pub bad: bool,
    /// Its place in its list, from 0.
    pub index: usize,
    /// Its text or record, as one line.
    pub text: String,
    /// Whether it says what must be underlined.
    pub marks: bool,
    /// Whether it says what the fix must leave.
    pub mends: bool,
    /// What became of it.
    pub outcome: Outcome,
}

/// Runs every case of every rule of `packs`. Rules without a bad case, or without a good one, come back as
/// [`Outcome::Broken`] with index 0.
pub fn run_cases(packs: &[Pack], rules: &Arc<RuleSet>) -> Vec<CaseReport> {
    let mut reports = Vec::new();
    for pack in packs {
        for (_, spec) in &pack.rules {
            let Ok(id) = RuleId::new(&pack.manifest.name, &spec.id) else { continue };
            let bench = Bench { pack, spec, id, rules };
            for (bad, cases) in [(true, &spec.cases.bad), (false, &spec.cases.good)] {
                if cases.is_empty() {
                    let word = if bad { "bad" } else { "good" };
                    let outcome = Outcome::Broken(format!("no {word} case"));
                    reports.push(bench.report(bad, 0, &CaseSpec::default(), String::new(), outcome));
                }
                for (index, case) in cases.iter().enumerate() {
                    let (text, outcome) = bench.run(bad, case);
                    reports.push(bench.report(bad, index, case, text, outcome));
                }
            }
        }
    }
    reports
}

/// What the rule says about the first of its bad cases; `None` where the case does not show it.
pub fn finding(pack: &Pack, spec: &RuleSpec, rules: &Arc<RuleSet>, language: Language) -> Option<Diagnostic> {
    let id = RuleId::new(&pack.manifest.name, &spec.id).ok()?;
    let bench = Bench { pack, spec, id, rules };
    let case = spec.cases.bad.first()?;
    let json = document::of(spec, case).ok()?.to_string();
    let plan = Plan { language, ..bench.plan(case) };
    bench.lint(json.into_bytes(), &plan).0.into_iter().next()
}

/// A rule under test.
struct Bench<'b> {
    pack: &'b Pack,
    spec: &'b RuleSpec,
    id: RuleId,
    rules: &'b Arc<RuleSet>,
}

impl Bench<'_> {
    fn report(&self, bad: bool, index: usize, case: &CaseSpec, text: String, outcome: Outcome) -> CaseReport {
        let (marks, mends) = (case.mark.is_some(), case.fixed.is_some());
        CaseReport { rule: self.id.clone(), bad, index, text, marks, mends, outcome }
    }

    fn run(&self, bad: bool, case: &CaseSpec) -> (String, Outcome) {
        let json = match document::of(self.spec, case) {
            Ok(json) => json.to_string(),
            Err(why) => return (String::new(), Outcome::Broken(why)),
        };
        let shown = case.text.clone().unwrap_or_else(|| json.clone());
        let plan = self.plan(case);
        let (found, strange) = self.lint(json.clone().into_bytes(), &plan);
        if let Some(strange) = strange {
            return (shown, Outcome::Broken(strange));
        }
        let outcome = match (bad, found.first()) {
            (false, None) => Outcome::Passed,
            (false, Some(first)) => Outcome::Noisy(first.text.clone()),
            (true, None) => Outcome::Missing,
            (true, Some(first)) => self.judge_bad(case, &json, first, &found, &plan),
        };
        (shown, outcome)
    }

    fn judge_bad(&self, case: &CaseSpec, json: &str, first: &Diagnostic, found: &[Diagnostic], plan: &Plan) -> Outcome {
        if let Some(mark) = &case.mark {
            // The case stands in JSON: a mark that needs escapes is found escaped.
            let written = serde_json::Value::from(mark.as_str()).to_string();
            let written = &written[1..written.len() - 1];
            if !found.iter().any(|diagnostic| diagnostic.text == written) {
                return Outcome::WrongSpan(first.text.clone());
            }
        }
        let Some(fixed) = &case.fixed else { return Outcome::Passed };
        if found.iter().all(|diagnostic| diagnostic.fix.is_none()) {
            return Outcome::WrongFix(None);
        }
        let mended = apply(&Source::new(FILE, json), found, Safety::Unsafe);
        let text = document::field(&self.pack.manifest.name, self.spec, case, &mended.bytes);
        if text.as_ref() != Some(fixed) {
            return Outcome::WrongFix(text);
        }
        match self.lint(mended.bytes, plan).0.first() {
            Some(left) => Outcome::WrongFix(Some(left.text.clone())),
            None => Outcome::Passed,
        }
    }

    /// The findings of the rule, and what is wrong with the document of the case.
    fn lint(&self, json: Vec<u8>, plan: &Plan) -> (Vec<Diagnostic>, Option<String>) {
        let source = Arc::new(Source::new(FILE, json));
        let report = lint(&[Input { source, format: Format::Json, reported: true }], plan);
        let strange = report.diagnostics.iter().find(|diagnostic| diagnostic.rule.pack() == "document");
        let strange = strange.map(|diagnostic| format!("{}: {}", diagnostic.rule, diagnostic.message));
        let own = report.diagnostics.into_iter().filter(|diagnostic| diagnostic.rule == self.id);
        (own.collect(), strange)
    }

    fn plan(&self, case: &CaseSpec) -> Plan {
        let mut profile = Profile::default();
        let site = self.spec.applies.site.first().map(|site| ("site".to_owned(), site.value.clone()));
        profile.0.extend(site);
        profile.0.extend(
            case.profile
                .iter()
                .map(|(name, value)| (name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))),
        );
        let manifest = &self.pack.manifest;
        Plan {
            providers: Some(manifest.name.value.clone()).filter(|_| manifest.provider).into_iter().collect(),
            profile,
            ..Plan::new(Arc::clone(self.rules), case.as_of.unwrap_or_else(|| in_force(self.spec)), Language::En)
        }
    }
}

/// A day on which the rule is in force.
fn in_force(spec: &RuleSpec) -> Date {
    let before = spec.until.and_then(|until| until.checked_sub(1.day()).ok());
    before.or(spec.since).unwrap_or_else(|| Date::constant(2026, 11, 21))
}
