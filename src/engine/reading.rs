use super::{Plan, provider};
use crate::{
    document::{Document, Record},
    text::Node,
};

/// Who judges the records of a file that name no provider, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Every record, or its file, names its provider.
    Stated,
    /// The configuration does.
    Configured(Vec<String>),
    /// The variables are written in the way of this provider and of no other.
    Proven(String),
    /// Nobody: only what all providers share is judged.
    Unknown,
}

impl Reading {
    /// Finds out who judges.
    pub fn of(document: &Document<'_>, plan: &Plan) -> Self {
        let stated = |record: &Record<'_>| !provider::named(record).is_empty();
        if document.records.iter().all(stated) {
            return Self::Stated;
        }
        if !plan.providers.is_empty() {
            return Self::Configured(plan.providers.clone());
        }
        if !document.records.is_empty() && document.records.iter().all(|r| stated(r) || r.proven_provider().is_some()) {
            return Self::Stated;
        }
        provider::proven(document, &plan.rules).map_or(Self::Unknown, |name| Self::Proven(name.to_owned()))
    }

    /// Who judges `record`: those that it or its file names, else those of the run, else nobody, which is `""`.
    pub fn judges<'r>(&'r self, record: &'r Record<'_>) -> Vec<&'r str> {
        let named: Vec<&str> = provider::named(record).into_iter().filter_map(Node::text).collect();
        if !named.is_empty() {
            return named;
        }
        if let Some(name) = record.proven_provider() {
            return vec![name];
        }
        let known = self.providers();
        if known.is_empty() { vec![""] } else { known }
    }

    /// The providers, where they are known.
    pub fn providers(&self) -> Vec<&str> {
        match self {
            Self::Stated | Self::Unknown => Vec::new(),
            Self::Configured(names) => names.iter().map(String::as_str).collect(),
            Self::Proven(name) => vec![name],
        }
    }
}

/// What the run had to assume, in words for the reader.
pub(super) fn notes(readings: &[&Reading], plan: &Plan) -> Vec<String> {
    let mut notes = Vec::new();
    let mut proven: Vec<&str> = Vec::new();
    for reading in readings {
        if let Reading::Proven(name) = reading
            && !proven.contains(&name.as_str())
        {
            proven.push(name);
        }
    }
    for name in proven {
        let files = readings.iter().filter(|reading| matches!(reading, Reading::Proven(by) if by == name)).count();
        notes.push(plan.language.pick(
            format!("{files} 个文件没有写明 provider，变量写法只与 {name} 相符，按 {name} 检查"),
            format!("{}, and the variables are written as {name} wants, so {name} judges", without_provider(files)),
        ));
    }
    let unknown = readings.iter().filter(|reading| matches!(reading, Reading::Unknown)).count();
    if unknown > 0 {
        notes.push(plan.language.pick(
            format!(
                "{unknown} 个文件没有写明 provider，只检查了各家共同的规则：请在文件里写 provider，或用 --provider 指定"
            ),
            format!(
                "{} and only what all providers share was judged: write `provider:` in the file, or give --provider",
                without_provider(unknown)
            ),
        ));
    }
    notes
}

fn without_provider(files: usize) -> String {
    if files == 1 { "1 file names no provider".to_owned() } else { format!("{files} files name no provider") }
}
