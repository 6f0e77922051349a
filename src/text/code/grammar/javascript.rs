use super::{Grammar, Hole, PLAIN, TextForm};

const TEXTS: &[TextForm] =
    &[TextForm::quoted("\""), TextForm::quoted("'"), TextForm::quoted("`").long().holes(&[Hole::Braced("${", b'}')])];

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "JavaScript",
    extensions: &["js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts"],
    texts: TEXTS,
    regexes: true,
    word_signs: b"$",
    ..PLAIN
};

/// What stands in `<script>` of a component; the rest is markup.
pub(super) const VUE: Grammar = Grammar {
    name: "Vue",
    extensions: &["vue", "svelte"],
    texts: TEXTS,
    regexes: true,
    word_signs: b"$",
    island: Some(("<script", "</script>")),
    ..PLAIN
};
