use std::{borrow::Cow, ops::Range};

use crate::text::{Cooked, FaultKind, OffsetMap, draft::Draft, surrogates::surrogates, tree_builder::TreeBuilder};

/// What is wrong, in Chinese and in English.
type InWords = (&'static str, &'static str);

/// Decodes the string whose opening quote stands at `start`, and gives the byte after its closing one. An error is a
/// string that has no end.
pub(super) fn decode<'t>(
    source: &'t str,
    outer: &OffsetMap,
    start: usize,
    builder: &mut TreeBuilder<'t, '_>,
) -> Result<(Cooked<'t>, usize), (Range<usize>, InWords)> {
    let bytes = source.as_bytes();
    let mut draft: Option<Draft<'t>> = None;
    // `run` is the first byte not yet taken over.
    let (mut at, mut run) = (start + 1, start + 1);
    loop {
        match bytes.get(at) {
            Some(b'"') => break,
            Some(b'\\') => {
                let draft = draft.get_or_insert_with(|| Draft::new(source));
                draft.keep(run, at);
                let escape = Escape::read(source, at);
                if let Some(message) = escape.fault {
                    builder.fault(at..escape.end, FaultKind::Syntax(message.into()));
                    builder.skip(at..escape.end);
                }
                draft.put(escape.character, at, escape.end);
                (at, run) = (escape.end, escape.end);
            }
            Some(b'\n' | b'\r') => {
                return Err((start..at, ("字符串没有在本行闭合", "the string is not closed on its line")));
            }
            Some(..b' ') => {
                let message =
                    ("字符串中的控制字符要写成转义", "a control character inside a string is written as an escape");
                builder.fault(at..at + 1, FaultKind::Syntax(message.into()));
                at += 1;
            }
            Some(_) => at += 1,
            None => return Err((start..at, ("字符串没有闭合", "the string is never closed"))),
        }
    }
    let cooked = if let Some(mut draft) = draft {
        draft.keep(run, at);
        draft.finish(at, outer)
    } else {
        let map = OffsetMap::shift(run).compose(at - run, outer);
        Cooked::new(Cow::Borrowed(&source[run..at]), map)
    };
    Ok((cooked, at + 1))
}

struct Escape {
    character: char,
    end: usize,
    fault: Option<InWords>,
}

impl Escape {
    /// Reads the escape at byte `at`.
    fn read(source: &str, at: usize) -> Self {
        let Some(kind) = source[at + 1..].chars().next() else {
            return Self { character: '\\', end: at + 1, fault: None };
        };
        let character = match kind {
            '"' | '\\' | '/' => kind,
            'b' => '\x08',
            'f' => '\x0C',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return Self::code_unit(source, at),
            // Read as the backslash that it probably was.
            _ => {
                return Self { character: '\\', end: at + 1, fault: Some(("不认识的转义", "an unknown escape")) };
            }
        };
        Self { character, end: at + 2, fault: None }
    }

    /// Reads `\uXXXX`, and a second one behind the first half of a pair.
    fn code_unit(source: &str, at: usize) -> Self {
        let end = at + 6;
        let Some(unit) = unit(source, at) else {
            return Self {
                character: '\\',
                end: at + 1,
                fault: Some(("`\\u` 后面要有四位十六进制数", "`\\u` takes four hexadecimal digits")),
            };
        };
        if let Some(character) = char::from_u32(unit) {
            return Self { character, end, fault: None };
        }
        if let Some(character) = self::unit(source, end).and_then(|low| surrogates(unit, low)) {
            return Self { character, end: end + 6, fault: None };
        }
        Self {
            character: char::REPLACEMENT_CHARACTER,
            end,
            fault: Some(("代理对只有一半", "half of a surrogate pair")),
        }
    }
}

/// The code unit that is written at byte `at`.
fn unit(source: &str, at: usize) -> Option<u32> {
    let digits = source.get(at..at + 6)?.strip_prefix("\\u")?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}
