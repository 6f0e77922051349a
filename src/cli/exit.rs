//! Exit codes: the shortest thing that a script can learn from us.

use std::process;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum ExitCode {
    /// 0: nothing to object to.
    Clean,
    /// 3: nothing to check.
    Nothing,
    /// 1: findings that count.
    Findings,
    /// 2: something could not be used: an option, a configuration, a pack, a file.
    Unusable,
}

impl ExitCode {
    /// The number that the process ends with.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Unusable => 2,
            Self::Nothing => 3,
        }
    }
}

impl From<ExitCode> for process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code.number())
    }
}

/// Leaves `value` to the operating system: the process ends soon, and a large run takes longer to be taken apart piece by
/// piece than to end.
pub(super) fn leave<T>(value: T) {
    std::mem::forget(value);
}
