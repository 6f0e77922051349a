//! `smslint eval`: how well the rules tell apart what ought to be refused and what ought to pass.

mod json;
mod judge;
mod list;
mod read;
mod score;
mod table;

use std::{
    io::{self, Write},
    path::Path,
};

use self::{
    judge::Judged,
    read::{Labelled, Mistake},
    score::Score,
};
use super::{
    args::{Amount, EvalArgs, EvalFormat, Verdict},
    console::Console,
    exit::ExitCode,
    load,
    options::Options,
    path,
    project::{Project, Projects},
};
use crate::{
    config::check_provider,
    diagnostic::{Language, Severity, instead},
    document::schema::words::{REGIONS, TEMPLATE_TYPES},
    text::Source,
};

/// What is said of standard input.
const STDIN: &str = "<stdin>";

/// How many of each list tables show if nothing is said.
const LISTED: Amount = Amount(10);

/// More mistakes than this are no help.
const TOLD: usize = 20;

/// The labelled texts of one file.
#[derive(Debug)]
struct File {
    /// As it is named in the outcome.
    path: String,
    texts: Vec<Labelled>,
}

/// Scores the rules on what was named.
pub(super) fn run(args: &EvalArgs, console: &mut Console) -> ExitCode {
    let options = Options::from(args);
    let mut projects = Projects::new(&options);
    let Some(project) = projects.here(console) else { return ExitCode::Unusable };
    let language = project.plan.language;
    let mut files = Vec::with_capacity(args.files.len());
    for file in &args.files {
        files.extend(read(file, project, console));
    }
    settle(&mut files, args, language, console);
    if console.is_unusable() {
        return ExitCode::Unusable;
    }
    if files.iter().all(|file| file.texts.is_empty()) {
        console.note(language.pick("没有可评估的短信", "there is no text to evaluate"));
        return ExitCode::Nothing;
    }
    let judged = judge::judge(&files, project, args);
    if judged.iter().any(|one| one.judges.is_empty()) {
        console.note(language.pick(
            "有的短信没有写明服务商，只按各家共同的规则判断；可用 --provider 指定",
            "some texts name no provider, and only what all providers share judges them; --provider names one",
        ));
    }
    let score = Score::of(&judged);
    if args.fail_under.is_some() && score.is_blind() {
        console.error(language.pick(
            "用了 --fail-under，却不知道哪些短信该驳回或该通过；请用 verdict 列、--refuse、--pass 或 --verdict 说明",
            "--fail-under needs to know what ought to be refused or pass: a column `verdict`, --refuse, --pass or --verdict says it",
        ));
        return ExitCode::Unusable;
    }
    let below = args.fail_under.map(|least| score.below(least)).unwrap_or_default();
    let code = if below.is_empty() { ExitCode::Clean } else { ExitCode::Findings };
    let (style, terms) = (console.stdout_style(), Terms { args, project });
    let text = match args.format {
        EvalFormat::Json => json::render(&judged, &score, &below, &terms, args.list.unwrap_or(Amount::ALL)),
        EvalFormat::Table => table::render(&judged, &score, &below, &terms, args.list.unwrap_or(LISTED), &style),
    };
    console.written(io::stdout().lock().write_all(text.as_bytes()), code)
}

/// On which terms the rules were scored.
struct Terms<'t> {
    args: &'t EvalArgs,
    project: &'t Project,
}

/// The texts of one file, where all of them can be used. Every mistake is told with its line.
fn read(file: &Path, project: &Project, console: &mut Console) -> Option<File> {
    let language = project.plan.language;
    let is_stdin = file.as_os_str() == "-";
    let name = if is_stdin { STDIN.to_owned() } else { path::name(file) };
    let bytes = match if is_stdin { load::stdin() } else { load::file(file) } {
        Ok(bytes) => bytes,
        Err(error) => {
            let words = error.words(language);
            console.error(&language.pick(format!("{name}：{words}"), format!("{name}: {words}")));
            return None;
        }
    };
    let (texts, mut mistakes) = read::read(&Source::new(name.as_str(), bytes), language);
    mistakes.extend(texts.iter().filter_map(|one| unknown(one, project)));
    mistakes.sort_by_key(|mistake| mistake.line);
    for Mistake { line, message } in mistakes.iter().take(TOLD) {
        console.error(&language.pick(format!("{name}:{line}：{message}"), format!("{name}:{line}: {message}")));
    }
    if let more @ 1.. = mistakes.len().saturating_sub(TOLD) {
        console.note(&language.pick(format!("{name} 还有 {more} 处错误"), format!("{name} has {more} more mistakes")));
    }
    mistakes.is_empty().then_some(File { path: name, texts })
}

