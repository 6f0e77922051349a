//! The files of one project, in memory.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    changed::Changes,
    console::Console,
    discover::{Found, Origin},
    exit, load, parallel, progress,
    project::Project,
    stream::{Kept, Sizes, Stream},
};
use crate::{
    config::Baseline,
    diagnostic::{Language, Report},
    document::{Format, Problem, ProblemKind, looks_readable},
    engine::{self, Examined, Input, LeftOut, Plan, Touched},
    text::{FaultKind, Source},
};

/// Files that are judged together.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// What is judged.
    pub(super) inputs: Vec<Input>,
    /// Where each input was read from.
    pub(super) places: Vec<Place>,
    /// Whether it was said in which files nothing was recognised.
    told: bool,
    /// What each input leaves out of its file, where it is an excerpt.
    left_out: Vec<Option<Arc<LeftOut>>>,
    /// What is not shown of them, in words.
    omitted: Option<String>,
    counts: Counts,
    /// What was touched in each input; asked once, as long as lines are where git saw them.
    touched: Option<Vec<Touched>>,
}

/// Which findings count.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// Only those that it does not know.
    pub(super) baseline: Option<Arc<Baseline>>,
    /// Only those about what was touched.
    pub(super) changes: Option<Arc<Changes>>,
}

/// Where an input was read from.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The file; `None` for standard input.
    pub(super) path: Option<PathBuf>,
    origin: Origin,
}

impl Batch {
    /// Reads the files. What cannot be read is said. Of large files only those lines are held that somebody has to see,
    /// where `sizes` says how much that may be.
    pub(super) fn read(
        files: &[&Found],
        counts: &Counts,
        sizes: Option<Sizes>,
        project: &Project,
        console: &mut Console,
    ) -> Self {
        let mut batch = Self { counts: counts.clone(), ..Self::default() };
        let plan = &project.plan;
        let mut tell = |name: &str, error: load::Unread| {
            let words = error.words(plan.language);
            console.error(&plan.language.pick(format!("{name}：{words}"), format!("{name}: {words}")));
        };
        let (mut held, mut sieved, mut stream) =
            (Vec::new(), Vec::new(), sizes.map(|sizes| Stream::new(project, sizes)));
        for &found in files {
            match stream.as_mut().map_or(Ok(false), |stream| stream.takes(found, found.origin != Origin::Context)) {
                Ok(true) => sieved.push(found),
                Ok(false) => held.push(found),
                Err(error) => tell(&found.name, error),
            }
        }
        for (found, read) in held.iter().zip(parallel::map(&held, |found| read(found, plan))) {
            match read {
                Ok(Some(source)) => {
                    let reported = found.origin != Origin::Context;
                    batch.add(found, Input { source: Arc::new(source), format: found.format, reported }, None);
                }
                Ok(None) => {}
                Err(error) => tell(&found.name, error),
            }
        }
        if let Some(stream) = stream.filter(|stream| !stream.is_empty()) {
            match stream.kept(&batch.inputs) {
                Ok((kept, omitted)) => {
                    for (found, Kept { input, left_out }) in sieved.into_iter().zip(kept) {
                        batch.add(found, input, Some(left_out));
                    }
                    if let Some(omitted) = &omitted {
                        console.note(omitted);
                    }
                    batch.omitted = omitted;
                }
                Err((file, error)) => tell(&sieved[file].name, error),
            }
        }
        batch
    }

    fn add(&mut self, found: &Found, input: Input, left_out: Option<Arc<LeftOut>>) {
        self.inputs.push(input);
        self.places.push(Place { path: found.path.clone(), origin: found.origin });
        self.left_out.push(left_out);
    }

