//! The first pass over a file: every line is judged alone.

use std::{
    fs::{self, File},
    num::NonZeroUsize,
    path::Path,
    sync::Arc,
    thread,
};

use super::{
    Sizes,
    file::{Facts, Handle, NAMES, Sieved},
    window::{Cutter, NoWindow, Window},
};
use crate::{
    cli::{
        load::Unread,
        progress::{self, Progress},
    },
    engine::{Plan, Sifted, Traits, Whole, sift, traits},
    rule::Executor,
    text::{Encoding, Excerpt, Source},
};

/// How many windows a thread takes before they are put together.
const WINDOWS: usize = 8;

/// Windows are put together at least when there are this many.
const MOST_WINDOWS: usize = 64;

/// How often a file is read until it is known how each line is to be read.
const ROUNDS: usize = 3;

/// How many lines that are not UTF-8 are wanted: among more, none but the first is told.
const BROKEN: usize = 11;

/// Sieves the file at `path`; `None` where it is to be read as others are, because it is small, or not ours at first sight.
pub(super) fn sieve(
    path: &Path,
    name: &str,
    reported: bool,
    sizes: Sizes,
    plan: &Plan,
) -> Result<Option<Sieved>, Unread> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() || metadata.len() <= sizes.sieved {
        return Ok(None);
    }
    let file = File::open(path)?;
    let handle = Handle::new(file, &metadata);
    let name: Arc<str> = name.into();
    let Some(first) = Cutter::new(handle.again()?, handle.len, sizes).next().map_err(|none| unread(none, 1))? else {
        return Ok(None);
    };
    // Another encoding shows in the first window, or not at all.
    let is_other = Encoding::shown(&first.bytes).is_some()
        || (std::str::from_utf8(&first.bytes).is_err() || first.bytes.contains(&0))
            && Encoding::guessed(&first.bytes).is_some();
    let traits = traits(&source(&name, &first.bytes, 0), plan);
    if is_other || !traits.are_ours() {
        return Ok(None);
    }
    let mut pass = Pass::new(&name, reported, Whole::of(&traits, plan));
    let stage = plan.language.pick("正在逐行检查", "checking line by line");
    for _ in 0..ROUNDS {
        progress::during(stage, handle.len, plan.language, |progress| pass.run(&handle, sizes, plan, progress))?;
        handle.check()?;
        // What is true of the whole file shows only at its end.
        let whole = Whole::of(&pass.seen, plan);
        if whole == pass.whole {
            break;
        }
        pass = Pass::new(&name, reported, whole);
    }
    let Pass { whole, facts, .. } = pass;
    Ok(Some(Sieved { name, reported, whole, facts, handle }))
}

/// Some lines of a file.
fn source(name: &Arc<str>, bytes: &[u8], start: u64) -> Source {
    let mut excerpt = Excerpt::default();
    excerpt.push(bytes, usize::try_from(start).unwrap_or(usize::MAX), 1);
    Source::of_excerpt(Arc::clone(name), excerpt)
}

fn unread(none: NoWindow, line: usize) -> Unread {
    match none {
        NoWindow::Io(error) => Unread::Io(error),
        NoWindow::LongLine => Unread::LongLine(line),
    }
}

/// What is known of a file, as far as it was read.
struct Pass<'n> {
    name: &'n Arc<str>,
    reported: bool,
    /// What is assumed of the file, and what it showed.
    whole: Whole,
    seen: Traits,
    /// The number of the line that comes next.
    line: usize,
    /// How many lines that are not UTF-8 are wanted, and whether the first NUL byte is.
    broken: usize,
    binary: bool,
    facts: Facts,
}

impl<'n> Pass<'n> {
    fn new(name: &'n Arc<str>, reported: bool, whole: Whole) -> Self {
        let (seen, facts) = Default::default();
        Self { name, reported, whole, seen, line: 1, broken: 0, binary: false, facts }
    }

