use super::{Grammar, PLAIN, TextForm};

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Java",
    extensions: &["java"],
    texts: &[TextForm::quoted("\"\"\"").block(), TextForm::quoted("\"")],
    characters: true,
    ..PLAIN
};
