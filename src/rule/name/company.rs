use std::ops::Range;

use super::{
    WordSet,
    letters::{LONGEST_NAME, Letters},
};

/// The word lists that take a company's name apart.
#[derive(Clone, Debug, Default)]
pub struct NameWords {
    /// Provinces, cities, districts.
    pub places: WordSet,
    /// What companies do.
    pub trades: WordSet,
    /// Forms of organisation.
    pub forms: WordSet,
}

/// A full name taken apart: 深圳市 · 腾讯 · 计算机系统 · 有限公司.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyName {
    pieces: Vec<Piece>,
    core: String,
}

/// Some letters of a name, and what they do in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What they do.
    pub role: Role,
    /// Bytes of the full name.
    pub range: Range<usize>,
}

/// What letters do in a company's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Where: 深圳市, （中国）.
    Place,
    /// Who: the distinctive word, 字号.
    Core,
    /// What it does: 计算机系统.
    Trade,
    /// What it is in law: 有限公司, 集团, 经营部.
    Form,
}

impl CompanyName {
    /// Takes a full name apart. Every letter gets a role; blanks, brackets and other marks between pieces have none.
    pub fn parse(full: &str, words: &NameWords) -> Self {
        let letters = Letters::of(full);
        let roles = roles(&letters, words);
        let (mut pieces, mut core) = (Vec::new(), String::new());
        let mut start = 0;
        for end in 1..=roles.len() {
            if end == roles.len() || roles[end] != roles[start] || letters.bracket(end) != letters.bracket(start) {
                let range = letters.written(start..end);
                if roles[start] == Role::Core {
                    core.push_str(&full[range.clone()]);
                }
                pieces.push(Piece { role: roles[start], range });
                start = end;
            }
        }
        Self { pieces, core }
    }

    /// The pieces in their order; they do not overlap.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The distinctive word, as written. Empty where the name has none, as 深圳市机场股份有限公司.
    pub fn core(&self) -> &str {
        &self.core
    }
}

/// The role of each letter.
pub(super) fn roles(name: &Letters, words: &NameWords) -> Vec<Role> {
    let mut parser = Parser { name, words, roles: vec![Role::Core; name.len()], start: 0, end: name.len() };
    if name.len() <= LONGEST_NAME {
        parser.brackets();
        parser.forms();
        parser.leading_places();
        parser.trades();
        parser.inner_forms();
    }
    parser.roles
}

/// Takes a name apart from both ends; what is between `start` and `end` is not yet understood.
struct Parser<'a> {
    name: &'a Letters,
    words: &'a NameWords,
    roles: Vec<Role>,
    start: usize,
    end: usize,
}

impl Parser<'_> {
    /// A registered name puts a place or a form into brackets: 百胜（中国）投资有限公司, （普通合伙）.
    fn brackets(&mut self) {
        let mut at = 0;
        while at < self.name.len() {
            let bracket = self.name.bracket(at);
            let end = (at..self.name.len()).find(|&next| self.name.bracket(next) != bracket).unwrap_or(self.name.len());
            if bracket > 0 {
                let form = self.words.forms.holds(self.name, at..end);
                self.roles[at..end].fill(if form { Role::Form } else { Role::Place });
            }
            at = end;
        }
    }

    /// Forms at the end, and behind the form of a company the place of its branch.
    fn forms(&mut self) {
        while let Some(form) = self.last(&self.words.forms, |_| true) {
            self.close(form, Role::Form);
            if let Some(place) = self.last(&self.words.places, |left| left > 1) {
                self.close(place, Role::Place);
            }
        }
    }

    /// Places at the start, the longest first, but not if a single character would be left (北京市场 is no 北京市).
    fn leading_places(&mut self) {
        while self.start < self.end && self.name.bracket(self.start) == 0 {
            let stretch = self.start..self.stretch_end();
            let mut ends = self.words.places.starting(self.name, stretch);
            let Some(end) = ends.find(|&end| self.left(end..self.end) != 1) else { break };
            self.roles[self.start..end].fill(Role::Place);
            self.start = end;
        }
    }

    /// Trades before the form, and a place before the trades: as many letters as words cover, in whatever way they
    /// are cut, but not so many that a single character would be left. Nothing may be left only behind a place
    /// (深圳市机场), since without one the first word is the distinctive one (卫星化学).
    fn trades(&mut self) {
        let placed = self.start > 0;
        while let Some(stretch) = self.stretch() {
            let mut starts = vec![false; stretch.len() + 1];
            starts[stretch.len()] = true;
            let mut first = stretch.end;
            for end in (stretch.start + 1..=stretch.end).rev() {
                if !starts[end - stretch.start] {
                    continue;
                }
                for start in self.words.trades.ending(self.name, stretch.start..end) {
                    starts[start - stretch.start] = true;
                    let left = self.left(self.start..start);
                    if left > 1 || (left == 0 && placed) {
                        first = first.min(start);
                    }
                }
            }
            if first < stretch.end {
                self.close(first..stretch.end, Role::Trade);
            } else if let Some(place) = self.last(&self.words.places, |left| left > 1) {
                self.close(place, Role::Place);
            } else {
                break;
            }
        }
    }

    /// A form inside what distinguishes: 国药集团一致 is 国药 and 一致.
    fn inner_forms(&mut self) {
        let mut at = self.start + 1;
        while at < self.end {
            let form = self.words.forms.starting(self.name, at..self.end).find(|&end| end - at > 1);
            match form {
                Some(end) if self.name.bracket(at) == 0 => {
                    self.roles[at..end].fill(Role::Form);
                    at = end;
                }
                _ => at += 1,
            }
        }
    }

    /// The longest word at the end that leaves as many letters as asked for.
    fn last(&self, words: &WordSet, enough: impl Fn(usize) -> bool) -> Option<Range<usize>> {
        let stretch = self.stretch()?;
        let start = words.ending(self.name, stretch.clone()).find(|&start| enough(self.left(self.start..start)))?;
        Some(start..stretch.end)
    }

    /// The last letters not yet understood that no bracket parts. Brackets at the end are passed over.
    fn stretch(&self) -> Option<Range<usize>> {
        let last = (self.start..self.end).rev().find(|&at| self.name.bracket(at) == 0)?;
        let first = (self.start..=last).rev().take_while(|&at| self.name.bracket(at) == 0).last()?;
        Some(first..last + 1)
    }

    fn close(&mut self, word: Range<usize>, role: Role) {
        self.end = word.start;
        self.roles[word].fill(role);
    }

    /// The end of the letters from `start` on that no bracket parts.
    fn stretch_end(&self) -> usize {
        (self.start..self.end).find(|&at| self.name.bracket(at) > 0).unwrap_or(self.end)
    }

    /// Letters outside brackets; a run of Latin letters or digits is enough to distinguish, so it counts double.
    fn left(&self, letters: Range<usize>) -> usize {
        let outside = letters.filter(|&at| self.name.bracket(at) == 0);
        outside.map(|at| if self.name.is_alphabetic(at) { 2 } else { 1 }).sum()
    }
}
