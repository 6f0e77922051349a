use std::ops::Range;

use crate::text::{Comment, Span};

/// What begins a comment for us.
pub(super) const MARKER: &str = "smslint:";

/// A comment for us, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Directive {
    /// The whole comment.
    pub(super) comment: Span,
    /// What stands between the brackets.
    pub(super) list: Span,
    /// The rules, as written, each with its place.
    pub(super) rules: Vec<(String, Span)>,
    /// Why; `None` where nothing stands behind the brackets.
    pub(super) reason: Option<String>,
}

/// Takes a comment apart: `None` where it is not for us, an error where it is and says nothing we understand.
pub(super) fn parse(comment: &Comment) -> Option<Result<Directive, Span>> {
    let text = comment.text.as_str();
    let words = text.trim_start().strip_prefix(MARKER)?;
    Some(directive(comment, text, words).ok_or(comment.span))
}

fn directive(comment: &Comment, text: &str, words: &str) -> Option<Directive> {
    let list = words.trim_start().strip_prefix("ignore")?.trim_start().strip_prefix(['[', '［'])?;
    let end = list.find([']', '］'])?;
    let (list, behind) = (&list[..end], list[end..].strip_prefix([']', '］']).unwrap_or_default());
    let start = text.len() - behind.len() - list.len() - list_end_width(text, behind);
    let place = |range: Range<usize>| comment.span_of(range);
    let mut rules = Vec::new();
    let mut at = start;
    for piece in list.split_inclusive([',', '，', '、']) {
        let word = piece.trim_end_matches([',', '，', '、']);
        let name = word.trim();
        if !name.is_empty() {
            let from = at + (word.len() - word.trim_start().len());
            rules.push((name.to_owned(), place(from..from + name.len())));
        }
        at += piece.len();
    }
    if rules.is_empty() {
        return None;
    }
    let sign = |character: char| character.is_whitespace() || matches!(character, ':' | '：' | '-' | '–' | '—');
    let reason = behind.trim_start_matches(sign).trim_end();
    Some(Directive {
        comment: comment.span,
        list: place(start..start + list.len()),
        rules,
        reason: (!reason.is_empty()).then(|| reason.to_owned()),
    })
}

/// How many bytes the closing bracket before `behind` takes.
fn list_end_width(text: &str, behind: &str) -> usize {
    text[..text.len() - behind.len()].chars().next_back().map_or(0, char::len_utf8)
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
    }

    #[test]
    fn the_input_method_may_be_chinese() {
        let file = "#smslint: ignore［cn/name，cn/other］：合同约定";
        let directive = only(file).unwrap().unwrap();
        let slices: Vec<_> = directive.rules.iter().map(|(_, span)| &file[span.start..span.end]).collect();
        assert_eq!((slices, directive.reason.as_deref()), (vec!["cn/name", "cn/other"], Some("合同约定")));
    }

    #[test]
    fn other_comments_are_left_alone_and_broken_ones_are_not() {
        for file in ["# ignore[cn/name]", "# see smslint: ignore[a/b]", "# smslint is fine"] {
            assert_eq!(only(file), None, "{file}");
        }
        for file in
            ["# smslint: ingore[a/b] x", "# smslint: ignore a/b", "# smslint: ignore[] x", "# smslint: ignore[a/b"]
        {
            assert!(only(file).unwrap().is_err(), "{file}");
        }
    }
}
