//! Variables in every provider's way of writing, and the braces that are left over.

use std::ops::Range;

use super::{Shape, Stray, Variable};
use crate::text::{code::HOLE, narrow};

/// The longest name a variable can have, in characters; more text than this between two braces is prose.
const LONGEST_NAME: usize = 40;

/// The most braces that open one variable.
const MOST_BRACES: usize = 3;

/// All variables and all braces that belong to none, both left to right.
pub(super) fn find(text: &str) -> (Vec<Variable>, Vec<Stray>) {
    let mut finder = Finder { text, variables: Vec::new(), strays: Vec::new() };
    let mut at = 0;
    while let Some(skipped) = text.as_bytes()[at..].iter().position(|byte| may_begin(*byte)) {
        at += skipped;
        let Some(next) = text[at..].chars().next() else { break };
        at = match next {
            '$' | '＄' | '﹩' | '{' | '｛' | '﹛' => finder.braces(at),
            '}' | '｝' | '﹜' => finder.stray(at, next, false),
            HOLE => finder.hole(at),
            '#' => finder.keep_or_skip(at, hash(text, at)),
            '%' => finder.keep_or_skip(at, percent(text, at)),
            '@' => finder.keep_or_skip(at, at_var(text, at)),
            _ => at + next.len_utf8(),
        };
    }
    (finder.variables, finder.strays)
}

/// Whether a sign that matters can begin with this byte: nearly none of a text does.
pub(super) const fn may_begin(byte: u8) -> bool {
    matches!(byte, b'$' | b'{' | b'}' | b'#' | b'%' | b'@' | FULL_WIDTH)
}

/// The first byte of every full-width and small form, and of no Chinese character.
pub(super) const FULL_WIDTH: u8 = 0xEF;

struct Finder<'t> {
    text: &'t str,
    variables: Vec<Variable>,
    strays: Vec<Stray>,
}

impl Finder<'_> {
    /// Reads what begins at `at` with a dollar sign or an opening brace; returns where to go on.
    fn braces(&mut self, at: usize) -> usize {
        let dollar = self.text[at..].chars().next().filter(|first| narrow(*first) == '$');
        let opening = at + dollar.map_or(0, char::len_utf8);
        let opens = run(self.text, opening, is_open);
        if opens.is_empty() {
            return opening;
        }
        let inside = opens.last().map_or(opening, |(start, brace)| start + brace.len_utf8());
        let Some(end) = name_end(self.text, inside) else {
            for &(start, brace) in &opens {
                self.stray(start, brace, true);
            }
            return inside;
        };
        let mut closes = run(self.text, end, is_close);
        closes.truncate(opens.len().min(MOST_BRACES));
        let spare = opens.len() - closes.len();
        for &(start, brace) in &opens[..spare] {
            self.stray(start, brace, true);
        }
        let pair = opens[spare..].iter().chain(&closes);
        let dollar = dollar.filter(|_| spare == 0);
        let full_width = dollar.is_some_and(is_wide) || pair.clone().any(|&(_, brace)| is_wide(brace));
        let shape = match (full_width, closes.len(), dollar) {
            (true, ..) => Shape::FullWidthBrace,
            (false, 1, Some(_)) => Shape::DollarBrace,
            (false, 1, None) => Shape::Brace,
            (false, ..) => Shape::DoubleBrace,
        };
        let start = if dollar.is_some() { at } else { opens[spare].0 };
        let close = closes.last().map_or(end, |(start, brace)| start + brace.len_utf8());
        self.variables.push(Variable { shape, range: start..close, name: trimmed(self.text, inside..end) });
        close
    }

    fn hole(&mut self, at: usize) -> usize {
        let end = at + HOLE.len_utf8();
        self.variables.push(Variable { shape: Shape::Hole, range: at..end, name: end..end });
        end
    }

    fn stray(&mut self, at: usize, brace: char, opens: bool) -> usize {
        let range = at..at + brace.len_utf8();
        let end = range.end;
        self.strays.push(Stray { range, opens });
        end
    }

    /// Keeps a variable that begins with the one-byte sign at `at`, if there is one; returns where to go on.
    fn keep_or_skip(&mut self, at: usize, variable: Option<Variable>) -> usize {
        let end = variable.as_ref().map_or(at + 1, |variable| variable.range.end);
        self.variables.extend(variable);
        end
    }
}

