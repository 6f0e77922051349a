#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use clap::FromArgMatches;
use proptest::prelude::*;
use serde_json::Value;

use super::Sizes;
use crate::{
    cli::{
        args::{Arguments, Command},
        batch::Counts,
        check::judge,
        console::Console,
        fix::Fixed,
        options::CheckOptions,
        project::Projects,
    },
    diagnostic::{Language, Report},
    output::{Format, Style, render},
    rule::RuleSet,
};

const TINY: Sizes = Sizes { sieved: 0, window: 150, ..Sizes::USUAL };

/// Checks `folder`, holding as much as `sizes` say.
fn check(folder: &Path, more: &[&str], sizes: Option<Sizes>) -> (Report, Vec<String>) {
    let words = ["smslint", "check", "--isolated", "--as-of", "2026-11-22", "--lang", "en"];
    let words = words.iter().chain(more).copied().map(str::to_owned).chain([folder.to_str().unwrap().to_owned()]);
    let matches = Arguments::described(Language::En).try_get_matches_from(words).unwrap();
    let Some(Command::Check(args)) = Arguments::from_arg_matches(&matches).unwrap().command else { panic!() };
    let mut console = Console::new(args.common);
    let options = CheckOptions { sizes, ..CheckOptions::from(args) };
    let mut projects = Projects::new(&options.run);
    let outcome = judge(&options, &Counts::default(), &mut projects, &mut Fixed::default(), &mut console);
    (outcome.report, console.failures().to_vec())
}

/// The report as JSON, without fixes: none is offered for what was not read as a whole.
fn json(report: &Report) -> Value {
    let mut written = Vec::new();
    render(report, Format::Json, &Style::default(), &mut written).unwrap();
    let mut value: Value = serde_json::from_slice(&written).unwrap();
    for one in value["diagnostics"].as_array_mut().unwrap() {
        one["fix"] = Value::Null;
    }
    value["notes"] = report.notes.clone().into();
    value
}

/// Lines of every sort; `P` and `Q` are providers.
const LINES: [&str; 34] = [
    r#"{"provider":"P","region":"mainland","templates":[{"name":"N","type":"notification","content":"您的订单N已发货，请留意查收。"}]}"#,
    r#"{"provider":"Q","region":"mainland","templates":[{"type":"notification","content":"您的订单N已发货，请留意查收。"}]}"#,
    r#"{"provider":"P","templates":[{"type":"otp","content":"您的验证码是{1}，{2}分钟内有效。","signature":"S"}]}"#,
    r#"{"templates":[{"name":"N","type":"notification","content":"尊敬的{1}，您的包裹N到了。"}]}"#,
    r#"{"templates":[{"name":"v","type":"otp","content":"验证码${code}，请勿泄露。"}]}"#,
    r#"{"provider":"P","templates":[{"name":"赌","type":"marketing","content":"澳门赌场开户送彩金，点击 t.cn/abc ★N"}]}"#,
    r#"{"provider":["P","Q"],"templates":[{"name":"同","type":"notification","content":"同样的内容，同样的话。"}]}"#,
    r#"{"provider":"P","templates":[{"name":"同","type":"notification","content":"同样的内容，同样的话。"}]}"#,
    r#"{"provider":"P","templates":[{"name":"近","type":"notification","content":"同样的内容 ，同样的话！"}]}"#,
    r#"{"provider":"P","signatures":[{"name":"甲公司","type":"company","purpose":"self"}]}"#,
    r#"{"provider":"P","signatures":[{"name":"甲公司","type":"app","purpose":"other","authorization":"函"}]}"#,
    r#"{"provider":"Q","signatures":[{"name":"S","type":"company","company":"深圳市某某有限公司"}]}"#,
    r#"{"provider":"P","sends":[{"template":"N","signature":"甲公司","phones":["+8613711112222"],"params":["1"]}]}"#,
    r#"{"provider":"P","sends":[{"template":"v","signature":"S","phones":["+8613711112222"],"params":["1","2","3"]}]}"#,
    r#"{"provider":"Q","sends":[{"template":"nowhere","signature":"甲公司","phones":["13711112222"]}]}"#,
    r#"{"provider":"P","sends":[{"template":"1234567","phones":["+8613711112222"],"params":{"code":"1"}}]}"#,
    r#"{"provider":"P","templates":[{"name":"带号","ids":{"P":"1234567"},"type":"otp","content":"验证码{1}。","status":"rejected"}]}"#,
    r#"{"provider":"Q","letters":[{"name":"函","authoriser":"甲","authorised":"乙","signatures":["S","没有"]}]}"#,
    r#"{"provider":"P","qualifications":[{"name":"质","purpose":"self","company_type":"company","company":"甲","uscc":"91440300708461136X"}]}"#,
    r#"{"provider":"nobody","templates":[{"content":"您好"}]}"#,
    r#"{"provider":"P","account":"individual","templates":[{"name":"a","content":"甲"},{"content":"乙★"}],"signatures":[{"name":"乙"}]}"#,
    r#"{"provider":"P","templates":[{"name":"未闭合","content":"丙"}"#,
    r#"{"provider":"P","templates":[{"name":"未闭合","content":"#,
    r#"{"provider":"P","templates":[{"name":"丁,"content":"丁"}]}"#,
    r#"{"provider":"P","templates":[{"name":"戊","contnet":"戊"}]}"#,
    r#"{"provider":"P",'templates':[{"name":"己"}]}"#,
    r#"  {"provider":"P","templates":[{"name":"缩进","content":"庚★"}]}"#,
    r#"{"provider":"P","templates":[{"name":"逗号","content":"辛"}]},"#,
    r#"{"a":1}"#,
    "garbage ]",
    "// a comment",
    "/* open",
    "",
    "\u{feff}{}",
];

