use std::ops::Range;

use super::{Match, Subject, Value, length::Bound};
use crate::{
    document::{Body, Encoding, Measure, PartSizes, Parts, cuts, measure},
    rule::{
        spec::{LengthOf, LengthUnit},
        subject::Stated,
    },
};

/// The length of the message that a template gives, signature and brackets included.
#[derive(Debug)]
pub struct MessageLength {
    /// Whether variables count at their longest, or not at all.
    pub of: LengthOf,
    /// In what it is measured.
    pub unit: LengthUnit,
    /// The most, inclusive.
    pub max: Bound,
}

/// A message as it would be sent, with each variable at some length.
#[derive(Clone)]
struct Rendered {
    text: String,
    /// Bytes of the signature and its brackets at the beginning of `text`.
    signature: usize,
    /// Where the pieces behind the signature came from: bytes of `text`, bytes of the content.
    pieces: Vec<(Range<usize>, Range<usize>)>,
}

impl MessageLength {
    /// Finds what falls behind the limit, from the first character that is too many.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Some(max) = self.max.value(subject) else { return };
        let region = subject.stated(Stated::Region).unwrap_or_default();
        let parts = subject.dialect.parts.get(region);
        for text in value.texts() {
            let body = subject.body(text.text);
            if self.surely_fits(subject, text.text, &body, max, parts) {
                continue;
            }
            let fixed = Rendered::new(subject, text.text, &body, &|_| 0);
            let longest = match self.of {
                LengthOf::Message => Rendered::new(subject, text.text, &body, &|name| longest(subject, name)),
                LengthOf::FixedText | LengthOf::Field => fixed.clone(),
            };
            let Some((length, cut)) = self.exceeds(&longest.text, max, parts) else { continue };
            let measured = parts.map(|parts| measure(&longest.text, parts));
            let start = longest.in_content(cut, text.text.len());
            let variables = if self.exceeds(&fixed.text, max, parts).is_some() {
                String::new()
            } else {
                let names = body.variables.iter().filter(|v| longest_of(subject, text.text, v.name.clone()) > 0);
                names.map(|variable| &text.text[variable.range.clone()]).collect::<Vec<_>>().join("、")
            };
            let forced = measured.as_ref().and_then(|measured| measured.forced_by.clone());
            found.push(
                Match::at(text.spot(start..text.text.len()))
                    .with("length", length)
                    .with("limit", max)
                    .with("variables", variables)
                    .with("signature", longest.text[..longest.signature].chars().count())
                    .with("encoding", measured.as_ref().map_or("", |m| encoding(m.encoding)))
                    .with("forced_by", forced.map_or("", |range| &longest.text[range]))
                    .with("parts", measured.as_ref().map_or(0, |measured| measured.parts))
                    .with("save", measured.zip(parts).map_or(0, |(measured, parts)| to_save(&measured, *parts))),
            );
        }
    }

    /// Whether the message cannot be too long, found out without writing it. May say no to one that fits.
    fn surely_fits(
        &self,
        subject: &Subject<'_>,
        content: &str,
        body: &Body,
        max: usize,
        parts: Option<&Parts>,
    ) -> bool {
        let (open, close) = brackets(subject);
        let signature = subject.text("signature").map_or(0, |name| utf16(open) + utf16(name) + utf16(close));
        let variables = body.variables.iter().map(|variable| match self.of {
            LengthOf::Message => longest(subject, &content[variable.name.clone()]),
            LengthOf::FixedText | LengthOf::Field => 0,
        });
        let spelled: usize = body.variables.iter().map(|variable| utf16(&content[variable.range.clone()])).sum();
        let units = signature + utf16(content) - spelled + variables.sum::<usize>();
        match (self.unit, parts) {
            (LengthUnit::Characters | LengthUnit::Utf16, _) => units <= max,
            (LengthUnit::Parts, None) => true,
            // A character is never split between two parts, so that each may end one unit early; and one of the
            // extension table of GSM-7 takes two septets.
            (LengthUnit::Parts, Some(parts)) => {
                let room = |sizes: PartSizes| sizes.single.max(sizes.multi.saturating_sub(1).saturating_mul(max));
                max > 0 && units <= room(parts.ucs2) && parts.gsm7.is_none_or(|sizes| 2 * units <= room(sizes))
            }
        }
    }

    /// The length of a message that is too long, and the byte at which the first part begins that is too many.
    fn exceeds(&self, message: &str, max: usize, parts: Option<&Parts>) -> Option<(usize, usize)> {
        match self.unit {
            LengthUnit::Characters => {
                let (cut, _) = message.char_indices().nth(max)?;
                Some((message.chars().count(), cut))
            }
            LengthUnit::Utf16 => {
                let mut units = 0;
                let cut = message.char_indices().find_map(|(at, character)| {
                    units += character.len_utf16();
                    (units > max).then_some(at)
                })?;
                Some((message.encode_utf16().count(), cut))
            }
            LengthUnit::Parts => {
                let parts = parts?;
                let measured = measure(message, parts);
                if measured.parts <= max {
                    return None;
                }
                let cut = cuts(message, parts).get(max.checked_sub(1)?).copied()?;
                Some((measured.units, cut))
            }
        }
    }
}

