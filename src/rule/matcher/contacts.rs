use super::{Match, Subject, Value};
use crate::document::ContactKind;

/// Telephone numbers in running text.
#[derive(Debug)]
pub struct Contacts(pub Vec<ContactKind>);

impl Contacts {
    /// Finds each number of these kinds, whole.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let body = subject.body(text.text);
            for contact in body.contacts.iter().filter(|contact| self.0.contains(&contact.kind)) {
                let number = &text.text[contact.range.clone()];
                found.push(Match::at(text.spot(contact.range.clone())).with("number", number));
            }
        }
    }
}
