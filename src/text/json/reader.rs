use std::ops::Range;

use super::{Lines, string};
use crate::text::{
    Cooked, FaultKind, Node, OffsetMap, Said, Scalar, Style, Tree, Value,
    tree_builder::{Collection, TreeBuilder},
};

/// Reads `source`, whose bytes lead to the file through `map`.
pub(super) fn read<'t>(source: &'t str, map: &OffsetMap) -> Tree<'t> {
    let mut reader = Reader::new(source, map);
    reader.run();
    reader.builder.finish()
}

/// Reads `source` as JSON Lines.
pub(super) fn read_lines<'t>(source: &'t str, map: &OffsetMap) -> (Tree<'t>, Lines) {
    let mut reader = Reader::new(source, map);
    reader.lines = Some(Lines::default());
    let is_open = !reader.run();
    let lines = reader.lines.take().unwrap_or_default();
    (reader.builder.finish(), Lines { is_open, ..lines })
}

pub(super) struct Reader<'t, 'm> {
    pub(super) source: &'t str,
    pub(super) map: &'m OffsetMap,
    pub(super) at: usize,
    pub(super) builder: TreeBuilder<'t, 'm>,
    /// The open brackets, and where each stands.
    pub(super) open: Vec<(Collection, usize)>,
    /// How many values stand complete at the top.
    roots: usize,
    /// Where the lines begin so far, where this is JSON Lines.
    pub(super) lines: Option<Lines>,
    /// The byte behind the last token or comment.
    pub(super) behind: usize,
    /// Whether the value before was given up.
    pub(super) torn: bool,
}

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    /// A value at the top, or the end.
    Root,
    /// A value, or `]`.
    FirstItem,
    /// A value behind the comma at this byte.
    Item(usize),
    /// A key, or `}`.
    FirstKey,
    /// A key behind the comma at this byte.
    Key(usize),
    Colon,
    Value,
    /// A comma, or the closing bracket.
    Comma,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open(Collection),
    Close(Collection),
    Colon,
    Comma,
    String,
    /// A number, `true`, `false`, `null`, or what stands in the place of one; from where to where.
    Word(Range<usize>),
    /// What begins no token.
    Other(char),
}

impl<'t, 'm> Reader<'t, 'm> {
    const fn new(source: &'t str, map: &'m OffsetMap) -> Self {
        let builder = TreeBuilder::new(map);
        Self { source, map, at: 0, builder, open: Vec::new(), roots: 0, lines: None, behind: 0, torn: false }
    }

    /// Reads everything. Says whether the end of the last value was seen.
    fn run(&mut self) -> bool {
        let mut due = Due::Root;
        while let Some(token) = self.token() {
            if due == Due::Root {
                self.note_line();
            }
            match self.take(token, due) {
                Some(next) => due = next,
                None if self.next_line() => due = Due::Root,
                None => return false,
            }
        }
        let is_over = self.open.is_empty();
        self.end(due);
        is_over
    }

