use super::*;
use crate::text::WorkbookFault;

fn problem(kind: ProblemKind) -> Problem {
    Problem::new(Span::default(), kind)
}

fn kinds() -> Vec<ProblemKind> {
    let (key, value) = (String::from("tpye"), String::from("opt"));
    let mut kinds: Vec<ProblemKind> = [
        FaultKind::Syntax(("话", "words").into()),
        FaultKind::Encoding,
        FaultKind::Utf16,
        FaultKind::Binary,
        FaultKind::Unquoted,
        FaultKind::DuplicateKey("name".into()),
        FaultKind::ComplexKey,
        FaultKind::TooDeep(128),
        FaultKind::TooManyAliases(1000),
        FaultKind::UnknownAlias("a".into()),
    ]
    .map(ProblemKind::Fault)
    .into();
    kinds.extend([
        ProblemKind::UnknownKey { key: key.clone(), suggestion: Some("type") },
        ProblemKind::UnknownKey { key: key.clone(), suggestion: None },
        ProblemKind::UnknownRequest,
        ProblemKind::UnknownValue {
            key: key.clone(),
            value: value.clone(),
            allowed: &["otp"],
            suggestion: Some("otp"),
        },
        ProblemKind::UnknownValue { key, value, allowed: &["otp"], suggestion: None },
        ProblemKind::MissingKey { key: "content" },
        ProblemKind::MissingKey { key: "template" },
        ProblemKind::MissingKey { key: "name" },
    ]);
    for expected in [
        Expected::Text,
        Expected::Number,
        Expected::Date,
        Expected::List,
        Expected::Map,
        Expected::ListOrMap,
        Expected::TextOrList,
    ] {
        kinds.push(ProblemKind::WrongType { key: "max".into(), expected });
    }
    let title = String::from("type");
    let examples = vec!["otp".to_owned()];
    let tables = [
        TableFault::OpenQuote,
        TableFault::ClosedQuote,
        TableFault::TooManyCells { cells: 3, columns: 2 },
        TableFault::Workbook(WorkbookFault::Broken),
        TableFault::Workbook(WorkbookFault::Old),
        TableFault::Workbook(WorkbookFault::TooLarge),
        TableFault::EmptyCell { title: title.clone() },
        TableFault::UnknownCell { title, value: "x".into(), examples },
    ];
    kinds.extend(tables.map(ProblemKind::Table));
    kinds
}

#[test]
fn ids_are_never_renamed() {
    let ids: Vec<_> = problem_rules().iter().map(|rule| rule.id.to_string()).collect();
    assert_eq!(
        ids,
        [
            "document/binary",
            "document/complex-key",
            "document/duplicate-key",
            "document/encoding",
            "document/missing-key",
            "document/syntax",
            "document/table",
            "document/too-deep",
            "document/too-many-aliases",
            "document/unknown-alias",
            "document/unknown-cell",
            "document/unknown-key",
            "document/unknown-value",
            "document/wrong-type",
        ]
    );
}

#[test]
fn every_problem_has_a_rule_and_words_in_both_languages() {
    let rules = problem_rules();
    for problem in kinds().into_iter().map(problem) {
        let rule = rules.iter().find(|rule| rule.id == problem.rule());
        assert_eq!(rule.map(|rule| rule.severity), Some(problem.severity()));
        for words in [Problem::message, Problem::help] {
            let (zh, en) = (words(&problem, Language::Zh), words(&problem, Language::En));
            assert!(!zh.is_ascii() && en.is_ascii(), "{zh} / {en}");
        }
        assert!(problem.label(Language::En).is_ascii());
    }
}

#[test]
fn only_what_is_passed_over_is_a_warning() {
    let warnings: Vec<_> = problem_rules().into_iter().filter(|rule| rule.severity != Severity::Error).collect();
    let ids: Vec<_> = warnings.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["document/unknown-cell", "document/unknown-key"]);
}

#[test]
fn messages_name_key_value_and_what_was_meant() {
    let kind = ProblemKind::UnknownValue {
        key: "type".into(),
        value: "opt".into(),
        allowed: &["otp", "notification"],
        suggestion: Some("otp"),
    };
    let problem = problem(kind);
    assert_eq!(problem.message(Language::Zh), "`type` 没有取值 `opt`，是否想写 `otp`？");
    assert_eq!(problem.message(Language::En), "`type` does not know `opt`; did you mean `otp`?");
    assert_eq!(problem.help(Language::En), "It knows `otp`, `notification`.");
    assert_eq!(problem.replacement(), Some("otp"));
}

#[test]
fn long_values_are_cut() {
    let problem = problem(ProblemKind::UnknownKey { key: "长\n".repeat(1000), suggestion: None });
    assert!(problem.message(Language::Zh).chars().count() < 60);
    assert!(!problem.message(Language::Zh).contains('\n'));
}
