use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{Folder, complaint, suppression::SuppressionRule};
use crate::{
    diagnostic::{Diagnostic, Language, Report, Severity, Status, Suppression, SuppressionKind, Wording},
    text::{Source, Span, Spanned, de, read_json},
};

/// The findings that were there when a team began to lint. They are known by file, record, rule and text, never by
/// line, so that they stay known when lines move.
#[derive(Debug)]
pub struct Baseline {
    source: Arc<Source>,
    folder: Folder,
    entries: BTreeMap<Key, Entry>,
}

/// What a finding is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
struct Key {
    /// `None` where it is about the whole run.
    path: Option<String>,
    record: Option<String>,
    rule: String,
    text: String,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    count: usize,
    span: Span,
}

/// What a baseline file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spec {
    /// The version of the form: 1.
    smslint_baseline: Spanned<String>,
    #[serde(default)]
    findings: Vec<Spanned<FindingSpec>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FindingSpec {
    path: Option<String>,
    record: Option<String>,
    rule: String,
    text: String,
    count: usize,
}

impl Baseline {
    /// Reads a baseline. Its paths are seen from `folder`, where it lies.
    ///
    /// # Errors
    /// Everything that is not as it should be, each with its place.
    pub fn read(source: Arc<Source>, folder: Folder, language: Language) -> Result<Self, Vec<Diagnostic>> {
        let (text, _) = source.decode();
        let tree = read_json(&text);
        let faults: Vec<_> = tree.faults.iter().map(|fault| complaint::fault(&source, fault, language)).collect();
        let Some(root) = tree.roots.first().filter(|_| faults.is_empty()) else {
            let nothing = || vec![complaint::no_baseline(&source, Span::empty(0), language)];
            return Err(if faults.is_empty() { nothing() } else { faults });
        };
        let (spec, mistakes) = de::from_node_with_mistakes::<Spec>(root);
        let Some(spec) = spec.filter(|_| mistakes.is_empty()) else {
            return Err(mistakes.iter().map(|error| complaint::mistake(&source, error, language)).collect());
        };
        if spec.smslint_baseline.value != "1" {
            return Err(vec![complaint::no_baseline(&source, spec.smslint_baseline.span, language)]);
        }
        let mut entries: BTreeMap<Key, Entry> = BTreeMap::new();
        for Spanned { span, value } in spec.findings {
            let FindingSpec { path, record, rule, text, count } = value;
            let entry = entries.entry(Key { path, record, rule, text }).or_insert(Entry { count: 0, span });
            entry.count = entry.count.saturating_add(count);
        }
        drop(tree);
        Ok(Self { source, folder, entries })
    }

    /// Marks the open findings that are known as suppressed; as many of each kind as there were.
    pub fn suppress(&self, report: &mut Report) {
        report.compared = true;
        let mut left: HashMap<&Key, usize> = self.entries.iter().map(|(key, entry)| (key, entry.count)).collect();
        for diagnostic in report.diagnostics.iter_mut().filter(|diagnostic| diagnostic.status == Status::Open) {
            if let Some(left) = left.get_mut(&key(diagnostic, &self.folder)).filter(|left| **left > 0) {
                *left -= 1;
                diagnostic.status = Status::Suppressed;
                diagnostic.suppression = Some(Suppression { kind: SuppressionKind::Baseline, reason: None });
            }
        }
    }

    /// What is known and no longer found, among the files for which `looked_at` holds: those that were checked, and
    /// those that are gone. What is about the whole run is gone only where all of them were looked at. `report` is what
    /// [`Self::suppress`] left.
    pub fn stale(&self, report: &Report, severity: Severity, looked_at: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
        let mut found: HashMap<Key, usize> = HashMap::new();
        for diagnostic in &report.diagnostics {
            let by_baseline = diagnostic.suppression.as_ref().is_some_and(|one| one.kind == SuppressionKind::Baseline);
            if by_baseline {
                *found.entry(key(diagnostic, &self.folder)).or_default() += 1;
            }
        }
        let language = report.language;
        let rule = SuppressionRule::Stale.info();
        let mut stale = Vec::new();
        let whole = self.paths().all(&looked_at);
        let wanted = |key: &Key| key.path.as_deref().map_or(whole, &looked_at);
        for (key, entry) in self.entries.iter().filter(|(key, _)| wanted(key)) {
            let gone = entry.count.saturating_sub(found.get(key).copied().unwrap_or(0));
            if gone > 0 {
                let (rule_id, verb) = (&key.rule, if gone == 1 { "is" } else { "are" });
                let message = match &key.path {
                    Some(path) => language.pick(
                        format!("{path} 里已没有这 {gone} 处 `{rule_id}`"),
                        format!("{gone} of `{rule_id}` in {path} {verb} gone"),
                    ),
                    None => language
                        .pick(format!("已没有这 {gone} 处 `{rule_id}`"), format!("{gone} of `{rule_id}` {verb} gone")),
                };
                let help = Some(rule.help.get(language).clone());
                let wording = Wording { message, help };
                stale.push(Diagnostic::of_file(rule.id.clone(), severity, &self.source, entry.span, wording));
            }
        }
        stale
    }

    /// The file that was read.
    pub const fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The path by which this baseline knows the file that reports call `name`.
    pub fn path(&self, name: &str) -> String {
        self.folder.relative(name).into_owned()
    }

    /// The paths of all files it knows.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().filter_map(|key| key.path.as_deref())
    }
}

