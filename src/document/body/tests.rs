#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

use proptest::prelude::*;

use super::*;

fn variables(text: &str) -> Vec<(Shape, &str, &str)> {
    let body = Body::parse(text);
    body.variables.into_iter().map(|v| (v.shape, &text[v.range], &text[v.name])).collect()
}

fn strays(text: &str) -> Vec<(usize, bool)> {
    Body::parse(text).strays.into_iter().map(|stray| (stray.range.start, stray.opens)).collect()
}

fn links(text: &str) -> Vec<(&str, &str)> {
    Body::parse(text).links.into_iter().map(|link| (&text[link.range], &text[link.host])).collect()
}

fn contacts(text: &str) -> Vec<(ContactKind, &str)> {
    Body::parse(text).contacts.into_iter().map(|contact| (contact.kind, &text[contact.range])).collect()
}

#[test]
fn every_way_of_writing_a_variable_is_recognised() {
    for (text, shape, whole, name) in [
        ("您的验证码是{1}。", Shape::Brace, "{1}", "1"),
        ("{$var1}", Shape::Brace, "{$var1}", "$var1"),
        ("{ 姓名　}", Shape::Brace, "{ 姓名　}", "姓名"),
        ("{}", Shape::Brace, "{}", ""),
        ("{  }", Shape::Brace, "{  }", ""),
        ("码${code}，", Shape::DollarBrace, "${code}", "code"),
        ("{{code}}", Shape::DoubleBrace, "{{code}}", "code"),
        ("{{{code}}}", Shape::DoubleBrace, "{{{code}}}", "code"),
        ("｛1｝", Shape::FullWidthBrace, "｛1｝", "1"),
        ("｛1}", Shape::FullWidthBrace, "｛1}", "1"),
        ("{1｝", Shape::FullWidthBrace, "{1｝", "1"),
        ("$｛code｝", Shape::FullWidthBrace, "$｛code｝", "code"),
        ("＄{code}", Shape::FullWidthBrace, "＄{code}", "code"),
        ("码#code#，", Shape::Hash, "#code#", "code"),
        ("码%s，", Shape::Percent, "%s", ""),
        ("有%d个", Shape::Percent, "%d", ""),
        ("%1$s,", Shape::Percent, "%1$s", "1"),
        ("@var(code)", Shape::At, "@var(code)", "code"),
    ] {
        assert_eq!(variables(text), [(shape, whole, name)], "{text}");
        assert_eq!(strays(text), [], "{text}");
    }
}

#[test]
fn signs_that_belong_to_no_variable_are_left_alone() {
    for text in [
        "50%",
        "100%d",
        "便宜50%s",
        "%%s",
        "%dollar",
        "a.cn/%d4%bd",
        "C#",
        "C#和F#",
        "#1楼",
        "1#2#楼",
        "#618#狂欢",
        "#双十一#",
        "##",
        "@var",
        "@var(",
        "@张三",
        "$100",
        "5$",
    ] {
        assert_eq!(variables(text), [], "{text}");
        assert_eq!(strays(text), [], "{text}");
    }
}

#[test]
fn braces_without_a_partner_are_strays() {
    assert_eq!(strays("{1"), [(0, true)]);
    assert_eq!(strays("1}"), [(1, false)]);
    assert_eq!(strays("{1}}"), [(3, false)]);
    assert_eq!(strays("{{1}"), [(0, true)]);
    assert_eq!(variables("{{1}"), [(Shape::Brace, "{1}", "1")]);
    assert_eq!(strays("{a{1}"), [(0, true)]);
    assert_eq!(strays("${a"), [(1, true)]);
    assert_eq!(strays("{{{{1}}}}"), [(0, true), (8, false)]);
    let prose = format!("{{{}}}", "字".repeat(41));
    assert_eq!(strays(&prose), [(0, true), (prose.len() - 1, false)]);
    assert_eq!(variables(&format!("{{{}}}", "字".repeat(40))).len(), 1);
}

