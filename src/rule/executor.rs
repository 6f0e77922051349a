/// Does many pieces of work; with threads where the head has them, of which the library knows nothing.
pub trait Executor {
    /// `work` of every item, in the order of the items.
    fn map<'i, I: Sync, O: Send>(&self, items: &'i [I], work: impl Fn(&'i I) -> O + Sync) -> Vec<O>;
}

/// One piece after the other.
#[derive(Clone, Copy, Debug)]
pub struct OneByOne;

impl Executor for OneByOne {
    fn map<'i, I: Sync, O: Send>(&self, items: &'i [I], work: impl Fn(&'i I) -> O + Sync) -> Vec<O> {
        items.iter().map(work).collect()
    }
}
