use std::{collections::HashMap, sync::Arc};

use super::{Conflict, Input, apply};
use crate::{
    diagnostic::{Diagnostic, Report, Safety, Severity},
    text::Source,
};

/// Fixes that wait for others need a round of their own; more rounds than this mean that two rules disagree.
const ROUNDS: usize = 10;

/// Inputs whose fixes were applied.
#[derive(Debug)]
pub struct Mended {
    /// The inputs as they are now, in the same order.
    pub inputs: Vec<Input>,
    /// What is left to be said about them.
    pub report: Report,
    /// How many fixes were applied to each input.
    pub fixed: Vec<usize>,
    /// The fixes that had to wait for a later round, in the order of the inputs.
    pub waited: Vec<Waited>,
    /// The inputs that keep findings with fixes, and why.
    pub kept: Vec<(usize, Kept)>,
}

/// A fix that had to wait, because another one wanted the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waited {
    /// The place of its input.
    pub input: usize,
    /// Where its finding stood in that round, from 1.
    pub line: usize,
    /// In code points, from 1.
    pub column: usize,
    /// The two rules.
    pub conflict: Conflict,
}

/// Why fixes were not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// They would have broken the file.
    WouldBreak,
    /// They bring each other back: after many rounds there were still new ones.
    Endless,
}

/// Applies fixes that are at most as risky as `safety` in rounds, until there is nothing left to do. Each round is judged
/// by `lint`, so a fix sees what the ones before it wrote. Where the fixes of a round would break a file, that file keeps
/// what it had before.
pub fn mend(mut inputs: Vec<Input>, safety: Safety, mut lint: impl FnMut(&[Input]) -> Report) -> Mended {
    let mut report = lint(&inputs);
    let mut fixed = vec![0; inputs.len()];
    let mut given_up = vec![false; inputs.len()];
    let mut waited = Vec::new();
    let mut endless = Vec::new();
    for nth in 0..=ROUNDS {
        let tried = round(&inputs, &report, safety, &given_up);
        if tried.is_empty() {
            break;
        }
        if nth == ROUNDS {
            endless = tried.iter().map(|attempt| (attempt.input, Kept::Endless)).collect();
            break;
        }
        let breaks = breaks(&report);
        let before = inputs.clone();
        for attempt in &tried {
            inputs[attempt.input].source = Arc::clone(&attempt.source);
        }
        report = lint(&inputs);
        let now = self::breaks(&report);
        let mut restored = false;
        for Attempt { input, applied, source, conflicts } in tried {
            let count = |of: &HashMap<Arc<str>, usize>| of.get(source.name()).copied().unwrap_or(0);
            if count(&now) > count(&breaks) {
                inputs[input] = before[input].clone();
                given_up[input] = true;
                restored = true;
            } else {
                fixed[input] += applied;
                let old = &before[input].source;
                waited.extend(conflicts.into_iter().map(|conflict| {
                    let position = old.position(conflict.span.start);
                    Waited { input, line: position.line, column: position.column, conflict }
                }));
            }
        }
        if restored {
            report = lint(&inputs);
        }
    }
    waited.sort_by_key(|one| (one.input, one.line, one.column));
    let broken = given_up.iter().enumerate().filter(|(_, given_up)| **given_up);
    let mut kept: Vec<(usize, Kept)> = broken.map(|(input, _)| (input, Kept::WouldBreak)).chain(endless).collect();
    kept.sort_by_key(|(input, _)| *input);
    Mended { inputs, report, fixed, waited, kept }
}

/// A file with the fixes of one round.
struct Attempt {
    input: usize,
    applied: usize,
    source: Arc<Source>,
    conflicts: Vec<Conflict>,
}

fn round(inputs: &[Input], report: &Report, safety: Safety, given_up: &[bool]) -> Vec<Attempt> {
    let mut by_path: HashMap<&str, Vec<&Diagnostic>> = HashMap::new();
    for diagnostic in report.diagnostics.iter().filter(|diagnostic| diagnostic.fix.is_some()) {
        if let Some(place) = &diagnostic.primary {
            by_path.entry(&place.path).or_default().push(diagnostic);
        }
    }
    let mut attempts = Vec::new();
    for (at, input) in inputs.iter().enumerate().filter(|&(at, input)| input.reported && !given_up[at]) {
        let name = input.source.name();
        let Some(diagnostics) = by_path.get(&**name) else { continue };
        let outcome = apply(&input.source, diagnostics.iter().copied(), safety);
        if outcome.bytes != input.source.file() {
            let source = Arc::new(input.source.renewed(outcome.bytes));
            attempts.push(Attempt { input: at, applied: outcome.applied, source, conflicts: outcome.conflicts });
        }
    }
    attempts
}

