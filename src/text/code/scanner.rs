mod closing;

use std::ops::Range;

use self::closing::Closing;
use super::{
    Grammar, Literal, ProgramLanguage, Scan, Token, TokenKind,
    grammar::{Escapes, Hole, TextForm},
};

/// Words behind which a slash begins a regular expression.
const BEFORE_REGEX: [&str; 12] =
    ["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "await"];

/// Reads `text` once from left to right. What is broken is passed over: a text that its line does not close is none.
pub fn scan(text: &str, language: ProgramLanguage) -> Scan {
    let grammar = language.grammar();
    let mut scanner = Scanner {
        text,
        grammar,
        at: 0,
        outside: grammar.island.is_some(),
        frames: Vec::new(),
        tokens: Vec::new(),
        no_regex_before: 0,
        no_heredoc: false,
    };
    while scanner.at < text.len() {
        scanner.step();
    }
    Scan { language, tokens: scanner.tokens }
}

struct Scanner<'t> {
    text: &'t str,
    grammar: &'static Grammar,
    /// The first byte not yet read.
    at: usize,
    /// Whether the code of a file that holds other things too has yet to begin.
    outside: bool,
    /// The texts inside whose expressions we are.
    frames: Vec<Frame>,
    tokens: Vec<Token>,
    /// Up to here no slash has a partner on its line.
    no_regex_before: usize,
    /// Whether a text that should have ended with a line of its own did not.
    no_heredoc: bool,
}

/// A text that has begun.
struct Open {
    form: &'static TextForm,
    start: usize,
    inside: usize,
    closing: Closing,
    holes: Vec<Range<usize>>,
}

/// An expression inside a text.
struct Frame {
    text: Open,
    start: usize,
    close: u8,
    /// How many brackets of the same kind are open in it.
    depth: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn push(&mut self, range: Range<usize>, kind: TokenKind) {
        if self.frames.is_empty() {
            self.tokens.push(Token { range, kind });
        }
    }

    /// Reads one token, or what lies between two.
    fn step(&mut self) {
        if self.outside {
            return self.enter();
        }
        if self.grammar.island.is_some_and(|(_, close)| self.rest().starts_with(close)) {
            self.frames.clear();
            self.outside = true;
            return;
        }
        if self.comment() {
            return;
        }
        let Some(next) = self.rest().chars().next() else { return };
        if next.is_whitespace() {
            if next == '\n' && self.frames.last().is_some_and(|frame| !frame.text.form.lines) {
                // The expression is as broken as the text it stands in.
                self.frames.pop();
            }
            self.at += next.len_utf8();
        } else if self.text_with(true) {
        } else if self.is_word(next) {
            let len = self.rest().find(|c| !self.is_word(c)).unwrap_or(self.rest().len());
            let start = self.at;
            self.at += len;
            self.push(start..self.at, TokenKind::Word);
        } else if self.text_with(false)
            || (next == '\'' && self.grammar.characters && self.character())
            || (next == '/' && self.regex())
        {
        } else {
            self.sign(next);
        }
    }

    /// Goes to where the code begins.
    fn enter(&mut self) {
        let Some((open, _)) = self.grammar.island else { return };
        let Some(found) = self.rest().find(open) else {
            self.at = self.text.len();
            return;
        };
        self.at += found + open.len();
        if open.starts_with("<s") {
            self.at += self.rest().find('>').map_or(self.rest().len(), |end| end + 1);
        }
        self.outside = false;
    }

    fn is_word(&self, c: char) -> bool {
        c == '_' || c.is_alphanumeric() || (c.is_ascii() && self.grammar.word_signs.contains(&(c as u8)))
    }

