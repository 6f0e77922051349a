//! What is said about a record that was made of a request: in the words of the request.

use std::borrow::Cow;

use super::{Parameter, Payload};
use crate::diagnostic::Language;

impl Payload {
    /// The name under which the request gives what our own records call `path`.
    pub fn name_of(&self, path: &str) -> Option<&str> {
        let keys: Vec<&str> = path.split('.').collect();
        let meant = |parameter: &&Parameter| parameter.target.as_ref().is_some_and(|target| target.path == keys);
        self.action.parameters.iter().find(meant).map(|parameter| parameter.name_in(self.version.as_deref()))
    }

    /// A sentence with our own keys and words replaced by those of the request: in Chinese wherever they stand, since no
    /// other word there has Latin letters; in English where they stand in backticks.
    pub fn reword(&self, text: &str, language: Language) -> String {
        let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'/');
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        while at < text.len() {
            let rest = &text[at..];
            let word = rest.bytes().take_while(|byte| is_inner(*byte)).count();
            if word == 0 {
                let next = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(&rest[..next]);
                at += next;
                continue;
            }
            let quoted = text[..at].ends_with('`') && rest[word..].starts_with('`');
            let free = language == Language::Zh || quoted;
            out.push_str(&if free { self.word(&rest[..word], language) } else { rest[..word].into() });
            at += word;
        }
        out
    }

    /// Words of ours, with commas between them, as the request writes them; what is no such word stays.
    pub fn spoken(&self, words: &str, language: Language) -> String {
        words.split(", ").map(|word| self.value(word, language)).collect::<Vec<_>>().join(", ")
    }

    fn word<'w>(&self, word: &'w str, language: Language) -> Cow<'w, str> {
        self.name_of(word).map_or_else(|| self.value(word, language), |name| name.to_owned().into())
    }

    /// A word of ours as `1 (app)`, where exactly one value of the request means it.
    fn value<'w>(&self, word: &'w str, language: Language) -> Cow<'w, str> {
        let values = self.action.parameters.iter().flat_map(|parameter| &parameter.values);
        let mut means = values.filter(|(_, known)| known.as_deref() == Some(word)).map(|(raw, _)| raw);
        match (means.next(), means.next()) {
            (Some(raw), None) => written(raw, word, language).into(),
            _ => word.into(),
        }
    }
}

/// A value of a request, with what it means.
pub(crate) fn written(raw: &str, word: &str, language: Language) -> String {
    if raw == word { raw.to_owned() } else { language.pick(format!("{raw}（{word}）"), format!("{raw} ({word})")) }
}
