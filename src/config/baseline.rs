#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
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
        let written = |diagnostic: &'d Diagnostic, named| key(diagnostic, &self.folder, self.version, named);
        let (keys, by_text): (Vec<Key>, Vec<Key>) = diagnostics
            .map(|diagnostic| (written(diagnostic, Named::Alone), written(diagnostic, Named::LikeOthers)))
            .unzip();
        let mut take = |key: &Key| match left.get_mut(key).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                true
            }
            None => false,
        };
        let mut known: Vec<bool> = by_text.iter().map(&mut take).collect();
        for (key, known) in keys.iter().zip(&mut known).filter(|(_, known)| !**known) {
            *known = take(key);
        }
        let may_have_moved = |key: &Key| {
            // What belongs to no record moves only with its file.
            key.path.as_deref().is_some_and(|path| self.gone.contains(path) || key.record.is_some() && checked(path))
        };
        let mut pools: HashMap<Key, Vec<&Key>> = HashMap::new();
        let twice = by_text.iter().zip(0..).chain(keys.iter().zip(0..));
        for (key, at) in twice.filter(|(key, _)| key.path.is_some()) {
            let known: &mut bool = &mut known[at];
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
    let open = || {
        let open = report.diagnostics.iter().filter(|diagnostic| diagnostic.status == Status::Open);
        open.filter(|diagnostic| diagnostic.rule.pack() != super::suppression::PACK)
    };
    let mut bearers: HashMap<_, HashSet<_>> = HashMap::new();
    for diagnostic in open() {
        if let Some(record) = &diagnostic.record {
            let path = diagnostic.primary.as_ref().map(|place| &place.path);
            bearers.entry((&record.kind, &record.name)).or_default().insert((path, record.index));
        }
    }
    for diagnostic in open() {
        let bearers = diagnostic.record.as_ref().and_then(|record| bearers.get(&(&record.kind, &record.name)));
        let named = if bearers.is_some_and(|all| all.len() > 1) { Named::LikeOthers } else { Named::Alone };
        *counts.entry(key(diagnostic, folder, Version::Two, named)).or_default() += 1;
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

/// Whether the name of a record is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Alone,
    /// Others with findings bear it, too, so that only its text tells it apart.
    LikeOthers,
}

/// What the finding is known by.
fn key(diagnostic: &Diagnostic, folder: &Folder, version: Version, named: Named) -> Key {
    let record = |RecordRef { kind, name, index, digest }: &RecordRef| match (name, digest) {
        (Some(name), Some(digest)) if named == Named::LikeOthers => format!("{kind} {name} ~{digest}"),
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
