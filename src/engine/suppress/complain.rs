//! What is wrong with suppressions, as diagnostics.

use super::{
    Entry, Plan,
    directive::{Directive, Fault, naming},
};
use crate::{
    config::suppression::SuppressionRule,
    diagnostic::{Diagnostic, Edits, Fix, Language, Safety, Severity, Wording, meant},
    text::{Source, Span, did_you_mean},
};

/// How many rules are listed at most.
const LISTED: usize = 5;

/// That these rules found nothing where they are ignored.
pub(super) fn nothing_left<T: AsRef<str>>(rules: &[T], language: Language) -> String {
    let quoted: Vec<String> = rules.iter().map(|rule| format!("`{}`", rule.as_ref())).collect();
    language.pick(
        format!("这里没有 {} 的问题，不必忽略", quoted.join("、")),
        format!("no finding of {} is left here to ignore", quoted.join(", ")),
    )
}

/// Gathers complaints about the suppressions of one file.
pub(super) struct Complaints<'a> {
    source: &'a Source,
    plan: &'a Plan,
    found: &'a mut Vec<Diagnostic>,
}

impl<'a> Complaints<'a> {
    pub(super) fn new(source: &'a Source, plan: &'a Plan, found: &'a mut Vec<Diagnostic>) -> Self {
        Self { source, plan, found }
    }

    /// How grave a complaint is; `None` where the configuration turns it off.
    pub(super) fn severity(&self, rule: SuppressionRule) -> Option<Severity> {
        self.plan.levels.level(&rule.id(), rule.severity(), self.source.name())
    }

    pub(super) fn misread(&mut self, span: Span) {
        let message = self.plan.language.pick("看不懂这条 smslint 注释", "smslint does not understand this comment");
        self.complain(SuppressionRule::Syntax, self.source, span, message.to_owned(), None, None);
    }

    /// `here` are the rules that found something where the suppression would hold.
    pub(super) fn misspelt(&mut self, entry: &Entry, fault: &Fault, here: &[String]) {
        let Some(directive) = entry.directive() else { return };
        let language = self.plan.language;
        let (message, fix) = match fault {
            Fault::Spelling(edits) => {
                let message = language.pick(
                    "这条 smslint 注释的写法不对，没有生效",
                    "this suppression is not written as smslint reads it, so it suppresses nothing",
                );
                (message, edits.clone().map(|edits| (Safety::Safe, edits)))
            }
            Fault::NoRule(span) => {
                let message =
                    language.pick("没有写明忽略哪条规则，没有生效", "no rule is named, so nothing is suppressed");
                let rules: Vec<&str> = here.iter().map(String::as_str).collect();
                let fix = match (&*rules, span) {
                    ([], _) => Some(self.removed(directive.comment)),
                    (rules, Some(span)) => Some(naming(*span, rules, directive.reason.is_some())),
                    (_, None) => None,
                };
                (message, fix.map(|edits| (Safety::Unsafe, edits)))
            }
        };
        self.complain(SuppressionRule::Syntax, self.source, directive.comment, message.to_owned(), None, fix);
    }

    /// Only a person knows the reason, so there is no fix.
    pub(super) fn no_reason(&mut self, entry: &Entry) {
        let Some(directive) = entry.directive() else { return };
        let message = self
            .plan
            .language
            .pick("忽略问题要写明原因，否则不生效", "a suppression needs a reason; without one it suppresses nothing");
        self.complain(SuppressionRule::NoReason, self.source, directive.comment, message.to_owned(), None, None);
    }

    /// `here` are the rules that found something where the suppression would hold. Returns the one among them that was
    /// probably meant.
    pub(super) fn unknown<'h>(
        &mut self,
        entry: &Entry,
        rule: &String,
        span: Span,
        known: &[String],
        here: &'h [String],
    ) -> Option<&'h str> {
        let directive = entry.directive()?;
        // Who forgot the pack has written the whole of the second half.
        let is_whole = |id: &&str| id.split_once('/').is_some_and(|(_, name)| name == rule);
        let (known, found) = (|| known.iter().map(String::as_str), || here.iter().map(String::as_str));
        let meant = found().find(is_whole).or_else(|| did_you_mean(rule, found()));
        let near = meant.or_else(|| known().find(is_whole)).or_else(|| did_you_mean(rule, known()));
        let language = self.plan.language;
        let message = language.pick(format!("未知的规则 `{rule}`"), format!("unknown rule `{rule}`"));
        let help = near.map(|near| self::meant(near, language));
        let listed = || {
            let here: Vec<String> = here.iter().take(LISTED).map(|id| format!("`{id}`")).collect();
            language.pick(
                format!("这里的问题来自 {}。", here.join("、")),
                format!("What is found here is of {}.", here.join(", ")),
            )
        };
        let help = match (help, meant) {
            (help, Some(_)) => help,
            (help, None) if here.is_empty() => help,
            (Some(help), None) => Some(format!("{help}{}{}", language.pick("", " "), listed())),
            (None, None) => Some(listed()),
        };
        let edits = match (meant, near, here) {
            (Some(meant), ..) => Some(Edits::one(span, meant)),
            (None, Some(near), []) => Some(Edits::one(span, near)),
            (None, None, []) => Some(self.without(directive.comment, directive.list, entry, &[rule])),
            (None, None, [only]) => Some(Edits::one(span, only)),
            // Whatever was written, what it covers would be mended next.
            (None, ..) => None,
        };
        let fix = edits.map(|edits| (Safety::Unsafe, edits));
        self.complain(SuppressionRule::UnknownRule, self.source, span, message, help, fix);
        meant
    }

    pub(super) fn unused(&mut self, entry: &Entry, directive: &Directive, rules: &[&String]) {
        let message = nothing_left(rules, self.plan.language);
        let fix = (Safety::Safe, self.without(directive.comment, directive.list, entry, rules));
        self.complain(SuppressionRule::Unused, self.source, directive.comment, message, None, Some(fix));
    }

    fn complain(
        &mut self,
        rule: SuppressionRule,
        source: &Source,
        span: Span,
        message: String,
        help: Option<String>,
        fix: Option<(Safety, Edits)>,
    ) {
        let Some(severity) = self.severity(rule) else { return };
        let help = help.or_else(|| Some(rule.info().help.get(self.plan.language).clone()));
        let mut diagnostic = Diagnostic::of_file(rule.id(), severity, source, span, Wording { message, help });
        diagnostic.fix = fix.map(|(safety, edits)| Fix { safety, edits });
        self.found.push(diagnostic);
    }

    /// The edit that takes `rules` out of the list of a comment, or the whole comment where none would be left.
    fn without(&self, comment: Span, list: Span, entry: &Entry, rules: &[&String]) -> Edits {
        let left: Vec<&str> =
            entry.rules.iter().map(|(rule, _)| rule).filter(|rule| !rules.contains(rule)).map(String::as_str).collect();
        if left.is_empty() { self.removed(comment) } else { Edits::one(list, left.join(", ")) }
    }

    /// The edit that takes a comment away: with its line, where it has one of its own, else with the blanks before it.
    fn removed(&self, comment: Span) -> Edits {
        let bytes = self.source.bytes();
        let before = &bytes[..comment.start];
        let blanks = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let start = comment.start - blanks;
        let alone = start == 0 || matches!(bytes[start - 1], b'\n' | b'\r');
        let line_break = match &bytes[comment.end..] {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        Edits::one(Span::new(start, if alone { comment.end + line_break } else { comment.end }), "")
    }
}
