use super::{Grammar, PLAIN, TextForm};

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Go",
    extensions: &["go"],
    texts: &[TextForm::quoted("\""), TextForm::quoted("`").long().raw()],
    characters: true,
    ..PLAIN
};
