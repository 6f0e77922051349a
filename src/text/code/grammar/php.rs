use super::{Close, Escapes, Grammar, Hole, PLAIN, TextForm};

const HOLES: &[Hole] = &[Hole::Braced("${", b'}'), Hole::Braced("{$", b'}'), Hole::Name(b'$')];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "PHP",
    extensions: &["php", "phtml"],
    line_comments: &["//", "#"],
    texts: &[
        TextForm::quoted("<<<'").close(Close::Heredoc).raw().block(),
        TextForm::quoted("<<<").close(Close::Heredoc).block().holes(HOLES).escapes(Escapes::Backslash { stays: true }),
        TextForm::quoted("'").long().escapes(Escapes::Quotes),
        TextForm::quoted("\"").long().holes(HOLES).escapes(Escapes::Backslash { stays: true }),
    ],
    joins: &["."],
    word_signs: b"$",
    island: Some(("<?", "?>")),
    ..PLAIN
};
