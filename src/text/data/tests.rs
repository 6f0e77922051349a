#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::text::Source;

const FORMS: [DataForm; 6] =
    [DataForm::Properties, DataForm::Env, DataForm::Ini, DataForm::Toml, DataForm::Xml, DataForm::Hcl];

/// Every scalar with the keys and places that lead to it, and what is written there.
fn leaves(file: &str, form: DataForm) -> Vec<(String, String, String)> {
    fn walk(source: &Source, node: &Node<'_>, path: &str, found: &mut Vec<(String, String, String)>) {
        match &node.value {
            Value::Scalar(scalar) => {
                let written = source.slice(scalar.cooked.whole()).into_owned();
                found.push((path.to_owned(), scalar.cooked.text().to_owned(), written));
            }
            Value::Mapping(entries) => {
                for entry in entries {
                    walk(source, &entry.value, &format!("{path}/{}", entry.key.cooked.text()), found);
                }
            }
            Value::Sequence(items) => {
                for (at, item) in items.iter().enumerate() {
                    walk(source, item, &format!("{path}/{at}"), found);
                }
            }
            Value::Null => found.push((path.to_owned(), "null".to_owned(), String::new())),
        }
    }
    let source = Source::new("a", file);
    let (text, _) = source.decode();
    let mut found = Vec::new();
    walk(&source, &read_data(&text, form).roots[0], "", &mut found);
    found
}

fn assert_leaves(form: DataForm, file: &str, expected: &[(&str, &str, &str)]) {
    let found = leaves(file, form);
    let found: Vec<_> = found.iter().map(|(path, meant, written)| (&**path, &**meant, &**written)).collect();
    assert_eq!(found, expected);
}

#[test]
fn properties_are_those_of_java() {
    let file =
        "# 注释\r\n! 又一行\nsms.login = \\u60a8\\u597D\\: {1}\\n\nsms.two=您的\\\n    订单\r\na\\ b:c\nbare\nx \\=y\n";
    assert_leaves(
        DataForm::Properties,
        file,
        &[
            ("/sms.login", "您好: {1}\n", "\\u60a8\\u597D\\: {1}\\n"),
            ("/sms.two", "您的订单", "您的\\\n    订单"),
            ("/a b", "c", "c"),
            ("/bare", "", ""),
            ("/x", "=y", "=y"),
        ],
    );
}

#[test]
fn an_env_file_has_quotes_or_none() {
    let file = "\u{feff}# x\nexport A=\"您好\\n${1}\" # 后\nB='原\\n样'\nC=您好 {1} # 注\r\nD=\"两\n行\"\nE=\n";
    assert_leaves(
        DataForm::Env,
        file,
        &[
            ("/A", "您好\n${1}", "您好\\n${1}"),
            ("/B", "原\\n样", "原\\n样"),
            ("/C", "您好 {1}", "您好 {1}"),
            ("/D", "两\n行", "两\n行"),
            ("/E", "", ""),
        ],
    );
}

#[test]
fn an_ini_file_has_sections() {
    assert_leaves(
        DataForm::Ini,
        "top = 1\n[sms]\nlogin: \"您好\" ; 后\n; 注\n[ two ]\nx=y=z\n",
        &[("/top", "1", "1"), ("/sms/login", "您好", "您好"), ("/two/x", "y=z", "y=z")],
    );
}

#[test]
fn toml_has_tables_and_four_kinds_of_texts() {
    let file = "a.b = \"您\\u597d\"\n[sms.login]\ntext = '原\\n样'\nn = 5\n[sms.two]\ntext = \"\"\"\n一\\\n   二\"\"\"\n\
                [[list]]\nx = [{t = '''\n三''', 'k k' = true}]\n[[list]]\nx = []\n";
    assert_leaves(
        DataForm::Toml,
        file,
        &[
            ("/a/b", "您好", "您\\u597d"),
            ("/sms/login/text", "原\\n样", "原\\n样"),
            ("/sms/login/n", "5", "5"),
            ("/sms/two/text", "一二", "一\\\n   二"),
            ("/list/0/x/0/t", "三", "三"),
            ("/list/0/x/0/k k", "true", "true"),
        ],
    );
}

#[test]
fn xml_has_attributes_references_and_cdata() {
    let file = "<?xml version=\"1.0\"?><!-- 注 --><r><s name=\"a&#x4f60;\" empty=''>您 &lt;好&gt;</s>\n<t>\n  一<![CDATA[<二>&amp;]]> \
                </t><u k='v'/></r>";
    assert_leaves(
        DataForm::Xml,
        file,
        &[
            ("/r/s/name", "a你", "a&#x4f60;"),
            ("/r/s/empty", "", ""),
            ("/r/s/$text", "您 <好>", "您 &lt;好&gt;"),
            ("/r/t", "一<二>&amp;", "一<![CDATA[<二>&amp;"),
            ("/r/u/k", "v", "v"),
        ],
    );
}

