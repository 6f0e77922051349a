use super::{Close, Escapes, Grammar, Hole, PLAIN, TextForm};

const HOLES: &[Hole] = &[Hole::Braced("#{", b'}')];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Ruby",
    extensions: &["rb", "rake"],
    line_comments: &["#"],
    block_comments: &[("\n=begin", "\n=end")],
    texts: &[
        TextForm::quoted("<<~'").close(Close::Heredoc).block().raw(),
        TextForm::quoted("<<-'").close(Close::Heredoc).long().raw(),
        TextForm::quoted("<<~").close(Close::Heredoc).block().holes(HOLES),
        TextForm::quoted("<<-").close(Close::Heredoc).long().holes(HOLES),
        TextForm::quoted("'").long().escapes(Escapes::Quotes),
        TextForm::quoted("\"").long().holes(HOLES),
    ],
    adjacent: true,
    word_signs: b"@$",
    ..PLAIN
};
