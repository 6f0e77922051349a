//! The only door from what a pack says to what can run.

pub(super) mod action;
pub(super) mod column;
mod field;
mod matcher;
mod relation;
mod text;

use std::{
    borrow::Cow,
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use super::{
    Action, Applies, Asks, Fixer, Rule,
    builtin::Outlined,
    fault::{Code, Fault},
    lexicon::Lexicon,
    matcher::Matcher,
    spec::{AppliesSpec, FixSpec, MatchSpec, RuleSpec},
    subject::{FieldRef, Stated},
    word_list::WordList,
    wording::Wording,
};
use crate::{
    diagnostic::{Family, Localized, RuleId, RuleInfo},
    document::{Payloads, RecordKind, schema},
    text::{Fold, Folds, OneOrMany, Span, Spanned},
};

pub(super) use field::Slots;

/// The most that all regular expressions of a pack may take, compiled, in bytes. A pack cannot exhaust the run.
pub(super) const ROOM: usize = 64 << 20;

/// The most characters that a message or its help may have, unfilled: it can be said once for every character of a file.
const LONGEST_MESSAGE: usize = 2_000;

/// Turns the rules of one pack after the other into [`Rule`]s that share one lexicon.
#[derive(Debug)]
pub(super) struct Compiler<'c> {
    /// The name of the pack at hand.
    pub pack: &'c str,
    /// Every setting that a loaded pack declares.
    pub settings: &'c BTreeSet<String>,
    /// The requests of all loaded packs.
    pub payloads: &'c Payloads,
    /// Word files that can be named: those of the pack, and of the packs it extends.
    pub files: &'c BTreeMap<String, WordList>,
    /// Matchers that can be used by name: those of the pack, and of the packs it extends.
    pub matchers: &'c BTreeMap<&'c str, &'c MatchSpec>,
    /// The regular expressions that are known to be sound, by their text; all others are compiled at once, so that
    /// every mistake shows while loading.
    pub outlines: &'c HashMap<String, Outlined>,
    /// The words of all rules.
    pub lexicon: &'c mut Lexicon,
    /// How much the regular expressions to come may take, in bytes; see [`ROOM`].
    pub room: usize,
    /// The fields that hold them.
    pub slots: &'c mut Slots,
    /// What the matcher at hand sees through; `None` where nobody said, and it is not usual in rules of that family.
    pub folds: Option<Folds>,
    /// Whether what is being compiled is such a matcher: one that used itself would have no end.
    pub inside_shared: bool,
    /// What is wrong with the rule at hand, as far as it is known.
    pub faults: Vec<Fault>,
}

