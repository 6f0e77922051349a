//! Packs of users: whatever stands in one, it loads or says where it is wrong, and what loads can run.

use std::sync::Arc;

use smslint::{
    diagnostic::{Diagnostic, Language},
    document::Format,
    engine::{Plan, case::run_cases},
    rule::{Pack, RuleSet},
    text::Source,
};

use super::{
    lint::{AS_OF, check_report, input},
    read::check_span,
};

/// Stands before the path of a file of a pack that is a folder, in place of a line of its own.
const FILE: &str = "%%% ";

/// What every pack that loads has to judge.
const SAMPLE: &str = include_str!("sample.yml");

/// A pack: one file, or a folder, whose files stand each below a line `%%% path`.
pub fn compile_pack(data: &[u8]) {
    let language = if data.len().is_multiple_of(2) { Language::Zh } else { Language::En };
    let files = files(data);
    let check = |diagnostics: &[Diagnostic]| check_faults(&files, diagnostics);
    let pack = match Pack::read(&files, language) {
        Ok(pack) => pack,
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a word");
            return check(&faults);
        }
    };
    check(pack.faults());
    let packs = [pack];
    let load = if packs[0].manifest.extends.is_empty() { RuleSet::only } else { RuleSet::with_builtin };
    let rules = match load(&packs, language) {
        Ok(rules) => Arc::new(rules),
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a word");
            return check(&faults);
        }
    };
    assert!(packs[0].faults().is_empty(), "a broken pack runs");
    let name = packs[0].manifest.name.to_string();
    let plan = Plan { providers: vec![name], ..Plan::new(Arc::clone(&rules), AS_OF, language) };
    check_report(&[input("a.yml", SAMPLE.as_bytes(), Format::Yaml)], &plan);
    run_cases(&packs, &rules);
}

fn files(data: &[u8]) -> Vec<(Arc<Source>, String)> {
    let file = |path: &str, bytes: &[u8]| (Arc::new(Source::new(path, bytes)), path.to_owned());
    let Some(text) = std::str::from_utf8(data).ok().and_then(|text| text.strip_prefix(FILE)) else {
        return vec![file("pack.yml", data)];
    };
    let break_before = format!("\n{FILE}");
    let parts = text.split(&break_before).map(|part| part.split_once('\n').unwrap_or((part, "")));
    parts.map(|(path, text)| file(path, text.as_bytes())).collect()
}

fn check_faults(files: &[(Arc<Source>, String)], diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        assert!(!diagnostic.message.is_empty());
        let places = diagnostic.primary.iter().chain(diagnostic.labels.iter().map(|label| &label.place));
        for place in places {
            let named = files.iter().filter(|(source, _)| *source.name() == place.path);
            // Of two files with one name, nobody can tell which is meant.
            if let [(source, _)] = *named.collect::<Vec<_>>() {
                check_span(source, place.span);
            }
        }
    }
}
