//! Requests to a provider's API: what the providers publish as a matrix is checked cell by cell, on every day it had
//! another form.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{fmt::Write as _, fs, sync::Arc};

use smslint::{
    diagnostic::{Language, Report, Severity},
    document::{Action, Format, Payload, Payloads, read_with},
    engine::{Input, Plan, lint},
    rule::{Profile, RuleSet},
    text::Source,
};

/// The matrix as published: for each type of signature, the types of document it takes, on a site, from a day on.
const MATRIX: &str = "tests/payloads/documents.txt";

/// The numbers that a document can have.
const DOCUMENTS: std::ops::RangeInclusive<u8> = 0..=8;

struct Row {
    since: String,
    until: String,
    site: String,
    international: u8,
    signature: u8,
    allowed: Vec<u8>,
}

/// `since until site international signature: documents`, one row a line; `-` for no day.
fn rows() -> Vec<Row> {
    let text = fs::read_to_string(MATRIX).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (head, allowed) = line.split_once(':').unwrap();
            let head: Vec<&str> = head.split_whitespace().collect();
            let [since, until, site, international, signature] = head[..] else { panic!("{line}") };
            Row {
                since: since.to_owned(),
                until: until.to_owned(),
                site: site.to_owned(),
                international: international.parse().unwrap(),
                signature: signature.parse().unwrap(),
                allowed: allowed.split_whitespace().map(|one| one.parse().unwrap()).collect(),
            }
        })
        .collect()
}

fn judge(request: &str, rules: &Arc<RuleSet>, site: &str, day: &str) -> Report {
    let mut profile = Profile::default();
    profile.0.insert("site".to_owned(), site.to_owned());
    let plan = Plan { profile, ..Plan::new(Arc::clone(rules), day.parse().unwrap(), Language::En) };
    let source = Arc::new(Source::new("request.json", request));
    lint(&[Input { source, format: Format::Json, reported: true }], &plan)
}

#[test]
fn every_cell_of_the_matrix_of_signatures_and_documents_is_judged_as_published() {
    let rules = Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap());
    let (mut wrong, mut cells) = (Vec::new(), 0);
    for row in rows() {
        let before = |day: &str| day.parse::<jiff::civil::Date>().unwrap().yesterday().unwrap().to_string();
        let first = if row.since == "-" { "2024-03-07".to_owned() } else { row.since.clone() };
        let last = if row.until == "-" { "2026-11-22".to_owned() } else { before(&row.until) };
        for day in [first, last] {
            for document in DOCUMENTS {
                for purpose in ["SignPurpose", "UsedMethod"] {
                    let (signature, international) = (row.signature, row.international);
                    let request = format!(
                        r#"{{"SignName": "山野书局", "SignType": {signature}, "DocumentType": {document},
                            "International": {international}, "{purpose}": 0, "ProofImage": "/9j/4AAQSkZJRg==",
                            "Remark": "用于登录验证"}}"#
                    );
                    let report = judge(&request, &rules, &row.site, &day);
                    let errors = report.diagnostics.iter().filter(|one| one.severity == Severity::Error);
                    let errors: Vec<&str> = errors.map(|one| one.rule.as_str()).collect();
                    cells += 1;
                    if errors.is_empty() != row.allowed.contains(&document) {
                        wrong.push(format!(
                            "{day} {} International {international}: SignType {signature} with DocumentType {document}: {errors:?}",
                            row.site
                        ));
                    }
                }
            }
        }
    }
    assert!(cells > 1000 && wrong.is_empty(), "{} of {cells} cells are wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_matrix_says_something_for_every_type_site_region_and_day() {
    let rows = rows();
    for day in ["2024-03-07", "2025-06-10", "2025-06-11", "2026-04-20", "2026-04-21", "2026-11-22"] {
        for (site, international, signature) in ["china", "international"]
            .iter()
            .flat_map(|site| (0..2).flat_map(move |i| (0..7).map(move |s| (site, i, s))))
        {
            let holds = |row: &&Row| {
                row.site == **site
                    && row.international == international
                    && row.signature == signature
                    && (row.since == "-" || row.since.as_str() <= day)
                    && (row.until == "-" || day < row.until.as_str())
            };
            assert_eq!(rows.iter().filter(holds).count(), 1, "{day} {site} {international} {signature}");
        }
    }
}

/// The page that tells which requests are read; what stands behind the mark is written by this test.
const PAGE: &str = "docs/payloads.md";

/// Behind this, the page is made of the packs.
const MARK: &str = "<!-- made of the packs by tests/payloads.rs -->\n";

/// A request of this action that draws nothing: the one of a case of the command line.
fn example(action: &Action, payloads: &Payloads) -> String {
    let mut folders: Vec<_> = fs::read_dir("tests/cli").unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let requests = folders.iter().filter_map(|folder| fs::read_to_string(folder.join("in/good.json")).ok());
    let is_one = |text: &String| {
        let source = Source::new("request.json", text.as_str());
        let document = read_with(&source, Format::Json, payloads);
        let of_action =
            |payload: &Payload| (&payload.action.name, &payload.action.provider) == (&action.name, &action.provider);
        matches!(&document.records[..], [one] if one.payload.as_ref().is_some_and(of_action))
    };
    let mut requests = requests.filter(is_one);
    requests.next().unwrap_or_else(|| panic!("tests/cli shows no good request of {}", action.name))
}

fn table(action: &Action, payloads: &Payloads) -> String {
    let provider = action.provider.as_deref().unwrap_or("any");
    let mut out = format!("\n### `{}` of `{provider}`: {}\n\n", action.name, action.title.en);
    out.push_str("| parameter | takes | in documents |\n| --- | --- | --- |\n");
    for parameter in &action.parameters {
        let aliases = parameter.aliases.iter().map(|(name, version)| format!(", `{name}` in {version}"));
        let form = serde_json::to_value(parameter.form).unwrap().as_str().unwrap().to_owned();
        let json = if parameter.json { ", as JSON" } else { "" };
        let required = if parameter.required { ", required" } else { "" };
        let key = parameter.target.as_ref().map(|target| format!("`{}`", target.path.join("."))).unwrap_or_default();
        let values: Vec<String> = parameter
            .values
            .iter()
            .map(|(raw, word)| word.as_ref().map_or_else(|| raw.clone(), |word| format!("{raw} {word}")))
            .collect();
        let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
        let aliases: String = aliases.collect();
        writeln!(out, "| `{}`{aliases} | {form}{json}{required} | {key}{values} |", parameter.name).unwrap();
    }
    write!(out, "\n```json\n{}\n```\n", example(action, payloads).trim()).unwrap();
    out
}

#[test]
fn the_page_lists_every_action_with_what_its_parameters_mean() {
    let rules = RuleSet::with_builtin(&[], Language::En).unwrap();
    let page = fs::read_to_string(PAGE).unwrap();
    let (words, _) = page.split_once(MARK).unwrap();
    let payloads = rules.payloads();
    let tables: String = payloads.actions().iter().map(|action| table(action, payloads)).collect();
    let meant = format!("{words}{MARK}{tables}");
    if std::env::var_os("SMSLINT_UPDATE").is_some() {
        fs::write(PAGE, &meant).unwrap();
    }
    assert_eq!(fs::read_to_string(PAGE).unwrap(), meant, "SMSLINT_UPDATE=1 cargo test --test payloads");
}