    /// Takes what stands at `self.at`. `None` where reading this value cannot go on.
    fn take(&mut self, token: Token, due: Due) -> Option<Due> {
        let at = self.at;
        match (token, due) {
            (Token::Colon, Due::Colon) => {
                self.at += 1;
                Some(Due::Value)
            }
            (token, Due::Colon) => {
                // Without its colon, what a string means is anyone's guess: only a key and its value side by side are
                // plain enough.
                let message = ("键和值之间缺少“:”", "expected `:` between the key and its value");
                self.slip(self.shown(at), message);
                matches!(token, Token::Open(_) | Token::String | Token::Word(_)).then_some(Due::Value)
            }
            (Token::Comma, Due::Comma) => {
                self.at += 1;
                Some(match self.open.last() {
                    Some((Collection::Sequence, _)) => Due::Item(at),
                    _ => Due::Key(at),
                })
            }
            (Token::Comma, Due::Root) => {
                self.slip(at..at + 1, ("顶层的值之间不用逗号", "values at the top have no comma between them"));
                self.at += 1;
                Some(Due::Root)
            }
            (Token::Comma, Due::FirstItem | Due::Item(_) | Due::FirstKey | Due::Key(_)) => {
                self.slip(at..at + 1, ("逗号前面缺少值", "a comma without a value before it"));
                self.at += 1;
                Some(due)
            }
            (Token::Close(kind), Due::Item(comma) | Due::Key(comma)) => {
                self.slip(comma..comma + 1, ("最后一个值后面不能有逗号", "a comma after the last value"));
                self.close(kind)
            }
            (Token::Close(kind), Due::FirstItem | Due::FirstKey | Due::Comma) => self.close(kind),
            (token @ Token::Open(_), Due::Comma) if self.begins_value(at) => {
                self.break_off(at);
                self.note_line();
                self.take(token, Due::Root)
            }
            (token @ (Token::Open(_) | Token::String | Token::Word(_)), Due::Comma) => {
                self.slip(at..at, ("前面缺少逗号", "expected a comma before this"));
                let next = match self.open.last() {
                    Some((Collection::Sequence, _)) => Due::Item(at),
                    _ => Due::Key(at),
                };
                self.take(token, next)
            }
            (Token::String, _) => self.string(due),
            (Token::Word(range), _) => Some(self.word(range, due)),
            (Token::Open(kind), Due::Root | Due::FirstItem | Due::Item(_) | Due::Value) => Some(self.open(kind)),
            (Token::Open(_), _) => {
                self.fail(self.shown(at), ("键要写成双引号中的字符串", "a key is a string in double quotes"))
            }
            (Token::Other('\''), _) => self.fail(at..at + 1, ("字符串要用双引号", "strings stand in double quotes")),
            (Token::Other(character), _) => self.fail(
                self.shown(at),
                (format!("这里不能有字符 `{character}`"), format!("unexpected character `{character}`")),
            ),
            (Token::Colon, _) => self.fail(at..at + 1, ("这里不能有“:”", "unexpected `:`")),
            (Token::Comma | Token::Close(_), Due::Value) => self.fail(at..at + 1, ("键没有值", "the key has no value")),
            (Token::Close(_), _) => {
                self.fail(at..at + 1, ("这个括号没有对应的左括号", "a bracket that closes nothing"))
            }
        }
    }

    fn open(&mut self, kind: Collection) -> Due {
        self.builder.open(kind, self.at..self.at + 1);
        self.open.push((kind, self.at));
        self.at += 1;
        match kind {
            Collection::Sequence => Due::FirstItem,
            Collection::Mapping => Due::FirstKey,
        }
    }

    fn close(&mut self, kind: Collection) -> Option<Due> {
        let (opened, at) = *self.open.last()?;
        if opened != kind {
            let bracket = &self.source[at..=at];
            return self.fail(
                self.at..self.at + 1,
                (format!("`{bracket}` 由另一种括号闭合"), format!("`{bracket}` is closed by another kind of bracket")),
            );
        }
        self.at += 1;
        self.open.pop();
        if let Some((node, range)) = self.builder.close(Some(self.at)) {
            self.builder.place(node, range);
        }
        Some(self.after_value())
    }

    fn string(&mut self, due: Due) -> Option<Due> {
        let start = self.at;
        let (cooked, end) = match string::decode(self.source, self.map, start, &mut self.builder) {
            Ok(read) => read,
            Err((range, said)) => return self.fail(range, said),
        };
        self.at = end;
        self.place(Value::Scalar(Scalar { cooked, style: Style::Json }), start..end);
        Some(self.after(due))
    }

    fn word(&mut self, range: Range<usize>, due: Due) -> Due {
        self.at = range.end;
        let word = &self.source[range.clone()];
        let is_key = matches!(due, Due::FirstKey | Due::Key(_));
        if is_key {
            self.slip(range.clone(), ("键要写成双引号中的字符串", "a key is a string in double quotes"));
        } else if !matches!(word, "true" | "false" | "null") && !is_number(word) {
            return self.unquoted(range.start, due);
        }
        let value = if word == "null" && !is_key {
            Value::Null
        } else {
            let map = OffsetMap::shift(range.start).compose(word.len(), self.map);
            Value::Scalar(Scalar { cooked: Cooked::new(word.into(), map), style: Style::JsonWord })
        };
        self.place(value, range);
        self.after(due)
    }

