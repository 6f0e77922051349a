use std::{collections::HashSet, ops::Range, sync::Arc};

use super::Examined;
use crate::{
    diagnostic::Diagnostic,
    document::{Defaults, Record},
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
}

impl Touched {
    /// The records that hold a touched line, or have one in a comment right above. Who touches what a file says for all
    /// its records touches all of them.
    pub fn of(examined: &Examined<'_>, lines: &Lines) -> Self {
        let Lines::Some(lines) = lines else { return Self { all: true, ..Self::default() } };
        let document = &examined.document;
        let holds_touched =
            |lines_of: Range<usize>| lines.iter().any(|line| line.start < lines_of.end && lines_of.start < line.end);
        let mut seen: Option<&Arc<Defaults<'_>>> = None;
        let mut touched = Self { lines: lines.clone(), ..Self::default() };
        for record in &document.records {
            if !seen.is_some_and(|seen| Arc::ptr_eq(seen, &record.defaults)) {
                seen = Some(&record.defaults);
                let entries = record.defaults.0.iter();
                touched.all |= entries
                    .map(|entry| entry.key_span.cover(entry.value.span))
                    .any(|span| holds_touched(lines_of(document.source, span)));
            }
            if holds_touched(with_comments(document.source, record)) {
                touched.records.insert((record.kind.to_string(), record.index));
            }
        }
        touched
    }

    /// Whether a finding is about what was touched. `source` is the file it points into.
    pub fn covers(&self, diagnostic: &Diagnostic, source: Option<&Source>) -> bool {
        let record = diagnostic.record.as_ref();
        let place = || {
            let span = diagnostic.primary.as_ref()?.span;
            let found = lines_of(source?, span);
            Some(self.lines.iter().any(|line| line.start < found.end && found.start < line.end))
        };
        self.all
            || record.is_some_and(|record| self.records.contains(&(record.kind.to_string(), record.index)))
            || place().unwrap_or(true)
    }
}

fn lines_of(source: &Source, span: Span) -> Range<usize> {
    let last = span.end.saturating_sub(1).max(span.start);
    source.position(span.start).line..source.position(last).line + 1
}

/// The lines of a record, with the comments right above it.
fn with_comments(source: &Source, record: &Record<'_>) -> Range<usize> {
    let lines = lines_of(source, record.node.span);
    let before = &source.bytes()[..record.node.span.start.min(source.bytes().len())];
    let above = before.rsplit(|byte| *byte == b'\n').skip(1);
    let comments = above.take_while(|line| line.trim_ascii_start().starts_with(b"#")).count();
    lines.start - comments.min(lines.start - 1)..lines.end
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
        let touched = Touched::of(&examined[0], lines);
        let report = conclude(&inputs, &examined, &plan);
        let left = report.diagnostics.iter().filter(|diagnostic| touched.covers(diagnostic, Some(&source)));
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
