//! How languages write texts and comments: data, one file a language.

mod csharp;
mod dart;
mod go;
mod groovy;
mod java;
mod javascript;
mod kotlin;
mod php;
mod python;
mod ruby;
mod rust;
mod scala;
mod sql;
mod swift;

/// Every language that is known. A new one is a file and its name here.
const ALL: &[&Grammar] = &[
    &java::GRAMMAR,
    &groovy::GRAMMAR,
    &scala::GRAMMAR,
    &kotlin::GRAMMAR,
    &go::GRAMMAR,
    &php::GRAMMAR,
    &python::GRAMMAR,
    &javascript::GRAMMAR,
    &javascript::VUE,
    &csharp::GRAMMAR,
    &sql::GRAMMAR,
    &ruby::GRAMMAR,
    &rust::GRAMMAR,
    &swift::GRAMMAR,
    &dart::GRAMMAR,
];

/// A language that programs are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ProgramLanguage(usize);

impl ProgramLanguage {
    /// The language of files whose names end so; without the dot, in lower case.
    pub fn of_extension(extension: &str) -> Option<Self> {
        ALL.iter().position(|grammar| grammar.extensions.contains(&extension)).map(Self)
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..ALL.len()).map(Self)
    }

    /// How it writes texts and comments.
    pub fn grammar(self) -> &'static Grammar {
        ALL[self.0]
    }
}

/// How a language writes texts and comments.
#[expect(clippy::struct_excessive_bools, reason = "each is a trait of the language")]
#[derive(Debug)]
pub struct Grammar {
    /// What it is called.
    pub name: &'static str,
    /// How the names of its files end, without the dot, in lower case.
    pub extensions: &'static [&'static str],
    /// What begins a comment that ends with its line.
    pub line_comments: &'static [&'static str],
    /// What begins and ends a comment of any lines.
    pub block_comments: &'static [(&'static str, &'static str)],
    /// Whether such comments nest.
    pub nested_comments: bool,
    /// The ways to write a text. The first that fits counts, so longer openings stand first.
    pub texts: &'static [TextForm],
    /// Whether `'x'` is a character and no text.
    pub characters: bool,
    /// Whether `/…/` may be a regular expression.
    pub regexes: bool,
    /// The operators that join texts.
    pub joins: &'static [&'static str],
    /// Whether texts that follow each other are one.
    pub adjacent: bool,
    /// What belongs to a word besides letters, digits and `_`.
    pub word_signs: &'static [u8],
    /// What encloses the code, where a file holds other things too.
    pub island: Option<(&'static str, &'static str)>,
    /// What the tests begin with that end a file.
    pub tests: Option<&'static str>,
}

/// What most languages have, to be amended by each.
const PLAIN: Grammar = Grammar {
    name: "",
    extensions: &[],
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    nested_comments: false,
    texts: &[],
    characters: false,
    regexes: false,
    joins: &["+"],
    adjacent: false,
    word_signs: &[],
    island: None,
    tests: None,
};

/// A way to write a text.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct TextForm {
    /// Words of which one stands directly before the opening sign, in lower case; empty where none does.
    pub prefixes: &'static [&'static str],
    /// What opens it.
    pub open: &'static str,
    /// What closes it.
    pub close: Close,
    /// How signs are written that cannot stand for themselves.
    pub escapes: Escapes,
    /// How expressions of the program are written inside.
    pub holes: &'static [Hole],
    /// Whether it may go over several lines.
    pub lines: bool,
    /// Whether its first and last line may be mere frame, and the least indentation of its lines is none of the text.
    pub block: bool,
}

/// What closes a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Close {
    /// This.
    Sign(&'static str),
    /// A quote and as many `#` as stand before the opening one.
    Hashes,
    /// As many quotes as opened it, three at the least.
    Run,
    /// A line with the word that follows the opening sign.
    Heredoc,
    /// The opening sign again, with the word that stands inside it: `$x$`.
    Tag,
}

/// How signs are written that cannot stand for themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Escapes {
    /// They are not.
    None,
    /// Behind a backslash. What it makes of a sign that needs none: nothing, or it stays.
    Backslash {
        /// Whether the backslash stays there.
        stays: bool,
    },
    /// A backslash stays, and yet the quote behind it closes nothing.
    Kept,
    /// A backslash before a quote or a backslash, and nothing else.
    Quotes,
    /// A quote twice.
    Doubled,
    /// Both of the first and the last, as databases do.
    BackslashOrDoubled,
}

/// How an expression of the program is written inside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hole {
    /// Between brackets, of which the closing one is given.
    Braced(&'static str, u8),
    /// In braces; two of them stand for one that is none.
    Brace,
    /// A name behind this sign.
    Name(u8),
}

impl TextForm {
    /// A text between `open` and `close` on one line, with backslashes.
    const fn quoted(open: &'static str) -> Self {
        Self {
            prefixes: &[],
            open,
            close: Close::Sign(open),
            escapes: Escapes::Backslash { stays: false },
            holes: &[],
            lines: false,
            block: false,
        }
    }

    /// The same over several lines.
    const fn long(self) -> Self {
        Self { lines: true, ..self }
    }

    /// The same over several lines, indented as the code is.
    const fn block(self) -> Self {
        Self { lines: true, block: true, ..self }
    }

    /// The same with no escapes at all.
    const fn raw(self) -> Self {
        Self { escapes: Escapes::None, ..self }
    }

    const fn escapes(self, escapes: Escapes) -> Self {
        Self { escapes, ..self }
    }

    const fn holes(self, holes: &'static [Hole]) -> Self {
        Self { holes, ..self }
    }

    const fn prefixes(self, prefixes: &'static [&'static str]) -> Self {
        Self { prefixes, ..self }
    }

    const fn close(self, close: Close) -> Self {
        Self { close, ..self }
    }
}
