//! What stands round the texts of a program, as far as brackets and signs tell: keys, functions, declarations, ids.

mod walk;

use std::ops::Range;

use super::super::super::Payloads;
use crate::text::code::{Piece, Scan, Token, TokenKind};

/// The most words of what stands before a bracket, or before a text in its statement.
const MOST_WORDS: usize = 12;

/// The most tokens that are gone through for them.
const MOST_TOKENS: usize = 64;

/// How many brackets outwards names are looked for.
const DEEPEST: usize = 6;

/// How many tokens before and behind a text an id may stand.
const REACH: usize = 24;

/// Keys that say what a value is and not which.
const BARE_KEYS: [&str; 17] = [
    "content",
    "text",
    "template",
    "tpl",
    "message",
    "msg",
    "body",
    "value",
    "default",
    "sms",
    "内容",
    "模板",
    "模板内容",
    "template_content",
    "templateContent",
    "smsContent",
    "sms_content",
];

/// Keys whose value is the name of what stands beside it.
const NAME_KEYS: [&str; 6] = ["name", "title", "template_name", "templateName", "tpl_name", "名称"];

/// Types that stand between the name of a variable and its value.
const TYPES: [&str; 2] = ["string", "str"];

/// The texts of a program with what stands round them.
#[derive(Debug)]
pub(super) struct Outline<'c> {
    pub(super) text: &'c str,
    /// The tokens without comments.
    pub(super) code: Vec<&'c Token>,
    pub(super) comments: Vec<&'c Token>,
    /// The texts that may be templates.
    pub(super) texts: Vec<Text<'c>>,
    /// Where the lines begin.
    lines: Vec<usize>,
    groups: Vec<Group>,
    /// Which tokens are ids.
    ids: Vec<usize>,
}

/// A text, put together.
#[derive(Debug)]
pub(super) struct Text<'c> {
    pub(super) pieces: Vec<Piece<'c>>,
    /// All of it.
    pub(super) range: Range<usize>,
    /// Its first token, and the one behind its last.
    pub(super) tokens: Range<usize>,
    /// The bracket it stands in; 0 is the file.
    group: usize,
    /// The first token of its statement, or of its item in a list.
    item: usize,
    /// What it is called.
    key: Option<Range<usize>>,
}

/// A pair of brackets.
#[derive(Debug)]
struct Group {
    parent: usize,
    /// Its opening bracket.
    open: usize,
    sign: u8,
    /// The first token of the statement or item that it belongs to.
    item: usize,
    /// What it is the value of.
    key: Option<Range<usize>>,
    /// Whether statements stand in it.
    is_block: bool,
    /// The names of a table and its column, where it is a row.
    table: Vec<Range<usize>>,
    columns: Vec<Range<usize>>,
}

impl<'c> Outline<'c> {
    pub(super) fn of(text: &'c str, scan: &'c Scan, payloads: &Payloads) -> Self {
        let (comments, code): (Vec<_>, Vec<_>) =
            scan.tokens.iter().partition(|token| matches!(token.kind, TokenKind::Comment));
        let file = Group {
            parent: 0,
            open: 0,
            sign: 0,
            item: 0,
            key: None,
            is_block: true,
            table: Vec::new(),
            columns: Vec::new(),
        };
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut outline = Self { text, code, comments, texts: Vec::new(), lines, groups: vec![file], ids: Vec::new() };
        let has_id = |range: &Range<usize>| payloads.template_id(&text[range.clone()]).is_some();
        outline.ids = (0..outline.code.len()).filter(|&at| has_id(&outline.inside(at))).collect();
        outline.walk(scan.language.grammar());
        outline
    }

    /// The token without its quotes.
    fn inside(&self, at: usize) -> Range<usize> {
        self.code[at].literal().map_or_else(|| self.code[at].range.clone(), |literal| literal.inside.clone())
    }

