//! What is put between the characters of a word, and characters that are said over and over.

use std::ops::Range;

use super::{Fold, rewrite::Rewrite};

/// The most separators that are skipped between two characters.
const WIDEST: usize = 3;

/// What a character does for the words round it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A Chinese character.
    Han,
    /// A Latin letter.
    Letter,
    /// A sign that divides words in honest texts, too: it is skipped only beside a character that stands alone, for
    /// 机会 所有 is no 会所.
    Weak,
    /// An ornament that has no place between characters.
    Strong,
    /// What is not to be seen.
    Invisible,
    /// Anything else: it ends a word.
    Other,
}

/// What `character` does.
#[expect(
    clippy::match_same_arms,
    reason = "the strokes stand inside the range of the Chinese characters, and so before it"
)]
pub(super) const fn role(character: char) -> Role {
    match character {
        'a'..='z' | 'A'..='Z' => Role::Letter,
        // Strokes that stand between characters as if they were signs.
        '\u{4E28}' | '\u{4E36}' => Role::Strong,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' => {
            Role::Han
        }
        ' '
        | '-'
        | '/'
        | '.'
        | '+'
        | '&'
        | '~'
        | '·'
        | '\u{A0}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2022}'
        | '\u{202F}'
        | '\u{2190}'..='\u{21FF}'
        | '\u{3000}'
        | '\u{30FB}'
        | '－'
        | '／'
        | '．'
        | '＋'
        | '＆'
        | '～' => Role::Weak,
        '*'
        | '^'
        | '|'
        | '_'
        | '='
        | '\\'
        | '`'
        | '＊'
        | '＾'
        | '｜'
        | '＿'
        | '＝'
        | '＼'
        | '※'
        | '〓'
        | '\u{2200}'..='\u{22FF}'
        | '\u{2300}'..='\u{23FF}'
        | '\u{2500}'..='\u{2775}'
        | '\u{2794}'..='\u{27BF}'
        | '\u{2B00}'..='\u{2BFF}'
        | '\u{1F300}'..='\u{1FAFF}' => Role::Strong,
        '\u{AD}'
        | '\u{34F}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{300}'..='\u{34E}'
        | '\u{350}'..='\u{36F}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{E0100}'..='\u{E01EF}' => Role::Invisible,
        _ => Role::Other,
    }
}

/// Takes out what stands in gaps, and what repeats.
pub(super) fn close(text: &str, rewrite: &mut Rewrite<'_>) {
    let pieces = pieces(text);
    let mut after: Option<&Piece> = None;
    let mut gap: Vec<&Piece> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece.role {
            Role::Invisible | Role::Weak | Role::Strong => gap.push(piece),
            Role::Other => {
                hide(&gap, rewrite);
                gap.clear();
                after = None;
            }
            Role::Han | Role::Letter => {
                if after.is_some_and(|before| joins(before, &gap, piece)) {
                    for one in &gap {
                        rewrite.put(one.range.clone(), "", Fold::Separators);
                    }
                } else {
                    hide(&gap, rewrite);
                }
                gap.clear();
                drop_repeats(&pieces, at, rewrite);
                after = Some(piece);
            }
        }
    }
    hide(&gap, rewrite);
}

/// Equal Chinese characters, or Latin letters, that stand together; or one other character.
struct Piece {
    range: Range<usize>,
    role: Role,
    /// How many characters.
    count: usize,
    /// How many stand together in its script, this piece and its neighbours.
    run: usize,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last = None;
    for (at, character) in text.char_indices() {
        let (role, end) = (role(character), at + character.len_utf8());
        match pieces.last_mut() {
            Some(piece)
                if role == piece.role && (role == Role::Letter || role == Role::Han && last == Some(character)) =>
            {
                piece.range.end = end;
                piece.count += 1;
            }
            _ => pieces.push(Piece { range: at..end, role, count: 1, run: 0 }),
        }
        last = Some(character);
    }
    let mut from = 0;
    while from < pieces.len() {
        let role = pieces[from].role;
        let length = pieces[from..].iter().take_while(|piece| piece.role == role).count();
        let run = pieces[from..from + length].iter().map(|piece| piece.count).sum();
        pieces[from..from + length].iter_mut().for_each(|piece| piece.run = run);
        from += length;
    }
    pieces
}

/// Whether `gap` only divides what belongs together.
fn joins(before: &Piece, gap: &[&Piece], behind: &Piece) -> bool {
    let seen = gap.iter().filter(|one| one.role != Role::Invisible).count();
    let strong = gap.iter().any(|one| one.role == Role::Strong);
    let chinese = before.role == Role::Han || behind.role == Role::Han;
    let (lone, both) = (before.run == 1 || behind.run == 1, before.run == 1 && behind.run == 1);
    let divided = if chinese { strong || lone } else { strong && both };
    seen > 0 && seen <= WIDEST && divided
}

/// Takes out what is not to be seen, and leaves the rest.
fn hide(gap: &[&Piece], rewrite: &mut Rewrite<'_>) {
    for one in gap.iter().filter(|one| one.role == Role::Invisible) {
        rewrite.put(one.range.clone(), "", Fold::Separators);
    }
}

/// A Chinese character that stands thrice, or twice beside another that does, is said once: 天天 is a word, and 信信用用 is
/// not.
fn drop_repeats(pieces: &[Piece], at: usize, rewrite: &mut Rewrite<'_>) {
    let piece = &pieces[at];
    let repeats = |other: Option<&Piece>| other.is_some_and(|other| other.role == Role::Han && other.count > 1);
    let beside = || repeats(at.checked_sub(1).and_then(|before| pieces.get(before))) || repeats(pieces.get(at + 1));
    if piece.role == Role::Han && (piece.count > 2 || piece.count == 2 && beside()) {
        let one = piece.range.len() / piece.count;
        rewrite.put(piece.range.start + one..piece.range.end, "", Fold::Repeats);
    }
}