    /// Judges `inputs`: those of this batch, or what has become of them. Who named a file in which nothing was recognised
    /// is told so once.
    pub(super) fn lint(&mut self, inputs: &[Input], project: &Project, console: &Console) -> Report {
        let (plan, size) = (&project.plan, |input: &Input| input.source.bytes().len() as u64);
        let total = inputs.iter().map(size).sum();
        let mut examined =
            progress::during(plan.language.pick("正在检查", "checking"), total, plan.language, |progress| {
                let pairs: Vec<_> = inputs.iter().zip(&self.left_out).collect();
                parallel::map(&pairs, |(input, left_out)| {
                    let executor = progress.counted(size(input));
                    match left_out {
                        Some(left_out) => engine::examine_part(&executor, input, left_out, plan),
                        None => engine::examine_by(&executor, input, plan),
                    }
                })
            });
        for (examined, place) in examined.iter_mut().zip(&self.places) {
            if !examined.document.recognised && !shows_why(examined, place.origin, project) {
                set_aside(examined, place.origin, project.plan.language, console, self.told);
            }
        }
        self.told = true;
        let mut report =
            progress::during(plan.language.pick("正在比对", "comparing"), total, plan.language, |progress| {
                engine::conclude_by(&progress.counted(total), inputs, &examined, plan)
            });
        report.notes.extend(self.omitted.clone());
        // Before anything is left out: of several equal findings the baseline knows the first.
        if let Some(baseline) = &self.counts.baseline {
            let checked: HashSet<String> =
                inputs.iter().filter(|input| input.reported).map(|input| baseline.path(input.source.name())).collect();
            baseline.suppress(&mut report, |path| checked.contains(path));
        }
        if let Some(changes) = self.counts.changes.clone() {
            self.narrow(&mut report, inputs, &examined, &changes, plan);
        }
        exit::leave(examined);
        report
    }

    /// Leaves in the report only what is about something touched.
    fn narrow(
        &mut self,
        report: &mut Report,
        inputs: &[Input],
        examined: &[Examined<'_>],
        changes: &Changes,
        plan: &Plan,
    ) {
        let places = &self.places;
        let touched = self.touched.get_or_insert_with(|| {
            let of = |((examined, input), place): ((&Examined<'_>, &Input), &Place)| {
                let lines = changes.lines(place.path.as_deref());
                let before = changes.before(place.path.as_deref());
                let before = before.map(|bytes| Source::new(&**input.source.name(), bytes));
                let before = before.map(|source| Input { source: Arc::new(source), ..input.clone() });
                Touched::of(examined, &lines, before.as_ref(), plan)
            };
            examined.iter().zip(inputs).zip(places).map(of).collect()
        });
        let elsewhere = |name: &str| Touched::in_lines(changes.lines(Some(Path::new(name))));
        engine::narrow(report, inputs, examined, touched, elsewhere, plan);
        let base = &changes.base;
        report.notes.push(report.language.pick(
            format!("只报告自 {base} 以来改动过的记录"),
            format!("only records that were touched since {base} are reported"),
        ));
    }
}

/// The file, unless it was found by walking and one look shows that it holds nothing for us.
pub(super) fn read(found: &Found, plan: &Plan) -> Result<Option<Source>, load::Unread> {
    let looks = |bytes: &[u8]| looks_readable(bytes, found.format, plan.rules.payloads());
    let walked = found.origin != Origin::Named && !plan.sources.name(&found.name);
    let bytes = match &found.path {
        // Tables can be large, and most hold something else: their first bytes are enough to tell.
        Some(path) if walked && found.format == Format::Table && !load::top(path, looks)? => return Ok(None),
        Some(path) => load::file(path)?,
        None => load::stdin()?,
    };
    let skip = walked && !looks(&bytes);
    Ok((!skip).then(|| Source::new(found.name.as_str(), bytes)))
}

/// Whether a file in which nothing was recognised is reported with what keeps it from being read: who asked for it, by
/// its name or in a configuration, wants to know. What is only odd in a file that nobody named is not our business.
pub(super) fn shows_why(examined: &Examined<'_>, origin: Origin, project: &Project) -> bool {
    let problems = &examined.document.problems;
    let odd = |fault: &FaultKind| matches!(fault, FaultKind::DuplicateKey(_) | FaultKind::ComplexKey);
    let broken = |problem: &Problem| matches!(&problem.kind, ProblemKind::Fault(fault) if !odd(fault));
    if origin == Origin::Named {
        return !problems.is_empty();
    }
    let name = examined.document.source.name();
    (project.files.includes(name) || project.plan.sources.name(name)) && problems.iter().any(broken)
}

/// Keeps a file out of the report in which nothing was recognised. Who named it is told so once.
fn set_aside(examined: &mut Examined<'_>, origin: Origin, language: Language, console: &Console, told: bool) {
    if origin == Origin::Named && !told {
        let name = examined.document.source.name();
        console.note(&language.pick(
            format!("{name}：没有可识别的签名、模板或其他记录"),
            format!("{name}: nothing in it is a signature, a template or any other record"),
        ));
    }
    examined.document.problems.clear();
    examined.diagnostics.clear();
}
