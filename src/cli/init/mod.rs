//! `smslint init`: a `lint.yml` that fits what the folder holds.

mod settings;
mod survey;
mod wording;

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::Path,
    sync::Arc,
};

use super::{args::InitArgs, clock, console::Console, discover::files_below, exit::ExitCode, load, path};
use crate::{
    document::{Format, looks_readable, read_with},
    engine::Plan,
    rule::RuleSet,
    text::Source,
};
use survey::Survey;

/// Looks at a folder and writes its configuration.
pub(super) fn run(args: &InitArgs, console: &mut Console) -> ExitCode {
    let language = console.language();
    let file = args.dir.join(super::project::FILE_NAME);
    let name = path::name(&file);
    match fs::metadata(&args.dir) {
        Ok(folder) if folder.is_dir() => {}
        Ok(_) => {
            console.io_error(&path::name(&args.dir), &ErrorKind::NotADirectory.into());
            return ExitCode::Unusable;
        }
        Err(error) => {
            console.io_error(&path::name(&args.dir), &error);
            return ExitCode::Unusable;
        }
    }
    if !args.force && fs::symlink_metadata(&file).is_ok() {
        return refuse(&name, console);
    }
    let rules = match RuleSet::with_builtin(&[], language) {
        Ok(rules) => Arc::new(rules),
        Err(faults) => {
            console.diagnostics(faults, []);
            return ExitCode::Unusable;
        }
    };
    let plan = Plan::new(rules, clock::today(), language);
    let survey = look(&args.dir, &plan, console);
    if console.is_unusable() {
        return ExitCode::Unusable;
    }
    match write(&file, &settings::render(&survey, &plan.rules, language), args.force) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return refuse(&name, console),
        Err(error) => {
            console.io_error(&name, &error);
            return ExitCode::Unusable;
        }
    }
    let told = wording::told(&survey, &plan.rules.providers(), &name, &path::name(&args.dir), language);
    console.written(io::stdout().lock().write_all(told.as_bytes()), ExitCode::Clean)
}

/// Reads every file that may hold a document.
fn look(folder: &Path, plan: &Plan, console: &mut Console) -> Survey {
    let mut survey = Survey::default();
    for file in files_below(folder, console) {
        let name = path::slashes(file.strip_prefix(folder).unwrap_or(&file));
        let Some(format @ (Format::Yaml | Format::Json | Format::JsonLines | Format::Plain)) = Format::of(&name) else {
            continue;
        };
        // What cannot be read is no reason not to begin; the first check will say so.
        let Ok(bytes) = load::file(&file) else { continue };
        if looks_readable(&bytes, format, plan.rules.payloads()) {
            let source = Source::new(name.as_str(), bytes);
            survey.add(&name, format, &read_with(&source, format, plan.rules.payloads()), plan);
        }
    }
    survey
}

fn write(file: &Path, text: &str, force: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    options.open(file)?.write_all(text.as_bytes())
}

fn refuse(name: &str, console: &mut Console) -> ExitCode {
    let language = console.language();
    console.error(&language.pick(format!("{name} 已经存在"), format!("{name} is there already")));
    console.help(language.pick("用 --force 覆盖它。", "Give --force to write over it."));
    ExitCode::Unusable
}
