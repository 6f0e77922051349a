//! What the messages of a template cost: how long they get, and how many parts they are billed as.

use std::sync::Arc;

use super::{Plan, Reading};
use crate::{
    document::{Body, Encoding, Measure, Message, Parts, Record, RecordKind, Variable, cuts, measure, to_save},
    rule::{Notes, Profile, Subject},
};

/// What the messages of one template cost at one provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The provider; empty where nobody says which.
    pub provider: String,
    /// Where the messages go; `None` where nobody says.
    pub region: Option<Arc<str>>,
    /// The signature with its brackets.
    pub signature: Option<Share>,
    /// The variables, in the order of the content.
    pub variables: Vec<VariableShare>,
    /// The message with nothing in its variables.
    pub fixed: Weighed,
    /// The message with the examples in its variables; `None` unless each has one.
    pub example: Option<Weighed>,
    /// The message with each variable at its longest.
    pub longest: Weighed,
    /// Whether the longest value of every variable is known; otherwise messages may get longer than `longest`.
    pub bounded: bool,
    /// Why the longest message cannot be sent in GSM-7, where that was to be had.
    pub forced: Option<Forced>,
}

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What it says.
    pub text: String,
    /// Its length in code points.
    pub characters: usize,
    /// What it takes in the encoding of the longest message, in septets or UTF-16 code units.
    pub units: usize,
}

/// What a variable adds to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableShare {
    /// The variable, as it stands in the content.
    pub text: String,
    /// Its example.
    pub example: Option<Share>,
    /// Its longest value, made of the example or of digits.
    pub longest: Option<Share>,
}

/// A whole message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// What it says, signature included.
    pub text: String,
    /// Its length in code points.
    pub characters: usize,
    /// How it is billed; `None` where the region is unknown.
    pub billed: Option<Billed>,
}

/// How a message is billed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Billed {
    /// Encoding, units and parts.
    pub measure: Measure,
    /// The bytes of the message at which its second and every further part begins.
    pub cuts: Vec<usize>,
    /// How many characters have to go for one part less; 0 where there is only one.
    pub to_save: usize,
}

/// Characters that GSM-7 does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forced {
    /// Each once, in the order of the message; never empty.
    pub characters: Vec<char>,
    /// How many parts the message would take if GSM-7 had them.
    pub parts_without: usize,
}

impl Bill {
    /// The bills of `record` at all its providers; none unless it is a template with a content.
    pub fn of(record: &Record<'_>, reading: &Reading, plan: &Plan) -> Vec<Self> {
        if record.kind != RecordKind::Template {
            return Vec::new();
        }
        let profile = plan.rules.complete(&plan.profile);
        reading.judges(record).into_iter().filter_map(|name| Self::at(record, name, plan, &profile)).collect()
    }

    fn at(record: &Record<'_>, provider: &str, plan: &Plan, profile: &Profile) -> Option<Self> {
        let content = record.text(provider, "content")?;
        let (dialect, notes) = (plan.rules.dialect(provider), Notes::default());
        let subject = Subject {
            record,
            provider,
            shared: false,
            dialect,
            profile,
            as_of: plan.as_of,
            notes: &notes,
            index: None,
        };
        let (signature, parts, body) = (subject.signature(), subject.parts(), Body::parse(content));
        let values = |variable: &Variable| subject.values(&content[variable.name.clone()]);
        let longest = Message::new(&signature, content, &body, |variable| values(variable).at_longest());
        let longest = Weighed::new(longest.text(), parts);
        let has_examples = body.variables.iter().all(|variable| values(variable).example.is_some());
        let example = has_examples.then(|| {
            let text = |variable: &Variable| values(variable).example.unwrap_or_default().into();
            Weighed::new(Message::new(&signature, content, &body, text).text(), parts)
        });
        let encoding = longest.billed.as_ref().map_or(Encoding::Ucs2, |billed| billed.measure.encoding);
        let variables = body.variables.iter().map(|variable| VariableShare {
            text: content[variable.range.clone()].to_owned(),
            example: values(variable).example.map(|example| Share::new(example, encoding)),
            longest: values(variable).longest.map(|_| Share::new(&values(variable).at_longest(), encoding)),
        });
        Some(Self {
            provider: provider.to_owned(),
            region: subject.text("region").map(Arc::from),
            signature: (!signature.is_empty()).then(|| Share::new(&signature, encoding)),
            bounded: body.variables.iter().all(|variable| values(variable).longest.is_some()),
            variables: variables.collect(),
            fixed: Weighed::new(Message::new(&signature, content, &body, |_| "".into()).text(), parts),
            forced: parts.and_then(|parts| Forced::in_message(&longest.text, parts)),
            example,
            longest,
        })
    }
}

impl Share {
    fn new(text: &str, encoding: Encoding) -> Self {
        Self { text: text.to_owned(), characters: text.chars().count(), units: encoding.units_of(text) }
    }
}

impl Weighed {
    fn new(text: &str, parts: Option<&Parts>) -> Self {
        let billed = parts.map(|parts| Billed {
            measure: measure(text, parts),
            cuts: cuts(text, parts),
            to_save: to_save(text, parts),
        });
        Self { text: text.to_owned(), characters: text.chars().count(), billed }
    }

    /// The text of each part; one piece where it is not known how messages are billed.
    pub fn pieces(&self) -> impl Iterator<Item = &str> {
        let cuts = self.billed.as_ref().map_or(&[][..], |billed| &billed.cuts);
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain(std::iter::once(self.text.len()));
        starts.zip(ends).map(|(start, end)| &self.text[start..end])
    }

    /// How many parts it takes, where that is known.
    pub fn parts(&self) -> Option<usize> {
        self.billed.as_ref().map(|billed| billed.measure.parts)
    }
}

impl Forced {
    fn in_message(text: &str, parts: &Parts) -> Option<Self> {
        measure(text, parts).forced_by?;
        let mut characters = Vec::new();
        let mut plain = String::with_capacity(text.len());
        for character in text.chars() {
            if Encoding::is_gsm7(character) {
                plain.push(character);
                continue;
            }
            plain.push('?');
            if !characters.contains(&character) && characters.len() < MOST_NAMED {
                characters.push(character);
            }
        }
        Some(Self { characters, parts_without: measure(&plain, parts).parts })
    }
}

/// More characters than this are not a slip but another script.
const MOST_NAMED: usize = 100;

#[cfg(test)]
mod tests;