/// The brackets of one kind that follow each other from `at` on, with their places.
fn run(text: &str, at: usize, belongs: fn(char) -> bool) -> Vec<(usize, char)> {
    text[at..].char_indices().take_while(|&(_, c)| belongs(c)).map(|(offset, c)| (at + offset, c)).collect()
}

/// Where the closing brace of a name that begins at `at` stands; `None` where no name ends in reach.
fn name_end(text: &str, at: usize) -> Option<usize> {
    let (offset, _) = text[at..]
        .char_indices()
        .take(LONGEST_NAME + 1)
        .take_while(|&(_, c)| !is_open(c) && c != '\n' && c != '\r')
        .find(|&(_, c)| is_close(c))?;
    Some(at + offset)
}

fn is_open(c: char) -> bool {
    narrow(c) == '{'
}

fn is_close(c: char) -> bool {
    narrow(c) == '}'
}

fn is_wide(c: char) -> bool {
    narrow(c) != c
}

/// `range` without outer blanks.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.end - inside.trim_start().len();
    start..start + text[start..range.end].trim_end().len()
}

/// `#code#` at `at`. A number sign behind a digit (`1#2#楼`) and a topic (`#618#`) are none.
fn hash(text: &str, at: usize) -> Option<Variable> {
    let name = word(text, at + 1);
    let plausible =
        if name.len() > 2 { !text[name.clone()].bytes().all(|b| b.is_ascii_digit()) } else { !name.is_empty() };
    let after_digit = at > 0 && text.as_bytes()[at - 1].is_ascii_digit();
    let closed = text[name.end..].starts_with('#');
    let range = at..name.end + 1;
    (plausible && closed && !after_digit).then_some(Variable { shape: Shape::Hash, range, name })
}

/// `%s`, `%d` or `%1$s` at `at`. A percentage (`100%d`), a doubled sign and an escape of an address (`%d4`) are none.
fn percent(text: &str, at: usize) -> Option<Variable> {
    let bytes = text.as_bytes();
    let digits = bytes[at + 1..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let number = at + 1..at + 1 + digits;
    let positional = digits > 0 && bytes.get(number.end) == Some(&b'$');
    let letter = if positional { number.end + 1 } else { at + 1 };
    let known = matches!(bytes.get(letter), Some(b's' | b'd'));
    let ends = !bytes.get(letter + 1).is_some_and(u8::is_ascii_alphanumeric);
    let before = at.checked_sub(1).map(|before| bytes[before]);
    let free = positional || !before.is_some_and(|byte| byte.is_ascii_digit() || byte == b'%');
    let name = if positional { number } else { letter..letter };
    (known && ends && free).then_some(Variable { shape: Shape::Percent, range: at..letter + 1, name })
}

/// `@var(code)` at `at`.
fn at_var(text: &str, at: usize) -> Option<Variable> {
    let inside = at + "@var(".len();
    if !text[at..].starts_with("@var(") {
        return None;
    }
    let (offset, _) = text[inside..]
        .char_indices()
        .take(LONGEST_NAME + 1)
        .take_while(|&(_, c)| !matches!(c, '(' | '\n' | '\r'))
        .find(|&(_, c)| c == ')')?;
    let end = inside + offset;
    Some(Variable { shape: Shape::At, range: at..end + 1, name: trimmed(text, inside..end) })
}

/// The letters, digits and underscores from `at` on, as far as a name can reach.
fn word(text: &str, at: usize) -> Range<usize> {
    let word = text.as_bytes()[at..].iter().take(LONGEST_NAME);
    at..at + word.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
}
