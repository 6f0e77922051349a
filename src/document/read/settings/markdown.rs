use super::{
    super::{
        super::{Document, Payloads, Record, RecordKind},
        Format, code,
        found::{Beside, Braces, Found, Id, Surroundings, recognise, with_values},
        unread::Unread,
    },
    read as read_settings, records as records_of,
};
use crate::text::{Cooked, Source, Style, code::HOLE, read_json, read_yaml};

/// What blocks are called whose language has another ending in the names of files.
const LANGUAGES: [(&str, &str); 9] = [
    ("c#", "cs"),
    ("csharp", "cs"),
    ("golang", "go"),
    ("javascript", "js"),
    ("kotlin", "kt"),
    ("python", "py"),
    ("ruby", "rb"),
    ("terraform", "tf"),
    ("typescript", "ts"),
];

/// A code block that is open.
struct Block<'t> {
    /// The signs that open it.
    marks: &'t str,
    /// The byte at which its first line begins.
    start: usize,
    /// What its first line says it is; `None` for texts.
    format: Option<Format>,
    /// Whether it says that it is text, or nothing.
    is_text: bool,
}

/// Reads the code blocks: programs and settings as what they say they are, others by the lines that are messages, of which
/// the headings above tell what they are about.
pub(in super::super) fn read<'s>(source: &'s Source, text: &Cooked<'s>, payloads: &Payloads) -> Document<'s> {
    let (mut records, mut headings, mut block): (Vec<_>, Vec<&str>, Option<Block<'_>>) = (Vec::new(), Vec::new(), None);
    let (mut at, mut above): (usize, Option<(usize, &str)>) = (0, None);
    for line in text.text().split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim();
        let marks = content.len() - content.trim_start_matches(['`', '~']).len();
        match &block {
            None if marks >= 3 => {
                block = Some(Block { marks: &content[..marks], start: at, ..Block::saying(&content[marks..]) });
            }
            None => {
                let depth = content.bytes().take_while(|byte| *byte == b'#').count();
                if (1..=6).contains(&depth) && content[depth..].starts_with(' ') {
                    headings.truncate(depth - 1);
                    headings.push(content[depth..].trim());
                }
                let from = start + line.len() - line.trim_start().len();
                above = (!content.is_empty()).then_some((from, content)).or(above);
            }
            Some(open)
                if marks >= open.marks.len() && content.len() == marks && content.starts_with(&open.marks[..1]) =>
            {
                if let Some(format) = open.format {
                    records.extend(read_block(source, &text.part(open.start..start), format, payloads));
                }
                block = None;
            }
            Some(open) if content.is_empty() || open.format.is_some() => {}
            Some(open) => {
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
                // What stands in a console is a command or what it prints.
                let is_message = open.is_text || content.starts_with('【') || content.ends_with('】');
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
    if let Some(Block { start, format: Some(format), .. }) = block {
        records.extend(read_block(source, &text.part(start..text.text().len()), format, payloads));
    }
    for (index, record) in records.iter_mut().enumerate() {
        record.index = index;
    }
    Document { source, recognised: !records.is_empty(), records, problems: Vec::new() }
}

impl Block<'_> {
    /// A block that says this of itself.
    fn saying(says: &str) -> Self {
        let word = says.trim_start().split([' ', '{', ',', '\t']).next().unwrap_or_default().to_ascii_lowercase();
        let ending = LANGUAGES.iter().find(|(name, _)| *name == word).map_or(&*word, |(_, ending)| ending);
        let format = Format::of(&format!("block.{ending}")).filter(|format| {
            matches!(format, Format::Yaml | Format::Json | Format::JsonLines | Format::Data(_) | Format::Code(_))
        });
        Self {
            marks: "",
            start: 0,
            format,
            is_text: matches!(ending, "" | "text" | "txt" | "plain" | "plaintext" | "sms"),
        }
    }
}

/// The templates of a block that is a program or settings.
fn read_block<'s>(source: &'s Source, block: &Cooked<'s>, format: Format, payloads: &Payloads) -> Vec<Record<'s>> {
    match format {
        Format::Code(language) => code::read(source, block, language, payloads).records,
        Format::Data(form) => read_settings(source, block, form, &[], payloads).records,
        Format::Json | Format::JsonLines => records_of(source, &read_json(block).roots, &Unread::default(), payloads),
        _ => records_of(source, &read_yaml(block).roots, &Unread::default(), payloads),
    }
    .into_iter()
    .filter(|record| record.kind == RecordKind::Template)
    .collect()
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
