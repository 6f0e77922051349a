use super::{Close, Escapes, Grammar, Hole, PLAIN, TextForm};

const HOLES: &[Hole] = &[Hole::Brace];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "C#",
    extensions: &["cs", "csx"],
    texts: &[
        TextForm::quoted("$\"\"\"").close(Close::Run).raw().block().holes(HOLES),
        TextForm::quoted("\"\"\"").close(Close::Run).raw().block(),
        TextForm::quoted("$@\"").close(Close::Sign("\"")).long().escapes(Escapes::Doubled).holes(HOLES),
        TextForm::quoted("@$\"").close(Close::Sign("\"")).long().escapes(Escapes::Doubled).holes(HOLES),
        TextForm::quoted("@\"").close(Close::Sign("\"")).long().escapes(Escapes::Doubled),
        TextForm::quoted("$\"").close(Close::Sign("\"")).holes(HOLES),
        TextForm::quoted("\""),
    ],
    characters: true,
    ..PLAIN
};
