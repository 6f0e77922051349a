//! How much dearer than plain searching is it to parse, place and explain, and how much dearer are other linters?
//! `cargo bench`, or `cargo bench --bench compare -- 21` for 21 rounds.
//!
//! Writes 20,000 templates and packs of word rules below `target/`, runs `smslint` and `rg -F -f` by turns, each a
//! whole process with its output read to the end, and prints medians and ratios; where `ast-grep` and `spectral` are
//! installed, they run once each. Only the ratios mean anything on another machine, and nothing here is asserted but the
//! number of hits.

mod corpus;
mod others;
mod random;

use std::{
    collections::BTreeSet,
    env,
    ffi::OsStr,
    io::{self, Write},
    path::Path,
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use corpus::{Corpus, HITS, PACKS, Pack};

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

    let runs = runs(&corpus);
    let (mut runs, missing): (Vec<_>, Vec<_>) =
        runs.into_iter().partition(|run| is_installed(run.command.get_program()));
    let missing: BTreeSet<_> = missing.iter().map(|run| run.command.get_program().display().to_string()).collect();
    if !missing.is_empty() {
        let missing = Vec::from_iter(missing).join(", ");
        writeln!(out, "not installed, and not compared: {missing} ({})\n", others::INSTALL)?;
    }
    for run in &mut runs {
        let start = Instant::now();
        let found = run.hits()?;
        if found != run.expected {
            return Err(io::Error::other(format!("{}: {found} hits instead of {}", run.name, run.expected)));
        }
        if run.once {
            run.times.push(start.elapsed());
        }
    }
    for _ in 0..rounds {
        for run in runs.iter_mut().filter(|run| !run.once) {
            run.time()?;
        }
    }
    report(&runs, out)
}

fn is_installed(program: &OsStr) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).status().is_ok()
}

/// One command to time.
struct Run {
    name: String,
    command: Command,
    /// What stands in the output once for each hit.
    sign: &'static str,
    expected: usize,
    /// Whether it takes so long that one run has to do.
    once: bool,
    times: Vec<Duration>,
}

impl Run {
    fn new(name: String, program: &str, sign: &'static str, expected: usize) -> Self {
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Self { name, command, sign, expected, once: false, times: Vec::new() }
    }

    fn once(self) -> Self {
        Self { once: true, ..self }
    }

    fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(args);
        self
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

/// What is compared: on the corpus with each pack, and on one small file.
fn runs(corpus: &Corpus) -> Vec<Run> {
    let mut runs = Vec::new();
    for Pack { rules, smslint: pack, list, ast_grep, spectral } in &corpus.packs {
        let documents = &corpus.documents;
        runs.push(
            smslint(format!("smslint, {rules} rules"), Some(pack), documents, HITS).args(["--provider", "tencent"]),
        );
        // Nobody's own rules: the words, and the little that all providers share.
        runs.push(smslint(format!("smslint, {rules} rules alone"), Some(pack), documents, HITS));
        runs.push(rg(format!("rg -F -f, {rules} words"), list, documents, HITS));
        let name = format!("ast-grep, {rules} rules");
        runs.push(
            Run::new(name, "ast-grep", "\n", HITS)
                .once()
                .args(["scan", "--json=stream", "-r"])
                .args([ast_grep, documents]),
        );
        let (name, files) = (format!("spectral, {rules} rules"), documents.join("*.yml"));
        let run = Run::new(name, "spectral", "\"code\": \"word-", HITS).once();
        runs.push(run.args(["lint", "--quiet", "-f", "json", "-r"]).args([spectral, &files]));
    }
    // What a commit hook feels: the built-in packs, and one file.
    runs.push(smslint("smslint, one small file".into(), None, &corpus.small, 0).args(["--provider", "tencent"]));
    runs.push(rg("rg -F -f, one small file".into(), &corpus.packs[0].list, &corpus.small, 1));
    runs
}

fn smslint(name: String, pack: Option<&Path>, input: &Path, hits: usize) -> Run {
    let run = Run::new(name, env!("CARGO_BIN_EXE_smslint"), "\"bench/word-", hits);
    let pack = pack.into_iter().flat_map(|pack| [OsStr::new("--pack"), pack.as_ref()]);
    run.args(["check", "--isolated", "--format", "json"]).args(pack).args([input])
}

fn rg(name: String, list: &Path, input: &Path, hits: usize) -> Run {
    Run::new(name, "rg", "\n", hits).args(["-F", "-o", "-n", "-f"]).args([list, input])
}

fn report(runs: &[Run], out: &mut impl Write) -> io::Result<()> {
    let median = |name: &str| runs.iter().find(|run| run.name == name).map(Run::median);
    writeln!(out, "{:<28} {:>12}", "", "median")?;
    for run in runs {
        writeln!(out, "{:<28} {:>9.1} ms", run.name, run.median().as_secs_f64() * 1e3)?;
    }
    writeln!(out, "\n{:<46} {:>5}", "", "ratio")?;
    let mut ratio = |what: &str, over: Option<Duration>, under: Option<Duration>| match (over, under) {
        (Some(over), Some(under)) => writeln!(out, "{what:<46} {:>5.2}", over.as_secs_f64() / under.as_secs_f64()),
        _ => Ok(()),
    };
    for rules in PACKS {
        let rg = median(&format!("rg -F -f, {rules} words"));
        for tool in ["smslint, ", "ast-grep, ", "spectral, "] {
            ratio(&format!("{tool}{rules} rules, to rg"), median(&format!("{tool}{rules} rules")), rg)?;
        }
        ratio(&format!("smslint, {rules} rules alone, to rg"), median(&format!("smslint, {rules} rules alone")), rg)?;
    }
    let [fewest, .., most] = PACKS.map(|rules| median(&format!("smslint, {rules} rules")));
    ratio("smslint, 5,000 rules to 100 rules", most, fewest)?;
    ratio("smslint to rg, one small file", median("smslint, one small file"), median("rg -F -f, one small file"))
}
