use super::{WordSet, letters::Letters};

/// The word lists that tell a personal name.
#[derive(Clone, Debug, Default)]
pub struct PersonWords {
    /// Family names, single and double.
    pub surnames: WordSet,
    /// What given names are made of: characters, or whole given names. Where it is empty, any one or two Chinese
    /// characters will do.
    pub given_names: WordSet,
    /// Brands that look like a personal name: 李宁.
    pub except: WordSet,
}

/// Whether a name is a Chinese personal name and nothing else: a listed family name, and a given name of one or two
/// characters. It is a guess, since people give their firms their own names: fit for a warning.
pub fn is_personal_name(name: &str, words: &PersonWords) -> bool {
    let letters = Letters::of(name);
    let all = 0..letters.len();
    let chinese = all.clone().all(|at| !letters.is_alphabetic(at));
    if !(2..=4).contains(&letters.len()) || !chinese || words.except.holds(&letters, all.clone()) {
        return false;
    }
    let is_given = |start: usize| {
        let given = start..letters.len();
        let listed = |at: usize| words.given_names.holds(&letters, at..at + 1);
        (1..=2).contains(&given.len())
            && (words.given_names.is_empty()
                || words.given_names.holds(&letters, given.clone())
                || given.clone().all(listed))
    };
    words.surnames.starting(&letters, all).any(is_given)
}
