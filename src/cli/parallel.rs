//! Many files at once.

use std::{
    num::NonZeroUsize,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::rule::Executor;

/// Threads, for what the library has in pieces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Threads;

impl Executor for Threads {
    fn map<'i, I: Sync, O: Send>(&self, items: &'i [I], work: impl Fn(&'i I) -> O + Sync) -> Vec<O> {
        map(items, work)
    }
}

/// Fewer items than this are not worth a thread.
const WORTH_A_THREAD: usize = 8;

/// `work` of every item, in the order of the items, on as many threads as the machine has and the items are worth.
pub(super) fn map<'i, I: Sync, O: Send>(items: &'i [I], work: impl Fn(&'i I) -> O + Sync) -> Vec<O> {
    let threads = threads(items.len());
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let mut done: Vec<(usize, O)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, output)| output).collect()
}

fn threads(items: usize) -> usize {
    match items / WORTH_A_THREAD {
        0 | 1 => 1,
        worth => worth.min(thread::available_parallelism().map_or(1, NonZeroUsize::get)),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn outputs_keep_the_order_of_items() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(super::map(&items, |&n| n * 2), items.iter().map(|n| n * 2).collect::<Vec<_>>());
    }
}
