//! The rules of a run.

mod faults;
mod section;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use self::{
    faults::{code_faults, manifest_faults, severity, strangers},
    section::{Compiled, Origin, Section, Surroundings},
};
use super::{
    Pack, Profile, Rule, builtin,
    compile::{action, column},
    lexicon::Lexicon,
    spec::{ActionSpec, PackSpec, SettingSpec, TemplateIdSpec},
    view::View,
};
use crate::{
    diagnostic::{Diagnostic, Language, RuleId, RuleInfo},
    document::{Columns, Dialect, Payloads, TemplateIdForm},
    text::{Source, Spellings},
};

/// Rules that can run. Those of a built-in pack are compiled when they are first asked for.
#[derive(Debug)]
pub struct RuleSet {
    sections: Vec<Section>,
    settings: BTreeMap<String, SettingSpec>,
    /// The names of the settings.
    names: BTreeSet<String>,
    /// The requests that can be read.
    payloads: Payloads,
    /// How words are misspelt, by all packs.
    spellings: OnceLock<Spellings>,
    /// Who can judge.
    providers: Vec<Provider>,
    /// What every provider shares; its name is empty.
    shared: Provider,
}

/// Somebody who judges.
#[derive(Debug)]
struct Provider {
    name: String,
    dialect: Dialect,
    /// The sections that hold for its records, the farthest first.
    sections: Vec<usize>,
    view: OnceLock<View>,
}

impl RuleSet {
    /// The built-in packs and these. A pack called as a built-in one takes its place, so that who works on the built-in
    /// rules can try them without building the program.
    ///
    /// # Errors
    /// Everything that keeps a rule from running, each with its place in the pack's own file.
    pub fn with_builtin(packs: &[Pack], language: Language) -> Result<Self, Vec<Diagnostic>> {
        let mut added: Vec<&Pack> = packs.iter().collect();
        let mut all = Vec::with_capacity(packs.len());
        for head in builtin::heads() {
            let replacement = added.iter().position(|own| own.manifest.name == head.manifest.name);
            all.push(match replacement {
                Some(place) => Loading::Given(added.remove(place), Origin::Replacement),
                None => Loading::Builtin(Box::new(head)),
            });
        }
        all.extend(added.into_iter().map(|pack| Loading::Given(pack, Origin::Added)));
        Self::load(all, language)
    }

    /// These packs alone, the built-in ones left out.
    ///
    /// # Errors
    /// As [`Self::with_builtin`].
    pub fn only(packs: &[Pack], language: Language) -> Result<Self, Vec<Diagnostic>> {
        Self::load(packs.iter().map(|pack| Loading::Given(pack, Origin::Added)).collect(), language)
    }

    /// Every rule, in the order of packs and files.
    pub fn rules(&self) -> Vec<Arc<RuleInfo>> {
        let sections = 0..self.sections.len();
        let rules = sections.flat_map(|number| &self.compiled(number).rules);
        rules.map(|rule| Arc::clone(&rule.info)).collect()
    }

    /// The ids of all rules, in the order of packs and files.
    pub fn ids(&self) -> impl Iterator<Item = &RuleId> {
        self.sections.iter().flat_map(|section| &section.ids)
    }

    /// The packs that can judge in a provider's name.
    pub fn providers(&self) -> Vec<&str> {
        self.providers.iter().map(|provider| provider.name.as_str()).collect()
    }

    /// The built-in packs that stand aside for packs of the user with their name.
    pub fn replaced(&self) -> impl Iterator<Item = &str> {
        let replaced = self.sections.iter().filter(|section| section.origin == Origin::Replacement);
        replaced.map(|section| section.manifest.name.as_str())
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
        let provider = self.provider(provider);
        provider.view.get_or_init(|| self.fill(provider))
    }

    /// How `provider` writes and counts; for any other name, what every provider shares.
    pub fn dialect(&self, provider: &str) -> &Dialect {
        &self.provider(provider).dialect
    }

    /// The rule at a place that a view names.
    ///
    /// # Panics
    /// If there is no such place.
    pub fn rule(&self, place: u32) -> &Rule {
        let number = self.sections.partition_point(|section| section.first <= place) - 1;
        &self.compiled(number).rules[(place - self.sections[number].first) as usize]
    }

    /// The place of the rule with this id.
    pub fn place(&self, id: &str) -> Option<u32> {
        u32::try_from(self.ids().position(|known| known.as_str() == id)?).ok()
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.sections.iter().map(|section| section.ids.len()).sum()
    }

