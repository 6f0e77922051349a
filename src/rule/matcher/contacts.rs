use super::{Match, Subject, Value};
use crate::document::ContactKind;

/// Telephone numbers in running text.
#[derive(Debug)]
pub struct Contacts {
    /// Of which kinds.
    pub kinds: Vec<ContactKind>,
    /// How many of them may stand in one text.
    pub allowed: usize,
}

impl Contacts {
    /// Finds each number of these kinds behind the allowed ones, whole.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let body = subject.body(text.text);
            for contact in body.contacts.iter().filter(|contact| self.kinds.contains(&contact.kind)).skip(self.allowed)
            {
                let number = &text.text[contact.range.clone()];
                found.push(Match::at(text.spot(contact.range.clone())).with("number", number));
            }
        }
    }
}
