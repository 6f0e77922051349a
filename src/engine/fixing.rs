use std::ops::Range;

use super::{Variant, variant};
use crate::{
    diagnostic::{Edit, Edits, Fix, Language},
    rule::{
        Action, Fixer, Spot, Subject,
        matcher::{Match, Values},
        spec::CharacterClass,
    },
    text::{Scalar, Source, Style, quote, spell},
};

/// The edits that mend a match; `None` where the place is not a text of the record's own file, where nobody knows what to
/// write, or where the file cannot say it in that place.
pub(super) fn fix(
    fixer: &Fixer,
    found: &Match<'_>,
    values: &Values,
    subject: &Subject<'_>,
    source: &Source,
) -> Option<Fix> {
    if matches!(fixer.action, Action::Variant) {
        let there = (subject.provider, subject.dialect);
        let Some(Variant::Written(_, Some(edit))) =
            variant(subject.record, source, there, None, subject.text("region"))
        else {
            return None;
        };
        return Some(Fix { safety: fixer.safety, edits: Edits::one(edit.span, edit.insert) });
    }
    let Spot::Text { scalar, range, path: None } = &found.spot else { return None };
    let text = scalar.cooked.text();
    let language = language_of(text);
    if fixer.action.lacks(values, language) {
        return None;
    }
    let insert = fixer.action.text(values, language);
    let end = text.len()..text.len();
    let mut changes = match &fixer.action {
        Action::Append(_) => vec![(end, insert)],
        Action::Rewrite(_) => vec![(0..text.len(), insert)],
        Action::Replace(_) | Action::Delete => vec![(range.clone(), insert)],
        Action::ToEnd(_) => vec![(with_punctuation(text, range), String::new()), (end, insert)],
        Action::Plain => vec![(range.clone(), plain(&text[range.clone()])?)],
        Action::Variant => return None,
        Action::Squeeze => {
            let inside = 0 < range.start && range.end < text.len();
            vec![(range.clone(), if inside { " ".to_owned() } else { String::new() })]
        }
    };
    for (range, suggestion) in &found.more {
        let mut values = values.clone();
        values.retain(|(name, _)| name != "suggestion");
        values.push(("suggestion".into(), suggestion.clone()));
        changes.push((range.clone(), fixer.action.text(&values, language)));
    }
    changes.sort_by_key(|(range, _)| range.start);
    let edits = in_place(scalar, &changes).or_else(|| anew(scalar, &changes))?;
    Some(Fix { safety: fixer.safety, edits })
}

/// The language that a message is written in, as far as a fix needs to know it.
fn language_of(text: &str) -> Language {
    if text.chars().any(|character| CharacterClass::Han.holds(character)) { Language::Zh } else { Language::En }
}

/// `marked` in half width, without blanks and what is not to be seen; `None` where it holds anything else.
fn plain(marked: &str) -> Option<String> {
    let unseen = [CharacterClass::Space, CharacterClass::Blank, CharacterClass::Invisible];
    let kept = [CharacterClass::Han, CharacterClass::Latin, CharacterClass::Digit];
    let mut text = String::with_capacity(marked.len());
    for character in marked.chars() {
        if CharacterClass::FullWidthAlphanumeric.holds(character) {
            text.extend(char::from_u32(u32::from(character) - FULL_WIDTH));
        } else if kept.iter().any(|class| class.holds(character)) {
            text.push(character);
        } else if !unseen.iter().any(|class| class.holds(character)) {
            return None;
        }
    }
    Some(text)
}

/// How far a character in full width is from its twin in ASCII.
const FULL_WIDTH: u32 = 0xFEE0;

/// `range` with the brackets or quotes round it; or else with the punctuation behind it that would be left over.
fn with_punctuation(text: &str, range: &Range<usize>) -> Range<usize> {
    const PAIRS: [(char, char); 6] = [('（', '）'), ('(', ')'), ('“', '”'), ('‘', '’'), ('"', '"'), ('【', '】')];
    let Range { start, end } = *range;
    let before = text[..start].chars().next_back();
    let rest = &text[end..];
    let is_round = |&&(open, close): &&(char, char)| before == Some(open) && rest.starts_with(close);
    if let Some((open, close)) = PAIRS.iter().find(is_round) {
        return start - open.len_utf8()..end + close.len_utf8();
    }
    let stops = |character: char| "，。；、！：,.;!:".contains(character) || character.is_whitespace();
    let mut left = rest.trim_start_matches(['”', '’']);
    if before.is_none_or(stops) {
        left = left.trim_start_matches(stops);
    }
    start..text.len() - left.len()
}

type Change = (Range<usize>, String);

/// The changes as edits of the scalar as it is written.
fn in_place(scalar: &Scalar<'_>, changes: &[Change]) -> Option<Edits> {
    let text = scalar.cooked.text();
    let edits: Option<Vec<Edit>> = changes
        .iter()
        .map(|(range, insert)| {
            let insert = spell(scalar.style, text, range.clone(), insert)?;
            Some(Edit { span: scalar.cooked.span(range.clone()), insert })
        })
        .collect();
    Edits::new(edits?).ok()
}

/// The changed text in double quotes, in place of a scalar without quotes.
fn anew(scalar: &Scalar<'_>, changes: &[Change]) -> Option<Edits> {
    if !matches!(scalar.style, Style::Plain | Style::PlainInFlow) {
        return None;
    }
    let mut text = scalar.cooked.text().to_owned();
    for (range, insert) in changes.iter().rev() {
        text.replace_range(range.clone(), insert);
    }
    Some(Edits::one(scalar.cooked.whole(), quote(&text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_moved_leaves_no_stop_behind_that_belonged_to_it() {
        for (text, left) in [
            ("八折，退R，欢迎！", "八折，欢迎！"),
            ("八折退R，欢迎！", "八折，欢迎！"),
            ("退R。欢迎！", "欢迎！"),
            ("八折（退R），欢迎！", "八折，欢迎！"),
            ("八折，退R”，欢迎！", "八折，欢迎！"),
            ("退R", ""),
        ] {
            let at = text.find("退R").unwrap_or_default();
            let mut shown = text.to_owned();
            shown.replace_range(with_punctuation(text, &(at..at + "退R".len())), "");
            assert_eq!(shown, left, "{text}");
        }
    }

    #[test]
    fn only_letters_and_digits_have_a_plain_form() {
        assert_eq!(plain("Ａｚ０　\u{200B}中a"), Some("Az0中a".to_owned()));
        assert_eq!(plain("Ａ·"), None);
    }
}
