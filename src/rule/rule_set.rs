use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::{
    Asks, Pack, Profile, Rule, builtin,
    compile::{Compiler, Slots, action},
    fault::{Code, Fault},
    lexicon::Lexicon,
    spec::SettingSpec,
    view::View,
    word_list::WordList,
};
use crate::{
    diagnostic::{Diagnostic, Language, RuleInfo, Severity},
    document::{Dialect, Payloads},
    text::{Source, Span},
};

/// Rules that can run.
#[derive(Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    lexicon: Lexicon,
    slots: Slots,
    settings: BTreeMap<String, SettingSpec>,
    /// The requests that can be read.
    payloads: Payloads,
    /// The places of rules that ask for a setting.
    asking: Vec<u32>,
    /// What each provider's records are judged by.
    views: Vec<View>,
    /// What records without a provider are judged by.
    shared: View,
    /// Names of the built-in packs in whose place the user's stand.
    replaced: Vec<String>,
}

/// Where a pack comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// With the program.
    Builtin,
    /// From the user, in place of the built-in pack of its name.
    Replacement,
    /// From the user, beside the built-in ones.
    Added,
}

/// A pack on its way into a rule set.
struct Loaded<'p> {
    pack: &'p Pack,
    origin: Origin,
    /// Places of its rules in the rule set.
    rules: Vec<usize>,
}

impl RuleSet {
    /// The built-in packs and these. A pack called as a built-in one takes its place, so that who works on the built-in
    /// rules can try them without building the program.
    ///
    /// # Errors
    /// Everything that keeps a rule from running, each with its place in the pack's own file.
    pub fn with_builtin(packs: &[Pack], language: Language) -> Result<Self, Vec<Diagnostic>> {
        let builtin = builtin::packs();
        let mut added: Vec<&Pack> = packs.iter().collect();
        let mut all = Vec::with_capacity(builtin.len() + packs.len());
        for pack in &builtin {
            let name = pack.manifest.name.as_str();
            let replacement = added.iter().position(|own| own.manifest.name.as_str() == name);
            all.push(replacement.map_or((pack, Origin::Builtin), |place| (added.remove(place), Origin::Replacement)));
        }
        all.extend(added.into_iter().map(|pack| (pack, Origin::Added)));
        Self::load(&all, language)
    }

    /// These packs alone, the built-in ones left out.
    ///
    /// # Errors
    /// As [`Self::with_builtin`].
    pub fn only(packs: &[Pack], language: Language) -> Result<Self, Vec<Diagnostic>> {
        Self::load(&packs.iter().map(|pack| (pack, Origin::Added)).collect::<Vec<_>>(), language)
    }

    /// Every rule, in the order of packs and files.
    pub fn rules(&self) -> Vec<Arc<RuleInfo>> {
        self.rules.iter().map(|rule| Arc::clone(&rule.info)).collect()
    }

    /// The packs that can judge in a provider's name.
    pub fn providers(&self) -> Vec<&str> {
        self.views.iter().map(View::provider).collect()
    }

    /// The built-in packs that stand aside for packs of the user with their name.
    pub fn replaced(&self) -> &[String] {
        &self.replaced
    }

    /// Every setting that a pack declares, by name.
    pub fn settings(&self) -> BTreeMap<&str, &SettingSpec> {
        self.settings.iter().map(|(name, setting)| (name.as_str(), setting)).collect()
    }

    /// What is stated, and for the rest what the packs take for granted.
    pub fn complete(&self, profile: &Profile) -> Profile {
        let mut complete = profile.clone();
        for (name, setting) in &self.settings {
            if let Some(default) = &setting.default {
                complete.0.entry(name.clone()).or_insert_with(|| default.clone());
            }
        }
        complete
    }

    /// What judges in the name of `provider`; for any other name, what every provider shares.
    pub fn view(&self, provider: &str) -> &View {
        self.views.iter().find(|view| view.provider() == provider).unwrap_or(&self.shared)
    }

    /// The rule at a place that a view names.
    pub fn rule(&self, place: u32) -> &Rule {
        &self.rules[place as usize]
    }

    /// The place of the rule with this id.
    pub fn place(&self, id: &str) -> Option<u32> {
        u32::try_from(self.rules.iter().position(|rule| rule.id().as_str() == id)?).ok()
    }

