//! JSON Lines that are too large to be held: each part of the file is judged alone, and tells in a few numbers a record
//! what rules that compare records have to know. What somebody has to see is then judged once more, as an excerpt.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use super::{Examined, Input, Plan, Reading, fill, judge::Judge, judge_alone, provider, reading::Evidence};
use crate::{
    diagnostic::{Diagnostic, Severity},
    document::{Counts, Nature, Part, ProblemKind, Record, RecordKind, read_part},
    rule::{Ask, Executor, Index, called, name_mark},
    text::{FaultKind, Source},
};

/// What a part of a file shows about the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    nature: Nature,
    evidence: Evidence,
}

/// What holds for a whole file of which only a part is at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    nature: Nature,
    reading: Reading,
}

/// What an excerpt leaves out of its file.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// What holds for the file.
    pub whole: Whole,
    /// From which bytes of the excerpt on this many records come before in the file, in order.
    pub before: Vec<(usize, Counts)>,
    /// How many records the file has.
    pub records: usize,
    /// How many of each kind each provider judges.
    pub tallies: BTreeMap<(RecordKind, String), usize>,
}

/// What was found in a part of a file.
#[derive(Debug, Default)]
pub struct Sifted {
    /// Its lines, in order: each with those that cannot be read without it.
    pub stretches: Vec<Stretch>,
    /// Which of them have bytes that are not UTF-8.
    pub broken: Vec<usize>,
    /// The first that has a NUL byte.
    pub binary: Option<usize>,
    /// What it shows about the whole.
    pub traits: Traits,
    /// How many lines of text it has.
    pub lines: usize,
    /// How many records.
    pub records: usize,
    /// What the run as a whole is asked or told: by whom, as a number that is the same for the same words.
    pub questions: Vec<(usize, u64)>,
    /// How many records of each kind each provider judges, and the place of the first.
    pub tallies: BTreeMap<(RecordKind, String), (usize, usize)>,
    /// What rules that compare records know them by, and at which place. Equal ones may be equal by chance.
    pub keys: Vec<(u64, usize)>,
    /// The names that records bear, for everybody; see [`name_mark`].
    pub names: Vec<(RecordKind, u64, usize)>,
    /// The same for each provider that judges them.
    pub names_by_provider: Vec<(u64, usize)>,
}

/// Lines that are read together: nearly always one, with the blank ones behind it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stretch {
    /// Where it begins, in bytes of the part.
    pub start: usize,
    /// How many lines come before it in the part.
    pub line: usize,
    /// How many records of each kind it holds.
    pub records: Counts,
    /// The severest that is wrong with it, as far as it can be told without other records.
    pub worst: Option<Severity>,
    /// Whether it depends on other records what is wrong with it.
    pub asks: bool,
    /// Whether only the next one tells where it ends.
    pub torn: bool,
}

/// What rules found that look at other records.
#[derive(Debug, Default)]
pub struct Crossed {
    /// What they asked for.
    pub asks: BTreeSet<Ask>,
    /// What they knew the records by.
    pub keys: Vec<u64>,
    /// In which input, at which byte, and how severe.
    pub found: Vec<(usize, usize, Severity)>,
    /// The same for what is about the run as a whole, and what it says as a number.
    pub questions: Vec<(usize, usize, u64)>,
}

impl Traits {
    /// What two parts show together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let (documents, requests) =
            (self.nature.documents || other.nature.documents, self.nature.requests || other.nature.requests);
        Self { nature: Nature { documents, requests }, evidence: self.evidence.and(other.evidence) }
    }

    /// Whether anything in the part is ours.
    pub const fn are_ours(&self) -> bool {
        self.nature.documents || self.nature.requests
    }
}

impl Whole {
    /// What holds for a file that shows this.
    pub fn of(traits: &Traits, plan: &Plan) -> Self {
        Self { nature: traits.nature, reading: Reading::by(&traits.evidence, plan) }
    }
}

