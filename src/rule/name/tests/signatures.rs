use super::{super::*, DISTINCTIVE_WORDS, NAME_WORDS, PERSON_WORDS, lists};

/// Names parted by bars.
fn listed(names: &str) -> impl Iterator<Item = &str> {
    names.split('|')
}

#[test]
fn names_made_of_listed_words_are_neutral() {
    let words = &DISTINCTIVE_WORDS;
    for name in listed(
        "测试|验证码|通知|会议通知|客服通知|尊敬的客户|客户您好|告警通知|test|ＴＥＳＴ|VIP|\
         CRM|你好|verification code|Verification Code|\
         notification|Customer Service|Dear customer|管理系统|\
         信息平台|北京科技|上海商城|短信平台|会员中心|北京科技有限公司|我的测试|测试1|test123|\
         test 01|人民医院|公安局|大学|北京|Beijing Technology Co., Ltd.",
    ) {
        let found = lacks_core(name, words);
        assert_eq!(found.map(|found| found.range), Some(0..name.trim_end_matches('.').len()), "{name}");
    }
    let found = lacks_core("【会议 通知】", words).expect("it is neutral");
    assert_eq!(&"【会议 通知】"[found.range], "会议 通知");
}

#[test]
fn names_that_tell_somebody_are_not_neutral() {
    let words = &DISTINCTIVE_WORDS;
    for name in listed(
        "招商银行|中国移动|北京大学|上海医院|杭州市公安局|上海市第一人民医院|北京市朝阳区人民政府|国家电网|\
         中国铁路|12306|平安|美的|大众|光明|方正|用友|万科|建设银行|农业银行|人民网|中国银行|\
         中国石化|北京银行|上海汽车|深圳地铁|上海12345|北京120|58同城|vipshop|\
         testin|好雨会议通知|微信支付||（）|1|交管12123",
    ) {
        assert_eq!(lacks_core(name, words), None, "{name}");
    }
}

#[test]
fn the_words_of_a_neutral_name_are_told() {
    let words = &DISTINCTIVE_WORDS;
    let found = lacks_core("上海 商城", words).expect("it is neutral");
    assert_eq!(found.words, [0..6, 7..13]);
}

#[test]
fn mash_and_repeats_lack_sense() {
    for name in listed(
        "aabb|AABB|aaabbb|112233|qwerty|asdf|asdasd|qweasd|\
         fdsa|123456|1234|abcd|abc123|qazwsx|1qaz2wsx|aaaa|\
         111111|啦啦啦|哈哈哈哈|ababab|abcabcabc|测试测试测试|１２３４５６",
    ) {
        assert!(lacks_sense(name), "{name}");
    }
}

#[test]
fn brands_that_repeat_or_run_have_sense() {
    for name in listed(
        "|滴滴|拼多多|58同城|360|4399|7-11|QQ|TCL|BBC|ABB|AAA|ABC|\
         XYZ|12306|10086|7788|CoCo|OPPO|人人人|笑笑笑|七天|999|51job|\
         YY|haha|test",
    ) {
        assert!(!lacks_sense(name), "{name}");
    }
}

#[test]
fn personal_names_are_told_from_brands() {
    let words = &PERSON_WORDS;
    for name in listed("张三|李四|王小明|张伟|李娜|陈建国|欧阳海|刘 洋") {
        assert!(is_personal_name(name, words), "{name}");
    }
    for name in listed(
        "安踏|李宁|马应龙|王老吉|周大福|老干妈|万科|方正|金山|高德|张小泉|张伟科技|王|欧阳|\
         Li Na|雷士|毛线",
    ) {
        assert!(!is_personal_name(name, words), "{name}");
    }
}

#[test]
fn without_given_names_any_one_or_two_characters_will_do() {
    let words = PersonWords { surnames: WordSet::parse("张"), ..PersonWords::default() };
    assert!(is_personal_name("张某某", &words));
    assert!(!is_personal_name("张某某人", &words));
}

#[test]
fn a_list_has_one_word_a_line_and_comments() {
    let set = WordSet::parse("# title\n\n通知 # why\n VIP\nｖｉｐ\r\nCo., Ltd.\n#\n");
    assert_eq!(set.len(), 3);
    assert!(!set.is_empty());
    assert!(WordSet::parse("# nothing\n、\n").is_empty());
}

#[test]
fn the_lists_say_what_they_are_and_name_nothing_twice() {
    for list in [
        lists::PLACES,
        lists::TRADES,
        lists::FORMS,
        lists::GENERIC,
        lists::INSTITUTIONS,
        lists::DISTINCTIVE,
        lists::SURNAMES,
        lists::GIVEN_NAMES,
        lists::NAME_BRANDS,
    ] {
        assert!(list.starts_with("# ") && list.contains("MIT OR Apache-2.0"), "{}", &list[..60]);
        let words: Vec<&str> = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let mut seen = std::collections::HashSet::new();
        let twice: Vec<_> = words.iter().filter(|word| !seen.insert(**word)).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}

#[test]
fn an_enormous_name_is_declined_quickly() {
    let long = "南".repeat(200_000);
    assert_eq!(abbreviation_fault(&long, &long[3..], &NAME_WORDS), None);
    assert_eq!(lacks_core(&long, &DISTINCTIVE_WORDS), None);
    assert!(!lacks_sense(&long));
    assert!(!is_personal_name(&long, &PERSON_WORDS));
    assert_eq!(CompanyName::parse(&long, &NAME_WORDS).pieces().len(), 1);
}