#[test]
fn hcl_has_blocks_and_heredocs_and_skips_what_is_computed() {
    let file = "# 注\nresource \"t_sms\" \"a\" {\n  n = 1 // 后\n  x = \"您\\\"好\\\" $${code}\"\n  y = \"${var.z}\"\n  \
                l = [\"一\", var.x, 2]\n  text = <<-EOT\n    您好\n      {1}\n  EOT\n  m = { k = \"v\", \"q\" : f(1, \
                {}) }\n  on { b = true }\n}\nlast = upper(\"x\")\n";
    assert_leaves(
        DataForm::Hcl,
        file,
        &[
            ("/resource/t_sms/a/n", "1", "1"),
            ("/resource/t_sms/a/x", "您\"好\" ${code}", "您\\\"好\\\" $${code}"),
            ("/resource/t_sms/a/y", "null", ""),
            ("/resource/t_sms/a/l/0", "一", "一"),
            ("/resource/t_sms/a/l/1", "null", ""),
            ("/resource/t_sms/a/l/2", "2", "2"),
            ("/resource/t_sms/a/text", "您好\n  {1}", "您好\n      {1}"),
            ("/resource/t_sms/a/m/k", "v", "v"),
            ("/resource/t_sms/a/m/q", "null", ""),
            ("/resource/t_sms/a/on/0/b", "true", "true"),
            ("/last", "null", ""),
        ],
    );
}

#[test]
fn nothing_is_too_deep_or_too_long() {
    for form in FORMS {
        for piece in
            ["a {\n", "a = [\n", "a = {\n", "<a>", "[[a]]\n", "a.", "x = <<A\n", "x = \"${", "a=\"\n", "<a b='"]
        {
            let source = Source::new("a", piece.repeat(20_000));
            let (text, _) = source.decode();
            read_data(&text, form);
        }
    }
}

proptest! {
    #[test]
    fn whatever_a_file_holds_it_is_read(
        file in "([a\u{4F60} \n\r\t\"'\\\\=:#;<>&!/\\[\\]{}$%.,u4-]|<!\\[CDATA\\[|\\]\\]>|<<-?A\n|\"\"\"|'''|&lt;|a = )*",
    ) {
        for form in FORMS {
            for (_, meant, written) in leaves(&file, form) {
                prop_assert!(written.is_empty() || file.contains(&written), "{meant} {written}");
            }
        }
    }

    #[test]
    fn every_character_stands_where_it_was_written(
        pieces in prop::collection::vec((prop_oneof![Just('中'), Just('a'), Just('&'), Just('"'), Just('\u{1F600}')], any::<bool>()), 1..12),
    ) {
        for form in FORMS {
            let unit = |character: char| -> String {
                character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat()
            };
            let spell = |(character, escaped): (char, bool)| match (form, character) {
                (DataForm::Xml, _) if escaped => format!("&#{};", u32::from(character)),
                (DataForm::Xml, '&') => "&amp;".to_owned(),
                (DataForm::Xml, '"') => "&quot;".to_owned(),
                (DataForm::Toml | DataForm::Hcl, '\u{1F600}') if escaped => "\\U0001F600".to_owned(),
                (DataForm::Properties | DataForm::Toml | DataForm::Hcl, _) if escaped => unit(character),
                (DataForm::Toml | DataForm::Hcl | DataForm::Env, '"') => "\\\"".to_owned(),
                _ => character.to_string(),
            };
            let (before, after) = match form {
                DataForm::Xml => ("<r v=\"", "\"/>"),
                DataForm::Properties => ("r = ", "\n"),
                DataForm::Ini => ("r=中", "\n"),
                _ => ("r = \"", "\"\n"),
            };
            let mut file = before.to_owned();
            let mut places = Vec::new();
            for &piece in &pieces {
                let start = file.len();
                file += &spell(piece);
                places.push((piece.0, start..file.len()));
            }
            file += after;
            let source = Source::new("a", file.as_str());
            let (text, _) = source.decode();
            let tree = read_data(&text, form);
            let mut node = &tree.roots[0];
            while let [entry, ..] = node.entries() {
                node = &entry.value;
            }
            let cooked = &node.scalar().unwrap().cooked;
            let meant = cooked.text().strip_prefix(if form == DataForm::Ini { "中" } else { "" }).unwrap();
            let mut at = cooked.text().len() - meant.len();
            for (character, place) in places {
                prop_assert!(cooked.text()[at..].starts_with(character), "{form:?} {file}");
                let span = cooked.span(at..at + character.len_utf8());
                prop_assert_eq!((span.start, span.end), (place.start, place.end), "{:?} {}", form, file);
                at += character.len_utf8();
            }
            prop_assert_eq!(at, cooked.text().len());
        }
    }
}
