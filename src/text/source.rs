use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use super::{
    CellName, Cooked, Encoding, Excerpt, FaultKind, LineIndex, OffsetMapBuilder, Position, Row, Span, WorkbookFault,
    encoding::{self, Decoded},
    excerpt,
    workbook::Workbook,
};

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// One input file: its name as reports show it, and its text.
///
/// Everything speaks of places in [`Self::bytes`]: the file as it is or, where it is in another encoding than UTF-8, its
/// text in UTF-8. [`Self::position`] and [`Self::edited`] lead from there to the bytes of the file. The text of an Excel
/// workbook has a line for each row, that of an excerpt some lines of the file; nothing can be written into either.
#[derive(Debug)]
pub struct Source {
    name: Arc<str>,
    text: Text,
    /// The places where what reads as U+FFFD was half a character.
    broken: Vec<Span>,
    /// The file, where its text is another.
    original: Option<Original>,
    index: OnceLock<LineIndex>,
}

/// A file whose bytes are not those of its text.
#[derive(Clone, Debug)]
enum Original {
    Encoded(encoding::Original),
    Workbook(Box<Workbook>),
    Excerpt(excerpt::Origin),
}

/// What a file says.
#[derive(Clone, Debug)]
enum Text {
    Sound(String),
    /// Not UTF-8 throughout.
    Broken(Vec<u8>),
}

impl Source {
    /// A file called `name` (with `/` between folders) that holds `bytes`: text in UTF-8, UTF-16 or GB18030, or an Excel
    /// workbook.
    pub fn new(name: impl Into<Arc<str>>, bytes: impl Into<Vec<u8>>) -> Self {
        let (name, bytes) = (name.into(), bytes.into());
        if let Some(encoding) = Encoding::shown(&bytes) {
            return Self::written(name, bytes, encoding);
        }
        if Workbook::is_one(&bytes) {
            let mut book = Workbook::read(bytes);
            let text = Text::Sound(std::mem::take(&mut book.text));
            return Self { original: Some(Original::Workbook(Box::new(book))), ..Self::plain(name, text) };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::plain(name, Text::Sound(text)),
            Err(error) => {
                let bytes = error.into_bytes();
                match Encoding::guessed(&bytes) {
                    Some(encoding) => Self::written(name, bytes, encoding),
                    None => Self::plain(name, Text::Broken(bytes)),
                }
            }
        }
    }

    /// Some lines of the file `name`, which is in UTF-8.
    pub fn of_excerpt(name: impl Into<Arc<str>>, excerpt: Excerpt) -> Self {
        let (bytes, origin) = excerpt.into_parts();
        let text = String::from_utf8(bytes).map_or_else(|error| Text::Broken(error.into_bytes()), Text::Sound);
        Self { original: Some(Original::Excerpt(origin)), ..Self::plain(name.into(), text) }
    }

    fn plain(name: Arc<str>, text: Text) -> Self {
        Self { name, text, broken: Vec::new(), original: None, index: OnceLock::new() }
    }

    fn written(name: Arc<str>, bytes: Vec<u8>, encoding: Encoding) -> Self {
        match encoding.decode(bytes) {
            Ok(Decoded { text, broken, original }) => {
                Self { broken, original: Some(Original::Encoded(original)), ..Self::plain(name, Text::Sound(text)) }
            }
            Err(bytes) => Self::plain(name, Text::Broken(bytes)),
        }
    }

    /// The name, as reports show it.
    pub const fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The bytes in which all places are counted: those of the file, or of its text in UTF-8.
    pub fn bytes(&self) -> &[u8] {
        match &self.text {
            Text::Sound(text) => text.as_bytes(),
            Text::Broken(bytes) => bytes,
        }
    }

    /// The file as it is; of an excerpt, the lines that are there.
    pub fn file(&self) -> &[u8] {
        match &self.original {
            None | Some(Original::Excerpt(_)) => self.bytes(),
            Some(Original::Encoded(original)) => &original.bytes,
            Some(Original::Workbook(book)) => &book.file,
        }
    }

    /// The encoding of the file, where it is text and not UTF-8.
    pub const fn encoding(&self) -> Option<Encoding> {
        match &self.original {
            Some(Original::Encoded(original)) => Some(original.encoding),
            _ => None,
        }
    }

    /// Whether the file is an Excel workbook.
    pub const fn is_workbook(&self) -> bool {
        matches!(self.original, Some(Original::Workbook(_)))
    }

    /// The rows of each sheet of an Excel workbook, and why there are no more of them; `None` where the file is text.
    pub fn sheets(&self) -> Option<(Vec<Vec<Row<'_>>>, Option<WorkbookFault>)> {
        let (book, text) = self.workbook()?;
        Some((book.sheets(text).collect(), book.fault))
    }

