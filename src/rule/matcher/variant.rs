use super::{Match, Subject, Value};
use crate::{document::convert, rule::spec::VariantFault};

/// The content of a template at one of several providers.
#[derive(Debug)]
pub struct Variant(pub VariantFault);

impl Variant {
    /// Finds the content that several providers share, where this one wants it written otherwise.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let VariantFault::Missing = self.0;
        let own = || subject.record.node.get("variants")?.get(subject.provider)?.get("content");
        if !subject.shared || subject.record.payload.is_some() || own().is_some() {
            return;
        }
        let kind = |name: &str| subject.record.field(subject.provider, "variables")?.get(name)?.get("kind")?.text();
        for text in value.texts() {
            let converted = convert(text.text, None, subject.dialect, subject.text("region"), kind);
            if let Some(converted) = converted.filter(|one| one.text != text.text && !one.names.is_empty()) {
                found.push(Match::at(text.whole()).with("suggestion", converted.text));
            }
        }
    }
}
