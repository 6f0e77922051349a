//! HCL, as Terraform writes it: blocks and attributes. Of expressions only texts, numbers, lists and maps are read; what
//! has to be computed is nobody's guess, and is skipped.

use std::{borrow::Cow, ops::Range};

use super::{
    Escapes, map,
    put::{Key, put},
    scalar, tree,
};
use crate::text::{Cooked, Entry, Node, OffsetMapBuilder, Scalar, Span, Style, Tree, Value};

/// How deep blocks, lists and maps are read.
const MAX_DEPTH: usize = 32;

/// The longest text in several lines, in bytes: no message is longer.
const LONGEST_HEREDOC: usize = 1 << 13;

pub(super) fn read<'s>(text: &Cooked<'s>) -> Tree<'s> {
    let mut reader = Reader { file: text, source: text.text(), at: 0, skipped: Vec::new() };
    let mut entries = Vec::new();
    while reader.at < reader.source.len() {
        reader.body(&mut entries, 0);
        // A bracket that closes nothing.
        reader.at += reader.peek().map_or(0, char::len_utf8);
    }
    tree(text, entries, reader.skipped)
}

struct Reader<'t, 's> {
    file: &'t Cooked<'s>,
    source: &'t str,
    at: usize,
    skipped: Vec<Span>,
}

impl<'t, 's> Reader<'t, 's> {
    /// Reads what stands in a block, up to the bracket that closes it.
    fn body(&mut self, entries: &mut Vec<Entry<'s>>, depth: usize) {
        loop {
            self.blanks(true);
            let start = self.at;
            if self.peek().is_none_or(|first| first == '}') {
                return;
            }
            let mut path = Vec::new();
            while let Some(key) = self.label() {
                path.push(key);
                self.blanks(false);
            }
            match self.peek() {
                Some('=') if path.len() == 1 => {
                    self.at += 1;
                    let node = self.expression(depth + 1);
                    put(entries, path, node, false);
                }
                Some('{') if !path.is_empty() => {
                    self.at += 1;
                    let mut inner = Vec::new();
                    if depth < MAX_DEPTH {
                        self.body(&mut inner, depth + 1);
                    } else {
                        self.computed(start);
                    }
                    self.at += usize::from(self.peek() == Some('}'));
                    let node = map(self.file.span(start..self.at), inner);
                    let repeated = path.len() == 1;
                    put(entries, path, node, repeated);
                }
                _ if self.at == start => self.skip_line(),
                _ => {}
            }
        }
    }

