//! A page of text for a person at a terminal.

use std::borrow::Cow;

use crate::{
    diagnostic::{Example, Language, Severity},
    output::{Style, severity_word, visible},
};

/// A page in the making.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
    color: bool,
    links: bool,
    unicode: bool,
}

impl Page {
    /// An empty page that looks as `style` says.
    pub(super) const fn new(style: &Style) -> Self {
        Self { text: String::new(), color: style.color, links: style.links, unicode: style.unicode }
    }

    /// What the page is about, as the headline of a finding looks.
    pub(super) fn headline(&mut self, id: &str, severity: Severity, title: &str, language: Language) {
        let color = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            Severity::Info => "1;36",
        };
        let word = self.paint(&format!("{}[{id}]", severity_word(language, severity)), color);
        let title = self.paint(&self.clean(title), "1");
        self.line(&format!("{word}{}{title}", language.pick("：", ": ")));
    }

    /// What the page is about, where it has no severity.
    pub(super) fn title(&mut self, name: &str, title: &str, language: Language) {
        let name = self.paint(&self.clean(name), "1;36");
        if title.is_empty() {
            self.line(&name);
        } else {
            let title = self.paint(&self.clean(title), "1");
            self.line(&format!("{name}{}{title}", language.pick("：", ": ")));
        }
    }

    /// An empty line before every page but the first, which has the place 0.
    pub(super) fn gap(&mut self, place: usize) {
        if place > 0 {
            self.text.push('\n');
        }
    }

    /// A line about the page itself.
    pub(super) fn note(&mut self, text: &str) {
        let text = self.paint(&self.clean(text), "2");
        self.line(&text);
    }

    /// The name of a section.
    pub(super) fn heading(&mut self, name: &str) {
        self.text.push('\n');
        let name = self.paint(name, "1");
        self.line(&name);
    }

    /// A paragraph.
    pub(super) fn paragraph(&mut self, text: &str) {
        for line in text.lines() {
            self.line(&format!("  {}", self.clean(line)));
        }
    }

    /// A line of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.line(&format!("  - {}", self.clean(&text.replace('\n', " "))));
    }

    /// A line of a list that leads to a page.
    pub(super) fn link(&mut self, title: &str, url: &str) {
        let (title, url) = (self.clean(title).into_owned(), self.clean(url).into_owned());
        if self.links {
            self.line(&format!("  - \x1b]8;;{url}\x1b\\{title}\x1b]8;;\x1b\\"));
        } else {
            self.line(&format!("  - {title}"));
            self.line(&format!("    {url}"));
        }
    }

    /// A text with the marked part shown: in colour, or between angle quotes.
    pub(super) fn example(&mut self, example: &Example) {
        let mut lines: Vec<String> = example.text.lines().map(|line| self.clean(line).into_owned()).collect();
        let mark = self.clean(example.mark.as_deref().unwrap_or_default()).into_owned();
        if let Some(line) = lines.iter_mut().find(|line| !mark.is_empty() && line.contains(&mark)) {
            let shown = if self.color { self.paint(&mark, "4;31") } else { format!("›{mark}‹") };
            *line = line.replacen(&mark, &shown, 1);
        }
        for line in lines {
            self.line(&format!("  {line}"));
        }
        if let Some(why) = &example.why {
            self.paragraph(&format!("({why})"));
        }
    }

    /// The page as a whole.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A pack may carry escape codes; the terminal gets none but ours.
    fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        visible(text, self.unicode)
    }

    fn paint(&self, text: &str, color: &str) -> String {
        if self.color { format!("\x1b[{color}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }
}
