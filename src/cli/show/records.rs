use serde::Serialize;

use super::columns::aligned;
use crate::{
    cli::{
        batch,
        console::Console,
        discover::{Found, Origin, discover},
        json,
        options::CheckOptions,
        parallel,
        project::{Project, Projects},
    },
    diagnostic::Language,
    document::Record,
    engine::{self, Examined, Input},
    output::visible,
    text::{Node, code::HOLE},
};

/// The most characters of a text that are shown to a person.
const SHOWN: usize = 32;

/// What stands for a value that the program puts in.
const VALUE: &str = "…";

/// A record, and why it is one.
#[derive(Debug, Serialize)]
struct Row {
    path: String,
    /// From 1, as the column, which counts code points.
    line: usize,
    column: usize,
    kind: &'static str,
    /// Among those of its kind in its file, from 0.
    index: usize,
    name: Option<String>,
    /// Who judges it; nobody where only what all providers share is judged.
    providers: Vec<String>,
    signature: Option<String>,
    /// What a rule judges that names no field: the content of a template, the name of a signature.
    text: Option<String>,
    /// For programs: never translated.
    reason: &'static str,
    /// For people.
    message: String,
}

/// Version 1 of the list for programs.
#[derive(Serialize)]
struct List<'r> {
    version: u8,
    records: &'r [Row],
}

/// Every record that a run with these options would judge.
pub(super) fn show(options: &CheckOptions, projects: &mut Projects<'_>, json: bool, console: &mut Console) -> String {
    let found: Vec<Found> = discover(options, projects, console);
    let wanted: Vec<&Found> = found.iter().filter(|found| found.origin != Origin::Context).collect();
    let language = console.language();
    let read = parallel::map(&wanted, |found| rows(found, projects.get(found.project)));
    let mut all = Vec::new();
    let mut files = 0;
    for (found, rows) in wanted.into_iter().zip(read) {
        match rows {
            Ok(rows) => {
                files += usize::from(!rows.is_empty());
                all.extend(rows);
            }
            Err(words) => {
                let name = &found.name;
                console.error(&language.pick(format!("{name}：{words}"), format!("{name}: {words}")));
            }
        }
    }
    if json { json::pretty(&List { version: 1, records: &all }) } else { table(&all, files, language, console) }
}

/// The records of a file, or why it cannot be read.
fn rows(found: &Found, project: &Project) -> Result<Vec<Row>, String> {
    let source = batch::read(found, &project.plan).map_err(|error| error.words(project.plan.language))?;
    let Some(source) = source else { return Ok(Vec::new()) };
    let input = Input { source: source.into(), format: found.format, reported: false };
    let examined = engine::examine(&input, &project.plan);
    Ok(examined.document.records.iter().map(|record| row(record, &examined, project.plan.language)).collect())
}

fn row(record: &Record<'_>, examined: &Examined<'_>, language: Language) -> Row {
    let source = examined.document.source;
    let judges = examined.reading.judges(record);
    let judge = judges.first().copied().unwrap_or_default();
    let main = record.field(judge, record.kind.main_key()).filter(|node| node.scalar().is_some());
    let at = main.and_then(Node::scalar).map_or_else(|| record.anchor(), |scalar| scalar.cooked.whole());
    let position = source.position(at.start);
    let text = |key: &str| record.text(judge, key).map(|text| text.replace(HOLE, VALUE));
    Row {
        path: source.name().to_string(),
        line: position.line,
        column: position.column,
        kind: record.kind.as_str(),
        index: record.index,
        name: record.name().and_then(Node::text).map(str::to_owned),
        providers: judges.iter().filter(|name| !name.is_empty()).map(|&name| name.to_owned()).collect(),
        signature: text("signature"),
        text: text(record.kind.main_key()),
        reason: record.why.as_str(),
        message: record.why.words(language),
    }
}

fn table(rows: &[Row], files: usize, language: Language, console: &Console) -> String {
    let unicode = console.stdout_style().unicode;
    let line = |row: &Row| {
        let Row { path, line, column, kind, name, providers, signature, text, message, .. } = row;
        let judges = if providers.is_empty() {
            language.pick("（未知）", "(unknown)").to_owned()
        } else {
            providers.join(", ")
        };
        let signature = signature.as_ref().map(|signature| format!("【{signature}】")).unwrap_or_default();
        // The main text of a signature is its name.
        let text = text.as_deref().filter(|text| name.as_deref() != Some(text)).unwrap_or_default();
        let own = [
            format!("{path}:{line}:{column}"),
            (*kind).to_owned(),
            name.clone().unwrap_or_else(|| "-".to_owned()),
            judges,
            shortened(&format!("{signature}{text}")),
            message.clone(),
        ];
        own.map(|cell| visible(&cell, unicode).into_owned())
    };
    let lines: Vec<_> = rows.iter().map(line).collect();
    let count = rows.len();
    let figures = language.pick(
        format!("{files} 个文件中有 {count} 条记录。"),
        format!(
            "{count} record{} in {files} file{}.",
            if count == 1 { "" } else { "s" },
            if files == 1 { "" } else { "s" }
        ),
    );
    format!("{}{}{figures}\n", aligned(&lines, ""), if rows.is_empty() { "" } else { "\n" })
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() <= SHOWN {
        return folded;
    }
    folded.chars().take(SHOWN - 1).chain(['…']).collect()
}
