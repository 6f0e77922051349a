//! What the configuration ignores in vain. One entry may name several places and rules, so it is judged when all files
//! of a run have been seen.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Plan, complain};
use crate::{
    config::{Ignore, suppression::SuppressionRule},
    diagnostic::{Diagnostic, Edit, Edits, Fix, Safety, Wording},
    text::{Source, without_items},
};

/// A place where some rules of its entry found nothing.
#[derive(Debug)]
pub(in crate::engine) struct Idle {
    pub(super) ignore: Ignore,
    pub(super) rules: Vec<String>,
}

/// Places by the name of the configuration and their entry there.
type Entries<'i> = BTreeMap<(&'i str, usize), Vec<&'i Idle>>;

/// Adds to `found` what is wrong with these places, and with those whose file is gone. Returns the configurations that
/// this points into.
pub(in crate::engine) fn complain(mut idle: Vec<Idle>, plan: &Plan, found: &mut Vec<Diagnostic>) -> Vec<Arc<Source>> {
    idle.extend(plan.levels.gone().map(|ignore| Idle { ignore: ignore.clone(), rules: ignore.rules.clone() }));
    let mut entries = Entries::new();
    for one in &idle {
        entries.entry((&one.ignore.source.name()[..], one.ignore.entry)).or_default().push(one);
    }
    let rule = SuppressionRule::Unused;
    for one in &idle {
        let ignore = &one.ignore;
        let Some(severity) = plan.levels.level(&rule.id(), rule.severity(), &ignore.path) else { continue };
        let wording = wording(one, plan);
        let fix = edits(one, &entries).map(|edits| {
            // A file may have been renamed, and the reason holds for it still.
            let safety = if ignore.is_gone { Safety::Unsafe } else { Safety::Safe };
            Fix { safety, edits }
        });
        found.push(Diagnostic {
            fix,
            ..Diagnostic::of_file(rule.id(), severity, &ignore.source, ignore.place.span, wording)
        });
    }
    idle.into_iter().map(|one| one.ignore.source).collect()
}

fn wording(idle: &Idle, plan: &Plan) -> Wording {
    let (language, path) = (plan.language, &idle.ignore.path);
    if !idle.ignore.is_gone {
        let message = complain::nothing_left(&idle.rules, language);
        return Wording { message, help: Some(SuppressionRule::Unused.info().help.get(language).clone()) };
    }
    let message = language.pick(
        format!("文件 {path} 已不存在，这里没有可忽略的"),
        format!("{path} is gone, so there is nothing to ignore"),
    );
    let help = language
        .pick("如果改了名，请写新的路径；否则删去。", "Write its new path if it was renamed; else take this out.");
    Wording { message, help: Some(help.to_owned()) }
}

/// What takes the place out of its entry, the rules out of their list, or the whole entry out of the configuration.
/// `None` where other places still need it, or nobody has looked at them.
fn edits(idle: &Idle, entries: &Entries<'_>) -> Option<Edits> {
    let Ignore { source, entry, nth, places, rules, .. } = &idle.ignore;
    let is_whole = |one: &Idle| one.rules.len() == one.ignore.rules.len();
    let is_spent = |entry: usize| {
        entries.get(&(&source.name()[..], entry)).is_some_and(|all| {
            let spent: BTreeSet<usize> = all.iter().filter(|one| is_whole(one)).map(|one| one.ignore.nth).collect();
            all.first().is_some_and(|one| spent.len() == one.ignore.places)
        })
    };
    let siblings = &entries[&(&source.name()[..], *entry)];
    // What belongs to a file that is gone goes only with who takes that out.
    let is_alone = idle.ignore.is_gone || siblings.iter().all(|one| !one.ignore.is_gone);
    let at = entry.to_string();
    let spans = if is_alone && is_spent(*entry) {
        let all: Vec<usize> = (0..=entries.keys().map(|(_, entry)| *entry).max().unwrap_or(0)).collect();
        let every = all.iter().all(|&entry| is_spent(entry)).then(|| without_items(source, &["ignore"], &all));
        every.flatten().filter(|spans| spans.len() == 1).or_else(|| without_items(source, &["ignore"], &[*entry]))?
    } else if is_whole(idle) {
        without_items(source, &["ignore", &at, "at"], &[*nth])?
    } else {
        let is_idle = |rule: &String| siblings.iter().filter(|one| one.rules.contains(rule)).count() == *places;
        let gone: Vec<usize> = (0..rules.len()).filter(|&nth| is_idle(&rules[nth])).collect();
        without_items(source, &["ignore", &at, "rules"], &gone)?
    };
    Edits::new(spans.into_iter().map(|span| Edit { span, insert: String::new() }).collect()).ok()
}
