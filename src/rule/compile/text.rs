//! Matchers that read a text.

use std::collections::HashSet;

use super::{Compiler, matcher::only};
use crate::{
    document::RecordKind,
    rule::{
        fault::{Code, Fault},
        matcher::{Bound, Characters, Items, Length, Links, Matcher, MessageLength, Number, Variables},
        spec::{CharactersSpec, LengthOf, LengthSpec, Limit, LinksSpec, NumberSpec, VariablesSpec, WordsSpec},
        subject::FieldRef,
    },
    text::{Span, fold_str},
};

/// The most characters that a listed word may have.
const LONGEST_WORD: usize = 100;

impl Compiler<'_> {
    pub(super) fn length(&self, spec: &LengthSpec, place: Span) -> Result<Matcher, Fault> {
        let bound = |limit: &Option<Limit>| limit.as_ref().map(|limit| self.bound(limit)).transpose();
        let (min, max) = (bound(&spec.min)?, bound(&spec.max)?);
        match (spec.of, min, max) {
            (_, None, None) => Err(Fault::new(
                place,
                Code::InvalidValue,
                "length 应写 min 或 max",
                "a length has `min`, `max` or both",
            )),
            (LengthOf::Field, min, max) => Ok(Matcher::Length(Length { unit: spec.unit, min, max })),
            (LengthOf::Items, min, max) => Ok(Matcher::Items(Items { min, max })),
            (of, None, Some(max)) => Ok(Matcher::MessageLength(MessageLength { of, unit: spec.unit, max })),
            (_, Some(_), _) => Err(Fault::new(
                place,
                Code::InvalidValue,
                "整条短信的长度只有上限 max",
                "the length of a message has a `max` only",
            )),
        }
    }

    pub(super) fn number(&self, spec: &NumberSpec, place: Span) -> Result<Number, Fault> {
        let bound = |limit: &Option<Limit>| limit.as_ref().map(|limit| self.bound(limit)).transpose();
        let (min, max) = (bound(&spec.min)?, bound(&spec.max)?);
        if min.is_none() && max.is_none() {
            let (zh, en) = ("number 应写 min 或 max", "a number has `min`, `max` or both");
            return Err(Fault::new(place, Code::InvalidValue, zh, en));
        }
        Ok(Number { min, max })
    }

    pub(super) fn bound(&self, limit: &Limit) -> Result<Bound, Fault> {
        match limit {
            Limit::Number(number) => Ok(Bound::Number(*number)),
            Limit::Setting(name) => self.setting(&name.setting).map(Bound::Setting),
        }
    }

    pub(super) fn characters(&self, spec: &CharactersSpec, place: Span) -> Result<Characters, Fault> {
        let mut also: HashSet<char> = spec.also.chars().collect();
        if let Some(file) = &spec.listed {
            also.extend(self.file(file)?.words().flat_map(str::chars));
        }
        compile_characters(spec, also, place)
    }

    pub(super) fn variables(
        &mut self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &VariablesSpec,
        place: Span,
    ) -> Result<Variables, Fault> {
        let mut chosen = Vec::new();
        if !spec.shape.is_empty() {
            chosen.push(Variables::Shape(spec.shape.to_vec()));
        }
        let flags = [
            (spec.misnamed, Variables::Misnamed),
            (spec.unbalanced, Variables::Unbalanced),
            (spec.misnumbered, Variables::Misnumbered),
            (spec.adjacent, Variables::Adjacent),
            (spec.only, Variables::Only),
            (spec.repeated, Variables::Repeated),
            (spec.undeclared, Variables::Undeclared),
            (spec.unused, Variables::Unused),
            (spec.inside_link, Variables::InsideLink),
            (spec.inside_number, Variables::InsideNumber),
        ];
        chosen.extend(flags.into_iter().filter(|(given, _)| *given).map(|(_, one)| one));
        if !spec.declared.is_empty() {
            chosen.push(Variables::Declared(spec.declared.clone()));
        }
        if let Some(example) = &spec.example {
            let matcher = Box::new(self.matcher(kind, field, example, place)?);
            chosen.push(Variables::Example { of: spec.of.clone(), matcher });
        }
        chosen.extend(spec.beside_number.map(Variables::BesideNumber));
        chosen.extend(spec.fixed_text_below.map(Variables::FixedTextBelow));
        if let Some(limit) = &spec.longer_than {
            chosen.push(Variables::LongerThan(self.bound(limit)?));
        }
        chosen.extend(spec.more_than.map(Variables::MoreThan));
        only(chosen, place, "variables")
    }

    pub(super) fn links(&self, spec: &LinksSpec, place: Span) -> Result<Links, Fault> {
        let with_variable = spec.with_variable && spec.hosts.is_none();
        let flags = [(spec.any, Links::Any), (with_variable, Links::WithVariable), (spec.bare_ip, Links::BareIp)];
        let mut chosen: Vec<_> = flags.into_iter().filter(|(given, _)| *given).map(|(_, one)| one).collect();
        chosen.extend(spec.more_than.map(Links::MoreThan));
        if let Some(hosts) = &spec.hosts {
            let hosts = self.listed(hosts)?.iter().map(|host| fold_str(host)).collect();
            chosen.push(Links::Hosts { hosts, with_variable: spec.with_variable });
        }
        only(chosen, place, "links")
    }

    /// The words of a list, wherever it stands.
    pub(super) fn listed(&self, spec: &WordsSpec) -> Result<Vec<String>, Fault> {
        match spec {
            WordsSpec::List(words) => words.iter().map(|word| short(&word.value, word.span)).collect(),
            WordsSpec::File(file) => self.file(file)?.words().map(|word| short(word, file.file.span)).collect(),
        }
    }
}

/// A listed word, unless it is longer than any word is: of words inside words each counts where it is found, so that long
/// ones inside one another would be found without end.
fn short(word: &str, place: Span) -> Result<String, Fault> {
    if word.chars().nth(LONGEST_WORD).is_none() {
        return Ok(word.to_owned());
    }
    let begin: String = word.chars().take(12).collect();
    Err(Fault::new(
        place,
        Code::InvalidValue,
        format!("“{begin}…”超过 {LONGEST_WORD} 个字"),
        format!("“{begin}…” is longer than {LONGEST_WORD} characters"),
    ))
}

fn compile_characters(spec: &CharactersSpec, also: HashSet<char>, place: Span) -> Result<Characters, Fault> {
    let (allow, classes) = match (spec.allow.is_empty(), spec.deny.is_empty()) {
        (false, true) => (true, spec.allow.clone()),
        (true, false) => (false, spec.deny.clone()),
        (true, true) if !also.is_empty() => (false, Vec::new()),
        _ => {
            return Err(Fault::new(
                place,
                Code::InvalidValue,
                "characters 应写 allow 或 deny 之一",
                "`characters` has either `allow` or `deny`",
            ));
        }
    };
    Ok(Characters { allow, classes, also, whole: spec.whole })
}
