//! Days as texts name them.

use std::ops::Range;

/// A day that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// As written, or that of the beginning of the time whose end it is.
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Whether it begins something that has no end, or tells what was done: what it names is not over with it.
    pub open: bool,
}

/// What stands behind a day from which something holds, or on which it was done.
const BEGINNINGS: &[&str] = &[
    "起",
    "以来",
    "至今",
    "开始",
    "之后",
    "以后",
    "后",
    "生效",
    "施行",
    "实施",
    "执行",
    "发布",
    "公布",
    "颁布",
    "印发",
    "成立",
    "创立",
    "创办",
    "创建",
    "设立",
    "开业",
    "开张",
    "开幕",
    "开园",
    "开馆",
    "开放",
    "开通",
    "启用",
    "投用",
    "上线",
    "运行",
    "试运行",
    "运营",
    "试营业",
    "营业",
    "通车",
    "投产",
    "注册",
    "登记",
    "签订",
    "签署",
    "出生",
    "入职",
    "提交",
    "购买",
    "办理",
    "下单",
    "申请",
    "签收",
    "支付",
    "缴纳",
    "订购",
    "入住",
    "开具",
    "发出",
    "更新",
    "修订",
    "版",
    "寄出",
    "的订单",
    "的申请",
    "的消费",
    "的账单",
    "的包裹",
    "的预约",
    "的交易",
    "的缴费",
    "的反馈",
    "的投诉",
    "的报修",
    "的来电",
];

/// What may stand between such a day and these words.
const ADVERBS: &[&str] = &["正式", "盛大", "隆重", "全面", "在线", "您"];

/// What stands before a day from which something holds, or before a version.
const SINCE: &[&str] = &[
    "自",
    "从",
    "由",
    "始于",
    "立于",
    "办于",
    "建于",
    "业于",
    "布于",
    "生于",
    "出生日期",
    "签发日期",
    "成立日期",
    "生产日期",
    "发布日期",
    "发布时间",
    "下单日期",
    "下单时间",
    "版本",
    "版本号",
    "version",
    "since",
];

/// What leads from the first day of a time to its last.
const CONNECTORS: &[&str] = &["起至", "起到", "开始至", "至", "到", "——", "—", "–", "-", "~", "～"];

/// A day and how it is written.
struct Written {
    year: Option<i16>,
    month: i8,
    day: i8,
    end: usize,
    /// What stands between its parts: `年` for words.
    mark: &'static str,
}

/// `2026年10月1日`, `2026-10-01`, `2026/10/1`, `2026.10.1`, `10月1日`; behind one of these and a sign that leads to the
/// end of a time also `10.7` and `7日`.
pub(super) fn named_days(text: &str) -> Vec<Named> {
    let mut days: Vec<Named> = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + offset;
        at = digits(text, start);
        let glued = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '{'));
        let Some(first) = day(text, start).filter(|_| !glued) else { continue };
        let last = last_day(text, &first);
        let end = last.as_ref().map_or(first.end, |(_, last)| last.end);
        at = end;
        // A longer number of which it is the beginning.
        let rest = text[end..].trim_start_matches(['-', '/', '.', '_']);
        if rest.len() < text.len() - end && rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        let open = follows(text, start, SINCE) || (last.is_none() && begins(&text[first.end..]));
        days.push(Named { year: first.year, month: first.month, day: first.day, range: start..first.end, open });
        if let Some((from, last)) = last {
            let range = from..last.end;
            days.push(Named { year: last.year, month: last.month, day: last.day, range, open: false });
        }
    }
    days
}

/// The day that begins at `start`.
fn day(text: &str, start: usize) -> Option<Written> {
    let run = digits(text, start);
    let year = match run - start {
        4 => separator(text, run, &["年", "-", "/", "."]),
        _ => None,
    };
    let (month_at, mark) = year.unwrap_or((start, "年"));
    let month_end = digits(text, month_at);
    let between = if mark == "年" { "月" } else { mark };
    let (day_at, _) = separator(text, month_end, &[between])?;
    let day_end = digits(text, day_at);
    let end = if mark == "年" { separator(text, day_end, &["日", "号"])?.0 } else { day_end };
    let (month, day) = (number(text, month_at..month_end, 12)?, number(text, day_at..day_end, 31)?);
    let year = year.and_then(|_| text[start..run].parse().ok());
    Some(Written { year, month, day, end, mark })
}

/// The end of the time that `first` begins, and where it stands.
fn last_day(text: &str, first: &Written) -> Option<(usize, Written)> {
    let behind = hour(text, first.end);
    let sign = behind + blanks(&text[behind..]);
    let (behind, _) = separator(text, sign, CONNECTORS)?;
    let start = behind + blanks(&text[behind..]);
    let mut last = day(text, start).or_else(|| short_day(text, start, first))?;
    if last.year.is_none() {
        let turns = (last.month, last.day) < (first.month, first.day);
        last.year = first.year.map(|year| if turns { year + 1 } else { year });
    }
    Some((start, last))
}

