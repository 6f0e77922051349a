use super::{Close, Grammar, Hole, PLAIN, TextForm};

const HOLES: &[Hole] = &[Hole::Braced("\\(", b')')];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Swift",
    extensions: &["swift"],
    nested_comments: true,
    texts: &[
        TextForm::quoted("#").close(Close::Hashes).long().raw(),
        TextForm::quoted("\"\"\"").block().holes(HOLES),
        TextForm::quoted("\"").holes(HOLES),
    ],
    ..PLAIN
};
