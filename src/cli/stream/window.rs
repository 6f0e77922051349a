use std::{
    fs::File,
    io::{self, Read},
};

use super::Sizes;

/// How many times a window may grow until it is cut at any line.
const GROWTH: usize = 4;

/// Whole lines of a file.
#[derive(Debug)]
pub(super) struct Window {
    /// The byte of the file where they begin.
    pub(super) start: u64,
    pub(super) bytes: Vec<u8>,
    /// Whether nothing follows.
    pub(super) is_last: bool,
}

/// Cuts a file into windows, if it can before a line that begins with a bracket.
#[derive(Debug)]
pub(super) struct Cutter {
    file: io::Take<File>,
    /// What was read and is not given out yet, and where it begins.
    rest: Vec<u8>,
    start: u64,
    sizes: Sizes,
}

/// Why there is no window.
#[derive(Debug)]
pub(super) enum NoWindow {
    Io(io::Error),
    /// A line has more bytes than it may.
    LongLine,
}

impl Cutter {
    /// Cuts the first `len` bytes of `file` into windows.
    pub(super) fn new(file: File, len: u64, sizes: Sizes) -> Self {
        Self { file: file.take(len), rest: Vec::new(), start: 0, sizes }
    }

    /// The next window; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Window>, NoWindow> {
        let mut wanted = self.sizes.window;
        loop {
            self.fill(wanted).map_err(NoWindow::Io)?;
            let is_last = self.file.limit() == 0 || self.rest.len() < wanted;
            if is_last && self.rest.is_empty() {
                return Ok(None);
            }
            let end =
                if is_last { Some(self.rest.len()) } else { cut(&self.rest, wanted >= GROWTH * self.sizes.window) };
            if let Some(end) = end {
                let rest = self.rest.split_off(end);
                let window = Window { start: self.start, bytes: std::mem::replace(&mut self.rest, rest), is_last };
                self.start += end as u64;
                return Ok(Some(window));
            }
            if self.rest.len() as u64 > self.sizes.line {
                return Err(NoWindow::LongLine);
            }
            wanted *= 2;
        }
    }

    fn fill(&mut self, wanted: usize) -> io::Result<()> {
        let missing = wanted.saturating_sub(self.rest.len()) as u64;
        self.file.by_ref().take(missing).read_to_end(&mut self.rest).map(drop)
    }
}

impl From<io::Error> for NoWindow {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The byte behind the last line whose next one begins a value.
fn cut(bytes: &[u8], anywhere: bool) -> Option<usize> {
    let ends = |pair: &[u8]| pair[0] == b'\n' && (anywhere || matches!(pair[1], b'{' | b'['));
    bytes.windows(2).rposition(ends).map(|at| at + 1)
}