    /// The rules that ask for a setting, by their place.
    pub fn asking(&self) -> impl Iterator<Item = (u32, &Asks)> {
        self.asking.iter().filter_map(|&place| Some((place, self.rule(place).asks.as_ref()?)))
    }

    /// How many rules there are.
    pub const fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is no rule at all.
    pub const fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The requests to providers' APIs that can be read.
    pub const fn payloads(&self) -> &Payloads {
        &self.payloads
    }

    /// The words of all rules.
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The fields in which words are looked for.
    pub const fn slots(&self) -> &Slots {
        &self.slots
    }

    fn load(packs: &[(&Pack, Origin)], language: Language) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let (mut rules, mut lexicon, mut slots) = (Vec::new(), Lexicon::default(), Slots::default());
        let mut settings = BTreeMap::new();
        for (pack, _) in packs {
            settings.extend(pack.manifest.settings.clone());
        }
        let names: BTreeSet<String> = settings.keys().cloned().collect();
        let payloads = payloads(packs, language, &mut faults);
        let mut loaded: Vec<Loaded<'_>> = Vec::with_capacity(packs.len());
        for &(pack, origin) in packs {
            faults.extend_from_slice(&pack.faults);
            let mut report = |source: &Source, fault: &Fault| faults.push(fault.diagnose(source, language));
            for fault in &manifest_faults(pack, &loaded) {
                report(&pack.source, fault);
            }
            for (source, fault) in code_faults(pack) {
                report(source, &fault);
            }
            let files = word_files(pack, &loaded);
            let mut compiler = Compiler {
                pack: &pack.manifest.name.value,
                settings: &names,
                payloads: &payloads,
                files: &files,
                eager: origin != Origin::Builtin,
                lexicon: &mut lexicon,
                slots: &mut slots,
                faults: Vec::new(),
            };
            let mut own = Vec::with_capacity(pack.rules.len());
            let mut ids: HashMap<&str, Span> = HashMap::with_capacity(pack.rules.len());
            for (source, spec) in &pack.rules {
                if ids.insert(&spec.id.value, spec.id.span).is_some() {
                    report(source, &duplicate(spec.id.span, &spec.id.value));
                    continue;
                }
                match compiler.rule(spec) {
                    Ok(rule) => {
                        own.push(rules.len());
                        rules.push(rule);
                    }
                    Err(faults) => faults.iter().for_each(|fault| report(source, fault)),
                }
            }
            for (source, spec) in &pack.broken {
                // All but its expressions may only seem to be wrong, for want of what could not be read.
                let found = compiler.rule(spec).err().unwrap_or_default();
                found.iter().filter(|fault| fault.is_regex()).for_each(|fault| report(source, fault));
            }
            loaded.push(Loaded { pack, origin, rules: own });
        }
        faults.extend(strangers(&loaded, &rules, language));
        if faults.is_empty() {
            let (views, shared) = views(&loaded, &rules, lexicon.sets());
            let asking =
                rules.iter().zip(0..).filter(|(rule, _)| rule.asks.is_some()).map(|(_, place)| place).collect();
            let replaced = loaded.iter().filter(|one| one.origin == Origin::Replacement);
            let replaced = replaced.map(|one| one.pack.manifest.name.value.clone()).collect();
            Ok(Self { rules, lexicon, slots, settings, payloads, asking, views, shared, replaced })
        } else {
            Err(faults)
        }
    }
}

/// The requests of all packs. What is wrong with them goes to `faults`.
fn payloads(packs: &[(&Pack, Origin)], language: Language, faults: &mut Vec<Diagnostic>) -> Payloads {
    let mut actions = Vec::new();
    for (pack, _) in packs {
        let envelope = Arc::new(action::envelope(&pack.manifest.fields));
        let own = pack.manifest.fields.actions.iter().map(|spec| (&pack.source, spec));
        for (source, spec) in own.chain(pack.actions.iter().map(|(source, spec)| (source, spec))) {
            match action::action(spec, &pack.manifest, &envelope) {
                Ok(action) => actions.push(Arc::new(action)),
                Err(fault) => faults.push(fault.diagnose(source, language)),
            }
        }
    }
    Payloads::new(actions)
}

