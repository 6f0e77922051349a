use std::{cmp::Reverse, sync::OnceLock};

use super::{Match, Subject, Trigger, Value};
use crate::{
    rule::lexicon::{Hit, Lexicon, SetId, Slot},
    text::{Fold, Folded, Folds, fold_str, narrow},
};

/// Listed words, except inside listed phrases.
#[derive(Debug)]
pub struct Words {
    /// The set under which the run's own lexicon knows them; `None` where their field is not read beforehand.
    pub set: Option<SetId>,
    /// The words.
    pub words: Vec<String>,
    /// Phrases in which a word does not count.
    pub except: Vec<String>,
    /// What may have been done to the text before.
    pub folds: Folds,
    /// A lexicon of these words alone, for texts that the run's lexicon has not read.
    pub alone: OnceLock<Lexicon>,
}

impl Words {
    /// Finds every word. Overlapping hits of one rule are reported once, the longest first.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let known = subject.hits(value, &text).zip(self.set);
            let unmasked = subject.unmasked(value, &text).filter(|_| !self.folds.are_among(Folds::BASE));
            let (own, hidden);
            let (written, behind, set) = if let Some((hits, set)) = known {
                (hits, unmasked.map_or(&[][..], |(_, hits)| hits), set)
            } else {
                own = self.lexicon().scan(&Folded::new(text.text), Slot::ANY);
                hidden = unmasked.map_or_else(Vec::new, |(read, _)| self.lexicon().scan(read.folded(), Slot::ANY));
                (own.as_slice(), hidden.as_slice(), SetId::default())
            };
            let written = written.iter().filter(|hit| hit.set == set);
            let mut hits: Vec<(&Hit, Folds)> = written
                .map(|hit| (hit, self.base(hit, &text.text[hit.range.clone()])))
                .filter(|(_, folds)| folds.are_among(self.folds))
                .collect();
            if let Some((read, _)) = unmasked {
                let behind = behind.iter().filter(|hit| hit.set == set);
                let behind = behind.map(|hit| (hit, read.folds(&hit.range)));
                hits.extend(behind.filter(|(_, folds)| !folds.are_among(Folds::BASE) && folds.are_among(self.folds)));
            }
            hits.sort_by_key(|(hit, _)| (hit.range.start, Reverse(hit.range.end)));
            let mut end = 0;
            for (hit, folds) in hits {
                if hit.range.start < end {
                    continue;
                }
                end = hit.range.end;
                let word = self.word(hit);
                found.push(Match::at(text.spot(hit.range.clone())).with("word", word).seen_through(folds, word));
            }
        }
    }

    /// Its own words.
    pub fn trigger(&self) -> Trigger {
        self.set.map_or(Trigger::Always, |set| Trigger::Sets(vec![set]))
    }

    fn word(&self, hit: &Hit) -> &str {
        self.words.get(hit.word as usize).map_or("", String::as_str)
    }

    /// What makes `written` the listed word: its width, its case, or nothing.
    fn base(&self, hit: &Hit, written: &str) -> Folds {
        let word = self.word(hit);
        if written == word {
            return Folds::NONE;
        }
        let narrowed = |text: &str| text.chars().map(narrow).collect::<String>();
        let mut folds = Folds::NONE;
        if fold_str(written) != written.to_ascii_lowercase() {
            folds = folds.with(Fold::Width);
        }
        if narrowed(written) != narrowed(word) {
            folds = folds.with(Fold::Case);
        }
        folds
    }

    fn lexicon(&self) -> &Lexicon {
        self.alone.get_or_init(|| {
            let mut lexicon = Lexicon::default();
            lexicon.add(Slot::ANY, self.words.iter().map(String::as_str), self.except.iter().map(String::as_str));
            lexicon
        })
    }
}
