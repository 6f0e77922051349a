//! JUnit's XML: a suite a file, a case a finding. What is below `--fail-on` is skipped rather than failed, so that a build
//! server and the exit code never disagree.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{Exit, Style, order, record, visible::visible};
use crate::{
    diagnostic::{Diagnostic, Report, Severity},
    text::Position,
};

/// Writes the document. Controls are replaced by what they are called: XML cannot hold them.
pub(super) fn render(report: &Report, style: &Style, out: &mut dyn io::Write) -> io::Result<()> {
    let fail_on = match style.exit {
        Exit::Findings { fail_on } => fail_on,
        Exit::Forced | Exit::Empty { .. } | Exit::Unusable => Severity::Error,
    };
    let findings: Vec<&Diagnostic> = order::open(report).collect();
    let total = Counts::of(&findings, &report.failures, fail_on);
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    total.element("testsuites", env!("CARGO_PKG_NAME"), &mut xml, |xml| {
        if findings.is_empty() || !report.failures.is_empty() {
            whole(report, fail_on, xml)?;
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
fn whole(report: &Report, fail_on: Severity, xml: &mut Xml<'_>) -> io::Result<()> {
    let name = env!("CARGO_PKG_NAME");
    Counts::of(&[], &report.failures, fail_on).element("testsuite", name, xml, |xml| {
        for failure in &report.failures {
            let failure = visible(failure, true);
            let case = xml.create_element("testcase");
            case.with_attributes([("name", &*failure), ("classname", name)]).write_inner_content(|xml| {
                xml.create_element("error").with_attribute(("message", &*failure)).write_empty()?;
                Ok(())
            })?;
        }
        if report.failures.is_empty() {
            let passed = report.language.pick("没有发现问题", "nothing to object to");
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
    let message = visible(&diagnostic.message, true);
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