/// Rules that are named by others, and that no loaded pack has.
fn strangers(loaded: &[Loaded<'_>], rules: &[Rule], language: Language) -> Vec<Diagnostic> {
    let known: HashSet<&str> = rules.iter().map(|rule| rule.id().as_str()).collect();
    let mut faults = Vec::new();
    for pack in loaded.iter().map(|one| one.pack) {
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

fn duplicate(span: Span, id: &str) -> Fault {
    Fault::new(
        span,
        Code::InvalidValue,
        format!("规则名“{id}”在这个规则包里出现了两次"),
        format!("the pack has two rules called `{id}`"),
    )
}

/// What is wrong with a manifest, given the packs before it.
fn manifest_faults(pack: &Pack, before: &[Loaded<'_>]) -> Vec<Fault> {
    let known = || before.iter().map(|loaded| loaded.pack.manifest.name.as_str());
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
fn code_faults(pack: &Pack) -> Vec<(&Source, Fault)> {
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

/// The word lists that a pack can name: those of the packs it extends, and its own before them.
fn word_files(pack: &Pack, before: &[Loaded<'_>]) -> BTreeMap<String, WordList> {
    let mut files = BTreeMap::new();
    for loaded in ancestors(pack, before) {
        let words = loaded.pack.words.iter();
        files.extend(words.map(|(path, text)| (path.clone(), WordList(Arc::clone(text)))));
    }
    files.extend(pack.words.iter().map(|(path, text)| (path.clone(), WordList(Arc::clone(text)))));
    files
}

/// The packs that `pack` extends, directly or not, the farthest first.
fn ancestors<'l, 'p>(pack: &Pack, before: &'l [Loaded<'p>]) -> Vec<&'l Loaded<'p>> {
    let mut wanted: Vec<&str> = pack.manifest.extends.iter().map(|name| name.as_str()).collect();
    let mut found = Vec::new();
    for loaded in before.iter().rev() {
        if wanted.contains(&loaded.pack.manifest.name.as_str()) {
            wanted.extend(loaded.pack.manifest.extends.iter().map(|name| name.as_str()));
            found.push(loaded);
        }
    }
    found.reverse();
    found
}

fn severity(word: &str) -> Option<Severity> {
    Severity::ALL.into_iter().find(|severity| severity.as_str() == word)
}

/// One view for each provider, and one for records without any.
fn views(loaded: &[Loaded<'_>], rules: &[Rule], sets: usize) -> (Vec<View>, View) {
    let added: Vec<&Loaded<'_>> =
        loaded.iter().filter(|one| one.origin == Origin::Added && !one.pack.manifest.provider).collect();
    let shared = loaded.iter().filter(|one| one.origin != Origin::Added && !one.pack.manifest.provider);
    let mut views = Vec::new();
    for (place, provider) in loaded.iter().enumerate().filter(|(_, one)| one.pack.manifest.provider) {
        let mut packs = ancestors(provider.pack, &loaded[..place]);
        packs.push(provider);
        for pack in &added {
            if !packs.iter().any(|known| std::ptr::eq(*known, *pack)) {
                packs.push(pack);
            }
        }
        views.push(view(Some(provider.pack), &packs, rules, sets));
    }
    (views, view(None, &shared.chain(added).collect::<Vec<_>>(), rules, sets))
}

fn view(provider: Option<&Pack>, packs: &[&Loaded<'_>], rules: &[Rule], sets: usize) -> View {
    let mut replaced = BTreeSet::new();
    let mut levels = BTreeMap::new();
    for loaded in packs {
        replaced.extend(loaded.pack.rules.iter().filter_map(|(_, spec)| spec.replaces.as_ref().map(|id| id.as_str())));
        levels.extend(loaded.pack.manifest.rules.iter().map(|(id, level)| (id.as_str(), severity(level))));
    }
    let dialects = packs.iter().map(|loaded| &loaded.pack.manifest.dialect);
    let dialect = dialects.fold(Dialect::default(), Dialect::overlaid);
    let mut view = View::new(provider.map_or("", |pack| &pack.manifest.name), dialect, rules, sets);
    for place in packs.iter().flat_map(|loaded| &loaded.rules) {
        let rule = &rules[*place];
        let id = rule.id().as_str();
        let severity = levels.get(id).copied().unwrap_or(Some(rule.severity()));
        if let (false, Some(severity)) = (replaced.contains(id), severity) {
            view.add(*place, rule, severity);
        }
    }
    view
}