    fn run(&mut self, handle: &Handle, sizes: Sizes, plan: &Plan, progress: &Progress) -> Result<(), Unread> {
        let mut cutter = Cutter::new(handle.again()?, handle.len, sizes);
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let most = (threads * WINDOWS).clamp(2 * WINDOWS, MOST_WINDOWS);
        let mut open: Option<Window> = None;
        loop {
            let (mut windows, mut end) = (Vec::with_capacity(most), None);
            while windows.len() < most && end.is_none() {
                match cutter.next() {
                    Ok(Some(window)) => windows.push(window),
                    Ok(None) => end = Some(Ok(())),
                    Err(none) => end = Some(Err(none)),
                }
            }
            let weight = windows.iter().map(|window| window.bytes.len() as u64).sum();
            let sifted = progress.counted(weight).map(&windows, |window| self.sift(window, plan));
            for (window, sifted) in windows.into_iter().zip(sifted) {
                open = match open.take() {
                    None => self.take(window, sifted, plan)?,
                    Some(before) => {
                        // What was open goes on here, so it is not known yet where the lines of this window begin.
                        let Window { start, mut bytes, .. } = before;
                        bytes.extend_from_slice(&window.bytes);
                        if bytes.len() as u64 > sizes.line {
                            return Err(Unread::LongLine(self.line));
                        }
                        let joined = Window { start, bytes, is_last: window.is_last };
                        let sifted = self.sift(&joined, plan);
                        self.take(joined, sifted, plan)?
                    }
                };
            }
            if let Some(end) = end {
                return end.map_err(|none| unread(none, self.line));
            }
        }
    }

    fn sift(&self, window: &Window, plan: &Plan) -> Result<Sifted, usize> {
        let source = source(self.name, &window.bytes, window.start);
        sift(&source, &self.whole, self.reported, window.is_last, plan)
    }

    /// Notes what was found in a window; gives back what may go on behind it.
    fn take(
        &mut self,
        mut window: Window,
        sifted: Result<Sifted, usize>,
        plan: &Plan,
    ) -> Result<Option<Window>, Unread> {
        match sifted {
            Ok(sifted) => {
                self.note(sifted, window.start).ok_or(Unread::TooLarge)?;
                Ok(None)
            }
            Err(0) => Ok(Some(window)),
            Err(end) => {
                let bytes = window.bytes.split_off(end);
                let open = Window { start: window.start + end as u64, bytes, is_last: false };
                window.is_last = true;
                let sifted = self.sift(&window, plan);
                self.take(window, sifted, plan)?;
                Ok(Some(open))
            }
        }
    }

    /// Notes what was found in the window that begins at this byte. `None` where the file has too many lines.
    fn note(&mut self, sifted: Sifted, start: u64) -> Option<()> {
        let out = &mut self.facts;
        let base = u32::try_from(out.rows.count()).ok()?;
        for stretch in &sifted.stretches {
            let row = out.rows.add(stretch, start, self.line)?;
            out.found.extend(stretch.worst.map(|worst| (row, worst)));
        }
        self.line += sifted.lines;
        let row = |place: usize| u32::try_from(place).map(|place| base + place).ok();
        for place in sifted.broken.into_iter().take(BROKEN - self.broken) {
            out.wanted.insert(row(place)?);
            self.broken += 1;
        }
        if let Some(first) = sifted.binary.filter(|_| !self.binary) {
            out.wanted.insert(row(first)?);
            self.binary = true;
        }
        out.records += sifted.records;
        for (who, (count, first)) in sifted.tallies {
            if !out.tallies.contains_key(&who) {
                out.wanted.insert(row(first)?);
            }
            *out.tallies.entry(who).or_default() += count;
        }
        for (place, words) in sifted.questions {
            out.questions.entry(words).or_insert(row(place)?);
        }
        for (key, place) in sifted.keys {
            out.keys.add(key, row(place)?);
        }
        for (kind, name, place) in sifted.names {
            let some = &mut out.some_names[kind as usize];
            if some.len() < NAMES {
                some.entry(name).or_insert(row(place)?);
            }
            out.names.add(name, row(place)?);
        }
        for (name, place) in sifted.names_by_provider {
            out.names.add(name, row(place)?);
        }
        self.seen = std::mem::take(&mut self.seen).and(sifted.traits);
        Some(())
    }
}