    /// Whether there is no rule at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The requests to providers' APIs that can be read.
    pub const fn payloads(&self) -> &Payloads {
        &self.payloads
    }

    /// How words are misspelt so that no filter finds them, as all packs say.
    pub fn spellings(&self) -> &Spellings {
        self.spellings.get_or_init(|| {
            let mut spellings = Spellings::default();
            for section in &self.sections {
                let list =
                    section.manifest.homophones.as_ref().and_then(|file| section.words().get(file.file.as_str()));
                for line in list.iter().flat_map(|list| list.words()) {
                    let mut parts = line.split_whitespace();
                    if let (Some(written), Some(word)) = (parts.next(), parts.next()) {
                        spellings.add(written, word, parts);
                    }
                }
            }
            spellings
        })
    }

    /// The words that the rules of a section list, as a view names it.
    ///
    /// # Panics
    /// If there is no such section.
    pub fn lexicon(&self, section: usize) -> &Lexicon {
        &self.compiled(section).lexicon
    }

    fn provider(&self, name: &str) -> &Provider {
        self.providers.iter().find(|provider| provider.name == name).unwrap_or(&self.shared)
    }

    fn compiled(&self, number: usize) -> &Compiled {
        let surroundings = Surroundings { settings: &self.names, payloads: &self.payloads, sections: &self.sections };
        self.sections[number].compiled(number, surroundings)
    }

    fn fill(&self, provider: &Provider) -> View {
        let mut replaced = BTreeSet::new();
        let mut levels = BTreeMap::new();
        for &number in &provider.sections {
            replaced.extend(self.compiled(number).rules.iter().filter_map(|rule| rule.replaces.as_deref()));
            let own = self.sections[number].manifest.rules.iter();
            levels.extend(own.map(|(id, level)| (id.as_str(), severity(level))));
        }
        let mut view = View::new(&provider.name, provider.dialect.clone());
        for &number in &provider.sections {
            view.add_words(number, &self.compiled(number).slots);
            for (rule, place) in self.compiled(number).rules.iter().zip(self.sections[number].first..) {
                let id = rule.id().as_str();
                let severity = levels.get(id).copied().unwrap_or(Some(rule.severity()));
                if let (false, Some(severity)) = (replaced.contains(id), severity) {
                    view.add(place, rule, severity);
                }
            }
        }
        view
    }

    fn load(packs: Vec<Loading<'_>>, language: Language) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let manifests = || packs.iter().map(Loading::manifest);
        let settings: BTreeMap<String, SettingSpec> =
            manifests().flat_map(|manifest| manifest.settings.clone()).collect();
        let names: BTreeSet<String> = settings.keys().cloned().collect();
        let payloads = payloads(&packs, language, &mut faults);
        let mut sections: Vec<Section> = Vec::with_capacity(packs.len());
        let mut given = Vec::new();
        let mut first = 0;
        for pack in packs {
            let inherits = ancestors(pack.manifest(), &sections);
            let section = match pack {
                Loading::Builtin(head) => Section::builtin(*head, first, inherits),
                Loading::Given(pack, origin) => {
                    faults.extend_from_slice(&pack.faults);
                    let wrong = manifest_faults(pack, &sections);
                    faults.extend(wrong.iter().map(|fault| fault.diagnose(&pack.source, language)));
                    let wrong = code_faults(pack);
                    faults.extend(wrong.iter().map(|(source, fault)| fault.diagnose(source, language)));
                    let surroundings = Surroundings { settings: &names, payloads: &payloads, sections: &sections };
                    let place = (sections.len(), first);
                    let (section, wrong) = Section::given(pack, origin, place, inherits, surroundings, language);
                    faults.extend(wrong);
                    given.push(pack);
                    section
                }
            };
            first += u32::try_from(section.ids.len()).unwrap_or(u32::MAX);
            sections.push(section);
        }
        faults.extend(strangers(&given, &sections, language));
        if !faults.is_empty() {
            return Err(faults);
        }
        let (providers, shared) = providers(&sections);
        Ok(Self { sections, settings, names, payloads, spellings: OnceLock::new(), providers, shared })
    }
}

/// A pack on its way into a rule set.
enum Loading<'p> {
    Builtin(Box<builtin::Head>),
    Given(&'p Pack, Origin),
}

