//! `--changed`: asks git which lines were touched.

use std::{
    collections::HashMap,
    ffi::OsStr,
    fs,
    ops::Range,
    path::{Path, PathBuf},
    process::Command,
};

use super::{console::Console, io_words};
use crate::{diagnostic::Language, engine::Lines};

/// The lines of a file in which git counts none.
const EVERY_LINE: Range<usize> = 1..usize::MAX;

/// What was touched since a revision.
#[derive(Debug)]
pub(super) struct Changes {
    /// By canonical path; `None` where there is no revision yet, so that everything is new.
    files: Option<HashMap<PathBuf, Touch>>,
    /// The root of the repository.
    root: PathBuf,
    language: Language,
    /// The revision, as people call it.
    pub(super) base: String,
}

/// What was touched in one file.
#[derive(Clone, Debug)]
struct Touch {
    lines: Lines,
    /// The file as it was, as git calls it; `None` where it is new.
    before: Option<String>,
}

impl Changes {
    /// What differs between `base` and the files as they are. With a revision, its last common ancestor with the current
    /// one counts, so that what others did meanwhile is not held against anybody; without one, the last commit. `None`
    /// where git cannot tell, which has been said.
    pub(super) fn since(base: Option<&str>, console: &mut Console) -> Option<Self> {
        match Self::ask(base, console.language()) {
            Ok(changes) => Some(changes),
            Err(words) => {
                console.error(&words);
                None
            }
        }
    }

    fn ask(base: Option<&str>, language: Language) -> Result<Self, String> {
        let root = git(Path::new("."), ["rev-parse", "--show-toplevel"], language)?.map_err(|_| {
            let words = language
                .pick("--changed：当前目录不在 git 仓库里", "--changed: the working directory is in no git repository");
            words.to_owned()
        })?;
        let root = PathBuf::from(String::from_utf8_lossy(&root).trim_end_matches(['\n', '\r']));
        let name = base.unwrap_or("HEAD");
        let commit = format!("{name}^{{commit}}");
        let Ok(commit) = git(&root, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], language)?
        else {
            return match base {
                None => Ok(Self { files: None, root, language, base: name.to_owned() }),
                Some(_) => Err(language.pick(
                    format!("--base：git 不认识版本 `{name}`（浅克隆要先取全历史）"),
                    format!("--base: git knows no revision `{name}` (a shallow clone has to be deepened first)"),
                )),
            };
        };
        let mut commit = String::from_utf8_lossy(&commit).trim().to_owned();
        if base.is_some()
            && let Ok(shared) = git(&root, ["merge-base", &commit, "HEAD"], language)?
        {
            String::from_utf8_lossy(&shared).trim().clone_into(&mut commit);
        }
        let diff = [
            "-c",
            "core.quotePath=false",
            "diff",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--find-renames",
            "--unified=0",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            &commit,
            "--",
        ];
        let diff = git(&root, diff, language)??;
        let new = git(&root, ["ls-files", "--others", "--exclude-standard", "-z"], language)??;
        let mut files: HashMap<PathBuf, Touch> = HashMap::new();
        let real = |path: &str| real(&root.join(path));
        for (old, path, lines) in touched_lines(&String::from_utf8_lossy(&diff)) {
            let before = old.map(|old| format!("{commit}:{old}"));
            files.insert(real(&path), Touch { lines: Lines::Some(lines), before });
        }
        for path in String::from_utf8_lossy(&new).split('\0').filter(|path| !path.is_empty()) {
            files.insert(real(path), Touch { lines: Lines::All, before: None });
        }
        Ok(Self { files: Some(files), root, language, base: name.to_owned() })
    }

    /// What was touched in the file at `path`; all of standard input, which git does not know.
    pub(super) fn lines(&self, path: Option<&Path>) -> Lines {
        let (Some(files), Some(path)) = (&self.files, path) else { return Lines::All };
        files.get(&real(path)).map_or(Lines::Some(Vec::new()), |touch| touch.lines.clone())
    }

    /// The file at `path` as it was; `None` where it was not touched, or there was none.
    pub(super) fn before(&self, path: Option<&Path>) -> Option<Vec<u8>> {
        let object = self.files.as_ref()?.get(&real(path?))?.before.as_ref()?;
        git(&self.root, ["cat-file", "blob", object], self.language).ok()?.ok()
    }
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// What git answers: its standard output, or what it complains about. An error of its own where it cannot be run.
fn git<'a>(
    folder: &Path,
    arguments: impl IntoIterator<Item = &'a str>,
    language: Language,
) -> Result<Result<Vec<u8>, String>, String> {
    let output = Command::new("git").current_dir(folder).args(arguments.into_iter().map(OsStr::new)).output();
    let output = output.map_err(|error| {
        let words = io_words::words(&error, language);
        language.pick(format!("--changed：无法运行 git：{words}"), format!("--changed: git cannot be run: {words}"))
    })?;
    Ok(if output.status.success() {
        Ok(output.stdout)
    } else {
        let words = String::from_utf8_lossy(&output.stderr);
        Err(format!("git: {}", words.trim()))
    })
}

