//! A look at the bytes of a file, before any parsing.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{
    super::{Payloads, RecordKind},
    Format, table,
};

/// Escapes that can spell a letter, and so hide a key in double quotes.
const ESCAPES: [&str; 12] = [
    "\\u004",
    "\\u005",
    "\\u006",
    "\\u007",
    "\\x4",
    "\\x5",
    "\\x6",
    "\\x7",
    "\\U0000004",
    "\\U0000005",
    "\\U0000006",
    "\\U0000007",
];

/// How many bytes before a key are looked at.
const LOOK_BACK: usize = 256;

static KEYS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(RecordKind::ALL.map(RecordKind::list_key).iter().chain(&ESCAPES)).expect("a few short words fit")
});

/// What a message has in it, or what tells that something is about messages; in files of ASCII, escapes hide it.
static SIGNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    const SIGNS: [&str; 12] =
        ["sms", "短信", "【", "】", "您", "尊敬", "亲爱", "退订", "拒收", "验证码", "校验码", "\\u"];
    AhoCorasick::builder().ascii_case_insensitive(true).build(SIGNS).expect("a few short words fit")
});

/// Whether a YAML or JSON file can hold a document at all: a look for the keys of lists, and for those of requests.
/// Never says no to a document; may say yes to another file.
pub fn looks_like_document(bytes: &[u8], payloads: &Payloads) -> bool {
    let look = |bytes: &[u8]| has_key(&KEYS, 0, bytes) || may_hold_request(bytes, payloads);
    if look(bytes) {
        return true;
    }
    // A NUL byte may stand anywhere in a broken file, and beside every letter in UTF-16.
    bytes.contains(&0) && look(&bytes.iter().copied().filter(|byte| *byte != 0).collect::<Vec<_>>())
}

/// Whether a file of this format can hold anything of ours: a look at its first bytes, or for keys.
pub fn looks_readable(bytes: &[u8], format: Format, payloads: &Payloads) -> bool {
    match format {
        Format::Yaml | Format::Json | Format::JsonLines => {
            looks_like_document(bytes, payloads) || may_hold_message(bytes)
        }
        Format::Data(_) => may_hold_message(bytes),
        Format::Table => table::looks_like_table(bytes, payloads.columns()),
        Format::Plain | Format::Message | Format::Code(_) | Format::Markdown => true,
    }
}

/// Whether settings can hold a template: a look for what says that a text is one.
fn may_hold_message(bytes: &[u8]) -> bool {
    SIGNS.is_match(bytes)
}

fn may_hold_request(bytes: &[u8], payloads: &Payloads) -> bool {
    payloads.looks().is_some_and(|looks| has_key(looks, payloads.actions().len(), bytes))
}

/// Whether one of the first `free` patterns stands anywhere, or one of the others as a key.
fn has_key(patterns: &AhoCorasick, free: usize, bytes: &[u8]) -> bool {
    patterns.find_overlapping_iter(bytes).any(|found| {
        if found.pattern().as_usize() < free {
            return true;
        }
        let (before, behind) = (&bytes[..found.start()], &bytes[found.end()..]);
        bytes[found.start()] == b'\\'
            || (!before.last().copied().is_some_and(in_word) && (is_key(behind) || is_marked(before)))
    })
}

const fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/')
}

/// Whether a colon follows, be it on a later line, behind a quote, or behind a comment.
fn is_key(behind: &[u8]) -> bool {
    let gap = behind.iter().take_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'')).count();
    match behind.get(gap) {
        Some(b':') => true,
        Some(b'/' | b'#') => gap > 0,
        _ => false,
    }
}

/// Whether the word before this one is `?`, an anchor or a tag: any of them may lead to a key.
fn is_marked(before: &[u8]) -> bool {
    let blank = |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'');
    let mut back = before.iter().rev().take(LOOK_BACK).skip_while(blank).take_while(|byte| !blank(byte));
    let Some(last) = back.next() else { return before.len() > LOOK_BACK };
    matches!(back.last().unwrap_or(last), b'?' | b'&' | b'!')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_seen_however_they_spell_their_keys() {
        for text in [
            "templates:\n- content: x",
            "templates : []",
            "\u{feff}templates:",
            "a: 1\nsignatures:",
            "{\"templates\":[]}",
            "{\"sends\" \n : []}",
            "{a: 1,letters: []}",
            "'qualifications': []",
            "? templates\n: []",
            "? templates # ours\n: []",
            "?\n  templates # ours\n: []",
            "{\"templates\" /* ours */ : []}",
            "? |-\n  templates\n: []",
            "x: &t templates\n*t : []",
            "!!str templates: []",
            "{\"templ\\u0061tes\": []}",
            "\"\\x74emplates\": []",
            "t\0e\0m\0p\0l\0a\0t\0e\0s\0:\0",
        ] {
            assert!(looks_like_document(text.as_bytes(), &Payloads::default()), "{text}");
        }
    }

    #[test]
    fn other_files_are_passed_over() {
        for text in
            ["", "name: CI\non: push", "# templates and letters", "path: templates/", "x-templates: 1", "templatesX: 1"]
        {
            assert!(!looks_like_document(text.as_bytes(), &Payloads::default()), "{text}");
        }
    }
}