    /// A name, or a text that serves as one.
    fn label(&mut self) -> Option<Key<'s>> {
        let start = self.at;
        let range = if self.peek() == Some('"') {
            let inside = self.quoted()?;
            (!self.source[inside.clone()].contains("${")).then_some(inside)?
        } else {
            let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            let len = self.rest().find(|c| !is_name(c)).unwrap_or(self.rest().len());
            self.at += len;
            start..self.at
        };
        let span = self.file.span(start..self.at);
        match scalar(self.file, range, Escapes::Backslash).value {
            Value::Scalar(scalar) if self.at > start => Some((scalar, span)),
            _ => None,
        }
    }

    /// A value. Behind it stands the end of a line, a comma, or a bracket.
    fn expression(&mut self, depth: usize) -> Node<'s> {
        self.blanks(false);
        let start = self.at;
        let node = match self.peek() {
            Some('"') => self.quoted().and_then(|inside| self.text(start, inside, Escapes::Backslash)),
            Some('<') => self.heredoc(),
            Some('[' | '{') if depth >= MAX_DEPTH => None,
            Some('[') => Some(self.list(depth)),
            Some('{') => Some(self.object(depth)),
            _ => self.word(),
        };
        self.blanks(false);
        match node {
            Some(node) if matches!(self.peek(), None | Some('\r' | '\n' | ',' | ']' | '}' | '#' | '/')) => node,
            _ => {
                self.at = start;
                self.computed(start)
            }
        }
    }

    /// A number, or `true` and the like.
    fn word(&mut self) -> Option<Node<'s>> {
        let start = self.at;
        let len = self.rest().find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '+'))?;
        let word = &self.rest()[..len];
        let plain = matches!(word, "true" | "false") || word.parse::<f64>().is_ok();
        self.at += len;
        let cooked = self.file.part(start..self.at);
        let value = match word {
            "null" => Value::Null,
            _ if plain => Value::Scalar(Scalar { cooked, style: Style::JsonWord }),
            _ => return None,
        };
        Some(Node { span: self.file.span(start..self.at), value })
    }

    fn list(&mut self, depth: usize) -> Node<'s> {
        let start = self.at;
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blanks(true);
            match self.peek() {
                None | Some('}') => break,
                Some(']') => {
                    self.at += 1;
                    break;
                }
                Some(',') => self.at += 1,
                Some(_) => items.push(self.expression(depth + 1)),
            }
        }
        Node { span: self.file.span(start..self.at), value: Value::Sequence(items) }
    }

    fn object(&mut self, depth: usize) -> Node<'s> {
        let start = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.blanks(true);
            match self.peek() {
                None | Some(']') => break,
                Some('}') => {
                    self.at += 1;
                    break;
                }
                Some(',') => self.at += 1,
                Some(_) => {
                    let key = self.label();
                    self.blanks(false);
                    match (key, self.peek()) {
                        (Some(key), Some('=' | ':')) => {
                            self.at += 1;
                            let node = self.expression(depth + 1);
                            put(&mut entries, vec![key], node, false);
                        }
                        (Some(_), _) => {}
                        (None, _) => self.skip_line(),
                    }
                }
            }
        }
        map(self.file.span(start..self.at), entries)
    }

    /// The inside of the quotes that begin here.
    fn quoted(&mut self) -> Option<Range<usize>> {
        let start = self.at + 1;
        let (mut at, mut nested, bytes) = (start, 0_usize, self.source.as_bytes());
        loop {
            match bytes.get(at)? {
                b'\\' if nested == 0 => at += 2,
                b'\n' => return None,
                b'"' if nested == 0 => break,
                b'{' if nested > 0 || (matches!(bytes[at - 1], b'$' | b'%') && bytes[at - 2] != bytes[at - 1]) => {
                    nested += 1;
                    at += 1;
                }
                b'}' if nested > 0 => {
                    nested -= 1;
                    at += 1;
                }
                _ => at += 1,
            }
        }
        self.at = at + 1;
        Some(start..at)
    }

    /// `<<END` or `<<-END`, and the lines up to that word.
    fn heredoc(&mut self) -> Option<Node<'s>> {
        let start = self.at;
        let rest = self.rest().strip_prefix("<<")?;
        let (dedents, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
        let (word, below) = rest.split_once('\n')?;
        let word = word.trim_end();
        let first = self.source.len() - below.len();
        let (mut at, mut lines) = (first, Vec::new());
        let end = loop {
            let line = self.source[at..].split_inclusive('\n').next()?;
            if line.trim() == word && !word.is_empty() {
                break at + line.trim_end().len();
            }
            if at - first > LONGEST_HEREDOC {
                return None;
            }
            lines.push(at..at + line.len());
            at += line.len();
        };
        self.at = end;
        let indent = |line: &Range<usize>| {
            let line = &self.source[line.clone()];
            (!line.trim().is_empty()).then(|| line.len() - line.trim_start_matches([' ', '\t']).len())
        };
        let margin = if dedents { lines.iter().filter_map(indent).min().unwrap_or(0) } else { 0 };
        let (mut meant, mut places) = (String::new(), OffsetMapBuilder::default());
        let last = lines.len().saturating_sub(1);
        for (nth, line) in lines.into_iter().enumerate() {
            let written = &self.source[line.clone()];
            let content = written.trim_end_matches(['\r', '\n']);
            let from = margin.min(content.len() - content.trim_start_matches([' ', '\t']).len());
            meant.push_str(&content[from..]);
            places.linear(content.len() - from, line.start + from);
            if nth < last {
                meant.push('\n');
                places.atom(1, Span::new(line.start + content.len(), line.end));
            }
        }
        let map = places.finish(at).compose(meant.len(), self.file.map());
        self.cooked(start, Cooked::new(Cow::Owned(meant), map))
    }

    fn text(&mut self, start: usize, inside: Range<usize>, escapes: Escapes) -> Option<Node<'s>> {
        let cooked = escapes.resolve(self.file.part(inside));
        self.cooked(start, cooked)
    }

    /// A text that nothing has to be computed for, `$${` and `%%{` read as what they stand for.
    fn cooked(&mut self, start: usize, cooked: Cooked<'s>) -> Option<Node<'s>> {
        let (mut meant, mut places, mut at) = (String::new(), OffsetMapBuilder::default(), 0);
        let written = cooked.text();
        for (brace, _) in written.match_indices('{') {
            let before = &written[at..brace];
            if before.ends_with("$$") || before.ends_with("%%") {
                meant.push_str(&written[at..brace - 1]);
                places.linear(brace - 1 - at, at);
                at = brace;
            } else if before.ends_with(['$', '%']) {
                return None;
            }
        }
        let cooked = if at == 0 {
            cooked
        } else {
            meant.push_str(&written[at..]);
            places.linear(written.len() - at, at);
            let map = places.finish(written.len()).compose(meant.len(), cooked.map());
            Cooked::new(Cow::Owned(meant), map)
        };
        let value = Value::Scalar(Scalar { cooked, style: Style::Embedded });
        Some(Node { span: self.file.span(start..self.at), value })
    }

    /// Passes over what has to be computed: to the end of the line, or of the list or map it stands in.
    fn computed(&mut self, start: usize) -> Node<'s> {
        let mut depth = 0_usize;
        while let Some(next) = self.peek() {
            match next {
                '\n' | ',' | ')' | ']' | '}' if depth == 0 => break,
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                '"' => {
                    if self.quoted().is_none() {
                        self.skip_line();
                    }
                    continue;
                }
                _ => {}
            }
            self.at += next.len_utf8();
        }
        let span = self.file.span(start..self.at);
        self.skipped.push(span);
        Node { span, value: Value::Null }
    }

    /// Passes over blanks and comments, and line ends where they mean nothing.
    fn blanks(&mut self, lines: bool) {
        loop {
            let rest = self.rest();
            let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\u{FEFF}') || (lines && c == '\n');
            let len = rest.len() - rest.trim_start_matches(is_blank).len();
            self.at += len;
            let rest = self.rest();
            if rest.starts_with('#') || rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |len| len + 2);
            } else {
                return;
            }
        }
    }

    /// Passes over what nobody understands: a line at once, so that no quote is looked for twice.
    fn skip_line(&mut self) {
        self.at += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn rest(&self) -> &'t str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }
}
