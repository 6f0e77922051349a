//! What is known under something that a reader holds in hands: the id of a rule, a provider's code, a reviewer's words.

mod code;
mod known;
mod resemblance;

use std::{cell::OnceCell, cmp::Reverse, sync::Arc};

pub use self::known::{Asked, KnownCode, Subject};
use self::{
    code::names,
    known::{Wordings, bare, codes},
    resemblance::{Grain, Resemblance, Resembled},
};
use super::Pack;
use crate::diagnostic::{RuleInfo, Severity};

/// How many things that resemble a wording are worth being read.
const FEW: usize = 3;

/// How much less than the best the others may resemble a wording.
const NEXT: f64 = 0.8;

/// Below this, words resemble so little that letters may tell more.
const FAINT: f64 = 0.4;

/// Everything that can be looked up.
#[derive(Debug)]
pub struct Catalogue<'p> {
    rules: &'p [Arc<RuleInfo>],
    codes: Vec<KnownCode<'p>>,
    /// Made when a wording is looked up first.
    known: OnceCell<Known<'p>>,
    /// Made when one is looked up of which no word is known.
    letters: OnceCell<Resemblance>,
}

/// What rules and codes are called in words, first the rules, then the codes, each in their order in the catalogue.
#[derive(Debug)]
struct Known<'p> {
    wordings: Vec<Wordings<'p>>,
    /// The same, all of each in one list.
    texts: Vec<Vec<&'p str>>,
    words: Resemblance,
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
    /// Whether nothing says the like, and these only come nearest by their letters.
    pub nearest: bool,
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

/// How closely a text says what is known, the closest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// It resembles it.
    Alike,
    /// One holds the other, letter for letter.
    Holds,
    /// It is the same but for case, width and signs.
    Same,
}

impl<'p> Catalogue<'p> {
    /// A catalogue of these rules, and of the codes that they and the packs name.
    pub fn new(rules: &'p [Arc<RuleInfo>], packs: &'p [Pack]) -> Self {
        Self { rules, codes: codes(rules, packs), known: OnceCell::new(), letters: OnceCell::new() }
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
        let Known { wordings, texts, words: by_words } = self.known.get_or_init(|| {
            let rules = self.rules.iter().map(|rule| Subject::Rule(rule));
            let subjects = rules.chain(self.codes.iter().map(Subject::Code));
            let wordings: Vec<Wordings<'p>> = subjects.map(|subject| subject.wordings()).collect();
            let texts: Vec<Vec<&str>> =
                wordings.iter().map(|known| known.said.iter().chain(&known.titles).copied().collect()).collect();
            let advice: Vec<Vec<&str>> = wordings.iter().map(|known| known.advice.clone()).collect();
            Known { words: Resemblance::new(&texts, &advice, Grain::Words), wordings, texts }
        });
        let best_of = |alike: &[Resembled]| alike.iter().map(|one| one.score).fold(0.0, f64::max);
        let (mut alike, mut nearest) = (by_words.to(words), false);
        if code::is_one_word(words) {
            // A name that nobody knows is no sentence.
            alike.retain(|one| one.score >= FAINT);
        }
        if best_of(&alike) < FAINT && !code::is_one_word(words) {
            let by_letters = self.letters.get_or_init(|| Resemblance::new(texts, &[], Grain::Letters)).to(words);
            if best_of(&by_letters) > best_of(&alike) {
                (alike, nearest) = (by_letters, true);
            }
        }
        let best = alike.iter().map(|one| one.score).max_by(f64::total_cmp)?;
        alike.retain(|one| one.score >= best * NEXT);
        let question = bare(words);
        let mut ranked: Vec<(Rank, Resembled)> = alike
            .into_iter()
            .filter_map(|one| Some((self.rank(&question, one, &wordings[one.subject])?, one)))
            .collect();
        ranked.sort_by_key(|(rank, _)| Reverse(*rank));
        let first = ranked.first()?.0;
        let more =
            ranked.iter().skip(FEW).filter(|(rank, _)| rank.closeness == first.closeness && rank.score == first.score);
        let more = more.filter_map(|(_, one)| self.rules.get(one.subject).map(AsRef::as_ref)).collect();
        let likely = ranked.iter().take(FEW).filter_map(|(rank, one)| {
            let words = texts.get(one.subject)?.get(rank.wording.0)?;
            Some(Likely { what: self.subject(one.subject)?, words, score: one.score })
        });
        Some(Alike { best: likely.collect(), more, nearest })
    }

    /// How much something that a text resembles has to do with it.
    fn rank(&self, question: &str, one: Resembled, known: &Wordings<'p>) -> Option<Rank> {
        let closeness = |wordings: &[&str]| {
            let each = wordings
                .iter()
                .enumerate()
                .map(|(place, wording)| (closeness(question, &bare(wording)), Reverse(place)));
            each.max().unwrap_or((Closeness::Alike, Reverse(0)))
        };
        let (said, titled) = (closeness(&known.said), closeness(&known.titles));
        let wording = match (said.0, titled.0) {
            (Closeness::Alike, Closeness::Alike) => one.wording,
            (said_so, titled_so) if said_so >= titled_so => said.1.0,
            _ => known.said.len() + titled.1.0,
        };
        Some(Rank {
            closeness: said.0.max(titled.0),
            // To a thousandth: floating point tells no more.
            score: rounded(one.score),
            titled: titled.0,
            severity: self.subject(one.subject)?.severity(),
            wording: Reverse(wording),
            subject: Reverse(one.subject),
        })
    }

    /// The subject at a place of [`Wordings::known`].
    fn subject(&self, place: usize) -> Option<Subject<'_, 'p>> {
        match self.rules.get(place) {
            Some(rule) => Some(Subject::Rule(rule)),
            None => self.codes.get(place - self.rules.len()).map(Subject::Code),
        }
    }
}

/// What decides the order of answers, the first to be shown last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    closeness: Closeness,
    /// In thousandths.
    score: u16,
    titled: Closeness,
    severity: Severity,
    /// The place of the wording among those of its subject.
    wording: Reverse<usize>,
    subject: Reverse<usize>,
}

/// How closely one bare text says what another does.
fn closeness(question: &str, known: &str) -> Closeness {
    /// Fewer letters than this stand in anything, in bytes.
    const SHORT: usize = 6;
    let holds = |whole: &str, part: &str| part.len() >= SHORT && whole.contains(part);
    // A longer question is about more than a few words of it.
    let is_most = known.len() * 5 >= question.len() * 3;
    if question.is_empty() {
        Closeness::Alike
    } else if question == known {
        Closeness::Same
    } else if (is_most && holds(question, known)) || holds(known, question) {
        Closeness::Holds
    } else {
        Closeness::Alike
    }
}

/// A score from 0 to 1 in thousandths.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
fn rounded(score: f64) -> u16 {
    (score * 1000.0).round() as u16
}

#[cfg(test)]
mod tests;
