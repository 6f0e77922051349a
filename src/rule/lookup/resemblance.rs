//! How much a text resembles wordings that are known: by pairs of Chinese characters and by Latin words, the rare ones
//! counting for more; where that leads to nothing, by the letters of the words too.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::Folded;

/// The longest text, in code points, that is compared.
const LONGEST: usize = 2_000;

/// What both have counts at least as much as one token that occurs in one of so many subjects.
const RARE: f64 = 30.0;

/// By what texts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// Pairs of Chinese characters, and whole Latin words.
    Words,
    /// Pairs of Chinese characters, and any three letters of a Latin word that follow each other.
    Letters,
}

/// Wordings of subjects, ready to be compared.
#[derive(Debug)]
pub(super) struct Resemblance {
    grain: Grain,
    known: Vec<Known>,
    /// In how many subjects each token occurs.
    subjects: BTreeMap<Token, u32>,
    /// How many subjects there are.
    all: f64,
}

/// What a subject is called.
#[derive(Debug)]
struct Known {
    wordings: Vec<BTreeSet<Token>>,
    /// The tokens of all of them.
    all: BTreeSet<Token>,
}

/// A subject with a wording that a text resembles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Resembled {
    /// Its place among the subjects.
    pub(super) subject: usize,
    /// The place of the wording among its own.
    pub(super) wording: usize,
    /// From 0 to 1.
    pub(super) score: f64,
}

/// A pair of Chinese characters, or a Latin word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    Pair(char, char),
    Word(String),
}

impl Resemblance {
    /// Makes the wordings of subjects ready.
    pub(super) fn new(texts: &[Vec<&str>], grain: Grain) -> Self {
        let known = texts.iter().map(|wordings| {
            let wordings: Vec<BTreeSet<Token>> = wordings.iter().map(|wording| tokens(wording, grain)).collect();
            Known { all: wordings.iter().flatten().cloned().collect(), wordings }
        });
        let known: Vec<Known> = known.collect();
        let mut subjects = BTreeMap::new();
        for token in known.iter().flat_map(|known| &known.all) {
            *subjects.entry(token.clone()).or_insert(0) += 1;
        }
        let all = f64::from(u32::try_from(known.len()).unwrap_or(u32::MAX));
        Self { grain, known, subjects, all }
    }

    /// The subjects that `text` resembles enough, in their order.
    pub(super) fn to(&self, text: &str) -> Vec<Resembled> {
        let text = tokens(text, self.grain);
        let (whole, evidence) = (self.weight(&text), self.evidence());
        let mut found: Vec<Resembled> = Vec::new();
        for (subject, Known { wordings, all }) in self.known.iter().enumerate() {
            let covered = self.weight(all.intersection(&text)) / whole.max(1.0);
            let best = wordings.iter().enumerate().filter_map(|(wording, tokens)| {
                let shared = self.weight(text.intersection(tokens));
                if text.is_empty() || tokens.is_empty() || shared < evidence {
                    return None;
                }
                let (of_text, of_wording) = (shared / whole, shared / self.weight(tokens));
                let score = match self.grain {
                    Grain::Words => 0.7 * of_text.max(of_wording) + 0.15 * of_text.min(of_wording) + 0.15 * covered,
                    // Letters alone prove little: what counts is how much of the question they cover.
                    Grain::Letters => 0.6 * of_text + 0.2 * of_wording + 0.2 * covered,
                };
                Some(Resembled { subject, wording, score })
            });
            found.extend(best.reduce(|best, one| if one.score > best.score { one } else { best }));
        }
        found.retain(|one| one.score >= self.grain.least());
        found
    }

    /// How much tokens count together.
    fn weight<'a>(&self, tokens: impl IntoIterator<Item = &'a Token>) -> f64 {
        let one = |token| 1.0 + f64::from(self.subjects.get(token).copied().unwrap_or(0));
        tokens.into_iter().map(|token| (1.0 + self.all / one(token)).ln()).sum()
    }

    /// The least weight of what a text and a wording share.
    fn evidence(&self) -> f64 {
        let one = (1.0 + self.all / (self.all / RARE).max(2.0)).ln();
        match self.grain {
            Grain::Words => one,
            Grain::Letters => 3.0 * one,
        }
    }
}

impl Grain {
    /// The least resemblance that is one, from 0 to 1.
    const fn least(self) -> f64 {
        match self {
            Self::Words => 0.5,
            Self::Letters => 0.4,
        }
    }
}

/// What a text is compared by. Width, case, signs and the `s` of a plural make no difference.
fn tokens(text: &str, grain: Grain) -> BTreeSet<Token> {
    let text: String = text.chars().take(LONGEST).collect();
    let folded = Folded::new(&text);
    let (mut tokens, mut word, mut before) = (BTreeSet::new(), String::new(), None);
    for character in folded.text().chars().chain([' ']) {
        if character.is_ascii_alphanumeric() {
            word.push(character);
            before = None;
            continue;
        }
        if !word.is_empty() {
            add(std::mem::take(&mut word), grain, &mut tokens);
        }
        if !character.is_alphanumeric() {
            // A sign between two characters does not part them: reviewers quote, and people leave quotes out.
            if character.is_whitespace() || "，。；！？,;!?".contains(character) {
                before = None;
            }
            continue;
        }
        if let Some(before) = before {
            tokens.insert(Token::Pair(before, character));
        }
        before = Some(character);
    }
    tokens
}

/// Adds a Latin word.
fn add(mut word: String, grain: Grain, tokens: &mut BTreeSet<Token>) {
    if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    match grain {
        Grain::Words => {
            tokens.insert(Token::Word(word));
        }
        Grain::Letters => {
            // Only ASCII gets here, and the blank at its start is a letter like others.
            let letters = format!(" {word}");
            let pieces = (3..=letters.len()).map(|end| Token::Word(letters[end - 3..end].to_owned()));
            tokens.extend(pieces);
        }
    }
}
