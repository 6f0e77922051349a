use super::{Cooked, Said, Span, code::TextForm};

/// What a file holds: one tree for each document in it, and what could not be read.
#[derive(Clone, Debug, Default)]
pub struct Tree<'s> {
    /// The roots, in the order of the file. A document that broke off holds what came before the fault,
    /// and what could be read behind it.
    pub roots: Vec<Node<'s>>,
    /// What was wrong, in the order of the file.
    pub faults: Vec<Fault>,
    /// What was left out to read the rest, or read as something else, in no order. What touches it is not what the file
    /// says.
    pub skipped: Vec<Span>,
}

/// A value with the place where it stands.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// The whole value, quotes, brackets and the `|` or `>` included, without the last line break of such a block.
    /// A list or map that broke off reaches to the fault.
    pub span: Span,
    /// What stands there.
    pub value: Value<'s>,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug)]
pub enum Value<'s> {
    /// `null`, `~`, or nothing at all.
    Null,
    /// Text, a number or a boolean: told apart only by who reads it.
    Scalar(Scalar<'s>),
    /// A list.
    Sequence(Vec<Node<'s>>),
    /// A map, in the order of the file. Keys are distinct: a repeated one is a [`Fault`], and the first one counts.
    Mapping(Vec<Entry<'s>>),
}

/// One key of a map and its value.
#[derive(Clone, Debug)]
pub struct Entry<'s> {
    /// The key.
    pub key: Scalar<'s>,
    /// Where the key stands, quotes included.
    pub key_span: Span,
    /// The value.
    pub value: Node<'s>,
}

/// A text as it was meant, with the way it was written.
#[derive(Clone, Debug)]
pub struct Scalar<'s> {
    /// The decoded text.
    pub cooked: Cooked<'s>,
    /// How it was written: decides how an edit has to be spelled.
    pub style: Style,
}

/// How a scalar is written in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// YAML without quotes.
    Plain,
    /// YAML without quotes inside `[…]` or `{…}`, where commas and brackets mean something.
    PlainInFlow,
    /// YAML `'…'`.
    SingleQuoted,
    /// YAML `"…"`.
    DoubleQuoted,
    /// YAML `|`.
    Literal,
    /// YAML `>`.
    Folded,
    /// JSON `"…"`.
    Json,
    /// A JSON number or boolean.
    JsonWord,
    /// A stretch of a plain text file.
    Bare,
    /// A text in the source code of a program.
    Program(&'static TextForm),
    /// A stretch of a file in some other language, between its quotes or whatever ends it there.
    Embedded,
    /// A cell of a table, without quotes.
    Cell,
    /// A cell of a table, in quotes.
    QuotedCell,
    /// A part of another text, such as JSON inside a string: no edit of it can be spelled.
    Nested,
    /// Our own word for what the file says in another way.
    Translated,
}

/// Something in a file that could not be read as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: FaultKind,
    /// A second place that belongs to it, such as the first of two equal keys.
    pub related: Option<Span>,
}

/// The ways in which a file can be unreadable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The grammar is broken; what is wrong, in plain words.
    Syntax(Said),
    /// Bytes that are not UTF-8; each was read as U+FFFD.
    Encoding,
    /// Half a character of UTF-16; it was read as U+FFFD.
    Utf16,
    /// A NUL byte, which no text has; it was read as U+FFFD.
    Binary,
    /// A text without quotes, which the grammar takes for something else, up to the end of its line; it was read over.
    Unquoted,
    /// The same key twice in one map.
    DuplicateKey(String),
    /// A key that is a list or a map.
    ComplexKey,
    /// Nested deeper than any document needs; the limit, in levels.
    TooDeep(usize),
    /// Aliases that unfold to more values than any document needs; the limit, in values.
    TooManyAliases(usize),
    /// An alias without its anchor; the name.
    UnknownAlias(String),
}

impl Style {
    /// Whether quotes, or a block, say that this is a text; without them it may be a number or a boolean.
    pub const fn is_plain(self) -> bool {
        matches!(self, Self::Plain | Self::PlainInFlow | Self::JsonWord)
    }
}

impl Tree<'_> {
    /// The same tree, independent of the file.
    pub(super) fn into_owned(self) -> Tree<'static> {
        Tree { roots: self.roots.into_iter().map(Node::into_owned).collect(), ..self }
    }
}

impl Scalar<'_> {
    fn into_owned(self) -> Scalar<'static> {
        Scalar { cooked: self.cooked.into_owned(), style: self.style }
    }
}

impl<'s> Node<'s> {
    /// The same tree, independent of the file. Readers bound the depth, so this may descend.
    fn into_owned(self) -> Node<'static> {
        let value = match self.value {
            Value::Null => Value::Null,
            Value::Scalar(scalar) => Value::Scalar(scalar.into_owned()),
            Value::Sequence(items) => Value::Sequence(items.into_iter().map(Node::into_owned).collect()),
            Value::Mapping(entries) => Value::Mapping(
                entries
                    .into_iter()
                    .map(|entry| Entry {
                        key: entry.key.into_owned(),
                        key_span: entry.key_span,
                        value: entry.value.into_owned(),
                    })
                    .collect(),
            ),
        };
        Node { span: self.span, value }
    }

    /// The value under `key`, where this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node<'s>> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entry named `key`, where this is a map that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry<'s>> {
        self.entries().iter().find(|entry| entry.key.cooked.text() == key)
    }

    /// The entries of a map; none where this is not one.
    pub fn entries(&self) -> &[Entry<'s>] {
        match &self.value {
            Value::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none where this is not one.
    pub fn items(&self) -> &[Node<'s>] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The scalar, where this is one.
    pub const fn scalar(&self) -> Option<&Scalar<'s>> {
        match &self.value {
            Value::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of the scalar, where this is one.
    pub fn text(&self) -> Option<&str> {
        self.scalar().map(|scalar| scalar.cooked.text())
    }

    /// Whether nothing stands here.
    pub const fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }
}
