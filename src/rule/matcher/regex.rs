use std::{
    borrow::Cow,
    ops::Range,
    sync::{
        OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde_json::value::RawValue;

use super::{
    Match, Subject, Trigger, Value, Values,
    outline::{self, Need, Outline},
};
use crate::{
    rule::{
        builtin::Outlined,
        lexicon::{Lexicon, SetId, Slot},
        subject::Text,
    },
    text::{Folded, Folds, Unmasked, fold_str},
};

/// The most that one compiled expression may take, in bytes. A pack cannot exhaust the run.
const SIZE_LIMIT: usize = 1 << 20;

/// How much an expression is taken to need, in bytes: the least of these in which it fits. Few need more than the first.
const SIZES: [usize; 3] = [1 << 14, 1 << 17, SIZE_LIMIT];

/// How many texts may lack what an expression needs before it is compiled all the same: from then on it is the cheaper
/// way to know.
const PATIENCE: usize = 32;

/// A regular expression, except inside listed phrases.
#[derive(Debug)]
pub struct Regex {
    /// The expression.
    pub pattern: Pattern,
    /// The set of its needles in the run's lexicon, where it has any.
    pub gate: Option<SetId>,
    /// Phrases in which a match does not count.
    pub except: Vec<String>,
    /// What may have been done to the text before.
    pub folds: Folds,
    /// A lexicon of the phrases.
    pub shields: OnceLock<Lexicon>,
}

/// An expression that is compiled when it is first needed.
#[derive(Debug)]
pub struct Pattern {
    source: String,
    groups: Vec<String>,
    /// Whether one of the groups is what is found.
    marks: bool,
    needles: Option<Vec<String>>,
    /// What it needs; of a built-in expression, read when it is first asked.
    need: OnceLock<Need>,
    written_need: Option<&'static RawValue>,
    /// How many texts lacked what it needs.
    lacking: AtomicUsize,
    compiled: OnceLock<Option<regex::Regex>>,
    size: usize,
}

/// Why an expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// The parser's words.
    pub message: String,
    /// The bytes of the expression that it points at; `None` where the whole is at fault.
    pub range: Option<Range<usize>>,
}

impl Pattern {
    /// Parses an expression, and compiles it, so that one that is too large shows now.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        let Outline { groups, needles, need } =
            outline::of(source, fold_str).map_err(|error| PatternError::syntax(&error))?;
        let built = SIZES.iter().find_map(|&size| Some((build(source, size).ok()?, size)));
        let (regex, size) = match built {
            Some(built) => built,
            None => build(source, SIZE_LIMIT)
                .map(|regex| (regex, SIZE_LIMIT))
                .map_err(|error| PatternError { message: error.to_string(), range: None })?,
        };
        let compiled = OnceLock::from(Some(regex));
        Ok(Self { need: OnceLock::from(need), compiled, size, ..Self::bare(source, groups, needles) })
    }

    /// An expression of the built-in packs, which is known to be sound.
    pub(in crate::rule) fn outlined(source: &str, outline: &Outlined) -> Self {
        let Outlined { groups, needles, need } = outline.clone();
        Self { written_need: Some(need), ..Self::bare(source, groups, needles) }
    }

    fn bare(source: &str, groups: Vec<String>, needles: Option<Vec<String>>) -> Self {
        Self {
            source: source.to_owned(),
            marks: groups.iter().any(|group| group == "mark"),
            groups,
            needles,
            need: OnceLock::new(),
            written_need: None,
            lacking: AtomicUsize::new(0),
            compiled: OnceLock::new(),
            size: 0,
        }
    }

    /// At most how many bytes it takes, as compiled by [`Self::new`].
    pub const fn size(&self) -> usize {
        self.size
    }

    /// Texts one of which stands in every match, folded as the lexicon folds; `None` where there are no such texts.
    pub fn needles(&self) -> Option<&[String]> {
        self.needles.as_deref()
    }

    /// The expression, compiled for the first text that may have a match; `None` for those before.
    fn regex(&self, text: &str) -> Option<&regex::Regex> {
        let worth_compiling = || self.lacking.load(Ordering::Relaxed) >= PATIENCE || self.need().is_met(text);
        if self.compiled.get().is_none() && !worth_compiling() {
            self.lacking.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        self.compiled.get_or_init(|| build(&self.source, SIZE_LIMIT).ok()).as_ref()
    }

    fn need(&self) -> &Need {
        self.need.get_or_init(|| {
            let written = self.written_need.map(|need| serde_json::from_str(need.get()));
            written.and_then(Result::ok).unwrap_or(Need::All(Vec::new()))
        })
    }
}

fn build(source: &str, size: usize) -> Result<regex::Regex, regex::Error> {
    regex::RegexBuilder::new(source).size_limit(size).build()
}

/// A match of an expression.
struct Hit {
    whole: Range<usize>,
    /// What is marked of it.
    mark: Range<usize>,
    values: Values,
    folds: Folds,
    /// What was marked, where that is not how it is written.
    read: String,
}

impl PatternError {
    fn syntax(error: &regex_syntax::Error) -> Self {
        let (message, span) = match error {
            regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(error.span())),
            regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(error.span())),
            other => (other.to_string(), None),
        };
        Self { message, range: span.map(|span| span.start.offset..span.end.offset) }
    }
}

