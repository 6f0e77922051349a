use std::sync::OnceLock;

use super::{Match, Subject, Trigger, Value};
use crate::{
    rule::lexicon::{Hit, Lexicon, SetId, Slot},
    text::Folded,
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
    /// A lexicon of these words alone, for texts that the run's lexicon has not read.
    pub alone: OnceLock<Lexicon>,
}

impl Words {
    /// Finds every word. Overlapping hits of one rule are reported once, the longest first.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let known = subject.hits(value, &text).zip(self.set);
            let own;
            let (hits, set) = if let Some(known) = known {
                known
            } else {
                own = self.lexicon().scan(&Folded::new(text.text), Slot::ANY);
                (&*own, SetId::default())
            };
            let mut hits: Vec<&Hit> = hits.iter().filter(|hit| hit.set == set).collect();
            hits.sort_by_key(|hit| (hit.range.start, std::cmp::Reverse(hit.range.end)));
            let mut end = 0;
            for hit in hits {
                if hit.range.start < end {
                    continue;
                }
                end = hit.range.end;
                let word = self.words.get(hit.word as usize).map_or("", String::as_str);
                found.push(Match::at(text.spot(hit.range.clone())).with("word", word));
            }
        }
    }

    /// Its own words.
    pub fn trigger(&self) -> Trigger {
        self.set.map_or(Trigger::Always, |set| Trigger::Sets(vec![set]))
    }

    fn lexicon(&self) -> &Lexicon {
        self.alone.get_or_init(|| {
            let mut lexicon = Lexicon::default();
            lexicon.add(Slot::ANY, self.words.iter().map(String::as_str), self.except.iter().map(String::as_str));
            lexicon
        })
    }
}
