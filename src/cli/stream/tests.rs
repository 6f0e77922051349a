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

const TINY: Sizes = Sizes { sieved: 0, window: 150, shown: 10_000 };

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
    #![proptest_config(ProptestConfig::with_cases(48))]
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
