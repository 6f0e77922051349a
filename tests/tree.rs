//! The tree keeps its shape: small files, Markdown that names only what exists, no provider in the code.

mod files;

use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
};

/// The most lines a file of `src/` may have.
const MOST_LINES: usize = 400;

/// Folders that Markdown may point into; a path in backticks that begins with one of them has to exist.
const FOLDERS: [&str; 9] = [".ci", ".github", "benches", "crates", "docs", "examples", "rules", "src", "tests"];

/// A name in backticks that ends like this has to be the name of a file somewhere in the repository.
const ENDINGS: [&str; 6] = [".md", ".rs", ".toml", ".yaml", ".yml", ".json"];

/// Names of providers that have, or may one day have, a pack.
const PROVIDERS: [&str; 9] =
    ["tencent", "qcloud", "aliyun", "alibaba", "huawei", "volcengine", "baidu", "jdcloud", "ctyun"];

#[test]
fn no_source_file_is_longer_than_400_lines() {
    let long: Vec<_> = files::below("src", ".rs")
        .into_iter()
        .map(|path| (files::read(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("{}: {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "split by purpose:\n{}", long.join("\n"));
}

#[test]
fn no_provider_is_named_in_the_code() {
    let packs = files::below("rules", "pack.yml");
    let packs = packs.iter().filter_map(|path| path.parent()?.file_name()?.to_str()).filter(|name| *name != "cn");
    let providers: BTreeSet<_> = PROVIDERS.into_iter().chain(packs).collect();
    let mut named = Vec::new();
    for path in files::below("src", ".rs") {
        for (index, line) in files::read(&path).lines().enumerate() {
            let line = line.to_lowercase();
            for provider in providers.iter().filter(|provider| line.contains(**provider)) {
                named.push(format!("{}:{}: {provider}", path.display(), index + 1));
            }
        }
    }
    assert!(named.is_empty(), "what a provider demands belongs in rules/:\n{}", named.join("\n"));
}

#[test]
fn every_shared_list_of_words_says_where_it_comes_from_and_under_which_licence() {
    let lists = files::below("rules/cn/words", ".txt");
    assert!(!lists.is_empty());
    for path in lists {
        let text = files::read(&path);
        let head: Vec<_> = text.lines().take_while(|line| line.starts_with('#')).collect();
        for key in ["# Origin: ", "# Licence: "] {
            assert!(head.iter().any(|line| line.starts_with(key)), "{}: no line “{key}…”", path.display());
        }
    }
}

#[test]
fn every_path_named_in_markdown_exists() {
    let everything: BTreeSet<_> =
        files::below("", "").iter().filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
    let mut lost = Vec::new();
    for page in files::below("", ".md") {
        let text = files::read(&page);
        for (line, target) in links(&text) {
            if !exists(&page.parent().unwrap_or(Path::new("")).join(target)) {
                lost.push(format!("{}:{line}: link to {target}", page.display()));
            }
        }
        for (line, name) in code_spans(&text) {
            let missing = match name.split_once('/') {
                Some((folder, _)) => FOLDERS.contains(&folder) && !exists(Path::new(name)),
                None => ENDINGS.iter().any(|ending| name.ends_with(ending)) && !everything.contains(name),
            };
            if missing {
                lost.push(format!("{}:{line}: `{name}`", page.display()));
            }
        }
    }
    assert!(lost.is_empty(), "Markdown names what does not exist:\n{}", lost.join("\n"));
}

#[test]
fn links_and_code_spans_are_found_outside_fences_only() {
    let text = "see [a](b.md#c), [web](https://x.cn) and [here](#top)\n```\n`src/no.rs` [n](o.md)\n```\n`src/yes.rs` `a b` `{x}.rs`\n";
    assert_eq!(links(text).collect::<Vec<_>>(), [(1, "b.md")]);
    assert_eq!(code_spans(text).collect::<Vec<_>>(), [(5, "src/yes.rs")]);
}

/// Lines outside fenced code, each with its number.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().zip(1..).filter_map(move |(line, number)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        (!fenced && !fence).then_some((number, line))
    })
}

/// The targets of links into the repository, fragments cut off.
fn links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    prose(text).flat_map(|(number, line)| line.split("](").skip(1).map(move |rest| (number, rest))).filter_map(
        |(number, rest)| {
            let target = rest.split([')', '#', ' ']).next()?;
            (!target.is_empty() && !target.contains(':')).then_some((number, target))
        },
    )
}

/// What stands in backticks and could be a path: no blanks, no placeholders, no patterns.
fn code_spans(text: &str) -> impl Iterator<Item = (usize, &str)> {
    prose(text)
        .flat_map(|(number, line)| line.split('`').skip(1).step_by(2).map(move |span| (number, span)))
        .filter(|(_, span)| span.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b)))
        .filter(|(_, span)| !span.starts_with("./") && !span.starts_with("..") && !span.starts_with('/'))
        .filter(|(_, span)| ENDINGS.iter().all(|ending| *span != *ending))
}

/// Whether a path from the root exists, `..` resolved by name.
fn exists(path: &Path) -> bool {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = plain.pop(),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    files::root().join(plain).exists()
}
