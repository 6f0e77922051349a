use super::{Match, Subject, Value};

/// Something about links.
#[derive(Debug)]
pub enum Links {
    /// Any link.
    Any,
    /// A link that holds a variable.
    WithVariable,
}

impl Links {
    /// Finds each such link, whole.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        for text in value.texts() {
            let body = subject.body(text.text);
            for link in &body.links {
                let inside = body.variables_in(&link.range).first();
                let variable = inside.map_or("", |variable| &text.text[variable.range.clone()]);
                if matches!(self, Self::WithVariable) && inside.is_none() {
                    continue;
                }
                let link = link.range.clone();
                let shown = &text.text[link.clone()];
                found.push(Match::at(text.spot(link)).with("link", shown).with("variable", variable));
            }
        }
    }
}