/// The files in a unified diff without context: the old name, where there was one, the new one and the touched lines. Where
/// lines were taken away, the lines before and behind count.
fn touched_lines(diff: &str) -> Vec<(Option<String>, String, Vec<Range<usize>>)> {
    let mut files: Vec<(Option<String>, String, Vec<Range<usize>>)> = Vec::new();
    let (mut named, mut old_name, mut content) = (false, None, 0);
    let name = |written: &str, side: &str| {
        let name = unquoted(written.strip_suffix('\t').unwrap_or(written));
        name.strip_prefix(side).map(str::to_owned)
    };
    for line in diff.split('\n') {
        if content > 0 && line.starts_with(['+', '-']) {
            content -= 1;
        } else if let Some(written) = line.strip_prefix("--- ") {
            old_name = name(written, "a/");
        } else if let Some(written) = line.strip_prefix("+++ ") {
            let new_name = name(written, "b/");
            named = new_name.is_some();
            files.extend(new_name.map(|name| (old_name.take(), name, Vec::new())));
        } else if let Some((old, new)) = line.strip_prefix("Binary files ").and_then(|pair| {
            // Git counts no lines in what it takes for no text, such as UTF-16: all of it may be touched.
            let pair = pair.strip_suffix(" differ")?;
            pair.match_indices(" and ").find_map(|(at, and)| Some((&pair[..at], name(&pair[at + and.len()..], "b/")?)))
        }) {
            files.push((name(old, "a/"), new, Vec::from([EVERY_LINE])));
        } else if let Some((old, new)) = line.strip_prefix("@@ -").and_then(hunk) {
            content = old.len() + new.len();
            let lines = if new.is_empty() { new.start.max(1)..new.start + 2 } else { new };
            if let Some((.., touched)) = files.last_mut().filter(|_| named) {
                touched.push(lines);
            }
        }
    }
    files
}

/// The lines of `1,2 +3,4 @@`, before and after.
fn hunk(header: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (old, rest) = header.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let range = |text: &str| {
        let (start, count) = text.split_once(',').unwrap_or((text, "1"));
        let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
        Some(start..start.checked_add(count)?)
    };
    Some((range(old)?, range(new)?))
}

/// A name as git writes it: in quotes, with escapes, where it holds a quote or a control character.
fn unquoted(name: &str) -> String {
    let Some(inner) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else { return name.to_owned() };
    let mut bytes = Vec::with_capacity(inner.len());
    let mut rest = inner.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(digit @ b'0'..=b'3') => {
                let mut value = digit - b'0';
                while let Some(digit @ b'0'..=b'7') = rest.peek().copied() {
                    value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                    rest.next();
                }
                bytes.push(value);
            }
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_from_a_diff_whatever_stands_in_them() {
        let diff = "diff --git a/sms/a.yml b/sms/a.yml
index 1..2 100644
--- a/sms/a.yml
+++ b/sms/a.yml
@@ -1,2 +1,3 @@ templates:
-a
--- a/nasty.yml
+++ b/nasty.yml
+@@ -9 +9 @@
+c
@@ -7 +8,0 @@
-d
diff --git a/b.yml b/c d.yml
rename from b.yml
rename to c d.yml
--- a/b.yml
+++ b/c d.yml\t
@@ -4 +4 @@
-x
+y
\\ No newline at end of file
diff --git \"a/\\\"q\\\".yml\" \"b/\\\"q\\\".yml\"
--- /dev/null
+++ \"b/\\\"q\\\".yml\"
@@ -0,0 +1 @@
+x
diff --git a/gone.yml b/gone.yml
--- a/gone.yml
+++ /dev/null
@@ -1 +0,0 @@
-x
";
        let expected = [
            (Some("sms/a.yml"), "sms/a.yml", vec![1..4, 8..10]),
            (Some("b.yml"), "c d.yml", vec![Range { start: 4, end: 5 }]),
            (None, "\"q\".yml", vec![Range { start: 1, end: 2 }]),
        ];
        let owned = |(old, new, lines): (Option<&str>, &str, _)| (old.map(str::to_owned), new.to_owned(), lines);
        assert_eq!(touched_lines(diff), expected.map(owned));
    }
}
