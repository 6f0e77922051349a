//! Texts that operators join, such as `"a" + b + "c"`.

use std::ops::Range;

use crate::text::code::{Grammar, Literal, Piece, Token, TokenKind};

/// The most tokens of an expression between two texts; what is longer is no mere value.
const LONGEST_VALUE: usize = 48;

/// The text that begins with the token at `first`: its pieces, and the token behind it.
pub(super) fn joined<'l>(code: &[&'l Token], first: usize, grammar: &Grammar) -> Option<(Vec<Piece<'l>>, usize)> {
    let mut pieces = vec![Piece::Text(code[first].literal()?)];
    let mut end = first + 1;
    loop {
        if grammar.adjacent
            && let Some(literal) = code.get(end).and_then(|token| token.literal())
        {
            pieces.push(Piece::Text(literal));
            end += 1;
            continue;
        }
        let Some(operator) = operator(code, end, grammar) else { break };
        let next = end + operator;
        if let Some(literal) = code.get(next).and_then(|token| token.literal()) {
            put(&mut pieces, Piece::Text(literal));
            end = next + 1;
        } else if let Some(behind) = value(code, next) {
            put(&mut pieces, Piece::Value(code[next].range.start..code[behind - 1].range.end));
            end = behind;
        } else {
            break;
        }
    }
    Some((pieces, end))
}

/// Appends a piece. A value reaches to the texts beside it, so that nothing between them is left over.
fn put<'l>(pieces: &mut Vec<Piece<'l>>, piece: Piece<'l>) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Value(value)), Piece::Value(more)) => value.end = more.end,
        (Some(Piece::Value(value)), Piece::Text(literal)) => {
            value.end = literal.inside.start;
            pieces.push(Piece::Text(literal));
        }
        (Some(Piece::Text(Literal { inside, .. })), Piece::Value(value)) => {
            let range = inside.end..value.end;
            pieces.push(Piece::Value(range));
        }
        (_, piece) => pieces.push(piece),
    }
}

/// How many tokens the operator has that joins what stands before `at` with what comes.
fn operator(code: &[&Token], at: usize, grammar: &Grammar) -> Option<usize> {
    let fits = |operator: &&&str| {
        let signs = operator.bytes();
        let len = signs.len();
        let adjoining = code.get(at + len).is_none_or(|next| !next.is(operator.as_bytes()[0]) && !next.is(b'='));
        adjoining && signs.enumerate().all(|(place, sign)| code.get(at + place).is_some_and(|token| token.is(sign)))
    };
    grammar.joins.iter().find(fits).map(|operator| operator.len())
}

/// The token behind the value that begins at `at`: a name or a number, with what is called and looked up behind it.
fn value(code: &[&Token], at: usize) -> Option<usize> {
    let limit = at + LONGEST_VALUE;
    let mut end = at;
    while matches!(code.get(end)?.kind, TokenKind::Sign(b'&' | b'*' | b'!' | b'-')) {
        end += 1;
    }
    end = match code.get(end)?.kind {
        TokenKind::Word => end + 1,
        TokenKind::Sign(b'(') => closed(code, end, limit)?,
        _ => return None,
    };
    while end < limit {
        let is = |place: usize, sign: u8| code.get(end + place).is_some_and(|token| token.is(sign));
        let word = |place: usize| code.get(end + place).is_some_and(|token| matches!(token.kind, TokenKind::Word));
        if (is(0, b'.') || is(0, b'?')) && word(1) {
            end += 2;
        } else if ((is(0, b'-') && is(1, b'>')) || (is(0, b':') && is(1, b':')) || (is(0, b'?') && is(1, b'.')))
            && word(2)
        {
            end += 3;
        } else if is(0, b'(') || is(0, b'[') {
            end = closed(code, end, limit)?;
        } else {
            return Some(end);
        }
    }
    None
}

/// The token behind the bracket that closes the one at `at`.
fn closed(code: &[&Token], at: usize, limit: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (place, token) in code.iter().enumerate().take(limit).skip(at) {
        match token.kind {
            TokenKind::Sign(b'(' | b'[' | b'{') => depth += 1,
            TokenKind::Sign(b')' | b']' | b'}') => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(place + 1);
        }
    }
    None
}

/// From the first sign of the first piece to the last of the last.
pub(super) fn range(code: &[&Token], first: usize, behind: usize) -> Range<usize> {
    code[first].range.start..code[behind - 1].range.end
}
