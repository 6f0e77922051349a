//! What is remembered of a file that was sieved.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fs::{File, Metadata},
    io::{self, Read, Seek, SeekFrom},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use super::marks::Marks;
use crate::{
    cli::load::Unread,
    diagnostic::Severity,
    document::{Counts, RecordKind},
    engine::{Stretch, Whole},
    text::Excerpt,
};

/// Up to how many names of a kind are remembered: among more, none is suggested.
pub(super) const NAMES: usize = 201;

/// A file that was sieved.
#[derive(Debug)]
pub(super) struct Sieved {
    pub(super) name: Arc<str>,
    pub(super) reported: bool,
    pub(super) whole: Whole,
    pub(super) facts: Facts,
    pub(super) handle: Handle,
}

/// What is remembered of its lines.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) records: usize,
    pub(super) tallies: BTreeMap<(RecordKind, String), usize>,
    pub(super) rows: Rows,
    /// The rows with findings, and how severe these are.
    pub(super) found: Vec<(u32, Severity)>,
    /// Rows that are kept whatever was found in them.
    pub(super) wanted: BTreeSet<u32>,
    /// What the run is asked or told, and the first row that does.
    pub(super) questions: HashMap<u64, u32>,
    pub(super) keys: Marks,
    pub(super) names: Marks,
    /// Some names of each kind, and the first row that bears each.
    pub(super) some_names: [HashMap<u64, u32>; RecordKind::ALL.len()],
}

/// A file as it was when it was first looked at.
#[derive(Debug)]
pub(super) struct Handle {
    file: Mutex<File>,
    pub(super) len: u64,
    modified: Option<SystemTime>,
}

/// The stretches of a file, in order.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
    /// The records of those rows that hold several.
    many: HashMap<u32, Counts>,
}

/// Sixteen bytes a row: there may be many millions.
#[derive(Clone, Copy, Debug)]
struct Row {
    start: u64,
    /// 1-based.
    line: u32,
    records: Records,
    asks: bool,
    torn: bool,
}

#[derive(Clone, Copy, Debug)]
enum Records {
    None,
    One(RecordKind),
    Many,
}

impl Handle {
    pub(super) fn new(file: File, metadata: &Metadata) -> Self {
        Self { file: Mutex::new(file), len: metadata.len(), modified: metadata.modified().ok() }
    }

    /// A second way into the file, at its start.
    pub(super) fn again(&self) -> io::Result<File> {
        let mut file = self.lock().try_clone()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }

    pub(super) fn read(&self, start: u64, len: u64) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; usize::try_from(len).map_err(io::Error::other)?];
        let mut file = self.lock();
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Whether the file is as it was.
    pub(super) fn check(&self) -> Result<(), Unread> {
        let now = self.lock().metadata()?;
        let same = now.len() == self.len && now.modified().ok() == self.modified;
        if same { Ok(()) } else { Err(Unread::Changed) }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rows {
    /// Adds a stretch of a window that begins at this byte and on this line, 1-based. `None` where there are too many.
    pub(super) fn add(&mut self, stretch: &Stretch, start: u64, line: usize) -> Option<u32> {
        let row = u32::try_from(self.rows.len()).ok().filter(|row| *row < u32::MAX / 2)?;
        let all: usize = stretch.records.iter().sum();
        let records = match RecordKind::ALL.into_iter().find(|kind| stretch.records[*kind as usize] == 1) {
            Some(kind) if all == 1 => Records::One(kind),
            _ if all == 0 => Records::None,
            _ => {
                self.many.insert(row, stretch.records);
                Records::Many
            }
        };
        let line = u32::try_from(line + stretch.line).ok()?;
        let Stretch { asks, torn, .. } = *stretch;
        self.rows.push(Row { start: start + stretch.start as u64, line, records, asks, torn });
        Some(row)
    }

    pub(super) fn count(&self) -> usize {
        self.rows.len()
    }

    /// The rows in which something depends on other records.
    pub(super) fn asking(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.rows).filter(|(_, row)| row.asks).map(|(at, _)| at)
    }

    pub(super) fn ask(&mut self, row: u32) {
        self.rows[row as usize].asks = true;
    }

    /// How many bytes the row has, in a file of `len`.
    pub(super) fn len_of(&self, row: u32, len: u64) -> u64 {
        self.rows.get(row as usize + 1).map_or(len, |next| next.start) - self.rows[row as usize].start
    }

    /// Adds to `rows` those without which the others read otherwise.
    pub(super) fn complete(&self, rows: &mut BTreeSet<u32>) {
        let torn: HashSet<u32> = rows.iter().copied().filter(|row| self.rows[*row as usize].torn).collect();
        for mut row in torn {
            while self.rows[row as usize].torn && (row as usize) + 1 < self.rows.len() {
                row += 1;
                rows.insert(row);
            }
        }
    }

    /// These rows as an excerpt, and the byte where each begins in it.
    pub(super) fn excerpt(&self, rows: &BTreeSet<u32>, handle: &Handle) -> io::Result<(Excerpt, Vec<(usize, u32)>)> {
        let (mut excerpt, mut starts) = (Excerpt::default(), Vec::with_capacity(rows.len()));
        let rows: Vec<u32> = rows.iter().copied().collect();
        for run in rows.chunk_by(|a, b| a + 1 == *b) {
            let (first, last) = (run[0], run[run.len() - 1]);
            let (start, line) = (self.rows[first as usize].start, self.rows[first as usize].line);
            let end = self.rows[last as usize].start + self.len_of(last, handle.len);
            for row in run {
                let at = self.rows[*row as usize].start - start;
                starts.push((excerpt.len() + usize::try_from(at).map_err(io::Error::other)?, *row));
            }
            let bytes = handle.read(start, end - start)?;
            excerpt.push(&bytes, usize::try_from(start).map_err(io::Error::other)?, line as usize);
        }
        Ok((excerpt, starts))
    }

    /// How many records come before each of these rows, which are in order.
    pub(super) fn before(&self, starts: &[(usize, u32)]) -> Vec<(usize, Counts)> {
        let (mut counts, mut at, mut before) = (Counts::default(), 0, Vec::with_capacity(starts.len()));
        for &(start, row) in starts {
            for between in at..row {
                match self.rows[between as usize].records {
                    Records::None => {}
                    Records::One(kind) => counts[kind as usize] += 1,
                    Records::Many => {
                        let many = self.many.get(&between).copied().unwrap_or_default();
                        counts.iter_mut().zip(many).for_each(|(count, more)| *count += more);
                    }
                }
            }
            at = row;
            before.push((start, counts));
        }
        before
    }
}
