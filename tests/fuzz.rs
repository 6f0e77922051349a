//! What the fuzzer begins with, and what it found so far, as ordinary inputs of its targets.
#![allow(missing_docs, unreachable_pub)]

use std::{collections::BTreeSet, fs, panic, path::Path};

mod files;
#[path = "../fuzz/src/lib.rs"]
mod targets;

#[test]
fn everything_that_was_ever_found_holds_and_so_do_the_seeds() {
    for (name, target) in targets::TARGETS {
        let mut inputs = files::below(&format!("fuzz/seeds/{name}"), "");
        assert!(!inputs.is_empty(), "{name} has no seeds");
        let found = format!("fuzz/found/{name}");
        if files::root().join(&found).exists() {
            inputs.extend(files::below(&found, ""));
        }
        for path in inputs {
            let data = fs::read(files::root().join(&path)).expect("a file that was listed");
            assert!(panic::catch_unwind(|| target(&data)).is_ok(), "{}: see above", path.display());
        }
    }
}

#[test]
fn every_target_has_a_binary_and_is_run() {
    let names: BTreeSet<_> = targets::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let binaries = files::below("fuzz/fuzz_targets", ".rs");
    let binaries: BTreeSet<_> =
        binaries.iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    assert_eq!(names, binaries);
    let (manifest, script) = (files::read(Path::new("fuzz/Cargo.toml")), files::read(Path::new("fuzz/run")));
    let all = script.lines().find_map(|line| line.split_once("|| targets=(")).expect("the list of all targets").1;
    let all: BTreeSet<_> = all.trim_end_matches(')').split(' ').map(str::to_owned).collect();
    assert_eq!(names, all);
    for name in names {
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
    }
}
