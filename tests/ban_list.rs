//! Every keyword of the published ban lists leads to exactly one rule, in the words that a reviewer would use, and a
//! plain sentence about it is found.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use jiff::civil::date;
use serde_json::json;
use smslint::{
    diagnostic::{Diagnostic, Family, Language, Severity},
    document::Format,
    engine::{Input, Plan, lint},
    rule::{RuleSet, builtin_packs, spec::RuleSpec},
    text::Source,
};

/// 正文模板审核标准, mainland, 2025-06-17, with its sentences on whole trades; and what the list of rejections adds.
const MAINLAND: &str = "股票 移民 面试招聘 彩票 返利 抽奖 贷款 催款 征信 投资理财 赌博 中奖 毒品 党政 法律维权 众筹 慈善捐款 \
    宗教 迷信 殡葬 刷单 空包网 一元夺宝 一元秒杀 A货 医疗 整形 美容 会所 酒吧 足浴 暴力 恐吓 色情 皮草 助考 装修 商标注册 \
    加群 加QQ 加微信 直播 相亲交友 贩卖个人信息 宣传短信通道 游戏 会展推广 网站推广 优惠券推广 卡类推广 保险推广 代开发票 \
    代办推广 代理记账推广 财税推广 注册公司推广 软著推广 版权推广 专利推广 公众号推广 小程序推广 APP推广 软件推广 传话 \
    传信 线索 邀请到店 印章推广 年检 婚宴 寿宴 婚庆 招商 招募 招标推广 加盟推广 算命 算卦 信用卡提额 返现返利 邀请好评 \
    酒类 成人 用户拉新 用户召回 积分领取 积分兑换 问卷调查 联系个人手机号 金融 房地产 教育 邀请注册 邀请成为会员 \
    违法违规相关内容 运营商业务";

/// The international standard of the same name, seen on 2025-08-21.
const INTERNATIONAL: &str = "股票 移民 面试招聘 彩票 返利 抽奖 贷款 催款 投资理财 赌博 中奖 毒品 法律维权 众筹 慈善捐款 宗教 政派 \
    迷信 殡葬 刷单 空包网 一美元夺宝 一美元秒杀 A货 医疗 整形 美容 会所 酒吧 足浴 暴力 恐吓 色情 皮草 助考 装修 商标注册 \
    加群 加QQ 加微信 相亲交友 贩卖个人信息 宣传短信通道 游戏推广 会展推广 网站推广 优惠券推广 卡类推广 保险推广 信用卡提额 \
    返现返利 代开发票 邀请好评 酒类 用户拉新 用户召回 金融 房地产 教育 邀请注册 邀请成为会员";

/// 验证码模板规范 and 通知短信模板规范 of Alibaba Cloud, which hold the same list. What stands there in brackets is listed
/// where it is a trade of its own; 4G and 5G are words of carriers.
const ALIYUN: &str = "色情 赌博 毒品 党政 博彩 赌球 彩票 暴力 恐吓 走私 棋牌 成人用品 贩卖个人信息 违禁品 上门追讨 比分竞猜 众筹 \
    慈善募捐 宗教 迷信 算命 算卦 风水 股票 私募 原油期货 虚拟货币 刻章 A货 烟酒 代开发票 代理注册 代办证件 代办年检 代理记账 \
    加群 加QQ 加微信 加客服 回复确认收货 增值业务 营业厅 移动 联通 电信 广电 大王卡 短信群发 代写论文刊物 刷单 做任务 空包网 \
    数字藏品 租机 法律维权 调解 商标注册 留学 移民 贷款 催款 信用卡提额 投资理财 中奖 抽奖 一元夺宝 一元秒杀 一元云购 \
    二类电商 淘口令 零元购 整容 医美 皮草 返现返利 殡葬 邀请好评 积分兑换 积分领取 职业培训 问卷调查 装修 POS机 上门按摩 兼职 \
    APP下载/推广链接 游戏推广 交友推广 金融推广 银行推广 保险推广 借贷 分期 会展推广 招聘推广 招生推广 数据排名 拓客引流 \
    SEO关键词搜索 知识产权 专利 软著 房地产推广 邀请注册 招标推广 加盟推广 用户拉新 用户召回";