impl Rendered {
    fn new(subject: &Subject<'_>, content: &str, body: &Body, length: &dyn Fn(&str) -> usize) -> Self {
        let mut text = String::with_capacity(content.len() + 16);
        if let Some(signature) = subject.text("signature") {
            let (open, close) = brackets(subject);
            text.extend([open, signature, close]);
        }
        let mut rendered = Self { signature: text.len(), text, pieces: Vec::new() };
        let mut at = 0;
        for variable in &body.variables {
            rendered.push(&content[at..variable.range.start], at..variable.range.start);
            // A digit stands for whatever the value holds: it costs one unit in every encoding.
            let value = "0".repeat(length(&content[variable.name.clone()]));
            rendered.push(&value, variable.range.clone());
            at = variable.range.end;
        }
        rendered.push(&content[at..], at..content.len());
        rendered
    }

    fn push(&mut self, piece: &str, from: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(piece);
        self.pieces.push((start..self.text.len(), from));
    }

    /// The byte of the content that byte `at` of the message came from.
    fn in_content(&self, at: usize, len: usize) -> usize {
        let piece = self.pieces.iter().find(|(range, _)| at < range.end);
        piece.map_or_else(
            || if at < self.signature { 0 } else { len },
            |(range, from)| {
                if range.len() == from.len() { from.start + at.saturating_sub(range.start) } else { from.start }
            },
        )
    }
}

/// What the platform puts round a signature.
fn brackets<'a>(subject: &Subject<'a>) -> (&'a str, &'a str) {
    let region = subject.stated(Stated::Region).unwrap_or_default();
    subject.dialect.signature.get(region).map_or(("", ""), |brackets| (&brackets.open, &brackets.close))
}

/// The UTF-16 code units of `text`, counted without decoding it: one a character, and two for those of four bytes.
fn utf16(text: &str) -> usize {
    let opens_a_pair = |byte: u8| byte >= 0xF0;
    let has_pairs = opens_a_pair(text.bytes().fold(0, u8::max));
    let pairs = if has_pairs { text.bytes().filter(|byte| opens_a_pair(*byte)).count() } else { 0 };
    text.chars().count() + pairs
}

/// The greatest length that is known of the variable called `name`, in characters; 0 where nothing is known.
fn longest(subject: &Subject<'_>, name: &str) -> usize {
    let declared = subject.record.field(subject.provider, "variables").and_then(|variables| variables.get(name));
    let of = |key: &str| declared.and_then(|variable| variable.get(key)).and_then(crate::text::Node::text);
    of("max")
        .and_then(|max| max.trim().parse().ok())
        .or_else(|| subject.profile.get("max_variable_chars")?.parse().ok())
        .or_else(|| of("example").map(|example| example.chars().count()))
        .map_or(0, |length: usize| length.min(MAX_VARIABLE))
}

/// No variable is longer than a whole message may be anywhere; keeps a mistyped `max` from filling the memory.
const MAX_VARIABLE: usize = 2000;

fn longest_of(subject: &Subject<'_>, content: &str, name: Range<usize>) -> usize {
    longest(subject, &content[name])
}

const fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Gsm7 => "GSM-7",
        Encoding::Ucs2 => "UCS-2",
    }
}

/// How many units less would make one part less.
fn to_save(measured: &Measure, parts: Parts) -> usize {
    let sizes = match measured.encoding {
        Encoding::Gsm7 => parts.gsm7.unwrap_or(parts.ucs2),
        Encoding::Ucs2 => parts.ucs2,
    };
    let fewer = measured.parts.saturating_sub(1);
    let room = if fewer <= 1 { sizes.single } else { sizes.multi * fewer };
    measured.units.saturating_sub(room)
}
