use std::sync::OnceLock;

use super::Compiler;
use crate::{
    document::RecordKind,
    rule::{
        fault::{Code, Fault},
        matcher::{
            Abbreviation, Affix, AffixPlace, Agreement, All, Any, At, CheckDigit, Contacts, Count, DateRange,
            Distinctive, Matcher, Not, OneOf, Pattern, Phones, Picture, Present, RefersTo, Regex, Spare, Variant,
            Words,
        },
        spec::{AbbreviationSpec, DistinctiveSpec, Lacking, MatchSpec, PictureSpec, WordFile, WordsSpec},
        subject::FieldRef,
        word_list::WordList,
    },
    text::{Folds, OneOrMany, Span, Spanned},
};

impl Compiler<'_> {
    /// Compiles what to look for. `place` is where a mistake is shown that has no place of its own. A matcher that is made
    /// of several goes on without those that are wrong, so that all of them are told.
    pub(super) fn matcher(
        &mut self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &MatchSpec,
        place: Span,
    ) -> Result<Matcher, Fault> {
        let outside = self.folds;
        if let Some(views) = &spec.views {
            self.folds = Some(views.iter().copied().collect());
        }
        let matcher = self.seeing(kind, field, spec, place);
        self.folds = outside;
        matcher
    }

    fn seeing(&mut self, kind: RecordKind, field: &FieldRef, spec: &MatchSpec, place: Span) -> Result<Matcher, Fault> {
        let place = spec.field.as_ref().map_or(place, |field| field.span);
        let Some(path) = &spec.field else { return self.sparing(kind, field, spec, place) };
        let field = self.field(kind, path)?;
        let matcher = Box::new(self.sparing(kind, &field, spec, place)?);
        Ok(Matcher::At(At { field, matcher }))
    }

    fn sparing(&mut self, kind: RecordKind, field: &FieldRef, spec: &MatchSpec, place: Span) -> Result<Matcher, Fault> {
        let matcher = self.bare(kind, field, spec, place)?;
        let Some(spare) = &spec.spare else { return Ok(matcher) };
        let spared = Box::new(self.matcher(kind, field, spare, place)?);
        Ok(Matcher::Spare(Spare { matcher: Box::new(matcher), spared }))
    }

    fn bare(&mut self, kind: RecordKind, field: &FieldRef, spec: &MatchSpec, place: Span) -> Result<Matcher, Fault> {
        let given = given(spec);
        if given.len() != 1 {
            let list = given.join(", ");
            return Err(Fault::new(
                place,
                Code::InvalidValue,
                format!("match 应恰好写一种匹配，这里写了 {} 种：{list}", given.len()),
                format!("a match has exactly one matcher; here are {}: {list}", given.len()),
            ));
        }
        if let Some(phrase) = spec.except.first().filter(|_| spec.words.is_none() && spec.regex.is_none()) {
            return Err(Fault::new(
                phrase.span,
                Code::InvalidValue,
                "except 只能与 words 或 regex 同用",
                "`except` goes with `words` or `regex` only",
            ));
        }
        let except = || spec.except.iter().map(|phrase| phrase.value.clone()).collect::<Vec<_>>();
        let several = |compiler: &mut Self, specs: &[MatchSpec]| {
            let mut matchers = Vec::with_capacity(specs.len());
            for spec in specs {
                let matcher = compiler.matcher(kind, field, spec, place);
                matchers.extend(compiler.noted(matcher));
            }
            matchers
        };
        Ok(match spec {
            MatchSpec { words: Some(words), .. } => self.words(kind, field, words, except())?,
            MatchSpec { regex: Some(regex), .. } => self.regex(kind, field, regex, except())?,
            MatchSpec { characters: Some(characters), .. } => Matcher::Characters(self.characters(characters, place)?),
            MatchSpec { length: Some(length), .. } => self.length(length, place)?,
            MatchSpec { variables: Some(variables), .. } => {
                Matcher::Variables(self.variables(kind, field, variables, place)?)
            }
            MatchSpec { links: Some(links), .. } => Matcher::Links(self.links(links, place)?),
            MatchSpec { starts_with: Some(texts), .. } => affix(AffixPlace::Start, texts),
            MatchSpec { ends_with: Some(texts), .. } => affix(AffixPlace::End, texts),
            MatchSpec { contains: Some(texts), .. } => affix(AffixPlace::Anywhere, texts),
            MatchSpec { one_of: Some(values), .. } => Matcher::OneOf(OneOf(plain(values))),
            MatchSpec { present: Some(true), .. } | MatchSpec { absent: Some(false), .. } => Matcher::Present(Present),
            MatchSpec { absent: Some(true), .. } | MatchSpec { present: Some(false), .. } => {
                Matcher::Not(Not(Box::new(Matcher::Present(Present))))
            }
            MatchSpec { same_as: Some(path), .. } => self.agreement(kind, path, true)?,
            MatchSpec { differs_from: Some(path), .. } => self.agreement(kind, path, false)?,
            MatchSpec { contacts: Some(spec), .. } => {
                Matcher::Contacts(Contacts { kinds: spec.kinds.to_vec(), allowed: spec.more_than })
            }
            MatchSpec { table: Some(table), .. } => Matcher::Table(self.table(kind, field, table, place)?),
            MatchSpec { unique: Some(unique), .. } => Matcher::Unique(self.unique(kind, field, unique, place)?),
            MatchSpec { count: Some(count), .. } => Matcher::Count(Count { max: count.max }),
            MatchSpec { number: Some(number), .. } => Matcher::Number(self.number(number, place)?),
            MatchSpec { date_range: Some(faults), .. } => Matcher::DateRange(DateRange(faults.to_vec())),
            MatchSpec { past_day: Some(past), .. } => Matcher::PastDay(self.past_day(kind, field, past)?),
            MatchSpec { check_digit: Some(spec), .. } => {
                Matcher::CheckDigit(CheckDigit { of: spec.of, faults: spec.fault.to_vec() })
            }
            MatchSpec { phones: Some(kinds), .. } => Matcher::Phones(Phones(kinds.to_vec())),
            MatchSpec { picture: Some(PictureSpec { fault, formats, max }), .. } => {
                let max = max.as_ref().map(|max| self.bound(max)).transpose()?;
                Matcher::Picture(Picture { fault: *fault, formats: formats.clone(), max })
            }
            MatchSpec { params: Some(fault), .. } => Matcher::Params(self.params(kind, field, fault, place)?),
            MatchSpec { variant: Some(fault), .. } => Matcher::Variant(Variant(*fault)),
            MatchSpec { uses: Some(name), .. } => self.shared(kind, field, name)?,
            MatchSpec { near: Some(near), .. } => Matcher::Near(self.near(kind, field, near, place)?),
            MatchSpec { refers_to: Some(kind), .. } => Matcher::RefersTo(RefersTo(*kind)),
            MatchSpec { distinctive: Some(distinctive), .. } => Matcher::Distinctive(self.distinctive(distinctive)?),
            MatchSpec { abbreviation: Some(short), .. } => Matcher::Abbreviation(self.abbreviation(kind, short)?),
            MatchSpec { all: Some(all), .. } => Matcher::All(All(several(self, all))),
            MatchSpec { any: Some(any), .. } => Matcher::Any(Any(several(self, any))),
            MatchSpec { not: Some(not), .. } => Matcher::Not(Not(Box::new(self.matcher(kind, field, not, place)?))),
            _ => unreachable!("exactly one matcher is given"),
        })
    }

    /// A matcher that rules share. What is wrong in it is shown where it is used: it stands in another file.
    fn shared(&mut self, kind: RecordKind, field: &FieldRef, name: &Spanned<String>) -> Result<Matcher, Fault> {
        let matchers = self.matchers;
        let Some(spec) = matchers.get(name.as_str()).filter(|_| !self.inside_shared) else {
            let known = matchers.keys().copied().filter(|_| !self.inside_shared);
            return Err(Fault::unknown_name(name.span, ("共用匹配", "shared matcher"), name, known));
        };
        let before = self.faults.len();
        self.inside_shared = true;
        let matcher = self.matcher(kind, field, spec, name.span);
        self.inside_shared = false;
        for fault in &mut self.faults[before..] {
            *fault = fault.clone().at(name.span);
        }
        matcher.map_err(|fault| fault.at(name.span))
    }

    fn words(
        &mut self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &WordsSpec,
        except: Vec<String>,
    ) -> Result<Matcher, Fault> {
        let words = self.listed(spec)?;
        let set = self
            .slot(kind, field)
            .map(|slot| self.lexicon.add(slot, words.iter().map(String::as_str), except.iter().map(String::as_str)));
        let folds = self.folds.unwrap_or(Folds::BASE);
        Ok(Matcher::Words(Words { set, words, except, folds, alone: OnceLock::new() }))
    }

    fn regex(
        &mut self,
        kind: RecordKind,
        field: &FieldRef,
        spec: &Spanned<String>,
        except: Vec<String>,
    ) -> Result<Matcher, Fault> {
        let known = self.outlines.get(spec.as_str()).map(|outline| Ok(Pattern::outlined(spec, outline)));
        if self.room == 0 {
            return Err(Fault::new(
                spec.span,
                Code::InvalidRegex,
                "这个规则包的正则表达式合起来太大",
                "the regular expressions of this pack are too large, taken together",
            ));
        }
        let pattern = known.unwrap_or_else(|| Pattern::new(spec)).map_err(|error| {
            let fault = Fault::new(
                spec.span,
                Code::InvalidRegex,
                format!("正则表达式有误：{}", error.message),
                format!("invalid regular expression: {}", error.message),
            );
            match error.range {
                Some(range) => fault.inside(spec, range),
                None => fault,
            }
        })?;
        self.room = self.room.saturating_sub(pattern.size());
        let gate = self.slot(kind, field).and_then(|slot| {
            let needles = pattern.needles()?;
            Some(self.lexicon.add_gate(slot, needles.iter().map(String::as_str)))
        });
        let folds = self.folds.unwrap_or(Folds::NONE);
        Ok(Matcher::Regex(Regex { pattern, gate, except, folds, shields: OnceLock::new() }))
    }

    fn distinctive(&self, spec: &DistinctiveSpec) -> Result<Distinctive, Fault> {
        let list = |files: &[WordFile]| files.iter().map(|file| self.file(file)).collect::<Result<Vec<_>, _>>();
        let one = |file: &Option<WordFile>| list(file.as_slice());
        Ok(match spec.lacking {
            Lacking::Core => Distinctive::Core {
                without: list(&spec.without)?,
                places: one(&spec.places)?,
                institutions: one(&spec.institutions)?,
                except: one(&spec.except)?,
                words: OnceLock::new(),
            },
            Lacking::Sense => Distinctive::Sense,
            Lacking::Organisation => Distinctive::Organisation {
                surnames: one(&spec.surnames)?,
                given_names: one(&spec.given_names)?,
                except: one(&spec.except)?,
                words: OnceLock::new(),
            },
        })
    }

    fn agreement(&self, kind: RecordKind, path: &Spanned<String>, same: bool) -> Result<Matcher, Fault> {
        Ok(Matcher::Agreement(Agreement { with: self.field(kind, path)?, same }))
    }

    fn abbreviation(&self, kind: RecordKind, spec: &AbbreviationSpec) -> Result<Abbreviation, Fault> {
        Ok(Abbreviation {
            of: self.field(kind, &spec.of)?,
            faults: spec.fault.to_vec(),
            places: self.file(&spec.words.places)?,
            trades: self.file(&spec.words.trades)?,
            forms: self.file(&spec.words.forms)?,
            words: OnceLock::new(),
        })
    }

    pub(super) fn file(&self, file: &WordFile) -> Result<WordList, Fault> {
        self.files.get(file.file.as_str()).cloned().ok_or_else(|| {
            let known = self.files.keys().map(String::as_str);
            Fault::unknown_name(file.file.span, ("词表文件", "word file"), &file.file, known)
        })
    }

    pub(super) fn setting(&self, name: &Spanned<String>) -> Result<String, Fault> {
        if self.settings.contains(name.as_str()) {
            return Ok(name.value.clone());
        }
        let known = self.settings.iter().map(String::as_str);
        Err(Fault::unknown_name(name.span, ("设置", "setting"), name, known))
    }
}

