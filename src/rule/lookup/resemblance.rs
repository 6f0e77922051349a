//! How much a text resembles wordings that are known: by Chinese characters, their pairs and Latin words, the rare ones
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
    /// Chinese characters and their pairs, and whole Latin words.
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
    /// These, and those of what is said about it besides.
    around: BTreeSet<Token>,
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

/// Chinese characters that say nothing of what a sentence is about.
const IDLE: &str = "请的了在为是和与及或您该此已被";

/// A Chinese character, a pair of them, or a Latin word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    Lone(char),
    Pair(char, char),
    Word(String),
}

impl Resemblance {
    /// Makes the wordings of subjects ready, each with what is said about it besides.
    pub(super) fn new(texts: &[Vec<&str>], besides: &[Vec<&str>], grain: Grain) -> Self {
        let none = Vec::new();
        let known = texts.iter().zip(besides.iter().chain(std::iter::repeat(&none))).map(|(wordings, besides)| {
            let wordings: Vec<BTreeSet<Token>> = wordings.iter().map(|wording| tokens(wording, grain)).collect();
            let all: BTreeSet<Token> = wordings.iter().flatten().cloned().collect();
            let around = besides.iter().flat_map(|text| tokens(text, grain)).chain(all.iter().cloned()).collect();
            Known { wordings, all, around }
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
        for (subject, Known { wordings, all, around }) in self.known.iter().enumerate() {
            let shared = self.weight(all.intersection(&text));
            if shared < evidence {
                continue;
            }
            let covered = shared / whole.max(1.0);
            let best = wordings.iter().enumerate().filter(|(_, tokens)| !tokens.is_empty()).map(|(wording, tokens)| {
                let shared = self.weight(text.intersection(tokens));
                let (of_text, of_wording) = (shared / whole, shared / self.weight(tokens));
                let score = match self.grain {
                    Grain::Words => {
                        let near = self.weight(around.intersection(&text)) / whole.max(1.0);
                        0.12 * of_text + 0.38 * of_wording + 0.33 * covered + 0.17 * near
                    }
                    // Letters alone prove little: what counts is how much of the question they cover.
                    Grain::Letters => 0.6 * of_text + 0.2 * of_wording + 0.2 * covered,
                };
                Resembled { subject, wording, score }
            });
            found.extend(best.reduce(|best, one| if one.score > best.score { one } else { best }));
        }
        found.retain(|one| one.score >= self.grain.least());
        found
    }

    /// How much tokens count together.
    fn weight<'a>(&self, tokens: impl IntoIterator<Item = &'a Token>) -> f64 {
        let one = |token: &Token| {
            let subjects = 1.0 + f64::from(self.subjects.get(token).copied().unwrap_or(0));
            let weight = (1.0 + self.all / subjects).ln();
            // It stands in two pairs besides.
            if matches!(token, Token::Lone(_)) { weight / 2.0 } else { weight }
        };
        tokens.into_iter().map(one).sum()
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
            Self::Words => 0.27,
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
        if grain == Grain::Words && !IDLE.contains(character) {
            tokens.insert(Token::Lone(character));
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