impl LeftOut {
    /// Counts what the excerpt leaves out.
    pub(super) fn count<'r>(&'r self, excerpt: &Examined<'_>, index: &mut Index<'r>) {
        let mut here: BTreeMap<(RecordKind, &str), usize> = BTreeMap::new();
        for record in &excerpt.document.records {
            for provider in self.whole.reading.judges(record) {
                *here.entry((record.kind, provider)).or_default() += 1;
            }
        }
        for ((kind, provider), all) in &self.tallies {
            let here = here.get(&(*kind, provider.as_str())).copied().unwrap_or_default();
            index.count(*kind, provider, all.saturating_sub(here));
        }
    }
}

/// What a part of a file shows by itself.
pub fn traits(part: &Source, plan: &Plan) -> Traits {
    let (document, nature, _) = read_part(part, plan.rules.payloads(), &Part::default());
    Traits { nature, evidence: Evidence::of_part(&document, plan) }
}

/// As [`super::examine_by`], of some lines of a JSON Lines file.
pub fn examine_part<'s>(
    executor: &impl Executor,
    input: &'s Input,
    left_out: &Arc<LeftOut>,
    plan: &Plan,
) -> Examined<'s> {
    let part = Part { nature: Some(left_out.whole.nature), before: left_out.before.clone() };
    let (document, ..) = read_part(&input.source, plan.rules.payloads(), &part);
    let examined = judge_alone(executor, input, document, left_out.whole.reading.clone(), plan);
    Examined { left_out: Some(Arc::clone(left_out)), ..examined }
}

/// Judges a part of a JSON Lines file of which `whole` is true. Findings count where they are `reported`.
///
/// # Errors
/// Where the last value may go on behind the part, unless that `is_last`: the byte at which its line begins.
pub fn sift(part: &Source, whole: &Whole, reported: bool, is_last: bool, plan: &Plan) -> Result<Sifted, usize> {
    let (document, nature, lines) =
        read_part(part, plan.rules.payloads(), &Part { nature: Some(whole.nature), before: Vec::new() });
    if lines.is_open && !is_last {
        return Err(lines.starts.last().map_or(0, |(start, _)| *start));
    }
    let mut sifted = Sifted {
        stretches: stretches(part, &lines.starts),
        traits: Traits { nature, evidence: Evidence::of_part(&document, plan) },
        lines: part.index().lines() - 1,
        records: document.records.len(),
        ..Sifted::default()
    };
    sifted.look_at(part.bytes());
    if reported {
        let of_text = |kind: &ProblemKind| {
            // Of these only the first are told, whatever the part; the head sees to it.
            matches!(kind, ProblemKind::Fault(FaultKind::Binary | FaultKind::Encoding | FaultKind::Utf16))
        };
        for problem in document.problems.iter().filter(|problem| !of_text(&problem.kind)) {
            sifted.found(problem.span.start, problem.severity());
        }
        for one in provider::unknown(&document, plan) {
            sifted.found(one.primary.map_or(0, |place| place.span.start), one.severity);
        }
    }
    let nobody = Index::noting();
    let (alone, cross) =
        (Judge::new(part, &whole.reading, plan, None), Judge::new(part, &whole.reading, plan, Some(&nobody)));
    let mut found = Vec::new();
    for record in &document.records {
        let place = sifted.place(record.node.span.start);
        sifted.note(record, place, &whole.reading);
        sifted.keys.extend(alone.keys(record).into_iter().map(|key| (short(key), place)));
        if reported {
            alone.local(record, &mut found);
            sifted.take(&mut found, place);
            cross.cross(record, &mut found);
            if !nobody.asked().is_empty() {
                sifted.stretches[place].asks = true;
                found.clear();
            }
            sifted.take(&mut found, place);
        }
    }
    Ok(sifted)
}

impl Sifted {
    /// The place of the stretch in which byte `at` stands.
    fn place(&self, at: usize) -> usize {
        self.stretches.partition_point(|stretch| stretch.start <= at).saturating_sub(1)
    }

