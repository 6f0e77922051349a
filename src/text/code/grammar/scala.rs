use super::{Grammar, Hole, PLAIN, TextForm};

const HOLES: &[Hole] = &[Hole::Braced("${", b'}'), Hole::Name(b'$')];
const FILLED: &[&str] = &["s", "f", "raw"];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Scala",
    extensions: &["scala"],
    nested_comments: true,
    texts: &[
        TextForm::quoted("\"\"\"").prefixes(FILLED).block().raw().holes(HOLES),
        TextForm::quoted("\"").prefixes(FILLED).holes(HOLES),
        TextForm::quoted("\"\"\"").block().raw(),
        TextForm::quoted("\""),
    ],
    characters: true,
    ..PLAIN
};
