//! The whole way from a file to a report, and back into the file.

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use smslint::{
    diagnostic::{Diagnostic, Language, Report, Safety, Severity},
    document::Format,
    engine::{Input, Kept, Plan, mend},
    output::{self, Style},
    rule::RuleSet,
    text::Source,
};

use super::read::check_span;

/// The day on which everything is judged.
pub(super) const AS_OF: Date = Date::constant(2026, 11, 22);

static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    let rules = RuleSet::with_builtin(&[], Language::En).expect("the built-in packs load");
    let mut providers: Vec<String> = rules.providers().into_iter().map(str::to_owned).collect();
    // The last one judges what names no provider: several at once would only take longer.
    providers.drain(..providers.len().saturating_sub(1));
    Plan { providers, ..Plan::new(Arc::new(rules), AS_OF, Language::Zh) }
});

/// The built-in rules, on a day that does not change.
pub(super) fn plan() -> &'static Plan {
    &PLAN
}

/// A file of any kind; its first line is its name, and tells the format. Linting it twice says the same; every place and
/// edit lies in the file; and no format prints a control character of it.
pub fn lint(data: &[u8]) {
    let (name, bytes) = super::headed(data);
    if let Some(format) = Format::of(name) {
        check_report(&[input(name, bytes, format)], plan());
    }
}

/// As [`lint`], with every fix applied: they come to an end, break nothing, and leave nothing to do.
pub fn fix(data: &[u8]) {
    let (name, bytes) = super::headed(data);
    let Some(format) = Format::of(name) else { return };
    let judge = |inputs: &[Input]| smslint::engine::lint(inputs, plan());
    for safety in [Safety::Safe, Safety::Unsafe] {
        let before = vec![input(name, bytes, format)];
        let broken = breaks(&judge(&before));
        let once = mend(before.clone(), safety, judge);
        let endless = once.kept.iter().any(|(_, kept)| *kept == Kept::Endless);
        assert!(!endless, "fixes bring each other back");
        assert!(breaks(&once.report) <= broken, "fixes broke the file");
        let after = once.inputs[0].source.file().to_vec();
        assert!(once.fixed[0] > 0 || after == before[0].source.file(), "no fix, and yet another file");
        if once.kept.is_empty() {
            let twice = mend(once.inputs, safety, judge);
            assert_eq!(String::from_utf8_lossy(twice.inputs[0].source.file()), String::from_utf8_lossy(&after));
        }
    }
}

pub(super) fn input(name: &str, bytes: &[u8], format: Format) -> Input {
    Input { source: Arc::new(Source::new(name, bytes)), format, reported: true }
}

/// What [`lint`] promises, of these inputs and by this plan.
pub(super) fn check_report(inputs: &[Input], plan: &Plan) {
    let report = smslint::engine::lint(inputs, plan);
    for diagnostic in &report.diagnostics {
        check_diagnostic(&report, diagnostic);
    }
    assert_eq!(smslint::engine::lint(inputs, plan).diagnostics, report.diagnostics);
    for &format in output::Format::ALL {
        let mut written = Vec::new();
        output::render(&report, format, &Style::default(), &mut written).expect("memory takes everything");
        let written = String::from_utf8(written).expect("reports are UTF-8");
        let raw = written.chars().find(|character| character.is_control() && *character != '\n');
        assert_eq!(raw, None, "printed raw as {format}");
    }
}

fn check_diagnostic(report: &Report, diagnostic: &Diagnostic) {
    assert!(!diagnostic.message.is_empty());
    let Some(place) = &diagnostic.primary else { return };
    let source = report.source(&place.path).expect("the file of a finding is in the report");
    check_span(source, place.span);
    assert_eq!(source.slice(place.span), diagnostic.text);
    for label in &diagnostic.labels {
        check_span(report.source(&label.place.path).expect("the file of a label is in the report"), label.place.span);
    }
    for edit in diagnostic.fix.iter().flat_map(|fix| fix.edits.as_slice()) {
        check_span(source, edit.span);
    }
}

/// How many errors there are about the files themselves.
fn breaks(report: &Report) -> usize {
    let of_files = |one: &&Diagnostic| one.rule.pack() == "document" && one.severity == Severity::Error;
    report.diagnostics.iter().filter(of_files).count()
}
