use super::outline::Need;

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
