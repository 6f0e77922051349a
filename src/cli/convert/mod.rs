//! `smslint convert`: templates in another provider's way of writing.

mod elsewhere;

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use self::elsewhere::Elsewhere;
use super::{
    args::ConvertArgs,
    batch,
    console::Console,
    discover::{Found, Origin, discover},
    exit::ExitCode,
    fix,
    options::CheckOptions,
    project::Projects,
    replace,
};
use crate::{
    config::check_provider,
    diagnostic::{Edit, Edits, Language},
    document::{Document, Format, Record, RecordKind, looks_like_document, read},
    engine::{self, Plan, Reading, Variant, variant},
    text::Source,
};

/// What came of all templates.
#[derive(Debug, Default)]
struct Tally {
    /// How many templates there were.
    templates: usize,
    /// How many are written anew in their files, and in how many files.
    written: usize,
    files: usize,
    /// How many have a variant already.
    present: usize,
    /// How many are written there as they are.
    same: usize,
    /// The providers that judge templates which name others, but not this one.
    others: BTreeSet<String>,
    /// Templates of files that cannot hold variants.
    elsewhere: Vec<Elsewhere>,
}

/// Converts what was named.
pub(super) fn run(args: &ConvertArgs, console: &mut Console) -> ExitCode {
    let options = CheckOptions::from(args);
    let mut projects = Projects::new(&options.run);
    let found = discover(&options, &mut projects, console);
    if projects.count() == 0 && !console.is_unusable() {
        // There is nothing to convert, but a mistake on the command line is one all the same.
        projects.here(console);
    }
    for id in 0..projects.count() {
        for name in args.from.iter().chain([&args.to]) {
            let plan = &projects.get(id).plan;
            if let Err(wording) = check_provider(name, &plan.rules, plan.language) {
                console.wording(&wording);
                return ExitCode::Unusable;
            }
        }
    }
    let mut tally = Tally::default();
    for found in found.iter().filter(|found| found.origin != Origin::Context) {
        let plan = &projects.get(found.project).plan;
        match batch::read(found, plan) {
            Ok(Some(source)) => convert(found, &source, plan, args, &mut tally, console),
            Ok(None) => {}
            Err(error) => {
                let (name, words) = (&found.name, error.words(console.language()));
                console.error(&console.language().pick(format!("{name}：{words}"), format!("{name}: {words}")));
            }
        }
    }
    tally.say(args, console);
    let code = match (console.is_unusable(), tally.templates) {
        (true, _) => ExitCode::Unusable,
        (false, 0) => ExitCode::Nothing,
        (false, _) if args.diff && tally.written > 0 => ExitCode::Findings,
        (false, _) => ExitCode::Clean,
    };
    let text = elsewhere::document(&args.to, &tally.elsewhere);
    console.written(io::stdout().lock().write_all(text.as_bytes()), code)
}

/// Converts every template of one file.
fn convert(found: &Found, source: &Source, plan: &Plan, args: &ConvertArgs, tally: &mut Tally, console: &mut Console) {
    let (name, language) = (&found.name, console.language());
    let mut document = engine::read(source, found.format, plan);
    // What comes from standard input and is no document is a message.
    if !document.recognised && found.path.is_none() && !looks_like_document(source.bytes(), plan.rules.payloads()) {
        document = read(source, Format::Message);
    }
    if !document.recognised && found.origin == Origin::Named {
        console.note(&language.pick(
            format!("{name}：没有可识别的签名、模板或其他记录"),
            format!("{name}: nothing in it is a signature, a template or any other record"),
        ));
    }
    let (edits, problems) = (templates(&document, plan, args, tally, console), document.problems.len());
    let held = edits.len();
    let listed = tally.elsewhere.len();
    let Ok(edits) = Edits::new(edits) else { return };
    let texts = edits.as_slice().iter().map(|edit| (edit.span, edit.insert.as_str()));
    let new = source.edited(texts).map(|bytes| source.renewed(bytes));
    let sound = |new: &Source| engine::read(new, found.format, plan).problems.len() <= problems;
    let Some(new) = new.filter(sound) else {
        console.error(&language.pick(
            format!("{name}：写入后文件会读不通，因此没有改它"),
            format!("{name}: what would be written breaks the file, so it stays as it is"),
        ));
        return;
    };
    let result = match &found.path {
        _ if args.diff && held == 0 => Ok(()),
        _ if args.diff => fix::diff(source, &new, &mut io::stdout().lock()),
        None if listed > 0 => Ok(()),
        // Who pipes a text through wants it back, converted or not.
        None => io::stdout().lock().write_all(new.file()),
        Some(_) if held == 0 => Ok(()),
        Some(path) => match replace::replace(path, source.file(), new.file()) {
            Ok(()) => Ok(()),
            Err(why) => {
                console.error(&fix::words(name, &why, language));
                return;
            }
        },
    };
    tally.written += held;
    tally.files += usize::from(held > 0);
    if let Err(error) = result
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        console.io_error(language.pick("标准输出", "standard output"), &error);
    }
}