#[test]
fn variables_know_their_neighbours() {
    let text = "{1}{2} {3}，{4}";
    let body = Body::parse(text);
    assert_eq!(body.touching().count(), 1);
    assert_eq!(body.adjacent(text).count(), 2);
    assert!(!body.has_fixed_text(text));
    assert!(Body::parse("{1}元").has_fixed_text("{1}元"));
    assert_eq!(body.fixed(text).collect::<Vec<_>>(), ["", "", " ", "，", ""]);
    let text = "186${2}1234，{1}";
    assert_eq!(Body::parse(text).variables_in_numbers(text).count(), 1);
}

#[test]
fn a_variable_beside_a_long_number_makes_it_longer_unless_that_is_a_telephone_number() {
    let beside = |text: &str| Body::parse(text).variables_beside_numbers(text, 6).count();
    assert_eq!(["1381234{1}联系", "拨打{1}1234567", "单号20261122{1}"].map(beside), [1, 1, 1]);
    assert_eq!(["满10000{1}元", "{1}13800138000", "186123{1}1234", "{1}12345"].map(beside), [0, 0, 0, 0]);
}

#[test]
fn links_are_found_and_nothing_round_them() {
    for (text, link, host) in [
        ("请访问https://a.cn/x?y=1。", "https://a.cn/x?y=1", "a.cn"),
        ("HTTP://A.CN", "HTTP://A.CN", "A.CN"),
        ("见http://[::1]:8080/x。", "http://[::1]:8080/x", "[::1]"),
        ("登录www.a.com查看", "www.a.com", "www.a.com"),
        ("WWW.ABC.COM", "WWW.ABC.COM", "WWW.ABC.COM"),
        ("点t.cn/abc，退订", "t.cn/abc", "t.cn"),
        ("t.cn/abc拒收请回复R", "t.cn/abc", "t.cn"),
        ("见 example.com/${code} 。", "example.com/${code}", "example.com"),
        ("见shop.cn${code}", "shop.cn${code}", "shop.cn"),
        ("www.{1}.com", "www.{1}.com", "www.{1}.com"),
        ("www.${1}.cn", "www.${1}.cn", "www.${1}.cn"),
        ("www.{1}", "www.{1}", "www.{1}"),
        ("https://{1}", "https://{1}", "{1}"),
        ("{1}.cn/x", "{1}.cn/x", "{1}.cn"),
        ("https://{1}/{2}?a={3}.", "https://{1}/{2}?a={3}", "{1}"),
        ("尊敬的{1}www.a.com", "www.a.com", "www.a.com"),
        ("{1}https://a.cn", "https://a.cn", "a.cn"),
        ("link:https://user:pw@a.cn:8080/x", "https://user:pw@a.cn:8080/x", "a.cn"),
        ("a.com:8080", "a.com:8080", "a.com"),
        ("a.com.谢谢", "a.com", "a.com"),
        ("a.com.Thanks", "a.com", "a.com"),
        ("(see www.a.com/b).", "www.a.com/b", "www.a.com"),
        ("www.a.com/b(c)!", "www.a.com/b(c)", "www.a.com"),
        ("http://192.168.1.1:80/x", "http://192.168.1.1:80/x", "192.168.1.1"),
        ("登录192.168.1.1。", "192.168.1.1", "192.168.1.1"),
        ("weixin://dl/business", "weixin://dl/business", "dl"),
        ("官网-a.com-退订", "a.com", "a.com"),
        ("go.me/x", "go.me/x", "go.me"),
        ("www.go.me", "www.go.me", "www.go.me"),
        ("https://例子.中国查看", "https://例子.中国", "例子.中国"),
        ("www.例子.com/x", "www.例子.com/x", "www.例子.com"),
        ("https://a.cn点击例.公司", "https://a.cn", "a.cn"),
        ("a.cn?x=1", "a.cn?x=1", "a.cn"),
        ("a.cn/%e4%bd%a0", "a.cn/%e4%bd%a0", "a.cn"),
        ("a.cn/#code#", "a.cn/#code#", "a.cn"),
        ("a.cn#code#", "a.cn#code#", "a.cn"),
        ("a.cn/@var(x).", "a.cn/@var(x)", "a.cn"),
        ("tb.cn/%s。", "tb.cn/%s", "tb.cn"),
        ("xn--fiq228c.com", "xn--fiq228c.com", "xn--fiq228c.com"),
    ] {
        assert_eq!(links(text), [(link, host)], "{text}");
    }
    assert_eq!(links("a.cn、b.cn").len(), 2);
}

