use super::{super::*, NAME_WORDS};
use crate::rule::spec::AbbreviationFault::{self, CutCore, CutRun, Foreign, Gap, NoCore, Order};

fn parse(full: &str, words: &NameWords) -> String {
    let name = CompanyName::parse(full, words);
    let letter = |role| match role {
        Role::Place => "P",
        Role::Core => "C",
        Role::Trade => "T",
        Role::Form => "F",
    };
    let pieces = name.pieces().iter().map(|piece| format!("{}:{}", letter(piece.role), &full[piece.range.clone()]));
    pieces.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_full_name_falls_into_place_core_trade_and_form() {
    let words = &NAME_WORDS;
    for (full, pieces) in [
        ("深圳市南北风计算机系统有限公司", "P:深圳市 C:南北风 T:计算机系统 F:有限公司"),
        ("江苏省苏州市昆山市好雨科技有限责任公司", "P:江苏省苏州市昆山市 C:好雨 T:科技 F:有限责任公司"),
        ("蓝象（中国）投资有限公司", "C:蓝象 P:中国 T:投资 F:有限公司"),
        ("蓝象(北京)软件服务有限公司", "C:蓝象 P:北京 T:软件服务 F:有限公司"),
        ("蓝象北京软件服务有限公司", "C:蓝象 P:北京 T:软件服务 F:有限公司"),
        ("中国蓝象保险（集团）股份有限公司", "P:中国 C:蓝象 T:保险 F:集团 F:股份有限公司"),
        ("蓝象会计师事务所（特殊普通合伙）", "C:蓝象 F:会计师事务所 F:特殊普通合伙"),
        ("蓝象商贸有限公司杭州分公司", "C:蓝象 T:商贸 F:有限公司 P:杭州 F:分公司"),
        ("义乌市小林水果店", "P:义乌市 C:小林 F:水果店"),
        ("上海ABC123科技有限公司", "P:上海 C:ABC123 T:科技 F:有限公司"),
        ("Blue Elephant Technology (Shenzhen) Co., Ltd.", "C:Blue Elephant T:Technology P:Shenzhen F:Co., Ltd"),
    ] {
        assert_eq!(parse(full, words), pieces);
    }
}

#[test]
fn a_single_chinese_character_is_never_left_as_the_distinctive_word() {
    let words = &NAME_WORDS;
    // Shorter trades, or none, rather than 佳 and 中; and 市场 is not cut in two.
    assert_eq!(parse("佳新材料有限公司", words), "C:佳新 T:材料 F:有限公司");
    assert_eq!(parse("中节能太阳能有限公司", words), "C:中节能 T:太阳能 F:有限公司");
    assert_eq!(parse("北京市场有限公司", words), "P:北京 F:市场有限公司");
}

#[test]
fn the_trades_are_cut_where_words_cover_the_most() {
    // Not 电子技术 with 光 left over, nor 数据科技 with 大.
    let words = &NAME_WORDS;
    assert_eq!(parse("南京蓝象光电子技术有限公司", words), "P:南京 C:蓝象 T:光电子技术 F:有限公司");
    assert_eq!(parse("南京蓝象大数据科技有限公司", words), "P:南京 C:蓝象 T:大数据科技 F:有限公司");
}

#[test]
fn a_name_of_place_and_trade_alone_has_no_distinctive_word() {
    let words = &NAME_WORDS;
    assert_eq!(CompanyName::parse("深圳市机场股份有限公司", words).core(), "");
    assert_eq!(CompanyName::parse("杭州市公安局", words).core(), "");
    // Without a place the first word is the distinctive one.
    assert_eq!(CompanyName::parse("卫星化学股份有限公司", words).core(), "卫星");
    assert_eq!(abbreviation_fault("杭州公安局", "杭州市公安局", words).map(|found| found.fault), Some(Gap));
}

fn judge(short: &str, full: &str, words: &NameWords) -> Option<(AbbreviationFault, String, String)> {
    let found = abbreviation_fault(short, full, words)?;
    Some((found.fault, short[found.range].to_owned(), found.part))
}

#[test]
fn short_names_that_keep_the_order_and_the_distinctive_word_are_fair() {
    let words = &NAME_WORDS;
    for short in ["北京ABC科技", "ABC科技", "ABC", "北京ABC科技有限公司", "ａｂｃ 科技", "北京ABC", "【ABC】"]
    {
        assert_eq!(judge(short, "北京ABC科技有限公司", words), None, "{short}");
    }
    for short in ["蓝象", "蓝象北京", "蓝象（北京）软件服务", "蓝象（北京）软件服务有限公司"]
    {
        assert_eq!(judge(short, "蓝象(北京)软件服务有限公司", words), None, "{short}");
    }
    let english = "Blue Elephant Technology (Shenzhen) Co., Ltd.";
    for short in ["Blue Elephant", "BlueElephant", "blue elephant technology"] {
        assert_eq!(judge(short, english, words), None, "{short}");
    }
}

#[test]
fn each_fault_is_told_with_its_place() {
    let words = &NAME_WORDS;
    let abc = "北京ABC科技有限公司";
    for (short, full, fault, mark, part) in [
        ("ABC云科技", abc, Foreign, "云", "云"),
        ("ABD科技", abc, Foreign, "ABD", "ABD"),
        ("北京北京ABC", abc, Foreign, "北京", "北京"),
        ("ABC科技北京", abc, Order, "北京", "北京"),
        ("北京AC科技", abc, CutRun, "AC", "ABC"),
        ("北京AB", abc, CutRun, "AB", "ABC"),
        ("北京科技有限公司", abc, NoCore, "北京科技有限公司", "ABC"),
        ("科技", abc, NoCore, "科技", "ABC"),
        ("南北科技", "深圳市南北风科技有限公司", CutCore, "南北", "风"),
        ("深圳南北风", "深圳市南北风科技有限公司", Gap, "圳南", "市"),
        ("南北风公司", "深圳市南北风科技有限公司", Gap, "风公", "科技有限"),
        ("Blue Tech", "Blue Elephant Technology Co., Ltd.", CutRun, "Tech", "Technology"),
    ] {
        assert_eq!(judge(short, full, words), Some((fault, mark.to_owned(), part.to_owned())), "{short}");
    }
}

#[test]
fn a_letter_that_occurs_twice_is_read_in_the_fairest_way() {
    // The first 南 is of the place, the second of the core: 南风 takes the second.
    let words = &NAME_WORDS;
    assert_eq!(judge("南风", "南京南风科技有限公司", words), None);
}
