use super::{FieldRef, Match, Subject, Value};
use crate::text::fold_str;

/// A field held against another one. Where either is missing, nothing is found.
#[derive(Debug)]
pub struct Agreement {
    /// The other field; a list says the same where one of its items does.
    pub with: FieldRef,
    /// Whether the fields have to say the same to be found, or something else.
    pub same: bool,
}

impl Agreement {
    /// Finds each text of the field that says the same as the other one, or something else. Width, case and blanks make
    /// no difference.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let others: Vec<_> = subject.value(&self.with).texts().collect();
        let Some(first) = others.first() else { return };
        let keys: Vec<String> = others.iter().map(|text| sense(text.text)).collect();
        for text in value.texts() {
            if keys.contains(&sense(text.text)) == self.same {
                found.push(Match::at(text.whole()).with("other", first.text));
            }
        }
    }
}

/// What two texts have to share to say the same.
pub(super) fn sense(text: &str) -> String {
    fold_str(text).chars().filter(|character| !character.is_whitespace()).collect()
}
