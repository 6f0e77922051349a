//! `--fix` and `--diff`: from reports to mended files.

use std::{
    borrow::Cow,
    fmt,
    io::{self, ErrorKind, Write},
};

use similar::TextDiff;

use super::{
    batch::Batch,
    console::Console,
    exit::ExitCode,
    io_words,
    options::{CheckOptions, Fixing},
    project::{Project, Written},
    replace::{self, Unreplaced},
};
use crate::{
    diagnostic::{Language, Report, RuleId, Status},
    engine::{self, Input, Kept, Mended, Waited},
    output::visible,
    text::{Source, Span},
};

/// How many fixes that waited for others are shown one by one.
const MOST_SHOWN: usize = 10;

/// What was mended, in all projects together.
#[derive(Debug, Default)]
pub(super) struct Fixed {
    findings: usize,
    files: usize,
    /// How many fixes had to wait for another one.
    waited: usize,
    /// Where, and what was not mended at all, in words for the reader.
    notes: Vec<String>,
    /// Whether standard output has been used for something else than the report.
    pub(super) took_stdout: bool,
    /// Whether the reader of standard output went away.
    closed: bool,
}

/// Mends the files of `batch` as far as `fixing` says, and reports what is left.
pub(super) fn run(
    batch: &mut Batch,
    project: &Project,
    fixing: Fixing,
    fixed: &mut Fixed,
    console: &mut Console,
) -> Report {
    let before = batch.inputs.clone();
    let mended = engine::mend(before.clone(), fixing.safety, |inputs| batch.lint(inputs, project, console));
    let Mended { mut inputs, report, fixed: counts, waited, kept } = mended;
    fixed.conflicts(&waited, &kept, &inputs, project.plan.language);
    let mut failed = false;
    for (at, (count, place)) in counts.into_iter().zip(&batch.places).enumerate() {
        let (old, new) = (&before[at], &inputs[at]);
        let changed = old.source.file() != new.source.file();
        let written = match &place.path {
            _ if fixing.dry => fixed.put(changed, |out| diff(&old.source, &new.source, out), console),
            // Who pipes a text through wants it back, mended or not.
            None => fixed.put(true, |out| out.write_all(new.source.file()), console),
            Some(path) if changed => match replace::replace(path, old.source.file(), new.source.file()) {
                Ok(()) => true,
                Err(why) => {
                    console.error(&words(new.source.name(), &why, project.plan.language));
                    false
                }
            },
            Some(_) => true,
        };
        if !written {
            failed = true;
            inputs[at] = old.clone();
        } else if changed {
            fixed.findings += count;
            fixed.files += 1;
        }
    }
    // A file that could not be written is reported as it is.
    let mut report = if failed { batch.lint(&inputs, project, console) } else { report };
    // Who pipes a text through wants no other file changed.
    if batch.places.iter().all(|place| place.path.is_some()) {
        mend_configuration(&mut report, project, fixing, fixed, console);
    }
    report
}

/// Mends what the report says about the configuration itself, and takes that out of the report.
fn mend_configuration(
    report: &mut Report,
    project: &Project,
    fixing: Fixing,
    fixed: &mut Fixed,
    console: &mut Console,
) {
    let Some(Written { path, source, .. }) = &project.written else { return };
    let name = source.name();
    let applied = engine::apply(source, &report.diagnostics, fixing.safety);
    if applied.bytes == source.file() {
        return;
    }
    let new = source.renewed(applied.bytes);
    let written = if fixing.dry {
        fixed.put(true, |out| diff(source, &new, out), console)
    } else {
        let replaced = replace::replace(path, source.file(), new.file());
        replaced.as_ref().map_err(|why| console.error(&words(name, why, project.plan.language))).is_ok()
    };
    if !written {
        return;
    }
    fixed.findings += applied.applied;
    fixed.files += 1;
    let waits =
        |rule: &RuleId, span: Span| applied.conflicts.iter().any(|one| one.waiting == *rule && one.span == span);
    report.diagnostics.retain(|diagnostic| {
        let place = diagnostic.primary.as_ref().filter(|place| place.path == *name);
        let is_open = diagnostic.status == Status::Open;
        let is_mended = diagnostic.fix.as_ref().is_some_and(|fix| is_open && fix.safety <= fixing.safety);
        !is_mended || place.is_none_or(|place| waits(&diagnostic.rule, place.span))
    });
}

/// Why a file was not written, in words.
pub(super) fn words(name: &str, why: &Unreplaced, language: Language) -> String {
    match why {
        Unreplaced::Changed => language.pick(
            format!("{name}：检查期间文件已被改动，因此没有修改它"),
            format!("{name}: it was changed meanwhile, so it was not touched"),
        ),
        Unreplaced::Io(error) => {
            let words = io_words::words(error, language);
            language.pick(format!("{name}：无法写入：{words}"), format!("{name}: it cannot be written: {words}"))
        }
    }
}

