//! Every statement of the founding documents is held by a rule with a case that shows it, is explained, or has a reason why
//! no linter can hold it. `docs/conformance.md` says which: `SMSLINT_UPDATE=1 cargo test --test conformance` writes it.
#![allow(clippy::unwrap_used, missing_docs)]

mod files;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    path::Path,
    sync::{Arc, LazyLock},
};

use serde::Deserialize;
use smslint::{
    diagnostic::{Language, RuleInfo},
    document::problem_rules,
    rule::{
        Pack, RuleSet, builtin_packs,
        lookup::{Catalogue, Found},
        spec::{CaseSpec, CasesSpec},
    },
    text::OneOrMany,
};

const PAGE: &str = "docs/conformance.md";

/// As much of a case is shown, in code points.
const SHOWN: usize = 100;

/// A founding document, taken apart.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    /// Its file name.
    seed: String,
    title: String,
    /// The pack of its provider.
    provider: String,
    url: String,
    #[serde(default)]
    date: Option<jiff::civil::Date>,
    statements: Vec<Statement>,
}

/// Something that it says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Statement {
    /// What, in our own words.
    says: String,
    /// Under which of its headings.
    #[serde(rename = "where")]
    place: String,
    /// The rules that hold it, the one whose case shows it first.
    #[serde(default)]
    rules: Vec<String>,
    /// The cases that show it, each by a part of its text or of its reason; `pack/rule#part` looks in that rule only, and
    /// takes its first case where nothing follows. Without any, the first bad case of the first rule does.
    #[serde(default)]
    shows: OneOrMany<String>,
    /// The error codes that it speaks of, which `smslint explain` answers.
    #[serde(default)]
    codes: Vec<String>,
    /// Tests of ours that show it where no case of a rule can, each a path from the root.
    #[serde(default)]
    tests: Vec<String>,
    /// The command that tells it.
    #[serde(default)]
    command: Option<String>,
    /// Why no linter can hold it, or all of it: a key of `reasons.yml`.
    #[serde(default)]
    why: Option<String>,
}

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(builtin_packs);
static RULES: LazyLock<Vec<Arc<RuleInfo>>> =
    LazyLock::new(|| RuleSet::with_builtin(&[], Language::En).unwrap().rules());