/// What writes the templates of a document anew.
fn templates(
    document: &Document<'_>,
    plan: &Plan,
    args: &ConvertArgs,
    tally: &mut Tally,
    console: &Console,
) -> Vec<Edit> {
    let dialect = |name: &str| plan.rules.dialect(name);
    let from = args.from.as_deref().map(|name| (name, dialect(name).variable));
    let (profile, reading) = (plan.rules.complete(&plan.profile), Reading::of(document, plan));
    let mut edits = Vec::new();
    for record in document.records.iter().filter(|record| record.kind == RecordKind::Template) {
        let own = record.field_or_default(&args.to, "region").and_then(|region| region.text());
        let region = own.or_else(|| profile.get("region"));
        let there = (args.to.as_str(), dialect(&args.to));
        let Some(outcome) = variant(record, document.source, there, from, region) else { continue };
        tally.templates += 1;
        match outcome {
            Variant::Present => tally.present += 1,
            Variant::Same => tally.same += 1,
            Variant::Unclear => unclear(record, document.source, console),
            Variant::Written(_, Some(edit)) => {
                edits.push(edit);
                let judges = reading.judges(record);
                if !judges.contains(&args.to.as_str()) {
                    tally.others.extend(judges.into_iter().filter(|name| !name.is_empty()).map(str::to_owned));
                }
            }
            Variant::Written(converted, None) => tally.elsewhere.push(Elsewhere::new(record, region, converted)),
        }
    }
    edits
}

fn unclear(record: &Record<'_>, source: &Source, console: &Console) {
    let (file, line) = (source.name(), source.position(record.anchor().start).line);
    console.note(&console.language().pick(
        format!("{file}:{line}：变量有几种写法，看不出该怎么转换；请先改成一种，或用 --from 说明是哪家的写法"),
        format!("{file}:{line}: its variables are written in several ways; choose one, or say with --from whose it is"),
    ));
}

impl Tally {
    /// Says what was done, and what is left to do.
    fn say(&self, args: &ConvertArgs, console: &Console) {
        let (to, language) = (&args.to, console.language());
        let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        if self.templates == 0 {
            console.note(language.pick("没有可转换的模板", "there is no template to convert"));
            return;
        }
        let mut parts = Vec::new();
        if self.written > 0 {
            let (zh, en) = if args.diff { ("可以写入", "would write") } else { ("已写入", "wrote") };
            parts.push(language.pick(
                format!("{zh} {} 个 {to} 变体（{} 个文件）", self.written, self.files),
                format!("{en} {} for {to} in {}", plural(self.written, "variant"), plural(self.files, "file")),
            ));
        }
        let more = [
            (self.present, "个模板已有变体", "had one already"),
            (self.same, "个模板无需改写", "without need of one"),
            (
                self.elsewhere.len(),
                "个模板所在的文件容不下变体，转换结果写到标准输出",
                "without room in its file: see standard output",
            ),
        ];
        for (count, zh, en) in more {
            if count > 0 {
                parts.push(language.pick(format!("{count} {zh}"), format!("{count} {en}")));
            }
        }
        if !parts.is_empty() {
            console.note(&parts.join(language.pick("；", "; ")));
        }
        if !self.others.is_empty() {
            let names: Vec<&str> = self.others.iter().map(String::as_str).chain([to.as_str()]).collect();
            let names = names.join(", ");
            console.help(&pick_help(language, &names));
        }
    }
}

fn pick_help(language: Language, names: &str) -> String {
    language.pick(
        format!("请在文件开头写 provider: [{names}]，变体才会一并检查。"),
        format!("Write `provider: [{names}]` in the file, so that the variants are checked too."),
    )
}
