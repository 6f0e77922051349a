use std::sync::OnceLock;

use super::{Match, Value};
use crate::rule::{
    name::{DistinctiveWords, PersonWords, WordSet, is_personal_name, lacks_core, lacks_sense},
    word_list::WordList,
};

/// Names that distinguish nobody.
#[derive(Debug)]
pub enum Distinctive {
    /// Made of words that distinguish nobody.
    Core {
        /// Words that distinguish nobody.
        without: Vec<WordList>,
        /// Places.
        places: Vec<WordList>,
        /// What distinguishes only with a place before it.
        institutions: Vec<WordList>,
        /// What distinguishes all the same.
        except: Vec<WordList>,
        /// The lists, read when they are first needed.
        words: OnceLock<DistinctiveWords>,
    },
    /// Keys pressed without sense.
    Sense,
    /// A personal name.
    Organisation {
        /// Family names.
        surnames: Vec<WordList>,
        /// What given names are made of.
        given_names: Vec<WordList>,
        /// Brands of the same form.
        except: Vec<WordList>,
        /// The lists, read when they are first needed.
        words: OnceLock<PersonWords>,
    },
}

impl Distinctive {
    /// Finds each such name.
    pub fn find<'a>(&self, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let range = match self {
                Self::Core { without, places, institutions, except, words } => {
                    let words = words.get_or_init(|| DistinctiveWords {
                        without: set(without),
                        places: set(places),
                        institutions: set(institutions),
                        except: set(except),
                    });
                    lacks_core(text.text, words).map(|neutral| neutral.range)
                }
                Self::Sense => lacks_sense(text.text).then_some(0..text.text.len()),
                Self::Organisation { surnames, given_names, except, words } => {
                    let words = words.get_or_init(|| PersonWords {
                        surnames: set(surnames),
                        given_names: set(given_names),
                        except: set(except),
                    });
                    is_personal_name(text.text, words).then_some(0..text.text.len())
                }
            };
            found.extend(range.map(|range| Match::at(text.spot(range))));
        }
    }
}

pub(super) fn set(lists: &[WordList]) -> WordSet {
    let mut set = WordSet::default();
    for list in lists {
        set.add(&list.0);
    }
    set
}
