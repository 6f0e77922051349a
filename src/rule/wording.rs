//! Messages with placeholders.

use std::borrow::Cow;

use super::matcher::Values;

/// A message whose placeholders are known to be filled by its matcher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Placeholder(String),
}

/// A placeholder that nothing fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownPlaceholder {
    /// Its name.
    pub name: String,
    /// Bytes of the message, braces included.
    pub range: std::ops::Range<usize>,
}

impl Wording {
    /// Reads a message. `{name}` in lower-case letters and underscores is a placeholder and has to be one of `known`;
    /// `{{` and `}}` stand for braces; all else, `{1}` and `{}` included, stays.
    pub fn parse(text: &str, known: &[Cow<'static, str>]) -> Result<Self, UnknownPlaceholder> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(brace) = rest.bytes().position(|byte| matches!(byte, b'{' | b'}')) {
            plain.push_str(&rest[..brace]);
            rest = &rest[brace..];
            let at = text.len() - rest.len();
            if let Some(after) = rest.strip_prefix("{{") {
                plain.push('{');
                rest = after;
            } else if let Some(after) = rest.strip_prefix("}}") {
                plain.push('}');
                rest = after;
            } else if let Some(name) = placeholder(rest) {
                if !known.iter().any(|known| known == name) {
                    return Err(UnknownPlaceholder { name: name.to_owned(), range: at..at + name.len() + 2 });
                }
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Placeholder(name.to_owned()));
                rest = &rest[name.len() + 2..];
            } else {
                plain.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Text(plain));
        }
        Ok(Self(pieces))
    }

    /// The message with its placeholders filled; the first value of a name counts.
    pub fn fill(&self, values: &Values) -> String {
        self.fill_in(values, str::to_owned)
    }

    /// As [`Self::fill`], with the words of the message itself changed by `reword`.
    pub fn fill_in(&self, values: &Values, reword: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(&reword(text)),
                Piece::Placeholder(name) => {
                    out.push_str(values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value));
                }
            }
        }
        out
    }

    /// The message as it reads where nothing is filled in: its placeholders by name, in braces.
    pub fn unfilled(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Placeholder(name) => out.extend(["{", name, "}"]),
            }
        }
        out
    }

    /// Whether a placeholder of this message has no value, or an empty one.
    pub fn lacks(&self, values: &Values) -> bool {
        self.0.iter().any(|piece| match piece {
            Piece::Text(_) => false,
            Piece::Placeholder(name) => {
                values.iter().find(|(known, _)| known == name).is_none_or(|(_, v)| v.is_empty())
            }
        })
    }
}

/// The name, where `text` begins with a placeholder.
fn placeholder(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('{')?.split_once('}')?;
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')).then_some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn known() -> Vec<Cow<'static, str>> {
        vec!["match".into(), "limit".into()]
    }

    #[test]
    fn placeholders_are_filled_and_everything_else_stays() {
        let wording = Wording::parse("“{match}”：写成 {1}，不是 {{name}} 或 {}，至多 {limit}", &known()).unwrap();
        let values = vec![("match".into(), "｛1｝".to_owned()), ("limit".into(), "12".to_owned())];
        assert_eq!(wording.fill(&values), "“｛1｝”：写成 {1}，不是 {name} 或 {}，至多 12");
        assert_eq!(wording.unfilled(), "“{match}”：写成 {1}，不是 {name} 或 {}，至多 {limit}");
    }

    #[test]
    fn a_placeholder_that_nothing_fills_is_refused_with_its_place() {
        let error = Wording::parse("至多 {limits}", &known()).unwrap_err();
        assert_eq!((error.name.as_str(), error.range), ("limits", 7..15));
    }
}
