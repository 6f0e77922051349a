//! A pack as it was written: a manifest, rules, word lists.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    fault::{Code, Fault},
    spec::{PackSpec, RuleSpec},
};
use crate::{
    diagnostic::{Diagnostic, Language},
    text::{self, Node, Source, de},
};

/// The name of the manifest in a pack's folder.
const MANIFEST: &str = "pack.yml";

/// A pack that could be read. Whether its rules can run is for [`super::RuleSet`] to say.
#[derive(Clone, Debug)]
pub struct Pack {
    /// `pack.yml`, or the first document of a pack file.
    pub manifest: PackSpec,
    /// The file of the manifest.
    pub source: Arc<Source>,
    /// Its rules, each with the file it stands in.
    pub rules: Vec<(Arc<Source>, RuleSpec)>,
    /// Its word lists, by path below the pack's folder.
    pub words: BTreeMap<String, Arc<str>>,
}

impl Pack {
    /// Reads a pack from the files of its folder: `pack.yml`, any number of rules (`*.yml`), word lists
    /// (`words/*.txt`). Names of the sources are shown in reports; the second half of each pair is the path below the
    /// folder, with `/`. A single file with the manifest as its first document is a pack too.
    ///
    /// # Errors
    /// Everything that is wrong with any of the files, each with its place.
    pub fn read(files: &[(Arc<Source>, String)], language: Language) -> Result<Self, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut manifest = None;
        let (mut rules, mut words) = (Vec::new(), BTreeMap::new());
        let lone = files.len() == 1;
        for (source, path) in files {
            let (text, _) = source.decode();
            if has_extension(path, "txt") {
                words.insert(path.clone(), Arc::from(text.text()));
                continue;
            }
            let mut report = |fault: Fault| faults.push(fault.diagnose(source, language));
            let tree = text::read_yaml(&text);
            tree.faults.iter().map(Fault::from).for_each(&mut report);
            let mut roots = tree.roots.iter().filter(|root| !root.is_null());
            if lone || path == MANIFEST {
                match roots.next().map(de::from_node::<PackSpec>) {
                    Some(Ok(spec)) => manifest = Some((spec, Arc::clone(source))),
                    Some(Err(error)) => report(error.into()),
                    None => report(Fault::new(
                        text::Span::default(),
                        Code::InvalidValue,
                        "规则包没有清单：第一个文档应写 name",
                        "the pack has no manifest: its first document must give `name`",
                    )),
                }
            }
            for root in roots {
                match rule(root) {
                    Ok(spec) => rules.push((Arc::clone(source), spec)),
                    Err(fault) => report(fault),
                }
            }
        }
        match manifest {
            Some((manifest, source)) if faults.is_empty() => Ok(Self { manifest, source, rules, words }),
            Some(_) => Err(faults),
            None => {
                if faults.is_empty() {
                    faults.extend(files.first().map(|(source, _)| no_manifest(source, language)));
                }
                Err(faults)
            }
        }
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

fn rule(root: &Node<'_>) -> Result<RuleSpec, Fault> {
    de::from_node(root).map_err(Fault::from)
}
