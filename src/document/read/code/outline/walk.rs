use super::{
    super::{
        super::found::is_chinese,
        insert::Insert,
        joined::{joined, range},
    },
    Group, Outline, Text,
};
use crate::text::code::{Grammar, Token, TokenKind};

impl Outline<'_> {
    /// Finds the texts, and the brackets that they stand in.
    pub(super) fn walk(&mut self, grammar: &Grammar) {
        // The open brackets, each with the first token of the statement or item that is being read in it.
        let mut open: Vec<(usize, usize)> = vec![(0, 0)];
        let (mut insert, mut column, mut at) = (Insert::default(), 0, 0);
        let is_sql = grammar.name == "SQL";
        while at < self.code.len() {
            let token = self.code[at];
            if is_sql {
                insert.take(self.text, token, open.len() - 1);
            }
            let (group, item) = open[open.len() - 1];
            if !is_sql && self.groups[group].is_block && self.begins_line(at) {
                open.last_mut().expect("the file itself is never closed").1 = at;
            }
            match token.kind {
                TokenKind::Sign(sign @ (b'(' | b'[' | b'{')) => {
                    let item = open[open.len() - 1].1;
                    let row = is_sql && open.len() == 1 && insert.has_rows();
                    self.groups.push(Group {
                        parent: group,
                        open: at,
                        sign,
                        item,
                        key: self.key_of_bracket(at, item),
                        is_block: sign == b'{' && !self.is_literal(at),
                        table: if row { insert.table.clone() } else { Vec::new() },
                        columns: if row { insert.columns.clone() } else { Vec::new() },
                    });
                    open.push((self.groups.len() - 1, at + 1));
                    column = 0;
                }
                TokenKind::Sign(b')' | b']' | b'}') => {
                    if open.len() > 1 {
                        open.pop();
                    }
                    if token.is(b'}') {
                        open.last_mut().expect("the file itself is never closed").1 = at + 1;
                    }
                }
                TokenKind::Sign(b',' | b';') => {
                    open.last_mut().expect("the file itself is never closed").1 = at + 1;
                    column += 1;
                }
                TokenKind::Text(_) => {
                    if let Some((pieces, behind)) = joined(&self.code, at, grammar) {
                        let range = range(&self.code, at, behind);
                        if may_hold_message(&self.text[range.clone()]) && !self.is_key(behind) {
                            let item = open[open.len() - 1].1.max(item);
                            let key = self.groups[group].columns.get(column).cloned().or_else(|| self.key_at(at));
                            self.texts.push(Text { pieces, range, tokens: at..behind, group, item, key });
                        }
                        at = behind;
                        continue;
                    }
                }
                TokenKind::Word | TokenKind::Sign(_) | TokenKind::Comment => {}
            }
            at += 1;
        }
    }

    /// Whether a new statement begins with the token at `at`, where nothing but the line says so.
    fn begins_line(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| self.code[before]) else { return true };
        let goes_on = |token: &Token| matches!(token.kind, TokenKind::Sign(sign) if b"=+,.([{&|?:<-".contains(&sign));
        let closes = |token: &Token| matches!(token.kind, TokenKind::Sign(sign) if b".+=)]}{&|?:,-".contains(&sign));
        self.text[before.range.end..self.code[at].range.start].contains('\n')
            && !goes_on(before)
            && !closes(self.code[at])
    }

    /// Whether the brace at `at` holds values rather than statements.
    fn is_literal(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.code[before].kind) else { return false };
        matches!(before, TokenKind::Sign(b'(' | b'[' | b',' | b':' | b'=' | b'{' | b'?'))
    }

    /// Whether what ends before `at` is the name of a value.
    fn is_key(&self, at: usize) -> bool {
        self.is(at, b':') && !self.is(at + 1, b':') || (self.is(at, b'=') && self.is(at + 1, b'>'))
    }
}

/// Whether a text can be a message: it has Chinese characters, or escapes for them.
fn may_hold_message(text: &str) -> bool {
    text.contains(is_chinese) || text.contains("\\u") || text.contains("\\x")
}
