#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::{
    diagnostic::{Edit, Edits, Fix, Label, Language, Place, Report, Safety, Severity, Status},
    output::{
        Exit, Format, Style,
        fixture::{finding, nasty, nasty_report, report, with_file, write},
        visible::{is_hidden, visible},
    },
    text::Span,
};

fn pretty(report: &Report, style: Style) -> String {
    write(report, Format::Pretty, &style)
}

fn one(text: &str, span: Span) -> Report {
    let mut report = with_file(report(Language::Zh), "a.yml", text);
    let diagnostic = finding(&report, "a.yml", span);
    report.diagnostics.push(diagnostic);
    report
}

/// What the underlines of a drawing cover: for each marked row, the source text above the underline by display width.
fn underlined(drawing: &str) -> Vec<String> {
    let rows: Vec<&str> = drawing.lines().collect();
    let mut found = Vec::new();
    for pair in rows.windows(2) {
        let (Some((_, source)), Some((gutter, below))) = (pair[0].split_once('│'), pair[1].split_once('·')) else {
            continue;
        };
        if !gutter.trim().is_empty() || !below.contains(['─', '▲', '┬']) || below.contains('╰') {
            continue;
        }
        let source = source.strip_prefix(' ').unwrap_or(source);
        let below = below.strip_prefix(' ').unwrap_or(below);
        let mut column = 0;
        let mut covered = String::new();
        let marks: Vec<char> = below.chars().collect();
        for character in source.chars() {
            let width = character.width().unwrap_or(0);
            // A mark that takes no cell stands on the cell before it.
            let cells = if width == 0 { column - 1..column } else { column..column + width };
            if cells.clone().any(|cell| marks.get(cell).is_some_and(|&mark| mark != ' ')) {
                covered.push(character);
            }
            column += width;
        }
        found.push(covered);
    }
    found
}

#[test]
fn every_underline_in_a_hard_file_covers_its_text_by_display_width() {
    let mut report = nasty_report(Language::Zh);
    report.diagnostics[4].labels.clear();
    let expected = [
        "小猫云",
        "😀",
        "👨<U+200D>👩<U+200D>👧",
        "e\u{301}",
        "加微信",
        "␛[31m",
        "<U+202E>反",
        "开始",
        "second: 结束",
        "无换行",
        "", // a caret after the last character of the file
    ];
    assert_eq!(underlined(&pretty(&report, Style::default())), expected);
}

