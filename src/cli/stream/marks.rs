//! Hashes of many records, and which have the same.

/// A hash, and the row that has it, in twelve bytes.
type Mark = [u32; 3];

/// What stands for another file's record, which is at hand anyway.
pub(super) const ELSEWHERE: u32 = u32::MAX;

/// Hashes and rows.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    #[expect(clippy::cast_possible_truncation, reason = "in two halves")]
    pub(super) fn add(&mut self, hash: u64, row: u32) {
        self.0.push([(hash >> 32) as u32, hash as u32, row]);
    }

    /// Puts them in order; before, nothing is found.
    pub(super) fn sort(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
    }

    /// The first rows that have the hash.
    #[expect(clippy::cast_possible_truncation, reason = "in two halves")]
    pub(super) fn of(&self, hash: u64) -> impl Iterator<Item = u32> {
        let hash = [(hash >> 32) as u32, hash as u32];
        let from = self.0.partition_point(|mark| mark[..2] < hash[..]);
        let own = self.0[from..].iter().take_while(move |mark| mark[..2] == hash);
        own.map(|mark| mark[2]).filter(|row| *row != ELSEWHERE)
    }

    /// The rows whose hash another one has too.
    pub(super) fn repeated(&self) -> impl Iterator<Item = u32> {
        let groups = self.0.chunk_by(|a, b| a[..2] == b[..2]).filter(|group| group.len() > 1);
        groups.flatten().map(|mark| mark[2]).filter(|row| *row != ELSEWHERE)
    }

    /// Moves those of another list here, whose rows begin at `base`.
    pub(super) fn append(&mut self, other: Self, base: u32) {
        if self.0.is_empty() && base == 0 {
            *self = other;
        } else {
            self.0.extend(other.0.into_iter().map(|[high, low, row]| [high, low, row + base]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_the_same_hash_is_found() {
        let mut marks = Marks::default();
        for (hash, row) in [(7, 3), (u64::MAX, 1), (7, 0), (8, 2), (9, ELSEWHERE), (9, 4), (8, 2)] {
            marks.add(hash, row);
        }
        marks.sort();
        assert_eq!(marks.repeated().collect::<Vec<_>>(), [0, 3, 4]);
        assert_eq!((marks.of(7).collect(), marks.of(9).collect(), marks.of(6).count()), (vec![0, 3], vec![4], 0));
    }
}
