use super::{Escapes, Grammar, Hole, PLAIN, TextForm};

const RAW: &[&str] = &["r", "br", "rb", "ur"];
const FILLED: &[&str] = &["f"];
const RAW_FILLED: &[&str] = &["fr", "rf"];
const OTHERS: &[&str] = &["u", "b"];

const fn quoted(open: &'static str, lines: bool) -> TextForm {
    TextForm { lines, ..TextForm::quoted(open).escapes(Escapes::Backslash { stays: true }) }
}

const fn raw(open: &'static str, lines: bool) -> TextForm {
    TextForm { lines, ..TextForm::quoted(open).escapes(Escapes::Kept) }
}

const fn filled(open: &'static str, lines: bool) -> TextForm {
    quoted(open, lines).prefixes(FILLED).holes(&[Hole::Brace])
}

const fn raw_filled(open: &'static str, lines: bool) -> TextForm {
    raw(open, lines).prefixes(RAW_FILLED).holes(&[Hole::Brace])
}

pub(super) const GRAMMAR: Grammar = Grammar {
    name: "Python",
    extensions: &["py", "pyi"],
    line_comments: &["#"],
    block_comments: &[],
    texts: &[
        filled("\"\"\"", true),
        filled("'''", true),
        filled("\"", false),
        filled("'", false),
        raw_filled("\"\"\"", true),
        raw_filled("'''", true),
        raw_filled("\"", false),
        raw_filled("'", false),
        raw("\"\"\"", true).prefixes(RAW),
        raw("'''", true).prefixes(RAW),
        raw("\"", false).prefixes(RAW),
        raw("'", false).prefixes(RAW),
        quoted("\"\"\"", true).prefixes(OTHERS),
        quoted("'''", true).prefixes(OTHERS),
        quoted("\"", false).prefixes(OTHERS),
        quoted("'", false).prefixes(OTHERS),
        quoted("\"\"\"", true),
        quoted("'''", true),
        quoted("\"", false),
        quoted("'", false),
    ],
    adjacent: true,
    ..PLAIN
};
