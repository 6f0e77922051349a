use super::*;
use crate::document::{Encoding, Measure};

fn weighed(text: &str, parts: usize) -> Weighed {
    let measure = Measure { encoding: Encoding::Ucs2, units: text.chars().count(), parts, forced_by: None };
    let billed = crate::engine::bill::Billed { measure, cuts: Vec::new(), to_save: 0 };
    Weighed { text: text.to_owned(), characters: text.chars().count(), billed: Some(billed) }
}

fn measured(name: Option<&str>, text: &str) -> Measured {
    let bill = Bill {
        provider: String::new(),
        region: Some("mainland".into()),
        signature: None,
        variables: Vec::new(),
        fixed: weighed(text, 1),
        example: Some(weighed(text, 1)),
        longest: weighed(text, 1),
        bounded: true,
        forced: None,
    };
    Measured { path: "a.yml".to_owned(), line: 3, name: name.map(str::to_owned), index: 0, bill }
}

fn table(width: usize, unicode: bool) -> String {
    let style = Style { width, unicode, ..Style::default() };
    let rows = [measured(Some("登录验证码"), "您好"), measured(None, "您的订单已经发货，请您留意查收，谢谢！")];
    render(&rows, None, false, &style, Language::En)
}

#[test]
fn columns_are_aligned_under_chinese() {
    let expected = "a.yml\n\
        \x20 template                           example  longest  encoding  parts  to save\n\
        \x20 登录验证码                               2        2  UCS-2         1        –\n\
        \x20 您的订单已经发货，请您留意查收，…       19       19  UCS-2         1        –\n\n\
        2 templates, 0 of them longer than one part at their longest.\n";
    assert_eq!(table(100, true), expected);
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    for width in [30, 40, 56, 60, 72, 80] {
        for unicode in [true, false] {
            let table = table(width, unicode);
            let rows: Vec<&str> = table.split("\n\n").next().unwrap_or_default().lines().collect();
            assert!(rows.iter().all(|line| line.width() <= width), "{width}:\n{table}");
        }
    }
}

#[test]
fn without_ornaments_a_table_is_plain() {
    assert!(!table(100, false).contains(['–', '…', '≥']));
}
