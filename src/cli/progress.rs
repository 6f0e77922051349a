//! How far a long run is, on a terminal.

use std::{
    io::{self, IsTerminal, Write},
    sync::{
        Condvar, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use super::{parallel, terminal};
use crate::{diagnostic::Language, rule::Executor};

/// Who waits no longer than this wonders about nothing.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the line changes.
const PACE: Duration = Duration::from_millis(200);

/// How much of a stage is done, in any unit.
#[derive(Debug)]
pub(super) struct Progress {
    done: AtomicU64,
    total: u64,
}

/// Threads whose finished work counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'p> {
    progress: &'p Progress,
    /// What all that is handed over at once counts.
    weight: u64,
}

/// Does `work`, and says on standard error how far it is, if that is a terminal and it takes long. `stage` names it.
pub(super) fn during<T>(stage: &str, total: u64, language: Language, work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress { done: AtomicU64::new(0), total };
    if !io::stderr().is_terminal() || terminal::is_dumb() {
        return work(&progress);
    }
    let (finished, bell) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| watch(stage, &progress, language, &finished, &bell));
        // The line has to stop even where the work panics.
        let _bell = Ring { finished: &finished, bell: &bell };
        work(&progress)
    })
}

/// Rings when it goes.
struct Ring<'b> {
    finished: &'b Mutex<bool>,
    bell: &'b Condvar,
}

impl Drop for Ring<'_> {
    fn drop(&mut self) {
        *self.finished.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.bell.notify_all();
    }
}

fn watch(stage: &str, progress: &Progress, language: Language, finished: &Mutex<bool>, bell: &Condvar) {
    let (mut wait, mut written) = (PATIENCE, false);
    let mut state = finished.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        let waited = bell.wait_timeout_while(state, wait, |finished| !*finished);
        state = waited.unwrap_or_else(PoisonError::into_inner).0;
        let mut stderr = io::stderr().lock();
        // Nobody is left to be told that standard error is closed.
        if *state {
            let _ = if written { write!(stderr, "\r\x1b[K") } else { Ok(()) };
            return;
        }
        let _ = write!(stderr, "\r\x1b[K{}", progress.line(stage, language)).and_then(|()| stderr.flush());
        (wait, written) = (PACE, true);
    }
}

impl Progress {
    /// Threads for work that counts `weight` in all.
    pub(super) const fn counted(&self, weight: u64) -> Counted<'_> {
        Counted { progress: self, weight }
    }

    fn line(&self, stage: &str, language: Language) -> String {
        let percent = (self.done.load(Ordering::Relaxed) * 100).checked_div(self.total).unwrap_or(0).min(100);
        language.pick(format!("{stage}… {percent}%"), format!("{stage}… {percent} %"))
    }
}

impl Executor for Counted<'_> {
    fn map<'i, I: Sync, O: Send>(&self, items: &'i [I], work: impl Fn(&'i I) -> O + Sync) -> Vec<O> {
        let share = self.weight / items.len().max(1) as u64;
        parallel::map(items, |item| {
            let output = work(item);
            self.progress.done.fetch_add(share, Ordering::Relaxed);
            output
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_much_is_done() {
        let progress = Progress { done: AtomicU64::new(0), total: 300 };
        let done = progress.counted(150).map(&[1, 2, 3], |n| n * 2);
        assert_eq!(done, [2, 4, 6]);
        assert_eq!(progress.line("checking", Language::En), "checking… 50 %");
        assert_eq!(progress.line("正在检查", Language::Zh), "正在检查… 50%");
        assert_eq!(Progress { done: AtomicU64::new(0), total: 0 }.line("checking", Language::En), "checking… 0 %");
    }
}
