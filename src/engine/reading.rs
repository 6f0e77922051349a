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
        let mut evidence = Evidence::of(document);
        if evidence.unproven && plan.providers.is_empty() {
            evidence.read(document, plan);
        }
        Self::by(&evidence, plan)
    }

    /// Who judges where all parts of a file together show this.
    pub(super) fn by(evidence: &Evidence, plan: &Plan) -> Self {
        if !evidence.unstated {
            return Self::Stated;
        }
        if !plan.providers.is_empty() {
            return Self::Configured(plan.providers.clone());
        }
        if !evidence.unproven {
            return Self::Stated;
        }
        match evidence.written.as_deref() {
            Some([only]) => Self::Proven(only.clone()),
            _ => Self::Unknown,
        }
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

/// What the records of a file, or of a part of it, show about who judges them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Whether a record names no provider, nor does its file.
    unstated: bool,
    /// Whether one of these does not show it by its id either.
    unproven: bool,
    /// Those that write variables in the way of all templates; `None` where there are no variables, or nobody has to know.
    written: Option<Vec<String>>,
}

impl Evidence {
    /// What can be seen without a look at texts.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut unstated = document.records.iter().filter(|record| provider::named(record).is_empty()).peekable();
        let mut evidence = Self { unstated: unstated.peek().is_some(), ..Self::default() };
        evidence.unproven = unstated.any(|record| record.proven_provider().is_none());
        evidence
    }

    /// What a part of a file shows, of which nobody knows yet what the others need.
    pub(super) fn of_part(document: &Document<'_>, plan: &Plan) -> Self {
        let mut evidence = Self::of(document);
        if plan.providers.is_empty() {
            evidence.read(document, plan);
        }
        evidence
    }

    /// Adds how variables are written.
    pub(super) fn read(&mut self, document: &Document<'_>, plan: &Plan) {
        self.written = provider::written(document, &plan.rules);
    }

    /// What two parts show together.
    pub(super) fn and(self, other: Self) -> Self {
        let written = match (self.written, other.written) {
            (Some(mut here), Some(there)) => {
                here.retain(|name| there.contains(name));
                Some(here)
            }
            (here, there) => here.or(there),
        };
        Self { unstated: self.unstated || other.unstated, unproven: self.unproven || other.unproven, written }
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
