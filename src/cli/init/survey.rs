use std::collections::{BTreeMap, BTreeSet};

use crate::{
    document::{Document, Format, RecordKind},
    engine::{Plan, Reading},
};

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The files with documents, by their paths from the folder.
    pub(super) files: Vec<String>,
    /// How many records there are of each kind.
    pub(super) records: BTreeMap<RecordKind, usize>,
    /// Types of templates, each with how many templates have it.
    pub(super) types: BTreeMap<String, usize>,
    /// In how many files a provider is named.
    pub(super) named: BTreeMap<String, usize>,
    /// In how many files the variables are written as only that provider wants.
    pub(super) proven: BTreeMap<String, usize>,
    /// What records say about keys that a setting can stand in for.
    pub(super) said: BTreeMap<&'static str, Said>,
}

/// What is said under a key.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The values, each once.
    pub(super) values: BTreeSet<String>,
    /// Whether some record leaves it open.
    pub(super) open: bool,
}

/// Keys for which a setting of the same name stands in.
const SHARED: [&str; 3] = ["account", "region", "site"];

impl Survey {
    /// Adds what one file holds.
    pub(super) fn add(&mut self, name: &str, format: Format, document: &Document<'_>, plan: &Plan) {
        // Any text may stand in a text file. Where each message begins with a signature, there is no doubt.
        let doubtful =
            format == Format::Plain && !document.records.iter().all(|record| record.text("", "signature").is_some());
        if !document.recognised || doubtful {
            return;
        }
        self.files.push(name.to_owned());
        let reading = Reading::of(document, plan);
        if let Reading::Proven(provider) = &reading {
            *self.proven.entry(provider.clone()).or_default() += 1;
        }
        let mut named = BTreeSet::new();
        for record in &document.records {
            *self.records.entry(record.kind).or_default() += 1;
            if let (RecordKind::Template, Some(kind)) = (record.kind, record.text("", "type")) {
                *self.types.entry(kind.to_owned()).or_default() += 1;
            }
            let states = record.field_or_default("", "provider").is_some();
            named.extend(reading.judges(record).into_iter().filter(|_| states).map(str::to_owned));
            for key in SHARED {
                let said = self.said.entry(key).or_default();
                match record.field_or_default("", key).and_then(crate::text::Node::text) {
                    Some(value) => _ = said.values.insert(value.to_owned()),
                    None => said.open = true,
                }
            }
        }
        for provider in named {
            *self.named.entry(provider).or_default() += 1;
        }
    }

    /// The only provider that anything in the folder speaks for.
    pub(super) fn provider(&self) -> Option<&str> {
        let all: BTreeSet<&String> = self.named.keys().chain(self.proven.keys()).collect();
        match all.into_iter().collect::<Vec<_>>().as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// What some records say about `key` and none contradicts, where others leave it open.
    pub(super) fn agreed(&self, key: &str) -> Option<&str> {
        let said = self.said.get(key).filter(|said| said.open && said.values.len() == 1)?;
        said.values.first().map(String::as_str)
    }

    /// Patterns that include all its files: one a folder and ending, and the files at the top by name.
    pub(super) fn patterns(&self) -> BTreeSet<String> {
        let mut folders: BTreeMap<&str, (Vec<&str>, BTreeSet<&str>)> = BTreeMap::new();
        let mut patterns = BTreeSet::new();
        for file in &self.files {
            let Some((top, _)) = file.split_once('/') else {
                patterns.insert(escaped(file));
                continue;
            };
            let steps: Vec<&str> = file.split('/').collect();
            let (shared, endings) =
                folders.entry(top).or_insert_with(|| (steps[..steps.len() - 1].to_vec(), BTreeSet::new()));
            let same = shared.iter().zip(&steps[..steps.len() - 1]).take_while(|(a, b)| a == b).count();
            shared.truncate(same);
            endings.extend(file.rsplit_once('.').map(|(_, ending)| ending));
        }
        for (folder, endings) in folders.values() {
            patterns.extend(endings.iter().map(|ending| format!("{}/**/*.{ending}", escaped(&folder.join("/")))));
        }
        patterns
    }
}

/// The path as a pattern that means itself.
fn escaped(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    for character in path.chars() {
        match character {
            '*' | '?' | '[' | ']' | '{' | '}' | '!' | '\\' => pattern.extend(['[', character, ']']),
            _ => pattern.push(character),
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_name_the_narrowest_folder_that_holds_all() {
        let files = ["top.yml", "sms/cn/a.yml", "sms/cn/b/c.yml", "sms/cn/d.json", "x/y/z.yaml", "od[d]/a.yml"];
        let survey = Survey { files: files.map(str::to_owned).into(), ..Survey::default() };
        let patterns: Vec<String> = survey.patterns().into_iter().collect();
        assert_eq!(patterns, ["od[[]d[]]/**/*.yml", "sms/cn/**/*.json", "sms/cn/**/*.yml", "top.yml", "x/y/**/*.yaml"]);
    }
}
