//! `smslint test`: whether rules do what their cases say.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use serde::Serialize;

use super::{
    args::{PageFormat, TestArgs},
    console::Console,
    coverage::{self, Coverage},
    exit::ExitCode,
    json,
    options::Options,
    project::Projects,
};
use crate::{
    diagnostic::Language,
    engine::case::{CaseReport, Outcome, run_cases},
    rule::builtin_packs,
};

/// Runs the cases of the user's packs, or of the built-in ones where there are none.
pub(super) fn run(args: &TestArgs, console: &mut Console) -> ExitCode {
    let options = Options::new(args.rules.clone(), args.common.lang);
    let mut projects = Projects::new(&options);
    let Some(project) = projects.here(console) else { return ExitCode::Unusable };
    let language = project.plan.language;
    let reports = if project.packs.is_empty() {
        run_cases(&builtin_packs(), &project.plan.rules)
    } else {
        run_cases(&project.packs, &project.plan.rules)
    };
    let failed = reports.iter().any(|report| report.outcome != Outcome::Passed);
    let rules = project.plan.rules.rules();
    let covered = args.coverage.then(|| coverage::of(&reports, &rules));
    let lacking = covered.as_ref().is_some_and(|covered| !coverage::is_whole(covered));
    let text = match args.format {
        PageFormat::Pretty => {
            let table = covered.map(|covered| coverage::table(&covered, language)).unwrap_or_default();
            table + &pretty(&reports, language)
        }
        PageFormat::Json => listed(&reports, covered),
    };
    let code = match (reports.is_empty(), failed || lacking) {
        (true, _) => ExitCode::Nothing,
        (_, true) => ExitCode::Findings,
        (_, false) => ExitCode::Clean,
    };
    console.written(io::stdout().lock().write_all(text.as_bytes()), code)
}

/// What went wrong, in a word that programs and people share, and in detail.
fn outcome(outcome: &Outcome) -> (&'static str, Option<&str>) {
    match outcome {
        Outcome::Passed => ("passed", None),
        Outcome::Noisy(found) => ("noisy", Some(found)),
        Outcome::Missing => ("missing", None),
        Outcome::WrongSpan(found) => ("wrong-span", Some(found)),
        Outcome::WrongFix(found) => ("wrong-fix", found.as_deref()),
        Outcome::Broken(why) => ("broken", Some(why)),
    }
}

/// What the word means.
fn meaning(outcome: &Outcome, language: Language) -> &'static str {
    match outcome {
        Outcome::Passed => language.pick("符合预期", "as expected"),
        Outcome::Noisy(_) => language.pick("good 用例被报告，标出的是", "a good case is found; marked is"),
        Outcome::Missing => language.pick("bad 用例没有被报告", "a bad case is not found"),
        Outcome::WrongSpan(_) => language.pick("标出的不是 mark，而是", "marked is not `mark`, but"),
        Outcome::WrongFix(Some(_)) => language.pick("修正后不是 fixed，而是", "the fix gives not `fixed`, but"),
        Outcome::WrongFix(None) => language.pick("没有修正", "there is no fix"),
        Outcome::Broken(_) => language.pick("用例本身有问题", "the case itself is wrong"),
    }
}

fn pretty(reports: &[CaseReport], language: Language) -> String {
    let (mut text, mut failed) = (String::new(), 0);
    for report in reports.iter().filter(|report| report.outcome != Outcome::Passed) {
        failed += 1;
        let (word, detail) = outcome(&report.outcome);
        let list = if report.bad { "bad" } else { "good" };
        let colon = language.pick("：", ": ");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{word:10}  {} cases.{list}[{}]{colon}{}", report.rule, report.index, report.text);
        let _ = writeln!(
            text,
            "            {}{}",
            meaning(&report.outcome, language),
            match detail {
                Some(detail) => format!("{colon}{detail}"),
                None => String::new(),
            }
        );
    }
    let rules = reports.iter().map(|report| &report.rule).collect::<std::collections::BTreeSet<_>>().len();
    let cases = reports.len();
    let _ = match language {
        Language::Zh => writeln!(text, "规则 {rules} 条，用例 {cases} 个，不符 {failed} 个"),
        Language::En => writeln!(text, "rules: {rules}, cases: {cases}, failed: {failed}"),
    };
    text
}

/// Version 1 of the outcome for programs.
fn listed(reports: &[CaseReport], coverage: Option<Vec<Coverage<'_>>>) -> String {
    #[derive(Serialize)]
    struct Tested<'r> {
        version: u8,
        cases: Vec<Case<'r>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        coverage: Option<Vec<Coverage<'r>>>,
    }

    #[derive(Serialize)]
    struct Case<'r> {
        rule: &'r str,
        list: &'static str,
        index: usize,
        text: &'r str,
        outcome: &'static str,
        detail: Option<&'r str>,
    }

    let cases = reports.iter().map(|report| {
        let (word, detail) = outcome(&report.outcome);
        let list = if report.bad { "bad" } else { "good" };
        Case { rule: report.rule.as_str(), list, index: report.index, text: &report.text, outcome: word, detail }
    });
    json::pretty(&Tested { version: 1, cases: cases.collect(), coverage })
}
