use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    Examined, Input, Plan, index,
    judge::Judge,
    merge, question, read,
    unchanged::{self, Unchanged},
};
use crate::{
    diagnostic::{Diagnostic, Place, Report},
    document::{Defaults, Document, Record},
    text::{Source, Span},
};

/// The lines of a file that somebody touched, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// All of them: the file is new, or nobody knows.
    All,
    /// These.
    Some(Vec<Range<usize>>),
}

/// What was touched in a file: its records stay the same ones when lines move.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    all: bool,
    records: HashSet<(String, usize)>,
    lines: Vec<Range<usize>>,
    /// Where records stand that nobody touched though one of these lines is theirs, too.
    spared: Vec<Span>,
}

impl Touched {
    /// The records that hold a touched line, or have one in a comment right above. Who touches what a file says for all
    /// its records touches all of them. With the file as it was `before`, read by `plan`, records that stood there word for
    /// word are not touched: beside a record that was taken away, or in the same line as one that was changed.
    pub fn of(examined: &Examined<'_>, lines: &Lines, before: Option<&Input>, plan: &Plan) -> Self {
        let Lines::Some(lines) = lines else { return Self { all: true, ..Self::default() } };
        let mut touched = Self { lines: lines.clone(), ..Self::default() };
        if lines.is_empty() {
            return touched;
        }
        let document = &examined.document;
        let before = before.map(|input| read::read(&input.source, input.format, plan));
        let mut unchanged = before.as_ref().map(Unchanged::since);
        touched.all = match &unchanged {
            Some(unchanged) => unchanged.has_other_defaults(document),
            None => touched.holds_defaults(document),
        };
        let mut near = Vec::new();
        for record in &document.records {
            let place = unchanged::place(document.source, record);
            if touched.holds_line(lines_of(document.source, place)) {
                near.push((record, place));
            } else if let Some(unchanged) = &mut unchanged {
                // Of two that read the same, the one that nobody came near was there before.
                unchanged.take(document.source, record);
            }
        }
        for (record, place) in near {
            if unchanged.as_mut().is_some_and(|unchanged| unchanged.take(document.source, record)) {
                touched.spared.push(place);
            } else {
                touched.records.insert((record.kind.to_string(), record.index));
            }
        }
        touched.spared.sort_unstable_by_key(|span| span.start);
        touched
    }

    fn holds_line(&self, lines: Range<usize>) -> bool {
        self.lines.iter().any(|line| line.start < lines.end && lines.start < line.end)
    }

    /// Whether a line was touched of what the file says for all its records.
    fn holds_defaults(&self, document: &Document<'_>) -> bool {
        let mut seen: Option<&Arc<Defaults<'_>>> = None;
        document.records.iter().any(|record| {
            if seen.is_some_and(|seen| Arc::ptr_eq(seen, &record.defaults)) {
                return false;
            }
            seen = Some(&record.defaults);
            let spans = record.defaults.0.iter().map(|entry| entry.key_span.cover(entry.value.span));
            spans.map(|span| lines_of(document.source, span)).any(|lines| self.holds_line(lines))
        })
    }

    /// What was touched in a file that holds no records, such as a configuration.
    pub fn in_lines(lines: Lines) -> Self {
        match lines {
            Lines::All => Self { all: true, ..Self::default() },
            Lines::Some(lines) => Self { lines, ..Self::default() },
        }
    }

    /// Whether a finding in this file is about what was touched.
    fn covers(&self, diagnostic: &Diagnostic, span: Span, source: Option<&Source>) -> bool {
        let record = diagnostic.record.as_ref();
        record.is_some_and(|record| self.records.contains(&(record.kind.to_string(), record.index)))
            || self.holds(span, source)
    }

    /// Whether a place in this file was touched.
    fn holds(&self, span: Span, source: Option<&Source>) -> bool {
        let before = self.spared.partition_point(|spared| spared.start <= span.start);
        let is_spared = before.checked_sub(1).is_some_and(|at| self.spared[at].contains(span));
        self.all || !is_spared && source.is_none_or(|source| self.holds_line(lines_of(source, span)))
    }

    fn has(&self, record: &Record<'_>) -> bool {
        self.all || self.records.contains(&(record.kind.to_string(), record.index))
    }
}

