use super::{Close, Grammar, PLAIN, TextForm};

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Rust",
    extensions: &["rs"],
    nested_comments: true,
    texts: &[
        TextForm::quoted("\"").prefixes(&["r", "br", "cr"]).close(Close::Hashes).long().raw(),
        TextForm::quoted("#").prefixes(&["r", "br", "cr"]).close(Close::Hashes).long().raw(),
        TextForm::quoted("\"").prefixes(&["b", "c"]).long(),
        TextForm::quoted("\"").long(),
    ],
    characters: true,
    joins: &[],
    tests: Some("#[cfg(test)]"),
    ..PLAIN
};
