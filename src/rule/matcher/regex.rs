use std::{borrow::Cow, sync::OnceLock};

use regex_syntax::hir::{Hir, HirKind, literal::Extractor};

use super::{Match, Trigger, Value};
use crate::rule::lexicon::{Lexicon, SetId, Slot};

/// The most that one compiled expression may take, in bytes. A pack cannot exhaust the run.
const SIZE_LIMIT: usize = 1 << 20;

/// A regular expression, except inside listed phrases.
#[derive(Debug)]
pub struct Regex {
    /// The expression.
    pub pattern: Pattern,
    /// The set of its needles in the run's lexicon, where it has any.
    pub gate: Option<SetId>,
    /// Phrases in which a match does not count.
    pub except: Vec<String>,
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
    compiled: OnceLock<Option<regex::Regex>>,
}

/// Why an expression cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// The parser's words.
    pub message: String,
    /// The bytes of the expression that it points at; `None` where the whole is at fault.
    pub range: Option<std::ops::Range<usize>>,
}

impl Pattern {
    /// Parses an expression. With `eager`, it is compiled as well, so that one that is too large shows now.
    pub fn new(source: &str, eager: bool) -> Result<Self, PatternError> {
        let syntax = regex_syntax::Parser::new().parse(source).map_err(|error| PatternError::syntax(&error))?;
        let mut groups = Vec::new();
        name_groups(&syntax, &mut groups);
        let marks = groups.iter().any(|group| group == "mark");
        let pattern =
            Self { source: source.to_owned(), groups, marks, needles: needles(&syntax), compiled: OnceLock::new() };
        if eager {
            let regex = pattern.build().map_err(|error| PatternError { message: error.to_string(), range: None })?;
            pattern.compiled.get_or_init(|| Some(regex));
        }
        Ok(pattern)
    }

    /// Texts one of which stands in every match, folded as the lexicon folds; `None` where there are no such texts.
    pub fn needles(&self) -> Option<&[String]> {
        self.needles.as_deref()
    }

    fn regex(&self) -> Option<&regex::Regex> {
        self.compiled.get_or_init(|| self.build().ok()).as_ref()
    }

    fn build(&self) -> Result<regex::Regex, regex::Error> {
        regex::RegexBuilder::new(&self.source).size_limit(SIZE_LIMIT).build()
    }
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
    /// Finds every match, with its named groups as values. A group called `mark` is all that is marked of it.
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let Some(regex) = self.pattern.regex() else { return };
            // Most texts have no match, and saying so is cheaper without groups.
            if !regex.is_match(text.text) {
                continue;
            }
            let mut shields = None;
            for captures in regex.captures_iter(text.text) {
                let found_in = if self.pattern.marks { captures.name("mark") } else { captures.get(0) };
                let Some(whole) = found_in.filter(|whole| !whole.is_empty()) else { continue };
                let shields = shields.get_or_insert_with(|| self.shields().scan(text.text, Slot::ANY));
                if shields.iter().any(|hit| hit.range.start <= whole.start() && whole.end() <= hit.range.end) {
                    continue;
                }
                let mut hit = Match::at(text.spot(whole.range()));
                for group in &self.pattern.groups {
                    let text = captures.name(group).map_or("", |group| group.as_str());
                    hit.values.push((Cow::Owned(group.clone()), text.to_owned()));
                }
                found.push(hit);
            }
        }
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

fn name_groups(syntax: &Hir, groups: &mut Vec<String>) {
    match syntax.kind() {
        HirKind::Capture(capture) => {
            groups.extend(capture.name.as_deref().map(str::to_owned));
            name_groups(&capture.sub, groups);
        }
        HirKind::Repetition(repetition) => name_groups(&repetition.sub, groups),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().for_each(|part| name_groups(part, groups)),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// Texts one of which stands in every match: those with which a match can begin or, where these are too short or too
/// many, those of some part that every match has. Folding is letter by letter, so a text that holds a literal holds,
/// folded, the folded literal.
fn needles(syntax: &Hir) -> Option<Vec<String>> {
    beginnings(syntax).or_else(|| match syntax.kind() {
        HirKind::Capture(capture) => needles(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needles(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().find_map(needles),
        HirKind::Alternation(parts) => parts.iter().map(needles).collect::<Option<Vec<_>>>().map(|each| each.concat()),
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => None,
    })
}

/// The literal texts with which a match can begin.
fn beginnings(syntax: &Hir) -> Option<Vec<String>> {
    let sequence = Extractor::new().limit_total(64).extract(syntax);
    let texts: Option<Vec<String>> = sequence
        .literals()?
        .iter()
        .map(|literal| {
            let folded = crate::text::fold_str(valid_prefix(literal.as_bytes()));
            // A single ASCII character stands in too many texts to be worth a gate.
            (folded.len() > 1).then_some(folded)
        })
        .collect();
    texts.filter(|texts| !texts.is_empty() && texts.iter().all(|text| !text.trim().is_empty()))
}

/// The longest beginning that is whole characters: a literal may be cut anywhere.
fn valid_prefix(bytes: &[u8]) -> &str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn needles_of(source: &str) -> Option<Vec<String>> {
        Pattern::new(source, false).unwrap().needles
    }

    #[test]
    fn needles_are_beginnings_or_else_what_every_match_has_inside() {
        let found = |source| needles_of(source).unwrap_or_default();
        assert_eq!(found("拒收请?回复R"), ["拒收请回复r", "拒收回复r"]);
        assert_eq!(found(r"[$＄]?\s*(?:[0-9]+)折[a-z]*"), ["折"]);
        assert_eq!(found("(?<amount>[0-9]+)[¥￥]元?|[¥￥]"), ["¥", "￥", "¥", "￥"]);
    }

    #[test]
    fn an_expression_that_can_match_nearly_anywhere_has_no_needles() {
        for source in [r"\{\s*｝", "退订|[0-9]+", "(?:退订)*", "[^。]+", ""] {
            assert_eq!(needles_of(source), None, "{source}");
        }
    }
}
