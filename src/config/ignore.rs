use std::sync::Arc;

use serde::Deserialize;

use crate::{
    diagnostic::Place,
    text::{OneOrMany, Source, Spanned},
};

/// Findings that do not count, for files that cannot hold comments.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IgnoreSpec {
    /// Where: `path` for a whole file, `path#/templates/0/content` for a place in it; the path is seen from the folder of
    /// this file. A record is called by its place in the list or by its name.
    pub at: OneOrMany<Spanned<String>>,
    /// The rules, by their whole ids.
    pub rules: OneOrMany<Spanned<String>>,
    /// Why.
    pub reason: Spanned<String>,
}

/// A place where the findings of some rules do not count.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// The file, seen from the folder of the configuration.
    pub path: String,
    /// The steps to the place in it: the key of a list, a record, then keys; none for the whole file.
    pub pointer: Vec<String>,
    /// The rules, by their whole ids.
    pub rules: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where this is written.
    pub place: Place,
    /// Which entry under `ignore` it belongs to, from 0.
    pub entry: usize,
    /// Which of the places of that entry it is, from 0.
    pub nth: usize,
    /// How many places that entry has.
    pub places: usize,
    /// Whether the file is known not to exist.
    pub is_gone: bool,
    /// What it is written in.
    pub source: Arc<Source>,
}

/// Takes `path#/pointer` apart; `~1` stands for `/` in a step, and `~0` for `~`.
pub(super) fn split(at: &str) -> (String, Vec<String>) {
    let (path, pointer) = at.split_once('#').unwrap_or((at, ""));
    let path = path.strip_prefix("./").unwrap_or(path);
    let step = |step: &str| step.replace("~1", "/").replace("~0", "~");
    (path.to_owned(), pointer.split('/').filter(|step| !step.is_empty()).map(step).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_path_and_the_steps_in_it() {
        for (at, path, steps) in [
            ("sms/a.json", "sms/a.json", &[][..]),
            ("./a.json#", "a.json", &[]),
            ("a.json#/templates/0/content", "a.json", &["templates", "0", "content"]),
            ("a.json#/templates/登录~1注册", "a.json", &["templates", "登录/注册"]),
        ] {
            assert_eq!(split(at), (path.to_owned(), steps.iter().map(|&step| step.to_owned()).collect()), "{at}");
        }
    }
}
