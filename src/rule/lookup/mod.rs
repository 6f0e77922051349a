//! What is known under something that a reader holds in hands: the id of a rule, a provider's code, a reviewer's words.

mod code;
mod resemblance;

use std::{cell::OnceCell, sync::Arc};

use self::{code::names, resemblance::Resemblance};
use super::{Pack, spec::CodeSpec};
use crate::diagnostic::RuleInfo;

/// How many things that resemble a wording are worth being read.
const FEW: usize = 3;

/// How much less than the best the others may resemble a wording.
const NEXT: f64 = 0.8;

/// What resembles a wording at least so much, compared with the best, resembles it as much.
const EQUAL: f64 = 0.999;

/// Everything that can be looked up.
#[derive(Debug)]
pub struct Catalogue<'p> {
    rules: &'p [Arc<RuleInfo>],
    codes: Vec<KnownCode<'p>>,
    /// Made when a wording is looked up first.
    wordings: OnceCell<Wordings<'p>>,
}

/// What rules and codes are called in words.
#[derive(Debug)]
struct Wordings<'p> {
    /// First the rules, then the codes, each in their order in the catalogue.
    known: Vec<Vec<&'p str>>,
    resemblance: Resemblance,
}

/// A provider's code, and the rules that foresee it.
#[derive(Clone, Debug)]
pub struct KnownCode<'p> {
    /// The code as the provider writes it.
    pub code: &'p str,
    /// The pack that knows it.
    pub pack: &'p str,
    /// What the pack says about it; `None` where only rules name it.
    pub spec: Option<&'p CodeSpec>,
    /// The rules that name it, in the order of the packs.
    pub rules: Vec<&'p RuleInfo>,
}

/// What something was found to be. No list is empty.
#[derive(Debug)]
pub enum Found<'c, 'p> {
    /// Rules of this name: one by its whole id, or one in each pack that has it.
    Rules(Vec<&'p RuleInfo>),
    /// Codes of this name, or codes that stand in this text.
    Codes(Vec<&'c KnownCode<'p>>),
    /// What this wording resembles.
    Wording(Alike<'c, 'p>),
}

/// What a wording resembles.
#[derive(Debug)]
pub struct Alike<'c, 'p> {
    /// The best few, the best first.
    pub best: Vec<Likely<'c, 'p>>,
    /// Rules that it resembles as much as the best.
    pub more: Vec<&'p RuleInfo>,
}

/// Something that a wording may be about.
#[derive(Debug)]
pub struct Likely<'c, 'p> {
    /// What it is.
    pub what: Subject<'c, 'p>,
    /// What it is known to be called in such words.
    pub words: &'p str,
    /// How much it resembles them, from 0 to 1.
    pub score: f64,
}

/// What a wording can be about.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'c, 'p> {
    /// A rule.
    Rule(&'p RuleInfo),
    /// A code.
    Code(&'c KnownCode<'p>),
}

impl<'p> Catalogue<'p> {
    /// A catalogue of these rules, and of the codes that they and the packs name.
    pub fn new(rules: &'p [Arc<RuleInfo>], packs: &'p [Pack]) -> Self {
        let listed = packs.iter().flat_map(|pack| {
            let name = pack.manifest.name.as_str();
            pack.codes.iter().map(move |(_, spec)| KnownCode::new(&spec.code, name, Some(spec)))
        });
        let mut codes: Vec<KnownCode<'p>> = listed.collect();
        for rule in rules {
            for code in rule.codes.iter() {
                let mut known = false;
                for one in codes.iter_mut().filter(|one| one.is_called(code)) {
                    known = true;
                    if one.rules.last().is_none_or(|last| last.id != rule.id) {
                        one.rules.push(rule);
                    }
                }
                if !known {
                    let mut one = KnownCode::new(code, rule.id.pack(), None);
                    one.rules.push(rule);
                    codes.push(one);
                }
            }
        }
        Self { rules, codes, wordings: OnceCell::new() }
    }

    /// What `what` is: an id, a code, a text that holds codes, or a reviewer's words.
    pub fn find(&self, what: &str) -> Option<Found<'_, 'p>> {
        let what = what.trim();
        self.rules_called(what)
            .map(Found::Rules)
            .or_else(|| self.codes_called(what).map(Found::Codes))
            .or_else(|| self.codes_within(what).map(Found::Codes))
            .or_else(|| self.alike(what).map(Found::Wording))
    }

    /// Every code there is.
    pub fn codes(&self) -> &[KnownCode<'p>] {
        &self.codes
    }

