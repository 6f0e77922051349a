//! Layers point down: a file of `src/` imports only from its own layer and from lower ones.

mod files;

use std::path::Path;

/// Every layer with its rank.
const LAYERS: [(&str, u8); 9] = [
    ("text", 0),
    ("diagnostic", 1),
    ("document", 2),
    ("rule", 3),
    ("config", 4),
    ("engine", 5),
    ("output", 6),
    ("cli", 7),
    ("lsp", 7),
];

/// A renderer knows what a reader sees, and never how it was found.
const SEEN_BY_OUTPUT: [&str; 2] = ["diagnostic", "text"];

#[test]
fn every_file_imports_only_from_its_own_layer_and_lower_ones() {
    let mut faults = Vec::new();
    for path in files::below("src", ".rs") {
        let modules = module_path(&path);
        let Some(layer) = modules.first() else { continue };
        if rank(layer).is_none() {
            faults.push(format!("{}: `{layer}` is no layer; give it a rank in tests/layers.rs", path.display()));
            continue;
        }
        for (line, import) in imports(&files::read(&path), modules.len()) {
            if !may_import(layer, &import) {
                faults.push(format!("{}:{line}: `{layer}` must not import from `{import}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{} imports point up:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn an_import_is_seen_however_it_is_written() {
    let source = "
        use crate::text::Span;
        use crate::{diagnostic::{Fix, Label}, document, engine::{self, lint as run}};
        // use crate::cli::Comment;
        fn f() -> crate::output::Format { super::super::rule::compile() }
        use super::{super::config::Level, sibling::Thing};
        macro_rules! m { () => { $crate::lsp::serve() } }
    ";
    let seen: Vec<_> = imports(source, 2).into_iter().map(|(_, layer)| layer).collect();
    assert_eq!(seen, ["text", "diagnostic", "document", "engine", "output", "rule", "config", "lsp"]);
}

#[test]
fn what_points_up_or_sideways_is_refused() {
    assert!(may_import("engine", "rule"));
    assert!(may_import("rule", "rule"));
    assert!(!may_import("rule", "engine"));
    assert!(!may_import("cli", "lsp"));
    assert!(may_import("output", "diagnostic"));
    assert!(!may_import("output", "document"));
}

fn rank(layer: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == layer).map(|(_, rank)| *rank)
}

fn may_import(from: &str, to: &str) -> bool {
    from == to
        || match from {
            "output" => SEEN_BY_OUTPUT.contains(&to),
            _ => rank(to) < rank(from),
        }
}

/// The modules a file stands for, the crate's root left out: none for `lib.rs` and `main.rs`.
fn module_path(path: &Path) -> Vec<String> {
    let below = path.strip_prefix("src").expect("a file of src").with_extension("");
    let mut modules: Vec<_> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if matches!(modules.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        modules.pop();
    }
    modules
}

/// The layers that a file names, each with its line: what follows `crate::`, and what follows a climb with `super::`
/// to the root from a module `depth` levels below it.
fn imports(source: &str, depth: usize) -> Vec<(usize, String)> {
    let code: String = source.lines().flat_map(|line| [line.split("//").next().unwrap_or_default(), "\n"]).collect();
    let mut found = Vec::new();
    for (start, _) in code.match_indices("crate::") {
        let line = code[..start].matches('\n').count() + 1;
        names(&code[start + "crate::".len()..], 0, &mut |name| found.push((line, start, name.to_owned())));
    }
    for (start, _) in code.match_indices("super::") {
        if code[..start].ends_with("super::") {
            continue;
        }
        let line = code[..start].matches('\n').count() + 1;
        names(&code[start..], depth, &mut |name| found.push((line, start, name.to_owned())));
    }
    found.retain(|(_, _, name)| rank(name).is_some());
    found.sort_by_key(|(_, start, _)| *start);
    found.into_iter().map(|(line, _, name)| (line, name)).collect()
}

/// Hands over the first name of each path in a use tree, `climb` times `super::` taken off.
fn names(tree: &str, climb: usize, hand_over: &mut impl FnMut(&str)) {
    let tree = tree.trim_start();
    if let Some(group) = tree.strip_prefix('{') {
        for branch in branches(group) {
            names(branch, climb, hand_over);
        }
        return;
    }
    let end = tree.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tree.len());
    match (&tree[..end], tree[end..].strip_prefix("::")) {
        ("super", Some(rest)) if climb > 0 => names(rest, climb - 1, hand_over),
        (name, _) if climb == 0 => hand_over(name),
        _ => {}
    }
}

/// The branches of a group, from behind its opening brace.
fn branches(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' if depth > 0 => {}
            ',' | '}' => {
                found.push(&group[start..at]);
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}