/// A file of these lines, each with what stands for its `N` and `S`; some end with CR LF, and some have other bytes.
fn file(lines: &[(usize, u8, u8)], providers: &[&str]) -> Vec<u8> {
    let first = r#"{"provider":"P","region":"mainland","templates":[{"name":"一","type":"notification","content":"第一条。"}]}"#;
    let mut text = first.replace("\"P\"", &format!("\"{}\"", providers[0])).into_bytes();
    text.push(b'\n');
    for &(line, name, end) in lines {
        let line = LINES[line].replace("\"P\"", &format!("\"{}\"", providers[0]));
        let line = line.replace("\"Q\"", &format!("\"{}\"", providers[1]));
        let line = line.replace('N', &format!("订{}", name % 5)).replace("\"S\"", &format!("\"乙{}\"", name % 3));
        text.extend_from_slice(line.as_bytes());
        match end {
            0..=3 => text.extend_from_slice(b"\r\n"),
            4 => text.extend_from_slice(b"\r"),
            5 => text.extend_from_slice(b" \xFF\n"),
            6 => text.extend_from_slice(b"\0\n"),
            7 => text.extend_from_slice(b"\n\n\n"),
            _ => text.push(b'\n'),
        }
    }
    text
}

fn providers() -> Vec<String> {
    RuleSet::with_builtin(&[], Language::En).unwrap().providers().into_iter().map(str::to_owned).collect()
}

#[derive(Clone, Debug)]
struct Case {
    first: Vec<(usize, u8, u8)>,
    second: Vec<(usize, u8, u8)>,
    mark: bool,
    named: bool,
    window: usize,
}

fn case() -> impl Strategy<Value = Case> {
    let lines = |most: usize| prop::collection::vec((0..LINES.len(), any::<u8>(), 0..40_u8), 0..most);
    (lines(40), lines(8), any::<bool>(), any::<bool>(), 60..900_usize)
        .prop_map(|(first, second, mark, named, window)| Case { first, second, mark, named, window })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn what_is_sieved_is_reported_as_if_it_were_held(case in case()) {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let providers = providers();
        let providers: Vec<&str> = providers.iter().map(String::as_str).collect();
        let mut first = file(&case.first, &providers);
        if case.mark {
            first.splice(0..0, *b"\xEF\xBB\xBF");
        }
        fs::write(folder.join("a.jsonl"), first).unwrap();
        fs::write(folder.join("b.ndjson"), file(&case.second, &providers)).unwrap();
        fs::write(folder.join("c.yml"), "templates: [{name: 订1, content: 您的订单到了。}]\nsends: [{template: 订2}]").unwrap();
        let more: &[&str] = if case.named { &["--provider", providers[1]] } else { &[] };
        let (held, _) = check(folder, more, None);
        let (sieved, failures) = check(folder, more, Some(Sizes { window: case.window, ..TINY }));
        prop_assert_eq!(failures, Vec::<String>::new());
        prop_assert_eq!(json(&sieved), json(&held), "{}", String::from_utf8_lossy(&fs::read(folder.join("a.jsonl")).unwrap()));
    }
}

