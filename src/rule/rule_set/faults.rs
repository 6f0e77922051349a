//! What can be wrong with a pack besides its single rules.

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use super::section::Section;
use crate::{
    diagnostic::{Diagnostic, Language, RuleId, Severity},
    rule::{
        Pack,
        fault::{Code, Fault},
        word_list::WordList,
    },
    text::Source,
};

/// What is wrong with a manifest, given the packs before it.
pub(super) fn manifest_faults(pack: &Pack, before: &[Section]) -> Vec<Fault> {
    let known = || before.iter().map(|section| section.manifest.name.as_str());
    let mut faults: Vec<Fault> = Vec::new();
    if known().any(|name| name == pack.manifest.name.as_str()) {
        faults.push(Fault::new(
            pack.manifest.name.span,
            Code::InvalidValue,
            format!("已经有一个名为“{}”的规则包", pack.manifest.name.value),
            format!("there is a pack called `{}` already", pack.manifest.name.value),
        ));
    }
    for name in &pack.manifest.extends {
        if !known().any(|known| known == name.as_str()) {
            faults.push(Fault::unknown_name(name.span, ("规则包", "pack"), name, known()));
        }
    }
    if let Some(file) = pack.manifest.homophones.as_ref().map(|list| &list.file) {
        match pack.words.get(file.as_str()) {
            None => {
                let known = pack.words.keys().map(String::as_str);
                faults.push(Fault::unknown_name(file.span, ("词表文件", "word file"), file, known));
            }
            Some(text) => {
                let list = WordList(Arc::clone(text));
                let wrong = list.words().find(|line| line.split_whitespace().count() < 2);
                faults.extend(wrong.map(|line| {
                    Fault::new(
                        file.span,
                        Code::InvalidValue,
                        format!("“{line}”后面要写它代替的词"),
                        format!("the word that `{line}` stands for has to follow it"),
                    )
                }));
            }
        }
    }
    for (id, level) in &pack.manifest.rules {
        if level != "off" && severity(level).is_none() {
            faults.push(Fault::new(
                pack.manifest.name.span,
                Code::InvalidValue,
                format!("“{id}”的级别“{level}”应为 error、warning、info 或 off"),
                format!("the level `{level}` of `{id}` must be error, warning, info or off"),
            ));
        }
    }
    faults
}

/// What is wrong with the codes of a pack: each is explained once, under every name it has.
pub(super) fn code_faults(pack: &Pack) -> Vec<(&Source, Fault)> {
    let mut known = BTreeSet::new();
    let names = pack
        .codes
        .iter()
        .flat_map(|(source, spec)| [&spec.code].into_iter().chain(&spec.also).map(move |name| (&**source, name)));
    let mut faults = Vec::new();
    for (source, name) in names {
        let wrong = if name.trim().is_empty() {
            Some(("错误码不能为空".to_owned(), "a code cannot be empty".to_owned()))
        } else if known.insert(name.as_str()) {
            None
        } else {
            let name = name.as_str();
            Some((format!("错误码“{name}”出现了两次"), format!("the code `{name}` is explained twice")))
        };
        faults.extend(wrong.map(|(zh, en)| (source, Fault::new(name.span, Code::InvalidValue, zh, en))));
    }
    faults
}

/// Rules that are named by others, and that no pack of the run has.
pub(super) fn strangers(given: &[&Pack], sections: &[Section], language: Language) -> Vec<Diagnostic> {
    let named = |pack: &&Pack| pack.rules.iter().any(|(_, spec)| !spec.covers.is_empty());
    let mut faults = Vec::new();
    let mut known = HashSet::new();
    for pack in given.iter().copied().filter(named) {
        if known.is_empty() {
            known = sections.iter().flat_map(|section| &section.ids).map(RuleId::as_str).collect();
        }
        for (source, spec) in &pack.rules {
            for name in &spec.covers {
                let full = format!("{}/{}", pack.manifest.name.as_str(), name.as_str());
                if !known.contains(name.as_str()) && !known.contains(full.as_str()) {
                    let fault = Fault::unknown_name(name.span, ("规则", "rule"), name, known.iter().copied());
                    faults.push(fault.diagnose(source, language));
                }
            }
        }
    }
    faults
}

/// The severity called `word`.
pub(super) fn severity(word: &str) -> Option<Severity> {
    Severity::ALL.into_iter().find(|severity| severity.as_str() == word)
}