impl Compiler<'_> {
    /// Compiles a rule.
    ///
    /// # Errors
    /// Everything that keeps it from running.
    pub(super) fn rule(&mut self, spec: &RuleSpec) -> Result<Rule, Vec<Fault>> {
        let rule = self.parts(spec);
        let faults = std::mem::take(&mut self.faults);
        rule.filter(|_| faults.is_empty()).ok_or(faults)
    }

    /// What a part of the rule comes to. What keeps it from that is noted.
    fn noted<T>(&mut self, part: Result<T, Fault>) -> Option<T> {
        part.map_err(|fault| self.faults.push(fault)).ok()
    }

    /// Compiles each part of a rule, whatever is wrong with the others.
    fn parts(&mut self, spec: &RuleSpec) -> Option<Rule> {
        let id = RuleId::new(self.pack, &spec.id).map_err(|_| {
            Fault::new(
                spec.id.span,
                Code::InvalidValue,
                format!("规则名“{}”只能用小写字母、数字和连字符", spec.id.value),
                format!("`{}` cannot name a rule: lower-case letters, digits and hyphens only", spec.id.value),
            )
        });
        let id = self.noted(id);
        let applies = self.applies(&spec.applies);
        let kind = spec.applies.kind;
        let own = || FieldRef::Own(kind.main_key().into());
        let field = match &spec.field {
            // What a rule looks for can be judged in another field than the one that is wrong.
            Some(path) => self.field(kind, path).map_err(|fault| self.faults.push(fault)).unwrap_or_else(|()| own()),
            None => own(),
        };
        let when = spec.when.as_ref().map(|when| self.matcher(kind, &field, when, spec.id.span)).transpose();
        let when = self.noted(when).flatten();
        let asks = spec
            .asks
            .as_ref()
            .map(|asks| self.setting(&asks.setting).map(|setting| Asks { setting, assume: asks.assume.clone() }));
        let asks = self.noted(asks.transpose()).flatten();
        let before = self.faults.len();
        // What must not be said, and how not to be reached, is what people hide.
        self.folds = match spec.family.value {
            Family::Subject | Family::Contacts => Some(Folds::ALL),
            // What only some messages may say is not hidden in the others, but may be written in traditional characters.
            Family::MessageType => Some(Folds::BASE.with(Fold::Traditional)),
            _ => None,
        };
        let matcher = self.matcher(kind, &field, &spec.matcher, spec.id.span);
        self.folds = None;
        let matcher = self.noted(matcher);
        // What a message may name is known only where the whole matcher is.
        let matcher = matcher.filter(|_| self.faults.len() == before)?;
        let mut needed = Vec::new();
        if field.is_parameter() {
            needed.push(field.clone());
        }
        matcher.missed(&field, &mut needed);
        let known = if spec.once { Vec::new() } else { placeholders(&matcher) };
        let fixer = self.noted(spec.fix.as_ref().map(|fix| fixer(fix, &known)).transpose()).flatten();
        let message = self.noted(wordings(&spec.message, &known));
        let help = self.noted(spec.help.as_ref().map(|help| wordings(help, &known)).transpose()).flatten();
        let covers: Vec<Option<RuleId>> =
            spec.covers.iter().map(|id| other_rule(self.pack, id)).map(|id| self.noted(id)).collect();
        let info = RuleInfo {
            id: id?,
            title: spec.title.clone(),
            family: spec.family.value,
            severity: spec.severity,
            since: spec.since,
            until: spec.until,
            help: help.as_ref().map(unfilled).unwrap_or_default(),
            sources: spec.sources.clone().into(),
            codes: spec.codes.clone().into(),
            rejections: spec.rejections.clone().into(),
            fixable: fixer.is_some(),
        };
        let needs_run = matches!(field, FieldRef::Other(..))
            || matcher.needs_run()
            || when.as_ref().is_some_and(Matcher::needs_run);
        Some(Rule {
            info: Arc::new(info),
            applies,
            message: message?,
            help,
            field,
            when,
            asks,
            once: spec.once,
            matcher,
            fixer,
            needed,
            covers: covers.into_iter().flatten().collect(),
            replaces: spec.replaces.as_ref().map(|id| id.value.clone()),
            needs_run,
        })
    }

    /// Which records the rule looks at.
    fn applies(&mut self, spec: &AppliesSpec) -> Applies {
        let AppliesSpec { kind, types, region, account, site } = spec;
        let types_of_kind: &[&str] = match kind {
            RecordKind::Signature => schema::words::SIGNATURE_TYPES,
            RecordKind::Template => schema::words::TEMPLATE_TYPES,
            RecordKind::Qualification | RecordKind::Letter | RecordKind::Send => &[],
        };
        let known: [(_, _, &[&str]); 4] = [
            (types, ("类型", "type"), types_of_kind),
            (region, ("地区", "region"), schema::words::REGIONS),
            (account, ("账号类型", "kind of account"), schema::words::ACCOUNTS),
            (site, ("站点", "site"), schema::words::SITES),
        ];
        for (stated, noun, words) in known {
            let unknown = stated.iter().filter(|one| !words.contains(&one.as_str()));
            self.faults.extend(unknown.map(|one| Fault::unknown_name(one.span, noun, one, words.iter().copied())));
        }
        let conditions =
            [(Stated::Type, types), (Stated::Region, region), (Stated::Account, account), (Stated::Site, site)];
        let values = |values: &OneOrMany<Spanned<String>>| values.iter().map(|value| value.value.clone()).collect();
        Applies {
            kind: Some(*kind),
            conditions: conditions
                .into_iter()
                .filter(|(_, list)| !list.is_empty())
                .map(|(what, list)| (what, values(list)))
                .collect(),
        }
    }
}

/// The full id of a rule that another one names. Whether there is such a rule shows when all packs are compiled.
fn other_rule(pack: &str, name: &Spanned<String>) -> Result<RuleId, Fault> {
    let (pack, id) = name.split_once('/').unwrap_or((pack, name));
    RuleId::new(pack, id).map_err(|_| Fault::unknown_name(name.span, ("规则", "rule"), name, []))
}