    fn word(&self, at: usize) -> Option<&'c str> {
        let token = self.code.get(at)?;
        matches!(token.kind, TokenKind::Word).then(|| &self.text[token.range.clone()])
    }

    fn is(&self, at: usize, sign: u8) -> bool {
        self.code.get(at).is_some_and(|token| token.is(sign))
    }

    /// What the value at `at` is called, by the signs before it.
    fn key_at(&self, at: usize) -> Option<Range<usize>> {
        let before = |back: usize| at.checked_sub(back);
        let sign = |back: usize, sign: u8| before(back).is_some_and(|at| self.is(at, sign));
        let name = |at: usize| match self.code.get(at)?.kind {
            TokenKind::Word | TokenKind::Text(_) => Some(self.inside(at)),
            // `texts["login"] = …`
            TokenKind::Sign(b']') => {
                at.checked_sub(1).filter(|&at| self.code[at].literal().is_some()).map(|at| self.inside(at))
            }
            _ => None,
        };
        // `$object->call` is no arrow that leads to a value.
        let apart = |at: usize| self.code[at - 1].range.end < self.code[at].range.start;
        if sign(1, b'>') && (sign(2, b'=') || (sign(2, b'-') && apart(at))) {
            return name(before(3)?);
        }
        if sign(1, b'=') {
            if sign(2, b':') {
                return name(before(3)?);
            }
            let (typed, last) = (before(2)?, before(3));
            // `name: &str = …`
            let last = if sign(3, b'&') { before(4) } else { last };
            // `name: string = …` and `name string = …`
            return match last {
                Some(colon) if self.is(colon, b':') => name(colon.checked_sub(1)?),
                Some(own) if self.word(typed).is_some_and(|word| TYPES.contains(&word)) && self.word(own).is_some() => {
                    name(own)
                }
                _ => name(typed),
            };
        }
        if sign(1, b':') && !sign(2, b':') { name(before(2)?) } else { None }
    }

    /// What the bracket at `at` is the value of: behind the name of a type or a function, too.
    fn key_of_bracket(&self, at: usize, item: usize) -> Option<Range<usize>> {
        let mut start = at;
        while start > item
            && start + MOST_WORDS > at
            && matches!(self.code[start - 1].kind, TokenKind::Word | TokenKind::Sign(b'.' | b'&' | b'*' | b']' | b'['))
        {
            start -= 1;
        }
        self.key_at(start)
    }

    /// The function that takes what stands in the bracket at `open`, with what it belongs to.
    fn callee(&self, group: &Group) -> Option<&'c str> {
        let (open, mut start) = (group.open, group.open);
        if group.sign != b'(' {
            return None;
        }
        while start > group.item
            && start + MOST_WORDS > open
            && matches!(
                self.code[start - 1].kind,
                TokenKind::Word | TokenKind::Sign(b'.' | b'@' | b':' | b'>' | b'-' | b'?' | b'!')
            )
        {
            // Two words with nothing between them are not one name.
            if self.word(start - 1).is_some() && start < open && self.word(start).is_some() {
                break;
            }
            start -= 1;
        }
        (start < open).then(|| &self.text[self.code[start].range.start..self.code[open - 1].range.end])
    }

    /// The groups that a text stands in, from the innermost outwards, without the file.
    fn groups(&self, text: &Text<'_>) -> impl Iterator<Item = &Group> {
        let mut at = text.group;
        std::iter::from_fn(move || {
            let group = self.groups.get(at).filter(|_| at > 0)?;
            at = group.parent;
            Some(group)
        })
        .take(DEEPEST)
    }

    fn words(&self, from: usize, to: usize) -> impl Iterator<Item = &'c str> {
        (from.max(to.saturating_sub(MOST_TOKENS))..to).rev().filter_map(|at| self.word(at)).take(MOST_WORDS)
    }

    /// The key, constant or column whose value a text is.
    pub(super) fn key(&self, text: &Text<'_>) -> Option<&'c str> {
        text.key.clone().map(|key| &self.text[key])
    }

    /// The names that a text goes by, the nearest first.
    pub(super) fn names(&self, text: &Text<'_>) -> Vec<&'c str> {
        let mut names: Vec<&str> = text.key.iter().map(|key| &self.text[key.clone()]).collect();
        names.extend(self.words(text.item, text.tokens.start));
        for group in self.groups(text) {
            names.extend(group.table.iter().rev().map(|word| &self.text[word.clone()]));
            names.extend(self.words(group.item, group.open));
            names.extend(group.key.iter().map(|key| &self.text[key.clone()]));
        }
        names.dedup();
        names
    }

    /// The functions that take a text, the innermost first, and `throw` and its like.
    pub(super) fn calls(&self, text: &Text<'_>) -> Vec<&'c str> {
        let mut calls: Vec<&str> = Vec::new();
        let mut item = text.item;
        for group in self.groups(text) {
            if group.is_block {
                break;
            }
            calls.extend(self.callee(group));
            item = group.item;
        }
        // `throw new …` and `raise …` stand before it all; `print …` needs no bracket.
        calls.extend(self.word(item).filter(|_| item < text.tokens.start));
        calls
    }

    /// What a text is called: its key, unless that says only what it is.
    pub(super) fn name(&self, text: &Text<'_>) -> Option<Range<usize>> {
        let bare = |key: &Range<usize>| {
            let key = self.text[key.clone()].trim_start_matches('$');
            BARE_KEYS.iter().any(|bare| bare.eq_ignore_ascii_case(key))
        };
        let is_id = |key: &Range<usize>| self.ids.binary_search_by_key(&key.start, |&at| self.inside(at).start).is_ok();
        let fits = |key: &Range<usize>| !bare(key) && !is_id(key);
        let group = self.groups(text).next();
        let row = group.filter(|group| !group.columns.is_empty());
        if let Some(row) = row {
            return self.named_column(row, text);
        }
        let fits = |key: &Range<usize>| fits(key) && self.text[key.clone()].contains(char::is_alphabetic);
        if let Some(key) = text.key.clone().filter(fits) {
            return Some(key);
        }
        let group = group?;
        let constant =
            |at: usize| self.word(at).filter(|w| !w.contains(char::is_lowercase) && w.contains(char::is_alphabetic));
        let before = group.open.checked_sub(1).filter(|_| group.sign == b'(' && group.table.is_empty());
        if let Some(before) = before.filter(|&at| constant(at).is_some() || self.is_enum(group)) {
            return Some(self.inside(before));
        }
        let value = self.groups(text).find_map(|group| group.key.clone()).filter(fits);
        value.or_else(|| text.key.as_ref().and_then(|_| self.class(group)))
    }

    /// The class whose field a text is.
    fn class(&self, group: &Group) -> Option<Range<usize>> {
        let from = group.item.max(group.open.saturating_sub(MOST_WORDS));
        let keyword = (from..group.open).find(|&at| matches!(self.word(at), Some("class" | "object" | "struct")))?;
        self.word(keyword + 1).filter(|_| group.is_block).map(|_| self.inside(keyword + 1))
    }

    fn is_enum(&self, group: &Group) -> bool {
        let parent = &self.groups[group.parent];
        group.item + 1 == group.open && self.words(parent.item, parent.open).any(|word| word == "enum")
    }

    /// The value of the column that holds names, in the row of a text.
    fn named_column(&self, row: &Group, text: &Text<'_>) -> Option<Range<usize>> {
        let column = row.columns.iter().position(|column| NAME_KEYS.contains(&&self.text[column.clone()]))?;
        let (mut at, mut passed, mut depth) = (row.open + 1, 0, 0usize);
        while at < self.code.len() && at < row.open + 4 * REACH {
            match self.code[at].kind {
                TokenKind::Sign(b'(') => depth += 1,
                TokenKind::Sign(b')') if depth == 0 => return None,
                TokenKind::Sign(b')') => depth -= 1,
                TokenKind::Sign(b',') if depth == 0 => passed += 1,
                TokenKind::Text(_) if passed == column => {
                    return Some(self.inside(at)).filter(|_| at != text.tokens.start);
                }
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// The id that stands beside a text: its key, else the nearest before it with no other text between, else behind it in
    /// the same brackets.
    pub(super) fn id_beside(&self, text: &Text<'_>) -> Option<Range<usize>> {
        let is_id = |at: usize| self.ids.binary_search(&at).is_ok();
        let row = self.groups(text).next().filter(|group| !group.columns.is_empty());
        let first = row.map_or(0, |row| row.open);
        let taken = |at: usize| row.is_none() && self.texts.binary_search_by(|other| order(&other.tokens, at)).is_ok();
        for at in (text.tokens.start.saturating_sub(REACH).max(first)..text.tokens.start).rev() {
            if is_id(at) {
                return Some(self.inside(at));
            }
            if taken(at) || self.is(at, b'}') {
                break;
            }
        }
        for at in (text.tokens.end..self.code.len()).take(REACH) {
            if is_id(at) {
                return Some(self.inside(at));
            }
            if taken(at) || self.is(at, b'}') || self.is(at, b';') || self.is(at, b')') {
                break;
            }
        }
        None
    }

    /// The ids between two places of the file.
    pub(super) fn ids_in(&self, range: &Range<usize>) -> Option<usize> {
        let first = self.ids.partition_point(|&at| self.code[at].range.start < range.start);
        self.ids.get(first).copied().filter(|&at| self.code[at].range.start < range.end)
    }

    /// What the token at `at` is called, and what it stands in.
    pub(super) fn name_of(&self, at: usize) -> Option<Range<usize>> {
        self.key_at(at).or_else(|| {
            let open = (at.saturating_sub(REACH)..at).rev().find(|&at| self.is(at, b'('))?;
            let before = open.checked_sub(1)?;
            self.word(before).map(|_| self.inside(before))
        })
    }

    /// The words shortly before the token at `at`, the nearest first.
    pub(super) fn words_before(&self, at: usize) -> Vec<&'c str> {
        self.words(at.saturating_sub(REACH), at).collect()
    }

    /// The line of a place of the file, from 0.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at) - 1
    }

    /// The bytes of a line, its break included.
    pub(super) fn line_range(&self, line: usize) -> Range<usize> {
        self.lines[line]..self.lines.get(line + 1).copied().unwrap_or(self.text.len())
    }

    /// Whether any code stands between two places of the file.
    pub(super) fn has_code(&self, range: &Range<usize>) -> bool {
        let next = self.code.partition_point(|token| token.range.end <= range.start);
        self.code.get(next).is_some_and(|token| token.range.start < range.end)
    }

    pub(super) fn inside_of(&self, at: usize) -> Range<usize> {
        self.inside(at)
    }
}

fn order(tokens: &Range<usize>, at: usize) -> std::cmp::Ordering {
    if tokens.end <= at {
        std::cmp::Ordering::Less
    } else if tokens.start > at {
        std::cmp::Ordering::Greater
    } else {
        std::cmp::Ordering::Equal
    }
}
