use super::{Grammar, Hole, PLAIN, TextForm};

const HOLES: &[Hole] = &[Hole::Braced("${", b'}'), Hole::Name(b'$')];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Dart",
    extensions: &["dart"],
    nested_comments: true,
    texts: &[
        TextForm::quoted("\"\"\"").prefixes(&["r"]).long().raw(),
        TextForm::quoted("'''").prefixes(&["r"]).long().raw(),
        TextForm::quoted("\"").prefixes(&["r"]).raw(),
        TextForm::quoted("'").prefixes(&["r"]).raw(),
        TextForm::quoted("\"\"\"").long().holes(HOLES),
        TextForm::quoted("'''").long().holes(HOLES),
        TextForm::quoted("\"").holes(HOLES),
        TextForm::quoted("'").holes(HOLES),
    ],
    adjacent: true,
    ..PLAIN
};