    /// Takes a text that lacks quotes as far as it seems to go in its line, commas and brackets of its own included.
    fn unquoted(&mut self, start: usize, due: Due) -> Due {
        let line = self.source[start..].split(['\n', '\r']).next().unwrap_or_default();
        // In a map, a key has to stand behind the comma.
        let in_list = matches!(self.open.last(), Some((Collection::Sequence, _)));
        let ends =
            |behind: &str| in_list || behind.trim_start().is_empty() || behind.trim_start().starts_with(['"', '}']);
        let (mut end, mut depth) = (line.len(), 0_usize);
        for (at, character) in line.char_indices() {
            match character {
                '{' | '[' => depth += 1,
                '}' | ']' if depth == 0 => {
                    end = at;
                    break;
                }
                '}' | ']' => depth -= 1,
                ',' if depth == 0 && ends(&line[at + 1..]) => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        let range = start..start + line[..end].trim_end().len();
        self.builder.fault(range.clone(), FaultKind::Unquoted);
        self.at = range.end;
        let map = OffsetMap::shift(range.start).compose(range.len(), self.map);
        let cooked = Cooked::new(self.source[range.clone()].into(), map);
        self.place(Value::Scalar(Scalar { cooked, style: Style::JsonWord }), range);
        self.after(due)
    }

    fn place(&mut self, value: Value<'t>, range: Range<usize>) {
        self.builder.place(Node { span: self.map.span(range.clone()), value }, range);
    }

    fn after(&mut self, due: Due) -> Due {
        if matches!(due, Due::FirstKey | Due::Key(_)) { Due::Colon } else { self.after_value() }
    }

    fn after_value(&mut self) -> Due {
        if self.open.is_empty() {
            self.builder.end_document(self.at);
            self.roots += 1;
            Due::Root
        } else {
            Due::Comma
        }
    }

    /// Notes a fault that can be read over.
    pub(super) fn slip(&mut self, range: Range<usize>, said: impl Into<Said>) {
        self.builder.fault(range, FaultKind::Syntax(said.into()));
    }

    /// Notes a fault, and gives up the value at hand.
    fn fail<T>(&mut self, range: Range<usize>, said: impl Into<Said>) -> Option<T> {
        self.open.clear();
        self.builder.end_document(range.end.max(self.at));
        self.slip(range, said);
        None
    }

    fn end(&mut self, due: Due) {
        if self.open.is_empty() {
            debug_assert_eq!(due, Due::Root);
        } else {
            self.at = self.source.len();
            self.break_off(self.at);
        }
    }

    /// After a fault: in JSON Lines, the next value begins on a line of its own. One value that goes over many lines
    /// gives no such hold.
    fn next_line(&mut self) -> bool {
        if self.roots == 0 && self.lines.is_none() {
            return false;
        }
        // What cannot stand here may begin a line.
        let from = if self.lines.is_some() { self.at.saturating_sub(1) } else { self.at };
        let rest = &self.source.as_bytes()[from..];
        let begins = |pair: &[u8]| matches!(pair, [b'\n' | b'\r', b'{' | b'[']);
        let found = rest.windows(2).position(begins);
        self.at = from + found.map_or(rest.len(), |at| at + 1);
        (self.behind, self.torn) = (self.at, true);
        found.is_some()
    }

    /// The next token, behind blanks and comments; `self.at` is where it begins.
    fn token(&mut self) -> Option<Token> {
        let bytes = self.source.as_bytes();
        self.behind = self.at;
        loop {
            match bytes.get(self.at)? {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'/' if matches!(bytes.get(self.at + 1), Some(b'/' | b'*')) => self.comment(),
                _ => break,
            }
        }
        let character = self.source[self.at..].chars().next()?;
        Some(match character {
            '{' => Token::Open(Collection::Mapping),
            '[' => Token::Open(Collection::Sequence),
            '}' => Token::Close(Collection::Mapping),
            ']' => Token::Close(Collection::Sequence),
            ':' => Token::Colon,
            ',' => Token::Comma,
            '"' => Token::String,
            _ if is_word(character) => {
                let rest = &self.source[self.at..];
                let len = rest.find(|character| !is_word(character)).unwrap_or(rest.len());
                Token::Word(self.at..self.at + len)
            }
            _ => Token::Other(character),
        })
    }

    fn comment(&mut self) {
        let (start, mut rest) = (self.at, &self.source[self.at..]);
        if self.lines.is_some() {
            rest = rest.split('\n').next().unwrap_or_default();
        }
        let len = if rest.starts_with("//") { rest.find(['\n', '\r']) } else { rest[2..].find("*/").map(|at| at + 4) };
        self.at = start + len.unwrap_or(rest.len());
        self.behind = self.at;
        self.slip(start..self.at, ("JSON 没有注释", "JSON has no comments"));
    }

    /// The character at byte `at`, or nothing at the end of the text.
    fn shown(&self, at: usize) -> Range<usize> {
        at..at + self.source[at..].chars().next().map_or(0, char::len_utf8)
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '+' | '-' | '.')
}

/// The grammar of numbers.
pub(in crate::text) fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = word.split_once(['e', 'E']).map_or((word, None), |(head, tail)| (head, Some(tail)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(head, tail)| (head, Some(tail)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}
