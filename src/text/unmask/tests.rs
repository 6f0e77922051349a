use proptest::prelude::*;

use super::*;

fn spellings() -> Spellings {
    let mut spellings = Spellings::default();
    spellings.add("薇信", "微信", []);
    spellings.add("加V", "加微信", ["加V认证"]);
    spellings.add("V信", "微信", []);
    spellings.add("wei信", "微信", []);
    spellings
}

fn read(text: &str) -> String {
    Unmasked::of(text, &spellings()).map_or_else(|| text.to_owned(), |unmasked| unmasked.text)
}

/// The bytes of `text` as written that `word` is read from, and what was done there.
fn seen(text: &str, word: &str) -> Option<(String, Vec<Fold>)> {
    let unmasked = Unmasked::of(text, &spellings())?;
    let at = unmasked.folded().text().find(word)?;
    let range = unmasked.folded().unfold(at..at + word.len());
    Some((text[range.clone()].to_owned(), unmasked.folds(&range).iter().collect()))
}

#[test]
fn each_way_to_hide_a_word_is_seen_through_and_named() {
    for (text, word, written, folds) in [
        ("请加微★信咨询", "微信", "微★信", vec![Fold::Separators]),
        ("微-信", "微信", "微-信", vec![Fold::Separators]),
        ("加微 信：1", "微信", "微 信", vec![Fold::Separators]),
        ("微\u{200B}信", "微信", "微\u{200B}信", vec![Fold::Separators]),
        ("微🔥🔥信", "微信", "微🔥🔥信", vec![Fold::Separators]),
        ("微丶信", "微信", "微丶信", vec![Fold::Separators]),
        ("低息貸款", "贷款", "貸款", vec![Fold::Traditional]),
        ("加ⓥⓧ吧", "vx", "ⓥⓧ", vec![Fold::Styled]),
        ("加ⅤＸ吧", "vx", "ⅤＸ", vec![Fold::Width, Fold::Styled]),
        ("加ѴХ吧", "vx", "ѴХ", vec![Fold::Confusable]),
        ("信信用用卡卡", "信用卡", "信信用用卡卡", vec![Fold::Repeats]),
        ("找薇信", "微信", "薇信", vec![Fold::Homophones]),
        ("找薇★ 信", "微信", "薇★ 信", vec![Fold::Separators, Fold::Homophones]),
        ("找Wei信", "微信", "Wei信", vec![Fold::Homophones]),
        ("加V：1", "加微信", "加V", vec![Fold::Homophones]),
        ("加ⓥ1", "微信", "ⓥ", vec![Fold::Styled, Fold::Homophones]),
        ("貸★款", "贷款", "貸★款", vec![Fold::Traditional, Fold::Separators]),
    ] {
        let seen = seen(text, word);
        // A doubled last character is no part of a word that ends in its first.
        let written = if folds == [Fold::Repeats] { "信信用用卡" } else { written };
        assert_eq!(seen, Some((written.to_owned(), folds)), "{text}");
    }
}

#[test]
fn what_divides_honest_words_stays() {
    for text in [
        "您的机会 所有商品八折",
        "春夏/秋冬",
        "周一-周五",
        "满100 减20",
        "您好，{1} 元已到账 - 谢谢",
        "天天特价，谢谢惠顾",
        "iPhone 15 Pro 到货",
        "3.5%+2",
        "加V认证用户",
        "加VIP群",
        "下载APP 领券",
        "“您好”——《书》…（一）【二】￥5 5×5",
    ] {
        assert_eq!(read(text), text);
    }
}

#[test]
fn a_gap_that_is_too_wide_is_none() {
    assert_eq!(read("微★★★信"), "微信");
    assert_eq!(read("微★★★★信"), "微★★★★信");
}

fn hostile() -> impl Strategy<Value = String> {
    "[微信貸款薇加V天天信信 ★\u{200B}ⓥ①ＡⅤХ🔥é，{}1a-]{0,24}"
}

proptest! {
    #[test]
    fn nothing_is_left_to_see_through(text in hostile()) {
        let once = read(&text);
        prop_assert_eq!(read(&once), once);
    }

    #[test]
    fn every_part_leads_back_to_where_it_was_written(text in hostile()) {
        if let Some(unmasked) = Unmasked::of(&text, &spellings()) {
            let mut last = 0;
            for (at, character) in unmasked.text().char_indices() {
                let range = unmasked.original(at..at + character.len_utf8());
                prop_assert!(text.get(range.clone()).is_some(), "{:?} of {:?}", range, text);
                prop_assert!(range.start >= last, "{:?} of {:?}", range, text);
                last = range.start;
                if unmasked.folds(&range) == Folds::NONE {
                    prop_assert_eq!(&text[range], character.to_string());
                }
            }
            prop_assert!(unmasked.original(0..unmasked.text().len()).end <= text.len());
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in ".{0,40}") {
        let _ = Unmasked::of(&text, &spellings());
    }
}
