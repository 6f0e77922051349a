use std::ops::Range;

use super::vocabulary::Use;

/// Words by their first two characters, so that most places of most texts are done with after a look at two bits.
///
/// An automaton reads every byte of a text through a table that grows with the words; this reads every character, and a
/// word only where one begins with the same two. It is made in a fortieth of the time, too.
#[derive(Debug)]
pub(super) struct Openings {
    /// By how much a mixed opening has to be shifted to become the number of its cell.
    shift: u32,
    /// A bit for each cell, set where a word has its opening there. There are [`CELLS`] cells in a bucket.
    taken: Vec<u64>,
    /// Where each bucket begins in `words`, and where the last one ends.
    starts: Vec<u32>,
    /// The words bucket by bucket, sorted within each.
    words: Vec<Opening>,
}

#[derive(Clone, Copy, Debug)]
struct Opening {
    /// The place of the word in the vocabulary.
    word: u32,
    /// The nearest word before it in its bucket with which it begins.
    shorter: Option<u32>,
}

/// The most buckets, as a power of two: more would not stay in the cache.
const MOST_BUCKETS: u32 = 15;

/// Cells in a bucket: so many that hardly any is taken by chance.
const CELLS: usize = 16;

impl Openings {
    pub(super) fn of(words: &[(String, Use)]) -> Self {
        let bits = words.len().next_power_of_two().ilog2().clamp(2, MOST_BUCKETS);
        let (shift, buckets) = (u32::BITS - bits - CELLS.ilog2(), 1 << bits);
        let cells: Vec<usize> = words.iter().map(|(word, _)| cell(opening(word), shift)).collect();
        let homes: Vec<usize> = cells.iter().map(|cell| cell / CELLS).collect();
        let (mut taken, mut starts) = (vec![0; buckets * CELLS / 64], vec![0; buckets + 1]);
        for (cell, home) in cells.iter().zip(&homes) {
            taken[cell / 64] |= 1 << (cell % 64);
            starts[home + 1] += 1;
        }
        for home in 0..buckets {
            starts[home + 1] += starts[home];
        }
        let (mut free, mut order) = (starts.clone(), vec![0; words.len()]);
        for (&home, word) in homes.iter().zip(0..) {
            order[free[home] as usize] = word;
            free[home] += 1;
        }
        let mut openings = Vec::with_capacity(words.len());
        for home in 0..buckets {
            let bucket = &mut order[starts[home] as usize..starts[home + 1] as usize];
            bucket.sort_unstable_by_key(|&word| &words[word as usize]);
            chain(bucket, words, &mut openings);
        }
        Self { shift, taken, starts, words: openings }
    }

    /// Every one of the `words`, of which this was made, in the folded `text`.
    pub(super) fn find(&self, words: &[(String, Use)], text: &str) -> Vec<(Use, Range<usize>)> {
        let mut found = Vec::new();
        let mut characters = text.char_indices().peekable();
        while let Some((start, first)) = characters.next() {
            let pair = characters.peek().map(|&(_, second)| (first, Some(second)));
            for opening in [Some((first, None)), pair].into_iter().flatten() {
                let cell = cell(opening, self.shift);
                if self.taken[cell / 64] >> (cell % 64) & 1 != 0 {
                    self.find_at(opening, cell / CELLS, start, words, text, &mut found);
                }
            }
        }
        found
    }

    /// The words in the bucket `home` that begin with `opening` and stand at byte `start` of `text`.
    fn find_at(
        &self,
        opening: (char, Option<char>),
        home: usize,
        start: usize,
        words: &[(String, Use)],
        text: &str,
        found: &mut Vec<(Use, Range<usize>)>,
    ) {
        let rest = &text[start..];
        let (from, to) = (self.starts[home] as usize, self.starts[home + 1] as usize);
        let behind = self.words[from..to].partition_point(|one| words[one.word as usize].0.as_str() <= rest);
        // Whatever the text begins with here stands before it in order, and what stands between the two begins with it, too.
        let mut next = behind.checked_sub(1).and_then(|before| self.words.get(from + before));
        while let Some(Opening { word, shorter }) = next {
            let (word, usage) = &words[*word as usize];
            // Words of one character may share the bucket, and are found by themselves.
            let is_longer = word.len() > opening.0.len_utf8();
            if is_longer == opening.1.is_some() && rest.starts_with(word.as_str()) {
                found.push((*usage, start..start + word.len()));
            }
            next = shorter.and_then(|place| self.words.get(place as usize));
        }
    }
}

/// Adds the sorted words of a bucket, each with the one before it with which it begins.
fn chain(bucket: &[u32], words: &[(String, Use)], openings: &mut Vec<Opening>) {
    let mut open: Vec<u32> = Vec::new();
    for (&word, place) in bucket.iter().zip(u32::try_from(openings.len()).unwrap_or(u32::MAX)..) {
        let text = &words[word as usize].0;
        let begins = |place: &u32| text.starts_with(words[openings[*place as usize].word as usize].0.as_str());
        while open.last().is_some_and(|place| !begins(place)) {
            open.pop();
        }
        let shorter = open.last().copied();
        openings.push(Opening { word, shorter });
        open.push(place);
    }
}

fn opening(word: &str) -> (char, Option<char>) {
    let mut characters = word.chars();
    (characters.next().unwrap_or_default(), characters.next())
}

/// The cell of all words with the same opening.
fn cell((first, second): (char, Option<char>), shift: u32) -> usize {
    // No character is beyond U+10FFFF.
    let second = second.map_or(u32::MAX, u32::from);
    let mixed = u32::from(first).wrapping_mul(0x9e37_79b1).rotate_left(15) ^ second.wrapping_mul(0x85eb_ca77);
    (mixed.wrapping_mul(0xc2b2_ae3d) >> shift) as usize
}