/// A word that nothing is called by.
fn unknown(one: &Labelled, project: &Project) -> Option<Mistake> {
    let language = project.plan.language;
    let words = [("type", &one.kind, TEMPLATE_TYPES), ("region", &one.region, REGIONS)];
    let wrong = words.into_iter().find_map(|(column, given, known)| {
        let given = given.as_deref().filter(|given| !known.contains(given))?;
        let help = instead(given, known, language).unwrap_or_default();
        Some(language.pick(
            format!("{column} 没有“{given}”这个值。{help}"),
            format!("`{given}` is no value of `{column}`. {help}"),
        ))
    });
    let nobody = || {
        let wording = check_provider(one.provider.as_deref()?, &project.plan.rules, language).err()?;
        Some([wording.message, wording.help.unwrap_or_default()].join(language.pick("。", ". ")))
    };
    Some(Mistake { line: one.line, message: wrong.or_else(nobody)?.trim_end().to_owned() })
}

/// Decides what ought to become of texts that do not say it themselves.
fn settle(files: &mut [File], args: &EvalArgs, language: Language, console: &mut Console) {
    let labels = || files.iter().flat_map(|file| &file.texts).filter_map(|one| one.label.as_deref());
    for named in args.refuse.iter().chain(&args.pass).filter(|named| labels().all(|label| label != *named)) {
        let mut known: Vec<&str> = labels().collect();
        known.sort_unstable();
        known.dedup();
        console.error(&language.pick(format!("没有标注为“{named}”的短信"), format!("no text has the label `{named}`")));
        if let Some(help) = instead(named, &known, language) {
            console.help(&help);
        }
    }
    if let Some(both) = args.refuse.iter().find(|label| args.pass.contains(label)) {
        console.error(&language.pick(
            format!("标注“{both}”既在 --refuse 里又在 --pass 里"),
            format!("the label `{both}` is given to both --refuse and --pass"),
        ));
    }
    let of_label = |label: &String| match (args.refuse.contains(label), args.pass.contains(label)) {
        (true, _) => Some(Verdict::Refuse),
        (_, true) => Some(Verdict::Pass),
        _ => None,
    };
    for one in files.iter_mut().flat_map(|file| &mut file.texts) {
        one.verdict = one.verdict.or_else(|| one.label.as_ref().and_then(of_label)).or(args.verdict);
    }
}

/// What counts, in words: `error or warning of subject`.
fn counted(args: &EvalArgs, language: Language) -> String {
    let levels: Vec<&str> =
        Severity::ALL.into_iter().rev().filter(|level| *level >= args.min_severity).map(Severity::as_str).collect();
    let families: Vec<&str> = args.family.iter().map(|family| family.as_str()).collect();
    let (levels, families) = match language {
        Language::Zh => (levels.join("、"), families.join("、")),
        Language::En => (levels.join(" or "), families.join(" or ")),
    };
    match (language, families.is_empty()) {
        (_, true) => levels,
        (Language::Zh, false) => format!("{families} 族的 {levels}"),
        (Language::En, false) => format!("{levels} of family {families}"),
    }
}

/// The texts that ought to be refused and in which nothing was found, or ought to pass and in which something was.
fn wrong<'j>(judged: &'j [Judged<'_>], verdict: Verdict) -> Vec<&'j Judged<'j>> {
    let is_wrong = |one: &&Judged<'_>| match verdict {
        Verdict::Refuse => one.text.verdict == Some(Verdict::Refuse) && one.found.is_empty(),
        Verdict::Pass => one.text.verdict == Some(Verdict::Pass) && !one.found.is_empty(),
    };
    judged.iter().filter(is_wrong).collect()
}