#[test]
fn what_only_looks_like_a_link_is_none() {
    for text in [
        "v1.2",
        "3.14",
        "10.5元",
        "U.S.A",
        "a.txt",
        "a.tar.gz",
        "Node.js",
        "No.1",
        "ASP.NET",
        "Co.Ltd",
        "XX CO.LTD",
        "e.g. this",
        "done.Top of",
        "thanks.It is",
        "this is.me",
        "me@a.com",
        "a.b@c.cn",
        "版本1.2.3.4",
        "v1.2.3.4",
        "2024.10.1.5",
        "1.2.3",
        "12:30",
        "a/b",
        "https://",
        "www.",
        "www",
        "...",
        "-.cn",
        ".com",
        "{1}.{2}",
        "云杉.中国",
        "a..com",
        "x.y_z",
    ] {
        assert_eq!(links(text), [], "{text}");
    }
}

#[test]
fn links_know_their_variables() {
    let text = "{1} a.cn/{2} b.cn";
    let body = Body::parse(text);
    let (link, inside) = body.variable_links().next().unwrap();
    assert_eq!((&text[link.range.clone()], inside.len()), ("a.cn/{2}", 1));
    assert_eq!(body.variable_links().count(), 1);
}

#[test]
fn telephone_numbers_are_found() {
    use ContactKind::{Landline, Mobile, ShortCode, TollFree};
    for (text, kind, number) in [
        ("请联系13800138000。", Mobile, "13800138000"),
        ("138 0013 8000", Mobile, "138 0013 8000"),
        ("138-0013-8000", Mobile, "138-0013-8000"),
        ("+8613800138000", Mobile, "+8613800138000"),
        ("+86 138 0013 8000", Mobile, "+86 138 0013 8000"),
        ("(+86)13800138000", Mobile, "(+86)13800138000"),
        ("86-13800138000", Mobile, "86-13800138000"),
        ("Tel13800138000", Mobile, "13800138000"),
        ("客户{1}13800138000", Mobile, "13800138000"),
        ("010-12345678", Landline, "010-12345678"),
        ("01087654321", Landline, "01087654321"),
        ("0755-83765566", Landline, "0755-83765566"),
        ("0755 8376 5566", Landline, "0755 8376 5566"),
        ("0571-8123456-123", Landline, "0571-8123456-123"),
        ("（021）12345678转8", Landline, "（021）12345678转8"),
        ("(0755)83765566", Landline, "(0755)83765566"),
        ("+86 755 8376 5566", Landline, "+86 755 8376 5566"),
        ("400-123-4567", TollFree, "400-123-4567"),
        ("4001234567", TollFree, "4001234567"),
        ("4008-123-123", TollFree, "4008-123-123"),
        ("400 820 8820", TollFree, "400 820 8820"),
        ("800-820-8820", TollFree, "800-820-8820"),
        ("客服95588", ShortCode, "95588"),
        ("请拨95079", ShortCode, "95079"),
        ("95105555", ShortCode, "95105555"),
        ("96110来电", ShortCode, "96110"),
        ("12306", ShortCode, "12306"),
        ("拨打10000转人工", ShortCode, "10000"),
        ("服务号码10086", ShortCode, "10086"),
    ] {
        assert_eq!(contacts(text), [(kind, number)], "{text}");
    }
    assert_eq!(contacts("电话13800138000,13900139000、10086,10010").len(), 4);
}

