//! `JUnit` XML: a suite a file, a case a finding. What is below `--fail-on` is skipped rather than failed, so that a build
//! server and the exit code never disagree.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{Exit, Style, order, record, visible::visible};
use crate::{
    diagnostic::{Diagnostic, Language, Report, Severity},
    text::Position,
};

/// Writes the document. Controls are replaced by what they are called: XML cannot hold them.
pub(super) fn render(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let fail_on = match style.exit {
        Exit::Findings { fail_on } => fail_on,
        Exit::Forced | Exit::Empty { .. } | Exit::Unusable => Severity::Error,
    };
    let findings: Vec<&Diagnostic> = order::open(report).collect();
    let mut failures = report.failures.clone();
    if style.exit == (Exit::Empty { allowed: false }) {
        failures.push(report.language.pick("没有可检查的内容", "there was nothing to check").to_owned());
    }
    let total = Counts::of(&findings, &failures, fail_on);
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    total.element("testsuites", env!("CARGO_PKG_NAME"), &mut xml, |xml| {
        if findings.is_empty() || !failures.is_empty() {
            whole(report.language, &failures, fail_on, xml)?;
        }
        for suite in findings.chunk_by(|a, b| path(a) == path(b)) {
            let name = visible(path(suite[0]), true);
            Counts::of(suite, &[], fail_on).element("testsuite", &name, xml, |xml| {
                suite.iter().try_for_each(|diagnostic| case(report, diagnostic, fail_on, xml))
            })?;
        }
        Ok(())
    })?;
    writeln!(xml.get_mut())
}

type Xml<'w> = Writer<&'w mut dyn io::Write>;

/// The file of a finding; what is about no file is about the run.
fn path(diagnostic: &Diagnostic) -> &str {
    diagnostic.primary.as_ref().map_or(env!("CARGO_PKG_NAME"), |place| &place.path)
}

/// The suite of the run itself: what could not be used, or the case that passes where nothing was found.
fn whole(language: Language, failures: &[String], fail_on: Severity, xml: &mut Xml<'_>) -> io::Result<()> {
    let name = env!("CARGO_PKG_NAME");
    Counts::of(&[], failures, fail_on).element("testsuite", name, xml, |xml| {
        for failure in failures {
            let failure = visible(failure, true);
            let case = xml.create_element("testcase");
            case.with_attributes([("name", &*failure), ("classname", name)]).write_inner_content(|xml| {
                xml.create_element("error").with_attribute(("message", &*failure)).write_empty()?;
                Ok(())
            })?;
        }
        if failures.is_empty() {
            let passed = language.pick("没有发现问题", "nothing to object to");
            xml.create_element("testcase").with_attributes([("name", passed), ("classname", name)]).write_empty()?;
        }
        Ok(())
    })
}

