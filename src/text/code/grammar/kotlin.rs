use super::{Grammar, Hole, PLAIN, TextForm};

const HOLES: &[Hole] = &[Hole::Braced("${", b'}'), Hole::Name(b'$')];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Kotlin",
    extensions: &["kt", "kts"],
    nested_comments: true,
    texts: &[TextForm::quoted("\"\"\"").block().raw().holes(HOLES), TextForm::quoted("\"").holes(HOLES)],
    characters: true,
    ..PLAIN
};
