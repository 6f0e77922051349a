//! Finds and reads configurations, and the packs they name.

use std::{
    collections::HashMap,
    env,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    clock,
    console::Console,
    load,
    options::{ConfigChoice, Options},
    packs::{self, LoadedPack, PackError},
    path,
    profile::Meter,
};
use crate::{
    config::{Config, FileFilter, Folder, Spec, check_provider, check_setting},
    diagnostic::{Language, Severity},
    engine::{Plan, Stopwatch},
    rule::{Pack, RuleSet},
    text::{Source, Spanned},
};

/// The name under which configurations are looked for.
pub(super) const FILE_NAME: &str = "lint.yml";

/// What holds for the files below one `lint.yml`, or for those below none.
#[derive(Clone, Debug)]
pub(super) struct Project {
    /// The folder of its `lint.yml`; `None` without one.
    pub(super) folder: Option<PathBuf>,
    /// How to lint.
    pub(super) plan: Plan,
    /// What to lint.
    pub(super) files: FileFilter,
    /// The least severity that counts.
    pub(super) fail_on: Severity,
    /// The packs of the user.
    pub(super) packs: Arc<[Pack]>,
    /// What measures its rules, where somebody wants to know.
    pub(super) meter: Option<Arc<Meter>>,
    /// Its `lint.yml` as it is written; `None` without one.
    pub(super) written: Option<Written>,
}

/// A configuration, and the file it was read from.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// The file.
    pub(super) source: Arc<Source>,
    /// What it says, with places.
    pub(super) spec: Arc<Spec>,
}

/// A project, by its place in [`Projects::all`].
pub(super) type ProjectId = usize;

/// All projects that a run has to do with, each read once.
#[derive(Debug)]
pub(super) struct Projects<'o> {
    options: &'o Options,
    /// One for the whole run: what the first configuration says, or else the locale.
    language: Option<Language>,
    working_directory: PathBuf,
    /// By folder; `None` where the configuration is broken, which has been said.
    by_folder: HashMap<PathBuf, Option<ProjectId>>,
    /// By the path of the configuration; `None` stands for no configuration.
    by_config: HashMap<Option<PathBuf>, Option<ProjectId>>,
    rule_sets: HashMap<Vec<PathBuf>, Loaded>,
    all: Vec<Project>,
}

/// Rules that can run, and the packs of the user that some of them came from.
type Loaded = (Arc<RuleSet>, Arc<[Pack]>);

/// A configuration as it was read; without one, a spec that says nothing.
struct Found {
    source: Option<Arc<Source>>,
    spec: Spec,
    folder: Option<PathBuf>,
}

