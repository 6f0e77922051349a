use super::outline::Need;
use crate::rule::signs::Signs;

impl Need {
    /// Whether `text` has what is needed.
    pub(crate) fn is_met(&self, text: &str) -> bool {
        match self {
            Self::Text(wanted) => text.contains(wanted.as_str()),
            Self::Character(ranges) => {
                text.chars().any(|character| ranges.iter().any(|&(from, to)| (from..=to).contains(&character)))
            }
            Self::All(needs) => needs.iter().all(|need| need.is_met(text)),
            Self::Any(needs) => needs.iter().any(|need| need.is_met(text)),
        }
    }
}

impl Signs {
    /// Whether `text`, whose signs these are, may have what is needed.
    pub(crate) fn may_meet(&self, need: &Need, text: &str) -> bool {
        match need {
            Need::Text(wanted) => {
                wanted.chars().all(|one| self.may_have(one, one))
                    && (wanted.len() == 1 || text.contains(wanted.as_str()))
            }
            Need::Character(ranges) => ranges.iter().any(|&(from, to)| self.may_have(from, to)),
            Need::All(needs) => needs.iter().all(|need| self.may_meet(need, text)),
            Need::Any(needs) => needs.iter().any(|need| self.may_meet(need, text)),
        }
    }
}