fn documents() -> Vec<Document> {
    let paths = files::below("tests/conformance", ".yml");
    let named = paths.iter().filter(|path| !path.ends_with("reasons.yml"));
    named
        .map(|path| serde_yaml::from_str(&files::read(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
        .collect()
}

fn reasons() -> BTreeMap<String, String> {
    serde_yaml::from_str(&files::read(Path::new("tests/conformance/reasons.yml"))).unwrap()
}

/// The cases of the rule with this id; `None` where no pack has it.
fn cases(id: &str) -> Option<&'static CasesSpec> {
    let (pack, name) = id.split_once('/')?;
    let pack = PACKS.iter().find(|one| one.manifest.name.as_str() == pack)?;
    pack.rules.iter().find(|(_, rule)| rule.id.as_str() == name).map(|(_, rule)| &rule.cases)
}

/// What a case judges, in one line.
fn line(case: &CaseSpec) -> String {
    let structured = case.record.as_ref().or(case.document.as_ref());
    let text = case.text.clone().or_else(|| structured.map(|value| serde_json::to_string(value).unwrap()));
    text.unwrap_or_default().replace('\n', "⏎")
}

/// A case, and whether it is a bad one.
type Shown = (&'static CaseSpec, bool);

/// The cases of a rule, the bad ones first.
fn all_cases(id: &str) -> impl Iterator<Item = Shown> {
    cases(id).into_iter().flat_map(|cases| {
        let bad = cases.bad.iter().map(|case| (case, true));
        bad.chain(cases.good.iter().map(|case| (case, false)))
    })
}

/// The case that `shows`, an entry of that name, means.
fn meant(statement: &Statement, shows: &str) -> Option<Shown> {
    let (rules, part) = match shows.split_once('#').filter(|(rule, _)| cases(rule).is_some()) {
        Some((rule, part)) => (vec![rule], part),
        None => (statement.rules.iter().map(String::as_str).collect(), shows),
    };
    let holds =
        |(case, _): &Shown| line(case).contains(part) || case.why.as_ref().is_some_and(|why| why.contains(part));
    rules.into_iter().flat_map(all_cases).find(holds)
}

/// The cases that show a statement.
fn shown(statement: &Statement) -> Vec<Shown> {
    if statement.shows.is_empty() {
        let mut all = statement.rules.iter().flat_map(|id| all_cases(id));
        return all.find(|(_, bad)| *bad).into_iter().collect();
    }
    statement.shows.iter().filter_map(|shows| meant(statement, shows)).collect()
}

#[test]
fn every_statement_is_held_by_something_that_is_there() {
    let catalogue = Catalogue::new(&RULES, &PACKS);
    let (reasons, mut used, mut faults) = (reasons(), BTreeSet::new(), Vec::new());
    for document in documents() {
        for (place, statement) in (1..).zip(&document.statements) {
            let mut fault = |words: String| faults.push(format!("{}-{place}: {words}", number(&document)));
            let Statement { rules, codes, command, why, shows, tests, .. } = statement;
            if rules.is_empty() && codes.is_empty() && command.is_none() && why.is_none() {
                fault("neither rule nor reason".to_owned());
            }
            // `explain` shows a code by itself.
            if shown(statement).is_empty() && tests.is_empty() && codes.is_empty() && why.is_none() {
                fault("nothing shows it, and there is no reason".to_owned());
            }
            for test in tests {
                if !files::root().join(test).exists() {
                    fault(format!("there is no {test}"));
                }
            }
            for id in rules {
                let built_in = problem_rules().iter().any(|rule| rule.id.as_str() == id);
                match cases(id) {
                    Some(cases) if cases.bad.is_empty() => fault(format!("`{id}` has no case that it refuses")),
                    None if !built_in => fault(format!("no rule is called `{id}`")),
                    _ => {}
                }
            }
            for shows in shows {
                if meant(statement, shows).is_none() {
                    fault(format!("no case of its rules holds {shows:?}"));
                }
                let rule = shows.split_once('#').map(|(rule, _)| rule).filter(|rule| cases(rule).is_some());
                if let Some(rule) = rule.filter(|rule| !rules.iter().any(|id| id == rule)) {
                    fault(format!("`{rule}` shows it and is none of its rules"));
                }
            }
            for code in codes {
                if !matches!(catalogue.find(code), Some(Found::Codes(_))) {
                    fault(format!("nothing explains `{code}`"));
                }
            }
            if let Some(why) = why {
                used.insert(why.clone());
                if !reasons.contains_key(why) {
                    fault(format!("`{why}` is no reason of reasons.yml"));
                }
            }
            if statement.says.trim().is_empty() || statement.place.trim().is_empty() {
                fault("says nothing, or nowhere".to_owned());
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(
        reasons.keys().cloned().collect::<BTreeSet<_>>(),
        used,
        "reasons that are given, and those that are used"
    );
}

#[test]
fn every_founding_document_that_a_rule_cites_is_taken_apart() {
    let known: BTreeSet<String> = documents().into_iter().map(|document| document.seed).collect();
    for rule in RULES.iter() {
        for seed in rule.sources.iter().filter_map(|source| source.seed.as_ref()) {
            assert!(known.contains(seed), "{}: {seed}", rule.id);
        }
    }
}

#[test]
fn the_page_says_what_the_data_say() {
    let page = page(&documents(), &reasons());
    let path = files::root().join(PAGE);
    if env::var_os("SMSLINT_UPDATE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == page, "{PAGE} is out of date: SMSLINT_UPDATE=1 cargo test --test conformance");
}

/// The number of a founding document: what its file name begins with.
fn number(document: &Document) -> &str {
    document.seed.split('_').next().unwrap_or_default()
}

fn page(documents: &[Document], reasons: &BTreeMap<String, String>) -> String {
    let mut text = String::from(
        "# Conformance\n\n\
         What the founding documents say, statement by statement and in our own words; which rules hold it, and a case that\n\
         shows it; or why no linter can. Generated from the files below `tests/conformance`; nobody edits it.\n\n",
    );
    let all: Vec<&Statement> = documents.iter().flat_map(|document| &document.statements).collect();
    let ruled = all.iter().filter(|one| !one.rules.is_empty()).count();
    let told =
        all.iter().filter(|one| one.rules.is_empty() && (!one.codes.is_empty() || one.command.is_some())).count();
    let _ = write!(
        text,
        "{} statements: {ruled} held by rules, {told} more answered by a command, {} beyond any linter.\n\n\
         Reasons, as the tables name them:\n\n",
        all.len(),
        all.len() - ruled - told
    );
    for (name, reason) in reasons {
        let _ = writeln!(text, "- *{name}*: {reason}");
    }
    for document in documents {
        let date = document.date.map(|date| format!(", {date}")).unwrap_or_default();
        let _ = write!(
            text,
            "\n## {} · [{}]({}) ({}{date})\n\n\
             | no. | statement | where | held by | shown by |\n| --- | --- | --- | --- | --- |\n",
            number(document),
            document.title,
            document.url,
            document.provider
        );
        for (place, statement) in (1..).zip(&document.statements) {
            let (says, at) = (escaped(&statement.says), escaped(&statement.place));
            let number = number(document);
            let _ = writeln!(text, "| {number}-{place} | {says} | {at} | {} | {} |", held(statement), case(statement));
        }
    }
    text
}

fn held(statement: &Statement) -> String {
    let link = |id: &String| match cases(id) {
        Some(_) => format!("[{id}](rules.md#{})", id.replace('/', "-")),
        None => format!("`{id}`"),
    };
    let rules = statement.rules.iter().map(link);
    let codes = statement.codes.iter().map(|code| format!("`smslint explain {code}`"));
    let command = statement.command.iter().map(|command| format!("`{command}`"));
    let why = statement.why.iter().map(|why| format!("*{why}*"));
    rules.chain(codes).chain(command).chain(why).collect::<Vec<_>>().join(", ")
}

fn case(statement: &Statement) -> String {
    let tests = statement.tests.iter().map(|test| format!("[{test}](../{test})"));
    shown(statement).into_iter().map(one_case).chain(tests).collect::<Vec<_>>().join("<br>")
}

fn one_case((case, bad): Shown) -> String {
    let whole = line(case);
    let mark = case.mark.as_deref().unwrap_or_default();
    // What is marked stays in sight.
    let start = whole.find(mark).map_or(0, |at| whole[..at].chars().count().saturating_sub(SHOWN / 2));
    let cut: String = whole.chars().skip(start).take(SHOWN).collect();
    let mut shown = escaped(&cut);
    if !mark.is_empty() {
        shown = shown.replacen(&escaped(mark), &format!("**{}**", escaped(mark)), 1);
    }
    let (before, after) =
        (if start > 0 { "…" } else { "" }, if start + SHOWN < whole.chars().count() { "…" } else { "" });
    format!("{}: {before}{shown}{after}", if bad { "found in" } else { "passes" })
}

/// Text that a table of Markdown shows as it is.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut text, character| {
        if matches!(character, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') {
            let _ = write!(text, "U+{:04X}", u32::from(character));
            return text;
        }
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '$') {
            text.push('\\');
        }
        text.push(character);
        text
    })
}
