use std::ops::Range;

use super::{company::Role, letters::Letters};

/// Which letters of a full name a short one takes, in its order.
///
/// Where there are several ways to read it, this is the fairest: it cuts the fewest runs of Latin letters and digits,
/// then leaves the most of the core, then skips the least.
#[derive(Debug)]
pub(super) struct Alignment {
    /// For each letter of the full name, the letter of the short one that stands for it.
    taken: Vec<Option<usize>>,
}

/// What a way of reading costs. One cut outweighs every letter of the core, and one of these every gap: neither can
/// occur more often than there are letters.
const GAP: u32 = 1;
const CORE: u32 = 1 << 10;
const CUT: u32 = 1 << 20;

/// Half of the greatest cost, so that adding to it stays in range.
const NEVER: u32 = u32::MAX / 2;

impl Alignment {
    /// Nothing where the short name has letters in another order. Time and space grow with the product of the lengths.
    pub(super) fn of(short: &Letters, full: &Letters, roles: &[Role]) -> Option<Self> {
        let (rows, columns) = (short.len() + 1, full.len() + 1);
        // cost[took][at(i, j)]: the least cost of the rest, with i letters of the short name and j of the full one
        // behind, the last of which was taken or not.
        let at = |i: usize, j: usize| i * columns + j;
        let mut cost = [vec![NEVER; rows * columns], vec![NEVER; rows * columns]];
        let end = at(short.len(), full.len());
        for took in &mut cost {
            took[end] = 0;
        }
        for j in (0..full.len()).rev() {
            for i in (0..=short.len()).rev() {
                for took in [0, 1] {
                    let skip = Self::skip(full, roles, j, took) + cost[0][at(i, j + 1)];
                    let take = if i < short.len() && short.letter(i) == full.letter(j) {
                        Self::take(full, i, j, took) + cost[1][at(i + 1, j + 1)]
                    } else {
                        NEVER
                    };
                    cost[took][at(i, j)] = skip.min(take).min(NEVER);
                }
            }
        }
        if cost[0][0] >= NEVER {
            return None;
        }

        let mut taken = vec![None; full.len()];
        let (mut i, mut took) = (0, 0);
        for (j, taken) in taken.iter_mut().enumerate() {
            let skip = Self::skip(full, roles, j, took) + cost[0][at(i, j + 1)];
            if i < short.len() && skip > cost[took][at(i, j)] {
                *taken = Some(i);
                i += 1;
                took = 1;
            } else {
                took = 0;
            }
        }
        Some(Self { taken })
    }

    fn skip(full: &Letters, roles: &[Role], j: usize, took: usize) -> u32 {
        let core = if roles[j] == Role::Core { CORE } else { 0 };
        let cut = if took == 1 && !full.divides(j) { CUT } else { 0 };
        core + cut
    }

    fn take(full: &Letters, i: usize, j: usize, took: usize) -> u32 {
        let skipped = took == 0;
        let gap = if skipped && i > 0 { GAP } else { 0 };
        let cut = if skipped && !full.divides(j) { CUT } else { 0 };
        gap + cut
    }

    /// The letter of the short name that stands for this letter of the full one.
    pub(super) fn taken(&self, full: usize) -> Option<usize> {
        self.taken[full]
    }

    /// The letters of the short name that stand for any of these of the full one, from the first to the last.
    pub(super) fn within(&self, full: impl Iterator<Item = usize>) -> Option<Range<usize>> {
        let mut within = full.filter_map(|letter| self.taken[letter]);
        let first = within.next()?;
        Some(first..within.last().unwrap_or(first) + 1)
    }

    /// The first letters of the full name that are left out between two that are taken.
    pub(super) fn gap(&self) -> Option<Range<usize>> {
        let first = self.taken.iter().position(Option::is_some)?;
        let start = first + self.taken[first..].iter().position(Option::is_none)?;
        let end = start + self.taken[start..].iter().position(Option::is_some)?;
        Some(start..end)
    }
}
