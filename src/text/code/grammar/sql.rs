use super::{Close, Escapes, Grammar, PLAIN, TextForm};

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "SQL",
    extensions: &["sql", "ddl", "dml"],
    line_comments: &["--", "#"],
    texts: &[
        TextForm::quoted("'").long().escapes(Escapes::BackslashOrDoubled),
        TextForm::quoted("\"").long().escapes(Escapes::BackslashOrDoubled),
        TextForm::quoted("$").close(Close::Tag).long().raw(),
    ],
    joins: &["||"],
    // The quotes of names.
    word_signs: b"`",
    ..PLAIN
};
