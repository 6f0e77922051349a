//! Names that a reviewer stops at are found, as gravely as the list says, and names of public bodies are not.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{fs, path::Path, sync::Arc};

use jiff::civil::date;
use serde_json::{Value, json};
use smslint::{
    diagnostic::{Diagnostic, Language, Severity},
    document::Format,
    engine::{Input, Plan, lint},
    rule::RuleSet,
    text::Source,
};

/// Bodies that everybody knows by these names.
const BODIES: [&str; 12] = [
    "深圳市税务局",
    "国家电网",
    "国家税务总局",
    "12345热线",
    "12345",
    "12306",
    "杭州交警",
    "临溪市图书馆",
    "复旦大学",
    "共青团",
    "国家移民管理局",
    "临溪市委党校",
];

/// What is found about the name of each signature, of identity and of forbidden subjects.
fn found(signatures: &[Value]) -> Vec<Vec<Diagnostic>> {
    let document = json!({"provider": "tencent", "region": "mainland", "signatures": signatures});
    let source = Arc::new(Source::new("names.json", document.to_string().into_bytes()));
    let rules = Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap());
    let plan = Plan { providers: vec!["tencent".to_owned()], ..Plan::new(rules, date(2026, 11, 21), Language::En) };
    let report = lint(&[Input { source, format: Format::Json, reported: true }], &plan);
    let mut by_name = vec![Vec::new(); signatures.len()];
    for finding in report.diagnostics {
        if let (Some(record), "identity" | "subject") = (&finding.record, finding.family.as_str()) {
            by_name[record.index].push(finding);
        }
    }
    by_name
}

#[test]
fn every_name_of_the_list_is_found_as_gravely_as_it_says() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ban_list/names.txt");
    let list = fs::read_to_string(list).unwrap();
    let names: Vec<Vec<&str>> =
        list.lines().filter(|line| !line.starts_with('#')).map(|line| line.splitn(4, ' ').collect()).collect();
    let signature = |line: &Vec<&str>| match line[2] {
        "-" => json!({"name": line[3]}),
        kind => json!({"name": line[3], "type": kind}),
    };
    let signatures: Vec<Value> = names.iter().map(signature).collect();
    let mut wrong = Vec::new();
    for (line, findings) in names.iter().zip(found(&signatures)) {
        let [family, severity, _, name] = line[..] else { panic!("{line:?}") };
        let own = findings.iter().filter(|finding| finding.family.as_str() == family);
        let worst = own.map(|finding| finding.severity).max();
        if worst.map(Severity::as_str) != Some(severity) {
            wrong.push(format!("{name}: {worst:?}, not {severity}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_public_bodies_draw_nothing() {
    let signatures: Vec<Value> = BODIES.iter().map(|name| json!({"name": name, "type": "government"})).collect();
    for (name, findings) in BODIES.iter().zip(found(&signatures)) {
        let found: Vec<_> = findings.iter().map(|finding| (&finding.rule, finding.severity)).collect();
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}
