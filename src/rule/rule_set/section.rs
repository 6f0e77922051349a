//! The rules of one pack in a rule set.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, OnceLock},
};

use crate::{
    diagnostic::{Diagnostic, Language, RuleId},
    document::Payloads,
    rule::{
        Pack, Rule, builtin,
        compile::{Compiler, ROOM, Slots},
        fault::{Code, Fault},
        lexicon::Lexicon,
        spec::{PackSpec, RuleSpec},
        word_list::WordList,
    },
    text::{Source, Span},
};

/// Where a pack comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// With the program.
    Builtin,
    /// From the user, in place of the built-in pack of its name.
    Replacement,
    /// From the user, beside the built-in ones.
    Added,
}

/// The rules of one pack. Those of a pack of the user are compiled at once, so that every mistake shows; those of a
/// built-in one when a record is first judged by them, for most runs need those of one provider only.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) manifest: PackSpec,
    pub(super) origin: Origin,
    /// The place of its first rule in the rule set.
    pub(super) first: u32,
    /// Its rules, in the order of their places.
    pub(super) ids: Vec<RuleId>,
    /// The sections whose rules and word lists it inherits, the farthest first.
    pub(super) inherits: Vec<usize>,
    words: OnceLock<BTreeMap<String, WordList>>,
    compiled: OnceLock<Compiled>,
}

/// Rules that can run, with the words that they list.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) rules: Vec<Rule>,
    pub(super) lexicon: Lexicon,
    pub(super) slots: Slots,
}

/// What the rules of a pack may name besides what stands in the pack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'s> {
    pub(super) settings: &'s BTreeSet<String>,
    pub(super) payloads: &'s Payloads,
    /// The sections so far.
    pub(super) sections: &'s [Section],
}

impl Section {
    /// The section of a built-in pack.
    pub(super) fn builtin(head: builtin::Head, first: u32, inherits: Vec<usize>) -> Self {
        let pack = head.manifest.name.as_str();
        let ids = head.ids.iter().map(|id| RuleId::new(pack, id).expect("the built-in rules have well-formed ids"));
        Self {
            ids: ids.collect(),
            manifest: head.manifest,
            origin: Origin::Builtin,
            first,
            inherits,
            words: OnceLock::new(),
            compiled: OnceLock::new(),
        }
    }

    /// The section of a pack of the user, and what is wrong with its rules.
    pub(super) fn given(
        pack: &Pack,
        origin: Origin,
        (number, first): (usize, u32),
        inherits: Vec<usize>,
        surroundings: Surroundings<'_>,
        language: Language,
    ) -> (Self, Vec<Diagnostic>) {
        let words: BTreeMap<_, _> =
            pack.words.iter().map(|(path, text)| (path.clone(), WordList(Arc::clone(text)))).collect();
        let mut section = Self {
            manifest: pack.manifest.clone(),
            origin,
            first,
            ids: Vec::new(),
            inherits,
            words: OnceLock::from(words),
            compiled: OnceLock::new(),
        };
        let mut faults = Vec::new();
        let specs = pack.rules.iter().map(|(source, spec)| (&**source, spec));
        let broken = pack.broken.iter().map(|(source, spec)| (&**source, spec));
        let compiled = section.compile(number, specs, broken, surroundings, |source, fault| {
            faults.push(fault.diagnose(source, language));
        });
        section.ids = compiled.rules.iter().map(|rule| rule.id().clone()).collect();
        section.compiled = OnceLock::from(compiled);
        (section, faults)
    }

    /// Its rules, compiled. `number` is its own among the sections.
    ///
    /// # Panics
    /// Never: a test compiles the built-in packs through the door that users' packs take.
    pub(super) fn compiled(&self, number: usize, surroundings: Surroundings<'_>) -> &Compiled {
        self.compiled.get_or_init(|| {
            let source = Source::new("rules", Vec::new());
            let rules = builtin::rules(&self.manifest.name);
            let specs = rules.iter().map(|spec| (&source, spec));
            self.compile(number, specs, std::iter::empty(), surroundings, |_, fault| {
                panic!("the packs under rules/ are well formed, but {}: {fault:?}", self.manifest.name.as_str())
            })
        })
    }

    fn compile<'p>(
        &self,
        number: usize,
        specs: impl ExactSizeIterator<Item = (&'p Source, &'p RuleSpec)>,
        broken: impl Iterator<Item = (&'p Source, &'p RuleSpec)>,
        surroundings: Surroundings<'_>,
        mut report: impl FnMut(&Source, &Fault),
    ) -> Compiled {
        let (mut lexicon, mut slots) = (Lexicon::of_section(number), Slots::default());
        let inherited = self.inherits.iter().map(|number| &surroundings.sections[*number]);
        let lists = inherited.chain([self]).flat_map(Self::words);
        let files = lists.map(|(path, list)| (path.clone(), list.clone())).collect();
        let inherited = self.inherits.iter().map(|number| &surroundings.sections[*number]);
        let shared = inherited.chain([self]).flat_map(|section| &section.manifest.matchers);
        let matchers = shared.map(|(name, matcher)| (name.as_str(), matcher)).collect();
        let outlines = match self.origin {
            Origin::Builtin => builtin::outlines(&self.manifest.name),
            Origin::Replacement | Origin::Added => HashMap::new(),
        };
        let mut compiler = Compiler {
            pack: &self.manifest.name,
            settings: surroundings.settings,
            payloads: surroundings.payloads,
            files: &files,
            matchers: &matchers,
            outlines: &outlines,
            lexicon: &mut lexicon,
            room: ROOM,
            slots: &mut slots,
            folds: None,
            inside_shared: false,
            faults: Vec::new(),
        };
        let mut rules = Vec::with_capacity(specs.len());
        let mut ids: HashMap<&str, Span> = HashMap::with_capacity(specs.len());
        for (source, spec) in specs {
            if ids.insert(&spec.id.value, spec.id.span).is_some() {
                report(source, &duplicate(spec.id.span, &spec.id.value));
                continue;
            }
            match compiler.rule(spec) {
                Ok(rule) => rules.push(rule),
                Err(faults) => faults.iter().for_each(|fault| report(source, fault)),
            }
        }
        for (source, spec) in broken {
            // All but its expressions may only seem to be wrong, for want of what could not be read.
            let found = compiler.rule(spec).err().unwrap_or_default();
            found.iter().filter(|fault| fault.is_regex()).for_each(|fault| report(source, fault));
        }
        Compiled { rules, lexicon, slots }
    }

    /// Its word lists, by path.
    pub(super) fn words(&self) -> &BTreeMap<String, WordList> {
        self.words.get_or_init(|| {
            let lists = builtin::words(&self.manifest.name);
            lists.into_iter().map(|(path, text)| (path, WordList(text.into()))).collect()
        })
    }
}

fn duplicate(span: Span, id: &str) -> Fault {
    Fault::new(
        span,
        Code::InvalidValue,
        format!("规则名“{id}”在这个规则包里出现了两次"),
        format!("the pack has two rules called `{id}`"),
    )
}