fn subjects(provider: &str) -> Vec<RuleSpec> {
    let packs = builtin_packs();
    let rules = packs.iter().filter(|pack| pack.manifest.name.value == provider).flat_map(|pack| &pack.rules);
    rules.map(|(_, rule)| rule.clone()).filter(|rule| rule.family.value == Family::Subject).collect()
}

fn holds_in(rule: &RuleSpec, region: &str) -> bool {
    rule.applies.region.iter().any(|one| one.value == region)
}

#[track_caller]
fn assert_covered(provider: &str, list: &str, region: &str, wording: impl Fn(&str) -> String) {
    let rules = subjects(provider);
    for keyword in list.split_whitespace() {
        let wording = wording(keyword);
        let named: Vec<_> = rules.iter().filter(|rule| rule.rejections.contains(&wording)).collect();
        let ids: Vec<&str> = named.iter().map(|rule| rule.id.value.as_str()).collect();
        assert_eq!(ids.len(), 1, "{keyword} ({region}): {ids:?}");
        assert!(holds_in(named[0], region), "{keyword}: {} does not look at {region}", ids[0]);
    }
}

#[test]
fn every_keyword_of_the_mainland_list_is_covered_by_one_rule() {
    assert_covered("tencent", MAINLAND, "mainland", |keyword| format!("暂不支持发送{keyword}类短信"));
}

#[test]
fn every_keyword_of_the_international_list_is_covered_by_one_rule() {
    assert_covered("tencent", INTERNATIONAL, "international", |keyword| format!("暂不支持发送{keyword}类短信"));
}

#[test]
fn every_keyword_of_the_list_of_alibaba_cloud_is_covered_by_one_rule() {
    assert_covered("aliyun", ALIYUN, "mainland", |keyword| format!("禁止发送涉及{keyword}的短信"));
}

#[test]
fn what_only_the_mainland_bans_is_not_looked_for_elsewhere() {
    let rules = subjects("tencent");
    for id in ["credit-records", "one-yuan-offers", "points", "surveys", "weddings", "games", "live-streaming"] {
        let rule = rules.iter().find(|rule| rule.id.value == id).unwrap();
        assert!(!holds_in(rule, "international"), "{id}");
    }
}

#[test]
fn what_the_mainland_list_added_in_2025_is_dated_and_the_mainlands_alone() {
    // Games were on the list before, as promotion; what is new is the word alone.
    let added = "直播 代办推广 代理记账推广 财税推广 注册公司推广 软著推广 版权推广 专利推广 公众号推广 小程序推广 APP推广 \
        软件推广 传话 传信 线索 邀请到店 印章推广 年检 婚宴 寿宴 婚庆 招商 招募 招标推广 加盟推广 算命 算卦 成人 积分领取 \
        积分兑换 问卷调查 联系个人手机号 游戏";
    let rules = subjects("tencent");
    for keyword in added.split_whitespace() {
        let wording = format!("暂不支持发送{keyword}类短信");
        let rule = rules.iter().find(|rule| rule.rejections.contains(&wording)).unwrap();
        assert_eq!(rule.since.map(|day| day.to_string()).as_deref(), Some("2025-06-17"), "{keyword}");
        assert!(!holds_in(rule, "international"), "{keyword}");
    }
}

/// A sentence about a banned subject, as `tests/ban_list` has it.
struct Sentence {
    keyword: String,
    severity: Severity,
    kind: String,
    text: String,
}

fn sentences(file: &str) -> Vec<Sentence> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ban_list").join(format!("{file}.txt"));
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let sentence = |line: &str| {
        let mut parts = line.splitn(4, ' ').map(str::to_owned);
        let (keyword, severity, kind) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let severity = Severity::ALL.into_iter().find(|known| known.as_str() == severity).unwrap();
        let opt_out = if kind == "marketing" { "拒收请回复R" } else { "" };
        Sentence { keyword, severity, kind, text: parts.next().unwrap() + opt_out }
    };
    lines.map(sentence).collect()
}

