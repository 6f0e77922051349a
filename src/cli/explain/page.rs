//! The pages of `smslint explain` for a person.

use super::{super::page::Page, cases::AllCases};
use crate::{
    diagnostic::{Citation, Language, RuleInfo},
    output::severity_word,
    rule::{
        lookup::{Alike, Asked, Found, KnownCode, Likely, Subject},
        spec::Cause,
    },
};

/// As many rules of a code are shown with all that is known about them; of more, only the headlines.
const WHOLE: usize = 3;

/// As many headlines are shown.
const LISTED: usize = 12;

/// Everything that was found, one page below the other.
pub(super) fn write(found: &Found<'_, '_>, cases: &AllCases<'_>, language: Language, mut page: Page) -> String {
    match found {
        Found::Rules(rules) => {
            for (place, rule) in rules.iter().enumerate() {
                page.gap(place);
                rule_page(rule, cases, language, &mut page);
            }
        }
        Found::Codes(codes) => {
            for (place, code) in codes.iter().enumerate() {
                page.gap(place);
                code_page(code, cases, language, &mut page);
            }
        }
        Found::Wording(alike) => wording_pages(alike, cases, language, &mut page),
    }
    page.finish()
}

fn wording_pages(alike: &Alike<'_, '_>, cases: &AllCases<'_>, language: Language, page: &mut Page) {
    for (place, likely) in alike.best.iter().enumerate() {
        page.gap(place);
        let words = resemblance(likely, alike.nearest, language);
        page.note(&words);
        match likely.what {
            Subject::Rule(rule) => rule_page(rule, cases, language, page),
            Subject::Code(code) => code_page(code, cases, language, page),
        }
    }
    if !alike.more.is_empty() {
        page.heading(language.pick("同样相近的规则", "As much alike"));
        list(&alike.more, language, page);
    }
}

fn resemblance(likely: &Likely<'_, '_>, nearest: bool, language: Language) -> String {
    let words = likely.words;
    if nearest {
        return language.pick(
            format!("没有相同的说法，最接近的是“{words}”"),
            format!("nothing says quite that; the nearest is “{words}”"),
        );
    }
    let percent = likely.score * 100.0;
    language.pick(format!("与“{words}”相近（{percent:.0}%）"), format!("resembles “{words}” ({percent:.0}%)"))
}

fn code_page(code: &KnownCode<'_>, cases: &AllCases<'_>, language: Language, page: &mut Page) {
    let title = code.spec.map_or("", |spec| spec.title.get(language).as_str());
    page.title(code.shown(), title, language);
    let mut facts = vec![code.pack.to_owned()];
    let also: Vec<&str> = code.other_names().collect();
    if !also.is_empty() {
        let also = also.join(language.pick("、", ", "));
        facts.push(language.pick(format!("又作 {also}"), format!("also {also}")));
    }
    facts.extend(code.spec.map(|spec| cause(spec.cause, language).to_owned()));
    page.paragraph(&facts.join(" · "));
    if let Some(spec) = code.spec {
        page.heading(language.pick("怎么办", "What to do"));
        page.paragraph(spec.help.get(language));
        if code.rules.is_empty() && code.parameters.is_empty() {
            page.heading(language.pick("为何没有规则", "Why no rule foresees it"));
            page.paragraph(unforeseen(spec.cause, language));
        }
        sources(&spec.sources, language, page);
    }
    if !code.parameters.is_empty() {
        page.heading(language.pick("请求里会检查的参数", "Checked in a request"));
        for Asked { action, parameter } in &code.parameters {
            page.item(&language.pick(format!("{action} 的 {parameter}"), format!("{parameter} of {action}")));
        }
    }
    if code.rules.len() > WHOLE {
        page.heading(language.pick("能事先发现它的规则", "Rules that foresee it"));
        list(&code.rules, language, page);
    } else {
        for rule in &code.rules {
            page.gap(1);
            rule_page(rule, cases, language, page);
        }
    }
}

/// The headlines of rules.
fn list(rules: &[&RuleInfo], language: Language, page: &mut Page) {
    let mut rules = rules.to_vec();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.severity));
    for rule in rules.iter().take(LISTED) {
        let (severity, title) = (severity_word(language, rule.severity), rule.title.get(language));
        page.item(&format!("{severity}[{}]{}{title}", rule.id, language.pick("：", ": ")));
    }
    if let Some(more) = rules.len().checked_sub(LISTED).filter(|more| *more > 0) {
        page.item(&language.pick(
            format!("另有 {more} 条；`--format json` 列出全部"),
            format!("and {more} more; `--format json` lists all"),
        ));
    }
}

