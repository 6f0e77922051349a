//! From sources to a report: pure, total, and the same for every head.
//!
//! Four phases: each input is read, its records are judged one by one ([`examine`]), all records are indexed, and the
//! rules that look at the whole run have their say ([`conclude`]).

mod agenda;
mod apply;
pub mod bill;
pub mod case;
mod covering;
mod diagnose;
mod fixing;
mod held;
mod judge;
mod mend;
mod merge;
mod own_name;
mod problem;
mod provider;
mod question;
mod read;
mod reading;
mod sieve;
#[cfg(test)]
mod starred;
mod stopwatch;
mod suppress;
mod torn;
mod touched;
mod unchanged;
mod variant;

use std::{
    collections::{BTreeMap, HashSet},
    ops::Range,
    sync::Arc,
};

use jiff::civil::Date;

use self::suppress::Suppressions;
use crate::{
    config::{Drawn, Levels, Sources, source_rules, suppression::suppression_rules},
    diagnostic::{Diagnostic, Language, Report, RuleId, RuleInfo},
    document::{Document, Format, Record, problem_rules},
    rule::{Entry, Executor, Index, OneByOne, Profile, RuleSet},
    text::Source,
};

pub use apply::{Applied, Conflict, apply};
pub use mend::{Kept, Mended, Waited, mend};
pub use read::read;
pub use reading::Reading;
pub use sieve::{Crossed, LeftOut, Sifted, Stretch, Traits, Whole, cross, examine_part, keys, sift, traits};
pub use stopwatch::{Stopwatch, Work};
pub use touched::{Lines, Touched, narrow};
pub use variant::{Variant, variant};

/// Everything a run depends on besides its inputs.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The rules that were loaded.
    pub rules: Arc<RuleSet>,
    /// The providers that judge records whose file names none; empty where nobody said.
    pub providers: Vec<String>,
    /// What is known about who submits.
    pub profile: Profile,
    /// The day that decides which rules are in force.
    pub as_of: Date,
    /// The language of messages.
    pub language: Language,
    /// What the configuration says about severities.
    pub levels: Levels,
    /// Which files are read in another way than their names promise.
    pub sources: Sources,
    /// Whether the inputs may be only some of the documents that belong together: then of rules that look at the whole
    /// run nobody knows that they would find nothing.
    pub partial: bool,
    /// What measures the rules; `None` where nobody wants to know.
    pub stopwatch: Option<Arc<dyn Stopwatch>>,
}

impl Plan {
    /// Judges all documents there are by these rules on that day, with nothing said about who submits and nothing
    /// configured.
    pub fn new(rules: Arc<RuleSet>, as_of: Date, language: Language) -> Self {
        let (providers, profile, levels, sources) = Default::default();
        Self { rules, providers, profile, as_of, language, levels, sources, partial: false, stopwatch: None }
    }
}

/// Whether the rule called `id` is on in the file that reports call `name`; those that are not of packs always are.
pub fn is_on(id: &str, name: &str, plan: &Plan) -> bool {
    let Some(place) = plan.rules.place(id) else { return true };
    let rule = plan.rules.rule(place);
    plan.levels.level(rule.id(), rule.severity(), name).is_some()
}

/// Whether the rule called `id` is on in the file that reports call `name`, has all documents that it looks at, and waits
/// for no setting: only then it is known that it finds nothing where nothing is reported.
pub fn could_find(id: &str, name: &str, plan: &Plan) -> bool {
    let (rule, profile) =
        (plan.rules.place(id).map(|place| plan.rules.rule(place)), plan.rules.complete(&plan.profile));
    is_on(id, name, plan) && rule.is_none_or(|rule| !(rule.needs_run && plan.partial || rule.waits(&profile)))
}

/// How many records are judged in one piece of work: enough that handing them over costs nothing.
const PIECE: usize = 256;