    fn comment(&mut self) -> bool {
        let (rest, start) = (self.rest(), self.at);
        let end = if self.grammar.line_comments.iter().any(|open| rest.starts_with(open)) {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some((open, close)) = self.grammar.block_comments.iter().find(|(open, _)| rest.starts_with(open))
        {
            block_end(rest, open, close, self.grammar.nested_comments)
        } else {
            return false;
        };
        self.at += end;
        self.push(start..self.at, TokenKind::Comment);
        true
    }

    /// Reads a text whose opening sign stands behind a word, or behind none.
    fn text_with(&mut self, prefixed: bool) -> bool {
        for form in self.grammar.texts.iter().filter(|form| form.prefixes.is_empty() != prefixed) {
            let start = self.at;
            let mut open = start;
            if prefixed {
                let longest = |prefix: &&&str| starts_with_ignoring_case(&self.text[start..], prefix, form.open);
                let Some(prefix) = form.prefixes.iter().find(longest) else { continue };
                open += prefix.len();
            }
            if !self.text[open..].starts_with(form.open) {
                continue;
            }
            if let Some((inside, closing)) = self.opened(form, open) {
                self.at = inside;
                self.literal(Open { form, start, inside, closing, holes: Vec::new() });
                return true;
            }
        }
        false
    }

    /// Reads on in a text, up to its end or to an expression in it.
    fn literal(&mut self, mut open: Open) {
        loop {
            let Some(byte) = self.byte(self.at) else {
                self.no_heredoc |= matches!(open.closing, Closing::Line(_));
                return;
            };
            if let Some((end, behind)) = self.closes(&open) {
                self.at = behind;
                let inside = open.inside..end.max(open.inside);
                let literal = Literal { form: open.form, inside, holes: open.holes };
                return self.push(open.start..behind, TokenKind::Text(literal));
            }
            let double = |sign: u8| byte == sign && self.byte(self.at + 1) == Some(sign);
            let escaped = match open.form.escapes {
                Escapes::None | Escapes::Doubled => false,
                _ => byte == b'\\' && !self.is_hole(open.form),
            };
            if escaped {
                self.at += 1;
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
            } else if matches!(open.form.escapes, Escapes::Doubled | Escapes::BackslashOrDoubled)
                && open.is_closed_by(byte)
            {
                // It would have closed the text if it were alone.
                self.at += 2;
            } else if byte == b'\n' && !open.form.lines {
                return;
            } else if open.form.holes.contains(&Hole::Brace) && (double(b'{') || double(b'}')) {
                self.at += 2;
            } else if let Some((inside, close)) = self.hole(open.form) {
                let start = self.at;
                self.at = inside;
                match close {
                    None => open.holes.push(start..inside),
                    Some(close) => return self.frames.push(Frame { text: open, start, close, depth: 0 }),
                }
            } else {
                self.at += self.rest().chars().next().map_or(1, char::len_utf8);
            }
        }
    }

    fn is_hole(&self, form: &TextForm) -> bool {
        form.holes.iter().any(|hole| matches!(hole, Hole::Braced(open, _) if self.rest().starts_with(open)))
    }

    /// The first byte behind the sign that opens an expression here, and the bracket that closes it; none behind a name.
    fn hole(&self, form: &TextForm) -> Option<(usize, Option<u8>)> {
        form.holes.iter().find_map(|hole| match *hole {
            Hole::Braced(open, close) => self.rest().starts_with(open).then(|| {
                // A dollar sign behind the bracket belongs to the expression.
                (self.at + open.len() - usize::from(open == "{$"), Some(close))
            }),
            Hole::Brace => (self.byte(self.at) == Some(b'{')).then(|| (self.at + 1, Some(b'}'))),
            Hole::Name(sign) => {
                let name = self.rest().strip_prefix(sign as char)?;
                let starts = name.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic());
                let end = name.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(name.len());
                starts.then_some((self.at + 1 + end, None))
            }
        })
    }

    /// Reads a character in single quotes.
    fn character(&mut self) -> bool {
        let mut inside = self.text[self.at + 1..].char_indices();
        let len = match inside.next() {
            Some((_, '\\')) => inside.skip(1).take(12).take_while(|(_, c)| *c != '\n').find(|(_, c)| *c == '\''),
            Some((_, '\'' | '\n')) | None => None,
            Some(_) => inside.next().filter(|(_, c)| *c == '\''),
        };
        let Some((len, _)) = len else { return false };
        let start = self.at;
        self.at += len + 2;
        self.push(start..self.at, TokenKind::Word);
        true
    }

    /// Reads a regular expression.
    fn regex(&mut self) -> bool {
        let may_begin = match self.tokens.last().map(|token| (&token.kind, &self.text[token.range.clone()])) {
            None | Some((TokenKind::Comment, _)) => true,
            Some((TokenKind::Sign(sign), _)) => !matches!(sign, b')' | b']' | b'}'),
            Some((TokenKind::Word, word)) => BEFORE_REGEX.contains(&word),
            Some((TokenKind::Text(_), _)) => false,
        };
        if !self.grammar.regexes || !may_begin || self.at < self.no_regex_before {
            return false;
        }
        let (mut at, mut in_class) = (self.at + 1, false);
        loop {
            match self.byte(at) {
                None | Some(b'\n') => {
                    self.no_regex_before = at;
                    return false;
                }
                Some(b'\\') => at += 1,
                Some(b'[') => in_class = true,
                Some(b']') => in_class = false,
                Some(b'/') if !in_class => break,
                Some(_) => {}
            }
            at += self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
        let start = self.at;
        self.at = at + 1;
        self.push(start..self.at, TokenKind::Word);
        true
    }

    fn sign(&mut self, sign: char) {
        let start = self.at;
        self.at += sign.len_utf8();
        if let Some(frame) = self.frames.last_mut() {
            let open = if frame.close == b')' { '(' } else { '{' };
            if sign == open {
                frame.depth += 1;
            } else if sign == char::from(frame.close) {
                if frame.depth > 0 {
                    frame.depth -= 1;
                } else if let Some(mut frame) = self.frames.pop() {
                    frame.text.holes.push(frame.start..self.at);
                    self.literal(frame.text);
                }
            }
            return;
        }
        if sign.is_ascii() {
            self.push(start..self.at, TokenKind::Sign(sign as u8));
        }
    }
}

/// How long the comment is that `text` begins with.
fn block_end(text: &str, open: &str, close: &str, nested: bool) -> usize {
    let (mut at, mut depth) = (open.len(), 1);
    loop {
        let Some(end) = text[at..].find(close) else { return text.len() };
        if nested {
            depth += text[at..at + end].matches(open).count();
        }
        depth -= 1;
        at += end + close.len();
        if depth == 0 {
            return at;
        }
    }
}

/// Whether `text` begins with `word`, in upper or lower case, and then `sign`.
fn starts_with_ignoring_case(text: &str, word: &str, sign: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) && text[word.len()..].starts_with(sign)
}
