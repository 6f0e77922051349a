//! How much dearer than plain searching is it to parse, place and explain? `cargo bench`, or
//! `cargo bench --bench compare -- 21` for 21 rounds.
//!
//! Writes 20,000 templates and packs of word rules below `target/`, runs `smslint` and `rg -F -f` by turns, each a
//! whole process with its output read to the end, and prints medians and ratios. Only the ratios mean anything on
//! another machine, and nothing here is asserted but the number of hits.

mod corpus;
mod random;

use std::{
    env,
    ffi::OsStr,
    io::{self, Write},
    path::Path,
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use corpus::{Corpus, HITS, PACKS};

const ROUNDS: usize = 11;

fn main() -> ExitCode {
    // Under `cargo test --benches` there is nothing to learn from an unoptimised build.
    if !env::args().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let rounds = env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(ROUNDS).max(1);
    match compare(rounds, &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "compare: {error}");
            ExitCode::FAILURE
        }
    }
}

fn compare(rounds: usize, out: &mut impl Write) -> io::Result<()> {
    let corpus = corpus::write(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare"))?;
    let megabytes = f64::from(u32::try_from(corpus.bytes).unwrap_or(u32::MAX)) / 1e6;
    writeln!(out, "corpus: 20,000 templates in 1,000 files, {megabytes:.1} MB, {HITS} hits; {rounds} rounds\n")?;

    let with_rg = Command::new("rg").arg("--version").stdout(Stdio::null()).status().is_ok();
    if !with_rg {
        writeln!(out, "rg is not installed: no ratios to it\n")?;
    }
    let mut runs = runs(&corpus, with_rg);
    for run in &mut runs {
        let found = run.hits()?;
        if found != run.expected {
            return Err(io::Error::other(format!("{}: {found} hits instead of {}", run.name, run.expected)));
        }
    }
    for _ in 0..rounds {
        for run in &mut runs {
            run.time()?;
        }
    }
    report(&runs, out)
}

/// One command to time.
struct Run {
    name: String,
    command: Command,
    /// What stands in the output once for each hit.
    sign: &'static str,
    expected: usize,
    times: Vec<Duration>,
}

impl Run {
    fn new(name: String, program: &str, sign: &'static str, expected: usize) -> Self {
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Self { name, command, sign, expected, times: Vec::new() }
    }

    fn hits(&mut self) -> io::Result<usize> {
        let output = self.command.output()?;
        match output.status.code() {
            Some(0 | 1) => Ok(String::from_utf8_lossy(&output.stdout).matches(self.sign).count()),
            _ => Err(io::Error::other(format!("{}: {}", self.name, String::from_utf8_lossy(&output.stderr)))),
        }
    }

    fn time(&mut self) -> io::Result<()> {
        let start = Instant::now();
        self.command.output()?;
        self.times.push(start.elapsed());
        Ok(())
    }

    fn median(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    }
}

/// `smslint` and `rg` by turns, first on the corpus with each pack, then on one small file.
fn runs(corpus: &Corpus, with_rg: bool) -> Vec<Run> {
    let mut runs = Vec::new();
    for ((pack, list), rules) in corpus.packs.iter().zip(PACKS) {
        runs.push(smslint(format!("smslint, {rules} rules"), Some(pack), &corpus.documents, HITS));
        if with_rg {
            runs.push(rg(format!("rg -F -f, {rules} words"), list, &corpus.documents, HITS));
        }
    }
    // What a commit hook feels: the built-in packs, and one file.
    runs.push(smslint("smslint, one small file".into(), None, &corpus.small, 0));
    if with_rg {
        runs.push(rg("rg -F -f, one small file".into(), &corpus.packs[0].1, &corpus.small, 1));
    }
    runs
}

fn smslint(name: String, pack: Option<&Path>, input: &Path, hits: usize) -> Run {
    let mut run = Run::new(name, env!("CARGO_BIN_EXE_smslint"), "\"bench/word-", hits);
    run.command.args(["check", "--isolated", "--provider", "tencent", "--format", "json"]);
    run.command.args(pack.into_iter().flat_map(|pack| [OsStr::new("--pack"), pack.as_ref()])).arg(input);
    run
}

fn rg(name: String, list: &Path, input: &Path, hits: usize) -> Run {
    let mut run = Run::new(name, "rg", "\n", hits);
    run.command.args(["-F", "-o", "-n", "-f"]).args([list, input]);
    run
}

fn report(runs: &[Run], out: &mut impl Write) -> io::Result<()> {
    let median = |name: &str| runs.iter().find(|run| run.name == name).map(Run::median);
    writeln!(out, "{:<26} {:>10}", "", "median")?;
    for run in runs {
        writeln!(out, "{:<26} {:>7.1} ms", run.name, run.median().as_secs_f64() * 1e3)?;
    }
    writeln!(out, "\n{:<46} {:>5}", "", "ratio")?;
    let mut ratio = |what: &str, over: Option<Duration>, under: Option<Duration>| match (over, under) {
        (Some(over), Some(under)) => writeln!(out, "{what:<46} {:>5.2}", over.as_secs_f64() / under.as_secs_f64()),
        _ => Ok(()),
    };
    for rules in PACKS {
        let ours = median(&format!("smslint, {rules} rules"));
        ratio(&format!("smslint to rg, {rules} rules"), ours, median(&format!("rg -F -f, {rules} words")))?;
    }
    let [fewest, .., most] = PACKS.map(|rules| median(&format!("smslint, {rules} rules")));
    ratio("smslint, 5,000 rules to 100 rules", most, fewest)?;
    ratio("smslint to rg, one small file", median("smslint, one small file"), median("rg -F -f, one small file"))
}
