//! JSON Lines files that are larger than what is worth holding: they are read in windows, of which only those lines are
//! kept that somebody has to see, or that have to be compared with others. These then go the way of every other file.

mod companions;
mod file;
mod marks;
mod sieve;
#[cfg(test)]
mod tests;
mod window;

use std::sync::Arc;

use super::{
    discover::Found,
    load::{LIMIT, Unread},
    project::Project,
};
use crate::{
    diagnostic::Language,
    document::Format,
    engine::{Input, LeftOut},
};

use self::{
    companions::{Failed, Run},
    file::Sieved,
};

/// How much is held at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    /// Files of more bytes than this are sieved.
    pub(super) sieved: u64,
    /// The bytes of a window.
    pub(super) window: usize,
    /// The most bytes of one line.
    pub(super) line: u64,
    /// The lines with findings that are kept.
    pub(super) shown: usize,
}

impl Sizes {
    /// As large as is useful on any machine.
    pub(super) const USUAL: Self = Self { sieved: 16 * 1024 * 1024, window: 512 * 1024, line: LIMIT, shown: 10_000 };

    /// As large, but all lines with findings are kept.
    pub(super) const fn showing_all(self) -> Self {
        Self { shown: usize::MAX, ..self }
    }
}

/// A file whose lines were sieved.
#[derive(Debug)]
pub(super) struct Kept {
    /// The lines that were kept.
    pub(super) input: Input,
    /// What the others hold.
    pub(super) left_out: Arc<LeftOut>,
}

/// Files that are sieved together.
#[derive(Debug)]
pub(super) struct Stream<'p> {
    project: &'p Project,
    sizes: Sizes,
    files: Vec<Sieved>,
}

impl<'p> Stream<'p> {
    pub(super) const fn new(project: &'p Project, sizes: Sizes) -> Self {
        Self { project, sizes, files: Vec::new() }
    }

    /// Whether no file was sieved.
    pub(super) const fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Sieves a file, if it is one of those that are.
    pub(super) fn takes(&mut self, found: &Found, reported: bool) -> Result<bool, Unread> {
        let plan = &self.project.plan;
        // What is said about single records of a file, or about all its texts, needs the whole of it.
        let ignores = plan.levels.ignores(&found.name);
        let whole = plan.sources.name(&found.name) || ignores.iter().any(|ignore| ignore.pointer.len() > 1);
        let Some(path) = found.path.as_deref().filter(|_| found.format == Format::JsonLines && !whole) else {
            return Ok(false);
        };
        if !ignores.is_empty() {
            // What is ignored must not take the place of what counts.
            self.sizes = self.sizes.showing_all();
        }
        let sieved = sieve::sieve(path, &found.name, reported, self.sizes, plan)?;
        let is_taken = sieved.is_some();
        self.files.extend(sieved);
        Ok(is_taken)
    }

    /// What is kept of each file, in the order in which they were taken, given the `others` of the run; and in words what
    /// is not shown of them.
    ///
    /// # Errors
    /// The place of a file that cannot be read any more, and why.
    pub(super) fn kept(self, others: &[Input]) -> Result<(Vec<Kept>, Option<String>), (usize, Unread)> {
        let plan = &self.project.plan;
        let (kept, omitted) =
            Run::new(self.files, others, self.sizes, plan).kept().map_err(|Failed(file, why)| (file, why))?;
        Ok((kept, (omitted > 0).then(|| words(omitted, self.sizes.shown, plan.language))))
    }
}

/// That lines with findings are left out.
fn words(omitted: usize, shown: usize, language: Language) -> String {
    language.pick(
        format!("还有 {omitted} 行有问题，没有列出：只列出最严重的 {shown} 行，请先改好这些"),
        format!(
            "{omitted} more line{} with findings {} not shown: these {shown} are the worst; mend them first",
            if omitted == 1 { "" } else { "s" },
            if omitted == 1 { "is" } else { "are" }
        ),
    )
}
