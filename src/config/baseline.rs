use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{Folder, complaint, suppression::SuppressionRule};
use crate::{
    diagnostic::{Diagnostic, Language, RecordRef, Report, Severity, Status, Suppression, SuppressionKind, Wording},
    text::{Source, Span, Spanned, de, read_json},
};

/// The findings that were there when a team began to lint. They are known by record, rule and text, so that they stay
/// known when lines move, records change places and files are renamed; the file where each was found last only tells
/// records of the same name apart.
#[derive(Debug)]
pub struct Baseline {
    source: Arc<Source>,
    folder: Folder,
    version: Version,
    entries: BTreeMap<Key, Entry>,
    /// The files that do not exist any more.
    gone: BTreeSet<String>,
}

/// The form of a baseline file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Version {
    /// Records without a name are known by their place in the list.
    One,
    /// They are known by their text.
    Two,
}

/// What a finding is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
struct Key {
    record: Option<String>,
    rule: String,
    text: String,
    /// Where it was found last; `None` where it is about the whole run.
    path: Option<String>,
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
    /// The version of the form: 2, or 1.
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
        let version = match &*spec.smslint_baseline.value {
            "1" => Version::One,
            "2" => Version::Two,
            _ => return Err(vec![complaint::no_baseline(&source, spec.smslint_baseline.span, language)]),
        };
        let mut entries: BTreeMap<Key, Entry> = BTreeMap::new();
        for Spanned { span, value } in spec.findings {
            let FindingSpec { path, record, rule, text, count } = value;
            let entry = entries.entry(Key { record, rule, text, path }).or_insert(Entry { count: 0, span });
            entry.count = entry.count.saturating_add(count);
        }
        drop(tree);
        Ok(Self { source, folder, version, entries, gone: BTreeSet::new() })
    }

    /// Tells which of its files do not exist any more; `exists` is asked with paths as they are written.
    pub fn find_gone(&mut self, exists: impl Fn(&str) -> bool) {
        self.gone = self.paths().filter(|path| !exists(path)).map(str::to_owned).collect();
    }

    /// Marks the open findings that are known as suppressed; as many of each kind as there were. What a file that is gone
    /// or was looked at (`checked`, by the names of reports) does not hold any more may have moved to another.
    pub fn suppress(&self, report: &mut Report, checked: impl Fn(&str) -> bool) {
        report.compared = true;
        let is_open = |diagnostic: &Diagnostic| diagnostic.status == Status::Open;
        let (known, _) = self.assign(report.diagnostics.iter().filter(|one| is_open(one)), checked);
        let open = report.diagnostics.iter_mut().filter(|one| is_open(one));
        for diagnostic in open.zip(known).filter_map(|(diagnostic, known)| known.then_some(diagnostic)) {
            diagnostic.status = Status::Suppressed;
            diagnostic.suppression = Some(Suppression { kind: SuppressionKind::Baseline, reason: None });
        }
    }

    /// Which of the findings are known, and how many of each entry are left over. First those where they were; then
    /// those that moved.
    fn assign<'d>(
        &self,
        diagnostics: impl Iterator<Item = &'d Diagnostic>,
        checked: impl Fn(&str) -> bool,
    ) -> (Vec<bool>, HashMap<&Key, usize>) {
        let mut left: HashMap<&Key, usize> = self.entries.iter().map(|(key, entry)| (key, entry.count)).collect();
        let keys: Vec<Key> = diagnostics.map(|diagnostic| key(diagnostic, &self.folder, self.version)).collect();
        let mut take = |key: &Key| match left.get_mut(key).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                true
            }
            None => false,
        };
        let mut known: Vec<bool> = keys.iter().map(&mut take).collect();
        let may_have_moved = |key: &Key| {
            // What belongs to no record moves only with its file.
            key.path.as_deref().is_some_and(|path| self.gone.contains(path) || key.record.is_some() && checked(path))
        };
        let mut pools: HashMap<Key, Vec<&Key>> = HashMap::new();
        for (key, known) in keys.iter().zip(&mut known).filter(|(key, known)| !**known && key.path.is_some()) {
            let anywhere = Key { path: None, ..key.clone() };
            let pool = pools.entry(anywhere.clone()).or_insert_with(|| {
                // The path comes last, so all that differ in it alone stand together.
                let alike = self.entries.range(anywhere..).map(|(other, _)| other);
                alike.take_while(|other| other.is_alike(key)).filter(|other| may_have_moved(other)).collect()
            });
            while let (false, Some(other)) = (*known, pool.last()) {
                *known = take(other);
                if !*known {
                    pool.pop();
                }
            }
        }
        (known, left)
    }

    /// What is known and no longer found, among the files for which `checked` holds, and those that are gone. What is
    /// about the whole run is gone only where all of them were looked at. `asked` tells whether a rule was asked about a
    /// file, or about the whole run. `report` is what [`Self::suppress`] left.
    pub fn stale(
        &self,
        report: &Report,
        severity: Severity,
        checked: impl Fn(&str) -> bool,
        asked: impl Fn(&str, Option<&str>) -> bool,
    ) -> Vec<Diagnostic> {
        let by_baseline = |diagnostic: &&Diagnostic| {
            diagnostic.suppression.as_ref().is_some_and(|one| one.kind == SuppressionKind::Baseline)
        };
        let (_, left) = self.assign(report.diagnostics.iter().filter(by_baseline), &checked);
        let looked_at = |path: &str| checked(path) || self.gone.contains(path);
        let language = report.language;
        let rule = SuppressionRule::Stale.info();
        let mut stale = Vec::new();
        let whole = self.paths().all(looked_at);
        let wanted = |key: &Key| key.path.as_deref().map_or(whole, looked_at) && asked(&key.rule, key.path.as_deref());
        for (key, entry) in self.entries.iter().filter(|(key, _)| wanted(key)) {
            let gone = left.get(key).copied().unwrap_or(0);
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
        *counts.entry(key(diagnostic, folder, Version::Two)).or_default() += 1;
    }
    let mut text = String::from("{\n  \"smslint_baseline\": 2,\n  \"findings\": [");
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

impl Key {
    /// Whether they differ at most in where they were found.
    fn is_alike(&self, other: &Self) -> bool {
        (&self.record, &self.rule, &self.text) == (&other.record, &other.rule, &other.text)
    }
}

/// What the finding is known by.
fn key(diagnostic: &Diagnostic, folder: &Folder, version: Version) -> Key {
    let record = |RecordRef { kind, name, index, digest }: &RecordRef| match (name, digest) {
        (Some(name), _) => format!("{kind} {name}"),
        (None, Some(digest)) if version == Version::Two => format!("{kind} ~{digest}"),
        (None, _) => format!("{kind} #{index}"),
    };
    Key {
        record: diagnostic.record.as_ref().map(record),
        rule: diagnostic.rule.to_string(),
        text: diagnostic.text.clone(),
        path: diagnostic.primary.as_ref().map(|place| folder.relative(&place.path).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::civil::date;

    use super::*;
    use crate::diagnostic::RuleId;

    fn finding(line: usize, record: &str, text: &str) -> Diagnostic {
        let source = Source::new("sms/a.yml", format!("{}{text}", "\n".repeat(line)));
        let rule = RuleId::new("x", "rule").unwrap();
        let wording = Wording { message: String::new(), help: None };
        let span = Span::new(line, line + text.len());
        let record =
            Some(RecordRef { kind: "template".into(), name: Some(record.to_owned()), index: line, digest: None });
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
        assert!(
            text.contains(
                "\"record\":\"template 甲\",\"rule\":\"x/rule\",\"text\":\"！\",\"path\":\"sms/a.yml\",\"count\":2}"
            ),
            "{text}"
        );
        let known = baseline(&text).unwrap();
        let mut now = report(vec![
            finding(7, "甲", "！"),
            finding(8, "甲", "！"),
            finding(9, "甲", "！"),
            finding(9, "丙", "\""),
        ]);
        known.suppress(&mut now, |_| true);
        let open: Vec<_> = now.diagnostics.iter().map(|diagnostic| diagnostic.status == Status::Open).collect();
        assert_eq!(open, [false, false, true, true]);
        let stale = known.stale(&now, Severity::Info, |_| true, |_, _| true);
        assert_eq!(
            stale.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(),
            ["1 of `x/rule` in sms/a.yml is gone"]
        );
        assert!(known.stale(&now, Severity::Info, |_| false, |_, _| true).is_empty());
    }

    fn moved(finding: Diagnostic, path: &str) -> Diagnostic {
        let place = finding.primary.clone().map(|place| crate::diagnostic::Place { path: path.into(), ..place });
        Diagnostic { primary: place, ..finding }
    }

    fn open(report: &Report) -> usize {
        report.summary().errors
    }

    #[test]
    fn known_findings_stay_known_when_their_file_is_renamed_or_their_record_moves() {
        let before = report(vec![finding(1, "甲", "！"), finding(3, "乙", "\"")]);
        let (text, _) = baseline_of(&before, &Folder::default());
        let mut known = baseline(&text).unwrap();
        let now = || report(before.diagnostics.iter().map(|one| moved(one.clone(), "sms/b.yml")).collect());
        // Who sees only the new file does not know whether the old one still holds them.
        let mut partly = now();
        known.suppress(&mut partly, |path| path == "sms/b.yml");
        assert_eq!(open(&partly), 2);
        let mut both = now();
        known.suppress(&mut both, |_| true);
        assert_eq!((open(&both), known.stale(&both, Severity::Info, |_| true, |_, _| true).len()), (0, 0));
        known.find_gone(|path| path == "sms/b.yml");
        let mut renamed = now();
        known.suppress(&mut renamed, |path| path == "sms/b.yml");
        assert_eq!((open(&renamed), known.stale(&renamed, Severity::Info, |_| false, |_, _| true).len()), (0, 0));
        // No more than there were: of a copy only one counts as known.
        let mut copied = report(before.diagnostics.iter().cloned().chain(now().diagnostics).collect());
        known.suppress(&mut copied, |_| true);
        assert_eq!(open(&copied), 2);
    }

    #[test]
    fn records_without_a_name_are_known_by_their_text_wherever_they_stand() {
        let nameless = |index: usize, digest: &str| {
            let record = RecordRef { kind: "template".into(), name: None, index, digest: Some(digest.to_owned()) };
            Diagnostic { record: Some(record), ..finding(1, "", "！") }
        };
        let (text, _) = baseline_of(&report(vec![nameless(0, "00aa")]), &Folder::default());
        assert!(text.contains("\"record\":\"template ~00aa\""), "{text}");
        let mut now = report(vec![nameless(0, "00bb"), nameless(1, "00aa")]);
        baseline(&text).unwrap().suppress(&mut now, |_| true);
        let status: Vec<_> = now.diagnostics.iter().map(|one| one.status).collect();
        assert_eq!(status, [Status::Open, Status::Suppressed]);
        // As they were known before.
        let first = r#"{"smslint_baseline": 1, "findings": [{"path": "sms/a.yml", "record": "template #0", "rule": "x/rule", "text": "！", "count": 1}]}"#;
        let mut now = report(vec![nameless(0, "00bb"), nameless(1, "00aa")]);
        baseline(first).unwrap().suppress(&mut now, |_| true);
        let status: Vec<_> = now.diagnostics.iter().map(|one| one.status).collect();
        assert_eq!(status, [Status::Suppressed, Status::Open]);
    }

    #[test]
    fn what_is_about_the_whole_run_is_known_too_and_gone_only_where_all_was_looked_at() {
        let of_run = Diagnostic { primary: None, ..finding(1, "甲", "") };
        let before = report(vec![finding(1, "甲", "！"), of_run.clone()]);
        let (text, _) = baseline_of(&before, &Folder::new("/work", "/work/base"));
        let known = baseline(&text).unwrap();
        let mut now = report(vec![of_run]);
        known.suppress(&mut now, |_| true);
        assert_eq!(now.diagnostics[0].status, Status::Suppressed);
        let nothing = report(Vec::new());
        assert_eq!(known.stale(&nothing, Severity::Info, |_| true, |_, _| true).len(), 2);
        assert!(known.stale(&nothing, Severity::Info, |_| false, |_, _| true).is_empty());
    }

    #[test]
    fn a_baseline_of_nothing_is_one_too() {
        let (text, _) = baseline_of(&report(Vec::new()), &Folder::default());
        assert_eq!(baseline(&text).unwrap().paths().count(), 0);
    }

    #[test]
    fn what_is_no_baseline_is_said_with_its_place() {
        for text in ["", "[", "{}", "{\"smslint_baseline\": 3}", "{\"smslint_baseline\": 1, \"finding\": []}"] {
            assert!(!baseline(text).unwrap_err().is_empty(), "{text}");
        }
    }
}