/// The matchers that a specification gives, by key.
fn given(spec: &MatchSpec) -> Vec<&'static str> {
    let all = [
        ("words", spec.words.is_some()),
        ("regex", spec.regex.is_some()),
        ("characters", spec.characters.is_some()),
        ("length", spec.length.is_some()),
        ("variables", spec.variables.is_some()),
        ("links", spec.links.is_some()),
        ("starts_with", spec.starts_with.is_some()),
        ("ends_with", spec.ends_with.is_some()),
        ("contains", spec.contains.is_some()),
        ("one_of", spec.one_of.is_some()),
        ("present", spec.present.is_some()),
        ("absent", spec.absent.is_some()),
        ("same_as", spec.same_as.is_some()),
        ("differs_from", spec.differs_from.is_some()),
        ("contacts", spec.contacts.is_some()),
        ("table", spec.table.is_some()),
        ("unique", spec.unique.is_some()),
        ("count", spec.count.is_some()),
        ("number", spec.number.is_some()),
        ("date_range", spec.date_range.is_some()),
        ("past_day", spec.past_day.is_some()),
        ("check_digit", spec.check_digit.is_some()),
        ("variant", spec.variant.is_some()),
        ("phones", spec.phones.is_some()),
        ("picture", spec.picture.is_some()),
        ("params", spec.params.is_some()),
        ("uses", spec.uses.is_some()),
        ("near", spec.near.is_some()),
        ("refers_to", spec.refers_to.is_some()),
        ("distinctive", spec.distinctive.is_some()),
        ("abbreviation", spec.abbreviation.is_some()),
        ("all", spec.all.is_some()),
        ("any", spec.any.is_some()),
        ("not", spec.not.is_some()),
    ];
    all.into_iter().filter(|(_, given)| *given).map(|(key, _)| key).collect()
}

/// The only one of several alternatives of a key.
pub(super) fn only<T>(mut chosen: Vec<T>, place: Span, key: &str) -> Result<T, Fault> {
    match (chosen.pop(), chosen.is_empty()) {
        (Some(one), true) => Ok(one),
        _ => Err(Fault::new(
            place,
            Code::InvalidValue,
            format!("{key} 下应恰好写一项"),
            format!("exactly one key goes under `{key}`"),
        )),
    }
}

fn plain(values: &OneOrMany<Spanned<String>>) -> Vec<String> {
    values.iter().map(|value| value.value.clone()).collect()
}

fn affix(place: AffixPlace, texts: &OneOrMany<Spanned<String>>) -> Matcher {
    Matcher::Affix(Affix { place, texts: plain(texts) })
}
