use crate::{
    diagnostic::{Example, RuleInfo},
    rule::{Pack, spec::CaseSpec},
};

/// The cases of all packs.
#[derive(Debug)]
pub(super) struct AllCases<'p>(pub(super) &'p [Pack]);

/// Examples of a rule.
#[derive(Debug, Default)]
pub(super) struct Cases {
    pub(super) bad: Vec<Example>,
    pub(super) good: Vec<Example>,
}

impl AllCases<'_> {
    /// The cases that `rule` carries; none for rules that stand in no pack.
    pub(super) fn of(&self, rule: &RuleInfo) -> Cases {
        let pack = self.0.iter().find(|pack| pack.manifest.name.value == rule.id.pack());
        let spec = pack.and_then(|pack| pack.rules.iter().find(|(_, spec)| spec.id.value == rule.id.rule()));
        spec.map_or_else(Cases::default, |(_, spec)| Cases {
            bad: spec.cases.bad.iter().map(example).collect(),
            good: spec.cases.good.iter().map(example).collect(),
        })
    }
}

fn example(case: &CaseSpec) -> Example {
    let structured = case.record.as_ref().or(case.document.as_ref());
    let text = match (&case.text, structured) {
        (Some(text), _) => text.clone(),
        (None, Some(value)) => serde_yaml::to_string(value).unwrap_or_default().trim_end().to_owned(),
        (None, None) => String::new(),
    };
    Example { text, mark: case.mark.clone(), why: case.why.clone() }
}
