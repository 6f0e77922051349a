/// What the ids of a provider's templates look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateIdForm {
    /// The provider.
    pub provider: String,
    /// What they begin with; often nothing.
    pub prefix: String,
    /// How many digits follow, at the least and at the most.
    pub digits: (usize, usize),
}

impl TemplateIdForm {
    /// Whether `text` is such an id.
    pub fn fits(&self, text: &str) -> bool {
        let Some(digits) = text.strip_prefix(self.prefix.as_str()) else { return false };
        (self.digits.0..=self.digits.1).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether nothing else looks like that: a bare number may be anything.
    pub const fn is_sure(&self) -> bool {
        !self.prefix.is_empty()
    }
}