/// What the messages of a rule may name.
fn placeholders(matcher: &Matcher) -> Vec<Cow<'static, str>> {
    let mut known = matcher.gives();
    known.extend(["match".into(), "name".into()]);
    known.sort();
    known.dedup();
    known
}

fn wording(span: Span, text: &str, known: &[Cow<'static, str>]) -> Result<Wording, Fault> {
    if text.chars().nth(LONGEST_MESSAGE).is_some() {
        return Err(Fault::new(
            span,
            Code::InvalidValue,
            format!("文字超过 {LONGEST_MESSAGE} 个字"),
            format!("the text is longer than {LONGEST_MESSAGE} characters"),
        ));
    }
    Wording::parse(text, known).map_err(|unknown| {
        let names = known.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>();
        Fault::new(
            span,
            Code::UnknownName,
            format!("没有什么可填入“{{{}}}”", unknown.name),
            format!("nothing fills `{{{}}}`", unknown.name),
        )
        .help(
            format!("可用：{}；要写出花括号本身，请写 {{{{ 和 }}}}", names.join(" ")),
            format!("known here: {}; write {{{{ and }}}} for braces", names.join(" ")),
        )
    })
}

/// A text as it reads where nothing is filled in.
fn unfilled(text: &Localized<Wording>) -> Localized {
    Localized { zh: text.zh.unfilled(), en: text.en.unfilled() }
}

fn wordings(text: &Spanned<Localized>, known: &[Cow<'static, str>]) -> Result<Localized<Wording>, Fault> {
    Ok(Localized { zh: wording(text.span, &text.zh, known)?, en: wording(text.span, &text.en, known)? })
}

fn fixer(spec: &Spanned<FixSpec>, known: &[Cow<'static, str>]) -> Result<Fixer, Fault> {
    let FixSpec { append, replace, delete, rewrite, to_end, plain, squeeze, swap, separator, variant, safety } =
        &spec.value;
    let text = |text: &Localized| -> Result<_, Fault> {
        Ok(Localized { zh: wording(spec.span, &text.zh, known)?, en: wording(spec.span, &text.en, known)? })
    };
    let mut actions = Vec::new();
    actions.extend(append.as_ref().map(|one| text(one).map(Action::Append)));
    actions.extend(replace.as_ref().map(|one| text(one).map(Action::Replace)));
    actions.extend(rewrite.as_ref().map(|one| text(one).map(Action::Rewrite)));
    actions.extend(to_end.as_ref().map(|one| text(one).map(Action::ToEnd)));
    let switches =
        [(delete, Action::Delete), (plain, Action::Plain), (squeeze, Action::Squeeze), (variant, Action::Variant)];
    for (wanted, action) in switches {
        actions.extend((*wanted == Some(true)).then_some(Ok(action)));
    }
    actions.extend((!swap.is_empty()).then(|| Ok(Action::Swap(longest_first(swap)))));
    match actions.pop().filter(|_| actions.is_empty()).transpose()? {
        Some(
            Action::Replace(_)
            | Action::Rewrite(_)
            | Action::Delete
            | Action::Plain
            | Action::Squeeze
            | Action::Swap(_)
            | Action::Variant,
        ) if separator.is_some() => {
            let (zh, en) = ("separator 只用于 append 和 to_end", "`separator` goes with `append` and `to_end`");
            Err(Fault::new(spec.span, Code::InvalidValue, zh, en))
        }
        Some(action) => Ok(Fixer { action, separator: separator.clone(), safety: *safety }),
        None => Err(Fault::new(
            spec.span,
            Code::InvalidValue,
            "fix 应恰好写 append、replace、rewrite、to_end、delete: true、plain: true、squeeze: true、swap、variant: true 之一",
            "a fix has exactly one of `append`, `replace`, `rewrite`, `to_end`, `delete: true`, `plain: true`, \
             `squeeze: true`, `swap` and `variant: true`",
        )),
    }
}

fn longest_first(swap: &BTreeMap<String, Localized>) -> Vec<(String, Localized)> {
    let mut pairs: Vec<_> = swap.iter().map(|(sign, twin)| (sign.clone(), twin.clone())).collect();
    pairs.sort_by_key(|(sign, _)| Reverse(sign.len()));
    pairs
}