/// Leaves in the report only what is about something touched: a record, a place that explains the finding, and of what is
/// about the whole run that to which touched records lead. `touched` belongs to `inputs`, one to one; `elsewhere` tells
/// about other files, by their names in reports.
pub fn narrow(
    report: &mut Report,
    inputs: &[Input],
    examined: &[Examined<'_>],
    touched: &[Touched],
    elsewhere: impl Fn(&str) -> Touched,
    plan: &Plan,
) {
    let mut by_name: HashMap<&str, Touched> = HashMap::new();
    let known: HashMap<&str, &Touched> = inputs.iter().map(|input| &**input.source.name()).zip(touched).collect();
    let others = report.diagnostics.iter().flat_map(places).map(|place| &place.path);
    for path in others.filter(|path| !known.contains_key(&***path)).collect::<HashSet<_>>() {
        by_name.insert(path, elsewhere(path));
    }
    let of = |path: &str| known.get(path).copied().or_else(|| by_name.get(path));
    let sources = &report.sources;
    let concerns = |diagnostic: &Diagnostic| {
        let label = |place: &Place| {
            of(&place.path)
                .is_some_and(|touched| touched.holds(place.span, sources.get(&place.path).map(AsRef::as_ref)))
        };
        let primary = diagnostic.primary.as_ref().is_some_and(|place| {
            let source = sources.get(&place.path).map(AsRef::as_ref);
            of(&place.path).is_some_and(|touched| touched.covers(diagnostic, place.span, source))
        });
        primary || diagnostic.labels.iter().any(|one| label(&one.place))
    };
    let (mut kept, whole): (Vec<_>, Vec<_>) = report.diagnostics.iter().cloned().partition(|one| one.primary.is_some());
    kept.retain(concerns);
    if !whole.is_empty() {
        kept.extend(of_the_run(inputs, examined, touched, plan).into_iter().map(|mut own| {
            // A baseline may know it.
            if let Some(known) = whole.iter().find(|known| known.rule == own.rule) {
                own.status = known.status;
                own.suppression.clone_from(&known.suppression);
            }
            own
        }));
    }
    report.diagnostics = kept;
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    diagnostic.primary.iter().chain(diagnostic.labels.iter().map(|label| &label.place))
}

/// What touched records lead to that is about the whole run.
fn of_the_run(inputs: &[Input], examined: &[Examined<'_>], touched: &[Touched], plan: &Plan) -> Vec<Diagnostic> {
    let index = index(inputs, examined, |at, record| inputs[at].reported && touched[at].has(record));
    let mut found = Vec::new();
    for ((input, one), touched) in inputs.iter().zip(examined).zip(touched).filter(|((input, _), _)| input.reported) {
        let judge = Judge::new(&input.source, &one.reading, plan, Some(&index));
        for record in one.document.records.iter().filter(|record| touched.has(record)) {
            judge.local(record, &mut found);
            judge.cross(record, &mut found);
            found.retain(|diagnostic| diagnostic.primary.is_none());
        }
    }
    question::join(merge::in_order(found), plan)
}

fn lines_of(source: &Source, span: Span) -> Range<usize> {
    let last = span.end.saturating_sub(1).max(span.start);
    source.position(span.start).line..source.position(last).line + 1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::single_range_in_vec_init)]

    use jiff::civil::date;

    use super::*;
    use crate::{
        diagnostic::Language,
        document::Format,
        engine::{Input, Plan, conclude, examine},
        rule::RuleSet,
    };

    const FILE: &str = "region: mainland
templates:
  - name: a
    contnet: x
    content: y
  # why
  - name: b
    contnet: x
    content: y
  - name: c
    contnet: x
    content: y
";

    /// The records about which something is still reported when only `lines` were touched.
    fn left(lines: &Lines) -> Vec<String> {
        let plan = Plan::new(Arc::new(RuleSet::only(&[], Language::En).unwrap()), date(2026, 11, 21), Language::En);
        let source = Arc::new(Source::new("a.yml", FILE));
        let inputs = [Input { source: Arc::clone(&source), format: Format::Yaml, reported: true }];
        let examined = [examine(&inputs[0], &plan)];
        let touched = Touched::of(&examined[0], lines, None, &plan);
        let mut report = conclude(&inputs, &examined, &plan);
        narrow(&mut report, &inputs, &examined, &[touched], |_| Touched::default(), &plan);
        let left = report.diagnostics.iter();
        left.map(|diagnostic| diagnostic.record.as_ref().unwrap().name.clone().unwrap()).collect()
    }

    fn touched(line: usize) -> Vec<String> {
        left(&Lines::Some(vec![line..line + 1]))
    }

    #[test]
    fn only_records_with_a_touched_line_are_left() {
        assert_eq!(touched(5), ["a"]);
        assert_eq!(touched(6), ["b"]);
        assert_eq!(touched(7), ["b"]);
        assert_eq!(touched(12), ["c"]);
        assert_eq!(left(&Lines::Some(vec![5..8])), ["a", "b"]);
        assert!(touched(2).is_empty() && touched(99).is_empty() && left(&Lines::Some(Vec::new())).is_empty());
    }

    #[test]
    fn who_touches_what_holds_for_all_touches_all() {
        assert_eq!(touched(1), ["a", "b", "c"]);
        assert_eq!(left(&Lines::All), ["a", "b", "c"]);
    }
}