/// A baseline of all open findings of `report`, as text, and how many it knows; its paths are seen from `folder`. What is
/// wrong with suppressions is left out: it is mended sooner than written down.
pub fn baseline_of(report: &Report, folder: &Folder) -> (String, usize) {
    let mut counts: BTreeMap<Key, usize> = BTreeMap::new();
    let open = report.diagnostics.iter().filter(|diagnostic| diagnostic.status == Status::Open);
    for diagnostic in open.filter(|diagnostic| diagnostic.rule.pack() != super::suppression::PACK) {
        *counts.entry(key(diagnostic, folder)).or_default() += 1;
    }
    let mut text = String::from("{\n  \"smslint_baseline\": 1,\n  \"findings\": [");
    for (nth, (key, count)) in counts.iter().enumerate() {
        #[derive(Serialize)]
        struct Finding<'k> {
            #[serde(flatten)]
            key: &'k Key,
            count: usize,
        }
        // One finding a line: what merges and reviews of changes are made for. Strings and numbers can always be
        // written.
        let line = serde_json::to_string(&Finding { key, count: *count }).unwrap_or_default();
        let _ = write!(text, "{}\n    {line}", if nth == 0 { "" } else { "," });
    }
    text.push_str(if counts.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
    (text, counts.values().sum())
}

/// What the finding is known by.
fn key(diagnostic: &Diagnostic, folder: &Folder) -> Key {
    Key {
        path: diagnostic.primary.as_ref().map(|place| folder.relative(&place.path).into_owned()),
        record: diagnostic.record.as_ref().map(|record| match &record.name {
            Some(name) => format!("{} {name}", record.kind),
            None => format!("{} #{}", record.kind, record.index),
        }),
        rule: diagnostic.rule.to_string(),
        text: diagnostic.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::*;
    use crate::diagnostic::{RecordRef, RuleId};

    fn finding(line: usize, record: &str, text: &str) -> Diagnostic {
        let source = Source::new("sms/a.yml", format!("{}{text}", "\n".repeat(line)));
        let rule = RuleId::new("x", "rule").unwrap();
        let wording = Wording { message: String::new(), help: None };
        let span = Span::new(line, line + text.len());
        let record = Some(RecordRef { kind: "template".into(), name: Some(record.to_owned()), index: line });
        Diagnostic { record, ..Diagnostic::of_file(rule, Severity::Error, &source, span, wording) }
    }

    fn report(diagnostics: Vec<Diagnostic>) -> Report {
        Report { diagnostics, ..Report::new(date(2026, 11, 21), Language::En) }
    }

    fn baseline(text: &str) -> Result<Baseline, Vec<Diagnostic>> {
        let source = Arc::new(Source::new("base/known.json", text));
        Baseline::read(source, Folder::new("/work", "/work/base"), Language::En)
    }

    #[test]
    fn known_findings_stay_known_when_lines_move_and_new_ones_are_new() {
        let before = report(vec![finding(1, "甲", "！"), finding(2, "甲", "！"), finding(3, "乙", "\"")]);
        let (text, known) = baseline_of(&before, &Folder::new("/work", "/work/base"));
        assert_eq!(known, 3);
        assert!(text.contains("\"record\":\"template 甲\",\"rule\":\"x/rule\",\"text\":\"！\",\"count\":2}"), "{text}");
        let known = baseline(&text).unwrap();
        let mut now = report(vec![
            finding(7, "甲", "！"),
            finding(8, "甲", "！"),
            finding(9, "甲", "！"),
            finding(9, "丙", "\""),
        ]);
        known.suppress(&mut now);
        let open: Vec<_> = now.diagnostics.iter().map(|diagnostic| diagnostic.status == Status::Open).collect();
        assert_eq!(open, [false, false, true, true]);
        let stale = known.stale(&now, Severity::Info, |_| true);
        assert_eq!(
            stale.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(),
            ["1 of `x/rule` in sms/a.yml is gone"]
        );
        assert!(known.stale(&now, Severity::Info, |_| false).is_empty());
    }

    #[test]
    fn what_is_about_the_whole_run_is_known_too_and_gone_only_where_all_was_looked_at() {
        let of_run = Diagnostic { primary: None, ..finding(1, "甲", "") };
        let before = report(vec![finding(1, "甲", "！"), of_run.clone()]);
        let (text, _) = baseline_of(&before, &Folder::new("/work", "/work/base"));
        let known = baseline(&text).unwrap();
        let mut now = report(vec![of_run]);
        known.suppress(&mut now);
        assert_eq!(now.diagnostics[0].status, Status::Suppressed);
        let nothing = report(Vec::new());
        assert_eq!(known.stale(&nothing, Severity::Info, |_| true).len(), 2);
        assert!(known.stale(&nothing, Severity::Info, |_| false).is_empty());
    }

    #[test]
    fn a_baseline_of_nothing_is_one_too() {
        let (text, _) = baseline_of(&report(Vec::new()), &Folder::default());
        assert_eq!(baseline(&text).unwrap().paths().count(), 0);
    }

    #[test]
    fn what_is_no_baseline_is_said_with_its_place() {
        for text in ["", "[", "{}", "{\"smslint_baseline\": 2}", "{\"smslint_baseline\": 1, \"finding\": []}"] {
            assert!(!baseline(text).unwrap_err().is_empty(), "{text}");
        }
    }
}