#[test]
fn a_drawing_says_where_why_how_and_by_whose_word() {
    let mut report = nasty_report(Language::Zh);
    report.diagnostics = vec![report.diagnostics.remove(4)];
    let expected = "\
错误[cn/test-rule]：出现“加微信”，引导私下联系
   ╭─[sms/a.yml:2:29]
 1 │ name: 小猫云
 2 │     content: 您好😀，家👨<U+200D>👩<U+200D>👧庭 cafe\u{301} 加微信
   ·              ──┬─                                    ──────
   ·                ╰── 正文从这里开始
 3 │ esc: ␛[31m红<U+202E>反
   ╰────
   ╭─[b.json:1:8]
 1 │ {\"k\": \"签名\"}
   ·        ──┬─
   ·          ╰── 签名在这里
   ╰────
  所在  模板“登录验证码”
  平台  alpha、beta
  改法  删去联系方式，或改为公司的客服热线。
  建议  改为（会改变短信内容，请先确认）：
    -     content: 您好😀，家👨<U+200D>👩<U+200D>👧庭 cafe\u{301} 加微信
    +     content: 您好😀，家👨<U+200D>👩<U+200D>👧庭 cafe\u{301}
  接口  InvalidParameterValue.ContactInformation
  依据  审核标准（2025-04-18），另有 1 处
        https://example.com/审核?a=1

1 个文件、1 条记录，按 2026-11-21 有效的规则发现 1 个错误。
其中 1 处可用 --fix --unsafe-fixes 修正，会改动措辞，改后请复核。
照这样提交会被拒绝；退出码 1，因为有错误（--fail-on error）。
";
    assert_eq!(pretty(&report, Style::default()), expected);
}

#[test]
fn the_last_words_are_whole_sentences_in_both_languages() {
    let last = |report: &Report, exit| {
        let written = pretty(report, Style { exit, width: 200, ..Style::default() });
        written.rsplit_once("\n\n").map_or(written.clone(), |(_, last)| last.to_owned())
    };
    let mut report = nasty_report(Language::En);
    assert_eq!(
        last(&report, Exit::default()),
        "10 errors, 1 warning and 1 info in 1 file (1 record), by the rules of 2026-11-21; 1 suppressed.\n\
         1 fixable with --fix --unsafe-fixes, which changes the wording, so look afterwards.\n\
         This would be refused as it stands; exit code 1 because of errors (--fail-on error).\n"
    );
    report.language = Language::Zh;
    report.files = 4;
    report.records = 37;
    assert_eq!(
        last(&report, Exit::Findings { fail_on: Severity::Warning }),
        "4 个文件、37 条记录，按 2026-11-21 有效的规则发现 10 个错误、1 个警告、1 条提示；另有 1 处已忽略。\n\
         其中 1 处可用 --fix --unsafe-fixes 修正，会改动措辞，改后请复核。\n\
         照这样提交会被拒绝；退出码 1，因为有错误和警告（--fail-on warning）。\n"
    );
    report.diagnostics.retain(|diagnostic| diagnostic.status == Status::Suppressed);
    assert_eq!(
        last(&report, Exit::default()),
        "✓ 4 个文件、37 条记录，按 2026-11-21 有效的规则没有发现问题；另有 1 处已忽略。可以提交。\n"
    );
    report.diagnostics.clear();
    report.language = Language::En;
    assert_eq!(
        last(&report, Exit::default()),
        "✓ Nothing found in 4 files (37 records), by the rules of 2026-11-21. Ready to submit.\n"
    );
    report.files = 0;
    report.records = 0;
    assert_eq!(
        last(&report, Exit::Empty { allowed: false }),
        "Nothing found in 0 files (0 records), by the rules of 2026-11-21; exit code 3 because there was nothing to check.\n"
    );
}

#[test]
fn assumptions_stand_before_the_figures() {
    let mut report = report(Language::Zh);
    report.notes.push("没有写明平台，按变量写法判断".to_owned());
    assert!(pretty(&report, Style::default()).starts_with("  说明  没有写明平台，按变量写法判断\n\n✓ "));
}

#[test]
fn the_window_of_an_endless_line_shows_the_finding_and_fits() {
    let line = format!("{}加微信{}", "短信内容".repeat(100_000), "后文ab".repeat(100_000));
    let start = line.find("加微信").unwrap();
    for width in [32, 40, 79, 200] {
        let drawing = pretty(&one(&line, Span::new(start, start + 9)), Style { width, ..Style::default() });
        assert_eq!(underlined(&drawing), ["加微信"]);
        assert!(drawing.contains("[a.yml:1:400001]"), "{drawing}");
        let row = drawing.lines().find(|row| row.contains("加微信")).unwrap();
        assert!(row.contains("│ …") && row.ends_with('…') && row.width() <= width, "{row}");
        assert!(row.width() + 4 > width, "the room is used: {row}");
    }
    let all = pretty(&one(&line, Span::new(0, line.len())), Style::default());
    assert!(all.lines().all(|row| row.width() <= 100), "{all}");
    assert!(underlined(&all)[0].starts_with("短信内容短信"), "{all}");
}

#[test]
fn marks_that_overlap_or_lie_far_apart_get_pictures_of_their_own() {
    let line = format!("首{}尾", "中".repeat(500));
    let mut report = one(&line, Span::new(0, 3));
    let label = |start, end| Label {
        place: Place { path: "a.yml".into(), span: Span::new(start, end) },
        message: "此处".to_owned(),
    };
    report.diagnostics[0].labels = vec![label(line.len() - 3, line.len()), label(0, 6)];
    let drawing = pretty(&report, Style::default());
    assert_eq!(underlined(&drawing), ["首", "尾", "首中"]);
    assert!(drawing.contains("[a.yml:1:502]"), "{drawing}");
}

#[test]
fn a_label_at_the_finding_itself_is_said_under_its_own_underline() {
    let mut report = one("ab cd", Span::new(3, 5));
    let place = report.diagnostics[0].primary.clone().unwrap();
    report.diagnostics[0].labels = vec![Label { place, message: "这里".to_owned() }];
    let drawing = pretty(&report, Style::default());
    assert!(drawing.contains("   ·    ─┬\n   ·     ╰── 这里\n"), "{drawing}");
}

#[test]
fn a_finding_over_many_lines_marks_the_first_ones_and_says_where_it_ends() {
    let text = "- a\n".repeat(30);
    let drawing = pretty(&one(&text, Span::new(0, text.len() - 1)), Style::default());
    assert_eq!(underlined(&drawing).len(), 4);
    assert!(drawing.contains("一直到第 30 行"), "{drawing}");
}

#[test]
fn an_empty_span_has_a_caret_wherever_it_stands() {
    for (text, at) in [("", 0), ("a\n", 2), ("a\r\nb", 1), ("\u{FEFF}", 3), ("\u{FEFF}a", 0), ("中文", 3)] {
        let drawing = pretty(&one(text, Span::empty(at)), Style::default());
        assert_eq!(drawing.matches('▲').count(), 1, "{text:?} at {at}:\n{drawing}");
    }
}

#[test]
fn nothing_raw_reaches_the_terminal_from_any_text_of_a_report() {
    let bad = "x\u{1B}]0;t\u{7}\u{202E}y\u{200B}";
    let mut report = nasty_report(Language::Zh);
    report.sources.insert(bad.into(), std::sync::Arc::new(crate::text::Source::new(bad, bad)));
    report.notes.push(bad.to_owned());
    let full = &mut report.diagnostics[4];
    full.message = bad.to_owned();
    full.help = Some(bad.to_owned());
    full.providers = vec![bad.into(), "b".into()];
    full.record.as_mut().unwrap().name = Some(bad.to_owned());
    full.labels[0].message = bad.to_owned();
    full.primary = Some(Place { path: bad.into(), span: Span::new(0, 4) });
    full.codes = std::sync::Arc::from([bad.to_owned()]);
    full.sources = full
        .sources
        .iter()
        .cloned()
        .map(|mut page| {
            page.title = bad.to_owned();
            page.url = Some(format!("https://{bad}"));
            page
        })
        .collect();
    full.fix = Some(Fix { safety: Safety::Safe, edits: Edits::one(Span::empty(1), bad) });
    for unicode in [true, false] {
        let written = pretty(&report, Style { unicode, ..Style::default() });
        assert!(!written.contains(|c: char| c != '\n' && is_hidden(c)), "{written}");
    }
    let linked = pretty(&report, Style { links: true, ..Style::default() });
    assert!(linked.contains("\u{1B}]8;;https://x%1B]0;t%07%E2%80%AEy%E2%80%8B\u{1B}\\"), "{linked:?}");
}

#[test]
fn colours_and_links_change_nothing_but_their_own_sequences() {
    let report = nasty_report(Language::Zh);
    let plain = pretty(&report, Style { width: 60, ..Style::default() });
    let painted = pretty(&report, Style { width: 60, color: true, links: true, ..Style::default() });
    assert!(!plain.contains('\u{1B}'));
    assert!(painted.contains("\u{1B}]8;;https://example.com/%E5%AE%A1%E6%A0%B8?a=1\u{1B}\\审核标准\u{1B}]8;;\u{1B}\\"));
    let mut bare = String::new();
    let mut rest = painted.as_str();
    while let Some((before, after)) = rest.split_once('\u{1B}') {
        bare.push_str(before);
        let end = if after.starts_with('[') { after.find('m').unwrap() + 1 } else { after.find('\\').unwrap() + 1 };
        rest = &after[end..];
    }
    bare.push_str(rest);
    let strip = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n") + "\n";
    assert_eq!(strip(&bare), plain.replace("        https://example.com/审核?a=1\n", ""));
}

#[test]
fn a_fix_shows_the_lines_before_and_after_and_a_huge_one_is_counted() {
    let mut report = one("a: \"${x}和${y}\"\nb: 1\n", Span::new(4, 8));
    let edit = |start, end, insert: &str| Edit { span: Span::new(start, end), insert: insert.to_owned() };
    let edits = Edits::new(vec![edit(4, 8, "{1}"), edit(11, 15, "{2}")]).unwrap();
    report.diagnostics[0].fix = Some(Fix { safety: Safety::Safe, edits });
    let drawing = pretty(&report, Style::default());
    assert!(drawing.contains("  建议  改为：\n    - a: \"${x}和${y}\"\n    + a: \"{1}和{2}\"\n\n"), "{drawing}");
    report.diagnostics[0].fix =
        Some(Fix { safety: Safety::Safe, edits: Edits::one(Span::empty(0), "行\n".repeat(50)) });
    let drawing = pretty(&report, Style::default());
    assert!(drawing.contains("  建议  共有 1 处改动，太长，此处从略\n"), "{drawing}");
    report.diagnostics[0].fix = Some(Fix { safety: Safety::Safe, edits: Edits::one(Span::new(4, 900), "") });
    pretty(&report, Style::default());
}

#[test]
fn only_a_terminal_that_knows_them_gets_ornaments() {
    let mut report = nasty_report(Language::En);
    report.diagnostics[4].labels[0].message.insert(0, '\u{1B}');
    let written = pretty(&report, Style { unicode: false, width: 40, ..Style::default() });
    assert!(!written.contains(|c: char| "─│╭╰·▲┬…␛✓“”".contains(c) && !"“”".contains(c)), "{written}");
}

proptest! {
    #[test]
    fn any_underline_covers_exactly_the_text_of_its_span(
        pieces in proptest::collection::vec(
            proptest::sample::select(&["中", "a", " b", "😀", "e\u{301}", "\u{200D}", "\u{1B}", "，", "\u{202E}", "ﾊ", "é", "한"][..]),
            1..30,
        ),
        a: proptest::sample::Index,
        b: proptest::sample::Index,
        cut in any::<bool>(),
    ) {
        let text = pieces.concat();
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (bounds[a.index(bounds.len())], bounds[b.index(bounds.len())]);
        let span = Span::new(a.min(b), a.max(b));
        let cut = cut && span.len() < 9;
        // In a long line, the same must hold for the window that is shown.
        let pad = "填充".repeat(if cut { 400 } else { 0 });
        let span = span.shift(pad.len());
        let file = format!("{pad}{text}{pad}");
        let drawing = pretty(&one(&file, span), Style { width: if cut { 100 } else { 400 }, ..Style::default() });
        let found = underlined(&drawing);
        prop_assert_eq!(found.len(), 1);
        let spread = |text: &str| text.chars().filter(|c| c.width() != Some(0)).collect::<String>();
        let expected = spread(&visible(&file[span.start..span.end], true));
        if span.is_empty() {
            prop_assert_eq!(drawing.matches('▲').count(), 1);
        } else if !expected.is_empty() {
            prop_assert_eq!(spread(&found[0]), expected, "{}", drawing);
        }
    }
}

#[test]
fn a_combining_mark_alone_is_underlined_with_its_base() {
    let span = nasty("\u{301}");
    let drawing = pretty(&one(crate::output::fixture::NASTY, span), Style::default());
    assert_eq!(underlined(&drawing), ["e\u{301}"]);
}