/// One input.
#[derive(Clone, Debug)]
pub struct Input {
    /// The file.
    pub source: Arc<Source>,
    /// How it is to be read.
    pub format: Format,
    /// Whether its findings are wanted; otherwise it is only seen by rules that look at the whole run.
    pub reported: bool,
}

/// One input, read and judged by the rules that need nothing else.
#[derive(Debug)]
pub struct Examined<'s> {
    /// What was read.
    pub document: Document<'s>,
    /// What was found so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Who judged its records where none was named, and why.
    pub reading: Reading,
    suppressions: Suppressions,
    /// How many records each of the `sources` of the configuration gave that name it.
    drawn: Vec<usize>,
    /// By what rules that compare records know each of them again, in their order.
    keys: Vec<Vec<u128>>,
    /// What its file holds besides, where it is an excerpt.
    left_out: Option<Arc<LeftOut>>,
}

/// Lints all inputs, one after the other.
pub fn lint(inputs: &[Input], plan: &Plan) -> Report {
    let examined: Vec<_> = inputs.iter().map(|input| examine(input, plan)).collect();
    conclude(inputs, &examined, plan)
}

/// Reads one input and applies the rules that look at one record. Independent of all other inputs: a head with threads
/// may call it for many at once.
pub fn examine<'s>(input: &'s Input, plan: &Plan) -> Examined<'s> {
    examine_by(&OneByOne, input, plan)
}

/// As [`examine`], with `executor` to judge pieces of a large file at the same time.
pub fn examine_by<'s>(executor: &impl Executor, input: &'s Input, plan: &Plan) -> Examined<'s> {
    let (document, drawn) = read::drawn(&input.source, input.format, plan);
    let reading = Reading::of(&document, plan);
    Examined { drawn, ..judge_alone(executor, input, document, reading, plan) }
}

/// Applies the rules that look at one record to what was read.
fn judge_alone<'s>(
    executor: &impl Executor,
    input: &'s Input,
    document: Document<'s>,
    reading: Reading,
    plan: &Plan,
) -> Examined<'s> {
    let mut diagnostics = Vec::new();
    if input.reported {
        diagnostics.extend(document.problems.iter().map(|problem| problem::diagnose(problem, &input.source, plan)));
        diagnostics.extend(provider::unknown(&document, plan));
    }
    let pieces: Vec<_> = document.records.chunks(PIECE).collect();
    let judged = executor.map(&pieces, |&records| {
        let (judge, mut found) = (judge::Judge::new(&input.source, &reading, plan, None), Vec::new());
        if input.reported {
            for record in records {
                judge.local(record, &mut found);
            }
        }
        let keys: Vec<_> = records.iter().map(|record| judge.keys(record)).collect();
        (found, keys)
    });
    let mut keys = Vec::with_capacity(document.records.len());
    for (found, more) in judged {
        diagnostics.extend(found);
        keys.extend(more);
    }
    let suppressions =
        if input.reported { Suppressions::read(&document, input.format, plan) } else { Suppressions::default() };
    Examined { document, diagnostics, reading, suppressions, drawn: Vec::new(), keys, left_out: None }
}