impl Loading<'_> {
    const fn manifest(&self) -> &PackSpec {
        match self {
            Self::Builtin(head) => &head.manifest,
            Self::Given(pack, _) => &pack.manifest,
        }
    }

    /// Its requests, with the files they stand in; those of a built-in pack have none.
    fn actions(&self) -> Vec<(Option<&Source>, &ActionSpec)> {
        match self {
            Self::Builtin(head) => {
                head.manifest.fields.actions.iter().chain(&head.actions).map(|spec| (None, spec)).collect()
            }
            Self::Given(pack, _) => {
                let own = pack.manifest.fields.actions.iter().map(|spec| (Some(&*pack.source), spec));
                own.chain(pack.actions.iter().map(|(source, spec)| (Some(&**source), spec))).collect()
            }
        }
    }
}

/// The requests and columns of all packs. What is wrong with them goes to `faults`.
///
/// # Panics
/// Never: a test reads the built-in packs through the door that users' packs take.
fn payloads(packs: &[Loading<'_>], language: Language, faults: &mut Vec<Diagnostic>) -> Payloads {
    let (mut actions, mut columns) = (Vec::new(), Vec::new());
    for pack in packs {
        let manifest = pack.manifest();
        for spec in &manifest.columns {
            match (column::column(spec, manifest), pack) {
                (Ok(column), _) => columns.push(column),
                (Err(fault), Loading::Given(pack, _)) => faults.push(fault.diagnose(&pack.source, language)),
                (Err(fault), Loading::Builtin(_)) => panic!("the built-in columns are well formed: {fault:?}"),
            }
        }
        let envelope = Arc::new(action::envelope(&manifest.fields));
        for (source, spec) in pack.actions() {
            match (action::action(spec, manifest, &envelope), source) {
                (Ok(action), _) => actions.push(Arc::new(action)),
                (Err(fault), Some(source)) => faults.push(fault.diagnose(source, language)),
                (Err(fault), None) => panic!("the built-in requests are well formed: {fault:?}"),
            }
        }
    }
    let forms = packs.iter().flat_map(|pack| template_ids(pack.manifest()));
    Payloads::new(actions).with_template_ids(forms.collect()).with_columns(Columns::new(columns))
}

fn template_ids(manifest: &PackSpec) -> impl Iterator<Item = TemplateIdForm> {
    manifest.template_ids.iter().map(|TemplateIdSpec { prefix, digits }| TemplateIdForm {
        provider: manifest.name.value.clone(),
        prefix: prefix.clone(),
        digits: *digits,
    })
}

/// The sections of the packs that `manifest` extends, directly or not, the farthest first.
fn ancestors(manifest: &PackSpec, before: &[Section]) -> Vec<usize> {
    let mut wanted: Vec<&str> = manifest.extends.iter().map(|name| name.as_str()).collect();
    let mut found = Vec::new();
    for (number, section) in before.iter().enumerate().rev() {
        if wanted.contains(&section.manifest.name.as_str()) {
            wanted.extend(section.manifest.extends.iter().map(|name| name.as_str()));
            found.push(number);
        }
    }
    found.reverse();
    found
}

/// Everybody who can judge, and what they share.
fn providers(sections: &[Section]) -> (Vec<Provider>, Provider) {
    let numbered = || sections.iter().enumerate();
    let general = |origin: fn(Origin) -> bool| {
        numbered().filter(move |(_, one)| origin(one.origin) && !one.manifest.provider).map(|(number, _)| number)
    };
    let added: Vec<usize> = general(|origin| origin == Origin::Added).collect();
    let shared = general(|origin| origin != Origin::Added).chain(added.iter().copied()).collect();
    let providers = numbered().filter(|(_, section)| section.manifest.provider).map(|(number, section)| {
        let mut own = section.inherits.clone();
        own.push(number);
        let others: Vec<usize> = added.iter().copied().filter(|number| !own.contains(number)).collect();
        own.extend(others);
        Provider::new(&section.manifest.name, own, sections)
    });
    (providers.collect(), Provider::new("", shared, sections))
}

impl Provider {
    fn new(name: &str, own: Vec<usize>, sections: &[Section]) -> Self {
        let dialects = own.iter().map(|number| &sections[*number].manifest.dialect);
        let dialect = dialects.fold(Dialect::default(), Dialect::overlaid);
        Self { name: name.to_owned(), dialect, sections: own, view: OnceLock::new() }
    }
}
