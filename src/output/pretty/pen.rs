use std::{borrow::Cow, fmt::Write, io};

use unicode_width::UnicodeWidthStr;

use crate::{
    diagnostic::{Language, Severity},
    output::{Style, visible::visible},
};

/// The widths that are drawn for: below, words come out a syllable a line; above, no eye follows a line.
const WIDTHS: std::ops::RangeInclusive<usize> = 32..=400;
const RESET: &str = "\u{1B}[0m";

/// Writes words for people: wrapped, coloured, and free of anything that steers a terminal but what it adds itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    pub color: bool,
    pub links: bool,
    pub width: usize,
    pub unicode: bool,
    pub language: Language,
}

impl Pen {
    pub(super) fn new(style: &Style, language: Language) -> Self {
        let width = style.width.clamp(*WIDTHS.start(), *WIDTHS.end());
        Self { color: style.color, links: style.links, width, unicode: style.unicode, language }
    }

    /// `text` with stand-ins for what must not reach a terminal.
    pub(super) fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        visible(text, self.unicode)
    }

    pub(super) fn severity(&self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;36",
        };
        self.paint(code, text)
    }

    pub(super) fn bold(&self, text: &str) -> String {
        self.paint("1", text)
    }

    pub(super) fn good(&self, text: &str) -> String {
        self.paint("32", text)
    }

    pub(super) fn bad(&self, text: &str) -> String {
        self.paint("31", text)
    }

    /// A link behind `text` (already clean), where links are wanted and `url` is one that a browser should open.
    pub(super) fn link(&self, url: &str, text: &str) -> Option<String> {
        let web = url.starts_with("https://") || url.starts_with("http://");
        (self.links && web).then(|| {
            let mut target = String::with_capacity(url.len());
            for byte in url.bytes() {
                if byte.is_ascii_graphic() {
                    target.push(char::from(byte));
                } else {
                    let _ = write!(target, "%{byte:02X}");
                }
            }
            format!("\u{1B}]8;;{target}\u{1B}\\{text}\u{1B}]8;;\u{1B}\\")
        })
    }

    /// `  name  text`, the text aligned with that of other items; each line of `text` is made clean and wrapped.
    pub(super) fn item(&self, out: &mut dyn io::Write, name: &str, text: &str) -> io::Result<()> {
        for (nth, line) in text.trim_end().lines().enumerate() {
            self.item_line(out, if nth == 0 { name } else { "" }, &self.clean(line))?;
        }
        Ok(())
    }

    /// As [`Self::item`], for one line that is clean already.
    pub(super) fn item_line(&self, out: &mut dyn io::Write, name: &str, text: &str) -> io::Result<()> {
        self.paragraph(out, &self.margin(name), &self.margin(""), text)
    }

    /// As [`Self::item`], for what must stay in one piece to be copied: an address, an identifier.
    pub(super) fn item_whole(&self, out: &mut dyn io::Write, name: &str, text: &str) -> io::Result<()> {
        writeln!(out, "{}{}", self.margin(name), self.clean(text))
    }

    /// Wraps clean `text`: `first` stands before the first line, `rest` before the others.
    pub(super) fn paragraph(&self, out: &mut dyn io::Write, first: &str, rest: &str, text: &str) -> io::Result<()> {
        let options = textwrap::Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(text, options) {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    fn margin(&self, name: &str) -> String {
        let column = self.language.pick(4, 6);
        format!("  {}{}  ", self.paint("36", name), " ".repeat(column - name.width().min(column)))
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() { format!("\u{1B}[{code}m{text}{RESET}") } else { text.to_owned() }
    }
}
