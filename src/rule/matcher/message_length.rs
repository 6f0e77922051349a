use super::{Match, Subject, Value, length::Bound};
use crate::{
    document::{Body, Message, PartSizes, Parts, Variable, cuts, measure, to_save},
    rule::{
        clue::utf16,
        spec::{LengthOf, LengthUnit},
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

impl MessageLength {
    /// Finds what falls behind the limit, from the first character that is too many.
    pub fn find<'a>(&self, subject: &Subject<'a>, value: Value<'a>, found: &mut Vec<Match<'a>>) {
        let Some(max) = self.max.value(subject) else { return };
        let (signature, parts) = (subject.signature(), subject.parts());
        for text in value.texts() {
            let (content, body) = (text.text, subject.body(text.text));
            if self.surely_fits(subject, &signature, content, &body, max, parts) {
                continue;
            }
            let name = |variable: &Variable| &content[variable.name.clone()];
            let fixed = Message::new(&signature, content, &body, |_| "".into());
            let longest = match self.of {
                LengthOf::Message => {
                    &Message::new(&signature, content, &body, |variable| subject.values(name(variable)).at_longest())
                }
                LengthOf::FixedText | LengthOf::Field | LengthOf::Items => &fixed,
            };
            let Some((length, cut)) = self.exceeds(longest.text(), max, parts) else { continue };
            let measured = parts.map(|parts| measure(longest.text(), parts));
            let variables = if self.exceeds(fixed.text(), max, parts).is_some() {
                String::new()
            } else {
                let grows = |variable: &&Variable| subject.values(name(variable)).longest.is_some_and(|most| most > 0);
                let written = body.variables.iter().filter(grows).map(|variable| &content[variable.range.clone()]);
                written.collect::<Vec<_>>().join("、")
            };
            let forced = measured.as_ref().and_then(|measured| measured.forced_by.clone());
            found.push(
                Match::at(text.spot(longest.in_content(cut)..content.len()))
                    .with("length", length)
                    .with("limit", max)
                    .with("variables", variables)
                    .with("signature", signature.chars().count())
                    .with("encoding", measured.as_ref().map_or("", |measured| measured.encoding.as_str()))
                    .with("forced_by", forced.map_or("", |range| &longest.text()[range]))
                    .with("parts", measured.as_ref().map_or(0, |measured| measured.parts))
                    .with("save", parts.map_or(0, |parts| to_save(longest.text(), parts))),
            );
        }
    }

    /// Whether the message cannot be too long, found out without writing it. May say no to one that fits.
    fn surely_fits(
        &self,
        subject: &Subject<'_>,
        signature: &str,
        content: &str,
        body: &Body,
        max: usize,
        parts: Option<&Parts>,
    ) -> bool {
        let variables = body.variables.iter().map(|variable| match self.of {
            // A value is as long as its characters say, and no character takes more than two units.
            LengthOf::Message => 2 * subject.values(&content[variable.name.clone()]).longest.unwrap_or(0),
            LengthOf::FixedText | LengthOf::Field | LengthOf::Items => 0,
        });
        let spelled: usize = body.variables.iter().map(|variable| utf16(&content[variable.range.clone()])).sum();
        let units = utf16(signature) + utf16(content) - spelled + variables.sum::<usize>();
        match (self.unit, parts) {
            (LengthUnit::Characters | LengthUnit::Utf16, _) => units <= max,
            // No unit takes more than three bytes.
            (LengthUnit::Bytes, _) => units.saturating_mul(3) <= max,
            (LengthUnit::Parts, None) => true,
            (LengthUnit::Parts, Some(parts)) => units <= Self::surely_fit(max, parts),
        }
    }

    /// So many UTF-16 code units go into `max` parts, whatever they are. A character is never split between two parts, so
    /// that each may end one unit early; and one of the extension table of GSM-7 takes two septets.
    pub(super) fn surely_fit(max: usize, parts: &Parts) -> usize {
        let room = |sizes: PartSizes| match max {
            0 => 0,
            _ => sizes.single.max(sizes.multi.saturating_sub(1).saturating_mul(max)),
        };
        room(parts.ucs2).min(parts.gsm7.map_or(usize::MAX, |sizes| room(sizes) / 2))
    }

    /// Whether the values of variables count.
    pub(super) const fn counts_values(&self) -> bool {
        matches!(self.of, LengthOf::Message)
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
            LengthUnit::Bytes => {
                let cut = message.char_indices().find(|(at, character)| at + character.len_utf8() > max)?.0;
                Some((message.len(), cut))
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