    /// The cell in which byte `at` stands, where this is an Excel workbook.
    pub fn cell(&self, at: usize) -> Option<CellName<'_>> {
        self.workbook()?.0.at(at).map(|(_, name)| name)
    }

    fn workbook(&self) -> Option<(&Workbook, &str)> {
        match (&self.original, &self.text) {
            (Some(Original::Workbook(book)), Text::Sound(text)) => Some((book, text)),
            _ => None,
        }
    }

    /// The file as text, without a byte order mark, and the places that are no text: what is not UTF-8, and NUL bytes.
    /// Each of them reads as U+FFFD; [`Self::damage`] tells which it is.
    pub fn decode(&self) -> (Cooked<'_>, Vec<Span>) {
        let start = if self.bytes().starts_with(BOM) && self.begins_the_file() { BOM.len() } else { 0 };
        let rest = &self.bytes()[start..];
        if let Text::Sound(text) = &self.text
            && !rest.contains(&0)
        {
            return (Cooked::verbatim(&text[start..], start), self.broken.clone());
        }
        let (mut text, mut map, mut broken, mut at) = (String::new(), OffsetMapBuilder::default(), Vec::new(), start);
        for chunk in rest.utf8_chunks() {
            for piece in chunk.valid().split_inclusive('\0') {
                let sound = piece.trim_end_matches('\0');
                text.push_str(sound);
                map.linear(sound.len(), at);
                at += sound.len();
                if sound.len() < piece.len() {
                    broken.push(Span::new(at, at + 1));
                    text.push(char::REPLACEMENT_CHARACTER);
                    map.atom(char::REPLACEMENT_CHARACTER.len_utf8(), Span::new(at, at + 1));
                    at += 1;
                }
            }
            if !chunk.invalid().is_empty() {
                let span = Span::new(at, at + chunk.invalid().len());
                text.push(char::REPLACEMENT_CHARACTER);
                map.atom(char::REPLACEMENT_CHARACTER.len_utf8(), span);
                broken.push(span);
                at = span.end;
            }
        }
        broken.extend(&self.broken);
        broken.sort_unstable();
        (Cooked::new(Cow::Owned(text), map.finish(at)), broken)
    }

    /// What is wrong with a place that [`Self::decode`] calls no text.
    pub fn damage(&self, span: Span) -> FaultKind {
        if self.bytes().get(span.start) == Some(&0) {
            FaultKind::Binary
        } else if matches!(self.original, Some(Original::Encoded(_) | Original::Workbook(_))) {
            FaultKind::Utf16
        } else {
            FaultKind::Encoding
        }
    }

    /// The bytes of `span`, as text; what is not UTF-8 reads as U+FFFD. Bytes outside the file are left out.
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        let end = span.end.min(self.bytes().len());
        String::from_utf8_lossy(&self.bytes()[span.start.min(end)..end])
    }

    /// Line and columns of the byte `at`, and where that is in the file. In an Excel workbook, the line is the row of its
    /// sheet, and all else is counted from the start of the cell.
    pub fn position(&self, at: usize) -> Position {
        let position = self.seen(at);
        if let Some((start, cell)) = self.workbook().and_then(|(book, _)| book.at(position.byte)) {
            let from = self.seen(start);
            return Position {
                byte: position.byte - start,
                line: cell.row,
                column: position.column.saturating_sub(from.column) + 1,
                utf16: position.utf16.saturating_sub(from.utf16) + 1,
            };
        }
        if let Some(Original::Excerpt(origin)) = &self.original {
            return origin.position(position, self.index());
        }
        Position { byte: self.place(position.byte), ..position }
    }

    /// The number in the file of a line of [`Self::bytes`], both 1-based; in an Excel workbook too, lines are those of
    /// its text.
    pub fn line_number(&self, line: usize) -> usize {
        let Some(Original::Excerpt(origin)) = &self.original else { return line };
        let start = self.index().line(self.bytes(), line).map_or(self.bytes().len(), |range| range.start);
        origin.position(self.seen(start), self.index()).line
    }

    /// Line and columns of the byte `at` in [`Self::bytes`].
    pub fn seen(&self, at: usize) -> Position {
        self.index().position(self.bytes(), at)
    }

    /// Where the lines of this file begin.
    pub fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(self.bytes()))
    }

    /// Whether the file can say `text`: its encoding may lack a character.
    pub fn can_say(&self, text: &str) -> bool {
        self.original.is_none() || self.spelled(text).is_some()
    }

    /// The file with each of these places, which are disjoint and in order, replaced by its text. All bytes beside them
    /// stay as they are. `None` where it cannot say one of the texts.
    pub fn edited<'e>(&self, edits: impl IntoIterator<Item = (Span, &'e str)>) -> Option<Vec<u8>> {
        let file = self.file();
        let (mut out, mut at) = (Vec::with_capacity(file.len()), 0);
        for (span, text) in edits {
            let (start, end) = (self.place(span.start), self.place(span.end));
            out.extend_from_slice(file.get(at..start)?);
            out.extend_from_slice(&self.spelled(text)?);
            at = end;
        }
        out.extend_from_slice(file.get(at..)?);
        Some(out)
    }

    /// What this file is once it holds `bytes`, in the same encoding.
    #[must_use]
    pub fn renewed(&self, bytes: Vec<u8>) -> Self {
        match self.encoding() {
            Some(encoding) => Self::written(Arc::clone(&self.name), bytes, encoding),
            None => Self::new(Arc::clone(&self.name), bytes),
        }
    }

    /// The byte of the file for a byte of the text.
    fn place(&self, at: usize) -> usize {
        match (&self.original, &self.text) {
            (Some(Original::Encoded(original)), Text::Sound(text)) => original.place(text, at),
            (Some(Original::Excerpt(origin)), _) => origin.byte(at),
            _ => at,
        }
    }

    fn spelled<'t>(&self, text: &'t str) -> Option<Cow<'t, [u8]>> {
        match &self.original {
            None => Some(Cow::Borrowed(text.as_bytes())),
            Some(Original::Encoded(original)) => original.encoding.encode(text),
            Some(Original::Workbook(_) | Original::Excerpt(_)) => None,
        }
    }

    /// Whether the first byte is that of the file.
    fn begins_the_file(&self) -> bool {
        !matches!(&self.original, Some(Original::Excerpt(origin)) if !origin.begins_the_file())
    }
}

impl Clone for Source {
    fn clone(&self) -> Self {
        let (text, broken, original) = (self.text.clone(), self.broken.clone(), self.original.clone());
        Self { name: Arc::clone(&self.name), text, broken, original, index: OnceLock::new() }
    }
}