    /// Notes where the bytes are no text.
    fn look_at(&mut self, bytes: &[u8]) {
        self.binary = bytes.iter().position(|byte| *byte == 0).map(|at| self.place(at));
        if std::str::from_utf8(bytes).is_err() {
            let ends = self.stretches.iter().skip(1).map(|next| next.start).chain([bytes.len()]);
            let is_broken = |start: usize, end| std::str::from_utf8(&bytes[start..end]).is_err();
            let broken =
                (0..).zip(self.stretches.iter().zip(ends)).filter(|(_, (own, end))| is_broken(own.start, *end));
            self.broken = broken.map(|(place, _)| place).collect();
        }
    }

    fn found(&mut self, at: usize, severity: Severity) {
        let place = self.place(at);
        let worst = &mut self.stretches[place].worst;
        *worst = (*worst).max(Some(severity));
    }

    /// Takes over the findings about a record at `place`.
    fn take(&mut self, found: &mut Vec<Diagnostic>, place: usize) {
        for one in found.drain(..) {
            if one.primary.is_none() {
                self.questions.push((place, words(&one)));
            } else {
                let worst = &mut self.stretches[place].worst;
                *worst = (*worst).max(Some(one.severity));
            }
        }
    }

    fn note(&mut self, record: &Record<'_>, place: usize, reading: &Reading) {
        self.stretches[place].records[record.kind as usize] += 1;
        let judges = reading.judges(record);
        for provider in &judges {
            self.tallies.entry((record.kind, (*provider).to_owned())).or_insert((0, place)).0 += 1;
        }
        for name in called(record) {
            self.names.push((record.kind, name_mark(record.kind, name, None), place));
            let own = judges.iter().map(|provider| (name_mark(record.kind, name, Some(provider)), place));
            self.names_by_provider.extend(own);
        }
    }
}

/// Takes a part apart where its lines can be read alone.
fn stretches(part: &Source, starts: &[(usize, bool)]) -> Vec<Stretch> {
    let mut stretches = vec![Stretch::default()];
    for &(start, torn) in starts.iter().filter(|(start, _)| *start > 0) {
        if let Some(before) = stretches.last_mut() {
            before.torn = torn;
        }
        stretches.push(Stretch { start, line: part.index().number(start) - 1, ..Stretch::default() });
    }
    stretches
}

/// Applies the rules that look at the whole run to those records of the inputs that are `wanted`, by input and byte, and
/// says what of the run they looked at.
pub fn cross(inputs: &[(&Input, &Examined<'_>)], plan: &Plan, wanted: impl Fn(usize, usize) -> bool) -> Crossed {
    let mut index = Index::noting();
    fill(&mut index, inputs.iter().copied(), |at, _| inputs[at].0.reported);
    let (mut crossed, mut found) = (Crossed::default(), Vec::new());
    for (at, &(input, one)) in inputs.iter().enumerate() {
        let judge = Judge::new(&input.source, &one.reading, plan, Some(&index));
        for (record, keys) in one.document.records.iter().zip(&one.keys) {
            let start = record.node.span.start;
            if !wanted(at, start) {
                continue;
            }
            crossed.keys.extend(keys.iter().map(|key| short(*key)));
            judge.cross(record, &mut found);
            for one in found.drain(..) {
                if one.primary.is_none() {
                    crossed.questions.push((at, start, words(&one)));
                } else {
                    crossed.found.push((at, start, one.severity));
                }
            }
        }
    }
    crossed.asks = index.asked();
    crossed
}

/// By what rules that compare records know those of the inputs.
pub fn keys<'e>(examined: &'e [Examined<'_>]) -> impl Iterator<Item = u64> + 'e {
    examined.iter().flat_map(|one| one.keys.iter().flatten().map(|key| short(*key)))
}

/// Half of a key: those that are the same by chance are told apart when they are compared in earnest.
#[expect(clippy::cast_possible_truncation, reason = "half of it is wanted")]
const fn short(key: u128) -> u64 {
    (key >> 64) as u64 ^ key as u64
}

/// The same for findings about the run that are merged to one.
fn words(finding: &Diagnostic) -> u64 {
    let mut hasher = DefaultHasher::new();
    (finding.rule.as_str(), finding.severity as u8, &finding.providers, &finding.message).hash(&mut hasher);
    hasher.finish()
}
