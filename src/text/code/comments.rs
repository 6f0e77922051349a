use super::{ProgramLanguage, TokenKind, scan};
use crate::text::{Comment, Cooked};

/// The comments of a program, in their order; what looks like one inside a text is none.
pub fn program_comments(file: &Cooked<'_>, language: ProgramLanguage) -> Vec<Comment> {
    let (text, grammar) = (file.text(), language.grammar());
    let comment = |range: std::ops::Range<usize>| {
        let whole = &text[range.clone()];
        let opens = grammar.line_comments.iter().copied().chain(grammar.block_comments.iter().map(|(open, _)| *open));
        let lead = opens.filter(|open| whole.starts_with(open)).map(str::len).max()?;
        let closes = grammar.block_comments.iter().filter(|(open, _)| whole.starts_with(open)).map(|(_, close)| *close);
        let inside = closes.fold(whole, |whole, close| whole.strip_suffix(close).unwrap_or(whole));
        let words = inside.get(lead..).unwrap_or_default().to_owned();
        Some(Comment { span: file.span(range), lead, tail: whole.len() - inside.len(), text: words })
    };
    let tokens = scan(text, language).tokens;
    let comments = tokens.into_iter().filter(|token| matches!(token.kind, TokenKind::Comment));
    comments.filter_map(|token| comment(token.range)).collect()
}