impl Regex {
    /// Finds every match, with its named groups as values. A group called `mark` is all that is marked of it. What shows
    /// only once nothing is hidden in the text is found too, as far as the rule sees through it.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let hopeless = self.is_hopeless(subject, value, &text);
            let written = if hopeless { Vec::new() } else { self.hits(text.text) };
            let unmasked = subject.unmasked(value, &text).filter(|(_, needles)| {
                let gated = |gate| hopeless && needles.iter().all(|hit| hit.set != gate);
                self.folds != Folds::NONE && !self.gate.is_some_and(gated)
            });
            let hidden = unmasked.map_or_else(Vec::new, |(read, _)| self.hidden(read, &written));
            for Hit { mark, values, folds, read, .. } in written.into_iter().chain(hidden) {
                let hit = Match::at(text.spot(mark)).seen_through(folds, &read);
                found.push(Match { values, ..hit });
            }
        }
    }

    /// Every match that shows only once nothing is hidden, at its place in the text as written.
    fn hidden(&self, read: &Unmasked, written: &[Hit]) -> Vec<Hit> {
        let mut hidden = self.hits(read.text());
        hidden.retain_mut(|hit| {
            hit.folds = read.folds(&read.original(hit.whole.clone()));
            read.text()[hit.mark.clone()].clone_into(&mut hit.read);
            hit.mark = read.original(hit.mark.clone());
            // Hits are in order and disjoint.
            let behind = written.partition_point(|one| one.mark.end <= hit.mark.start);
            let open = written.get(behind).is_some_and(|one| one.mark.start < hit.mark.end);
            !open && hit.folds != Folds::NONE && hit.folds.are_among(self.folds)
        });
        hidden
    }

    /// Every match in `text`.
    fn hits(&self, text: &str) -> Vec<Hit> {
        let mut hits = Vec::new();
        let Some(regex) = self.pattern.regex(text) else { return hits };
        // Most texts have no match, and saying so is cheaper without groups.
        if !regex.is_match(text) {
            return hits;
        }
        let mut shields = None;
        for captures in regex.captures_iter(text) {
            let found_in = if self.pattern.marks { captures.name("mark") } else { captures.get(0) };
            let Some((mark, whole)) = found_in.filter(|mark| !mark.is_empty()).zip(captures.get(0)) else { continue };
            let shields = shields.get_or_insert_with(|| self.shields().scan(&Folded::new(text), Slot::ANY));
            if shields.iter().any(|hit| hit.range.start <= mark.start() && mark.end() <= hit.range.end) {
                continue;
            }
            let value = |group: &String| {
                let text = captures.name(group).map_or("", |group| group.as_str());
                (Cow::Owned(group.clone()), text.to_owned())
            };
            hits.push(Hit {
                whole: whole.range(),
                mark: mark.range(),
                values: self.pattern.groups.iter().map(value).collect(),
                folds: Folds::NONE,
                read: String::new(),
            });
        }
        hits
    }

    /// Whether what is known of the text tells that there is no match: none of the needles was hit, or characters are
    /// missing.
    fn is_hopeless<'a>(&self, subject: &Subject<'a>, value: Value<'a>, text: &Text<'a>) -> bool {
        match subject.hits(value, text).zip(self.gate) {
            Some((hits, gate)) => hits.iter().all(|hit| hit.set != gate),
            None => !subject.notes.signs(text.text).may_meet(self.pattern.need(), text.text),
        }
    }

    /// What every text with a match has.
    pub(super) fn need(&self) -> &Need {
        self.pattern.need()
    }

    /// Its needles.
    pub fn trigger(&self) -> Trigger {
        self.gate.map_or(Trigger::Always, |set| Trigger::Sets(vec![set]))
    }

    /// The names of its groups.
    pub fn groups(&self) -> Vec<Cow<'static, str>> {
        self.pattern.groups.iter().map(|group| Cow::Owned(group.clone())).collect()
    }

    /// Phrases as words: a hit is a shield.
    fn shields(&self) -> &Lexicon {
        self.shields.get_or_init(|| {
            let mut lexicon = Lexicon::default();
            lexicon.add(Slot::ANY, self.except.iter().map(String::as_str), []);
            lexicon
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::rule::signs::Signs;

    fn needles_of(source: &str) -> Option<Vec<String>> {
        Pattern::new(source).unwrap().needles
    }

    #[test]
    fn needles_are_beginnings_or_else_what_every_match_has_inside() {
        let found = |source| needles_of(source).unwrap_or_default();
        assert_eq!(found("拒收请?回复R"), ["拒收回复r", "拒收请回复r"]);
        assert_eq!(found(r"[$＄]?\s*(?:[0-9]+)折[a-z]*"), ["折"]);
        assert_eq!(found("(?:请|到|前来)[^，]{0,8}面试(?:官|了)?"), ["面试"]);
        assert_eq!(found("(?:秒|分钟)[^，]{0,4}(?:放款|下款)|急[用需]钱"), ["下款", "急用钱", "急需钱", "放款"]);
        assert_eq!(found("(?<amount>[0-9]+)[¥￥]元?|[¥￥]"), ["¥", "￥"]);
        assert_eq!(found(r"(?i)\b(?:Loan|borrow) (?:up to|now)"), ["borrow", "loan"]);
    }

    #[test]
    fn a_text_lacks_what_an_expression_needs_only_if_it_has_no_match() {
        let meets = |source, text| Pattern::new(source).unwrap().need().is_met(text);
        for (source, with, without) in [
            ("(?:请|欢迎)[^，]{0,8}?捐(?:款|助)", "欢迎捐助", "请签收"),
            ("[☆◎◇]+|\\^_?\\^", "好^^", "好的"),
            ("(?<mark>[&＆])(?:[^0-9]|\\z)", "甲＆乙", "甲和乙"),
            ("(?i:offer)[^。]{0,4}入职|录用", "OFFER，入职", "入职"),
            ("\\{*｛+[0-9]+｝", "{｛1｝", "{1}"),
        ] {
            assert!(meets(source, with) && regex::Regex::new(source).unwrap().is_match(with), "{source}: {with}");
            assert!(!meets(source, without), "{source}: {without}");
        }
        for source in ["", "退订|", "(?:退订)*", "[^。]+", "\\bT?\\b"] {
            assert!(meets(source, "您好"), "{source}");
        }
    }

    proptest! {
        #[test]
        fn every_match_has_a_needle_and_what_is_needed(
            source in prop::sample::select(vec![
                r"(?i)\bloans? (?:up|now)|\bpay ?day", "[ab]{1,3}[Kk]s?|拒收?[rＲ]", "(?i:ks|é)a|贷[款k]+", "(?:a|b?)[^k]款",
            ]),
            text in "[abkKſsＫr拒收Ｒ贷款éÉ lLoOnNpPyd]{0,12}|(?i:loans? (up|now)|pay ?day)",
        ) {
            let pattern = Pattern::new(source).unwrap();
            if regex::Regex::new(source).unwrap().is_match(&text) {
                let folded = fold_str(&text);
                prop_assert!(pattern.needles().is_none_or(|needles| needles.iter().any(|one| folded.contains(one))));
                prop_assert!(pattern.need().is_met(&text) && Signs::of(&text).may_meet(pattern.need(), &text));
            }
        }
    }

    #[test]
    fn an_expression_that_can_match_nearly_anywhere_has_no_needles() {
        for source in [r"\{\s*｝", "退订|[0-9]+", "(?:退订)*", "[^。]+", ""] {
            assert_eq!(needles_of(source), None, "{source}");
        }
    }
}
