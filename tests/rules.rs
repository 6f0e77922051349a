//! Rules prove themselves: every case of every built-in rule comes out as it says.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use std::{path::Path, sync::Arc};

use smslint::{
    diagnostic::{Diagnostic, Language},
    engine::case::{Outcome, run_cases},
    rule::{Pack, RuleSet, builtin_packs, spec::CaseSpec},
    text::Source,
};
use walkdir::WalkDir;

fn pack(name: &str) -> Result<Pack, Vec<Diagnostic>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(name);
    let files = WalkDir::new(&root).sort_by_file_name().into_iter().map(Result::unwrap);
    let files: Vec<_> = files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            let source = Source::new(format!("rules/{name}/{path}"), std::fs::read(entry.path()).unwrap());
            (Arc::new(source), path)
        })
        .collect();
    Pack::read(&files, Language::En)
}

fn show(diagnostics: &[Diagnostic]) -> String {
    let lines = diagnostics.iter().map(|d| format!("{:?}: {} ({:?})", d.primary, d.message, d.help));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_pack_loads_through_the_door_that_users_packs_take() {
    let packs: Vec<Pack> = builtin_packs()
        .iter()
        .map(|built_in| {
            let name = built_in.manifest.name.value.clone();
            let read = pack(&name).unwrap_or_else(|faults| panic!("{name}:\n{}", show(&faults)));
            assert_eq!(read.manifest, built_in.manifest, "{name}");
            assert_eq!(read.words, built_in.words, "{name}");
            let rules = |pack: &Pack| pack.rules.iter().map(|(_, rule)| rule.clone()).collect::<Vec<_>>();
            assert_eq!(rules(&read), rules(built_in), "{name}");
            let actions = |pack: &Pack| pack.actions.iter().map(|(_, action)| action.clone()).collect::<Vec<_>>();
            assert_eq!(actions(&read), actions(built_in), "{name}");
            let codes = |pack: &Pack| pack.codes.iter().map(|(_, code)| code.clone()).collect::<Vec<_>>();
            assert_eq!(codes(&read), codes(built_in), "{name}");
            read
        })
        .collect();
    RuleSet::only(&packs, Language::En).unwrap_or_else(|faults| panic!("{}", show(&faults)));
}

#[test]
fn every_case_of_every_rule_comes_out_as_it_says() {
    let rules = Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap_or_else(|faults| panic!("{}", show(&faults))));
    let reports = run_cases(&builtin_packs(), &rules);
    let failed: Vec<String> = reports
        .iter()
        .filter(|report| report.outcome != Outcome::Passed)
        .map(|report| {
            let list = if report.bad { "bad" } else { "good" };
            format!("{} {list}[{}] {:?}: {}", report.rule, report.index, report.outcome, report.text)
        })
        .collect();
    assert!(failed.is_empty(), "{} of {} cases failed\n{}", failed.len(), reports.len(), failed.join("\n"));
}

#[test]
fn every_dated_rule_speaks_on_its_first_day_and_is_silent_on_the_day_it_ends() {
    let rules = Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap_or_else(|faults| panic!("{}", show(&faults))));
    let mut packs = builtin_packs();
    for (_, rule) in packs.iter_mut().flat_map(|pack| &mut pack.rules) {
        let mut bad = std::mem::take(&mut rule.cases.bad);
        bad.retain(|case| case.as_of.is_none());
        rule.cases.good.clear();
        for case in &bad {
            let on = |day| CaseSpec { as_of: day, ..case.clone() };
            rule.cases.bad.extend(rule.since.map(|day| on(Some(day))));
            rule.cases.good.extend(rule.until.map(|day| CaseSpec { mark: None, fixed: None, ..on(Some(day)) }));
        }
    }
    let reports = run_cases(&packs, &rules);
    let judged = |bad| reports.iter().filter(move |report| report.bad == bad && !report.text.is_empty());
    assert!(judged(true).count() > 100 && judged(false).count() > 5);
    let failed: Vec<_> = judged(true).chain(judged(false)).filter(|report| report.outcome != Outcome::Passed).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}