/// `10.7` behind `2026.10.1`, `7日` behind `10月1日`.
fn short_day(text: &str, start: usize, first: &Written) -> Option<Written> {
    let run = digits(text, start);
    let (month, day, end) = if first.mark == "年" {
        (first.month, number(text, start..run, 31)?, separator(text, run, &["日", "号"])?.0)
    } else {
        let (day_at, _) = separator(text, run, &[first.mark])?;
        let end = digits(text, day_at);
        (number(text, start..run, 12)?, number(text, day_at..end, 31)?, end)
    };
    Some(Written { year: None, month, day, end, mark: first.mark })
}

/// The end of the hour that stands behind a day, or `at`: `9:00`, `24时`.
fn hour(text: &str, at: usize) -> usize {
    let start = at + blanks(&text[at..]);
    let end = digits(text, start);
    if !(1..=2).contains(&(end - start)) {
        return at;
    }
    match separator(text, end, &["时", "点", ":", "："]) {
        Some((behind, ":" | "：")) => digits(text, behind),
        Some((behind, _)) => behind,
        None => at,
    }
}

/// Whether what stands behind a day says that something begins there, or was done.
pub(super) fn begins(behind: &str) -> bool {
    let mut rest = behind[hour(behind, 0)..].trim_start_matches([' ', '，', ',']);
    while let Some(adverb) = ADVERBS.iter().find_map(|adverb| rest.strip_prefix(adverb)) {
        rest = adverb;
    }
    BEGINNINGS.iter().any(|word| rest.starts_with(word))
}

/// Whether one of these stands directly before `at`, blanks and a colon left out: in any case, and no part of a longer word.
pub(super) fn follows(text: &str, at: usize, words: &[&str]) -> bool {
    let before = text[..at].trim_end_matches([' ', '：', ':']);
    let ends_with = |word: &&str| {
        let rest = before.len().checked_sub(word.len())?;
        let tail = before.get(rest..).filter(|tail| tail.eq_ignore_ascii_case(word))?;
        let letter = |c: char| c.is_ascii_alphabetic();
        Some(!(tail.starts_with(letter) && before[..rest].ends_with(letter)))
    };
    words.iter().filter_map(ends_with).any(|whole| whole)
}

fn number(text: &str, range: Range<usize>, most: i8) -> Option<i8> {
    text[range].parse().ok().filter(|number| (1..=most).contains(number))
}

/// How many bytes of blanks `text` begins with.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// The end of the digits at `at`.
fn digits(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(|c: char| c.is_ascii_digit()).len()
}

/// What stands at `at`, where it is one of these, and where it ends.
fn separator(text: &str, at: usize, marks: &[&'static str]) -> Option<(usize, &'static str)> {
    marks.iter().find(|mark| text[at..].starts_with(**mark)).map(|mark| (at + mark.len(), *mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Vec<(Option<i16>, i8, i8, &str)> {
        named_days(text).into_iter().map(|d| (d.year, d.month, d.day, &text[d.range])).collect()
    }

    #[test]
    fn days_are_read_in_every_common_form() {
        assert_eq!(days("活动至2026年10月1日止"), [(Some(2026), 10, 1, "2026年10月1日")]);
        assert_eq!(days("活动至2026-10-01止"), [(Some(2026), 10, 1, "2026-10-01")]);
        assert_eq!(days("9月30日至10月7号"), [(None, 9, 30, "9月30日"), (None, 10, 7, "10月7号")]);
    }

    #[test]
    fn what_only_looks_like_a_day_is_none() {
        for text in [
            "版本2.10.3",
            "13月1日",
            "10月份",
            "400-800-8888",
            "1月",
            "{1}月{2}日",
            "2026",
            "",
            "2026年",
            "2026-13-45",
            "单号2026-09-01-0032",
            "2026.9.1.8",
        ] {
            assert_eq!(days(text), [], "{text}");
        }
    }

    #[test]
    fn the_end_of_a_time_has_the_year_and_the_month_of_its_beginning() {
        let end = |text| named_days(text).last().map(|day| (day.year, day.month, day.day));
        assert_eq!(end("2026.9.1-2026.12.31"), Some((Some(2026), 12, 31)));
        assert_eq!(end("2026.9.1-12.31"), Some((Some(2026), 12, 31)));
        assert_eq!(end("2026-09-01~12-31"), Some((Some(2026), 12, 31)));
        assert_eq!(end("2026年9月1日-30日"), Some((Some(2026), 9, 30)));
        assert_eq!(end("2026年9月1日 9:00 - 12月31日 18:00"), Some((Some(2026), 12, 31)));
        assert_eq!(end("2026年12月1日至1月5日"), Some((Some(2027), 1, 5)));
        assert_eq!(end("10月1日-7日"), Some((None, 10, 7)));
    }

    #[test]
    fn a_day_from_which_something_holds_is_open() {
        let open = |text| named_days(text).iter().map(|day| day.open).collect::<Vec<_>>();
        for text in [
            "自2020年1月1日成立以来",
            "2026年9月1日起",
            "本店2026年9月1日盛大开业",
            "2026-09-01 9时起施行",
            "从2026.9.1，每周一休息",
            "您2026年9月1日提交的申请",
            "您2026年9月1日的订单",
        ] {
            assert_eq!(open(text), [true], "{text}");
        }
        for text in ["活动至2026年9月1日止", "2026年9月1日前", "2026年9月1日全场八折", "2026年9月1日的活动"]
        {
            assert_eq!(open(text), [false], "{text}");
        }
        assert_eq!(open("自2026年9月1日起至9月30日"), [true, false]);
    }
}