/// What is found about the subject of each sentence.
fn found(sentences: &[Sentence], provider: &str, region: &str) -> Vec<Vec<Diagnostic>> {
    let templates: Vec<_> =
        sentences.iter().map(|one| json!({"name": one.keyword, "type": one.kind, "content": one.text})).collect();
    let document = json!({"provider": provider, "region": region, "account": "enterprise", "templates": templates});
    let source = Arc::new(Source::new("sentences.json", document.to_string().into_bytes()));
    let plan = Plan {
        providers: vec![provider.to_owned()],
        ..Plan::new(Arc::new(RuleSet::with_builtin(&[], Language::En).unwrap()), date(2026, 11, 21), Language::En)
    };
    let report = lint(&[Input { source, format: Format::Json, reported: true }], &plan);
    let mut by_sentence = vec![Vec::new(); sentences.len()];
    for finding in report.diagnostics.into_iter().filter(|finding| finding.family == Family::Subject) {
        by_sentence[finding.record.as_ref().unwrap().index].push(finding);
    }
    by_sentence
}

#[track_caller]
fn assert_found(list: &str, file: &str, provider: &str, region: &str) {
    let sentences = sentences(file);
    let keywords: BTreeSet<&str> = sentences.iter().map(|one| one.keyword.as_str()).collect();
    assert_eq!(keywords, list.split_whitespace().collect(), "sentences and keywords ({file})");
    let mut wrong = Vec::new();
    for (sentence, findings) in sentences.iter().zip(found(&sentences, provider, region)) {
        let worst = findings.iter().map(|finding| finding.severity).max();
        if worst != Some(sentence.severity) {
            wrong.push(format!("{}: {worst:?} for {}", sentence.keyword, sentence.text));
        }
    }
    assert!(wrong.is_empty(), "{file}:\n{}", wrong.join("\n"));
}

#[test]
fn a_plain_sentence_about_each_keyword_of_the_mainland_list_is_found() {
    assert_found(MAINLAND, "mainland", "tencent", "mainland");
}

#[test]
fn a_plain_sentence_about_each_keyword_of_the_international_list_is_found() {
    assert_found(INTERNATIONAL, "international", "tencent", "international");
}

#[test]
fn a_plain_sentence_about_each_keyword_of_the_list_of_alibaba_cloud_is_found() {
    assert_found(ALIYUN, "aliyun", "aliyun", "mainland");
}

/// What of the list draws nothing graver than advice when it stands alone, and why.
const NOT_BARE: &[(&str, &str)] = &[
    ("邀请到店", "an official sample ends in 欢迎到店消费, and the sample wins"),
    ("违法违规相关内容", "a description, of which no message makes use"),
];

#[track_caller]
fn assert_bare_words_found(list: &str, provider: &str, region: &str) {
    let sentence = |keyword: &str| Sentence {
        keyword: keyword.to_owned(),
        severity: Severity::Warning,
        kind: "marketing".to_owned(),
        text: format!("尊敬的会员，{keyword}，详情见门店。拒收请回复R"),
    };
    let sentences: Vec<_> = list.split_whitespace().map(sentence).collect();
    let found = found(&sentences, provider, region);
    let silent =
        sentences.iter().zip(found).filter(|(_, found)| found.iter().all(|one| one.severity < Severity::Warning));
    let silent: Vec<_> = silent.map(|(sentence, _)| sentence.keyword.as_str()).collect();
    let excused: Vec<_> =
        list.split_whitespace().filter(|word| NOT_BARE.iter().any(|(known, _)| known == word)).collect();
    assert_eq!(silent, excused, "{region}");
}

#[test]
fn every_word_of_the_mainland_list_is_found_where_it_stands_alone() {
    assert_bare_words_found(MAINLAND, "tencent", "mainland");
}

#[test]
fn every_word_of_the_list_of_alibaba_cloud_is_found_where_it_stands_alone() {
    assert_bare_words_found(ALIYUN, "aliyun", "mainland");
}

#[test]
fn every_word_of_the_international_list_is_found_where_it_stands_alone() {
    assert_bare_words_found(INTERNATIONAL, "tencent", "international");
}

#[test]
fn no_two_rules_speak_of_the_same_words() {
    for (file, provider) in [("mainland", "tencent"), ("aliyun", "aliyun")] {
        assert_told_once(file, provider);
    }
}

#[track_caller]
fn assert_told_once(file: &str, provider: &str) {
    let sentences = sentences(file);
    for (sentence, findings) in sentences.iter().zip(found(&sentences, provider, "mainland")) {
        let mut spans: Vec<_> = findings.iter().map(|finding| finding.primary.as_ref().unwrap().span).collect();
        spans.sort_unstable();
        let apart = spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
        assert!(apart, "{}: {:?}", sentence.keyword, findings.iter().map(|f| (&f.rule, &f.text)).collect::<Vec<_>>());
    }
}