fn case(report: &Report, diagnostic: &Diagnostic, fail_on: Severity, xml: &mut Xml<'_>) -> io::Result<()> {
    let rule = diagnostic.rule.as_str();
    let record = diagnostic.record.as_ref().map(|record| record::describe(record, report.language));
    let name = record.map_or_else(|| rule.to_owned(), |record| format!("{rule} {}", visible(&record, true)));
    let path = visible(path(diagnostic), true);
    let headline = diagnostic.headline(report.language);
    let message = visible(&headline, true);
    let start = start(report, diagnostic);
    let mut case = xml.create_element("testcase").with_attributes([("name", &*name), ("classname", &*path)]);
    if diagnostic.primary.is_some() {
        case = case.with_attribute(("file", &*path));
    }
    if let Some(Position { line, column, .. }) = start {
        case = case.with_attributes([("line", &*line.to_string()), ("column", &*column.to_string())]);
    }
    case.write_inner_content(|xml| {
        if diagnostic.severity < fail_on {
            xml.create_element("skipped").with_attribute(("message", &*message)).write_empty()?;
            return Ok(());
        }
        let attributes = [("message", &*message), ("type", diagnostic.severity.as_str())];
        let mut text = path.into_owned();
        if let Some(Position { line, column, .. }) = start {
            text = format!("{text}:{line}:{column}");
        }
        text = format!("{text}: {message}");
        if let Some(help) = &diagnostic.help {
            text = format!("{text}\n{}", visible(help, true));
        }
        xml.create_element("failure").with_attributes(attributes).write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}

fn start(report: &Report, diagnostic: &Diagnostic) -> Option<Position> {
    let place = diagnostic.primary.as_ref()?;
    Some(report.source(&place.path)?.position(place.span.start))
}

/// The figures of a suite.
#[derive(Clone, Copy)]
struct Counts {
    tests: usize,
    failures: usize,
    skipped: usize,
    errors: usize,
}

impl Counts {
    fn of(findings: &[&Diagnostic], errors: &[String], fail_on: Severity) -> Self {
        let failures = findings.iter().filter(|diagnostic| diagnostic.severity >= fail_on).count();
        Self {
            // A run without findings is one test that passed.
            tests: (findings.len() + errors.len()).max(1),
            failures,
            skipped: findings.len() - failures,
            errors: errors.len(),
        }
    }

    fn element(
        self,
        element: &str,
        name: &str,
        xml: &mut Xml<'_>,
        inner: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let [tests, failures, skipped, errors] =
            [self.tests, self.failures, self.skipped, self.errors].map(|figure| figure.to_string());
        let figures = [("tests", &*tests), ("failures", &*failures), ("skipped", &*skipped), ("errors", &*errors)];
        xml.create_element(element)
            .with_attribute(("name", name))
            .with_attributes(figures)
            .write_inner_content(inner)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Format, fixture::*},
        *,
    };
    fn junit(report: &Report, fail_on: Severity) -> String {
        write(report, Format::Junit, &Style { exit: Exit::Findings { fail_on }, ..Style::default() })
    }

    #[test]
    fn a_clean_run_is_one_test_that_passes() {
        let expected = concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
            "<testsuites name=\"smslint\" tests=\"1\" failures=\"0\" skipped=\"0\" errors=\"0\">\n",
            "  <testsuite name=\"smslint\" tests=\"1\" failures=\"0\" skipped=\"0\" errors=\"0\">\n",
            "    <testcase name=\"nothing to object to\" classname=\"smslint\"/>\n",
            "  </testsuite>\n",
            "</testsuites>\n",
        );
        assert_eq!(junit(&report(Language::En), Severity::Error), expected);
    }

    #[test]
    fn a_run_that_had_nothing_to_check_is_no_success_unless_that_is_allowed() {
        for (allowed, errors) in [(false, 1), (true, 0)] {
            let style = Style { exit: Exit::Empty { allowed }, ..Style::default() };
            let written = write(&report(Language::En), Format::Junit, &style);
            assert!(written.contains(&format!(
                "<testsuites name=\"smslint\" tests=\"1\" failures=\"0\" skipped=\"0\" errors=\"{errors}\">"
            )));
        }
    }

    #[test]
    fn a_test_fails_exactly_where_the_exit_code_says_so() {
        let report = nasty_report(Language::Zh);
        for (fail_on, failures, skipped) in
            [(Severity::Error, 10, 2), (Severity::Warning, 11, 1), (Severity::Info, 12, 0)]
        {
            let written = junit(&report, fail_on);
            assert_eq!(written.matches("<failure ").count(), failures);
            assert_eq!(written.matches("<skipped ").count(), skipped);
            let figures = format!("tests=\"12\" failures=\"{failures}\" skipped=\"{skipped}\" errors=\"0\"");
            assert!(written.contains(&format!("<testsuites name=\"smslint\" {figures}>")), "{written}");
        }
    }

    #[test]
    fn no_text_makes_xml_that_nobody_can_read() {
        let mut report = nasty_report(Language::Zh);
        report.diagnostics.truncate(1);
        report.diagnostics[0].message = "]]> <a b=\"c\"> & '\u{0}\u{B}\n\u{FFFE}\u{FFFF}".to_owned();
        let written = junit(&report, Severity::Error);
        assert!(
            written.contains("]]&gt; &lt;a b=&quot;c&quot;&gt; &amp; &apos;␀␋␊&lt;U+FFFE&gt;&lt;U+FFFF&gt;"),
            "{written}"
        );
        assert!(!written.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{FFFE}' || c == '\u{FFFF}'));
    }
}
