//! `smslint baseline`, and the baselines that `check` is given.

use std::{
    collections::HashMap,
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use super::{
    args::BaselineArgs,
    batch::Counts,
    check,
    console::Console,
    exit::ExitCode,
    fix::Fixed,
    load,
    options::CheckOptions,
    path,
    project::{ProjectId, Projects},
    replace,
};
use crate::{
    config::{Baseline, Folder, baseline_of, suppression::SuppressionRule},
    diagnostic::{Diagnostic, Report},
    engine::{self, Plan},
    text::Source,
};

/// Writes down the findings there are.
pub(super) fn run(args: BaselineArgs, console: &mut Console) -> ExitCode {
    let output = args.output.clone();
    let options = CheckOptions::from(args);
    let mut projects = Projects::new(&options.run);
    let outcome = check::judge(&options, &Counts::default(), &mut projects, &mut Fixed::default(), console);
    let report = outcome.report;
    if console.is_unusable() {
        return ExitCode::Unusable;
    }
    let below = output.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let (text, known) = baseline_of(&report, &folder(projects.working_directory(), below));
    let code = if report.files == 0 { ExitCode::Nothing } else { ExitCode::Clean };
    let Some(file) = output else { return console.written(io::stdout().lock().write_all(text.as_bytes()), code) };
    if let Err(error) = replace::put(&file, text.as_bytes()) {
        console.io_error(&path::name(&file), &error);
        return ExitCode::Unusable;
    }
    let name = path::name(&file);
    console.note(&console.language().pick(
        format!("已把 {known} 处问题记入 {name}"),
        format!("{name} now knows {known} finding{}", if known == 1 { "" } else { "s" }),
    ));
    console.help(&console.language().pick(
        format!("今后用 `smslint --baseline {name}` 检查：只报新问题。"),
        format!("From now on `smslint --baseline {name}` counts only new ones."),
    ));
    code
}

/// Reads the baseline in `file`. `None` where it cannot be used, which has been said.
pub(super) fn read(file: &Path, working_directory: &Path, console: &mut Console) -> Option<Arc<Baseline>> {
    let name = path::name(file);
    let bytes = match load::file(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let words = error.words(console.language());
            console.error(&console.language().pick(format!("{name}：{words}"), format!("{name}: {words}")));
            console.help(&console.language().pick(
                format!("用 `smslint baseline --output {name}` 生成。"),
                format!("`smslint baseline --output {name}` writes it."),
            ));
            return None;
        }
    };
    let source = Arc::new(Source::new(name, bytes));
    let folder = folder(working_directory, file.parent().unwrap_or(Path::new("")));
    match Baseline::read(Arc::clone(&source), folder, console.language()) {
        Ok(mut baseline) => {
            let below = file.parent().unwrap_or(Path::new(""));
            baseline.find_gone(|path| below.join(path).exists());
            Some(Arc::new(baseline))
        }
        Err(diagnostics) => {
            console.diagnostics(diagnostics, [source]);
            None
        }
    }
}

/// Adds to `report` what the baseline knows and the run did not find, in the files `checked` and in those that are gone.
pub(super) fn report_stale(
    report: &mut Report,
    baseline: &Baseline,
    checked: &[(String, ProjectId)],
    projects: &Projects<'_>,
) {
    let checked: HashMap<String, (&str, &Plan)> = checked
        .iter()
        .map(|(name, project)| (baseline.path(name), (name.as_str(), &projects.get(*project).plan)))
        .collect();
    let rule = SuppressionRule::Stale;
    let name = baseline.source().name();
    let plans = || (0..projects.count()).map(|id| &projects.get(id).plan);
    let severity =
        plans().next().map_or(Some(rule.severity()), |plan| plan.levels.level(&rule.id(), rule.severity(), name));
    let Some(severity) = severity else { return };
    let asked = |rule: &str, path: Option<&str>| match path.map(|path| (path, checked.get(path))) {
        Some((_, Some((name, plan)))) => engine::could_find(rule, name, plan),
        // A file that is gone may have belonged to any of them.
        Some((path, None)) => plans().any(|plan| engine::could_find(rule, path, plan)),
        None => plans().all(|plan| !plan.partial) && plans().any(|plan| engine::is_on(rule, "", plan)),
    };
    let stale = baseline.stale(report, severity, |path| checked.contains_key(path), asked);
    if !stale.is_empty() {
        report.sources.insert(Arc::clone(name), Arc::clone(baseline.source()));
        report.rules.insert(rule.id(), Arc::new(rule.info()));
        report.diagnostics.extend(stale);
        report.diagnostics.sort_by(Diagnostic::order);
    }
}

fn folder(working_directory: &Path, below: &Path) -> Folder {
    let below = path::absolute(working_directory, below);
    Folder::new(&path::slashes(working_directory), &path::slashes(&below))
}
