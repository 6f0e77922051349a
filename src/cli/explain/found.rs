//! What `smslint explain` tells programs.

use serde::Serialize;

use super::{super::json, cases::AllCases, cases::Cases};
use crate::{
    diagnostic::{Language, Localized, RuleInfo},
    rule::lookup::{Found, KnownCode, Subject},
};

/// Version 1 of the page for programs.
#[derive(Serialize)]
pub(super) struct Explained<'f> {
    version: u8,
    what: &'f str,
    /// `rule`, `code` or `wording`: what it was found to be.
    found: &'static str,
    codes: Vec<CodePage<'f>>,
    rules: Vec<RulePage<'f>>,
    /// Rules that a wording resembles as much as those above.
    more: Vec<&'f str>,
    /// Whether nothing is worded like it, and what is given only comes nearest.
    nearest: bool,
}

#[derive(Serialize)]
struct CodePage<'f> {
    code: &'f str,
    also: Vec<&'f str>,
    pack: &'f str,
    cause: Option<&'static str>,
    title: Option<&'f Localized>,
    help: Option<&'f Localized>,
    says: &'f [String],
    sources: Vec<json::Source<'f>>,
    /// The rules that foresee it, by id; `rules` holds each.
    rules: Vec<&'f str>,
    /// The parameters of requests that are answered with it.
    parameters: Vec<Asked<'f>>,
    resembles: Option<Resembles<'f>>,
}

#[derive(Serialize)]
struct RulePage<'f> {
    rule: json::Rule<'f>,
    /// What a run says about the first bad case.
    why: Option<Localized>,
    bad: Vec<json::Example>,
    good: Vec<json::Example>,
    resembles: Option<Resembles<'f>>,
}

/// A parameter of a request.
#[derive(Serialize)]
struct Asked<'f> {
    action: &'f str,
    parameter: &'f str,
}

/// The known words that a wording resembles, and how much.
#[derive(Clone, Serialize)]
struct Resembles<'f> {
    words: &'f str,
    /// From 0 to 1, to two places.
    score: f64,
}

impl<'f> Explained<'f> {
    pub(super) fn new(what: &'f str, found: &'f Found<'_, 'f>, cases: &AllCases<'_>) -> Self {
        let mut page = Self {
            version: 1,
            what,
            found: "rule",
            codes: Vec::new(),
            rules: Vec::new(),
            more: Vec::new(),
            nearest: false,
        };
        match found {
            Found::Rules(rules) => {
                for rule in rules {
                    page.add_rule(rule, cases, None);
                }
            }
            Found::Codes(codes) => {
                page.found = "code";
                for code in codes {
                    page.add_code(code, cases, None);
                }
            }
            Found::Wording(alike) => {
                (page.found, page.nearest) = ("wording", alike.nearest);
                for likely in &alike.best {
                    let resembles =
                        Some(Resembles { words: likely.words, score: (likely.score * 100.0).round() / 100.0 });
                    match likely.what {
                        Subject::Rule(rule) => page.add_rule(rule, cases, resembles),
                        Subject::Code(code) => page.add_code(code, cases, resembles),
                    }
                }
                page.more = alike.more.iter().map(|rule| rule.id.as_str()).collect();
            }
        }
        page
    }

    fn add_rule(&mut self, rule: &'f RuleInfo, cases: &AllCases<'_>, resembles: Option<Resembles<'f>>) {
        let Cases { bad, good } = cases.of(rule);
        let all = |examples: Vec<_>| examples.into_iter().map(json::Example::from).collect();
        let why = |language| cases.why(rule, language);
        let why = why(Language::Zh).zip(why(Language::En)).map(|(zh, en)| Localized { zh, en });
        self.rules.push(RulePage { rule: rule.into(), why, bad: all(bad), good: all(good), resembles });
    }

    fn add_code(&mut self, code: &'f KnownCode<'f>, cases: &AllCases<'_>, resembles: Option<Resembles<'f>>) {
        self.codes.push(CodePage {
            code: code.shown(),
            also: code.other_names().collect(),
            pack: code.pack,
            cause: code.spec.map(|spec| spec.cause.as_str()),
            title: code.spec.map(|spec| &spec.title),
            help: code.spec.map(|spec| &spec.help),
            says: code.spec.map_or(&[], |spec| &spec.says),
            sources: code.spec.iter().flat_map(|spec| &spec.sources).map(json::Source::from).collect(),
            rules: code.rules.iter().map(|rule| rule.id.as_str()).collect(),
            parameters: code
                .parameters
                .iter()
                .map(|one| Asked { action: one.action, parameter: one.parameter })
                .collect(),
            resembles,
        });
        for rule in &code.rules {
            if !self.rules.iter().any(|known| known.rule.is(rule)) {
                self.add_rule(rule, cases, None);
            }
        }
    }
}
