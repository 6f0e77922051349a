use super::super::{
    super::{Document, Payloads},
    found::{Beside, Braces, Found, Id, Surroundings, recognise, with_values},
};
use crate::text::{Cooked, Source, Style, code::HOLE};

/// Reads the lines of code blocks that are messages; the headings above tell what they are about.
pub(in super::super) fn read<'s>(source: &'s Source, text: &Cooked<'s>, payloads: &Payloads) -> Document<'s> {
    let (mut records, mut headings, mut fence): (Vec<_>, Vec<&str>, Option<&str>) = (Vec::new(), Vec::new(), None);
    let (mut at, mut above): (usize, Option<(usize, &str)>) = (0, None);
    for line in text.text().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim();
        let marks = content.len() - content.trim_start_matches(['`', '~']).len();
        match fence {
            None if marks >= 3 => fence = Some(&content[..marks]),
            None => {
                let depth = content.bytes().take_while(|byte| *byte == b'#').count();
                if (1..=6).contains(&depth) && content[depth..].starts_with(' ') {
                    headings.truncate(depth - 1);
                    headings.push(content[depth..].trim());
                }
                let from = start + line.len() - line.trim_start().len();
                above = (!content.is_empty()).then_some((from, content)).or(above);
            }
            Some(open) if marks >= open.len() && content.len() == marks && content.starts_with(&open[..1]) => {
                fence = None;
            }
            Some(_) if content.is_empty() => {}
            Some(_) => {
                let from = start + line.len() - line.trim_start().len();
                let cooked = with_values(text.part(from..from + content.len()), Braces::Provider);
                let id = above.and_then(|(at, above)| id_in(above, payloads).map(|(id, provider)| (at, id, provider)));
                let around = Surroundings {
                    path: source.name(),
                    key: None,
                    names: headings.iter().rev().copied().collect(),
                    calls: Vec::new(),
                    comment: above.map(|(_, above)| above),
                    id: id.as_ref().map(|(_, (_, id), _)| Beside::Sure(id)),
                    mails: false,
                };
                // A line of a program belongs to who reads programs.
                let is_message = content.starts_with('【') || content.ends_with('】');
                let Some(why) = recognise(cooked.text(), &around).filter(|_| is_message) else { continue };
                let style = if cooked.text().contains(HOLE) { Style::Nested } else { Style::Embedded };
                let id = id.map(|(at, (offset, id), provider)| {
                    let from = at + offset;
                    Id { provider: Some(provider), text: text.part(from..from + id.len()) }
                });
                let span = text.span(from..from + content.len());
                records.push(Found { text: cooked, style, span, name: None, id, why }.record(records.len()));
            }
        }
    }
    Document { source, recognised: !records.is_empty(), records, problems: Vec::new() }
}

/// The id of a template that a line names, the byte of the line that it stands at, and whose it is.
fn id_in<'l>(line: &'l str, payloads: &Payloads) -> Option<((usize, &'l str), String)> {
    let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut at = 0;
    line.split(|c: char| !in_word(c)).zip(line.split_inclusive(|c: char| !in_word(c))).find_map(|(word, whole)| {
        let start = at;
        at += whole.len();
        let form = payloads.template_id(word).filter(|form| form.is_sure())?;
        Some(((start, word), form.provider.clone()))
    })
}