impl<'o> Projects<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self {
            options,
            language: options.language,
            working_directory: env::current_dir().unwrap_or_default(),
            by_folder: HashMap::new(),
            by_config: HashMap::new(),
            rule_sets: HashMap::new(),
            all: Vec::new(),
        }
    }

    /// Where relative paths begin.
    pub(super) fn working_directory(&self) -> &Path {
        &self.working_directory
    }

    /// The project called `id`.
    pub(super) fn get(&self, id: ProjectId) -> &Project {
        &self.all[id]
    }

    /// Notes that all documents of the project called `id` are read.
    pub(super) fn is_whole(&mut self, id: ProjectId) {
        self.all[id].plan.partial = false;
    }

    /// How many there are: their ids are the numbers below it.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The project of the working directory.
    pub(super) fn here(&mut self, console: &mut Console) -> Option<&Project> {
        let id = self.of(&self.working_directory.clone(), console)?;
        Some(self.get(id))
    }

    /// The project of the files in `folder`, which is absolute. `None` where its configuration cannot be used, which
    /// has been said.
    pub(super) fn of(&mut self, folder: &Path, console: &mut Console) -> Option<ProjectId> {
        if let Some(&known) = self.by_folder.get(folder) {
            return known;
        }
        let config = match &self.options.config {
            ConfigChoice::None => None,
            ConfigChoice::File(file) => Some(path::absolute(&self.working_directory, file)),
            ConfigChoice::Nearest => match (marked(folder, &self.working_directory, console), folder.parent()) {
                (Some(file), _) => Some(file),
                (None, Some(parent)) => {
                    let known = self.of(parent, console);
                    self.by_folder.insert(folder.to_owned(), known);
                    return known;
                }
                (None, None) => None,
            },
        };
        let project = match self.by_config.get(&config) {
            Some(&known) => known,
            None => self.load(config.as_deref(), console),
        };
        self.by_config.insert(config, project);
        self.by_folder.insert(folder.to_owned(), project);
        project
    }

    fn load(&mut self, config: Option<&Path>, console: &mut Console) -> Option<ProjectId> {
        let found = match config {
            None => Found { source: None, spec: Spec::default(), folder: None },
            Some(file) => self.read(file, console)?,
        };
        let config_path = config.map(Path::to_owned);
        let language = *self.language.get_or_insert(found.spec.language.unwrap_or(console.language()));
        console.speak(language);
        let (rules, packs) = self.rules(&found, language, console)?;
        let config = match &found.source {
            None => Config::default(),
            Some(source) => {
                let at = found.folder.as_deref().unwrap_or(Path::new(""));
                let folder = Folder::new(&path::slashes(&self.working_directory), &path::slashes(at));
                match found.spec.resolve(source, &folder, &rules, language) {
                    Ok(config) => config,
                    Err(diagnostics) => {
                        console.diagnostics(diagnostics, [Arc::clone(source)]);
                        return None;
                    }
                }
            }
        };
        let mut project = self.combine(config, found.folder, rules, packs, language, console)?;
        if let Some(folder) = &project.folder {
            project.plan.levels.find_gone(|path| folder.join(path).exists());
        }
        let written =
            found.source.zip(config_path).map(|(source, path)| Written { path, source, spec: Arc::new(found.spec) });
        project.written = written;
        self.all.push(project);
        Some(self.all.len() - 1)
    }

    /// What was said on the command line, over what the configuration says.
    fn combine(
        &self,
        config: Config,
        folder: Option<PathBuf>,
        rules: Arc<RuleSet>,
        packs: Arc<[Pack]>,
        language: Language,
        console: &mut Console,
    ) -> Option<Project> {
        let (options, mut usable) = (self.options, true);
        for name in &options.providers {
            if let Err(wording) = check_provider(name, &rules, language) {
                console.wording(&wording);
                usable = false;
            }
        }
        let mut profile = config.profile;
        for (name, value) in &options.profile {
            if let Err(fault) = check_setting(name, value, &rules, language) {
                console.wording(fault.wording());
                usable = false;
            }
            profile.0.insert(name.clone(), value.clone());
        }
        let providers = if options.providers.is_empty() { config.providers } else { options.providers.clone() };
        let meter = options.profile_rules.then(|| Arc::new(Meter::new(rules.len())));
        usable.then(|| Project {
            folder,
            plan: Plan {
                rules,
                providers,
                profile,
                as_of: options.as_of.or(config.as_of).unwrap_or_else(clock::today),
                language,
                levels: config.levels,
                sources: config.sources,
                // Until it is known which files are read.
                partial: true,
                stopwatch: meter.clone().map(|meter| meter as Arc<dyn Stopwatch>),
            },
            files: config.files,
            fail_on: options.fail_on.or(config.fail_on).unwrap_or(Severity::Error),
            packs,
            meter,
            written: None,
        })
    }

    fn read(&self, file: &Path, console: &mut Console) -> Option<Found> {
        let name = path::name(&path::seen_from(&self.working_directory, file));
        let bytes = match load::file(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let words = error.words(console.language());
                console.error(&console.language().pick(format!("{name}：{words}"), format!("{name}: {words}")));
                return None;
            }
        };
        let source = Arc::new(Source::new(name, bytes));
        match Spec::read(&source, console.language()) {
            Ok(spec) => Some(Found { source: Some(source), spec, folder: file.parent().map(Path::to_owned) }),
            Err(diagnostics) => {
                console.diagnostics(diagnostics, [source]);
                None
            }
        }
    }

    /// The built-in rules and those of the packs that the configuration and the command line name.
    fn rules(&mut self, found: &Found, language: Language, console: &mut Console) -> Option<Loaded> {
        let below = found.folder.as_deref().unwrap_or(Path::new(""));
        let configured = found.spec.packs.iter().map(|pack| (path::absolute(below, Path::new(&**pack)), Some(pack)));
        let typed = self.options.packs.iter().map(|pack| (path::absolute(&self.working_directory, pack), None));
        let mut wanted: Vec<(PathBuf, Option<&Spanned<String>>)> = Vec::new();
        for pack in configured.chain(typed) {
            if wanted.iter().all(|(known, _)| *known != pack.0) {
                wanted.push(pack);
            }
        }
        let key: Vec<PathBuf> = wanted.iter().map(|(at, _)| at.clone()).collect();
        if let Some(known) = self.rule_sets.get(&key) {
            return Some(known.clone());
        }
        let mut loaded: Vec<LoadedPack> = Vec::with_capacity(wanted.len());
        for (at, written) in &wanted {
            let seen = path::seen_from(&self.working_directory, at);
            if let (Some(written), Some(source), ConfigChoice::Nearest) = (written, &found.source, &self.options.config)
                && !packs::is_within_reach(at, below, &self.working_directory)
            {
                let diagnostic = Spec::distant_pack(source, written, language);
                console.diagnostics(vec![diagnostic], [Arc::clone(source)]);
                continue;
            }
            match (packs::read(&seen, language), written, &found.source) {
                (Ok(pack), ..) => loaded.push(pack),
                (Err(PackError::Unread(_, words)), Some(written), Some(source)) => {
                    let diagnostic = Spec::unreadable_pack(source, written, &words, language);
                    console.diagnostics(vec![diagnostic], [Arc::clone(source)]);
                }
                (Err(PackError::Unread(name, words)), ..) => {
                    console.error(&language.pick(format!("{name}：{words}"), format!("{name}: {words}")));
                }
                (Err(PackError::Wrong(diagnostics, sources)), ..) => console.diagnostics(diagnostics, sources),
            }
        }
        if loaded.len() < wanted.len() {
            for LoadedPack { pack, sources } in loaded.iter().filter(|loaded| !loaded.pack.faults().is_empty()) {
                console.diagnostics(pack.faults().to_vec(), sources.iter().cloned());
            }
            return None;
        }
        let (packs, sources): (Vec<Pack>, Vec<Vec<Arc<Source>>>) =
            loaded.into_iter().map(|loaded| (loaded.pack, loaded.sources)).unzip();
        match RuleSet::with_builtin(&packs, language) {
            Ok(rules) => {
                for name in rules.replaced() {
                    console.note(&language.pick(
                        format!("规则包“{name}”代替了同名的内置规则包"),
                        format!("your pack `{name}` stands in place of the built-in one"),
                    ));
                }
                Some(self.rule_sets.entry(key).or_insert((Arc::new(rules), packs.into())).clone())
            }
            Err(diagnostics) => {
                console.diagnostics(diagnostics, sources.into_iter().flatten());
                None
            }
        }
    }
}

/// The `lint.yml` in `folder`, where there is one that says it is ours.
fn marked(folder: &Path, working_directory: &Path, console: &mut Console) -> Option<PathBuf> {
    let file = folder.join(FILE_NAME);
    match load::file(&file) {
        Ok(bytes) => Spec::is_marked(&Source::new(FILE_NAME, bytes)).then_some(file),
        Err(load::Unread::Io(error)) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            console.io_error(&path::name(&path::seen_from(working_directory, &file)), &error);
            None
        }
        // Not there; or so large, or of such a kind, that it cannot be ours.
        Err(_) => None,
    }
}
