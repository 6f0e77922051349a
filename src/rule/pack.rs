//! A pack as it was written: a manifest, rules, word lists.

mod piece;

use std::{collections::BTreeMap, sync::Arc};

use self::piece::{Holds, Part, Piece};
use super::{
    executor::{Executor, OneByOne},
    fault::{Code, Fault},
    spec::{ActionSpec, CodeSpec, PackSpec, RuleSpec},
};
use crate::{
    diagnostic::{Diagnostic, Language},
    text::{self, Source},
};

/// The name of the manifest in a pack's folder.
const MANIFEST: &str = "pack.yml";

/// The folder of requests in a pack's folder.
const FIELDS: &str = "fields/";

/// The name of the list of the provider's codes in a pack's folder.
const CODES: &str = "codes.yml";

/// A pack that could be read, at least in part. Whether its rules can run is for [`super::RuleSet`] to say: that no
/// mistake hides another, it tells those of the reading too.
#[derive(Clone, Debug)]
pub struct Pack {
    /// `pack.yml`, or the first document of a pack file.
    pub manifest: PackSpec,
    /// The file of the manifest.
    pub source: Arc<Source>,
    /// Its rules, each with the file it stands in.
    pub rules: Vec<(Arc<Source>, RuleSpec)>,
    /// Its requests that have files of their own, each with its file. Others stand in the manifest.
    pub actions: Vec<(Arc<Source>, ActionSpec)>,
    /// What the provider answers with, each with the file it stands in.
    pub codes: Vec<(Arc<Source>, CodeSpec)>,
    /// Its word lists, by path below the pack's folder.
    pub words: BTreeMap<String, Arc<str>>,
    /// Rules that could not be read whole, each with its file.
    pub(super) broken: Vec<(Arc<Source>, RuleSpec)>,
    /// What is wrong with its files.
    pub(super) faults: Vec<Diagnostic>,
}

impl Pack {
    /// Reads a pack from the files of its folder: `pack.yml`, `codes.yml`, any number of rules (`*.yml`), word lists
    /// (`words/*.txt`), requests to an API (`fields/*.yml`). Names of the sources are shown in reports; the second half
    /// of each pair is the path below the
    /// folder, with `/`. A single file with the manifest as its first document is a pack too.
    ///
    /// # Errors
    /// Without a manifest that names the pack: everything that is wrong with any of the files, each with its place.
    pub fn read(files: &[(Arc<Source>, String)], language: Language) -> Result<Self, Vec<Diagnostic>> {
        Self::read_by(&OneByOne, files, language)
    }

    /// As [`Self::read`], with `executor` to read pieces of the files at the same time.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_by(
        executor: &impl Executor,
        files: &[(Arc<Source>, String)],
        language: Language,
    ) -> Result<Self, Vec<Diagnostic>> {
        let lone = files.len() == 1;
        let (mut words, mut pieces, mut codes) = (BTreeMap::new(), Vec::new(), Vec::new());
        let (mut texts, mut damaged) = (Vec::with_capacity(files.len()), Vec::with_capacity(files.len()));
        for (source, _) in files {
            let (text, broken) = source.decode();
            texts.push(text);
            let fault = |&span| text::Fault { span, kind: source.damage(span), related: None };
            damaged.push(broken.first().map(fault));
        }
        let mut faults = Vec::new();
        for ((source, path), (file, text)) in files.iter().zip(texts.iter().enumerate()) {
            if has_extension(path, "txt") {
                words.insert(path.clone(), Arc::from(text.text()));
            } else if path == CODES && !lone {
                let (list, wrong) = read_codes(text);
                codes.extend(list.into_iter().map(|code| (Arc::clone(source), code)));
                faults.extend(wrong.iter().map(|fault| fault.diagnose(source, language)));
            } else {
                pieces.extend(Piece::of(file, text, holds(path, lone)));
            }
        }
        let mut read = executor.map(&pieces, Piece::read).into_iter().peekable();
        let mut manifest = None;
        let (mut rules, mut broken, mut actions) = (Vec::new(), Vec::new(), Vec::new());
        for (file, (source, _)) in files.iter().enumerate() {
            faults.extend(damaged[file].as_ref().map(|fault| Fault::from(fault).diagnose(source, language)));
            let mut parts: Vec<Part> = std::iter::from_fn(|| read.next_if(|part| part.file == file)).collect();
            if parts.len() > 1 && parts.iter().any(|part| part.incomplete) {
                // A mistake can reach from one piece into the next: the file as a whole tells it best.
                let holds = parts[0].holds;
                parts = vec![Piece::whole(file, &texts[file], holds).read()];
            }
            for part in parts {
                faults.extend(part.faults.iter().map(|fault| fault.diagnose(source, language)));
                manifest = manifest.or(part.manifest.map(|spec| (spec, Arc::clone(source))));
                let with_source = |rule| (Arc::clone(source), rule);
                rules.extend(part.rules.into_iter().map(with_source));
                broken.extend(part.broken.into_iter().map(with_source));
                actions.extend(part.actions.into_iter().map(|action| (Arc::clone(source), action)));
            }
        }
        if let Some((mut manifest, source)) = manifest {
            let listed = std::mem::take(&mut manifest.codes).into_iter().map(|code| (Arc::clone(&source), code));
            codes.splice(0..0, listed);
            return Ok(Self { manifest, source, rules, actions, codes, words, broken, faults });
        }
        if faults.is_empty() {
            faults.extend(files.first().map(|(source, _)| no_manifest(source, language)));
        }
        Err(faults)
    }

    /// What is wrong with its files, each with its place; empty where it could be read whole.
    pub fn faults(&self) -> &[Diagnostic] {
        &self.faults
    }
}

/// The list in `codes.yml`, and what is wrong with it; a file without a document holds none.
fn read_codes(text: &text::Cooked<'_>) -> (Vec<CodeSpec>, Vec<Fault>) {
    let tree = text::read_yaml(text);
    let mut faults: Vec<Fault> = tree.faults.iter().map(Fault::from).collect();
    let mut codes = Vec::new();
    // Of a list that cannot be parsed whole, only that is told.
    let roots = if faults.is_empty() { &tree.roots[..] } else { &[] };
    for root in roots.iter().filter(|root| !root.is_null()) {
        let (list, mistakes) = text::de::from_node_with_mistakes::<Vec<CodeSpec>>(root);
        codes.extend(list.unwrap_or_default());
        faults.extend(mistakes.into_iter().map(Fault::from));
    }
    (codes, faults)
}

/// What stands in the file of a pack at `path`, which may be its only one.
fn holds(path: &str, lone: bool) -> Holds {
    if lone || path == MANIFEST {
        Holds::Manifest
    } else if path.starts_with(FIELDS) {
        Holds::Actions
    } else {
        Holds::Rules
    }
}

fn has_extension(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

fn no_manifest(source: &Source, language: Language) -> Diagnostic {
    Fault::new(
        text::Span::default(),
        Code::UnknownName,
        format!("规则包文件夹里没有 {MANIFEST}"),
        format!("the folder of the pack has no {MANIFEST}"),
    )
    .diagnose(source, language)
}
