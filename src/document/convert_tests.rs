#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::document::{NameHint, OptOut};

const NUMBERS: VariableForm = VariableForm { shape: Shape::Brace, name: NameForm::Number };
const NAMES: VariableForm = VariableForm { shape: Shape::DollarBrace, name: NameForm::Identifier };

fn dialect(variable: VariableForm) -> Dialect {
    let hint = |name: &str, before: &[&str], behind: &[&str], kinds: &[&str]| {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        NameHint { name: name.to_owned(), before: owned(before), behind: owned(behind), kinds: owned(kinds) }
    };
    let opt_out = OptOut {
        write: "拒收请回复R".to_owned(),
        instead_of: vec!["退订回T".to_owned(), "回T退订".to_owned()],
    };
    Dialect {
        variable: Some(variable),
        names: vec![
            hint("code", &["验证码", "code"], &[], &["digits"]),
            hint("minutes", &[], &["分钟"], &[]),
            hint("order", &["订单"], &[], &[]),
        ],
        opt_out: [("mainland".to_owned(), opt_out)].into(),
        ..Dialect::default()
    }
}

fn converted(text: &str, to: VariableForm) -> Option<String> {
    convert(text, None, &dialect(to), Some("mainland"), |_| None).map(|one| one.text)
}

#[test]
fn numbers_become_names_that_say_what_stands_there() {
    for (text, named) in [
        ("您的验证码是{1}，{2}分钟内有效。", "您的验证码是${code}，${minutes}分钟内有效。"),
        ("订单{1}与订单{2}已发货。", "订单${order}与订单${order2}已发货。"),
        ("{1}您好，{1}。", "${value}您好，${value}。"),
        ("Your CODE is {1}.", "Your CODE is ${code}."),
        ("{验证码}请勿泄露。", "${code}请勿泄露。"),
        ("没有变量。", "没有变量。"),
    ] {
        assert_eq!(converted(text, NAMES).as_deref(), Some(named), "{text}");
    }
    let kinds = convert("请查收{1}。", None, &dialect(NAMES), None, |name| (name == "1").then_some("digits")).unwrap();
    assert_eq!((&*kinds.text, &*kinds.names), ("请查收${code}。", &[("1".to_owned(), "code".to_owned())][..]));
}

#[test]
fn names_become_numbers_in_the_order_of_their_first_appearance() {
    for (text, numbered) in [
        ("您的验证码是${code}，${ttl}分钟内有效。", "您的验证码是{1}，{2}分钟内有效。"),
        ("${b}、${a}、${b}", "{1}、{2}、{1}"),
        ("${2}、${1}", "{2}、{1}"),
        ("%s与%s", "{1}与{2}"),
    ] {
        assert_eq!(converted(text, NUMBERS).as_deref(), Some(numbered), "{text}");
    }
}

#[test]
fn what_is_written_in_two_ways_is_not_guessed_at() {
    assert_eq!(converted("{1}与${code}", NAMES), None);
    let told = convert("{1}与#618#", Some(NUMBERS), &dialect(NAMES), None, |_| None).unwrap();
    assert_eq!(told.text, "${value}与#618#");
    assert_eq!(convert("{1}与${code}", Some(NUMBERS), &dialect(NAMES), None, |_| None), None);
}

#[test]
fn opt_out_words_become_those_of_the_other_provider() {
    for (text, there) in [
        ("全场八折。退订回T", "全场八折。拒收请回复R"),
        ("全场八折，回T退订。", "全场八折，拒收请回复R"),
        ("全场八折。拒收请回复R", "全场八折。拒收请回复R"),
        ("退订回T办理中。", "退订回T办理中。"),
    ] {
        assert_eq!(converted(text, NAMES).as_deref(), Some(there), "{text}");
    }
}

proptest! {
    #[test]
    fn there_and_back_is_where_it_began(pieces in prop::collection::vec("[一-龥a-z，。 ]{0,6}", 1..6)) {
        let mut text = String::new();
        for (place, piece) in pieces.iter().enumerate() {
            text.push_str(piece);
            text.push_str(&Shape::Brace.write(&(place + 1).to_string()));
        }
        let there = converted(&text, NAMES).unwrap();
        prop_assert_eq!(converted(&there, NUMBERS), Some(text));
    }

    #[test]
    fn any_text_can_be_tried(text in "\\PC{0,60}") {
        let _ = (converted(&text, NAMES), converted(&text, NUMBERS));
    }
}
