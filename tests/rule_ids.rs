//! Ids of rules are for ever: configurations, suppressions and baselines name them.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{fmt::Write as _, fs, path::Path};

use smslint::{diagnostic::Language, rule::RuleSet};

/// Every id that was ever shipped. A new rule adds a line; a line is never taken away or changed.
const SNAPSHOT: &str = "tests/rule_ids.txt";

#[test]
fn every_rule_id_that_was_ever_shipped_is_still_there_and_every_new_one_is_written_down() {
    let rules = RuleSet::with_builtin(&[], Language::En).unwrap();
    let mut ids: Vec<String> = rules.rules().iter().map(|rule| rule.id.to_string()).collect();
    ids.sort();
    let now = ids.iter().fold(String::new(), |mut text, id| {
        writeln!(text, "{id}").unwrap();
        text
    });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SNAPSHOT);
    if std::env::var_os("SMSLINT_UPDATE").is_some() {
        fs::write(&path, &now).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert_eq!(known, now, "set SMSLINT_UPDATE=1 to write new ids to {SNAPSHOT}; never take one away");
}
