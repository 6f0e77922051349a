//! Is this text a template? Most texts of a program are not, and a finding in a log message is worth less than none, so
//! Chinese and a variable are not enough: something has to say that it is about short messages.

use super::{
    super::signature::{leading_in_chinese, trailing_in_chinese},
    words::{
        CODES, addresses, is_interface, is_tag, is_test, says_about, says_other_way, says_sms, says_template,
        speaks_elsewhere, talks_of_codes, talks_of_itself,
    },
};
use crate::{
    document::{Body, Why},
    text::code::HOLE,
};

/// The fewest Chinese characters of a message.
const LEAST_CHINESE: usize = 4;

/// The most characters of a message; what is longer is a page.
const LONGEST: usize = 1200;

/// The most lines of a message.
const MOST_LINES: usize = 8;

/// The longest signature, in characters; what is longer is a sentence.
const LONGEST_SIGNATURE: usize = 24;

/// How many names count as near, from the text outwards.
const NEAR: usize = 8;

/// How far a code may stand from what says that it is one, in characters.
const REACH: usize = 10;

/// What stands round a text.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Surroundings<'a> {
    /// The file it stands in, with `/` between folders.
    pub(in super::super) path: &'a str,
    /// The key, constant or column whose value it is.
    pub(in super::super) key: Option<&'a str>,
    /// The names it goes by: its key, the function that takes it, what those stand in; the nearest first.
    pub(in super::super) names: Vec<&'a str>,
    /// The functions that take it, the innermost first.
    pub(in super::super) calls: Vec<&'a str>,
    /// What a comment says of it.
    pub(in super::super) comment: Option<&'a str>,
    /// The id beside it.
    pub(in super::super) id: Option<Beside<'a>>,
    /// Whether the program writes mails.
    pub(in super::super) mails: bool,
}

/// An id beside a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Beside<'a> {
    /// Nothing else looks like that.
    Sure(&'a str),
    /// It may as well be another number.
    Likely(&'a str),
}

/// Why `text` is a template, if it is one. What the program fills in is a [`HOLE`] there.
pub(in super::super) fn recognise(text: &str, around: &Surroundings<'_>) -> Option<Why> {
    let text = text.trim();
    if !may_be_message(text) || is_test(around.path) || around.key.is_some_and(says_about) {
        return None;
    }
    let body = Body::parse(text);
    let variable = !body.variables.is_empty();
    let signature = signature(text);
    let (addressed, talk) = (addresses(text), talks_of_itself(text));
    let elsewhere = around.calls.iter().any(|call| speaks_elsewhere(call));
    let sentence = text.contains(['，', '。', '！', ',', '：', '；', '、']);
    if elsewhere {
        return None;
    }
    if let Some(Beside::Sure(id)) = around.id
        && (variable || signature == Signature::Sure || (sentence && addressed && !talk))
    {
        return Some(Why::Id(id.to_owned()));
    }
    let near = || around.names.iter().take(NEAR).copied();
    let sms = near().find(|name| says_sms(name)).or_else(|| around.comment.filter(|comment| says_sms(comment)));
    let other_way = near().take(NEAR / 2).any(says_other_way) || says_other_way(file_name(around.path));
    if other_way && !near().take(NEAR / 2).any(says_sms) {
        return None;
    }
    let template = near().any(says_template) || around.comment.is_some_and(says_template);
    if let Some(Beside::Likely(id)) = around.id
        && (sms.is_some() || template || says_sms(folder(around.path)))
        && (variable || signature == Signature::Sure)
        && (!talk || addressed)
    {
        return Some(Why::Id(id.to_owned()));
    }
    let spoken = addressed || has_code(text) || (sms.is_some() && variable);
    if signature == Signature::Sure && spoken && (!talk || addressed) {
        return Some(Why::Signature);
    }
    if signature == Signature::Tag && sms.is_some() && addressed {
        return Some(Why::Signature);
    }
    let shown = around.mails || around.calls.iter().any(|call| says_other_way(call) || call.ends_with("setText"));
    let elsewhere = shown && !around.calls.iter().any(|call| says_sms(call)) && !near().take(NEAR / 2).any(says_sms);
    if !variable || talk || !sentence || elsewhere || is_interface(around.path) {
        return None;
    }
    if code_beside_variable(text, &body) && talks_of_codes(text) {
        return Some(Why::Code);
    }
    let name = sms.or_else(|| Some(file_name(around.path)).filter(|name| says_sms(name)))?;
    let own = near().take(NEAR / 2).any(says_sms) && template;
    (addressed || has_code(text) || own).then(|| Why::Name(name.to_owned()))
}

/// Whether this is one of the Chinese characters that messages are written in.
pub(in super::super) const fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}')
}

/// Whether it can be a message at all.
fn may_be_message(text: &str) -> bool {
    let markup = ["</", "/>", "<br", "<p>", "<div", "```", "\":", "content: "].iter().any(|sign| text.contains(sign));
    text.chars().filter(|c| is_chinese(*c)).take(LEAST_CHINESE).count() == LEAST_CHINESE
        && !markup
        && text.lines().take(MOST_LINES + 1).count() <= MOST_LINES
        && text.chars().take(LONGEST + 1).count() <= LONGEST
}

/// What stands in brackets at the head or the end of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signature {
    None,
    /// What many texts bear there and no company is called.
    Tag,
    Sure,
}

fn signature(text: &str) -> Signature {
    let found = leading_in_chinese(text)
        .map(|(span, rest)| (span, &text[rest..]))
        .or_else(|| trailing_in_chinese(text).map(|(span, end)| (span, &text[..end])));
    let Some((span, rest)) = found else { return Signature::None };
    let name = &text[span.start..span.end];
    let length = name.chars().count();
    let plausible = (1..=LONGEST_SIGNATURE).contains(&length)
        && !name.contains(['，', '。', '：', ':', '！', '？', '/', '=', ','])
        && rest.contains(is_chinese);
    match plausible {
        false => Signature::None,
        true if is_tag(name) => Signature::Tag,
        true => Signature::Sure,
    }
}

fn has_code(text: &str) -> bool {
    CODES.iter().any(|word| text.contains(word))
}

/// Whether a variable stands close to the word for a code.
fn code_beside_variable(text: &str, body: &Body) -> bool {
    let close = |gap: &str| gap.chars().count() <= REACH && !gap.contains(['。', '！', '；', HOLE]);
    CODES.iter().flat_map(|word| text.match_indices(word)).any(|(start, word)| {
        let end = start + word.len();
        let behind = body.variables.iter().find(|variable| variable.range.start >= end);
        let before = body.variables.iter().rfind(|variable| variable.range.end <= start);
        behind.is_some_and(|variable| close(&text[end..variable.range.start]))
            || before.is_some_and(|variable| close(&text[variable.range.end..start]))
    })
}

fn file_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

/// The path, as far as it says what the file is about.
fn folder(path: &str) -> &str {
    let parts = path.rmatch_indices('/').nth(2);
    parts.map_or(path, |(at, _)| &path[at + 1..])
}
