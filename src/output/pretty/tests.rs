use crate::{
    diagnostic::Language,
    output::{Format, Style, fixture},
};

#[test]
fn demo() {
    for language in [Language::Zh, Language::En] {
        let mut report = fixture::nasty_report(language);
        report.notes.push("按变量的写法判断为某平台".into());
        std::fs::write(
            format!("/tmp/out-{}.txt", language.as_str()),
            fixture::write(&report, Format::Pretty, &Style::default()),
        )
        .unwrap();
        std::fs::write(
            format!("/tmp/out-{}-narrow.txt", language.as_str()),
            fixture::write(&report, Format::Pretty, &Style { width: 36, unicode: false, ..Style::default() }),
        )
        .unwrap();
        std::fs::write(
            format!("/tmp/out-{}.json", language.as_str()),
            fixture::write(&report, Format::Json, &Style::default()),
        )
        .unwrap();
        std::fs::write(
            format!("/tmp/out-{}.short", language.as_str()),
            fixture::write(&report, Format::Short, &Style::default()),
        )
        .unwrap();
    }
}
