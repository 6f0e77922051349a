use std::ops::Range;

use super::{Variant, variant};
use crate::{
    diagnostic::{Edit, Edits, Fix, Language, Localized},
    rule::{
        Action, Fixer, Spot, Subject,
        matcher::{Match, Values},
        spec::CharacterClass,
    },
    text::{Scalar, Source, Style, narrow, quote, spell},
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
    let language = if subject.notes.is_chinese(text) { Language::Zh } else { Language::En };
    if fixer.action.lacks(values, language) {
        return None;
    }
    let insert = fixer.action.text(values, language);
    let end = |left: &str| {
        let separator = fixer.separator.as_ref().filter(|_| !stands_alone(left));
        let separator = separator.map_or("", |separator| separator.get(language).as_str());
        (text.len()..text.len(), format!("{separator}{insert}"))
    };
    let mut changes = match &fixer.action {
        Action::Append(_) => vec![end(text)],
        Action::Rewrite(_) => vec![(0..text.len(), insert)],
        Action::Replace(_) | Action::Delete => vec![(range.clone(), insert)],
        Action::ToEnd(_) => {
            let moved = with_punctuation(text, range);
            let left = if moved.end < text.len() { text } else { &text[..moved.start] };
            let end = end(left);
            vec![(moved, String::new()), end]
        }
        Action::Plain => vec![(range.clone(), plain(&text[range.clone()])?)],
        Action::Variant => return None,
        Action::Swap(pairs) => vec![(range.clone(), swapped(&text[range.clone()], pairs, language)?)],
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
    let mut edits: Vec<Edit> = rewritten(scalar, &changes)?.into();
    for (scalar, text) in found.elsewhere.as_ref()? {
        let whole = 0..scalar.cooked.text().len();
        edits.extend(Vec::from(rewritten(scalar, &[(whole, text.clone())])?));
    }
    let edits = Edits::new(edits).ok()?;
    Some(Fix { safety: fixer.safety, edits })
}

/// `marked` in half width, without blanks and what is not to be seen; `None` where it holds anything but letters, digits
/// and the braces of a numbered variable.
fn plain(marked: &str) -> Option<String> {
    let unseen = [CharacterClass::Space, CharacterClass::Blank, CharacterClass::Invisible];
    let kept = [CharacterClass::Han, CharacterClass::Latin, CharacterClass::Digit];
    let mut text = String::with_capacity(marked.len());
    for character in marked.chars().map(narrow) {
        if matches!(character, '{' | '}') || kept.iter().any(|class| class.holds(character)) {
            text.push(character);
        } else if !unseen.iter().any(|class| class.holds(character)) {
            return None;
        }
    }
    (!text.contains(['{', '}']) || is_numbered(&text)).then_some(text)
}

/// Whether `text` is a number in braces.
fn is_numbered(text: &str) -> bool {
    let number = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether what is put behind `text` needs no separator.
fn stands_alone(text: &str) -> bool {
    text.chars().next_back().is_none_or(|last| is_stop(last) || last == '】')
}

/// Whether a character divides what is said.
fn is_stop(character: char) -> bool {
    "，。；、！？：…～,.;!?:~".contains(character) || character.is_whitespace()
}

/// `marked` with each sign of `pairs` swapped for its twin, and without what has none; `None` where that changes nothing.
fn swapped(marked: &str, pairs: &[(String, Localized)], language: Language) -> Option<String> {
    let mut text = String::with_capacity(marked.len());
    let mut rest = marked;
    while let Some(character) = rest.chars().next() {
        let pair = pairs.iter().find(|(sign, _)| !sign.is_empty() && rest.starts_with(sign.as_str()));
        text.push_str(pair.map_or("", |(_, twin)| twin.get(language)));
        rest = &rest[pair.map_or(character.len_utf8(), |(sign, _)| sign.len())..];
    }
    Some(text).filter(|text| text != marked)
}

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
    let mut left = rest.trim_start_matches(['”', '’']);
    if before.is_none_or(is_stop) {
        left = left.trim_start_matches(is_stop);
    }
    start..text.len() - left.len()
}

type Change = (Range<usize>, String);

/// The changes as edits of the scalar, however it is written.
fn rewritten(scalar: &Scalar<'_>, changes: &[Change]) -> Option<Edits> {
    in_place(scalar, changes).or_else(|| anew(scalar, changes))
}

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
    fn what_is_put_behind_a_text_needs_a_separator_unless_the_text_has_one() {
        for text in ["", "八折！", "八折。", "八折 ", "八折\n", "【示例商城】"] {
            assert!(stands_alone(text), "{text:?}");
        }
        for text in ["八折", "{1}", "50%", "“双十一”", "https://example.com/a"] {
            assert!(!stands_alone(text), "{text:?}");
        }
    }

    #[test]
    fn a_sign_is_swapped_for_its_twin_the_longest_first_and_what_has_none_goes() {
        let pair = |sign: &str, zh: &str, en: &str| (sign.to_owned(), Localized { zh: zh.into(), en: en.into() });
        let pairs = [pair("m²", "平方米", "m2"), pair("²", "2", "2"), pair("‰", "‰", "‰")];
        assert_eq!(swapped("★m²²", &pairs, Language::Zh).as_deref(), Some("平方米2"));
        assert_eq!(swapped("m²", &pairs, Language::En).as_deref(), Some("m2"));
        assert_eq!(swapped("‰", &pairs, Language::Zh), None);
    }

    #[test]
    fn letters_digits_and_numbered_variables_have_a_plain_form() {
        assert_eq!(plain("Ａｚ０　\u{200B}中a"), Some("Az0中a".to_owned()));
        assert_eq!(plain("Ａ·"), None);
        assert_eq!(plain("｛ １２﹜"), Some("{12}".to_owned()));
        for marked in ["｛", "｛ａ｝", "｛｝", "１｛２｝"] {
            assert_eq!(plain(marked), None, "{marked}");
        }
    }
}
