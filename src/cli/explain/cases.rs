use std::sync::Arc;

use crate::{
    diagnostic::{Example, Language, RuleInfo},
    engine::case,
    rule::{
        Pack, RuleSet,
        spec::{CaseSpec, RuleSpec},
    },
};

/// The cases of all packs.
#[derive(Debug)]
pub(super) struct AllCases<'p> {
    pub(super) packs: &'p [Pack],
    /// The rules of these packs, ready to run.
    pub(super) rules: &'p Arc<RuleSet>,
}

/// Examples of a rule.
#[derive(Debug, Default)]
pub(super) struct Cases {
    pub(super) bad: Vec<Example>,
    pub(super) good: Vec<Example>,
}

impl AllCases<'_> {
    /// The cases that `rule` carries; none for rules that stand in no pack.
    pub(super) fn of(&self, rule: &RuleInfo) -> Cases {
        self.spec(rule).map_or_else(Cases::default, |(_, spec)| Cases {
            bad: spec.cases.bad.iter().map(example).collect(),
            good: spec.cases.good.iter().map(example).collect(),
        })
    }

    /// Why the first bad case is refused: the sentence that a run over it prints; `None` without such a case.
    pub(super) fn why(&self, rule: &RuleInfo, language: Language) -> Option<String> {
        let (pack, spec) = self.spec(rule)?;
        case::finding(pack, spec, self.rules, language).map(|finding| finding.message)
    }

    fn spec(&self, rule: &RuleInfo) -> Option<(&Pack, &RuleSpec)> {
        let pack = self.packs.iter().find(|pack| pack.manifest.name.value == rule.id.pack())?;
        let (_, spec) = pack.rules.iter().find(|(_, spec)| spec.id.value == rule.id.rule())?;
        Some((pack, spec))
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
