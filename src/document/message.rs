use std::{borrow::Cow, ops::Range};

use super::{Body, Record, Variable};
use crate::text::Node;

/// A message as it would be sent: the signature in its brackets, then the content with its variables filled in.
#[derive(Clone, Debug)]
pub struct Message {
    text: String,
    /// Bytes of the signature and its brackets at the beginning of `text`.
    signature: usize,
    /// Where the pieces behind the signature came from: bytes of `text`, bytes of the content.
    pieces: Vec<(Range<usize>, Range<usize>)>,
}

/// What is known about the values that a variable will have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Values<'r> {
    /// The most characters; `None` where nobody says.
    pub longest: Option<usize>,
    /// An example.
    pub example: Option<&'r str>,
}

/// No variable is longer than a whole message may be anywhere; keeps a mistyped `max` from filling the memory.
const MAX_VARIABLE: usize = 2000;

impl Message {
    /// Puts `signature`, brackets included, before `content`, which parses into `body`, and for each variable its value.
    pub fn new<'v>(signature: &str, content: &str, body: &Body, value: impl Fn(&Variable) -> Cow<'v, str>) -> Self {
        let mut text = String::with_capacity(signature.len() + content.len() + 16);
        text.push_str(signature);
        let mut message = Self { text, signature: signature.len(), pieces: Vec::new() };
        let mut at = 0;
        for variable in &body.variables {
            message.push(&content[at..variable.range.start], at..variable.range.start);
            message.push(&value(variable), variable.range.clone());
            at = variable.range.end;
        }
        message.push(&content[at..], at..content.len());
        message
    }

    fn push(&mut self, piece: &str, from: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(piece);
        self.pieces.push((start..self.text.len(), from));
    }

    /// What is sent.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature with its brackets.
    pub fn signature(&self) -> &str {
        &self.text[..self.signature]
    }

    /// The byte of the content that byte `at` of the message came from: the beginning of a variable for what was filled
    /// in, 0 for the signature, the end of the content for what lies behind.
    pub fn in_content(&self, at: usize) -> usize {
        if at < self.signature {
            return 0;
        }
        let next = self.pieces.partition_point(|(range, _)| range.end <= at);
        match self.pieces.get(next) {
            Some((range, from)) if range.len() == from.len() => from.start + at.saturating_sub(range.start),
            Some((_, from)) => from.start,
            None => self.pieces.last().map_or(0, |(_, from)| from.end),
        }
    }
}

impl<'r> Values<'r> {
    /// What `record`, as `provider` sees it, says about the variable called `name`. Where it gives no `max`,
    /// `otherwise` holds; where that is unknown too, the example is as long as it gets.
    pub fn of(record: &'r Record<'_>, provider: &str, name: &str, otherwise: Option<usize>) -> Self {
        let declared = record.field(provider, "variables").and_then(|variables| variables.get(name));
        let text = |key: &str| declared.and_then(|variable| variable.get(key)).and_then(Node::text);
        let example = text("example");
        let longest = text("max")
            .and_then(|max| max.trim().parse().ok())
            .or(otherwise)
            .or_else(|| example.map(|example| example.chars().count()));
        Self { longest: longest.map(|length| length.min(MAX_VARIABLE)), example }
    }

    /// A value as long as it gets: the example over and over, so that it costs what real values cost; digits, which cost
    /// one unit in every encoding, where there is none. Empty where no length is known.
    pub fn at_longest(&self) -> Cow<'r, str> {
        let length = self.longest.unwrap_or(0);
        let pattern = self.example.filter(|example| !example.is_empty()).unwrap_or("0");
        if pattern.chars().count() == length {
            return Cow::Borrowed(pattern);
        }
        Cow::Owned(pattern.chars().cycle().take(length).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(value: &'static str) -> Message {
        let content = "您的验证码是{1}，请勿转发。";
        Message::new("【腾讯云】", content, &Body::parse(content), |_| value.into())
    }

    #[test]
    fn a_message_begins_with_its_signature_and_holds_its_values() {
        assert_eq!(message("804213").text(), "【腾讯云】您的验证码是804213，请勿转发。");
        assert_eq!(message("").signature(), "【腾讯云】");
    }

    #[test]
    fn every_byte_of_a_message_leads_back_to_the_content() {
        let (content, message) = ("您的验证码是{1}，请勿转发。", message("804213"));
        let signature = message.signature().len();
        assert_eq!(message.in_content(0), 0);
        assert_eq!(message.in_content(signature), 0);
        let code = message.text().find("804213").expect("the value");
        for at in code..code + 6 {
            assert_eq!(message.in_content(at), content.find("{1}").expect("the variable"));
        }
        let end = message.text().find('，').expect("a comma");
        assert_eq!(message.in_content(end), content.find('，').expect("a comma"));
        assert_eq!(message.in_content(message.text().len()), content.len());
    }

    #[test]
    fn the_longest_value_costs_what_real_values_cost() {
        let longest = |longest, example| Values { longest, example }.at_longest();
        assert_eq!(longest(Some(5), Some("周明")), "周明周明周");
        assert_eq!(longest(Some(3), None), "000");
        assert_eq!(longest(Some(3), Some("")), "000");
        assert_eq!(longest(None, None), "");
        assert_eq!(longest(Some(2), Some("123456")), "12");
    }
}
