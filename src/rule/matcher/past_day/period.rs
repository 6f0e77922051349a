//! Months and years in which something ends: `将于2026年5月停止服务`, `2025年底前`.

use jiff::civil::Date;

use super::named::{Named, begins};

/// What stands before a month in which something happens once. Without one of these, and of what stands behind, a month
/// only says of when something is: `2026年5月账单`.
const HAPPENS: &[&str] = &[
    "将于",
    "将在",
    "定于",
    "拟于",
    "请于",
    "请在",
    "截止",
    "截止到",
    "截止至",
    "有效期至",
    "有效期到",
    "延长至",
    "延期至",
    "持续至",
];

/// What stands behind a month up to which something has to be done.
const BEFORE: &[&str] = &["前", "之前", "以前", "底前", "末前", "止", "底止", "底截止"];

/// What stands behind a year up to whose end something has to be done.
const BEFORE_ITS_END: &[&str] = &["底前", "底之前", "底以前", "末前", "底止", "底截止", "内完成"];

/// The last day of every such month and year.
pub(super) fn period_ends(text: &str) -> Vec<Named> {
    let mut days = Vec::new();
    for (at, _) in text.match_indices('年') {
        let start = at - text[..at].bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
        let Ok(year) = text[start..at].parse::<i16>() else { continue };
        if at - start != 4 || !(1990..=2100).contains(&year) {
            continue;
        }
        let behind = at + '年'.len_utf8();
        let before = text[..start].trim_end_matches(' ');
        if BEFORE_ITS_END.iter().any(|word| text[behind..].starts_with(word)) {
            days.push(Named { year: Some(year), month: 12, day: 31, range: start..behind, open: false });
        }
        let run = text[behind..].bytes().take(3).take_while(u8::is_ascii_digit).count();
        let Some(rest) = text[behind + run..].strip_prefix('月') else { continue };
        let rest = rest.strip_prefix('份').unwrap_or(rest);
        let happens =
            HAPPENS.iter().any(|word| before.ends_with(word)) || BEFORE.iter().any(|word| rest.starts_with(word));
        // A day, or another month, stands behind.
        let goes_on =
            rest.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit() || "{-~～—–至到".contains(c));
        let Some(first) = text[behind..behind + run].parse().ok().and_then(|month| Date::new(year, month, 1).ok())
        else {
            continue;
        };
        if happens && !goes_on {
            let range = start..behind + run + '月'.len_utf8();
            let day = first.days_in_month();
            days.push(Named { year: Some(year), month: first.month(), day, range, open: begins(rest) });
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_counts_where_something_ends_in_it() {
        let ends = |text| period_ends(text).into_iter().map(|d| (d.month, d.day, d.open)).collect::<Vec<_>>();
        assert_eq!(ends("将于2026年5月停止服务"), [(5, 31, false)]);
        assert_eq!(ends("请在2026年2月前完成"), [(2, 28, false)]);
        assert_eq!(ends("请在2025年底前完成认证"), [(12, 31, false)]);
        assert_eq!(ends("将于2026年5月起执行"), [(5, 31, true)]);
        for text in [
            "2026年5月账单已出",
            "将于2026年5月1日停水",
            "将于2026年5月至8月维护",
            "2026年度账单",
            "于{1}年5月",
            "99年前",
        ] {
            assert_eq!(ends(text), [], "{text}");
        }
    }
}
