//! Safe fixes converge: on the texts of all cases they remove what they are for, make nothing new, and have nothing left
//! to do after one round.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::BTreeSet, sync::Arc};

use jiff::civil::date;
use smslint::{
    diagnostic::{Diagnostic, Language, Report, RuleId, Safety},
    document::{Format, RecordKind},
    engine::{Input, Plan, apply, lint},
    rule::{RuleSet, builtin_packs},
    text::Source,
};

const FILE: &str = "sms.json";

fn report(plan: &Plan, json: Vec<u8>) -> Report {
    let source = Arc::new(Source::new(FILE, json));
    lint(&[Input { source, format: Format::Json, reported: true }], plan)
}

fn is_safe(diagnostic: &Diagnostic) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
}

/// A document for the text of each case of a rule about templates or signatures, in every region and type.
fn documents(provider: &str) -> Vec<String> {
    let packs = builtin_packs();
    let rules = packs.iter().flat_map(|pack| &pack.rules).map(|(_, rule)| rule);
    let texts = rules.flat_map(|rule| {
        let cases = rule.cases.bad.iter().chain(&rule.cases.good);
        cases.filter_map(|case| case.text.clone()).map(|text| (rule.applies.kind, text))
    });
    let mut documents = Vec::new();
    for (kind, text) in texts.collect::<BTreeSet<_>>() {
        for region in ["mainland", "international"] {
            let document = match kind {
                RecordKind::Template => serde_json::json!({"provider": provider, "region": region, "templates": [
                    {"name": "验证码", "type": "otp", "content": text},
                    {"name": "会员日", "type": "marketing", "content": text},
                ]}),
                RecordKind::Signature => {
                    serde_json::json!({"provider": provider, "region": region, "signatures": [{"name": text}]})
                }
                RecordKind::Qualification | RecordKind::Letter | RecordKind::Send => continue,
            };
            documents.push(document.to_string());
        }
    }
    documents
}

#[test]
fn safe_fixes_make_nothing_new_and_leave_nothing_to_mend() {
    let rules = Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap());
    let providers: Vec<String> = rules.providers().into_iter().map(str::to_owned).collect();
    let plan = Plan::new(rules, date(2026, 11, 21), Language::En);
    let mut mended = 0;
    for json in providers.iter().flat_map(|provider| documents(provider)) {
        let before = report(&plan, json.clone().into_bytes());
        if !before.diagnostics.iter().any(is_safe) {
            continue;
        }
        let fixed = apply(&Source::new(FILE, json.as_str()), &before.diagnostics, Safety::Safe);
        let after = report(&plan, fixed.bytes.clone());
        let known: BTreeSet<&RuleId> = before.diagnostics.iter().map(|diagnostic| &diagnostic.rule).collect();
        for left in &after.diagnostics {
            let fixed = String::from_utf8_lossy(&fixed.bytes);
            assert!(known.contains(&left.rule), "{} is new in {fixed}, made of {json}", left.rule);
            assert!(!is_safe(left), "{} is left in {fixed}, made of {json}", left.rule);
        }
        mended += fixed.applied;
    }
    assert!(mended > 0, "no case was mended");
}
