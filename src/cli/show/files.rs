use serde::Serialize;

use super::{
    by::By,
    columns::aligned,
    pruned::{self, Aside},
};
use crate::{
    cli::{
        batch,
        console::Console,
        discover::{Found, Origin, Passed, Why, discover_all},
        json,
        options::{CheckOptions, Given},
        parallel, path,
        project::{Project, ProjectId, Projects},
    },
    diagnostic::Language,
    engine::{self, Input},
    output::visible,
};

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Fate {
    /// Its findings are reported.
    Checked,
    /// Rules that look at the whole project see it; its findings are not reported.
    Context,
    /// It is not looked at any further.
    LeftOut,
}

/// A file, what becomes of it, and why.
#[derive(Debug, Serialize)]
struct Row {
    path: String,
    fate: Fate,
    /// For programs: never translated.
    reason: &'static str,
    /// For people.
    message: String,
    by: Option<By>,
    /// The configuration that holds for it.
    configuration: Option<String>,
    /// How many records it holds, where it was read.
    records: Option<usize>,
}

/// Version 1 of the list for programs.
#[derive(Serialize)]
struct List<'r> {
    version: u8,
    files: &'r [Row],
}

/// Every file that a run with these options would see.
pub(super) fn show(options: &CheckOptions, projects: &mut Projects<'_>, json: bool, console: &mut Console) -> String {
    let (found, passed) = discover_all(options, projects, console);
    let language = console.language();
    let mut rows = parallel::map(&found, |found| read(found, projects.get(found.project)));
    rows.extend(passed.iter().map(|passed| left_out(passed, projects, language)));
    for given in &options.given {
        if let Given::Path(folder) = given
            && folder.is_dir()
        {
            let pruned = pruned::below(folder, projects.working_directory());
            rows.extend(pruned.into_iter().map(|one| aside(one.name, one.why, language)));
        }
    }
    rows.sort_by(|a, b| a.path.cmp(&b.path));
    rows.dedup_by(|a, b| a.path == b.path);
    if json { json::pretty(&List { version: 1, files: &rows }) } else { table(&rows, language, console) }
}

/// A file that was found: what is in it decides.
fn read(found: &Found, project: &Project) -> Row {
    let language = project.plan.language;
    let row = |fate, reason, message: String, by, records| Row {
        path: found.name.clone(),
        fate,
        reason,
        message,
        by,
        configuration: configuration(project),
        records,
    };
    let nothing = || {
        let words = language
            .pick("里面没有签名、模板或其他记录", "nothing in it is a signature, a template or any other record");
        row(Fate::LeftOut, "no_record", words.to_owned(), None, None)
    };
    let source = match batch::read(found, &project.plan) {
        Ok(Some(source)) => source,
        Ok(None) => return nothing(),
        Err(error) => return row(Fate::LeftOut, "unreadable", error.words(language), None, None),
    };
    let input = Input { source: source.into(), format: found.format, reported: false };
    let examined = engine::examine(&input, &project.plan);
    if !examined.document.recognised && !batch::shows_why(&examined, found.origin, project) {
        return nothing();
    }
    let records = examined.document.records.len();
    let count =
        language.pick(format!("{records} 条记录"), format!("{records} record{}", if records == 1 { "" } else { "s" }));
    let comma = language.pick("；", "; ");
    let (reason, why) = match (&found.path, found.origin) {
        (None, _) => ("stdin", language.pick("标准输入", "standard input")),
        _ if project.plan.sources.name(&found.name) => {
            ("source", language.pick("由 sources 读取", "read as `sources` say"))
        }
        (_, Origin::Named) => ("named", language.pick("在命令行上写明", "named on the command line")),
        (_, Origin::Context) => {
            let words =
                language.pick("供跨文件的规则参考，不报告", "for rules that look at the whole project; not reported");
            ("context", words)
        }
        (_, Origin::Walked) if project.files.has_include() => {
            ("included", language.pick("由 include 列入", "included"))
        }
        (_, Origin::Walked) => ("found", language.pick("在指定的目录里找到", "found in a folder that was named")),
    };
    let by = project.written.as_ref().and_then(|written| match project.plan.sources.named_by(&found.name) {
        Some((source, pattern)) => By::pattern(written, &written.spec.sources.get(source)?.files, pattern),
        None if found.origin == Origin::Named => None,
        None => By::pattern(written, &written.spec.include, project.files.included_by(&found.name)?),
    });
    let fate = if found.origin == Origin::Context { Fate::Context } else { Fate::Checked };
    row(fate, reason, format!("{count}{comma}{why}"), by, Some(records))
}