#[test]
fn the_worst_lines_are_kept_and_the_others_counted() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let providers = providers();
    let providers: Vec<&str> = providers.iter().map(String::as_str).collect();
    let lines: Vec<_> = (0..60).map(|n| (if n % 20 == 19 { 5 } else { 24 }, n, 9)).collect();
    fs::write(folder.join("a.jsonl"), file(&lines, &providers)).unwrap();
    let (held, _) = check(folder, &[], None);
    let (sieved, _) = check(folder, &[], Some(Sizes { shown: 2, ..TINY }));
    assert!(sieved.diagnostics.len() < held.diagnostics.len() && sieved.records == held.records);
    assert_eq!(sieved.worst(), held.worst());
    assert!(sieved.notes.iter().any(|note| note.contains("more lines with findings are not shown: these 2")));
}

/// A thousand good lines, with one of `others` behind every tenth.
fn among_good_lines(others: &[String], provider: &str) -> String {
    let mut text = String::new();
    for nth in 0..1000 {
        let number: String =
            format!("{nth}").chars().map(|digit| char::from_u32(digit as u32 + 0x4e00).unwrap()).collect();
        let good = format!(
            r#"{{"provider":"{provider}","region":"mainland","templates":[{{"name":"好{nth}","type":"notification","content":"您在{number}门店预约的取件已经受理，请留意后续通知。"}}]}}"#
        );
        text += &good;
        text.push('\n');
        if let Some(other) = others.get(nth / 10).filter(|_| nth % 10 == 9) {
            text += other;
            text.push('\n');
        }
    }
    text
}

#[test]
fn only_lines_that_somebody_has_to_see_are_held() {
    let folder = tempfile::tempdir().unwrap();
    let providers = providers();
    let provider = &providers[0];
    let line = |rest: &str| format!(r#"{{"provider":"{provider}","region":"mainland",{rest}}}"#);
    let others: Vec<String> = [
        r#""templates":[{"name":"甲","type":"notification","content":"这一条写了两遍，请留意查收。"}]"#,
        r#""sends":[{"template":"好3","signature":"乙","phones":["+8613711112222"]}]"#,
        r#""sends":[{"template":"没有的","signature":"乙","phones":["+8613711112223"]}]"#,
        r#""signatures":[{"name":"乙","type":"company","company":"乙","purpose":"self"}]"#,
        r#""templates":[{"type":"notification","content":"没有名字★的一条，请留意查收。"}]"#,
        r#""templates":[{"name":"丙","type":"notification","content":"这一条写了两遍，请留意查收。"}]"#,
    ]
    .map(line)
    .into();
    let file = among_good_lines(&others, provider);
    fs::write(folder.path().join("a.jsonl"), &file).unwrap();
    // Another file that needs a line which nobody else does.
    fs::write(
        folder.path().join("b.yml"),
        format!("provider: {provider}\nsends:\n- {{template: 好333, signature: 丁, phones: [\"+8613711112222\"]}}\n"),
    )
    .unwrap();
    let (held, _) = check(folder.path(), &[], None);
    let (sieved, _) = check(folder.path(), &[], Some(Sizes { window: 2000, ..TINY }));
    assert_eq!(json(&sieved), json(&held));
    assert!(json(&held)["diagnostics"].as_array().unwrap().iter().any(|one| one["record"]["index"] == 51));
    let of = |report: &Report| report.sources.values().find(|source| source.name().ends_with("a.jsonl")).cloned();
    assert_eq!(of(&held).unwrap().bytes().len(), file.len());
    let kept = of(&sieved).unwrap();
    assert!(kept.bytes().len() < file.len() / 3, "{} of {}", kept.bytes().len(), file.len());
    let text = String::from_utf8(kept.bytes().to_vec()).unwrap();
    assert!(text.contains("\"好333\"") && text.contains("\"好3\"") && !text.contains("\"好399\""), "{text}");
}

#[test]
fn a_value_that_never_ends_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let good = r#"{"templates":[{"name":"好","content":"您的包裹到了。"}]}"#;
    fs::write(folder.path().join("a.jsonl"), format!("{good}\n{good}\n[{}", "1,".repeat(10_000))).unwrap();
    let (report, failures) = check(folder.path(), &[], Some(Sizes { line: 10_000, ..TINY }));
    assert_eq!(report.files, 0);
    let [failure] = &*failures else { panic!("{failures:?}") };
    assert!(failure.ends_with("a value that begins on line 3 is larger than 100 MB, so it is not read"), "{failure}");
}
