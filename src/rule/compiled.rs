use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Profile,
    clue::Clue,
    matcher::{Group, Match, Matcher, Trigger, Values, fewest},
    subject::{FieldRef, Spot, Stated, Subject},
    wording::Wording,
};
use crate::{
    diagnostic::{Language, Localized, RuleId, RuleInfo, Safety, Severity},
    document::{Dialect, RecordKind},
};

/// A rule that can run.
#[derive(Debug)]
pub struct Rule {
    /// What readers may want to know about it.
    pub info: Arc<RuleInfo>,
    /// The records it looks at.
    pub applies: Applies,
    /// The field it judges.
    pub field: FieldRef,
    /// What else has to hold.
    pub when: Option<Matcher>,
    /// A setting that it cannot judge without.
    pub asks: Option<Asks>,
    /// Whether it speaks of the run as a whole, once.
    pub once: bool,
    /// What it objects to.
    pub matcher: Matcher,
    /// The headline.
    pub message: Localized<Wording>,
    /// How to mend it.
    pub help: Option<Localized<Wording>>,
    /// How a machine can mend it.
    pub fixer: Option<Fixer>,
    /// Fields that a record must be able to have: what the rule calls missing, and parameters of requests.
    pub needed: Vec<FieldRef>,
    /// Rules in whose place its own findings stand where they overlap.
    pub covers: Vec<RuleId>,
    /// The id of the inherited rule in whose place it stands.
    pub replaces: Option<String>,
    /// Whether it looks at other records of the run.
    pub needs_run: bool,
}

/// A setting that a rule cannot judge without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    /// The setting.
    pub setting: String,
    /// The value with which the rule would find something.
    pub assume: String,
}

/// The records a rule looks at; an empty list asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applies {
    /// The conditions: what has to be stated, and the values of which it must have one.
    pub conditions: Vec<(Stated, Vec<String>)>,
    /// The kind of record.
    pub kind: Option<RecordKind>,
}

/// How a machine can mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixer {
    /// What it does.
    pub action: Action,
    /// What goes before a text that it puts behind a field which ends in neither a stop nor a blank.
    pub separator: Option<Localized>,
    /// Whether it may be applied without asking.
    pub safety: Safety,
}

/// What a fix does. Its texts are in the language of the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Puts a text behind the field.
    Append(Localized<Wording>),
    /// Puts a text in place of what is marked.
    Replace(Localized<Wording>),
    /// Takes away what is marked.
    Delete,
    /// Puts a text in place of the whole field.
    Rewrite(Localized<Wording>),
    /// Takes away what is marked, and puts a text behind the field.
    ToEnd(Localized<Wording>),
    /// Writes what is marked in half width and without blanks.
    Plain,
    /// Puts one space in place of marked blanks, and none at the ends of the field.
    Squeeze,
    /// Writes the content for the provider into its variant.
    Variant,
    /// Puts for each of the first texts in what is marked the second, and takes the rest away. The longest stand first.
    Swap(Vec<(String, Localized)>),
}

/// How a rule stands on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    InForce,
    /// It will hold from that day on.
    Coming(Date),
    /// It holds no longer.
    Over,
}

impl Rule {
    /// Its name.
    pub fn id(&self) -> &RuleId {
        &self.info.id
    }

    /// The severity it has without configuration.
    pub fn severity(&self) -> Severity {
        self.info.severity
    }

    /// How it stands on a day.
    pub fn standing(&self, as_of: Date) -> Standing {
        match (self.info.since, self.info.until) {
            (_, Some(until)) if as_of >= until => Standing::Over,
            (Some(since), _) if as_of < since => Standing::Coming(since),
            _ => Standing::InForce,
        }
    }

    /// Whether it cannot judge before somebody states a setting.
    pub fn waits(&self, profile: &Profile) -> bool {
        let unstated = |setting: &str| profile.get(setting).is_none();
        let who = |stated: Stated| matches!(stated, Stated::Account | Stated::Site) && unstated(stated.key());
        self.asks.as_ref().is_some_and(|asks| unstated(&asks.setting))
            || self.applies.conditions.iter().any(|(stated, _)| who(*stated))
    }

    /// Everything it objects to in a record that it applies to.
    pub fn find<'a>(&self, subject: &Subject<'a>) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        if self.needed.iter().any(|field| subject.is_silent(field)) {
            return found;
        }
        let value = subject.value(&self.field);
        if let Some(when) = &self.when
            && !when.matches(subject, value)
        {
            return found;
        }
        self.matcher.find(subject, value, &mut found);
        if self.once && !found.is_empty() {
            found = vec![Match::at(Spot::Run)];
        }
        found
    }

    /// What has to be hit before it can find anything.
    pub fn trigger(&self) -> Trigger {
        self.matcher.trigger()
    }

    /// Clues one of which a record shows in which it finds anything; `None` where nothing is known.
    pub(super) fn clues(&self, dialect: &Dialect) -> Option<Vec<Clue>> {
        if self.needed.iter().any(FieldRef::is_parameter) {
            return Some(vec![Clue::Request]);
        }
        let main = self.applies.kind.map(RecordKind::main_key);
        let reads_main = matches!(&self.field, FieldRef::Own(path) if main == Some(&**path));
        let of = |matcher: &Matcher| matcher.clues(dialect);
        if reads_main { fewest([of(&self.matcher), self.when.as_ref().and_then(of)]) } else { None }
    }

    /// By what it compares records of the run.
    pub(super) fn groups(&self) -> Vec<&Arc<Group>> {
        self.when.iter().flat_map(Matcher::groups).chain(self.matcher.groups()).collect()
    }
}

impl Applies {
    /// Whether the record is one of these. What is stated nowhere is none of the values.
    pub fn hold(&self, subject: &Subject<'_>) -> bool {
        self.kind.is_none_or(|kind| kind == subject.record.kind)
            && self.conditions.iter().all(|(what, values)| {
                subject.stated(*what).is_some_and(|stated| values.iter().any(|value| value == stated))
            })
    }
}

impl Action {
    /// The text it writes, given what was found; empty where that is not for the pack to say.
    pub fn text(&self, values: &Values, language: Language) -> String {
        self.wording().map_or_else(String::new, |wording| wording.get(language).fill(values))
    }

    /// Whether it would have to write something that nobody knows.
    pub fn lacks(&self, values: &Values, language: Language) -> bool {
        self.wording().is_some_and(|wording| wording.get(language).lacks(values))
    }

    const fn wording(&self) -> Option<&Localized<Wording>> {
        match self {
            Self::Append(wording) | Self::Replace(wording) | Self::Rewrite(wording) | Self::ToEnd(wording) => {
                Some(wording)
            }
            Self::Delete | Self::Plain | Self::Squeeze | Self::Swap(_) | Self::Variant => None,
        }
    }
}
