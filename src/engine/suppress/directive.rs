use std::ops::Range;

use crate::{
    diagnostic::{Edit, Edits},
    text::{Comment, Span, did_you_mean},
};

/// What begins a comment for us, and how people misspell it; in any case.
const MARKERS: [&str; 4] = ["smslint", "sms-lint", "sms_lint", "sms lint"];

/// What a file holds that may have comments for us.
pub(super) const SIGNS: [&str; 5] = ["smslint", "sms-lint", "sms_lint", "sms lint", "ignore["];

/// The right way to begin.
const HEAD: &str = "smslint: ignore[";

/// What other tools call it, and what it might be called here.
const VERBS: [&str; 14] = [
    "ignore",
    "ignore-line",
    "ignore-next",
    "ignore-next-line",
    "ignore-file",
    "disable",
    "disable-line",
    "disable-next-line",
    "disable-file",
    "suppress",
    "allow",
    "skip",
    "noqa",
    "忽略",
];

const OPENING: [char; 5] = ['[', '［', '【', '(', '（'];
const CLOSING: [char; 5] = [']', '］', '】', ')', '）'];

/// A comment for us, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    /// The whole comment.
    pub(super) comment: Span,
    /// Where the rules stand.
    pub(super) list: Span,
    /// The rules, as written, each with its place.
    pub(super) rules: Vec<(String, Span)>,
    /// Why; `None` where nothing stands behind the rules.
    pub(super) reason: Option<String>,
    /// What is not written as it should be; `None` where all is.
    pub(super) fault: Option<Fault>,
}

/// A comment that is clearly meant for us, and written otherwise than we read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// How it should be written; `None` where the file cannot be changed there.
    Spelling(Option<Edits>),
    /// It names no rule. What has to be replaced to name some; `None` where the file cannot be changed there.
    NoRule(Option<Span>),
}

/// Takes a comment apart: `None` where it is not for us, an error where it begins as one of ours and says nothing we
/// understand. Who only speaks of this tool does not speak to it.
pub(super) fn parse(comment: &Comment) -> Option<Result<Directive, Span>> {
    let text = comment.text.as_str();
    let start = text.len() - text.trim_start().len();
    let words = &text[start..];
    let known = MARKERS.iter().find(|marker| words.get(..marker.len()).is_some_and(|w| w.eq_ignore_ascii_case(marker)));
    let marker = known.map_or_else(|| slip(words), |marker| Some(*marker))?;
    let exact = words.starts_with("smslint:");
    let behind = words[marker.len()..].trim_start();
    let (behind, colon) = match behind.strip_prefix([':', '：', '-']) {
        Some(behind) => (behind.trim_start(), true),
        None => (behind, false),
    };
    let Some((verb, behind)) = verb(behind) else { return exact.then_some(Err(comment.span)) };
    let list = list(text, text.len() - behind.len());
    let named = list.bracket || !list.rules.is_empty();
    if !(exact || named || VERBS.contains(&&*verb) && (colon || behind.trim().is_empty())) {
        return None;
    }
    let spelt = exact && verb == "ignore" && list.proper;
    Some(Ok(directive(comment, start, list, spelt)))
}

/// The first word where it is our name but for one slip of the finger, and the whole form of a suppression follows.
fn slip(words: &str) -> Option<&str> {
    let word = &words[..words.find(|character: char| !character.is_ascii_alphabetic())?];
    let behind = words[word.len()..].trim_start_matches([':', '：']).trim_start().strip_prefix("ignore[")?;
    let near = word.len().abs_diff(MARKERS[0].len()) <= 1
        && strsim::damerau_levenshtein(&word.to_ascii_lowercase(), MARKERS[0]) == 1;
    (near && behind.split([']', ',']).next().is_some_and(|rule| is_id(rule.trim()))).then_some(word)
}

fn directive(comment: &Comment, start: usize, list: List, spelt: bool) -> Directive {
    let text = comment.text.as_str();
    let sign = |character: char| character.is_whitespace() || matches!(character, ':' | '：' | '-' | '–' | '—');
    let reason = text[list.behind..].trim_start_matches(sign);
    let reason_at = text.len() - reason.len();
    let reason = reason.trim_end();
    let place = |range: Range<usize>| comment.span_of(range);
    let fault = match (list.rules.first(), list.rules.last()) {
        (Some((_, first)), Some((_, end))) if !spelt => {
            let close = if reason.is_empty() { "]" } else { "] " };
            Some(Fault::Spelling(
                Edits::new(vec![
                    Edit { span: place(start..first.start), insert: HEAD.to_owned() },
                    Edit { span: place(end.end..reason_at), insert: close.to_owned() },
                ])
                .ok(),
            ))
        }
        (None, _) => Some(Fault::NoRule(Some(place(start..reason_at)).filter(|span| *span != comment.span))),
        _ => None,
    };
    Directive {
        comment: comment.span,
        list: place(list.inner),
        rules: list.rules.into_iter().map(|(rule, range)| (rule, place(range))).collect(),
        // Dots and dashes are no reason.
        reason: reason.contains(char::is_alphanumeric).then(|| reason.to_owned()),
        fault,
    }
}