#[test]
fn other_numbers_are_no_telephone_numbers() {
    for text in [
        "113800138000",
        "138001380001",
        "12345678901",
        "SF13800138000",
        "13800138000.00",
        "13800138000元",
        "¥13800138000",
        "a.cn/13800138000",
        "获10000积分",
        "满12000减100",
        "余额95123元",
        "尾号95588",
        "验证码是95123",
        "10500",
        "12000",
        "中奖10000",
        "2024-01-02",
        "08:30",
        "{1}10086",
        "10086{1}",
        "95588%",
        "00001",
        "4000元",
        "400123456",
        "010-123",
        "第12306次",
        "房号10086",
        "订单12345",
        "票号：95012",
        "G12306",
        "1.95588",
    ] {
        assert_eq!(contacts(text), [], "{text}");
    }
}

#[test]
fn long_texts_take_linear_time() {
    for piece in [
        "{", "}", "{1}", "a.", "-", "1", "://", "www.", "http://", "#a", "%1$", "@var(", "(", "0", "例.", "86 ",
        "a.cn/(",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        let _ = Body::parse(&text);
    }
}

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "{",
            "}",
            "{1}",
            "${",
            "$",
            "｛",
            "｝",
            "＄",
            "#code#",
            "#",
            "%s",
            "%1$s",
            "%",
            "@var(a)",
            "@var(",
            "www.",
            "http://",
            "a.cn",
            ".",
            "/",
            ":",
            "-",
            "_",
            "(",
            ")",
            "13800138000",
            "+86",
            " ",
            "400",
            "010",
            "8376",
            "5566",
            "95588",
            "例子",
            "中国",
            "，",
            "🏳️‍🌈",
            "\n",
            "\r",
            "转",
            "@",
            "?",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
        "[0-9 -]{0,14}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn ranges_are_sorted_disjoint_and_on_characters(text in texts()) {
        let body = Body::parse(&text);
        let lists = [
            body.variables.iter().map(|v| v.range.clone()).collect::<Vec<_>>(),
            body.strays.iter().map(|s| s.range.clone()).collect(),
            body.links.iter().map(|l| l.range.clone()).collect(),
            body.contacts.iter().map(|c| c.range.clone()).collect(),
        ];
        for list in &lists {
            for range in list {
                prop_assert!(!text[range.clone()].is_empty());
            }
            for pair in list.windows(2) {
                prop_assert!(pair[0].end <= pair[1].start);
            }
        }
        for variable in &body.variables {
            let name = &text[variable.name.clone()];
            prop_assert_eq!(name, name.trim());
            prop_assert!(variable.range.start < variable.name.start && variable.name.end <= variable.range.end);
            prop_assert!(body.strays.iter().all(|s| !variable.range.contains(&s.range.start)));
            for link in &body.links {
                let inside = link.range.start <= variable.range.start && variable.range.end <= link.range.end;
                prop_assert!(inside || variable.range.end <= link.range.start || link.range.end <= variable.range.start);
            }
        }
        for link in &body.links {
            prop_assert!(link.range.start <= link.host.start && link.host.end <= link.range.end);
            prop_assert!(!text[link.host.clone()].is_empty());
        }
        prop_assert_eq!(body.fixed(&text).count(), body.variables.len() + 1);
        body.adjacent(&text).count();
        body.variables_in_numbers(&text).count();
    }

    #[test]
    fn braces_are_all_accounted_for(text in texts()) {
        let body = Body::parse(&text);
        let inside = |at: usize| body.variables.iter().any(|v| v.range.contains(&at)) || body.strays.iter().any(|s| s.range.start == at);
        for (at, _) in text.char_indices().filter(|(_, c)| matches!(c, '{' | '}' | '｛' | '｝')) {
            prop_assert!(inside(at));
        }
    }
}