    /// Names that `find` takes: ids of rules, codes, and their last parts.
    pub fn names(&self) -> impl Iterator<Item = &'p str> {
        let rules = self.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.id.rule()]);
        rules.chain(self.codes.iter().flat_map(|code| [code.code, code::last_part(code.code)]))
    }

    fn rules_called(&self, name: &str) -> Option<Vec<&'p RuleInfo>> {
        let by = |called: &dyn Fn(&RuleInfo) -> bool| -> Vec<&'p RuleInfo> {
            self.rules.iter().map(AsRef::as_ref).filter(|rule| called(rule)).collect()
        };
        let whole = by(&|rule| rule.id.as_str() == name);
        let found = if whole.is_empty() { by(&|rule| rule.id.rule() == name) } else { whole };
        (!found.is_empty()).then_some(found)
    }

    fn codes_called(&self, name: &str) -> Option<Vec<&KnownCode<'p>>> {
        let by = |called: &dyn Fn(&str) -> bool| -> Vec<&KnownCode<'p>> {
            self.codes.iter().filter(|code| code.names().any(called)).collect()
        };
        let last = if code::is_one_word(name) { code::last_part(name) } else { name };
        [
            by(&|code| code::same(code, name)),
            by(&|code| code::same(code::last_part(code), name)),
            // The provider may have moved it to another class.
            by(&|code| code::same(code::last_part(code), last)),
        ]
        .into_iter()
        .find(|found| !found.is_empty())
    }

    /// The codes that stand in a text, such as a line of a log, in the order of the text.
    fn codes_within(&self, text: &str) -> Option<Vec<&KnownCode<'p>>> {
        let mut found: Vec<&KnownCode<'p>> = Vec::new();
        for name in names(text) {
            for code in self.codes_called(name).into_iter().flatten() {
                if !found.iter().any(|known| std::ptr::eq(*known, code)) {
                    found.push(code);
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    fn alike(&self, words: &str) -> Option<Alike<'_, 'p>> {
        let Wordings { known, resemblance } = self.wordings.get_or_init(|| {
            let rules = self.rules.iter().map(|rule| Subject::Rule(rule));
            let subjects = rules.chain(self.codes.iter().map(Subject::Code));
            let known: Vec<Vec<&'p str>> = subjects.map(|subject| subject.wordings()).collect();
            let resemblance = Resemblance::new(&known);
            Wordings { known, resemblance }
        });
        let mut alike = resemblance.to(words);
        let best = alike.first()?.score;
        alike.retain(|one| one.score >= best * NEXT);
        let more = alike.iter().skip(FEW).filter(|one| one.score >= best * EQUAL);
        let more = more.filter_map(|one| self.rules.get(one.subject).map(AsRef::as_ref)).collect();
        let likely = alike.iter().take(FEW).filter_map(|one| {
            let words = known.get(one.subject)?.get(one.wording)?;
            Some(Likely { what: self.subject(one.subject)?, words, score: one.score })
        });
        Some(Alike { best: likely.collect(), more })
    }

    /// The subject at a place of [`Wordings::known`].
    fn subject(&self, place: usize) -> Option<Subject<'_, 'p>> {
        match self.rules.get(place) {
            Some(rule) => Some(Subject::Rule(rule)),
            None => self.codes.get(place - self.rules.len()).map(Subject::Code),
        }
    }
}

impl<'p> KnownCode<'p> {
    const fn new(code: &'p str, pack: &'p str, spec: Option<&'p CodeSpec>) -> Self {
        Self { code, pack, spec, rules: Vec::new() }
    }

    /// The code and what else it is called.
    pub fn names(&self) -> impl Iterator<Item = &'p str> {
        let also = self.spec.into_iter().flat_map(|spec| spec.also.iter().map(|name| name.as_str()));
        [self.code].into_iter().chain(also)
    }

    fn is_called(&self, name: &str) -> bool {
        self.names().any(|own| code::same(own, name))
    }
}

impl<'p> Subject<'_, 'p> {
    /// What it is called in words, the reviewer's and the provider's own first.
    fn wordings(&self) -> Vec<&'p str> {
        let (said, title): (Vec<&'p str>, _) = match self {
            Self::Rule(rule) => (rule.rejections.iter().map(String::as_str).collect(), &rule.title),
            Self::Code(code) => match code.spec {
                Some(spec) => (spec.says.iter().map(String::as_str).collect(), &spec.title),
                None => return Vec::new(),
            },
        };
        said.into_iter().chain([title.zh.as_str(), title.en.as_str()]).collect()
    }
}

#[cfg(test)]
mod tests;
