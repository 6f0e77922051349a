//! What can be found: codes with all that is known about them, and things that a wording may be about.

use std::sync::Arc;

use super::code;
use crate::{
    diagnostic::{RuleInfo, Severity},
    rule::{
        Pack,
        spec::{ActionSpec, CodeSpec, ParameterSpec},
    },
    text::fold_str,
};

/// A provider's code, and what foresees it.
#[derive(Clone, Debug)]
pub struct KnownCode<'p> {
    /// The code as the provider writes it.
    pub code: &'p str,
    /// The pack that knows it.
    pub pack: &'p str,
    /// What the pack says about it; `None` where only rules or parameters name it.
    pub spec: Option<&'p CodeSpec>,
    /// The rules that name it, in the order of the packs.
    pub rules: Vec<&'p RuleInfo>,
    /// The parameters of requests that are answered with it, in the order of the packs.
    pub parameters: Vec<Asked<'p>>,
}

/// A parameter of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'p> {
    /// The action, as the API calls it.
    pub action: &'p str,
    /// The parameter, in the newest version of the API.
    pub parameter: &'p str,
}

/// What a wording can be about.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'c, 'p> {
    /// A rule.
    Rule(&'p RuleInfo),
    /// A code.
    Code(&'c KnownCode<'p>),
}

/// What something is called in words.
#[derive(Clone, Debug, Default)]
pub(super) struct Wordings<'p> {
    /// What a reviewer or an API writes.
    pub(super) said: Vec<&'p str>,
    /// Our own names for it.
    pub(super) titles: Vec<&'p str>,
    /// What we advise.
    pub(super) advice: Vec<&'p str>,
}

impl<'p> KnownCode<'p> {
    const fn new(code: &'p str, pack: &'p str, spec: Option<&'p CodeSpec>) -> Self {
        Self { code, pack, spec, rules: Vec::new(), parameters: Vec::new() }
    }

    /// The code as it is shown: the class of a code that ends in a full stop stands for itself.
    pub fn shown(&self) -> &'p str {
        self.code.trim_end_matches('.')
    }

    /// The code and what else it is called.
    pub fn names(&self) -> impl Iterator<Item = &'p str> {
        let also = self.spec.into_iter().flat_map(|spec| spec.also.iter().map(|name| name.as_str()));
        [self.code].into_iter().chain(also)
    }

    /// What else it is called.
    pub fn other_names(&self) -> impl Iterator<Item = &'p str> {
        let shown = self.shown();
        self.names().skip(1).filter(move |name| *name != shown)
    }

    fn is_called(&self, name: &str) -> bool {
        self.names().any(|own| code::same(own, name))
    }
}

impl<'p> Subject<'_, 'p> {
    pub(super) fn wordings(&self) -> Wordings<'p> {
        let (said, title, id, help): (&[String], _, _, _) = match self {
            Self::Rule(rule) => (&rule.rejections, &rule.title, Some(rule.id.rule()), &rule.help),
            Self::Code(code) => match code.spec {
                Some(spec) => (&spec.says, &spec.title, None, &spec.help),
                None => return Wordings::default(),
            },
        };
        let titles = [title.zh.as_str(), title.en.as_str()].into_iter().chain(id).collect();
        let advice = vec![help.zh.as_str(), help.en.as_str()];
        Wordings { said: said.iter().map(String::as_str).collect(), titles, advice }
    }

    pub(super) const fn severity(&self) -> Severity {
        match self {
            Self::Rule(rule) => rule.severity,
            Self::Code(_) => Severity::Info,
        }
    }
}

/// The codes that packs list, that rules name and that parameters are answered with.
pub(super) fn codes<'p>(rules: &'p [Arc<RuleInfo>], packs: &'p [Pack]) -> Vec<KnownCode<'p>> {
    let listed = packs.iter().flat_map(|pack| {
        let name = pack.manifest.name.as_str();
        pack.codes.iter().map(move |(_, spec)| KnownCode::new(&spec.code, name, Some(spec)))
    });
    let mut codes: Vec<KnownCode<'p>> = listed.collect();
    for rule in rules {
        for code in rule.codes.iter() {
            let rule: &'p RuleInfo = rule;
            with(&mut codes, code, rule.id.pack(), |one| {
                if one.rules.last().is_none_or(|last| last.id != rule.id) {
                    one.rules.push(rule);
                }
            });
        }
    }
    for pack in packs {
        let actions = pack.actions.iter().map(|(_, action)| action).chain(&pack.manifest.fields.actions);
        for action in actions {
            parameters(&mut codes, pack.manifest.name.as_str(), action, &action.parameters);
        }
    }
    codes
}

fn parameters<'p>(codes: &mut Vec<KnownCode<'p>>, pack: &'p str, action: &'p ActionSpec, specs: &'p [ParameterSpec]) {
    for spec in specs {
        let asked = Asked { action: &action.action, parameter: &spec.name };
        for code in &spec.codes {
            with(codes, code, pack, |one| {
                if !one.parameters.contains(&asked) {
                    one.parameters.push(asked);
                }
            });
        }
        parameters(codes, pack, action, &spec.parameters);
    }
}

/// Does something with each code of that name; with a new one where there is none.
fn with<'p>(codes: &mut Vec<KnownCode<'p>>, name: &'p str, pack: &'p str, mut each: impl FnMut(&mut KnownCode<'p>)) {
    let mut known = false;
    for one in codes.iter_mut().filter(|one| one.is_called(name)) {
        known = true;
        each(one);
    }
    if !known {
        let mut one = KnownCode::new(name, pack, None);
        each(&mut one);
        codes.push(one);
    }
}

/// A text with nothing but its letters and digits, by which two wordings are the same.
pub(super) fn bare(text: &str) -> String {
    fold_str(text).chars().filter(|character| character.is_alphanumeric()).collect()
}
