use std::ops::Range;

use super::{
    WordSet,
    letters::{LONGEST_NAME, Letters},
    sense::lacks_sense,
};

/// The word lists that tell what distinguishes a bearer.
#[derive(Clone, Debug, Default)]
pub struct DistinctiveWords {
    /// Words that distinguish nobody: what messages are about, whom they address, trades of which every town has many.
    pub without: WordSet,
    /// Places, which distinguish nobody alone.
    pub places: WordSet,
    /// What distinguishes with a place before it, and not without: 大学, 公安局.
    pub institutions: WordSet,
    /// What distinguishes although its parts are listed: 建设银行.
    pub except: WordSet,
}

/// A name that is made of listed words only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neutral {
    /// Bytes of the name, from the first letter to the last.
    pub range: Range<usize>,
    /// The listed words, in the order of the name: bytes of the name.
    pub words: Vec<Range<usize>>,
}

/// Whether nothing in a name distinguishes its bearer: 会议通知, 北京科技, test 1. A number of up to three digits behind
/// such words, or one typed along the keyboard, changes nothing; any other number does (58同城, 上海12345).
///
/// A name of more than 256 letters is not judged.
pub fn lacks_core(name: &str, words: &DistinctiveWords) -> Option<Neutral> {
    let letters = Letters::of(name);
    if letters.len() == 0 || letters.len() > LONGEST_NAME {
        return None;
    }
    let cover = Cover::of(&letters, words).or_else(|| {
        let counted = Letters::of(without_number(name, &letters)?);
        // A number with nothing but a place before it is a hotline.
        let cover = Cover::of(&counted, words)?;
        let last = cover.words.last()?;
        (!words.places.holds(&counted, last.clone())).then_some(cover)
    })?;
    let words = cover.words.into_iter().map(|word| letters.written(word)).collect();
    Some(Neutral { range: letters.written(0..letters.len()), words })
}

/// The number behind a name that only counts: 测试1, test123, 通知 001.
fn without_number<'a>(name: &'a str, letters: &Letters) -> Option<&'a str> {
    let is_digit = |at: &usize| letters.letter(*at).starts_with(|digit: char| digit.is_ascii_digit());
    let digits = (0..letters.len()).rev().take_while(is_digit).count();
    let number = letters.len() - digits..letters.len();
    let counts = (1..=3).contains(&digits) || lacks_sense(letters.text(number.clone()));
    counts.then(|| &name[..letters.written(number).start])
}

/// A way to read a name as a row of listed words.
struct Cover {
    words: Vec<Range<usize>>,
}

/// What the words up to some letter amount to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Nothing,
    Place,
    /// Somebody: a place and its institution, or an exception.
    Bearer,
}

impl Cover {
    /// Nothing where some letters belong to no word, and where any way to read it names a bearer.
    fn of(name: &Letters, words: &DistinctiveWords) -> Option<Self> {
        // For each letter, and each thing seen before it, where the word before it begins and what was seen there.
        let mut reached: Vec<[Option<(usize, Seen)>; 3]> = vec![[None; 3]; name.len() + 1];
        let whole = |at| at..name.len();
        for at in 0..name.len() {
            for seen in [Seen::Nothing, Seen::Place, Seen::Bearer] {
                let start = at == 0 && seen == Seen::Nothing;
                if !start && reached[at][seen as usize].is_none() {
                    continue;
                }
                let mut reach = |end: usize, then: Seen| {
                    let then = if seen == Seen::Bearer { seen } else { then };
                    reached[end][then as usize].get_or_insert((at, seen));
                };
                words.without.starting(name, whole(at)).for_each(|end| reach(end, seen));
                words.places.starting(name, whole(at)).for_each(|end| reach(end, Seen::Place));
                let named = if seen == Seen::Place { Seen::Bearer } else { seen };
                words.institutions.starting(name, whole(at)).for_each(|end| reach(end, named));
                words.except.starting(name, whole(at)).for_each(|end| reach(end, Seen::Bearer));
            }
        }

        let last = reached[name.len()];
        if last[Seen::Bearer as usize].is_some() {
            return None;
        }
        let mut seen = if last[Seen::Place as usize].is_some() { Seen::Place } else { Seen::Nothing };
        let (mut words, mut end) = (Vec::new(), name.len());
        while end > 0 {
            let (start, before) = reached[end][seen as usize]?;
            words.push(start..end);
            (end, seen) = (start, before);
        }
        words.reverse();
        Some(Self { words })
    }
}