/// The edit that lets a comment without rules name these: `span` is what [`Fault::NoRule`] holds.
pub(super) fn naming(span: Span, rules: &[&str], has_reason: bool) -> Edits {
    let close = if has_reason { "] " } else { "]" };
    Edits::one(span, format!("{HEAD}{}{close}", rules.join(", ")))
}

/// What is to be done, in lower case, and what stands behind it.
fn verb(text: &str) -> Option<(String, &str)> {
    let word = if text.starts_with("忽略") {
        "忽略"
    } else {
        let is_part = |character: char| character.is_ascii_alphabetic() || matches!(character, '-' | '_');
        &text[..text.len() - text.trim_start_matches(is_part).len()]
    };
    let lower = word.to_ascii_lowercase().replace('_', "-");
    let known = VERBS.contains(&&*lower) || did_you_mean(&lower, ["ignore"]).is_some();
    known.then(|| (lower, &text[word.len()..]))
}

/// The rules that a comment names, as ranges of its text.
struct List {
    inner: Range<usize>,
    rules: Vec<(String, Range<usize>)>,
    /// Where the reason may begin.
    behind: usize,
    /// Whether a square bracket opens it.
    bracket: bool,
    /// Whether it is written as it should be.
    proper: bool,
}

/// The list that begins at `at`, whatever brackets it stands in, if in any.
fn list(text: &str, at: usize) -> List {
    let rest = text[at..].trim_start();
    let plain = rest.trim_start_matches(['=', ':', '：']).trim_start();
    let open = plain.chars().next().filter(|character| OPENING.contains(character));
    let from = text.len() - plain.len() + open.map_or(0, char::len_utf8);
    let square = open.is_some_and(|open| !matches!(open, '(' | '（'));
    let close = text[from..].char_indices().find(|(_, character)| open.is_some() && CLOSING.contains(character));
    if let Some((length, close)) = close {
        let inner = from..from + length;
        let rules = ids(text, inner.clone(), |_| true);
        // What stands in round brackets may be the reason.
        if square || rules.iter().any(|(rule, _)| is_id(rule)) {
            let proper = rest.len() == plain.len() && matches!(open, Some('[' | '［')) && matches!(close, ']' | '］');
            return List { behind: inner.end + close.len_utf8(), inner, rules, bracket: square, proper };
        }
    }
    let rules = ids(text, from..text.len(), is_id);
    let end = rules.last().map_or(if square { from } else { text.len() - plain.len() }, |(_, range)| range.end);
    let inner = rules.first().map_or(end, |(_, range)| range.start)..end;
    List { behind: end, inner, rules, bracket: square, proper: false }
}

/// The ids in `range` of the text, up to the first word that is none.
fn ids(text: &str, range: Range<usize>, wanted: impl Fn(&str) -> bool) -> Vec<(String, Range<usize>)> {
    let is_sign = |character: char| character.is_whitespace() || matches!(character, ',' | '，' | '、' | ';' | '；');
    let mut found = Vec::new();
    let mut at = range.start;
    for piece in text[range].split_inclusive(is_sign) {
        let word = piece.trim_end_matches(is_sign);
        if !word.is_empty() {
            // A colon behind a rule without brackets leads to the reason.
            let id = word.trim_end_matches([':', '：']);
            if !wanted(id) {
                break;
            }
            found.push((id.to_owned(), at..at + id.len()));
            if id.len() < word.len() {
                break;
            }
        }
        at += piece.len();
    }
    found
}