/// How many errors about the file itself there are in each file.
fn breaks(report: &Report) -> HashMap<Arc<str>, usize> {
    let mut breaks = HashMap::new();
    let of_files =
        |diagnostic: &&Diagnostic| diagnostic.rule.pack() == "document" && diagnostic.severity == Severity::Error;
    for place in report.diagnostics.iter().filter(of_files).filter_map(|diagnostic| diagnostic.primary.as_ref()) {
        *breaks.entry(Arc::clone(&place.path)).or_default() += 1;
    }
    breaks
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::*;
    use crate::{
        diagnostic::{Edits, Family, Fix, Language, Place, RuleId, Status},
        document::Format,
        text::Span,
    };

    fn finding(rule: &str, span: Span, insert: &str) -> Diagnostic {
        let (pack, rule) = rule.split_once('/').unwrap();
        Diagnostic {
            primary: Some(Place { path: "a.yml".into(), span }),
            rule: RuleId::new(pack, rule).unwrap(),
            family: Family::Characters,
            severity: Severity::Error,
            message: String::new(),
            help: None,
            providers: Vec::new(),
            record: None,
            text: String::new(),
            seen: None,
            labels: Vec::new(),
            sources: Arc::default(),
            codes: Arc::default(),
            fix: Some(Fix { safety: Safety::Safe, edits: Edits::one(span, insert) }),
            status: Status::Open,
            suppression: None,
        }
    }

    fn mended(text: &str, find: impl Fn(&str) -> Vec<Diagnostic>) -> (String, usize) {
        let mended = whole(text, find);
        (String::from_utf8(mended.inputs[0].source.bytes().to_vec()).unwrap(), mended.fixed[0])
    }

    fn whole(text: &str, find: impl Fn(&str) -> Vec<Diagnostic>) -> Mended {
        let source = Arc::new(Source::new("a.yml", text));
        let inputs = vec![Input { source, format: Format::Yaml, reported: true }];
        mend(inputs, Safety::Safe, |inputs| Report {
            diagnostics: find(std::str::from_utf8(inputs[0].source.bytes()).unwrap()),
            ..Report::new(date(2026, 11, 21), Language::En)
        })
    }

    #[test]
    fn fixes_that_want_the_same_bytes_take_turns() {
        let find = |text: &str| {
            let first = text.find('a').map(|at| finding("x/a", Span::new(at, at + 1), "x"));
            let second = text.contains('b').then(|| finding("x/b", Span::new(0, text.len()), &text.replace('b', "y")));
            first.into_iter().chain(second).collect()
        };
        assert_eq!(mended("ab", find), ("xy".to_owned(), 2));
        let waited = whole("ab", find).waited;
        let [Waited { input: 0, line: 1, column: 1, conflict }] = &*waited else { panic!("{waited:?}") };
        assert_eq!(conflict.waiting.as_str(), "x/b");
        assert_eq!(conflict.first.as_ref().map(RuleId::as_str), Some("x/a"));
    }

    #[test]
    fn a_fix_that_would_break_the_file_is_taken_back() {
        let find = |text: &str| {
            if text == "fine" {
                vec![finding("x/a", Span::new(0, 1), "{")]
            } else {
                vec![finding("document/syntax", Span::new(0, 1), "[")]
            }
        };
        assert_eq!(mended("fine", find), ("fine".to_owned(), 0));
        assert_eq!(whole("fine", find).kept, [(0, Kept::WouldBreak)]);
    }

    #[test]
    fn fixes_that_undo_each_other_come_to_an_end() {
        let find = |text: &str| vec![finding("x/a", Span::new(0, 1), if text == "a" { "b" } else { "a" })];
        assert_eq!(mended("a", find), ("a".to_owned(), ROUNDS));
        assert_eq!(whole("a", find).kept, [(0, Kept::Endless)]);
    }
}
