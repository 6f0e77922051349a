//! The examples keep their promises: `clean` has nothing to object to, `dirty` shows every rule, and what a comment in
//! `dirty` says about the record below it is what is found there.

mod files;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use jiff::civil::{Date, date};
use smslint::{
    diagnostic::{Diagnostic, Language, Severity},
    document::Format,
    engine::{Input, Plan, lint},
    rule::{Profile, RuleSet},
    text::Source,
};

/// A day on which the examples were right; rules that end later do not spoil them.
const AS_OF: Date = date(2026, 11, 21);

/// What no example can show: a picture of several megabytes, and a run without what the other examples declare.
const NOT_SHOWN: [&str; 2] = ["tencent/picture-size", "cn/no-signature-declared"];

/// Whose account it is that the examples are written for.
const ENTITY: &str = "北京言序云计算有限公司";

#[test]
fn clean_examples_have_neither_errors_nor_warnings() {
    let found: Vec<_> = grave(&findings("/clean/")).map(ToString::to_string).collect();
    assert!(found.is_empty(), "not clean:\n{}", found.join("\n"));
}

#[test]
fn dirty_examples_show_every_rule_in_force() {
    // What is counted over a run needs all examples together, and points nowhere.
    let run = findings("/").into_iter().filter(|finding| finding.path.is_empty());
    // Of rules that ask for the same setting, only the first is named until somebody states it.
    let stated = findings_knowing("/dirty/", &[("max_variable_chars", "6")]);
    let shown: BTreeSet<_> =
        findings("/dirty/").into_iter().chain(run).chain(stated).map(|finding| finding.rule).collect();
    let packs: BTreeSet<_> = providers().into_iter().chain(["cn".to_owned()]).collect();
    let missing: Vec<_> = rules()
        .rules()
        .into_iter()
        .filter(|rule| packs.contains(rule.id.pack()) && rule.until.is_none_or(|until| until > AS_OF))
        .map(|rule| rule.id.to_string())
        .filter(|id| !shown.contains(id) && !NOT_SHOWN.contains(&id.as_str()))
        .collect();
    assert!(missing.is_empty(), "no example breaks:\n{}", missing.join("\n"));
}

#[test]
fn every_comment_of_the_dirty_examples_tells_the_truth() {
    let findings = findings("/dirty/");
    let mut lies = Vec::new();
    // Tables have no comments.
    let is_table = |path: &str| Format::of(path) == Some(Format::Table);
    for path in examples().iter().filter(|path| path.contains("/dirty/") && !is_table(path)) {
        let text = files::read(Path::new(path));
        for (first, last, promised) in paragraphs(&text) {
            let here = findings.iter().filter(|f| &f.path == path && (first..=last).contains(&f.line));
            let found: BTreeSet<_> = here.clone().map(|finding| finding.rule.as_str()).collect();
            for rule in promised.iter().filter(|rule| !found.contains(**rule)) {
                lies.push(format!("{path}:{first}: {rule} is promised, and not found"));
            }
            for rule in here.filter(|f| f.severity > Severity::Info && !promised.contains(&f.rule.as_str())) {
                lies.push(format!("{rule}: found, and not promised"));
            }
        }
    }
    assert!(lies.is_empty(), "{} comments are wrong:\n{}", lies.len(), lies.join("\n"));
}

/// What a test needs to know of a finding.
struct Finding {
    rule: String,
    severity: Severity,
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    fn new(diagnostic: &Diagnostic, sources: &BTreeMap<String, Arc<Source>>) -> Self {
        let (path, line) = diagnostic.primary.as_ref().map_or_else(
            || (String::new(), 0),
            |place| (place.path.to_string(), sources[&*place.path].position(place.span.start).line),
        );
        let rule = diagnostic.rule.to_string();
        Self { rule, severity: diagnostic.severity, path, line, message: diagnostic.message.clone() }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {} ({})", self.path, self.line, self.rule, self.message)
    }
}

fn grave(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.severity > Severity::Info)
}

fn rules() -> RuleSet {
    RuleSet::with_builtin(&[], Language::En).expect("the built-in packs load")
}

/// The examples with this in their paths, linted in one run for each provider.
fn findings(part: &str) -> Vec<Finding> {
    findings_knowing(part, &[])
}

/// The same, with more known about who submits. A file that names no provider, as a text cannot, is for that of its folder.
fn findings_knowing(part: &str, settings: &[(&str, &str)]) -> Vec<Finding> {
    providers().iter().flat_map(|provider| findings_for(provider, part, settings)).collect()
}

fn findings_for(provider: &str, part: &str, settings: &[(&str, &str)]) -> Vec<Finding> {
    let settings =
        settings.iter().chain(&[("entity", ENTITY)]).map(|&(name, value)| (name.to_owned(), value.to_owned()));
    let own = format!("examples/{provider}/");
    let sources: BTreeMap<_, _> = examples()
        .into_iter()
        .filter(|path| path.starts_with(&own) && path.contains(part))
        .map(|path| {
            let bytes = fs::read(files::root().join(&path)).expect("a file that was listed");
            (path.clone(), Arc::new(Source::new(path, bytes)))
        })
        .collect();
    let inputs: Vec<_> = sources
        .iter()
        .map(|(path, source)| {
            let format = Format::of(path).unwrap_or_else(|| panic!("{path}: no format reads this"));
            Input { source: Arc::clone(source), format, reported: true }
        })
        .collect();
    let plan = Plan {
        providers: vec![provider.to_owned()],
        profile: Profile(settings.collect()),
        ..Plan::new(Arc::new(rules()), AS_OF, Language::En)
    };
    lint(&inputs, &plan).diagnostics.iter().map(|diagnostic| Finding::new(diagnostic, &sources)).collect()
}

/// Every example, as a path from the root with `/`.
fn examples() -> Vec<String> {
    files::below("examples", "").iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
}

/// The providers that have examples.
fn providers() -> Vec<String> {
    let providers: BTreeSet<_> =
        examples().iter().filter_map(|path| Some(path.split('/').nth(1)?.to_owned())).collect();
    providers.into_iter().collect()
}

/// Lines between blank ones: the first and the last, and the rules that comments among them name.
fn paragraphs(text: &str) -> Vec<(usize, usize, Vec<&str>)> {
    let mut found: Vec<(usize, usize, Vec<&str>)> = Vec::new();
    let mut open = false;
    for (line, number) in text.lines().zip(1..) {
        let here = !line.trim().is_empty();
        if here && !open {
            found.push((number, number, Vec::new()));
        }
        if let (true, Some((_, last, promised))) = (here, found.last_mut()) {
            *last = number;
            let line = line.trim_start();
            let comment = line.strip_prefix("# ").or(line.strip_prefix("// ")).unwrap_or_default();
            promised.extend(comment.split([' ', ',']).filter(|word| is_rule(word)));
        }
        open = here;
    }
    found
}

fn is_rule(word: &str) -> bool {
    word.split_once('/').is_some_and(|(pack, rule)| {
        [pack, rule].iter().all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        })
    })
}