/// Whether a word has the form of an id, `pack/rule`.
fn is_id(word: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphanumeric())
            && part.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '_'))
    };
    word.split_once('/').is_some_and(|(pack, rule)| is_part(pack) && is_part(rule))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::text::{Source, yaml_comments};

    fn only(file: &str) -> Option<Result<Directive, Span>> {
        let source = Source::new("a.yml", file);
        let (text, _) = source.decode();
        parse(&yaml_comments(&text)[0])
    }

    #[test]
    fn a_directive_names_rules_and_a_reason() {
        let file = "\u{feff}a: 中 # smslint: ignore[cn/name, house/unsubscribe] 合同约定";
        let directive = only(file).unwrap().unwrap();
        let slice = |span: Span| &file[span.start..span.end];
        let rules: Vec<_> = directive.rules.iter().map(|(name, span)| (name.as_str(), slice(*span))).collect();
        assert_eq!(rules, [("cn/name", "cn/name"), ("house/unsubscribe", "house/unsubscribe")]);
        assert_eq!(slice(directive.list), "cn/name, house/unsubscribe");
        assert_eq!(directive.reason.as_deref(), Some("合同约定"));
        assert_eq!(directive.fault, None);
    }

    #[test]
    fn the_input_method_may_be_chinese() {
        let file = "#smslint: ignore［cn/name，cn/other］：合同约定";
        let directive = only(file).unwrap().unwrap();
        let slices: Vec<_> = directive.rules.iter().map(|(_, span)| &file[span.start..span.end]).collect();
        assert_eq!((slices, directive.reason.as_deref()), (vec!["cn/name", "cn/other"], Some("合同约定")));
        assert_eq!(directive.fault, None);
    }

    #[test]
    fn punctuation_is_no_reason() {
        for reason in ["...", "——", "？！", "😀"] {
            let directive = only(&format!("# smslint: ignore[a/b] {reason}")).unwrap().unwrap();
            assert_eq!(directive.reason, None, "{reason}");
        }
        assert_eq!(only("# smslint: ignore[a/b] (1)").unwrap().unwrap().reason.as_deref(), Some("(1)"));
    }

    #[test]
    fn other_comments_are_left_alone() {
        for file in [
            "# ignore[cn/name]",
            "# see smslint: ignore[a/b]",
            "# smslint is fine",
            "# smslint ignores this folder",
            "# smslint ignore lists are kept in lint.yml",
            "# smslint 会检查这个文件",
            "# SMSLint：由平台组维护",
            "# smslint-cli 0.1",
            "# smslinter ignore[a/b]",
            "# eslint: ignore[a/b]",
            "# smslit: ignore the next line",
            "# smslint.yml",
            "# SMS lint runs in CI",
            "# smslint 忽略了草稿",
        ] {
            assert_eq!(only(file), None, "{file}");
        }
        for file in ["# smslint: see the handbook", "# smslint:"] {
            assert!(only(file).unwrap().is_err(), "{file}");
        }
    }

    #[test]
    fn what_is_misspelt_is_seen_through_and_spelt() {
        for (file, spelt) in [
            ("# smslint ignore[a/b] x", "# smslint: ignore[a/b] x"),
            ("# smslint：ignore[a/b] x", "# smslint: ignore[a/b] x"),
            ("#smslint： ignore【a/b】x", "#smslint: ignore[a/b] x"),
            ("# SMSLINT: ignore[a/b]", "# smslint: ignore[a/b]"),
            ("# Smslint: Ignore [ a/b, c/d ] x", "# smslint: ignore[a/b, c/d] x"),
            ("# smslint:ignore a/b 合同约定", "# smslint: ignore[a/b] 合同约定"),
            ("# smslint: ignore a/b, c/d: why", "# smslint: ignore[a/b, c/d] why"),
            ("# smslint: ignore (a/b) why", "# smslint: ignore[a/b] why"),
            ("# smslint: ingore[a/b] why", "# smslint: ignore[a/b] why"),
            ("# smslint: ignore[a/b why", "# smslint: ignore[a/b] why"),
            ("# smslint-disable a/b", "# smslint: ignore[a/b]"),
            ("# smslint-disable-next-line a/b -- why", "# smslint: ignore[a/b] why"),
            ("# smslint disable=a/b", "# smslint: ignore[a/b]"),
            ("# sms-lint: ignore[a/b] why", "# smslint: ignore[a/b] why"),
            ("# smslnit: ignore[a/b] why", "# smslint: ignore[a/b] why"),
            ("# smsllint: ignore[a/b, c/d] why", "# smslint: ignore[a/b, c/d] why"),
            ("# smslint：忽略［a/b］ 合同约定", "# smslint: ignore[a/b] 合同约定"),
        ] {
            let directive = only(file).unwrap_or_else(|| panic!("{file}")).unwrap();
            let Some(Fault::Spelling(Some(edits))) = &directive.fault else { panic!("{file}: {directive:?}") };
            let mut now = file.to_owned();
            for edit in edits.as_slice().iter().rev() {
                now.replace_range(edit.span.start..edit.span.end, &edit.insert);
            }
            assert_eq!(now, spelt, "{file}");
            assert_eq!(only(&now).unwrap().unwrap().fault, None, "{now}");
        }
    }

    #[test]
    fn who_names_no_rule_is_told_where_it_belongs() {
        for (file, spelt) in [
            ("# smslint: ignore[] why", "# smslint: ignore[a/b] why"),
            ("# smslint: ignore", "# smslint: ignore[a/b]"),
            ("# smslint ignore", "# smslint: ignore[a/b]"),
            ("# smslint: ignore 合同约定", "# smslint: ignore[a/b] 合同约定"),
            ("# smslint: ignore [", "# smslint: ignore[a/b]"),
            ("# smslint: ignore（合同约定）", "# smslint: ignore[a/b] （合同约定）"),
        ] {
            let directive = only(file).unwrap().unwrap();
            let Some(Fault::NoRule(Some(span))) = directive.fault else { panic!("{file}: {directive:?}") };
            let mut now = file.to_owned();
            let edits = naming(span, &["a/b"], directive.reason.is_some());
            let edit = &edits.as_slice()[0];
            now.replace_range(edit.span.start..edit.span.end, &edit.insert);
            assert_eq!(now, spelt, "{file}");
        }
    }
}
