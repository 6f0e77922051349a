//! What a regular expression tells without being compiled. The build script makes the outlines of the built-in packs, so
//! that no run has to parse all of their expressions: this file is a part of it too, and needs nothing of the library.

use std::{cmp::Reverse, collections::BTreeSet};

use regex_syntax::hir::{
    Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition, literal::Extractor,
};
use serde::{Deserialize, Serialize};

/// What is known of a regular expression before it is compiled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outline {
    /// The names of its groups.
    pub(crate) groups: Vec<String>,
    /// Texts one of which stands in every match, folded, where there are such texts.
    pub(crate) needles: Option<Vec<String>>,
    /// What stands in every text that has a match.
    pub(crate) need: Need,
}

/// What a text must have for an expression to match in it. It tells less than the expression, and far sooner: to compile
/// an expression takes longer than to read a thousand texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Need {
    /// This text.
    Text(String),
    /// A character of one of these ranges, both ends included.
    Character(Vec<(char, char)>),
    /// Each of these; where there are none, any text will do.
    All(Vec<Self>),
    /// One of these.
    Any(Vec<Self>),
}

/// Classes with more characters than this tell nothing where some are common: nearly every text has one of them.
const TELLING: usize = 400;

/// The characters that nearly every text has some of: figures, letters and ideographs.
const COMMON: [(char, char); 4] = [('0', '9'), ('A', 'Z'), ('a', 'z'), ('\u{4E00}', '\u{9FFF}')];

impl Need {
    /// What every match of the expression has.
    fn of(syntax: &Hir) -> Self {
        match syntax.kind() {
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) => Self::Text(text.to_owned()),
                Err(_) => Self::All(Vec::new()),
            },
            HirKind::Class(Class::Unicode(class)) => {
                let ranges: Vec<_> = class.iter().map(|range| (range.start(), range.end())).collect();
                let size = |&(from, to): &(char, char)| (u32::from(to) - u32::from(from)) as usize + 1;
                let rare = |&(from, to): &(char, char)| COMMON.iter().all(|&(first, last)| to < first || last < from);
                let telling = ranges.iter().map(size).sum::<usize>() <= TELLING || ranges.iter().all(rare);
                if telling { Self::Character(ranges) } else { Self::All(Vec::new()) }
            }
            HirKind::Capture(capture) => Self::of(&capture.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => Self::of(&repetition.sub),
            HirKind::Concat(parts) => Self::all(parts.iter().map(Self::of)),
            HirKind::Alternation(parts) => Self::any(parts.iter().map(Self::of).collect()),
            HirKind::Class(Class::Bytes(_)) | HirKind::Repetition(_) | HirKind::Empty | HirKind::Look(_) => {
                Self::All(Vec::new())
            }
        }
    }

    fn all(needs: impl Iterator<Item = Self>) -> Self {
        let mut every = Vec::new();
        for need in needs {
            match need {
                Self::All(more) => every.extend(more),
                one => every.push(one),
            }
        }
        if every.len() == 1 { every.remove(0) } else { Self::All(every) }
    }

    fn any(needs: Vec<Self>) -> Self {
        let nothing = Self::All(Vec::new());
        if needs.contains(&nothing) { nothing } else { Self::Any(needs) }
    }
}

/// Expressions with more beginnings than this have none that are worth looking for.
const MOST_BEGINNINGS: usize = 64;

/// A text of so many characters is so rare that a longer one tells no more.
const LONG_ENOUGH: usize = 4;

/// How texts are folded before words are looked for in them.
type Fold = fn(&str) -> String;

/// The outline of an expression.
///
/// # Errors
/// What the parser objects to.
pub(crate) fn of(source: &str, fold: Fold) -> Result<Outline, Box<regex_syntax::Error>> {
    let syntax = regex_syntax::Parser::new().parse(source)?;
    let mut groups = Vec::new();
    name_groups(&syntax, &mut groups);
    let needles = needles(&folded(&syntax, fold)).map(|mut needles| {
        needles.sort_unstable();
        needles.dedup();
        needles
    });
    Ok(Outline { groups, needles, need: Need::of(&syntax) })
}

/// The expression for folded texts: it finds what is left of every match when the text is folded, and more. Letters in
/// either case become one, so that far more expressions have few beginnings.
fn folded(syntax: &Hir, fold: Fold) -> Hir {
    match syntax.kind() {
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => Hir::literal(fold(text).into_bytes()),
            Err(_) => syntax.clone(),
        },
        HirKind::Class(Class::Unicode(class)) if is_small(class) => {
            let characters = class.iter().flat_map(|range| range.start()..=range.end());
            let texts: BTreeSet<String> =
                characters.map(|character| fold(character.encode_utf8(&mut [0; 4]))).collect();
            Hir::alternation(texts.into_iter().map(|text| Hir::literal(text.into_bytes())).collect())
        }
        HirKind::Capture(capture) => {
            Hir::capture(Capture { sub: Box::new(folded(&capture.sub, fold)), ..capture.clone() })
        }
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { sub: Box::new(folded(&repetition.sub, fold)), ..repetition.clone() })
        }
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(|part| folded(part, fold)).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(|part| folded(part, fold)).collect()),
        HirKind::Class(_) | HirKind::Empty | HirKind::Look(_) => syntax.clone(),
    }
}

/// Whether the class has so few characters that each of them can begin a needle.
fn is_small(class: &ClassUnicode) -> bool {
    let mut left = MOST_BEGINNINGS;
    class.iter().all(|range: &ClassUnicodeRange| {
        let size = (u32::from(range.end()) - u32::from(range.start())) as usize + 1;
        left = left.saturating_sub(size);
        left > 0
    })
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

/// Texts one of which stands in every match: those with which a match can begin, or those of some part that every match
/// has, whichever tell most. Folding is letter by letter, so a text that holds a literal holds, folded, the folded literal.
fn needles(syntax: &Hir) -> Option<Vec<String>> {
    let of_parts = match syntax.kind() {
        HirKind::Capture(capture) => needles(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needles(&repetition.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(needles).max_by_key(|needles| telling(needles)),
        HirKind::Alternation(parts) => {
            let each = parts.iter().map(needles).collect::<Option<Vec<_>>>();
            each.map(|each| each.concat())
        }
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => None,
    };
    beginnings(syntax).into_iter().chain(of_parts).max_by_key(|needles| telling(needles))
}

/// How much it tells that one of these texts stands somewhere: the shortest is met most often, and few are met seldom.
fn telling(needles: &[String]) -> (usize, Reverse<usize>) {
    (needles.iter().map(|needle| needle.chars().count().min(LONG_ENOUGH)).min().unwrap_or(0), Reverse(needles.len()))
}

/// The literal texts with which a match can begin.
fn beginnings(syntax: &Hir) -> Option<Vec<String>> {
    let sequence = Extractor::new().limit_total(MOST_BEGINNINGS).extract(syntax);
    let texts: Option<Vec<String>> = sequence
        .literals()?
        .iter()
        .map(|literal| {
            let text = valid_prefix(literal.as_bytes());
            // A single ASCII character stands in too many texts to be worth a gate.
            (text.len() > 1).then(|| text.to_owned())
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
