//! The cells of a sheet, and the texts that they share.

use quick_xml::{Reader, events::Event};

use super::{WorkbookFault, package::attribute};

/// The name of a sheet, and its part.
pub(super) type Grid = (String, String);

/// What takes a cell: its row and column, from 1, and its text.
type Take<'t> = dyn FnMut(usize, usize, &str) -> Result<(), WorkbookFault> + 't;

/// How Excel writes a carriage return inside a text.
const RETURN: &str = "_x000D_";

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// A number, or what a formula gives.
    #[default]
    Value,
    /// The number of a shared text.
    Shared,
    /// A text.
    Inline,
    /// Nothing that a text could be made of: a fault of a formula.
    Fault,
}

/// The shared texts, in their order.
pub(super) fn strings(xml: &str) -> Result<Vec<String>, WorkbookFault> {
    let (mut strings, mut text) = (Vec::new(), Text::default());
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().map_err(|_| WorkbookFault::Broken)?;
        match &event {
            Event::Eof => return Ok(strings),
            Event::Empty(element) if element.local_name().into_inner() == "si" => strings.push(String::new()),
            Event::End(element) if element.local_name().into_inner() == "si" => strings.push(text.finish()),
            _ => text.take(&event)?,
        }
    }
}

/// Gives every cell in which something stands to `take`.
pub(super) fn read(xml: &str, strings: &[String], take: &mut Take<'_>) -> Result<(), WorkbookFault> {
    let (mut row, mut column, mut form, mut text) = (0, 0, Form::default(), Text::default());
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().map_err(|_| WorkbookFault::Broken)?;
        match &event {
            Event::Eof => return Ok(()),
            Event::Start(element) | Event::Empty(element) if element.local_name().into_inner() == "row" => {
                let stated = attribute(element, "r").and_then(|number| number.parse().ok());
                // Rows are in order; one that is not has no place of its own.
                row = stated.filter(|stated| *stated > row).unwrap_or(row + 1);
                column = 0;
            }
            Event::Start(element) | Event::Empty(element) if element.local_name().into_inner() == "c" => {
                let stated = attribute(element, "r").and_then(|name| column_of(&name));
                column = stated.filter(|stated| *stated > column).unwrap_or(column + 1);
                form = match attribute(element, "t").as_deref() {
                    Some("s") => Form::Shared,
                    Some("inlineStr") => Form::Inline,
                    Some("e") => Form::Fault,
                    _ => Form::Value,
                };
                text.finish();
            }
            Event::End(element) if element.local_name().into_inner() == "c" => {
                let own = text.finish();
                let shared = || strings.get(own.trim().parse::<usize>().ok()?).map(String::as_str);
                let said = match form {
                    Form::Shared => shared().unwrap_or_default(),
                    Form::Fault => "",
                    Form::Value | Form::Inline => &own,
                };
                if !said.is_empty() && row > 0 {
                    take(row, column, said)?;
                }
            }
            _ => text.take(&event)?,
        }
    }
}

/// The column that a name such as `B7` begins with, from 1.
fn column_of(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let column = letters.take(4).fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    (1..=16_384).contains(&column).then_some(column)
}

/// A text on its way out of its elements.
#[derive(Debug, Default)]
struct Text {
    said: String,
    /// Whether what comes is a part of it.
    open: bool,
    /// How deep it stands in how words are said, which is no part of it.
    spoken: usize,
}

impl Text {
    fn take(&mut self, event: &Event<'_>) -> Result<(), WorkbookFault> {
        match event {
            Event::Start(element) => match element.local_name().into_inner() {
                "t" | "v" => self.open = self.spoken == 0,
                "rPh" => self.spoken += 1,
                _ => {}
            },
            Event::End(element) => match element.local_name().into_inner() {
                "t" | "v" => self.open = false,
                "rPh" => self.spoken = self.spoken.saturating_sub(1),
                _ => {}
            },
            Event::Text(text) if self.open => self.said += &text.xml10_content(),
            Event::CData(text) if self.open => self.said += &text.xml10_content(),
            Event::GeneralRef(reference) if self.open => {
                let character = reference.resolve_char_ref().map_err(|_| WorkbookFault::Broken)?;
                let name = reference.xml10_content();
                let named = quick_xml::escape::resolve_predefined_entity(&name);
                match (character, named) {
                    (Some(character), _) => self.said.push(character),
                    (None, Some(named)) => self.said += named,
                    (None, None) => return Err(WorkbookFault::Broken),
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The text, which begins anew.
    fn finish(&mut self) -> String {
        self.open = false;
        let text = std::mem::take(&mut self.said);
        if text.contains(RETURN) { text.replace(RETURN, "") } else { text }
    }
}
