use super::{Grammar, Hole, PLAIN, TextForm};

const HOLES: &[Hole] = &[Hole::Braced("${", b'}'), Hole::Name(b'$')];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Groovy",
    extensions: &["groovy", "gradle"],
    texts: &[
        TextForm::quoted("\"\"\"").long().holes(HOLES),
        TextForm::quoted("'''").long(),
        TextForm::quoted("\"").holes(HOLES),
        TextForm::quoted("'"),
    ],
    ..PLAIN
};
