use crate::diagnostic::{Report, Severity};

/// What decides the exit code. The process ends with [`Exit::code`], so the last line of a report cannot disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The findings do.
    Findings {
        /// Open findings of this severity or a graver one give 1; everything else gives 0.
        fail_on: Severity,
    },
    /// The user asked for 0 whatever is found.
    Forced,
    /// There was nothing to check: 3, or 0 where that is allowed.
    Empty {
        /// Whether the user said that this is fine.
        allowed: bool,
    },
    /// A part of the run was unusable: 2. What it was is told apart from the report.
    Unusable,
}

impl Exit {
    /// The exit code, 0 to 3.
    pub fn code(self, report: &Report) -> u8 {
        match self {
            Self::Findings { fail_on } => u8::from(report.worst().is_some_and(|worst| worst >= fail_on)),
            Self::Forced | Self::Empty { allowed: true } => 0,
            Self::Unusable => 2,
            Self::Empty { allowed: false } => 3,
        }
    }

    /// Whether the findings are the whole story: what is clean because nothing was checked is not ready to submit.
    pub(super) fn is_verdict(self, report: &Report) -> bool {
        report.worst().is_some() || matches!(self, Self::Findings { .. } | Self::Forced)
    }
}

impl Default for Exit {
    fn default() -> Self {
        Self::Findings { fail_on: Severity::Error }
    }
}