/// Where the cause of a code lies, in a few words.
const fn cause(cause: Cause, language: Language) -> &'static str {
    let (zh, en) = match cause {
        Cause::Content => ("原因在提交或发送的内容", "because of what was submitted or sent"),
        Cause::Request => ("原因在请求的写法", "because of how the request is written"),
        Cause::Credentials => ("原因在密钥、鉴权或权限", "because of keys, request signing or permissions"),
        Cause::Account => ("原因在账号", "because of the account"),
        Cause::Limit => ("原因在频率或数量限制", "because of how often or how much is sent"),
        Cause::Recipient => ("原因在接收号码", "because of the number it goes to"),
        Cause::Record => ("原因在服务商已有的记录", "because of what the provider has on record"),
        Cause::Service => ("原因在服务商、运营商或网络", "because of the provider, a carrier or the network"),
    };
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// Why a linter cannot see a code coming.
const fn unforeseen(cause: Cause, language: Language) -> &'static str {
    let (zh, en) = match cause {
        Cause::Content => (
            "接口没有说明是内容的哪一处，没有一条规则能确定对应它；请先检查全部文件。",
            "The API does not say which part it means, so no rule can claim it; check all your files first.",
        ),
        Cause::Request => (
            "请求由您的程序生成，送检的文件里看不到它。",
            "Your program makes the request; the files that are checked do not show it.",
        ),
        Cause::Credentials => (
            "密钥、签名算法和权限不在送检的文件里，也不该写在里面。",
            "Keys, request signing and permissions do not stand in the files that are checked, and should not.",
        ),
        Cause::Account => ("账号的状态只有服务商知道。", "Only the provider knows the state of the account."),
        Cause::Limit => ("频率和用量只有在发送时才知道。", "How much is sent is known when sending only."),
        Cause::Recipient => {
            ("号码的状态只有服务商和运营商知道。", "Only the provider and the carriers know the state of a number.")
        }
        Cause::Record => (
            "已经审核过什么，只有服务商知道；送检的文件可能没有写。",
            "Only the provider knows what it has on record; the files that are checked need not say.",
        ),
        Cause::Service => (
            "它发生在服务商、运营商或网络上，与内容无关。",
            "It happens at the provider, at a carrier or on the way, whatever the message says.",
        ),
    };
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

fn rule_page(rule: &RuleInfo, all: &AllCases<'_>, language: Language, page: &mut Page) {
    let cases = all.of(rule);
    page.headline(rule.id.as_str(), rule.severity, rule.title.get(language), language);
    let mut facts = vec![rule.family.to_string()];
    facts.extend(rule.since.map(|day| language.pick(format!("自 {day} 起生效"), format!("in force since {day}"))));
    facts.extend(rule.until.map(|day| language.pick(format!("至 {day} 为止"), format!("until {day}"))));
    facts.extend(rule.fixable.then(|| language.pick("可自动修正", "can be mended by machine").to_owned()));
    page.paragraph(&facts.join(" · "));
    if let Some(why) = all.why(rule, language) {
        page.heading(language.pick("为什么", "Why"));
        page.paragraph(&why);
    }
    if !rule.help.get(language).is_empty() {
        page.heading(language.pick("怎么改", "How to mend it"));
        page.paragraph(rule.help.get(language));
    }
    for (heading, examples) in [
        (language.pick("不通过的例子", "Refused"), &cases.bad),
        (language.pick("可以通过的例子", "Accepted"), &cases.good),
    ] {
        if let Some(example) = examples.first() {
            page.heading(heading);
            page.example(example);
        }
    }
    sources(&rule.sources, language, page);
    if !rule.codes.is_empty() {
        page.heading(language.pick("接口返回", "What the API answers"));
        rule.codes.iter().for_each(|code| page.item(code));
    }
    if !rule.rejections.is_empty() {
        page.heading(language.pick("审核意见", "What the reviewer writes"));
        rule.rejections.iter().for_each(|words| page.item(words));
    }
}

fn sources(sources: &[Citation], language: Language, page: &mut Page) {
    if sources.is_empty() {
        return;
    }
    page.heading(language.pick("依据", "Sources"));
    for source in sources {
        let date = source.date.map(|date| format!(" ({date})")).unwrap_or_default();
        match &source.url {
            Some(url) => page.link(&format!("{}{date}", source.title), url),
            None => page.item(&format!("{}{date}", source.title)),
        }
    }
}
