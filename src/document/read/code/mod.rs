//! Templates in the source code of programs: in texts, and in comments beside the id of a template.

mod comments;
mod insert;
mod joined;
mod outline;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use super::{
    super::{Document, Payloads},
    found::{Beside, Braces, Found, Id, Named, Surroundings, recognise, with_values},
};
use crate::text::{
    Cooked, Source, Span, Style,
    code::{Piece, ProgramLanguage, decode, scan},
};

use self::outline::{Outline, Text};

/// What fills in texts by the numbers in their braces.
const FILLS: &[&str] = &["MessageFormat", "tring.Format(", "StrUtil.format(", "format!("];

/// What a program writes mails with.
const MAILS: &[&str] = &["SimpleMailMessage", "MimeMessage", "JavaMailSender"];

/// Reads the texts of a program that are templates.
pub(super) fn read<'s>(
    source: &'s Source,
    file: &Cooked<'s>,
    language: ProgramLanguage,
    payloads: &Payloads,
) -> Document<'s> {
    // What stands in tests is there to be wrong.
    let tests = language.grammar().tests.and_then(|mark| file.text().find(mark));
    let scan = scan(&file.text()[..tests.unwrap_or(file.text().len())], language);
    let says = |words: &[&str]| words.iter().any(|word| file.text().contains(word));
    let fills = says(FILLS) || (language.grammar().name == "Python" && says(&[".format("]));
    let braces = if fills { Braces::All } else { Braces::Names };
    let reader = Reader { file, payloads, path: source.name(), braces, mails: says(MAILS) };
    let outline = Outline::of(file.text(), &scan, payloads);
    let mut found: Vec<Found<'s>> = outline.texts.iter().filter_map(|text| reader.text(text, &outline)).collect();
    found.extend(comments::read(&reader, &outline));
    found.sort_by_key(|found| found.span);
    found.dedup_by(|b, a| a.span.end > b.span.start);
    let records: Vec<_> = found.into_iter().enumerate().map(|(index, found)| found.record(index)).collect();
    Document { source, recognised: !records.is_empty(), records, problems: Vec::new() }
}

struct Reader<'r, 's> {
    file: &'r Cooked<'s>,
    payloads: &'r Payloads,
    path: &'r str,
    /// What braces in its texts mean.
    braces: Braces,
    /// Whether it writes mails.
    mails: bool,
}

impl<'s> Reader<'_, 's> {
    /// The template that a text is, if it is one.
    fn text(&self, text: &Text<'_>, outline: &Outline<'_>) -> Option<Found<'s>> {
        let cooked = with_values(decode(self.file, &text.pieces), self.braces);
        let id = outline.id_beside(text).map(|at| self.id(at));
        let around = Surroundings {
            path: self.path,
            key: outline.key(text),
            names: outline.names(text),
            calls: outline.calls(text),
            comment: comments::of(self, text, outline),
            id: id.as_ref().map(beside),
            mails: self.mails,
        };
        let why = recognise(cooked.text(), &around)?;
        let whole = &self.file.text()[text.range.clone()];
        // Catalogues of translations have a text for its own key.
        let own = |name: &std::ops::Range<usize>| {
            let says_the_same = whole.trim_matches(['"', '\'', '`']) == &self.file.text()[name.clone()];
            says_the_same || (name.start < text.range.end && text.range.start < name.end)
        };
        let name = outline.name(text).filter(|name| !own(name)).map(|range| Named { text: self.file.part(range) });
        let span = self.file.span(text.range.clone());
        Some(Found { text: cooked, style: style(text), span, name, id, why })
    }

    /// The id at a place of the file.
    fn id(&self, at: std::ops::Range<usize>) -> Id<'s> {
        let text = self.file.part(at);
        let form = self.payloads.template_id(text.text());
        let provider = form.filter(|form| form.is_sure()).map(|form| form.provider.clone());
        Id { provider, text }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.file.span(range)
    }
}

fn beside<'i>(id: &'i Id<'_>) -> Beside<'i> {
    match id.provider {
        Some(_) => Beside::Sure(id.text.text()),
        None => Beside::Likely(id.text.text()),
    }
}

/// How an edit of the text has to be spelled: as all its pieces are.
fn style(text: &Text<'_>) -> Style {
    let mut forms = text.pieces.iter().filter_map(|piece| match piece {
        Piece::Text(literal) => Some(literal.form),
        Piece::Value(_) => None,
    });
    let Some(first) = forms.next() else { return Style::Nested };
    if forms.all(|form| std::ptr::eq(form, first)) { Style::Program(first) } else { Style::Nested }
}
