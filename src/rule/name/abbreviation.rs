use std::{collections::HashMap, ops::Range};

use crate::rule::spec::AbbreviationFault;

use super::{
    CompanyName, NameWords,
    alignment::Alignment,
    company::{self, Role},
    letters::{LONGEST_NAME, Letters},
};

/// Why a short name is not a fair one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfairness {
    /// The fault.
    pub fault: AbbreviationFault,
    /// Bytes of the short name to underline, never empty: what is foreign, stands in the wrong place or is cut; what
    /// is there of the core; the two characters or Latin words between which something is missing; the whole where no core is left.
    pub range: Range<usize>,
    /// The distinctive word of the full name, as written; empty where it has none.
    pub core: String,
    /// What it is about, as written: the underlined text for `Foreign` and `Order`; the whole run for `CutRun`; what
    /// is missing for `CutCore` and `Gap`; the core for `NoCore`.
    pub part: String,
}

/// The first fault of a short name, in the order of [`AbbreviationFault`]. Case, width, blanks, brackets and other marks
/// make no difference, and a name equal to the full one has no fault. A name without a letter, and one of more than
/// 256 letters, is not judged.
pub fn abbreviation_fault(short: &str, full: &str, words: &NameWords) -> Option<Unfairness> {
    let (taken, whole) = (Letters::of(short), Letters::of(full));
    let unjudged = |name: &Letters| name.len() == 0 || name.len() > LONGEST_NAME;
    if unjudged(&taken) || unjudged(&whole) || taken.text(0..taken.len()) == whole.text(0..whole.len()) {
        return None;
    }
    let core = CompanyName::parse(full, words).core().to_owned();
    let here = |fault, letters: Range<usize>| {
        let range = taken.written(letters);
        Some(Unfairness { fault, part: short[range.clone()].to_owned(), range, core: core.clone() })
    };
    if let Some(foreign) = foreign(&taken, &whole) {
        return here(AbbreviationFault::Foreign, foreign);
    }
    let roles = company::roles(&whole, words);
    let Some(alignment) = Alignment::of(&taken, &whole, &roles) else {
        return here(AbbreviationFault::Order, misplaced(&taken, &whole));
    };
    let missing = |fault, letters: Range<usize>, part: Range<usize>| {
        Some(Unfairness { fault, range: taken.written(letters), core: core.clone(), part: full[part].to_owned() })
    };
    if let Some(run) = cut_run(&whole, &alignment) {
        return missing(AbbreviationFault::CutRun, alignment.within(run.clone())?, whole.written(run));
    }
    let of_core = || (0..whole.len()).filter(|&letter| roles[letter] == Role::Core);
    if of_core().next().is_some() {
        let Some(left) = alignment.within(of_core()) else {
            return Some(Unfairness {
                fault: AbbreviationFault::NoCore,
                range: taken.written(0..taken.len()),
                part: core.clone(),
                core,
            });
        };
        let absent = |letter: &usize| alignment.taken(*letter).is_none();
        // One piece of the full name is contained in it, in its order, which is all that is asked.
        let piece = whole.text(0..whole.len()).contains(taken.text(0..taken.len()));
        if let Some(first) = of_core().find(absent).filter(|_| !piece) {
            let run = of_core().skip_while(|&letter| letter < first).zip(first..);
            let end = run.take_while(|(letter, next)| letter == next && absent(letter)).count() + first;
            return missing(AbbreviationFault::CutCore, left, whole.written(first..end));
        }
    }
    let gap = alignment.gap()?;
    let (before, behind) = (alignment.taken(gap.start - 1)?, alignment.taken(gap.end)?);
    let around = taken.run(before).start..taken.run(behind).end;
    missing(AbbreviationFault::Gap, around, whole.written(gap))
}

/// The first letter of the short name that the full name does not have, or not as often, with its neighbours that it
/// does not have either; of a Latin word the whole.
fn foreign(short: &Letters, full: &Letters) -> Option<Range<usize>> {
    let mut supply: HashMap<&str, usize> = HashMap::new();
    for at in 0..full.len() {
        *supply.entry(full.letter(at)).or_default() += 1;
    }
    let absent: Vec<bool> = (0..short.len())
        .map(|at| match supply.get_mut(short.letter(at)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        })
        .collect();
    let first = absent.iter().position(|&absent| absent)?;
    let last = first + absent[first..].iter().take_while(|&&absent| absent).count() - 1;
    Some(short.run(first).start..short.run(last).end)
}

/// The letters at which a short name leaves the order of the full one, as far as they go together there.
fn misplaced(short: &Letters, full: &Letters) -> Range<usize> {
    let mut rest = 0..full.len();
    let in_order = |at: &usize| rest.any(|letter| full.letter(letter) == short.letter(*at));
    let start = (0..short.len() - 1).take_while(in_order).count();
    let whole = full.text(0..full.len());
    let end = (start + 1..=short.len()).take_while(|&end| whole.contains(short.text(start..end))).last();
    start..end.unwrap_or(start + 1)
}

/// The first run of Latin letters and digits of the full name that is there only in part.
fn cut_run(full: &Letters, alignment: &Alignment) -> Option<Range<usize>> {
    let mut start = 0;
    while start < full.len() {
        let run = full.run(start);
        let there = run.clone().filter(|&letter| alignment.taken(letter).is_some()).count();
        if there > 0 && there < run.len() {
            return Some(run);
        }
        start = run.end;
    }
    None
}