/// Applies the rules that look at the whole run, and makes the report. `examined` belongs to `inputs`, one to one.
pub fn conclude(inputs: &[Input], examined: &[Examined<'_>], plan: &Plan) -> Report {
    conclude_by(&OneByOne, inputs, examined, plan)
}

/// As [`conclude`], with `executor` to judge pieces of the run at the same time.
pub fn conclude_by(executor: &impl Executor, inputs: &[Input], examined: &[Examined<'_>], plan: &Plan) -> Report {
    let index = index(inputs, examined, |at, _| inputs[at].reported);
    let mut diagnostics = Vec::new();
    let (mut files, mut records) = (0, 0);
    let (mut readings, mut pieces) = (Vec::new(), Vec::new());
    for (input, one) in inputs.iter().zip(examined).filter(|(input, _)| input.reported) {
        files += usize::from(one.document.recognised || !one.document.problems.is_empty());
        records += one.left_out.as_ref().map_or(one.document.records.len(), |left_out| left_out.records);
        readings.push(&one.reading);
        diagnostics.extend(one.diagnostics.iter().cloned());
        pieces.extend(one.document.records.chunks(PIECE).map(|records| (&input.source, &one.reading, records)));
    }
    let found = executor.map(&pieces, |&(source, reading, records)| {
        let (judge, mut found) = (judge::Judge::new(source, reading, plan, Some(&index)), Vec::new());
        for record in records {
            judge.cross(record, &mut found);
        }
        found
    });
    diagnostics.extend(found.into_iter().flatten());
    let mut diagnostics = question::join(merge::in_order(diagnostics), plan);
    for (input, one) in inputs.iter().zip(examined).filter(|(input, _)| input.reported) {
        let own = of_file(&diagnostics, input.source.name());
        torn::withhold(&one.document, &mut diagnostics[own.clone()]);
        held::hold_back(&one.document, &mut diagnostics[own], plan.language);
    }
    let idle = idle_sources(inputs, examined, plan);
    let configuration = plan.sources.source().filter(|_| !idle.is_empty()).cloned();
    if !idle.is_empty() {
        diagnostics.extend(idle);
        diagnostics.sort_by(Diagnostic::order);
    }
    let more = suppress(inputs, examined, plan, &mut diagnostics);
    let mut sources = sources(inputs, &diagnostics);
    for diagnostic in &mut diagnostics {
        quote_other_file(diagnostic, &sources);
        withhold(diagnostic, &sources);
    }
    let more = more.into_iter().chain(configuration);
    sources.extend(more.map(|source| (Arc::clone(source.name()), source)));
    Report {
        sources,
        files,
        records,
        notes: reading::notes(&readings, plan),
        rules: rules(plan, &diagnostics),
        diagnostics,
        ..Report::new(plan.as_of, plan.language)
    }
}

/// Sets aside what somebody decided not to count. Returns the files that complaints about such decisions point into
/// besides the inputs.
fn suppress(
    inputs: &[Input],
    examined: &[Examined<'_>],
    plan: &Plan,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Arc<Source>> {
    let (mut new, mut idle) = (Vec::new(), Vec::new());
    for (input, one) in inputs.iter().zip(examined).filter(|(_, one)| !one.suppressions.is_empty()) {
        let judge = judge::Judge::new(&input.source, &one.reading, plan, None);
        let own = of_file(diagnostics, input.source.name());
        one.suppressions.apply(&one.document, &judge, plan, &mut diagnostics[own], &mut new, &mut idle);
    }
    let sources = suppress::complain_of_configuration(idle, plan, &mut new);
    if !new.is_empty() {
        diagnostics.append(&mut new);
        diagnostics.sort_by(Diagnostic::order);
    }
    sources
}

/// Where the findings of the file `name` stand among all, which are in order.
fn of_file(diagnostics: &[Diagnostic], name: &Arc<str>) -> Range<usize> {
    let from = diagnostics.partition_point(|diagnostic| path(diagnostic).is_some_and(|path| path < name));
    let count = diagnostics[from..].partition_point(|diagnostic| path(diagnostic) == Some(name));
    from..from + count
}

fn path(diagnostic: &Diagnostic) -> Option<&Arc<str>> {
    diagnostic.primary.as_ref().map(|place| &place.path)
}

/// What the configuration says about sources in vain, where that can be known.
fn idle_sources(inputs: &[Input], examined: &[Examined<'_>], plan: &Plan) -> Vec<Diagnostic> {
    if plan.partial {
        return Vec::new();
    }
    let mut drawn = Drawn::default();
    for (input, one) in inputs.iter().zip(examined) {
        plan.sources.note(input.source.name(), &one.drawn, &mut drawn);
    }
    let idle = plan.sources.idle(&drawn, plan.language).into_iter().filter_map(|one| {
        let name = one.primary.as_ref().map_or("", |place| &place.path);
        let severity = plan.levels.level(&one.rule, one.severity, name)?;
        Some(Diagnostic { severity, ..one })
    });
    idle.collect()
}

/// Every record, in the order of files and lines, whatever the order of the inputs. `reported` tells whether somebody
/// wants to hear about a record of the input at a place.
fn index<'r>(
    inputs: &'r [Input],
    examined: &'r [Examined<'_>],
    reported: impl Fn(usize, &Record<'_>) -> bool,
) -> Index<'r> {
    let mut index = Index::default();
    fill(&mut index, inputs.iter().zip(examined), reported);
    index
}

/// Adds every record to the index, as [`index`] does.
fn fill<'r>(
    index: &mut Index<'r>,
    read: impl Iterator<Item = (&'r Input, &'r Examined<'r>)>,
    reported: impl Fn(usize, &Record<'_>) -> bool,
) {
    let mut pairs: Vec<_> = read.enumerate().collect();
    pairs.sort_by_key(|(_, (input, _))| input.source.name());
    for (at, (input, one)) in pairs {
        if let Some(left_out) = one.left_out.as_ref().filter(|_| input.reported) {
            left_out.count(one, index);
        }
        for (record, keys) in one.document.records.iter().zip(&one.keys) {
            index.add(Entry {
                path: Arc::clone(input.source.name()),
                record,
                providers: one.reading.judges(record),
                reported: reported(at, record),
                keys,
            });
        }
    }
}

/// What is known about the rules of the findings.
fn rules(plan: &Plan, diagnostics: &[Diagnostic]) -> BTreeMap<RuleId, Arc<RuleInfo>> {
    let wanted: HashSet<&RuleId> = diagnostics.iter().map(|diagnostic| &diagnostic.rule).collect();
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let places = plan.rules.ids().zip(0..).filter(|(id, _)| wanted.contains(id)).map(|(_, place)| place);
    let of_packs = places.map(|place| Arc::clone(&plan.rules.rule(place).info));
    let own = problem_rules().into_iter().chain(suppression_rules()).chain(source_rules());
    let own = own.filter(|rule| wanted.contains(&rule.id));
    of_packs.chain(own.map(Arc::new)).map(|rule| (rule.id.clone(), rule)).collect()
}

/// The sources that findings point into.
fn sources(inputs: &[Input], diagnostics: &[Diagnostic]) -> BTreeMap<Arc<str>, Arc<Source>> {
    let places = diagnostics.iter().flat_map(|diagnostic| {
        diagnostic.primary.iter().chain(diagnostic.labels.iter().map(|label| &label.place)).map(|place| &place.path)
    });
    let wanted: HashSet<&Arc<str>> = places.collect();
    let pointed = inputs.iter().filter(|input| wanted.contains(input.source.name()));
    pointed.map(|input| (Arc::clone(input.source.name()), Arc::clone(&input.source))).collect()
}

/// Takes back a fix that its file cannot be made to say: its encoding may lack a character.
fn withhold(diagnostic: &mut Diagnostic, sources: &BTreeMap<Arc<str>, Arc<Source>>) {
    let source = diagnostic.primary.as_ref().and_then(|place| sources.get(&place.path));
    let Some((source, fix)) = source.zip(diagnostic.fix.as_ref()) else { return };
    if !fix.edits.as_slice().iter().all(|edit| source.can_say(&edit.insert)) {
        diagnostic.fix = None;
    }
}

/// A finding that points into another file than its record's own could not be quoted while that file was not at hand.
fn quote_other_file(diagnostic: &mut Diagnostic, sources: &BTreeMap<Arc<str>, Arc<Source>>) {
    let Some(place) = diagnostic.primary.as_ref().filter(|_| diagnostic.text.is_empty()) else { return };
    if let Some(source) = sources.get(&place.path) {
        diagnostic.text = source.slice(place.span).into_owned();
    }
}