/// A file that its configuration, or the lack of one, leaves out.
fn left_out(passed: &Passed, projects: &Projects<'_>, language: Language) -> Row {
    let project: Option<&Project> = passed.project.map(|id: ProjectId| projects.get(id));
    let written = project.and_then(|project| project.written.as_ref());
    let (reason, words, by) = match passed.why {
        Why::Excluded(place) => {
            let by = written.and_then(|written| By::pattern(written, &written.spec.exclude, place));
            ("excluded", language.pick("由 exclude 排除", "excluded"), by)
        }
        Why::NotIncluded => {
            let by = written.and_then(|written| By::pattern(written, &written.spec.include, 0));
            ("not_included", language.pick("不在 include 之列", "no pattern of `include` names it"), by)
        }
        Why::OtherFormat => {
            let words = language.pick(
                "源代码、文本和其他文件：写进 include，或在命令行上写明，才会检查",
                "code, text or something else: name it, or `include` it, to have it checked",
            );
            ("other_format", words, None)
        }
        Why::Configuration => ("is_configuration", language.pick("它就是配置文件", "it is the configuration"), None),
        Why::NoProject => ("configuration", language.pick("它的配置不可用", "its configuration cannot be used"), None),
    };
    Row {
        path: passed.name.clone(),
        fate: Fate::LeftOut,
        reason,
        message: words.to_owned(),
        by,
        configuration: project.and_then(configuration),
        records: None,
    }
}

/// A file or folder that the walk left aside.
fn aside(path: String, why: Aside, language: Language) -> Row {
    let (reason, words, by) = match why {
        Aside::Hidden => ("hidden", language.pick("名称以点开头", "its name begins with a dot"), None),
        Aside::Ignored(by) => ("ignored", language.pick("被忽略", "ignored"), Some(by)),
        Aside::NoFile => {
            ("no_file", language.pick("不是文件（例如符号链接）", "no file, such as a symbolic link"), None)
        }
    };
    let message = words.to_owned();
    Row { path, fate: Fate::LeftOut, reason, message, by, configuration: None, records: None }
}

fn configuration(project: &Project) -> Option<String> {
    project.written.as_ref().map(|written| path::slashes(std::path::Path::new(&**written.source.name())))
}

fn table(rows: &[Row], language: Language, console: &Console) -> String {
    let unicode = console.stdout_style().unicode;
    let line = |row: &Row| {
        let fate = match row.fate {
            Fate::Checked => language.pick("检查", "checked"),
            Fate::Context => language.pick("参考", "context"),
            Fate::LeftOut => language.pick("不查", "left out"),
        };
        let by = row.by.as_ref().map(|by| match row.reason {
            // Of several patterns none is to blame; the place leads to them.
            "not_included" => language.pick(format!("（{}）", by.place()), format!(" ({})", by.place())),
            _ => language
                .pick(format!("：{} 的 `{}`", by.place(), by.text), format!(": `{}` at {}", by.text, by.place())),
        });
        let why = format!("{}{}", row.message, by.unwrap_or_default());
        [visible(&row.path, unicode).into_owned(), fate.to_owned(), visible(&why, unicode).into_owned()]
    };
    let lines: Vec<_> = rows.iter().map(line).collect();
    let count = |fate| rows.iter().filter(|row| row.fate == fate).count();
    let (checked, context, left) = (count(Fate::Checked), count(Fate::Context), count(Fate::LeftOut));
    let figures = language.pick(
        format!("检查 {checked} 个，参考 {context} 个，不查 {left} 个。"),
        format!("{checked} checked, {context} as context, {left} left out."),
    );
    format!("{}{}{figures}\n", aligned(&lines, ""), if rows.is_empty() { "" } else { "\n" })
}