/// A unified diff of the two, as `git apply` and `patch -p1` read it.
pub(super) fn diff(old: &Source, new: &Source, out: &mut dyn Write) -> io::Result<()> {
    let name = old.name();
    let (from, to) = if name.starts_with('/') {
        (name.to_string(), name.to_string())
    } else {
        (format!("a/{name}"), format!("b/{name}"))
    };
    let diff = TextDiff::from_lines(old.bytes(), new.bytes());
    diff.unified_diff().header(&quoted(&from), &quoted(&to)).to_writer(out)
}

/// A name as git writes it in the head of a diff: in quotes and with escapes, where it holds what a terminal would obey or
/// a line could not.
fn quoted(name: &str) -> Cow<'_, str> {
    if !name.contains(['"', '\\']) && matches!(visible(name, true), Cow::Borrowed(_)) {
        return Cow::Borrowed(name);
    }
    let mut quoted = String::from('"');
    for byte in name.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            b' '..=b'~' => quoted.push(char::from(byte)),
            // Writing to a string cannot fail.
            _ => {
                let _ = fmt::Write::write_fmt(&mut quoted, format_args!("\\{byte:03o}"));
            }
        }
    }
    quoted.push('"');
    Cow::Owned(quoted)
}

impl Fixed {
    /// Writes to standard output, where `wanted`; whether that went well. A reader who went away has seen enough.
    fn put(
        &mut self,
        wanted: bool,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
        console: &mut Console,
    ) -> bool {
        if !wanted {
            return true;
        }
        self.took_stdout = true;
        if self.closed {
            return true;
        }
        let mut out = io::stdout().lock();
        match write(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.closed = true,
            Err(error) => {
                console.io_error(console.language().pick("标准输出", "standard output"), &error);
                return false;
            }
            Ok(()) => {}
        }
        true
    }

    /// Puts into words which fixes got into each other's way.
    fn conflicts(&mut self, waited: &[Waited], kept: &[(usize, Kept)], inputs: &[Input], language: Language) {
        let name = |input: usize| inputs[input].source.name();
        for Waited { input, line, column, conflict } in waited {
            let place = format!("{}:{line}:{column}", name(*input));
            let waiting = &conflict.waiting;
            self.waited += 1;
            self.notes.extend(conflict.first.as_ref().filter(|_| self.waited <= MOST_SHOWN).map(|first| {
                language.pick(
                    format!("{place}：{first} 与 {waiting} 要改同一处，先改了前者"),
                    format!("{place}: {first} and {waiting} want the same text; the former went first"),
                )
            }));
        }
        self.notes.extend(kept.iter().map(|(input, why)| {
            let name = name(*input);
            match why {
                Kept::WouldBreak => language.pick(
                    format!("{name}：修正后文件会读不通，因此没有改它"),
                    format!("{name}: its fixes would break the file, so it stays as it is"),
                ),
                Kept::Endless => language.pick(
                    format!("{name}：有规则互相改回对方的修正，请手工处理"),
                    format!("{name}: some rules undo each other's fixes; mend what is left by hand"),
                ),
            }
        }));
    }

    /// Says how much was mended.
    pub(super) fn say(&self, fixing: Fixing, console: &Console) {
        self.notes.iter().for_each(|note| console.note(note));
        if let Some(more) = self.waited.checked_sub(MOST_SHOWN).filter(|&more| more > 0) {
            console.note(
                &console
                    .language()
                    .pick(format!("另有 {more} 处修正等了别的修正"), format!("{more} more fixes waited for others")),
            );
        }
        if self.findings == 0 {
            return;
        }
        let plural = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        let (findings, files) = (self.findings, self.files);
        let english = format!("{} in {}", plural(findings, "finding"), plural(files, "file"));
        console.note(&if fixing.dry {
            console
                .language()
                .pick(format!("可以修正 {files} 个文件中的 {findings} 处"), format!("would fix {english}"))
        } else {
            console.language().pick(format!("已修正 {files} 个文件中的 {findings} 处"), format!("fixed {english}"))
        });
    }

    /// How a run ends that only showed what it would change.
    pub(super) fn verdict(&self, report: &Report, options: &CheckOptions, console: &Console) -> ExitCode {
        if console.is_unusable() {
            ExitCode::Unusable
        } else if report.files == 0 && !options.allow_empty {
            ExitCode::Nothing
        } else if self.files > 0 && !options.exit_zero && !self.closed {
            ExitCode::Findings
        } else {
            ExitCode::Clean
        }
    }
}
